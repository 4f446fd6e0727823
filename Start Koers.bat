@echo off
rem Starts Koers with a double-click, on Windows. The first time, in a folder that holds Koers
rem itself, it makes an environment in .venv beside this file.
setlocal DisableDelayedExpansion
rem Names with accents are read as they are written.
chcp 65001 >nul
title Koers
pushd "%~dp0"
rem The Python that made this workspace; "koers init" fills it in.
set "MADE_BY="
set "PYTHON=.venv\Scripts\python.exe"
set "TRY=import toolkit.cli, jupyterlab"

echo Koers wordt gestart en opent in uw browser. Laat dit venster open zolang u werkt.
echo Koers is starting and opens in your browser. Keep this window open while you work.
echo.

if not exist "%PYTHON%" goto on_path
"%PYTHON%" -c "%TRY%" >nul 2>nul
if not errorlevel 1 goto run

:on_path
where koers >nul 2>nul
if errorlevel 1 goto maker
call koers open
if errorlevel 1 goto failed
goto done

:maker
if not defined MADE_BY goto checkout
if not exist "%MADE_BY%" goto checkout
"%MADE_BY%" -c "%TRY%" >nul 2>nul
if errorlevel 1 goto checkout
set "PYTHON=%MADE_BY%"
goto run

:checkout
if not exist "pyproject.toml" goto nowhere
if not exist "constraints.txt" goto nowhere
set "NEW=import sys; sys.exit(sys.version_info < (3, 11))"
py -3 -c "%NEW%" >nul 2>nul
if not errorlevel 1 goto with_py
python -c "%NEW%" >nul 2>nul
if not errorlevel 1 goto with_python
echo Koers heeft Python 3.11 of nieuwer nodig, en dat staat nog niet op deze computer.
echo Haal het van https://www.python.org/downloads/ en start Koers daarna opnieuw.
echo.
echo Koers needs Python 3.11 or newer, and this computer does not have it yet.
echo Get it from https://www.python.org/downloads/ and start Koers again.
goto wait

:with_py
call :explain
py -3 -m venv .venv
if errorlevel 1 goto not_set_up
goto install

:with_python
call :explain
python -m venv .venv
if errorlevel 1 goto not_set_up

:install
"%PYTHON%" -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
if errorlevel 1 goto not_set_up

:run
"%PYTHON%" -m toolkit.cli open
if errorlevel 1 goto failed

:done
popd
exit /b 0

:explain
echo Koers wordt klaargezet. Dat gebeurt alleen de eerste keer en duurt enkele minuten.
echo Koers is being set up. This happens only the first time and takes a few minutes.
exit /b 0

:not_set_up
echo.
echo Klaarzetten is niet gelukt; hierboven staat waarom. De eerste keer is internet nodig.
echo Setting up did not work; the reason stands above. The first time needs the internet.
goto wait

:nowhere
echo Koers staat niet meer op deze computer. Vraag degene die Koers heeft geinstalleerd.
echo Koers is not, or no longer, on this computer. Ask whoever installed it.
goto wait

:failed
echo.
echo Koers is met een fout gestopt; hierboven staat waarom.
echo Koers stopped with an error; the reason stands above.

:wait
echo.
echo Druk op een toets om te sluiten. / Press any key to close.
pause >nul
popd
exit /b 1
