"""Samenvatting, from the click to the sheet: the dated block filled, the sheet made where there is none, undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlwings as xw

from arena.locale import catalogue
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets import summary_block
from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import ARENA, Session, state_of
from tests.workbook.made import summary_sheet

pytestmark = pytest.mark.model

PAGE = "Samenvatting"
TEXTS = catalogue("nl")
COUNT = 10
BLOCK = summary_block.AREA
HEAD = BLOCK.first_row + 1
LINES = f"A{HEAD}:A{BLOCK.last_row + 1}"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "map.xlsx", workbooks.many_actors(COUNT))


@pytest.fixture
def book(excel: Session, file: Path) -> xw.Book:
    return excel.open(file)


@pytest.fixture
def without(excel: Session, book: xw.Book) -> xw.Book:
    """The workbook after its user deleted the summary."""
    excel.excel.app.api.DisplayAlerts = False
    book.sheets[PAGE].delete()
    excel.excel.app.api.DisplayAlerts = True
    return book


def wanted() -> list[object]:
    """What the block says of the actors of the workbook, from its heading down."""
    result = evaluate(Analysis(table=workbooks.many_actors(COUNT)))
    return [row[0] for row in summary_block.values(result, dt.date.today())]


class TestWhereTheSheetStands:
    def test_the_block_is_filled_and_the_message_says_so(self, excel: Session, book: xw.Book) -> None:
        answer = excel.click("summary", book)
        assert book.sheets[PAGE][LINES].value == wanted()
        assert len([line for line in wanted() if line]) > 2
        assert answer.message.startswith("Klaar: onderaan op het blad ‘Samenvatting’")
        assert answer.undo

    def test_a_formula_tells_whether_something_changed_since(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        cell = book.sheets[PAGE][f"D{HEAD}"]
        assert cell.value == TEXTS("summary.block.unchanged")
        number = next(part for part in cell.formula.split("=") if part.split(",")[0].isdigit()).split(",")[0]
        at = next(c for c in book.sheets["Rekenblad"]["BU1:CZ40"] if c.value == int(number))
        at.value = int(number) + 1
        assert cell.value == TEXTS("summary.block.changed")

    def test_the_user_is_brought_there(self, excel: Session, book: xw.Book) -> None:
        book.sheets[ARENA].activate()
        excel.click("summary", book)
        assert book.sheets.active.name == PAGE

    def test_nothing_else_is_touched_and_undo_takes_it_back(self, excel: Session, book: xw.Book) -> None:
        book.sheets[PAGE].activate()
        book.sheets[PAGE]["A1"].select()
        before = state_of(excel.excel, book)
        excel.click("summary", book)
        changed = difference(before, state_of(excel.excel, book))
        assert changed
        assert all(
            each.startswith((f"sheets / {PAGE} / cells / A", f"sheets / {PAGE} / cells / D{HEAD} ")) for each in changed
        ), changed
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []

    def test_undo_leaves_alone_what_was_changed_since(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        book.sheets[PAGE][f"A{HEAD + 2}"].value = "onze eigen zin"
        answer = excel.click("undo", book)
        assert book.sheets[PAGE][f"A{HEAD + 2}"].value == "onze eigen zin"
        assert book.sheets[PAGE][f"A{HEAD}"].value == TEXTS("summary.block.title.empty")
        assert f"A{HEAD + 2}" in answer.message

    def test_rows_that_the_user_put_above_do_not_matter(self, excel: Session, book: xw.Book) -> None:
        book.sheets[PAGE]["3:4"].insert("down")
        excel.click("summary", book)
        assert book.sheets[PAGE][f"A{HEAD + 2}"].value == wanted()[0]

    def test_nor_does_another_name_of_the_sheet(self, excel: Session, book: xw.Book) -> None:
        book.sheets[PAGE].name = "Ons overzicht"
        excel.click("summary", book)
        assert book.sheets["Ons overzicht"][f"A{HEAD}"].value == wanted()[0]
        assert PAGE not in [sheet.name for sheet in book.sheets]

    def test_a_sheet_of_that_name_that_is_not_ours_stays_as_it_is(self, excel: Session, without: xw.Book) -> None:
        own = without.sheets.add(PAGE)
        own["A1"].value = "van ons"
        before = state_of(excel.excel, without)
        answer = excel.click("summary", without)
        assert answer.message.startswith("Er is niets gewijzigd")
        assert difference(before, state_of(excel.excel, without)) == []

    def test_nothing_is_changed_on_a_protected_sheet(self, excel: Session, book: xw.Book) -> None:
        book.sheets[PAGE].api.Protect()
        before = state_of(excel.excel, book)
        assert excel.click("summary", book).message.startswith("Er is niets gewijzigd")
        assert difference(before, state_of(excel.excel, book)) == []


class TestWhereThereIsNone:
    def test_it_is_made_after_the_table_with_its_block(self, excel: Session, without: xw.Book) -> None:
        answer = excel.click("summary", without)
        names = [sheet.name for sheet in without.sheets]
        assert names.index(PAGE) == names.index(ARENA) + 1
        assert without.sheets.active.name == PAGE
        assert without.sheets[PAGE][f"A{HEAD}"].value == wanted()[0]
        assert answer.message == TEXTS("button.summary.done", sheet=PAGE)

    def test_its_formulas_are_those_of_the_file(self, excel: Session, without: xw.Book) -> None:
        excel.click("summary", without)
        described = summary_sheet(evaluate(Analysis(table=workbooks.many_actors(COUNT))), dt.date.today())
        page = without.sheets[PAGE]
        for (row, column), cell in list(described.cells.items())[::7]:
            text = getattr(cell.value, "text", None)
            if text is not None:
                typed = page.range((row + 1, column + 1)).formula.removeprefix("=")
                assert typed.replace("'", "") == text.replace("_xlfn.", "").replace("'", "")

    def test_undo_takes_it_away(self, excel: Session, without: xw.Book) -> None:
        before = state_of(excel.excel, without)
        excel.click("summary", without)
        excel.click("undo", without)
        after = state_of(excel.excel, without)
        for state in (before, after):
            del state["active sheet"]
        assert difference(before, after) == []

    def test_without_the_sheet_of_calculations_nothing_is_made(self, excel: Session, without: xw.Book) -> None:
        without.sheets["Rekenblad"].name = "Kladblad"
        before = state_of(excel.excel, without)
        answer = excel.click("summary", without)
        assert "‘Rekenblad’" in answer.message
        assert difference(before, state_of(excel.excel, without)) == []

    @pytest.mark.parametrize("member", ["PaperSize=", "Orientation=", "PrintArea="])
    def test_without_a_printer_it_is_made_and_the_message_says_what_is_not(
        self, excel: Session, without: xw.Book, member: str
    ) -> None:
        with excel.excel.refusing("PageSetup", member) as fault:
            answer = excel.click("summary", without)
        assert fault.raised
        assert "afdrukken" in answer.message
        assert excel.excel.settings()["PrintCommunication"] is True
