@echo off
rem Takes the Arena-analyse buttons out of Excel, and the program that "Installeer Arena" put on this computer.
rem Plain ASCII with CRLF, and every path between quotes: the folder may hold any letter.
setlocal EnableExtensions DisableDelayedExpansion
title Arena-analyse
set "NoDefaultCurrentDirectoryInExePath=1"
cd /d "%SystemRoot%"

echo.
echo   Arena-analyse weghalen
echo   ======================
echo.
echo   Uw werkmappen blijven staan.
echo.

if not defined LOCALAPPDATA goto failed
set "FOLDER=%LOCALAPPDATA%\Programs\Arena-analyse"
set "OWN=%FOLDER%\tools\arena-analyse\Scripts\python.exe"
if not exist "%OWN%" set "OWN=%FOLDER%\venv\Scripts\python.exe"
if not exist "%OWN%" goto not_here

rem The Python that was started at logon ends, if no Excel uses it. A folder of which Windows still holds a file open
rem cannot get another name: then nothing is touched.
"%OWN%" -I -B -m arena.excel.server stop >nul 2>nul
ren "%FOLDER%" "Arena-analyse.weg" 2>nul || goto in_use
ren "%FOLDER%.weg" "Arena-analyse" || goto failed
"%OWN%" -I -m arena uninstall --program-too || goto failed
rd /s /q "%FOLDER%"
if exist "%FOLDER%" goto failed
echo.
echo   Klaar: ook het programma is weg.
goto stay

:not_here
echo   Arena-analyse werd hier niet met "Installeer Arena" op de computer gezet.
echo   Kent u een terminal? Typ daarin:  arena uninstall
echo.
echo   Er is niets gewijzigd.
goto stay

:in_use
echo   Arena-analyse is nog in gebruik. Sluit Excel helemaal en dubbelklik opnieuw op dit bestand.
echo   Helpt dat niet? Meld u af van Windows en weer aan, en dubbelklik dan.
echo.
echo   Er is niets gewijzigd.
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
