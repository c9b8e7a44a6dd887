"""Which table a button reads and sorts where a workbook has several: that of our name, whatever else stands there."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from tests.bench.excel_model import difference
from tests.bench.excel_model.dump import model_of
from tests.excel import workbooks
from tests.excel.clicking import ARENA, CHANGING, NO, YES, Session, state_of

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = workbooks.table_of(workbooks.ACTORS)
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "Brede school.xlsx", table)


@pytest.fixture
def book(excel: Session, file: Path) -> xw.Book:
    return excel.open(file)


class TestTableOfItsUser:
    """A table of the user's with our headings: whatever it holds, only the table of our name is read and sorted."""

    @pytest.fixture
    def two(self, book: xw.Book) -> xw.Book:
        """A workbook with a table of its user's, which stands in front."""
        sheet = book.sheets.add("Selectie", before=book.sheets[0])
        sheet["A4:D6"].value = [
            ["Actoren", "Belangrijkheid", "Rol", "Volgorde"],
            ["OCMW", 1, "randactor", 9],
            ["Zwembad", 4, "kernactor", 1],
        ]
        sheet.tables.add(sheet["A4:D6"], name="Selectie")
        sheet.activate()
        return book

    # a sheet of sharing names what stays here, the user's own cells among it
    @pytest.mark.parametrize("button", [button for button in CHANGING if not button.startswith("share_")])
    def test_buttons_do_what_they_do_without_it(self, excel, file, two, button):
        excel.excel.answer(NO)
        said = excel.click(button, two).message
        changed = state_of(excel.excel, two)["sheets"]
        two.close()
        alone = excel.open(file)
        excel.excel.answer(NO)
        assert excel.click(button, alone).message == said
        without = state_of(excel.excel, alone)["sheets"]
        assert [message for message in excel.excel.messages if "Selectie" in message] == []
        for name in without:
            assert difference({name: without[name]}, {name: changed[name]}) == [], name

    def test_a_copy_of_our_sheet_is_none_of_ours(self, excel, book):
        sheet = book.sheets.add("Arena-analyse (2)", before=book.sheets[ARENA])
        sheet["A4:AK12"].value = book.sheets[ARENA]["A4:AK12"].value
        sheet.tables.add(sheet["A4:AK12"], name="Arena1")
        sheet.activate()
        assert excel.click("rank", book).message.startswith("Klaar")
        assert (sheet["A5"].value, book.sheets[ARENA]["A5"].value) == ("Sportclub", "Turnkring")
        assert excel.excel.messages == []

    def test_a_table_without_headings_is_not_replaced_by_another(self, excel, two):
        table = model_of(two.sheets[ARENA]).tables[0]
        table.headers = False
        before = state_of(excel.excel, two)
        assert "geen tabel" in excel.click("rank", two).message
        assert difference(before, state_of(excel.excel, two)) == []

    def test_ours_is_found_on_another_sheet(self, excel, two):
        two.sheets[ARENA].name = "Onze partners"
        assert excel.click("rank", two).message.startswith("Klaar")
        assert two.sheets["Onze partners"]["A5"].value == "Turnkring"


class TestSecondTable:
    @pytest.fixture
    def two(self, book: xw.Book) -> xw.Book:
        """A workbook with two tables of actors, neither of which has our name."""
        model_of(book.sheets[ARENA]).tables[0].name = "Partners"
        sheet = book.sheets.add("Kopie", after=book.sheets[ARENA])
        sheet["A1:AK9"].value = book.sheets[ARENA]["A4:AK12"].value
        sheet.tables.add(sheet["A1:AK9"], name="Arena_2")
        book.sheets["Start"].activate()
        return book

    def first(self, book: xw.Book, sheet: str, cell: str) -> str:
        return book.sheets[sheet][cell].value

    def test_the_one_on_the_active_sheet_counts(self, excel, two):
        two.sheets["Kopie"].activate()
        excel.click("rank", two)
        assert (self.first(two, "Kopie", "A2"), self.first(two, ARENA, "A5")) == ("Turnkring", "Sportclub")
        assert excel.excel.messages == []

    def test_elsewhere_the_user_is_asked(self, excel, two):
        excel.excel.answer(NO, YES)
        excel.click("rank", two)
        assert [message.count("‘Kopie’") for message in excel.excel.messages] == [0, 1]
        assert (self.first(two, "Kopie", "A2"), self.first(two, ARENA, "A5")) == ("Turnkring", "Sportclub")

    def test_a_user_who_chooses_none_gets_a_sentence(self, excel, two):
        before = state_of(excel.excel, two)
        excel.excel.answer(NO, NO)
        assert "u koos geen tabel" in excel.click("rank", two).message
        assert difference(before, state_of(excel.excel, two)) == []
