@echo off
rem Puts the Arena-analyse buttons into Excel, for people who never saw a terminal: asks nothing, needs no
rem administrator's rights. Plain ASCII with CRLF, and every path between quotes: the folder may hold any letter.
rem "Installeer Arena.cmd" /stil waits for no key. The code it ends with, with /stil or without:
rem   0 done   1 not put into Excel   2 nothing to install beside this file   3 not put on the computer   1618 in use
setlocal EnableExtensions DisableDelayedExpansion
title Arena-analyse
set "SILENT="
if /i "%~1"=="/stil" set "SILENT=1"
set "CODE=1"
set "FRESH="
set "FOLDER="

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

rem What lies beside this file: all that is needed, for a computer without internet ("arena bundle" makes it), or the
rem folder that the package is made from. Never a name in a package index, which somebody else could have taken.
set "BUNDLE="
set "PACKAGE="
if exist "%~dp0bundle\list.txt" set "BUNDLE=%~dp0bundle"
if exist "%~dp0pyproject.toml" set "PACKAGE=%~dp0."
if not defined BUNDLE if not defined PACKAGE goto no_package

rem Everything stands in one folder of this user, which "Verwijder Arena" takes away. Where something fails, it is as it
rem was: gone, or with the program that stood there.
if not defined LOCALAPPDATA goto failed
set "FOLDER=%LOCALAPPDATA%\Programs\Arena-analyse"
set "OWN=%FOLDER%\venv\Scripts\python.exe"
if not exist "%FOLDER%" if exist "%FOLDER%.weg" ren "%FOLDER%.weg" "Arena-analyse"
if not exist "%FOLDER%" set "FRESH=1"
if not exist "%FOLDER%" mkdir "%FOLDER%" || goto failed
rem What uv and pip say, in English, is only shown where they fail.
set "SAID=%FOLDER%\uv.txt"
if exist "%SAID%" del "%SAID%"

rem Where it stands already: the Python that was started at logon ends, if no Excel uses it. A folder of which Windows
rem still holds a file open cannot get another name: then nothing is touched.
if not exist "%OWN%" goto find_uv
"%OWN%" -I -B -m arena.excel.server stop >nul 2>nul
ren "%FOLDER%" "Arena-analyse.weg" 2>nul || goto in_use
ren "%FOLDER%.weg" "Arena-analyse" || goto failed

:find_uv
call :put_back
if exist "%FOLDER%\venv" ren "%FOLDER%\venv" "venv.old" || goto failed
echo   1 van 2: Arena-analyse wordt op uw computer gezet...
set "FETCHED="
set "UV="
set "LIST=%~dp0requirements.lock"
if not defined BUNDLE goto find_uv_here
rem All that is needed lies in the bundle, and nothing else is asked for. uv knows each file by its hash.
set "UV=%BUNDLE%\uv.exe"
set "LIST=%BUNDLE%\list.txt"
rem Its Python is copied first: uv asks for it by an address, in which a "#" or the name of a network means other things.
if not exist "%FOLDER%\fetched" mkdir "%FOLDER%\fetched" || goto failed
copy /y "%BUNDLE%\python.json" "%FOLDER%\fetched" >"%SAID%" 2>&1 || goto not_put
copy /y "%BUNDLE%\python.tar.gz" "%FOLDER%\fetched" >"%SAID%" 2>&1 || goto not_put
set "UV_PYTHON_DOWNLOADS_JSON_URL=%FOLDER%\fetched\python.json"
set "UV_PYTHON_INSTALL_MIRROR=file:///%FOLDER:\=/%/fetched"
set "UV_OFFLINE=1"
set "UV_NO_CONFIG=1"
goto with_uv

:find_uv_here
where uv.exe >nul 2>nul && set "UV=uv.exe"
if not defined UV if exist "%USERPROFILE%\.local\bin\uv.exe" set "UV=%USERPROFILE%\.local\bin\uv.exe"
if not defined UV if exist "%FOLDER%\uv.exe" set "UV=%FOLDER%\uv.exe"
if defined UV goto with_uv

:without_uv
if defined BUNDLE goto not_put
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
set "UV_NO_CACHE=1"
set "UV_NO_PROGRESS=1"
set "UV_VENV_CLEAR=1"
rem Every package in the version and by the hash that was tested, and only then what lies beside this file.
"%UV%" python install 3.13 >"%SAID%" 2>&1 || goto without_uv
if exist "%FOLDER%\fetched" rd /s /q "%FOLDER%\fetched"
"%UV%" venv --quiet --no-project --python 3.13 "%FOLDER%\venv" >"%SAID%" 2>&1 || goto not_with_uv
"%UV%" pip install --quiet --python "%OWN%" --require-hashes --only-binary=:all: -r "%LIST%" >"%SAID%" 2>&1 || goto not_with_uv
if defined BUNDLE goto buttons
"%UV%" pip install --quiet --python "%OWN%" --no-deps --no-build-isolation "%PACKAGE%" >"%SAID%" 2>&1 || goto not_with_uv
goto buttons

:not_with_uv
if defined FETCHED goto not_put
goto without_uv

:with_python
%PYTHON% -m venv --clear "%FOLDER%\venv" >"%SAID%" 2>&1 || goto fetch
"%OWN%" -I -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r "%LIST%" >"%SAID%" 2>&1 || goto fetch
"%OWN%" -I -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation "%PACKAGE%" >"%SAID%" 2>&1 || goto fetch

:buttons
if exist "%SAID%" del "%SAID%"
echo   2 van 2: de knoppen worden in Excel gezet...
echo.
"%OWN%" -I -m arena install || goto refused
echo.
echo   Klaar. U mag dit venster sluiten en Excel starten.
echo   Weer weghalen? Dubbelklik op "Verwijder Arena".
echo   Voor wie u helpt, de opdracht "arena":
echo     "%OWN%" -I -m arena
if exist "%FOLDER%\venv.old" rd /s /q "%FOLDER%\venv.old"
set "CODE=0"
goto stay

:put_back
rem What stood here before: after a failure, and where an earlier run was broken off.
if not exist "%FOLDER%\venv.old" exit /b 0
if exist "%FOLDER%\venv" rd /s /q "%FOLDER%\venv"
ren "%FOLDER%\venv.old" "venv"
exit /b 0

:try_python
rem Python 3.11 or later, of 64 bits, finished, and not that of the Microsoft Store, with which Excel cannot work.
set "TRIAL=import sys; v = sys.version_info; sys.exit(v < (3, 11) or v.releaselevel != 'final' or sys.maxsize < 2 ** 32 or 'WindowsApps' in sys.base_prefix)"
%* -c "%TRIAL%" >nul 2>nul && set "PYTHON=%*"
exit /b 0

:no_package
set "CODE=2"
echo   Naast dit bestand staat Arena-analyse zelf niet.
echo   Opende u het in een zip? Klik met de rechtermuisknop op de zip, kies "Alles uitpakken",
echo   en dubbelklik in de map die u dan krijgt opnieuw op dit bestand.
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

:not_put
set "CODE=3"
echo.
if exist "%SAID%" type "%SAID%"
echo   Arena-analyse kon niet op uw computer gezet worden. Wat hierboven in het Engels staat, is voor wie u helpt.
echo   Kijk dit na:
if not defined BUNDLE echo   - Werkt het internet op deze computer?
echo   - Is Excel helemaal gesloten?
echo   Dubbelklik dan nog eens op dit bestand. Lukt het weer niet, dan houdt uw netwerk of een virusscanner het tegen:
echo   maak een foto van dit venster voor wie uw computer beheert.
echo.
echo   In Excel is niets gewijzigd.
goto clean

:no_python
if exist "%FOLDER%\uv.zip" del "%FOLDER%\uv.zip"
rem With a Python that is there it did not work either: another one of the same makers would not help.
if defined PYTHON goto not_put
set "CODE=3"
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
goto clean

:failed
echo.
echo   Het is niet gelukt. Wat hierboven staat, zegt waarom.
echo   Staat Excel nog open? Sluit het en dubbelklik opnieuw.
echo   Lukt het dan nog niet? Maak een foto van dit venster voor wie u helpt.
goto clean

:refused
echo.
echo   De knoppen zijn niet in Excel gezet. Wat hierboven staat, zegt waarom en wat u kunt doen.
echo   Staat Excel nog open? Sluit het en dubbelklik opnieuw.

:clean
cd /d "%SystemRoot%"
if defined FRESH rd /s /q "%FOLDER%"
if defined FRESH rd "%LOCALAPPDATA%\Programs" 2>nul
if exist "%SAID%" del "%SAID%"
if exist "%FOLDER%\fetched" rd /s /q "%FOLDER%\fetched"
if not defined FRESH call :put_back

:stay
if defined SILENT exit /b %CODE%
echo.
echo   Druk op een toets om dit venster te sluiten.
pause >nul
exit /b %CODE%
