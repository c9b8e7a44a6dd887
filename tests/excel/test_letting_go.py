"""Between clicks Python holds no object of Excel, so that Excel ends when its user closes it."""

from __future__ import annotations

import webbrowser

import pytest

from arena.excel.buttons import trouble
from arena.excel.buttons.table import BUTTONS
from arena.excel.undo import last_click
from tests.excel import workbooks
from tests.excel.clicking import NO
from tests.excel.installed import InstalledAddin

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("fresh_server")]


@pytest.fixture
def path(tmp_path):
    return workbooks.of_values(tmp_path / "Arena.xlsx", workbooks.table_of(workbooks.ACTORS))


@pytest.fixture(autouse=True)
def _nothing_outside_excel(monkeypatch):
    monkeypatch.setattr(webbrowser, "open", lambda _: True)
    monkeypatch.setattr(trouble, "_findings", lambda _: [])


@pytest.mark.parametrize("button", BUTTONS)
def test_after_a_click_nothing_of_excel_is_held(installed: InstalledAddin, path, button):
    excel = installed.excel
    book = excel.open(path)
    if button == "undo":
        installed.click("rank")
    excel.answer(NO)
    with excel.nothing_held():
        installed.click(button)
    assert book.name == "Arena.xlsx"


@pytest.mark.parametrize("button", ["check", "summary"])
def test_nor_after_a_second_one_that_lays_formats_aside(installed: InstalledAddin, path, button):
    excel = installed.excel
    excel.open(path)
    excel.answer(NO, NO)
    installed.click(button)
    with excel.nothing_held():
        installed.click(button)
        installed.click("undo")


def test_nor_after_a_click_that_failed(installed: InstalledAddin, path):
    excel = installed.excel
    excel.open(path)
    with excel.nothing_held(), excel.failing_at(40, lasting=True) as fault:
        installed.click("rank")
    assert fault.raised


def test_a_workbook_that_closes_takes_all_along_that_was_kept_for_it(installed: InstalledAddin, path):
    excel = installed.excel
    excel.open(path)
    installed.click("summary")
    installed.click("summary")  # its formats lie aside, in a workbook that nobody sees
    assert excel.app.api.Workbooks.Count == 2
    assert excel.close(excel.app.books["Arena.xlsx"])
    assert excel.app.api.Workbooks.Count == 0
    assert last_click._kept == {}
    noted = excel.model.interpreter.modules["arenaribbon"].variables["mbooks"].get()
    assert noted.vba_member("Count").getter(noted) == 0
    assert excel.quit()
    assert excel.held() == []


def test_a_workbook_in_which_nothing_was_clicked_starts_no_python_when_it_closes(installed: InstalledAddin, path):
    book = installed.excel.open(path)
    installed.excel.close(book)
    assert installed.dll.commands == []
