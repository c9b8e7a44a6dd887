#!/bin/bash
# Puts the Arena-analyse buttons into Excel on a Mac, for people who never saw a terminal: asks nothing, needs no
# administrator's rights. Works with the bash 3.2 that every Mac has.
set -u

here="$(cd "$(dirname "$0")" && pwd)"
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
    "Vroeg uw Mac of Terminal bij gegevens van andere apps mag? Kies dan ‘Sta toe’." \
    "Lukt het dan nog niet? Maak een foto van dit venster voor wie u helpt."
  stay 1
}

find_uv() {
  local each
  for each in "$(command -v uv)" "$HOME/.local/bin/uv" /opt/homebrew/bin/uv /usr/local/bin/uv; do
    if [ -n "$each" ] && [ -x "$each" ]; then
      printf '%s' "$each"
      return
    fi
  done
}

# Python 3.11 or later. Not /usr/bin/python3: that is Apple's own, too old, and asks to install Xcode.
find_python() {
  local each
  for each in /Library/Frameworks/Python.framework/Versions/Current/bin/python3 "$(command -v python3)" \
    /opt/homebrew/bin/python3 /usr/local/bin/python3; do
    if [ -n "$each" ] && [ "$each" != /usr/bin/python3 ] && [ -x "$each" ] &&
      "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      printf '%s' "$each"
      return
    fi
  done
}

echo
say "Arena-analyse in Excel zetten" "=============================" "" \
  "U hoeft niets te kiezen. Sluit Excel als het nog openstaat," \
  "en laat dit venster open tot er ‘Klaar’ staat. Dat kan enkele minuten duren." ""

# The package that lies beside this file; where there is none, the newest one from the package index.
package=arena-analyse
for each in "$here"/dist/arena_analyse-*.whl; do
  if [ -f "$each" ]; then package="$each"; fi
done

uv="$(find_uv)"
python="$(find_python)"

if [ -n "$uv" ]; then
  # Trust what the Mac trusts: many schools look into what comes over their network.
  export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1
  say "1 van 2: Arena-analyse wordt op uw computer gezet…"
  "$uv" tool install --quiet --force --upgrade --python '>=3.11' "$package" || failed
  bin="$("$uv" tool dir --bin)" || failed
  say "2 van 2: de knoppen worden in Excel gezet…" ""
  "$bin/arena" install || failed
elif [ -n "$python" ]; then
  folder="$HOME/Library/Application Support/Arena-analyse"
  say "1 van 2: Arena-analyse wordt op uw computer gezet…"
  if ! "$folder/bin/python3" -I -c 'import pip' >/dev/null 2>&1; then
    "$python" -m venv --clear "$folder" || failed
  fi
  "$folder/bin/python3" -I -m pip install --quiet --disable-pip-version-check --upgrade "$package" || failed
  say "2 van 2: de knoppen worden in Excel gezet…" ""
  "$folder/bin/python3" -I -m arena install || failed
else
  say "Er staat nog geen Python op deze computer, of een te oude." "" \
    "1. Open in uw browser:  https://www.python.org/downloads/" \
    "2. Klik op de gele knop Download, open het bestand dat u krijgt, en volg de stappen." \
    "3. Dubbelklik daarna opnieuw op dit bestand." "" \
    "Er is niets gewijzigd."
  stay 1
fi

echo
say "Klaar. U mag dit venster sluiten en Excel starten." "Weer weghalen? Zie docs/installeren.md."
stay 0
