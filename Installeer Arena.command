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

no_package() {
  say "Naast dit bestand staat Arena-analyse zelf niet." \
    "Pak de zip helemaal uit, en dubbelklik in de map die u dan krijgt opnieuw op dit bestand." "" \
    "Er is niets gewijzigd."
  stay 1
}

not_put() {
  echo
  if [ -f "$said" ]; then cat "$said"; fi
  say "Arena-analyse kon niet op uw Mac gezet worden. Wat hierboven in het Engels staat, is voor wie u helpt." \
    "Werkt het internet op deze Mac? Dubbelklik dan nog eens op dit bestand." \
    "Lukt het weer niet, dan houdt uw netwerk of een virusscanner het tegen:" \
    "maak een foto van dit venster voor wie uw Mac beheert." "" \
    "In Excel is niets gewijzigd."
  stay 1
}

no_python() {
  rm -f "$folder/uv.tar.gz"
  # With a Python that is there it did not work either: another one of the same makers would not help.
  if [ -n "$python" ]; then not_put; fi
  echo
  if [ -f "$said" ]; then cat "$said"; fi
  say "Het ophalen is niet gelukt. Werkt het internet op deze Mac? Dubbelklik dan nog eens op dit bestand." \
    "Lukt het weer niet, dan houdt uw netwerk het tegen. Dan kan het zo:" "" \
    "1. Vraag wie uw Mac beheert om Python 3.13 van https://www.python.org/downloads/macos/ te installeren." \
    "   Uw Mac vraagt daarbij het wachtwoord van een beheerder." \
    "2. Dubbelklik daarna opnieuw op dit bestand." "" \
    "In Excel is niets gewijzigd."
  stay 1
}

find_uv() {
  local each
  for each in "$(command -v uv)" "$HOME/.local/bin/uv" /opt/homebrew/bin/uv /usr/local/bin/uv "$folder/uv"; do
    if [ -n "$each" ] && [ -x "$each" ]; then
      printf '%s' "$each"
      return
    fi
  done
}

# Python 3.11 or later, of 64 bits, finished. Not /usr/bin/python3: that is Apple's own, too old, and asks to install
# Xcode.
find_python() {
  local each
  for each in /Library/Frameworks/Python.framework/Versions/Current/bin/python3 "$(command -v python3)" \
    /opt/homebrew/bin/python3 /usr/local/bin/python3; do
    if [ -n "$each" ] && [ "$each" != /usr/bin/python3 ] && [ -x "$each" ] &&
      "$each" -c "import sys; v = sys.version_info
sys.exit(v < (3, 11) or v.releaselevel != 'final' or sys.maxsize < 2 ** 32)" >/dev/null 2>&1; then
      printf '%s' "$each"
      return
    fi
  done
}

# uv brings a Python for this user alone. One version of it, from its makers, over a connection that is checked.
fetch_uv() {
  local name
  case "$(uname -m)" in
    arm64) name=uv-aarch64-apple-darwin ;;
    *) name=uv-x86_64-apple-darwin ;;
  esac
  curl --silent --show-error --fail --location --proto '=https' --output "$folder/uv.tar.gz" \
    "https://github.com/astral-sh/uv/releases/download/0.13.9/$name.tar.gz" &&
    tar -xzf "$folder/uv.tar.gz" -C "$folder" --strip-components 1 "$name/uv" &&
    chmod +x "$folder/uv" &&
    rm -f "$folder/uv.tar.gz"
}

put_with_uv() {
  own="$folder/tools/arena-analyse/bin/python"
  "$uv" tool install --force --reinstall --python 3.13 "$package" >"$said" 2>&1
}

put_with_python() {
  own="$folder/venv/bin/python3"
  if ! "$own" -I -c 'import pip' >/dev/null 2>&1; then
    "$python" -m venv --clear "$folder/venv" >"$said" 2>&1 || return
  fi
  "$own" -I -m pip install --quiet --disable-pip-version-check --force-reinstall "$package" >"$said" 2>&1
}

# Tries what is there first; where nothing is, or none of it works, uv is fetched.
put() {
  if [ -n "$uv" ] && "$uv" python install 3.13 >"$said" 2>&1 && put_with_uv; then return; fi
  python="$(find_python)"
  if [ -n "$python" ] && put_with_python; then return; fi
  say "Daarvoor wordt eerst een geschikte Python opgehaald…"
  uv="$folder/uv"
  fetch_uv >"$said" 2>&1 && "$uv" python install 3.13 >"$said" 2>&1 || no_python
  put_with_uv || not_put
}

echo
say "Arena-analyse in Excel zetten" "=============================" "" \
  "U hoeft niets te kiezen. Sluit Excel als het nog openstaat," \
  "en laat dit venster open tot er ‘Klaar’ staat. Dat kan enkele minuten duren." ""

# What lies beside this file: the folder that the package is made from, else the package, which may have been made long
# before. Never a name in a package index, which somebody else could have taken.
package=
for each in "$here"/dist/arena_analyse-*.whl; do
  if [ -f "$each" ]; then package="$each"; fi
done
if [ -f "$here/pyproject.toml" ]; then package="$here"; fi
if [ -z "$package" ]; then no_package; fi

# Everything stands in one folder of this user, which ‘Verwijder Arena’ takes away.
folder="$HOME/Library/Application Support/Arena-analyse"
said="$folder/uv.txt" # what uv and pip say, in English, is only shown where they fail
# Trust what the Mac trusts: many schools look into what comes over their network.
export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1
# A Python of uv's own; nothing of it outside our folder.
export UV_PYTHON_PREFERENCE=only-managed UV_PYTHON_INSTALL_DIR="$folder/python" UV_PYTHON_INSTALL_BIN=0
export UV_TOOL_DIR="$folder/tools" UV_TOOL_BIN_DIR="$folder/bin" UV_NO_CACHE=1 UV_NO_PROGRESS=1

mkdir -p "$folder" || failed
rm -f "$said"
uv="$(find_uv)"
python=
say "1 van 2: Arena-analyse wordt op uw computer gezet…"
put
rm -f "$said"
say "2 van 2: de knoppen worden in Excel gezet…" ""
"$own" -I -m arena install || failed

echo
say "Klaar. U mag dit venster sluiten en Excel starten." "Weer weghalen? Dubbelklik op ‘Verwijder Arena’." \
  "Voor wie u helpt, de opdracht ‘arena’:" "  \"$own\" -I -m arena"
stay 0
