"""Between clicks Python holds no object of Excel, or Excel would stay on, invisible, when its user closes it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.excel import workbooks
from tests.excel.clicking import NO, ON_BOOKS, Session
from tests.excel.installed import InstalledAddin

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "Waarden.xlsx", workbooks.many_actors(4))


@pytest.mark.parametrize("turns", [1, 2], ids=["once", "twice"])
@pytest.mark.parametrize("button", [*ON_BOOKS, "new", "example"])
def test_a_click_leaves_none_held(excel: Session, file: Path, button: str, turns: int) -> None:
    book = excel.open(file)
    if button == "undo":
        excel.click("rank", book)
    with excel.excel.nothing_held():
        for _ in range(turns):
            excel.excel.answer(NO)
            excel.click(button, book)


@pytest.mark.parametrize("lasting", [False, True], ids=["passing", "lasting"])
@pytest.mark.parametrize("dispatch", [5, 30, 60, 90])
@pytest.mark.parametrize("button", ["rank", "summary"])
def test_nor_does_one_that_excel_refused(excel: Session, file: Path, button: str, dispatch: int, lasting: bool) -> None:
    book = excel.open(file)
    with excel.excel.nothing_held(), excel.excel.failing_at(dispatch, lasting=lasting) as fault:
        excel.click(button, book)
    assert fault.raised


@pytest.mark.usefixtures("fresh_server")
@pytest.mark.parametrize("button", ["rank", "check", "summary"])
def test_once_the_last_workbook_is_closed_none_is_alive(installed: InstalledAddin, file: Path, button: str) -> None:
    excel = installed.excel
    book = excel.open(file)
    excel.answer(NO)
    installed.click(button)
    assert excel.messages[-1].startswith("Klaar")
    assert excel.close(book)
    del book
    assert excel.held() == []


@pytest.mark.usefixtures("fresh_server")
def test_a_workbook_that_closes_takes_all_along_that_was_kept_for_it(installed: InstalledAddin, file: Path) -> None:
    excel = installed.excel
    book = excel.open(file)
    excel.answer(NO, NO)
    installed.click("check")
    installed.click("check")  # what it looked like lies aside, in a workbook that nobody sees
    assert excel.app.api.Workbooks.Count == 2
    assert excel.close(book)
    assert excel.app.api.Workbooks.Count == 0
    noted = excel.model.interpreter.modules["arenaribbon"].variables["mbooks"].get()
    assert noted.vba_member("Count").getter(noted) == 0
    del book
    assert excel.quit()
    assert excel.held() == []


def test_where_nothing_was_clicked_closing_starts_no_python(installed: InstalledAddin, file: Path) -> None:
    installed.excel.close(installed.excel.open(file))
    assert installed.dll.commands == []


@pytest.mark.usefixtures("fresh_server")
def test_nor_where_it_never_answered_since_it_may_be_waited_for_in_vain(installed: InstalledAddin, file: Path) -> None:
    installed.dll.failure = "Could not activate Python COM server, hr = -2147221164"
    book = installed.excel.open(file)
    installed.click("rank")
    assert len(installed.dll.commands) == 1
    installed.excel.model.interpreter.frozen_now = dt.datetime.now() + dt.timedelta(minutes=6)
    installed.excel.close(book)
    assert len(installed.dll.commands) == 1
