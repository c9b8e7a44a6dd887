@echo off
rem Puts the Arena-analyse buttons into Excel, for people who never saw a terminal: asks nothing, needs no
rem administrator's rights. Plain ASCII with CRLF, and every path between quotes: the folder may hold any letter.
setlocal EnableExtensions DisableDelayedExpansion
title Arena-analyse

rem A program that happens to lie beside this file (in Downloads, for instance) is never started.
set "NoDefaultCurrentDirectoryInExePath=1"
set "SYSTEM=%SystemRoot%\System32"
cd /d "%SystemRoot%"

echo.
echo   Arena-analyse in Excel zetten
echo   =============================
echo.
echo   U hoeft niets te kiezen. Sluit Excel als het nog openstaat,
echo   en laat dit venster open tot er "Klaar" staat. Dat kan enkele minuten duren.
echo.

rem What lies beside this file: the folder that the package is made from, else the package, which may have been made
rem long before. Never a name in a package index, which somebody else could have taken.
set "PACKAGE="
for %%f in ("%~dp0dist\arena_analyse-*.whl") do set "PACKAGE=%%~ff"
if exist "%~dp0pyproject.toml" set "PACKAGE=%~dp0."
if not defined PACKAGE goto no_package

rem Everything stands in one folder of this user, which "Verwijder Arena" takes away.
if not defined LOCALAPPDATA goto failed
set "FOLDER=%LOCALAPPDATA%\Programs\Arena-analyse"
if not exist "%FOLDER%" mkdir "%FOLDER%" || goto failed
rem What uv and pip say, in English, is only shown where they fail.
set "SAID=%FOLDER%\uv.txt"
if exist "%SAID%" del "%SAID%"

rem Where it stands already: the Python that was started at logon ends, if no Excel uses it. A folder of which Windows
rem still holds a file open cannot get another name: then nothing is touched.
set "OWN=%FOLDER%\tools\arena-analyse\Scripts\python.exe"
if not exist "%OWN%" set "OWN=%FOLDER%\venv\Scripts\python.exe"
if not exist "%OWN%" goto find_uv
"%OWN%" -I -B -m arena.excel.server stop >nul 2>nul
ren "%FOLDER%" "Arena-analyse.weg" 2>nul || goto in_use
ren "%FOLDER%.weg" "Arena-analyse" || goto failed

:find_uv
set "FETCHED="
set "UV="
where uv.exe >nul 2>nul && set "UV=uv.exe"
if not defined UV if exist "%USERPROFILE%\.local\bin\uv.exe" set "UV=%USERPROFILE%\.local\bin\uv.exe"
if not defined UV if exist "%FOLDER%\uv.exe" set "UV=%FOLDER%\uv.exe"
echo   1 van 2: Arena-analyse wordt op uw computer gezet...
if defined UV goto with_uv

:without_uv
if defined FETCHED goto no_python
set "PYTHON="
call :try_python py.exe -3
if not defined PYTHON call :try_python python.exe
if defined PYTHON goto with_python

:fetch
rem Reached once: where no uv and no Python is, or none with which it works.
set "FETCHED=1"
rem uv brings a Python for this user alone. One version of it, from its makers, over a connection that is checked.
set "UV_URL=https://github.com/astral-sh/uv/releases/download/0.13.9/uv-x86_64-pc-windows-msvc.zip"
set "GET=--silent --show-error --fail --location --proto =https --output uv.zip"
echo   Daarvoor wordt eerst een geschikte Python opgehaald...
pushd "%FOLDER%"
rem By its name alone: not all of these read every letter that a user's name may have. A network that looks into what
rem comes over it often hides whether a certificate was withdrawn; a curl that is too old does not know how to bear that.
"%SYSTEM%\curl.exe" --ssl-revoke-best-effort %GET% "%UV_URL%" 2>nul || "%SYSTEM%\curl.exe" %GET% "%UV_URL%" >"%SAID%" 2>&1 || goto no_python
if exist uv.exe del uv.exe
"%SYSTEM%\tar.exe" -xf uv.zip uv.exe >"%SAID%" 2>&1 || goto no_python
del uv.zip
popd
set "UV=%FOLDER%\uv.exe"

:with_uv
rem Trust what Windows trusts: many schools look into what comes over their network.
set "UV_SYSTEM_CERTS=1"
set "UV_NATIVE_TLS=1"
rem A Python of uv's own, never that of the Microsoft Store; nothing of it outside our folder.
set "UV_PYTHON_PREFERENCE=only-managed"
set "UV_PYTHON_INSTALL_DIR=%FOLDER%\python"
set "UV_PYTHON_INSTALL_REGISTRY=0"
set "UV_PYTHON_INSTALL_BIN=0"
set "UV_TOOL_DIR=%FOLDER%\tools"
set "UV_TOOL_BIN_DIR=%FOLDER%\bin"
set "UV_NO_CACHE=1"
set "UV_NO_PROGRESS=1"
set "OWN=%FOLDER%\tools\arena-analyse\Scripts\python.exe"
"%UV%" python install 3.13 >"%SAID%" 2>&1 || goto without_uv
"%UV%" tool install --force --reinstall --python 3.13 "%PACKAGE%" >"%SAID%" 2>&1 || goto not_with_uv
goto buttons

:not_with_uv
if defined FETCHED goto not_put
goto without_uv

:with_python
set "OWN=%FOLDER%\venv\Scripts\python.exe"
"%OWN%" -I -c "import pip" >nul 2>nul || %PYTHON% -m venv --clear "%FOLDER%\venv" >"%SAID%" 2>&1 || goto fetch
"%OWN%" -I -m pip install --quiet --disable-pip-version-check --force-reinstall "%PACKAGE%" >"%SAID%" 2>&1 || goto fetch

:buttons
if exist "%SAID%" del "%SAID%"
echo   2 van 2: de knoppen worden in Excel gezet...
echo.
"%OWN%" -I -m arena install || goto failed
echo.
echo   Klaar. U mag dit venster sluiten en Excel starten.
echo   Weer weghalen? Dubbelklik op "Verwijder Arena".
echo   Voor wie u helpt, de opdracht "arena":
echo     "%OWN%" -I -m arena
goto stay

:try_python
rem Python 3.11 or later, of 64 bits, finished, and not that of the Microsoft Store, with which Excel cannot work.
set "TRIAL=import sys; v = sys.version_info; sys.exit(v < (3, 11) or v.releaselevel != 'final' or sys.maxsize < 2 ** 32 or 'WindowsApps' in sys.base_prefix)"
%* -c "%TRIAL%" >nul 2>nul && set "PYTHON=%*"
exit /b 0

:no_package
echo   Naast dit bestand staat Arena-analyse zelf niet.
echo   Opende u het in een zip? Klik met de rechtermuisknop op de zip, kies "Alles uitpakken",
echo   en dubbelklik in de map die u dan krijgt opnieuw op dit bestand.
echo.
echo   Er is niets gewijzigd.
goto stay

:in_use
echo   Arena-analyse is nog in gebruik. Sluit Excel helemaal en dubbelklik opnieuw op dit bestand.
echo   Helpt dat niet? Meld u af van Windows en weer aan, en dubbelklik dan.
echo.
echo   Er is niets gewijzigd.
goto stay

:not_put
echo.
if exist "%SAID%" type "%SAID%"
echo   Arena-analyse kon niet op uw computer gezet worden. Wat hierboven in het Engels staat, is voor wie u helpt.
echo   Kijk dit na:
echo   - Werkt het internet op deze computer?
echo   - Is Excel helemaal gesloten?
echo   Dubbelklik dan nog eens op dit bestand. Lukt het weer niet, dan houdt uw netwerk of een virusscanner het tegen:
echo   maak een foto van dit venster voor wie uw computer beheert.
echo.
echo   In Excel is niets gewijzigd.
goto stay

:no_python
if exist "%FOLDER%\uv.zip" del "%FOLDER%\uv.zip"
rem With a Python that is there it did not work either: another one of the same makers would not help.
if defined PYTHON goto not_put
echo.
if exist "%SAID%" type "%SAID%"
echo   Het ophalen is niet gelukt. Werkt het internet op deze computer? Dubbelklik dan nog eens op dit bestand.
echo   Lukt het weer niet, dan houdt uw netwerk of een virusscanner het tegen. Dan kan het zo:
echo.
echo   1. Open in uw browser:  https://www.python.org/downloads/windows/
echo   2. Kies bij een Python 3.13 de link "Windows installer (64-bit)", open het bestand dat u krijgt,
echo      en klik op Install Now. Beheerdersrechten zijn niet nodig.
echo      Neem niet de Python uit de Microsoft Store: daarmee kan Excel niet werken.
echo   3. Dubbelklik daarna opnieuw op dit bestand.
echo.
echo   In Excel is niets gewijzigd.
goto stay

:failed
echo.
echo   Het is niet gelukt. Wat hierboven staat, zegt waarom.
echo   Staat Excel nog open? Sluit het en dubbelklik opnieuw.
echo   Lukt het dan nog niet? Maak een foto van dit venster voor wie u helpt.

:stay
echo.
echo   Druk op een toets om dit venster te sluiten.
pause >nul
