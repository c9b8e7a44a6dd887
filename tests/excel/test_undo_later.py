"""Undoing after the user went on: what is put back stays with its actor, and what cannot be is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from arena.excel.host import sheets
from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import ARENA, NO, YES, Session, changed, state_of

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def values_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = workbooks.table_of(workbooks.ACTORS)
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "Waarden.xlsx", table)


@pytest.fixture
def book(excel: Session, values_file: Path) -> xw.Book:
    opened = excel.open(values_file)
    opened.sheets[ARENA].used_range.unmerge()  # the model shifts no merged cells
    return opened


def table_of(book: xw.Book) -> Any:
    (table,) = (table for sheet in book.sheets for table in sheet.api.ListObjects if table.Name == "Arena")
    return table


def lines(book: xw.Book) -> dict[object, dict[str, object]]:
    """What stands in each row that has a name, by heading, in the order of the rows."""
    headings, *rows = table_of(book).Range.Value
    found = (dict(zip(headings, row, strict=True)) for row in rows)
    return {line["Actoren"]: line for line in found if line["Actoren"]}


def filtered(book: xw.Book) -> list[object]:
    """The headings of the columns that are filtered."""
    table = table_of(book)
    filters = table.AutoFilter.Filters if table.AutoFilter is not None else ()
    return [heading for heading, one in zip(table.HeaderRowRange.Value[0], filters, strict=False) if one.On]


def sort_by(book: xw.Book, heading: str) -> None:
    """Sort the table as its user does."""
    table = table_of(book)
    table.Sort.SortFields.Clear()
    table.Sort.SortFields.Add(table.ListColumns.Item(heading).DataBodyRange, 0, 1)
    table.Sort.Header = 1
    table.Sort.Apply()


class TestAColumnMoreInTheTable:
    @pytest.mark.parametrize("position", [1, 12, 20])
    def test_rows_go_back_to_their_order_with_all_that_stands_in_them(self, excel, book, position):
        before = lines(book)
        excel.click("rank", book)
        table_of(book).ListColumns.Add(position)
        assert excel.click("undo", book).message.startswith("Klaar: ")
        after = lines(book)
        assert list(after) == list(before)
        for name, line in before.items():
            assert {heading: after[name][heading] for heading in line} == line

    def test_the_filter_comes_back_on_its_own_column(self, excel, book):
        excel.click("hard_to_miss", book)
        excel.click("hard_to_miss", book)
        assert filtered(book) == []
        table_of(book).ListColumns.Add(1)
        assert excel.click("undo", book).message.startswith("Klaar: ")
        assert filtered(book) == ["Signaal"]

    def test_nothing_is_put_into_rows_that_were_sorted_as_well(self, excel, book):
        column = table_of(book).ListColumns.Item("Rangorde").DataBodyRange
        column.Formula = "=1+1"
        column.Item(1).Value = 3  # of Sportclub, typed over the formula
        excel.excel.answer(YES)
        assert "Hersteld" in excel.click("check", book).message
        table_of(book).ListColumns.Add()
        sort_by(book, "Actoren")
        restored = lines(book)
        said = excel.click("undo", book).message
        assert "Wat u intussen zelf wijzigde, bleef staan" in said
        after = lines(book)
        for heading in ("Rangorde", "Onze rangorde"):
            assert {name: line[heading] for name, line in after.items()} == {
                name: line[heading] for name, line in restored.items()
            }


class TestRows:
    def test_above_the_table_make_no_difference(self, excel, book):
        before = lines(book)
        excel.click("rank", book)
        book.sheets[ARENA]["2:3"].insert("down")
        assert excel.click("undo", book).message.startswith("Klaar: ")
        assert lines(book) == before
        assert list(lines(book)) == list(before)

    def test_above_the_table_leave_formulas_that_were_put_back_where_they_are(self, excel, book):
        """Their references moved with the rows, so that they are no longer what was written."""
        excel.excel.answer(YES)
        excel.click("check", book)
        book.sheets[ARENA]["2:3"].insert("down")
        assert excel.click("undo", book).message.startswith("Klaar. Wat u intussen zelf wijzigde, bleef staan: ")
        assert all(
            str(row[0]).startswith("=")
            for row in table_of(book).ListColumns.Item("Vorm (voorstel)").DataBodyRange.Formula
        )

    @pytest.mark.parametrize("change", ["deleted", "inserted"])
    def test_of_the_table_that_came_or_went_leave_the_order_alone(self, excel, book, change):
        excel.click("rank", book)
        rows = table_of(book).ListRows
        if change == "deleted":
            rows.Item(2).Delete()
        else:
            rows.Add(2)
        before = lines(book)
        answer = excel.click("undo", book)
        assert answer.message.startswith("Er is niets gewijzigd: ")
        assert "‘Arena-analyse’" in answer.message
        assert (lines(book), list(lines(book))) == (before, list(before))


@pytest.mark.parametrize("button", ["rank", "hard_to_miss", "check", "summary"])
class TestAnotherName:
    def test_of_the_sheet_makes_no_difference(self, excel, book, button):
        before = state_of(excel.excel, book)
        excel.excel.answer(NO)
        assert excel.click(button, book).undo
        book.sheets[ARENA].name = "Onze partners"
        assert excel.click("undo", book).message.startswith("Klaar: ")
        book.sheets["Onze partners"].name = ARENA
        assert changed(before, state_of(excel.excel, book)) == []

    def test_of_the_file_makes_no_difference(self, excel, book, tmp_path, button):
        before = state_of(excel.excel, book)
        excel.excel.answer(NO)
        assert excel.click(button, book).undo
        book.save(tmp_path / "Onder een andere naam.xlsx")
        assert excel.click("undo", book).message.startswith("Klaar: ")
        assert changed(before, state_of(excel.excel, book)) == []


def test_each_of_two_workbooks_is_undone_by_itself(excel, book, values_file, tmp_path):
    other = excel.open(workbooks.of_values(tmp_path / "Tweede.xlsx", workbooks.many_actors(5)))
    before = [state_of(excel.excel, each) for each in (book, other)]
    assert excel.click("rank", book).undo
    assert excel.click("rank", other).undo
    assert excel.click("summary", book).undo
    assert excel.click("undo", other).message.startswith("Klaar: ")
    assert difference(before[1], state_of(excel.excel, other)) == []
    assert excel.click("undo", book).message.startswith("Klaar: ")
    assert next(iter(lines(book))) == "Turnkring"  # of the two clicks there the last one is taken back
    assert "niets" in excel.click("undo", other).message


def test_a_workbook_that_was_closed_and_opened_again_has_nothing_to_undo(excel, values_file):
    book = excel.open(values_file)
    excel.click("rank", book)
    excel.close(book)
    again = excel.open(values_file)
    before = state_of(excel.excel, again)
    assert excel.click("undo", again).message.startswith("Er is niets gewijzigd: ")
    assert difference(before, state_of(excel.excel, again)) == []


def test_a_workbook_of_its_user_with_the_name_of_one_that_lay_aside_in_another_excel_stays_open(excel, book):
    own = excel.excel.new_book()
    own.sheets[0]["A1"].value = "niet bewaard"
    sheets._left_open[:] = [own.name]
    excel.click("rank", book)
    assert own.name in [each.name for each in excel.excel.app.books]
    assert own.sheets[0]["A1"].value == "niet bewaard"


def test_a_table_that_is_gone_is_named_in_at_most_sixty_signs(excel, book):
    table_of(book).Name = name = "Partners_" * 20
    assert excel.click("rank", book).undo
    book.sheets[ARENA].delete()
    said = excel.click("undo", book).message
    assert name[:50] in said
    assert name[:60] not in said
