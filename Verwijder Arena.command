#!/bin/bash
# Takes the Arena-analyse buttons out of Excel on a Mac, and the program that ‘Installeer Arena’ put there. Works with
# the bash 3.2 that every Mac has.
set -u
cd / # a program that happens to lie beside this file is never started

say() { printf '  %s\n' "$@"; }

stay() {
  echo
  say "Druk op Enter, en sluit dit venster."
  read -r _ || true
  exit "$1"
}

failed() {
  echo
  say "Het is niet gelukt. Wat hierboven staat, zegt waarom." \
    "Staat Excel nog open? Sluit het en dubbelklik opnieuw." \
    "Lukt het dan nog niet? Maak een foto van dit venster voor wie u helpt."
  stay 1
}

echo
say "Arena-analyse weghalen" "======================" "" "Uw werkmappen blijven staan." ""

folder="${HOME:?}/Library/Application Support/Arena-analyse"
own="$folder/tools/arena-analyse/bin/python"
if [ ! -x "$own" ]; then own="$folder/venv/bin/python3"; fi
if [ ! -x "$own" ]; then
  say "Arena-analyse werd hier niet met ‘Installeer Arena’ op de computer gezet." \
    "Kent u een terminal? Typ daarin:  arena uninstall" "" "Er is niets gewijzigd."
  stay 1
fi
"$own" -I -m arena uninstall --program-too || failed
rm -rf "$folder" || failed
echo
say "Klaar: ook het programma is weg."
stay 0
