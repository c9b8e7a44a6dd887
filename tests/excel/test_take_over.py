"""Overnemen: from what was chosen on Inschattingen to the table, after a look at it; undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from tests.bench.excel_model import ExcelBench, difference
from tests.excel import returned, workbooks
from tests.excel.clicking import ARENA, NO, YES, Answer, Session, start_anew, state_of
from tests.excel.installed import InstalledAddin
from tests.excel.test_states import STATES

pytestmark = pytest.mark.model

CANCEL = 2
SHEET = "Inschattingen"
OWN, IMPORTANCE, REPLACEABILITY, DEPENDENCY = 2, 7, 12, 17
"""The columns in which users write, where three people filled in a form."""


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return returned.some(tmp_path_factory.mktemp("forms") / "ingevuld")


@pytest.fixture
def book(excel: Session, forms: list[Path], tmp_path: Path) -> xw.Book:
    """The ratings of three people are beside each other; then she rated some actors herself."""
    table = workbooks.table_of(workbooks.ACTORS)
    typed = table[["importance", "replaceability", "dependency"]].copy()
    table.loc[:, ["importance", "replaceability", "dependency"]] = None
    opened = excel.open(workbooks.of_values(tmp_path / "Brede school.xlsx", table))
    excel.excel.answer(NO, list(map(str, forms)), YES)
    assert excel.click("merge", opened).message.startswith("Klaar")
    for row, (importance, replaceability, dependency) in enumerate(typed.itertuples(index=False), start=5):
        opened.sheets[ARENA][workbooks.at("importance", row)].value = importance
        opened.sheets[ARENA][workbooks.at("replaceability", row)].value = replaceability
        opened.sheets[ARENA][workbooks.at("dependency", row)].value = dependency
    opened.sheets[ARENA].activate()
    excel.excel.forget_dialogs()
    return opened


def row_of(book: xw.Book, name: str) -> int:
    """The row of the sheet on which a name stands."""
    names = [row[0] for row in book.sheets[SHEET]["A1:B40"].value]
    return names.index(name) + 1


def choose(book: xw.Book, actor: str, column: int, value: object) -> None:
    book.sheets[SHEET].cells(row_of(book, actor), column).value = value


def without_proposals(book: xw.Book) -> None:
    """Empty what is proposed, so that only choices are left."""
    page = book.sheets[SHEET]
    for row in range(row_of(book, "Actor") + 1, row_of(book, "Turks Huis")):
        for column in (IMPORTANCE, REPLACEABILITY, DEPENDENCY):
            page.cells(row, column).value = None


def click(excel: Session, book: xw.Book, *answers: int) -> Answer:
    excel.excel.forget_dialogs()
    excel.excel.answer(*answers)
    return excel.click("take_over", book)


def table(book: xw.Book) -> dict[str, tuple[object, object, object]]:
    """The ratings in the table, by name."""
    page = book.sheets[ARENA]
    keys = ("actor", "importance", "replaceability", "dependency")
    columns = [page[workbooks.at(key, 5, 12)].value for key in keys]
    return {str(name): ratings for name, *ratings in zip(*columns, strict=True) if name}  # type: ignore[misc]


class TestWhatIsTaken:
    def test_choices_go_to_the_row_of_their_actor(self, excel: Session, book: xw.Book) -> None:
        without_proposals(book)
        choose(book, "Sportclub", IMPORTANCE, 3)
        choose(book, "OCMW", REPLACEABILITY, "eg")
        choose(book, "École", DEPENDENCY, "?")
        before = table(book)
        excel.click("rank", book)  # rows moved since
        answer = click(excel, book, YES)
        assert answer.message.startswith("Klaar: overgenomen in de tabel (inschattingen: 3, nieuwe namen: 0).")
        after = table(book)
        assert after["Sportclub"] == [3, *before["Sportclub"][1:]]
        assert after["OCMW"][1] == "eerder groot"
        assert after["École"][2] == "?"
        assert {name: after[name] for name in ("Turnkring", "Buurtwerk")} == {
            name: before[name] for name in ("Turnkring", "Buurtwerk")
        }

    def test_all_of_it_is_seen_before_and_nothing_changes_without_a_yes(self, excel: Session, book: xw.Book) -> None:
        without_proposals(book)
        choose(book, "Sportclub", IMPORTANCE, 3)
        choose(book, "OCMW", DEPENDENCY, "k")
        before = state_of(excel.excel, book)
        answer = click(excel, book, NO)
        (asked,) = excel.excel.messages
        assert "• Sportclub – Belangrijkheid: 2 → 3" in asked
        assert "• OCMW – Afhankelijkheidsrelatie: leeg → klein" in asked
        assert answer == Answer("", "Er is niets gewijzigd: u nam niets over.")
        assert difference(before, state_of(excel.excel, book)) == []

    def test_proposals_only_where_they_are_asked_for(self, excel: Session, book: xw.Book) -> None:
        choose(book, "Sportclub", IMPORTANCE, 3)
        click(excel, book, NO, YES)
        assert table(book)["Sportclub"][:2] == [3, "groot"]
        assert table(book)["École"][0] == 3
        click(excel, book, YES, YES)
        assert table(book)["École"][0] == 2

    def test_many_changes_are_shown_page_by_page(self, excel: Session, book: xw.Book) -> None:
        page = book.sheets[SHEET]
        long = "Stedelijk Instituut voor Buitenschoolse Opvang en Vrije Tijd " * 2
        for row in range(5, 10):
            name = book.sheets[ARENA][f"A{row}"].value
            book.sheets[ARENA][f"A{row}"].value = f"{name} {long}"
            page.cells(row_of(book, name), 1).value = f"{name} {long}"
            for column, value in ((IMPORTANCE, 1), (REPLACEABILITY, "?"), (DEPENDENCY, "k")):
                choose(book, f"{name} {long}", column, value)
        before = table(book)
        click(excel, book, YES, NO)
        assert len(excel.excel.messages) == 2
        assert all(len(said) <= 1023 for said in excel.excel.messages)
        assert "Verder naar de volgende?" in excel.excel.messages[0]
        assert table(book) == before
        click(excel, book, *[YES] * 9)
        assert table(book) != before

    def test_a_word_that_is_no_answer_stops_it(self, excel: Session, book: xw.Book) -> None:
        choose(book, "OCMW", IMPORTANCE, "veel")
        before = state_of(excel.excel, book)
        answer = click(excel, book, YES)
        assert "bij OCMW, Belangrijkheid, staat ‘veel’" in answer.message
        assert difference(before, state_of(excel.excel, book)) == []

    def test_where_nothing_changes_it_says_so(self, excel: Session, book: xw.Book) -> None:
        without_proposals(book)
        assert "staat al zo in de tabel" in click(excel, book).message

    def test_who_is_not_in_the_table_any_more_is_named(self, excel: Session, book: xw.Book) -> None:
        without_proposals(book)
        choose(book, "Sportclub", IMPORTANCE, 3)
        choose(book, "OCMW", IMPORTANCE, 3)
        book.sheets[ARENA]["A6"].value = "Welzijnshuis"
        assert "Niet gevonden in de tabel, of meer dan één keer: ‘OCMW’." in click(excel, book, YES).message


class TestNewNames:
    def tick(self, book: xw.Book, *names: str) -> None:
        without_proposals(book)
        for name in names:
            choose(book, name, OWN, "ja")

    def test_go_to_blank_rows_of_the_table(self, excel: Session, book: xw.Book) -> None:
        self.tick(book, "Turks Huis", "Oudergroep")
        answer = click(excel, book, YES)
        assert "nieuwe namen: 2" in answer.message
        assert [row[0] for row in book.sheets[ARENA]["A11:B12"].value] == ["Turks Huis", "Oudergroep"]
        assert "• nieuw in de tabel: Turks Huis" in excel.excel.messages[0]

    def test_fill_a_gap_only_where_there_is_no_row_below(self, excel: Session, book: xw.Book) -> None:
        sheet = book.sheets[ARENA]
        sheet["A6:AM6"].value = None
        sheet["B12"].value = "zaal"  # a row without a name is none that is blank
        self.tick(book, "Turks Huis", "Oudergroep")
        click(excel, book, YES)
        assert [sheet["A6"].value, sheet["A12"].value] == ["Turks Huis", None]

    def test_stop_it_where_there_is_no_room(self, excel: Session, book: xw.Book) -> None:
        book.sheets[ARENA]["A11:A12"].value = "vol"
        self.tick(book, "Turks Huis")
        before = state_of(excel.excel, book)
        assert "(lege rijen: 0, nieuwe namen: 1)" in click(excel, book, YES).message
        assert difference(before, state_of(excel.excel, book)) == []

    def test_stay_text_whatever_they_begin_with(self, excel: Session, book: xw.Book) -> None:
        page = book.sheets[SHEET]
        page.cells(row_of(book, "Turks Huis"), 1).value = "'=1+1"
        self.tick_at(book, "=1+1")
        click(excel, book, YES)
        cell = book.sheets[ARENA]["A11"]
        assert (cell.value, cell.api.HasFormula) == ("=1+1", False)

    def tick_at(self, book: xw.Book, name: str) -> None:
        for row in range(row_of(book, "Actor") + 1, row_of(book, name)):
            for column in (IMPORTANCE, REPLACEABILITY, DEPENDENCY):
                book.sheets[SHEET].cells(row, column).value = None
        choose(book, name, OWN, "ja")


def all_of_it(excel: Session, book: xw.Book) -> Answer:
    """Choices, proposals and a new name."""
    choose(book, "Sportclub", IMPORTANCE, 3)
    choose(book, "Turks Huis", OWN, "ja")
    return click(excel, book, YES, *[YES] * 4)


def test_is_undone_as_a_whole(excel: Session, book: xw.Book) -> None:
    choose(book, "Sportclub", IMPORTANCE, 3)
    choose(book, "Turks Huis", OWN, "ja")
    before = state_of(excel.excel, book)
    assert all_of_it(excel, book).undo
    assert difference(before, state_of(excel.excel, book)) != []
    assert excel.click("undo", book).message.startswith("Klaar: de werkmap is weer zoals voor de laatste knop.")
    assert difference(before, state_of(excel.excel, book)) == []


def test_undoing_leaves_alone_what_was_typed_since(excel: Session, book: xw.Book) -> None:
    without_proposals(book)
    choose(book, "Sportclub", IMPORTANCE, 3)
    choose(book, "École", IMPORTANCE, 1)
    click(excel, book, YES)
    cell = book.sheets[ARENA][workbooks.at("importance", 5)]
    cell.value = 4
    assert "bleef staan: ‘Arena-analyse’ C5" in excel.click("undo", book).message
    assert cell.value == 4
    assert table(book)["École"][0] == 3


def test_changes_nothing_but_those_cells(excel: Session, book: xw.Book) -> None:
    without_proposals(book)
    choose(book, "Sportclub", IMPORTANCE, 3)
    before = state_of(excel.excel, book)
    click(excel, book, YES)
    found = difference(before, state_of(excel.excel, book))
    where = {line.partition(":")[0] for line in found}
    noted = {place for place in where if place.startswith("sheets / Bijsturing / cells / ")}
    assert where - noted == {f"sheets / {ARENA} / cells / C5 / value"}, found


def test_is_noted_on_the_sheet_of_step_6_where_there_is_one(excel: Session, book: xw.Book) -> None:
    without_proposals(book)
    choose(book, "Sportclub", IMPORTANCE, 3)
    click(excel, book, YES)
    page = book.sheets["Bijsturing"]
    noted = ["Sportclub", "Belangrijkheid", 2, 3], None, "overgenomen na samenleggen"
    assert (page["B7:E7"].value, page["G7"].value, page["H7"].value) == noted
    assert page["B8"].value is None
    excel.excel.answer(NO)  # what is noted already is no change the next time
    assert excel.click("adjust", book).message.startswith("Sinds ")


def test_needs_no_sheet_of_step_6(excel: Session, book: xw.Book) -> None:
    without_proposals(book)
    choose(book, "Sportclub", IMPORTANCE, 3)
    excel.excel.app.api.DisplayAlerts = False
    book.sheets["Bijsturing"].delete()
    excel.excel.app.api.DisplayAlerts = True
    assert click(excel, book, YES).message.startswith("Klaar")


@pytest.mark.parametrize("state", STATES)
def test_a_workbook_is_left_alone_that_is(excel: Session, book: xw.Book, state: str) -> None:
    make: Callable[[ExcelBench, xw.Book], None]
    make, sentence = STATES[state]
    choose(book, "Sportclub", IMPORTANCE, 3)
    make(excel.excel, book)
    before = state_of(excel.excel, book)
    answer = click(excel, book, NO, YES)
    assert answer.undo == ""
    assert sentence in answer.message
    assert difference(before, state_of(excel.excel, book)) == []


def test_without_the_sheet_it_says_what_to_do_first(excel: Session, book: xw.Book) -> None:
    book.app.display_alerts = False
    book.sheets[SHEET].delete()
    assert "Klik eerst op Inschattingen samenleggen" in click(excel, book).message


def test_a_click_holds_nothing_of_excel_after_it(excel: Session, book: xw.Book) -> None:
    choose(book, "Sportclub", IMPORTANCE, 3)
    with excel.excel.nothing_held():
        click(excel, book, YES, YES)


def test_its_button_is_grey_until_the_sheet_is_there(installed: InstalledAddin, tmp_path: Path) -> None:
    book = installed.excel.open(workbooks.of_values(tmp_path / "a.xlsx", workbooks.many_actors(3)))
    assert installed.is_enabled("merge")
    assert not installed.is_enabled("take_over")
    assert installed.supertip("take_over").startswith("Kan nu niet: er is nog geen blad Inschattingen.")
    book.sheets.add(SHEET, after=book.sheets[-1])
    assert installed.is_enabled("take_over")
    installed.excel.state(book, ReadOnly=True)
    assert not installed.is_enabled("take_over")


def test_it_costs_the_same_for_10_and_for_230_actors(excel: Session, tmp_path: Path) -> None:
    names = [f"Actor {number:04d}" for number in range(10)]
    actors = "\n".join(f"{name} | zaal" for name in names)
    sent = returned.form(tmp_path / "form.xlsx", f"{names[0]} 4 g g\n{names[9]} 1 g g", actors=actors, missed=["Nieuw"])
    counts = []
    for size in (10, 230):
        book = excel.open(workbooks.of_values(tmp_path / f"{size}.xlsx", workbooks.many_actors(size)))
        excel.excel.forget_dialogs()
        excel.excel.answer(NO, [str(sent)], YES)
        assert excel.click("merge", book).message.startswith("Klaar")
        sheet = book.sheets[SHEET]
        header = [row[0] for row in sheet["A1:A20"].options(ndim=2).value].index("Actor") + 1
        taken = [number for number, value in enumerate(sheet[f"A{header}:Z{header}"].value, start=1) if value]
        decisions = [one for one in taken if sheet.cells(header, one).value == "Wat nemen we?"]
        for row in range(header + 1, header + 1 + size):
            sheet.cells(row, decisions[1]).value = "klein"
        with excel.excel.counting() as calls:
            assert click(excel, book, *[YES] * 40).message.startswith("Klaar")
        counts.append(calls.total)
        book.close()
        start_anew()
    assert counts[1] <= counts[0] + 5, counts
