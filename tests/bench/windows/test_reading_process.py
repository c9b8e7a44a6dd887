"""The reading process on a Windows, where nothing of the system limits its memory: the limits of the reader do.

Source: docs/security.md, "Files that come back". Its clock and its death are tried by the reader's own tests, which
`test_own_tests.py` runs there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from arena.workbook.intake import limits
from tests.bench.windows.conftest import AGENT_ALONE, ours
from tests.bench.windows.session import PYTHON, User
from tests.bench.windows.terminal import Shown
from tests.thorough import ALL
from tests.workbook import heavy

pytestmark = pytest.mark.windows

MEASURED = Path(__file__).with_name("reading_measured.py")
LONGEST = "two hundred thousand rows of a rating alone"
HEAVIEST = ("array formulas on twenty sheets", LONGEST)
HEAVY = heavy.REFUSED if ALL else HEAVIEST
BROKEN_OFF = 130
SECONDS = 200
"""Its clock is the parent's, and here is none: a busy machine may take its time."""


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_is_refused_in_a_sentence_and_never_takes_the_memory_that_it_may(zoe: User, name: str) -> None:
    path = heavy.REFUSED[name](zoe.home / "map.xlsx")
    kind = "csv" if path.suffix == ".csv" else "workbook"
    shutil.copy(MEASURED, zoe.home)
    ran = zoe.run(PYTHON, MEASURED.name, path.name, kind, seconds=SECONDS)
    assert ran.code == 0, ran.said
    assert int(ran.err) < limits.MEMORY_BYTES
    ran = zoe.arena("check", path.name)
    assert ran.code == 2, ran.said
    assert len(ran.err.splitlines()) == 1


def test_ctrl_c_ends_a_command_and_the_process_that_reads_for_it(zoe: User) -> None:
    path = heavy.REFUSED[LONGEST](zoe.home / "map.xlsx")
    reading = [*AGENT_ALONE, "python.exe", "python.exe", "python.exe"]  # the console's agent, the command, its reader
    seen = []

    def reads() -> bool:
        seen.append(ours(zoe))
        return seen[-1] == reading

    shown = zoe.at_console(f"{PYTHON} -I -m arena check {path.name}", reads)
    assert reading in seen
    assert shown == Shown(BROKEN_OFF, "")
    assert ours(zoe) == AGENT_ALONE
