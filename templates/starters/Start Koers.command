#!/bin/sh
# Starts Koers with a double-click, on macOS and Linux. The first time, in a folder that holds
# Koers itself, it makes an environment in .venv beside this file.

cd "$(dirname "$0")" || exit 1
# The Python that made this workspace; `koers init` fills it in.
made_by=''

give_up() {
  printf '\n'
  printf '%s\n' "$@"
  printf '\nDruk op Enter om te sluiten. / Press Enter to close.\n'
  read -r _
  exit 1
}

has_koers() {
  [ -x "$1" ] && "$1" -c 'import toolkit.cli, jupyterlab' >/dev/null 2>&1
}

find_python() {
  for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      printf '%s' "$name"
      return
    fi
  done
}

prepare() {
  found=$(find_python)
  [ -n "$found" ] || give_up \
    'Koers heeft Python 3.11 of nieuwer nodig, en dat staat nog niet op deze computer.' \
    'Haal het van https://www.python.org/downloads/ en start Koers daarna opnieuw.' \
    '' \
    'Koers needs Python 3.11 or newer, and this computer does not have it yet.' \
    'Get it from https://www.python.org/downloads/ and start Koers again.'
  printf '%s\n' \
    'Koers wordt klaargezet. Dat gebeurt alleen de eerste keer en duurt enkele minuten.' \
    'Koers is being set up. This happens only the first time and takes a few minutes.'
  "$found" -m venv .venv && .venv/bin/python -m pip install --quiet \
    --disable-pip-version-check -c constraints.txt -e . || give_up \
    'Klaarzetten is niet gelukt; hierboven staat waarom. De eerste keer is internet nodig.' \
    'Setting up did not work; the reason stands above. The first time needs the internet.'
}

printf '%s\n' \
  'Koers wordt gestart en opent in uw browser. Laat dit venster open zolang u werkt.' \
  'Koers is starting and opens in your browser. Keep this window open while you work.' \
  ''

if has_koers .venv/bin/python; then
  .venv/bin/python -m toolkit.cli open
elif command -v koers >/dev/null 2>&1; then
  koers open
elif [ -n "$made_by" ] && has_koers "$made_by"; then
  "$made_by" -m toolkit.cli open
elif [ -f pyproject.toml ] && [ -f constraints.txt ]; then
  prepare
  .venv/bin/python -m toolkit.cli open
else
  give_up \
    'Koers staat niet (meer) op deze computer. Vraag degene die Koers heeft geïnstalleerd.' \
    'Koers is not, or no longer, on this computer. Ask whoever installed it.'
fi || give_up \
  'Koers is met een fout gestopt; hierboven staat waarom.' \
  'Koers stopped with an error; the reason stands above.'
