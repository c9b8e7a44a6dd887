"""Tests that need no Windows, run by the Python of a Windows: the method whole, and what reads and writes files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.bench.windows.making import ROOT
from tests.bench.windows.session import PYTHON, User

pytestmark = pytest.mark.windows

RUNS_THERE = Path(__file__).with_name("own_tests.py")
EVERY_CASE = 0
A_FEW = EVERY_CASE if os.environ.get("ARENA_ALL_FAULTS") == "1" else 2
"""So many cases of each test that starts a process; with `make test-all` each case."""

FILES = {
    "the method": (EVERY_CASE, ["tests/method"]),
    "the reading process": (EVERY_CASE, ["tests/workbook/test_intake_process.py"]),
    "writing": (EVERY_CASE, ["tests/workbook/test_atomic.py"]),
    "hostile files": (A_FEW, ["tests/workbook/test_intake_hostile.py"]),
    "files that are read": (
        1 if A_FEW else EVERY_CASE,
        [f"tests/workbook/test_{name}.py" for name in ("intake", "intake_csv", "intake_as_excel", "reading")],
    ),
}
NOT_ON_WINDOWS = {
    "only Linux limits a process's address space",
    "Windows has no named pipes in folders",
    "permissions and links of POSIX",
}
SECONDS = 500


@pytest.fixture
def copied(zoe: User) -> User:
    """The user with the tests in their folder."""
    for name in ("tests", "templates"):
        leaving = shutil.ignore_patterns("__pycache__", "windows")
        shutil.copytree(ROOT / name, zoe.home / name, ignore=leaving)
    shutil.copy(ROOT / "pyproject.toml", zoe.home)
    shutil.copy(RUNS_THERE, zoe.home)
    return zoe


@pytest.mark.parametrize("what", FILES)
def test_they_pass(copied: User, what: str) -> None:
    cases, files = FILES[what]
    ran = copied.run(PYTHON, RUNS_THERE.name, "results.xml", str(cases), *files, seconds=SECONDS)
    assert ran.code == 0, ran.said
    skipped = ElementTree.parse(copied.home / "results.xml").iter("skipped")
    assert {each.get("message") for each in skipped} <= NOT_ON_WINDOWS
