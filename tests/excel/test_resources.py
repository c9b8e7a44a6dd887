"""The buttons resources and matrix, from the click to their sheets, clicked again, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from arena.workbook.sheets.resources_page import OWN
from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import NO, YES, Session, state_of

pytestmark = pytest.mark.model

SHEET, GRID = "Hulpbronnen", "Matrix"
TABLE = """
    Sportclub | zaal; vrijwilligers | 2 | groot        | Turnkring |              |   |
    OCMW      | geld; contact       | 4 | klein        |           |              |   |
    École     | lokalen             | 3 | eerder klein |           | groot        |   |
    Turnkring | zaal                | 2 | groot        | Sportclub | eerder klein | 1 |
    Buurtwerk | vertrouwen          | ? | eerder klein |           |              |   |
    Café 't Punt |                  |   |              |           |              |   |
"""
MOST = 637
"""Dispatches of a click that paints a sheet."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "Brede school.xlsx", workbooks.table_of(TABLE))


@pytest.fixture
def book(excel: Session, file: Path) -> xw.Book:
    return excel.open(file)


def cell_beside(book: xw.Book, sheet: str, label: str, column: int = OWN) -> xw.Range:
    """The cell in the user's column beside the last cell of column A with a text."""
    rows = [number for number, text in enumerate(book.sheets[sheet]["A1:A150"].value) if text == label]
    return book.sheets[sheet][rows[-1], column]


def test_says_how_large_the_circle_is(excel: Session, book: xw.Book) -> None:
    answer = excel.click("resources", book)
    assert answer.message == (
        "Klaar: op het blad ‘Hulpbronnen’ staat wie wat inbrengt. De kleinste kring telt 3 actoren."
    )
    assert [sheet.name for sheet in book.sheets][2:4] == ["Arena-analyse", SHEET]
    assert "OCMW · École · Buurtwerk" in str(book.sheets[SHEET]["A5:A8"].value)


def test_begins_its_pages_where_they_are_by_then(excel: Session, book: xw.Book) -> None:
    found = []
    for importance in (3, 1):
        book.sheets["Arena-analyse"][workbooks.at("importance", 7)].value = importance
        excel.click("resources", book)
        kept = state_of(excel.excel, book)["sheets"][SHEET]["kept"]["PageBreak"]
        titles = book.sheets[SHEET]["A1:A150"].value
        starts = [
            titles.index(text) + 1 for text in ("Wat als deze actor afhaakt?", "Alle hulpbronnen: wat hebt u nodig?")
        ]
        assert sorted(kept, key=lambda rows: int(rows.split(":")[0])) == [f"{row}:{row}" for row in starts]
        found.append(starts)
    assert found[0] != found[1]


def test_what_is_answered_counts_at_the_next_click_and_stays(excel: Session, book: xw.Book) -> None:
    excel.click("resources", book)
    cell_beside(book, SHEET, "zaal").value = "ja"
    cell_beside(book, SHEET, "lokalen").value = "neen"
    cell_beside(book, SHEET, "Kies een actor:").value = "Turnkring"
    answer = excel.click("resources", book)
    assert excel.excel.messages == []
    assert "telt 3 actoren" in answer.message  # for the rooms of the school, one of two with a hall
    assert cell_beside(book, SHEET, "zaal").value == "ja"
    assert cell_beside(book, SHEET, "lokalen").value == "neen"
    assert cell_beside(book, SHEET, "Kies een actor:").value == "Turnkring"


def test_what_was_answered_counts_in_the_summary(excel: Session, file: Path, tmp_path: Path) -> None:
    path = workbooks.of_values(tmp_path / "met.xlsx", workbooks.table_of(TABLE), summary=True)
    opened = excel.open(path)
    excel.click("resources", opened)
    cell_beside(opened, SHEET, "lokalen").value = "neen"
    excel.click("summary", opened)
    block = " ".join(str(value) for value in opened.sheets["Samenvatting"]["A70:A110"].value if value)
    assert "Op papier brengen deze 2 actoren samen alle 2 nodige hulpbronnen in: OCMW · Buurtwerk" in block


@pytest.mark.parametrize(("button", "sheet"), [("resources", SHEET), ("matrix", GRID)])
class TestBoth:
    def test_are_undone_exactly(self, excel: Session, book: xw.Book, button: str, sheet: str) -> None:
        before = state_of(excel.excel, book)
        excel.click(button, book)
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []
        excel.click(button, book)
        book.sheets["Arena-analyse"][workbooks.at("importance", 7)].value = 1  # its pages begin elsewhere by then
        painted = state_of(excel.excel, book)
        excel.click(button, book)
        assert difference(painted, state_of(excel.excel, book)) != []
        excel.click("undo", book)
        assert difference(painted, state_of(excel.excel, book)) == []

    def test_ask_before_a_cell_of_the_users_goes(self, excel: Session, book: xw.Book, button: str, sheet: str) -> None:
        excel.click(button, book)
        book.sheets[sheet]["A1"].value = "Mijn titel"
        excel.excel.answer(YES)
        assert f"‘{sheet} (2)’" in excel.click(button, book).message
        assert book.sheets[f"{sheet} (2)"]["A1"].value == "Mijn titel"
        book.sheets[sheet]["A1"].value = "Weer mijn titel"
        excel.excel.answer(NO)
        excel.click(button, book)
        assert book.sheets[sheet]["A1"].value != "Weer mijn titel"

    def test_leave_a_sheet_of_the_users_of_that_name_alone(
        self, excel: Session, book: xw.Book, button: str, sheet: str
    ) -> None:
        book.sheets.add(sheet, after=book.sheets[-1])["A1"].value = "van mij"
        before = state_of(excel.excel, book)
        assert excel.click(button, book).message.startswith("Er is niets gewijzigd")
        assert difference(before, state_of(excel.excel, book)) == []

    def test_cost_no_more_than_the_list_of_points(self, excel: Session, book: xw.Book, button: str, sheet: str) -> None:
        for _ in range(2):  # new, and over what was there
            with excel.excel.counting() as calls:
                assert excel.click(button, book).message.startswith("Klaar")
            assert calls.total <= MOST, calls.table()


def test_the_groups_own_words_stay_on_the_matrix(excel: Session, book: xw.Book) -> None:
    excel.click("matrix", book)
    cell_beside(book, GRID, "Wat valt ons op?").value = "Rechtsboven twee."
    excel.click("matrix", book)
    assert excel.excel.messages == []
    assert cell_beside(book, GRID, "Wat valt ons op?").value == "Rechtsboven twee."
