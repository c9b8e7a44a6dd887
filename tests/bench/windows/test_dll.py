"""xlwings' DLL, called as the add-in's VBA calls it: what it starts serves, ends when it should, and ends no Excel.

The caller is `programs/excel.c`: LoadLibrary by the full path, XLPyDLLActivateAuto with a command in ANSI, then late bound
calls with no workbook. That this ends in a sentence for the user, and not in an error, is all that is asked of the click.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from arena.excel.server import SERVER_CLASS
from tests.bench.windows.session import PYTHON, Ran, Started, User, processes
from tests.excel.installed import COMMAND
from tests.excel.installed import PYTHON as INSTALLED

pytestmark = pytest.mark.windows

EXCEL = r"C:\Programs\EXCEL.EXE"
DLL = r"C:\Python\xlwings64-0.37.8.dll"
PYTHONW = PYTHON.replace("python.exe", "pythonw.exe")
STARTS = COMMAND.replace(INSTALLED, PYTHONW)
BARE = f"\"{PYTHONW}\" -I -B -c \"import xlwings; xlwings.serve('$(CLSID)')\""
STOP = (PYTHON, "-I", "-B", "-m", "arena.excel.server", "stop")
CLOSING_SECONDS = "8"
"""How long the stand-in goes on after it let go of Python: longer than that needs to end."""

REFUSED = 3


def click(zoe: User, command: str, times: int = 1, closing: str = "0") -> Ran:
    return zoe.run(EXCEL, "click", DLL, command, "rank", str(times), closing, seconds=150)


def said(ran: Ran, word: str) -> list[str]:
    """What the stand-in said behind a word, once for each time that it clicked."""
    lines = ran.out.decode().splitlines()
    return [rest for first, _, rest in (line.partition(" ") for line in lines) if first == word]


@pytest.fixture
def logon_server(zoe: User) -> Iterator[Started]:
    """The server of the logon, from when an Excel finds it until it is told to stop."""
    server = zoe.start(PYTHONW, "-I", "-B", "-m", "arena.excel.server")
    ends = time.monotonic() + 60
    while click(zoe, SERVER_CLASS).code == REFUSED and time.monotonic() < ends:
        assert server.code is None, server.said
    yield server
    zoe.run(*STOP)
    server.end()


def test_the_constant_command_starts_a_python_that_serves_two_clicks(zoe: User) -> None:
    ran = click(zoe, STARTS, times=2)
    assert ran.code == 0, ran.said
    assert [each.split()[0] for each in said(ran, "activated")] == ["0", "0"]
    assert all("arena.log" in each or "Er is niets gewijzigd" in each for each in said(ran, "answer"))
    assert len(said(ran, "answer")) == 2


def test_an_error_in_python_reaches_vba_without_the_word_by_which_one_might_know_it(zoe: User) -> None:
    ran = click(zoe, STARTS)
    assert said(ran, "number") == ["-2147467259"]
    assert said(ran, "error")[0].startswith("ModuleNotFoundError: No module named 'no'")
    assert "Traceback" not in said(ran, "error")[0]


def test_an_excel_that_is_slow_in_closing_closes_by_itself_and_python_ends_before_it(zoe: User) -> None:
    ran = click(zoe, STARTS, closing=CLOSING_SECONDS)
    assert ran.code == 0, ran.said
    assert said(ran, "ended") == [""]
    assert "pythonw.exe" not in processes(zoe)


def test_the_control_one_that_started_a_bare_xlwings_is_ended_while_it_closes(zoe: User) -> None:
    ran = click(zoe, BARE, closing="40")
    assert ran.code != 0
    assert said(ran, "released") == [""]
    assert said(ran, "ended") == []


def test_without_the_server_of_the_logon_an_excel_that_looks_for_it_hears_so(zoe: User) -> None:
    ran = click(zoe, SERVER_CLASS)
    assert ran.code == REFUSED
    assert said(ran, "refused") == ["No command specified in the configuration, cannot autostart server"]


def test_the_server_of_the_logon_serves_one_excel_after_another_until_it_is_stopped(
    zoe: User, logon_server: Started
) -> None:
    for _ in range(2):
        ran = click(zoe, SERVER_CLASS)
        assert ran.code == 0, ran.said
    assert logon_server.code is None
    assert zoe.run(*STOP).code == 0
    assert logon_server.wait() == 0
    assert "pythonw.exe" not in processes(zoe)
