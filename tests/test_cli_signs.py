"""Signs that survive a pipe: what a code page lacks becomes what says the same, never the sign of uncertainty."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from arena import cli_signs
from arena.locale import LANGUAGES, catalogue
from tests.command import LOCALES
from tests.test_house import texts

pytestmark = pytest.mark.file

PAGES = ("cp1252", "cp850", "cp437", "ascii")


def piped(encoding: str, language: str, *arguments: object) -> str:
    """Return what a command writes to a pipe of an encoding."""
    done = subprocess.run(
        [sys.executable, "-m", "arena", *map(str, arguments)],
        check=False,
        capture_output=True,
        env=os.environ | {"LC_ALL": LOCALES[language], "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    return (done.stdout + done.stderr).decode(encoding)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("encoding", PAGES)
def test_a_ranking_says_in_ascii_what_its_signs_say(encoding: str, language: str, filled: Path) -> None:
    said = piped(encoding, language, "rank", filled)
    texts_shown = catalogue(language)
    for flag, sign in (("critical", "!!"), ("vulnerable", "!")):
        name = texts_shown(f"flag.{flag}").partition(" ")[2]
        lines = [line for line in said.splitlines() if name in line]
        assert lines
        assert all(f" {sign} {name} " in line for line in lines), lines
    assert f" {texts_shown('flag.uncertain')} " in said  # its own sign is the question mark
    assert said.count("?") == piped("utf-8", language, "rank", filled).count("?")


@pytest.mark.parametrize("encoding", PAGES)
def test_the_columns_of_a_ranking_stay_straight(encoding: str, filled: Path) -> None:
    lines = [line for line in piped(encoding, "nl", "rank", filled).splitlines() if line[:1] in "|+"]
    assert len(lines) > 16
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize("encoding", PAGES)
def test_the_doctor_says_that_a_thing_is_in_order(encoding: str) -> None:
    said = piped(encoding, "nl", "doctor")
    assert f"ok {catalogue('nl')('cli.doctor.ok')}" in said
    assert "?" not in said


def test_in_utf_8_every_sign_stays(filled: Path) -> None:
    said = piped("utf-8", "nl", "rank", filled)
    assert catalogue("nl")("flag.critical") in said
    assert "!!" not in said


@pytest.mark.parametrize("encoding", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_of_the_catalogue_has_one_that_says_the_same(language: str, encoding: str) -> None:
    for key, text in texts(language).items():
        written = text.encode(encoding, cli_signs._HANDLER).decode(encoding)
        assert written.count("?") == text.count("?"), key
        assert "_" not in written.replace("_", "", text.count("_")), key


def test_letters_that_are_lacking_lose_their_accent_and_no_more() -> None:
    assert "Łódź Ōsaka Ж".encode("cp1252", cli_signs._HANDLER).decode("cp1252") == "_ódz Osaka _"
