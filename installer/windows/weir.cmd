@echo off
rem The command line: the launcher whose options for Java fit the command, as src/main/sh/launch.sh chooses.
setlocal
set kind=console
for %%c in (query exporters connections config schema about manual --help -h --version -V) do if "%~1"=="%%c" set kind=brief
for %%c in (decode packets export) do if "%~1"=="%%c" set kind=steady
if "%~1"=="collect" set kind=collector
for %%c in (import listen capture) do if "%~1"=="%%c" set kind=lasting
"%~dp0weir-%kind%.exe" %*
