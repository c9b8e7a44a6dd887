@echo off
rem Takes the Arena-analyse buttons out of Excel, and the program that "Installeer Arena" put on this computer.
rem Plain ASCII with CRLF, and every path between quotes: the folder may hold any letter.
rem "Verwijder Arena.cmd" /stil waits for no key. The code it ends with, with /stil or without:
rem   0 nothing of it stands here any more   1 not taken away   1618 in use
setlocal EnableExtensions DisableDelayedExpansion
title Arena-analyse
set "SILENT="
if /i "%~1"=="/stil" set "SILENT=1"
set "CODE=1"
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
if not exist "%FOLDER%" if exist "%FOLDER%.weg" ren "%FOLDER%.weg" "Arena-analyse"
if not exist "%FOLDER%" goto not_here
set "OWN=%FOLDER%\venv\Scripts\python.exe"
if not exist "%OWN%" goto without_program

rem The Python that was started at logon ends, if no Excel uses it. A folder of which Windows still holds a file open
rem cannot get another name: then nothing is touched.
"%OWN%" -I -B -m arena.excel.server stop >nul 2>nul
ren "%FOLDER%" "Arena-analyse.weg" 2>nul || goto in_use
ren "%FOLDER%.weg" "Arena-analyse" || goto failed
"%OWN%" -I -B -m arena uninstall --program-too || goto failed

:program
rd /s /q "%FOLDER%"
if exist "%FOLDER%" goto failed
rd "%LOCALAPPDATA%\Programs" 2>nul
echo.
echo   Klaar: ook het programma is weg.
set "CODE=0"
goto stay

:without_program
rem An installation that was broken off before it came to the buttons; or one whose Python something took away.
if not exist "%LOCALAPPDATA%\Arena-analyse\installed.json" goto program
echo   De knoppen staan in Excel, maar het programma dat ze weghaalt, is er niet meer.
echo   Dubbelklik eerst op "Installeer Arena", en dan opnieuw op dit bestand.
echo.
echo   Er is niets gewijzigd.
goto stay

:not_here
set "CODE=0"
echo   Arena-analyse werd hier niet met "Installeer Arena" op de computer gezet.
echo   Kent u een terminal? Typ daarin:  arena uninstall
echo.
echo   Er is niets gewijzigd.
goto stay

:in_use
set "CODE=1618"
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
if defined SILENT exit /b %CODE%
echo.
echo   Druk op een toets om dit venster te sluiten.
pause >nul
exit /b %CODE%
