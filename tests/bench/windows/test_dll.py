"""xlwings' DLL, called as the add-in's VBA calls it: what it starts serves, ends when it should, and ends no Excel.

The click has no workbook. That it ends in a sentence for the user, and not in an error, is all that is asked of it.
"""

from __future__ import annotations

import pytest

from arena.excel.server import SERVER_CLASS
from tests.bench.windows.clicking import NOT_FOUND, PYTHONW, STOP, click, said, starting
from tests.bench.windows.session import Started, User, processes

pytestmark = pytest.mark.windows

STARTS = starting(PYTHONW)
BARE = f'"{PYTHONW}" -I -B -c "import xlwings; xlwings.serve(\'$(CLSID)\')"'
CLOSING = "8"
"""Seconds for which an Excel goes on after it let go of Python: more than that needs to end."""
FAR_LONGER = "60"


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
    ran = click(zoe, STARTS, closing=CLOSING)
    assert ran.code == 0, ran.said
    assert said(ran, "ended") == [""]
    assert "pythonw.exe" not in processes(zoe)


def test_the_control_one_that_started_a_bare_xlwings_is_ended_while_it_closes(zoe: User) -> None:
    ran = click(zoe, BARE, closing=FAR_LONGER)
    assert ran.code != 0
    assert said(ran, "released") == [""]
    assert said(ran, "ended") == []


def test_without_the_server_of_the_logon_an_excel_that_looks_for_it_hears_so(zoe: User) -> None:
    ran = click(zoe, SERVER_CLASS)
    assert ran.code == NOT_FOUND
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
