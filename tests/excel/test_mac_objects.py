"""Excel's objects on a Mac: what they make of addresses, contents and looks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from hypothesis import given
from hypothesis import strategies as st

from arena.excel import host
from arena.workbook.cells import Area
from tests.bench.apple_events import CANCEL, MacBench
from tests.bench.excel_model import difference

pytestmark = pytest.mark.model


@pytest.fixture
def excel() -> Iterator[MacBench]:
    with MacBench() as bench:
        bench.new_book()
        yield bench


@pytest.fixture
def on_windows(excel: MacBench) -> xw.Sheet:
    return excel.app.books[0].sheets[0]


@pytest.fixture
def sheet(excel: MacBench) -> Any:
    """The same sheet as the add-in speaks to it on a Mac."""
    book = excel.mac_book()
    assert book is not None
    return book.sheets[0].api


@pytest.fixture(scope="module", autouse=True)
def importable() -> None:
    with MacBench():
        pass


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "areas"),
        [
            ("A1", [Area(0, 0, 0, 0)]),
            ("$B$2:$D$9", [Area(1, 1, 8, 3)]),
            ("3:5", [Area(2, 0, 4, 16_383)]),
            ("B:D", [Area(0, 1, 1_048_575, 3)]),
            ("A1,$C$3:$C$4", [Area(0, 0, 0, 0), Area(2, 2, 3, 2)]),
        ],
    )
    def test_are_taken_apart_and_put_together(self, address: str, areas: list[Area]) -> None:
        from arena.excel.apple import addresses

        assert addresses.areas(address) == areas
        assert addresses.areas(",".join(map(addresses.address, areas))) == areas

    @pytest.mark.parametrize("text", ["", "Blad1!A1", "A1:", "R1C1"])
    def test_anything_else_is_none(self, text: str) -> None:
        from arena.excel.apple import addresses

        with pytest.raises(ValueError, match="not an address"):
            addresses.areas(text)

    @given(st.sets(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1))
    def test_few_rectangles_are_exactly_the_cells(self, cells: set[tuple[int, int]]) -> None:
        from arena.excel.apple import addresses

        packed = addresses.packed(addresses.rectangles(cells))
        areas = [area for one in packed for area in addresses.areas(one)]
        found = [
            (row, column)
            for area in areas
            for row in range(area.first_row, area.last_row + 1)
            for column in range(area.first_column, area.last_column + 1)
        ]
        assert sorted(found) == sorted(cells)
        assert max(map(len, packed)) <= 255

    def test_a_block_is_one_rectangle(self) -> None:
        from arena.excel.apple import addresses

        block = [(row, column) for row in range(3, 9) for column in range(2, 5)]
        assert addresses.rectangles(block) == [Area(3, 2, 8, 4)]


class TestContents:
    def test_come_as_on_windows(self, on_windows: xw.Sheet, sheet: Any) -> None:
        rows = [["x", 1.5, None, True], ["=1/0", "=NA()", '=""', "#5"], [dt.datetime(2026, 3, 1, 12), "'007", "=A1", 2]]
        on_windows["A1:D3"].value = rows
        block, same = sheet.Range("A1:D3"), on_windows["A1:D3"].api
        empty_as_none = tuple(tuple(None if one == "" else one for one in row) for row in same.Value2)
        assert tuple(tuple(None if one == "" else one for one in row) for row in block.Value2) == empty_as_none
        assert [[one for one in row if str(one).startswith("=")] for row in block.Formula] == [
            [one for one in row if str(one).startswith("=")] for row in same.Formula
        ]
        assert sheet.Range("A2").Value == same.Cells(2, 1).Value
        assert sheet.Range("A1").Value == "x"

    @pytest.mark.parametrize("answer", [[[1, 2], [3, 4]], [1, 2, 3, 4]])
    def test_a_block_is_known_however_excel_puts_its_lists(self, answer: list[Any]) -> None:
        from arena.excel.apple import contents

        assert contents.rows(answer, 2, 2) == [[1, 2], [3, 4]]
        assert contents.rows(7, 1, 1) == [[7]]
        with pytest.raises(ValueError, match="another number"):
            contents.rows(answer, 2, 3)

    @pytest.mark.parametrize(
        ("shown", "error"),
        [("#N/B", -2146826246), ("#DEEL/0!", -2146826281), ("#NOM?", -2146826259), ("#HUCH!", -2146826273)],
    )
    def test_an_error_is_known_by_what_it_shows_in_any_language(self, shown: str, error: int) -> None:
        from arena.excel.apple import contents

        assert contents.with_errors([[""]], [[shown]]) == [[error]]

    @pytest.mark.parametrize(("value", "shown"), [(5, "####"), ("#N/B", "#N/B"), ("", ""), (None, "####")])
    def test_nothing_else_is_taken_for_one(self, value: object, shown: str) -> None:
        from arena.excel.apple import contents

        assert contents.with_errors([[value]], [[shown]]) == [[value]]

    def test_entries_are_typed_as_on_windows(self, on_windows: xw.Sheet, sheet: Any) -> None:
        on_windows["A2"].value = "weg"
        sheet.Range("A1:B2").Formula = (("'007", 12), (None, "=B1*2"))
        assert on_windows["A1:B2"].value == [["007", 12], [None, 24]]


class TestSpecialCells:
    def test_constants_of_a_kind_are_found_whatever_their_number(self, on_windows: xw.Sheet, sheet: Any) -> None:
        """Excel names them in an answer of 255 characters at most: a few dozen areas."""
        on_windows["A1:B400"].value = [[1 if row % 2 else "x", True] for row in range(400)]
        found = sheet.Range("A1:B400").SpecialCells(2, 1)
        found.Interior.Color = 255
        red = [row for row in range(1, 401) if on_windows[f"A{row}"].color == (255, 0, 0)]
        assert red == list(range(2, 401, 2))
        assert on_windows["B2"].color is None
        assert len(found.named) > 3

    def test_formulas_are_none_of_them(self, on_windows: xw.Sheet, sheet: Any) -> None:
        on_windows["A1:A2"].value = [["=1"], ["x"]]
        with pytest.raises(LookupError):
            sheet.Range("A1:A2").SpecialCells(2, 1)

    def test_an_answer_that_may_have_been_cut_off_is_not_believed(self, on_windows: xw.Sheet, sheet: Any) -> None:
        from arena.excel.apple.ranges import TooManyAreas

        for row in range(1, 120, 2):
            on_windows[f"C{row}"].api.Validation.Add(3, 1, 1, "ja,neen")
        with pytest.raises(TooManyAreas):
            sheet.Cells.SpecialCells(-4174)


HOSTS = list(Path(host.__file__).parent.glob("*host.py"))
LISTENED = re.compile(r"(?:api|\b[a-z_]+)\.([A-Z][A-Za-z0-9]+)")


class TestObjects:
    def test_have_every_member_that_the_add_in_uses(self) -> None:
        """A new one for Windows has to be said on a Mac as well."""
        from arena.excel.apple import books, printing, ranges, tables

        modules = (books, printing, ranges, tables)
        classes = [one for module in modules for one in vars(module).values() if isinstance(one, type)]
        there = {name for one in classes for name in dir(one)} | {"DataBodyRange", "Count"}
        sources = "\n".join(path.read_text(encoding="utf-8") for path in HOSTS)
        code = re.sub(r"\"\"\".*?\"\"\"|#[^\n]*", "", sources, flags=re.S)
        used = set(LISTENED.findall(code)) | set(re.findall(r'"([A-Z][a-z]+[A-Z][A-Za-z]+)"', code))
        of_windows_alone = {"COMRetryObjectWrapper", "GetIDsOfNames"}  # the latter asks for Formula2, see apple
        assert used - {"App", "Book", "Sheet"} - of_windows_alone <= there
        assert {"Formula", "FitToPagesTall", "SpecialCells", "Sort"} <= used

    def test_writing_what_is_not_described_is_an_error(self, sheet: Any) -> None:
        with pytest.raises(AttributeError, match="WrapTekst"):
            sheet.Range("A1").WrapTekst = True

    def test_a_sheet_keeps_its_handle_when_it_is_named(self, excel: MacBench) -> None:
        book = excel.mac_book()
        assert book is not None
        page = book.sheets[0]
        block = page.api.Range("A1")
        page.api.Name = "Anders"
        block.Value2 = 5.0
        assert excel.app.books[0].sheets["Anders"]["A1"].value == 5
        assert page.book.api == book.api

    def test_a_filter_is_read_cleared_and_set_again(self, excel: MacBench, on_windows: xw.Sheet, sheet: Any) -> None:
        from arena.excel import table_host

        on_windows["A1:B4"].value = [["naam", "n"], ["a", 1], ["b", 2], ["c", 1]]
        on_windows.tables.add(on_windows["A1:B4"], name="T")
        table = sheet.ListObjects.Item("T")
        assert table_host.filters(table) == []
        on_windows["A1:B4"].api.AutoFilter(2, "1")
        (one,) = table_host.filters(table)
        assert (one.column, one.operator) == (1, 0)
        table_host.show_all(table)
        assert table_host.filters(table) == []
        table_host.filter_again(table.Range, one)
        assert table_host.filters(table) == [one]

    def test_hidden_rows_are_seen_however_many_and_hidden_columns_are_none(
        self, on_windows: xw.Sheet, sheet: Any
    ) -> None:
        from arena.excel import table_host

        on_windows["A1:C200"].value = [["naam", "n", "m"], *([row, 1, 2] for row in range(199))]
        on_windows.tables.add(on_windows["A1:C200"], name="T")
        table = sheet.ListObjects.Item("T")
        assert table_host.sheet_of(table) == sheet
        on_windows["B:B"].api.Hidden = True
        assert not table_host.any_row_hidden(table)
        on_windows["200:200"].api.Hidden = True
        assert table_host.any_row_hidden(table)
        for row in range(3, 200, 2):
            on_windows[f"{row}:{row}"].api.Hidden = True
        assert table_host.any_row_hidden(table)

    def test_a_text_without_apostrophe_is_put_back_without(
        self, excel: MacBench, on_windows: xw.Sheet, sheet: Any
    ) -> None:
        from arena.excel.contents_host import Contents

        for cell in ("B2", "C3"):
            on_windows[cell].number_format = "@"
            on_windows[cell].value = "1-2"
        on_windows["B2"].number_format = "General"
        on_windows["B3"].value = "'007"
        before = excel.dump(on_windows.book)
        block = sheet.Range("B2:C3")
        held = Contents(block)
        block.Value2 = ((1.0, "x"), (2.0, "y"))
        held.put_back()
        assert difference(before, excel.dump(on_windows.book)) == []

    def test_what_excel_on_a_mac_has_no_word_for_is_refused_or_passed_over(self, sheet: Any) -> None:
        with pytest.raises(AttributeError):
            sheet.Application.PrintCommunication = False
        with pytest.raises(AttributeError):
            _ = sheet.book.AutoSaveOn
        sheet.PageSetup.PaperSize = 9
        assert sheet.PageSetup.PaperSize is None
        assert host.exact(sheet.Range("A1"), "Formula") == "Formula"

    @pytest.mark.parametrize(("answer", "button"), [(CANCEL, "cancel"), (6, "yes"), (7, "no")])
    def test_questions_are_asked_in_the_users_language(self, excel: MacBench, answer: int, button: str) -> None:
        excel.answer(answer)
        assert excel.mac_app().alert("Doorgaan?", "Arena-analyse", "yes_no_cancel") == button
        assert excel.messages == ["Doorgaan?"]
