"""Tests that need no Windows, run by the Python of a Windows: the method whole, and what reads and writes files."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.bench.windows.making import ROOT
from tests.bench.windows.session import PYTHON, User
from tests.thorough import ALL

pytestmark = pytest.mark.windows

RUNS_THERE = Path(__file__).with_name("own_tests.py")
EVERY_CASE = 0

FILES = {
    "the method": (EVERY_CASE, ["method"]),
    "the reading process": (EVERY_CASE, ["workbook/test_intake_process.py"]),
    "many files": (1, ["workbook/test_intake_many.py"]),
    "writing": (EVERY_CASE, ["workbook/test_atomic.py"]),
    "hostile files": (2, ["workbook/test_intake_hostile.py"]),
    "files of others": (1, [f"workbook/test_intake{name}.py" for name in ("", "_csv", "_as_excel")]),
}
"""What runs there: how many cases of each test, and which tests."""
if ALL:
    FILES |= {"all that is read": (EVERY_CASE, ["workbook/test_reading.py", "workbook/test_which_table.py"])}

NOT_ON_WINDOWS = {
    "only Linux limits a process's address space",
    "only Linux tells a process's memory in a file",
    "Windows limits no processor time",
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
    cases, names = FILES[what]
    files = [f"tests/{name}" for name in names]
    ran = copied.run(PYTHON, RUNS_THERE.name, "results.xml", str(EVERY_CASE if ALL else cases), *files, seconds=SECONDS)
    assert ran.code == 0, ran.said
    skipped = ElementTree.parse(copied.home / "results.xml").iter("skipped")
    assert {each.get("message") for each in skipped} <= NOT_ON_WINDOWS
