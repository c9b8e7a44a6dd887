@echo off
rem Puts the Arena-analyse buttons into Excel, for people who never saw a terminal: asks nothing, needs no
rem administrator's rights. Plain ASCII with CRLF, and every path between quotes: the folder may hold any letter.
setlocal EnableExtensions DisableDelayedExpansion
title Arena-analyse

rem A program that happens to lie beside this file (in Downloads, for instance) is never started.
set "NoDefaultCurrentDirectoryInExePath=1"
cd /d "%SystemRoot%"

echo.
echo   Arena-analyse in Excel zetten
echo   =============================
echo.
echo   U hoeft niets te kiezen. Sluit Excel als het nog openstaat,
echo   en laat dit venster open tot er "Klaar" staat. Dat kan enkele minuten duren.
echo.

rem The package that lies beside this file; where there is none, the newest one from the package index.
set "PACKAGE=arena-analyse"
for %%f in ("%~dp0dist\arena_analyse-*.whl") do set "PACKAGE=%%~ff"

set "UV="
where uv.exe >nul 2>nul && set "UV=uv.exe"
if not defined UV if exist "%USERPROFILE%\.local\bin\uv.exe" set "UV=%USERPROFILE%\.local\bin\uv.exe"
if defined UV goto with_uv

set "PYTHON="
call :try_python py -3
if not defined PYTHON call :try_python python
if defined PYTHON goto with_python
goto no_python

:with_uv
rem Trust what Windows trusts: many schools look into what comes over their network.
set "UV_SYSTEM_CERTS=1"
set "UV_NATIVE_TLS=1"
echo   1 van 2: Arena-analyse wordt op uw computer gezet...
"%UV%" tool install --quiet --force --upgrade --python ">=3.11" "%PACKAGE%" || goto failed
set "BIN=%USERPROFILE%\.local\bin"
for /f "delims=" %%d in ('"%UV%" tool dir --bin') do set "BIN=%%d"
echo   2 van 2: de knoppen worden in Excel gezet...
echo.
"%BIN%\arena.exe" install || goto failed
goto done

:with_python
set "FOLDER=%LOCALAPPDATA%\Programs\Arena-analyse"
echo   1 van 2: Arena-analyse wordt op uw computer gezet...
set "OWN=%FOLDER%\Scripts\python.exe"
"%OWN%" -I -c "import pip" >nul 2>nul && goto has_folder
%PYTHON% -m venv --clear "%FOLDER%" || goto failed
:has_folder
"%OWN%" -I -m pip install --quiet --disable-pip-version-check --upgrade "%PACKAGE%" || goto failed
echo   2 van 2: de knoppen worden in Excel gezet...
echo.
"%OWN%" -I -m arena install || goto failed
goto done

:try_python
rem Python 3.11 or later, and not that of the Microsoft Store, with which Excel cannot work.
set "TRIAL=import sys; sys.exit(sys.version_info < (3, 11) or 'WindowsApps' in sys.base_prefix)"
%* -c "%TRIAL%" >nul 2>nul && set "PYTHON=%*"
exit /b 0

:no_python
echo   Er staat nog geen Python op deze computer, of een te oude.
echo.
echo   1. Open in uw browser:  https://www.python.org/downloads/
echo   2. Klik op de gele knop Download, en open het bestand dat u krijgt.
echo   3. Klik op Install Now. Beheerdersrechten zijn niet nodig.
echo      Neem niet de Python uit de Microsoft Store: daarmee kan Excel niet werken.
echo   4. Dubbelklik daarna opnieuw op dit bestand.
echo.
echo   Er is niets gewijzigd.
goto stay

:failed
echo.
echo   Het is niet gelukt. Wat hierboven staat, zegt waarom.
echo   Staat Excel nog open? Sluit het en dubbelklik opnieuw.
echo   Lukt het dan nog niet? Maak een foto van dit venster voor wie u helpt.
goto stay

:done
echo.
echo   Klaar. U mag dit venster sluiten en Excel starten.
echo   Weer weghalen? Zie docs\installeren.md.

:stay
echo.
echo   Druk op een toets om dit venster te sluiten.
pause >nul
