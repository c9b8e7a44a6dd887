"""From the ribbon's callback through our VBA, the DLL's call and Python to the workbook, and back by Ctrl+Z."""

from __future__ import annotations

import re
import webbrowser

import pytest

from arena.excel import entry
from arena.excel.buttons import trouble
from arena.excel.buttons.table import BUTTONS, WorksOn
from tests.bench.excel_model import difference, gone_error
from tests.bench.windows.scenario import ON_FILES
from tests.excel import workbooks
from tests.excel.clicking import CHANGING, NO, ON_BOOKS, start_anew, state_of
from tests.excel.installed import COMMAND, InstalledAddin
from tests.thorough import ALL

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("fresh_server")]

ALIKE = {"share_team", "share_return", "resources"}
"""They paint a sheet as others do: `make test-all` lets Python die in them too."""


@pytest.fixture
def book(installed: InstalledAddin, tmp_path):
    actors = workbooks.table_of(workbooks.ACTORS)
    return installed.excel.open(workbooks.of_values(tmp_path / "Arena.xlsx", actors))


def test_sorting_is_done_said_and_undone_by_ctrl_z(installed, book):
    excel = installed.excel
    before, settings = state_of(excel, book), excel.settings()
    assert installed.is_enabled("rank")
    assert not installed.is_enabled("undo")
    installed.click("rank")
    assert len(excel.messages) == 1
    assert difference(before, state_of(excel, book)) != []
    assert excel.settings() == settings
    assert excel.journal[-1].member == "OnUndo"
    assert installed.is_enabled("undo")
    installed.undo_by_keyboard()
    assert difference(before, state_of(excel, book)) == []
    assert len(excel.messages) == 2
    assert not installed.is_enabled("undo")
    assert set(installed.dll.commands) == {COMMAND}


@pytest.mark.parametrize("button", ON_BOOKS)
def test_without_a_workbook_a_button_is_grey_and_would_say_the_same(installed, button):
    assert not installed.is_enabled(button)
    said = entry.click(button, installed.excel.application, None, None, "")
    assert said.startswith("\nEr is niets gewijzigd: er is geen werkmap open.")


@pytest.mark.parametrize("button", CHANGING)
def test_a_fault_in_excel_leaves_the_workbook_and_the_settings_as_they_were(installed, book, button):
    before, settings = state_of(installed.excel, book), installed.excel.settings()
    with installed.excel.failing_at(5, lasting=True) as fault:
        installed.click(button)
    assert fault.raised
    assert len(installed.excel.messages) == 1
    assert difference(before, state_of(installed.excel, book)) == []
    assert installed.excel.settings() == settings


@pytest.mark.parametrize("button", [button for button in CHANGING if ALL or button not in ALIKE])
def test_a_python_that_dies_leaves_excel_s_settings_as_they_were(installed, tmp_path, monkeypatch, button):
    excel, click = installed.excel, entry.click
    actors, found = workbooks.table_of(workbooks.ACTORS), []

    def clicked(path, dies_at=None):
        book = excel.open(workbooks.of_values(tmp_path / path, actors))
        excel.model.interpreter.answers.clear()
        excel.answer(NO)
        settings = excel.settings()
        with excel.counting() as calls, excel.failing_at(dies_at or 10_000, lasting=True, error=gone_error) as fault:
            installed.click(button)
        assert fault.raised or dies_at is None
        assert excel.settings() == settings
        book.close()
        start_anew()
        return [str(one) for one in calls]

    def dying(*given):
        """Nothing that it sends from the fault on arrives any more, and VBA's call ends in an error."""
        click(*given)
        found.append(excel.settings())
        raise gone_error()

    members = clicked("Whole.xlsx")
    aside = [number for number, member in enumerate(members[:-1], start=2) if re.match(r"Application\..*=", member)]
    monkeypatch.setattr(entry, "click", dying)
    for number in {*aside[:8], *range(1, len(members), len(members) // (6 if ALL else 3))}:
        excel.model.dialogs.clear()
        clicked(f"{number}.xlsx", number)
        assert excel.messages[-1].startswith("Er ging iets mis dat we niet voorzagen")
    kinds = {name for one in found for name, value in one.items() if value != excel.settings().get(name)}
    expected = {"ScreenUpdating", "EnableEvents", "DisplayAlerts"}
    assert kinds - {"open workbooks"} >= expected, kinds


def test_ctrl_z_undoes_the_workbook_that_was_changed_last_also_behind_another(installed, tmp_path):
    excel, actors = installed.excel, workbooks.table_of(workbooks.ACTORS)
    one, other = (excel.open(workbooks.of_values(tmp_path / name, actors)) for name in ("A.xlsx", "B.xlsx"))
    before = state_of(excel, other)
    for book in (one, other):
        book.activate()
        installed.click("rank")
    sorted_one = state_of(excel, one)
    one.activate()
    installed.undo_by_keyboard()
    assert difference(before, state_of(excel, other)) == []
    assert difference(sorted_one, state_of(excel, one)) == []
    assert installed.is_enabled("undo")
    other.activate()
    assert not installed.is_enabled("undo")


@pytest.mark.parametrize("button", [key for key, works_on in ON_BOOKS.items() if works_on is WorksOn.SHEETS])
def test_what_lay_aside_and_closes_meanwhile_is_no_failure(installed, book, button):
    """Excel says of the workbook in which the first sheet was kept that it closes: no button was clicked there."""
    excel = installed.excel
    for clicked in (button, button, "undo"):
        excel.forget_dialogs()
        excel.answer(NO)
        installed.click(clicked)
    assert [said.partition(":")[0] for said in excel.messages] == ["Klaar"]
    assert installed.log == ""


WORK = {
    "new": "Klaar: een lege analyse staat open",
    "example": "Klaar: het voorbeeld staat open",
    "update": "Klaar: een nieuwe werkmap met alles wat u typte, staat open.",
    "check": "Klaar: ",
    "rank": "Klaar: 6 actoren op volgorde gezet.",
    "hard_to_miss": "Klaar: 3 actoren met een signaal",
    "summary": "Klaar: onderaan op het blad ‘Samenvatting’ staat",
    "next_step": "Begin hier: definieer het issue",
    "resources": "Klaar: op het blad ‘Hulpbronnen’ staat",
    "matrix": "Klaar: ",
    "adjust": "Klaar: de stand van vandaag",
    "share_return": "Klaar: op het blad ‘Delen’ staat",
    "share_partners": "Klaar: op het blad ‘Delen’ staat",
    "share_team": "Klaar: op het blad ‘Delen’ staat",
    "share_view": "Er is niets gewijzigd: kies eerst voor wie",
    "share_mail": "Er is niets gewijzigd: kies eerst voor wie",
    "share_pdf": "Er is niets gewijzigd: kies eerst voor wie",
    "trouble": "Alles wat zonder Excel nagekeken kan worden, is in orde.",
    "manual": None,
}
"""Each button but undo, and how its message begins; the manual says nothing, since it opens.

What is made of a copy once the sheet for it stands, `test_share` shows.
"""


LED_TO = ("active sheet", "/ selection", "/ active cell")
"""What a dump says of where a button led."""


def test_the_work_of_every_button_is_looked_at():
    assert {*WORK, *ON_FILES, "undo"} == BUTTONS.keys()


@pytest.mark.parametrize("button", WORK)
def test_each_button_does_its_work_and_is_undone(installed, book, own_folder, monkeypatch, button):
    excel, opened = installed.excel, []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    monkeypatch.setattr(trouble, "_findings", lambda _: [])
    own_folder.mkdir(parents=True)
    (own_folder / "manual.nl.html").write_text("<p>", encoding="utf-8")
    if button == "update":
        excel.app.display_alerts = False
        book.sheets["Invulblad"].delete()
        excel.app.display_alerts = True
    before = state_of(excel, book)
    excel.answer(NO)
    installed.click(button)
    if WORK[button] is None:
        assert (excel.messages, len(opened)) == ([], 1)
    else:
        assert excel.messages[-1].startswith(WORK[button])
    changes = button in CHANGING
    found = [one for one in difference(before, state_of(excel, book)) if not any(sign in one for sign in LED_TO)]
    assert bool(found) is changes
    assert bool(excel.recorded("Application", "OnUndo")) is changes
    if changes:
        assert installed.is_enabled("undo")
        installed.click("undo")
        assert excel.messages[-1].startswith("Klaar: de werkmap is weer zoals voor de laatste knop.")
        left = difference(before, state_of(excel, book))
        assert [one for one in left if not one.startswith("active sheet")] == []  # where a button led, one stays
    assert set(installed.dll.commands) == {COMMAND}
    assert installed.log == ""
