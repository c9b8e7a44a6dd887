"""The commands on a Windows: each part of each file that they write, and what they say, is as on this system."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.bench.windows.session import CODE_PAGE, PYTHON, User
from tests.command import LOCALES

pytestmark = pytest.mark.windows

EXAMPLE = Path(__file__).parents[3] / "templates" / "Voorbeeld brede school.xlsx"
INPUT = "Voorbeeld één.xlsx"
READS = (("rank", INPUT), ("rank", INPUT, "--json"), ("check", INPUT), ("check", INPUT, "--json"))
WRITES = (
    ("demo", "--out", "demo"),
    ("new", "Nieuwe kaart.xlsx"),
    ("new", "Nieuwe kaart.xltx"),
    ("summary", INPUT, "--out", "Samenvatting.xlsx"),
    ("build", "--out", "gemaakt"),
)
REFUSED = (
    ("rank", "er niet.xlsx"),
    ("rank", "."),
    ("new", INPUT),
    ("new", "geen map\\Nieuw.xlsx"),
    ("rank", "NUL"),
    ("new", "CON.xlsx"),
)

LIGHT_LINES = str.maketrans("┏━┳┓┃┡╇┩", "┌─┬┐│├┼┤")
"""On a Windows, rich draws the head of a table in lines that every font of a console there has."""


def here(folder: Path, *words: str, encoding: str = CODE_PAGE) -> subprocess.CompletedProcess[bytes]:
    """Run a command on this system, in a folder, as a Dutch-speaking user of a code page."""
    return subprocess.run(
        [sys.executable, "-m", "arena", *words],
        check=False,
        capture_output=True,
        cwd=folder,
        env=os.environ | {"LC_ALL": LOCALES["nl"], "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )


@pytest.fixture
def folders(zoe: User, tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the same workbook: one here, and that of the user of Windows."""
    for folder in (tmp_path, zoe.home):
        shutil.copy(EXAMPLE, folder / INPUT)
    return tmp_path, zoe.home


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def files(folder: Path) -> dict[str, Path]:
    return {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("words", WRITES, ids=" ".join)
def test_each_part_of_each_file_is_as_on_this_system(
    zoe: User, folders: tuple[Path, Path], words: tuple[str, ...]
) -> None:
    ours, theirs = folders
    before = set(files(theirs))
    assert here(ours, *words).returncode == 0
    ran = zoe.arena(*words)
    assert ran.code == 0, ran.said
    written = {name: path for name, path in files(theirs).items() if name not in before}
    assert set(written) == set(files(ours)) - {INPUT}
    for name, path in written.items():
        other = ours / name
        if zipfile.is_zipfile(path):
            assert parts(path) == parts(other), name
        else:
            assert path.read_bytes().replace(b"\r\n", b"\n") == other.read_bytes(), name


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_what_a_command_says_through_a_pipe_is_what_it_says_here(
    zoe: User, folders: tuple[Path, Path], words: tuple[str, ...]
) -> None:
    ran, expected = zoe.arena(*words), here(folders[0], *words)
    assert ran.code == expected.returncode, ran.said
    assert ran.out.decode(CODE_PAGE).replace("\r\n", "\n") == expected.stdout.decode(CODE_PAGE)


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_cannot_be_done_is_said_in_a_sentence(
    zoe: User, folders: tuple[Path, Path], words: tuple[str, ...]
) -> None:
    before = set(files(folders[1]))
    ran = zoe.arena(*words)
    assert ran.code == 2, ran.said
    assert ran.err.strip()
    assert b"Traceback" not in ran.err
    assert set(files(folders[1])) == before


def test_programs_get_the_same_ranking_in_every_code_page(zoe: User, folders: tuple[Path, Path]) -> None:
    expected = json.loads(here(folders[0], "rank", INPUT, "--json").stdout)
    for page in ("cp850", "cp1252", "utf-8"):
        ran = zoe.run(PYTHON, "-m", "arena", "rank", INPUT, "--json", PYTHONIOENCODING=page)
        assert json.loads(ran.out.decode(page)) == expected


@pytest.mark.parametrize("page", ["cp850", "utf-8"])
def test_a_pipe_of_another_code_page_has_every_letter_that_it_knows(
    zoe: User, folders: tuple[Path, Path], page: str
) -> None:
    ran = zoe.run(PYTHON, "-m", "arena", "rank", INPUT, PYTHONIOENCODING=page)
    expected = here(folders[0], "rank", INPUT, encoding=page).stdout.decode(page)
    assert ran.out.decode(page).replace("\r\n", "\n") == expected.translate(LIGHT_LINES)
