"""The commands on a Windows: each part of each file that they write, and what they say, is as on this system."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest

from arena.locale import catalogue
from tests.bench.windows.session import CODE_PAGE, PYTHON, User
from tests.bench.windows.terminal import Shown
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

PAGES = (850, 1252, 65001)

CHECKED = ("python", "packages", "catalogues", "writing", "reading", "rules", "terminal")
FIRST = 5
"""So many words of a line tell which one it is; those behind them may stand on the next."""
NOT_INSTALLED = 1

LIGHT_LINES = str.maketrans("┏━┳┓┃┡╇┩", "┌─┬┐│├┼┤")
"""On a Windows, rich draws the head of a table in lines that every font of a console there has."""


@cache
def here(folder: Path, *words: str, encoding: str = CODE_PAGE) -> subprocess.CompletedProcess[bytes]:
    """Run a command on this system, in a folder, as a Dutch-speaking user of a code page."""
    return subprocess.run(
        [sys.executable, "-m", "arena", *words],
        check=False,
        capture_output=True,
        cwd=folder,
        env=os.environ | {"LC_ALL": LOCALES["nl"], "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder here with a workbook; each command writes something else in it."""
    folder = tmp_path_factory.mktemp("here")
    shutil.copy(EXAMPLE, folder / INPUT)
    return folder


@pytest.fixture
def theirs(zoe: User) -> Path:
    """The folder of the user of Windows, with the same workbook."""
    shutil.copy(EXAMPLE, zoe.home / INPUT)
    return zoe.home


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def lines(written: bytes, page: str) -> str:
    """Return what was written in a code page, with line ends as they are here."""
    return written.decode(page).replace("\r\n", "\n")


def files(folder: Path) -> dict[str, Path]:
    return {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("words", WRITES, ids=" ".join)
def test_each_part_of_each_file_is_as_on_this_system(
    zoe: User, theirs: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    shutil.copy(EXAMPLE, tmp_path / INPUT)
    before = set(files(theirs))
    assert here(tmp_path, *words).returncode == 0
    ran = zoe.arena(*words)
    assert ran.code == 0, ran.said
    written = {name: path for name, path in files(theirs).items() if name not in before}
    assert set(written) == set(files(tmp_path)) - {INPUT}
    for name, path in written.items():
        other = tmp_path / name
        if zipfile.is_zipfile(path):
            assert parts(path) == parts(other), name
        else:
            assert path.read_bytes().replace(b"\r\n", b"\n") == other.read_bytes(), name


@pytest.mark.parametrize("words", READS, ids=" ".join)
@pytest.mark.usefixtures("theirs")
def test_what_a_command_says_through_a_pipe_is_what_it_says_here(zoe: User, ours: Path, words: tuple[str, ...]) -> None:
    ran, expected = zoe.arena(*words), here(ours, *words)
    assert ran.code == expected.returncode, ran.said
    assert lines(ran.out, CODE_PAGE) == expected.stdout.decode(CODE_PAGE)


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_cannot_be_done_is_said_in_a_sentence(zoe: User, theirs: Path, words: tuple[str, ...]) -> None:
    before = set(files(theirs))
    ran = zoe.arena(*words)
    assert ran.code == 2, ran.said
    assert ran.err.strip()
    assert b"Traceback" not in ran.err
    assert set(files(theirs)) == before


@pytest.mark.parametrize("page", PAGES)
def test_whatever_its_code_page_a_console_shows_every_sign_and_a_file_is_in_that_of_windows(
    zoe: User, ours: Path, theirs: Path, page: int
) -> None:
    rank = f'{PYTHON} -I -m arena rank "{INPUT}"'
    shown = zoe.at_console(f'cmd /s /c "chcp {page}& {rank}& {rank} > lijst.txt"')
    expected = here(ours, "rank", INPUT, encoding="utf-8").stdout.decode()
    assert shown == Shown(0, f"Actieve codetabel: {page}\n{expected.translate(LIGHT_LINES)}")
    written = lines((theirs / "lijst.txt").read_bytes(), CODE_PAGE)
    assert written == here(ours, "rank", INPUT).stdout.decode(CODE_PAGE)


def test_the_doctor_finds_all_in_order_that_needs_no_excel(zoe: User) -> None:
    texts = catalogue("nl")
    shown = zoe.at_console(f"{PYTHON} -I -m arena doctor")
    found = [line.split() for line in shown.text.splitlines()]
    for key in CHECKED:
        first_words = f"✔ {texts('cli.doctor.ok')} {texts(f'cli.doctor.{key}')}".split()[:FIRST]
        assert first_words in [line[:FIRST] for line in found], shown.text
    assert shown.code == NOT_INSTALLED


@pytest.mark.parametrize("page", ["cp850", "utf-8"])
@pytest.mark.usefixtures("theirs")
def test_a_pipe_of_another_code_page_has_every_letter_that_it_knows(zoe: User, ours: Path, page: str) -> None:
    ran = zoe.run(PYTHON, "-m", "arena", "rank", INPUT, PYTHONIOENCODING=page)
    expected = here(ours, "rank", INPUT, encoding=page).stdout.decode(page)
    assert lines(ran.out, page) == expected.translate(LIGHT_LINES)
    for_programs = zoe.run(PYTHON, "-m", "arena", "rank", INPUT, "--json", PYTHONIOENCODING=page)
    assert json.loads(for_programs.out.decode(page)) == json.loads(here(ours, "rank", INPUT, "--json").stdout)
