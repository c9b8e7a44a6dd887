"""The model bench keeps its promises: it counts, fails, records, compares and converts as it says."""

import datetime as dt
import sys

import pytest
import xlwings as xw

from tests.bench.excel_model import (
    ComError,
    ExcelBench,
    busy_error,
    difference,
    dump,
    gone_error,
)
from tests.bench.excel_model import traffic as traffic_module

pytestmark = pytest.mark.model


class TestXlwingsOnTheModel:
    def test_the_engine_is_xlwings_own(self, excel):
        assert sys.modules["xlwings._xlwindows"].__file__.endswith("_xlwindows.py")
        assert excel.app.engine.name == "excel"

    def test_an_app_is_found_as_a_running_excel(self, excel):
        assert [app.hwnd for app in xw.apps] == [excel.app.hwnd]

    def test_the_stand_ins_go_when_the_bench_closes(self, workbook_file):
        with ExcelBench() as bench:
            bench.open(workbook_file)
            assert "pythoncom" in sys.modules
        assert "pythoncom" not in sys.modules
        assert "excel" not in [engine.name for engine in xw.engines]

    def test_two_benches_know_nothing_of_each_other(self, book, excel):
        with ExcelBench() as other:
            other.new_book().sheets[0]["A1"].value = 1
            assert len(other.app.books) == 1
            assert not excel.calls.by_member["Range.Value="]
        assert book.sheets[0]["A2"].value == "OCMW"

    def test_it_reads_a_table_with_its_blank_rows(self, book):
        rows = book.sheets["Arena"].tables["Arena"].data_body_range.value
        assert rows[0] == ["OCMW", 4, 1]
        assert rows[-1] == [None, None, None]
        assert len(rows) == 8

    def test_it_fills_a_block_past_the_used_range(self, excel):
        sheet = excel.new_book().sheets[0]
        sheet["A1"].value = "x"
        assert sheet["A1:C2"].value == [["x", None, None], [None, None, None]]
        assert sheet["A1:A2"].formula == (("x",), ("",))

    def test_it_recalculates_structured_references(self, book):
        sheet = book.sheets["Arena"]
        sheet["B2"].value = 1
        assert sheet["E2"].value == 10

    @pytest.mark.parametrize("value", [1.5, "tekst", True, dt.datetime(2026, 3, 1, 12, 30), "é–’"])
    def test_a_value_comes_back_as_it_went(self, excel, value):
        cell = excel.new_book().sheets[0]["A1"]
        cell.value = value
        assert cell.value == value

    def test_an_error_in_a_cell_is_the_number_that_com_gives(self, excel):
        cell = excel.new_book().sheets[0]["A1"]
        cell.formula = "=NA()"
        assert cell.api.Value == -2146826246
        assert cell.options(err_to_str=True).value == "#N/A"

    def test_a_type_that_com_does_not_know_is_refused(self, excel):
        cell = excel.new_book().sheets[0]["A1"]
        with pytest.raises(TypeError, match="COM VARIANT"):
            cell.api.Value = {1, 2}

    def test_offset_has_the_trap_that_it_has_in_pywin32(self, excel):
        cell = excel.new_book().sheets[0]["B2"].api
        assert cell.Offset(1, 1).Address == "$B$2"
        assert cell.GetOffset(1, 1).Address == "$C$3"

    def test_a_workbook_survives_saving_and_opening(self, book, excel, tmp_path):
        book.sheets["Arena"]["A2"].value = "Nieuw"
        book.save(tmp_path / "copy.xlsx")
        before = dump(book)
        book.close()
        again = excel.open(tmp_path / "copy.xlsx")
        assert difference(before["sheets"]["Arena"]["cells"], dump(again)["sheets"]["Arena"]["cells"]) == []


class TestCounting:
    @pytest.mark.parametrize("rows", [10, 1000])
    def test_a_block_costs_the_same_whatever_its_size(self, excel, rows):
        sheet = excel.new_book().sheets[0]
        with excel.counting() as writing:
            sheet["A1"].value = [[number, "x", 0.5] for number in range(rows)]
        with excel.counting() as reading:
            assert len(sheet[f"A1:C{rows}"].value) == rows
        assert writing.by_member["Range.Value="] == 1
        assert reading.by_member["Range.Value"] == 1
        assert (writing.total, reading.total) == self.expected(excel)

    @staticmethod
    def expected(excel):
        """The same with two rows: what a write and a read cost."""
        sheet = excel.new_book().sheets[0]
        with excel.counting() as writing:
            sheet["A1"].value = [[1, 2, 3], [4, 5, 6]]
        with excel.counting() as reading:
            sheet["A1:C2"].value  # noqa: B018 - read for its dispatches
        return writing.total, reading.total

    def test_walking_a_collection_costs_a_trip_per_item(self, book, excel):
        with excel.counting() as calls:
            list(book.sheets)
        assert calls.by_member["Sheets._NewEnum.Next"] == 2

    def test_counters_nest(self, book, excel):
        with excel.counting() as outer:
            book.name  # noqa: B018 - read for its dispatches
            with excel.counting() as inner:
                book.name  # noqa: B018
        assert (outer.total, inner.total) == (2, 1)
        assert "Workbook.Name" in outer.table()


def restyle(book: xw.Book) -> None:
    """A small piece of work that goes through reading, writing and formats."""
    sheet = book.sheets["Arena"]
    rows = sheet["A2:C9"].value
    sheet["A2:C9"].value = list(reversed(rows))
    sheet["A1:C1"].color = (255, 0, 0)


class TestFaults:
    def dispatches(self, excel, workbook_file):
        book = excel.open(workbook_file)
        with excel.counting() as calls:
            restyle(book)
        return calls.total

    @pytest.mark.parametrize("lasting", [False, True])
    def test_a_fault_strikes_at_each_dispatch_in_turn(self, workbook_file, lasting):
        with ExcelBench() as bench:
            total = self.dispatches(bench, workbook_file)
        struck = []
        for n in range(1, total + 1):
            with ExcelBench() as bench:
                book = bench.open(workbook_file)
                with bench.failing_at(n, lasting=lasting) as fault, pytest.raises(ComError):
                    restyle(book)
                struck.append(fault.struck)
                assert fault.raised >= 1
        with ExcelBench() as bench:
            book = bench.open(workbook_file)
            with bench.counting() as calls:
                restyle(book)
        assert struck == calls.dispatches

    def test_a_passing_fault_lets_the_next_call_through(self, book, excel):
        excel.fail_at(1)
        with pytest.raises(ComError, match="thrown by the bench"):
            book.name  # noqa: B018 - the dispatch is the point
        assert book.name == "Arena.xlsx"

    def test_a_lasting_fault_ends_when_it_is_healed(self, book, excel):
        excel.fail_at(2, lasting=True)
        assert book.name
        for _ in range(3):
            with pytest.raises(ComError):
                book.name  # noqa: B018
        excel.heal()
        assert book.name

    def test_a_lasting_fault_can_hold_for_one_member_alone(self, book, excel):
        cell = book.sheets["Arena"]["A2"].api
        with excel.failing_at(1, lasting=True, same_member=True) as fault:
            for _ in range(2):
                with pytest.raises(ComError):
                    cell.Value = "x"
            assert cell.Value == "OCMW"
        assert (str(fault.struck), fault.raised) == ("Range.Value=", 2)

    def test_a_failed_call_has_no_effect(self, book, excel):
        cell = book.sheets["Arena"]["A2"].api
        before = excel.dump(book)
        with excel.failing_at(1), pytest.raises(ComError):
            cell.Value = "anders"
        assert difference(before, excel.dump(book)) == []

    def test_xlwings_tries_a_rejected_call_again(self, book, excel):
        with excel.failing_at(1, error=busy_error) as fault:
            assert book.name == "Arena.xlsx"
        assert fault.raised == 1

    def test_a_lasting_rejection_is_refused_because_it_would_never_end(self, excel):
        with pytest.raises(ValueError, match="never ends"):
            excel.fail_at(1, lasting=True, error=busy_error)

    def test_excel_can_be_gone(self, book, excel):
        with excel.failing_at(1, lasting=True, error=gone_error), pytest.raises(ComError, match="unavailable"):
            book.name  # noqa: B018

    def test_the_usual_fault_looks_like_excels_own_refusal(self):
        failure = traffic_module.refusal()
        assert failure.excepinfo[5] == -2146827284


CHANGES = {
    "value": lambda sheet: setattr(sheet["A2"], "value", "ander"),
    "value of another type": lambda sheet: setattr(sheet["B2"], "value", True),
    "formula": lambda sheet: setattr(sheet["E2"], "formula", "=SUM(Arena[Belang])+0"),
    "number format": lambda sheet: setattr(sheet["B2"], "number_format", "0.00"),
    "bold": lambda sheet: setattr(sheet["A2"].font, "bold", True),
    "font colour": lambda sheet: setattr(sheet["A2"].font, "color", (1, 2, 3)),
    "fill": lambda sheet: setattr(sheet["Z99"], "color", (1, 2, 3)),
    "border": lambda sheet: setattr(sheet["A2"].api.Borders(9), "LineStyle", 1),
    "alignment": lambda sheet: setattr(sheet["A2"], "horizontal_alignment", "center"),
    "wrapping": lambda sheet: setattr(sheet["A2"], "wrap_text", True),
    "row height": lambda sheet: setattr(sheet["A2"], "row_height", 40),
    "column width": lambda sheet: setattr(sheet["A2"], "column_width", 40),
    "hidden row": lambda sheet: setattr(sheet["A2"].api.EntireRow, "Hidden", True),
    "merge": lambda sheet: sheet["G1:H2"].merge(),
    "validation added": lambda sheet: sheet["G5"].api.Validation.Add(3, 2, 1, "a,b"),
    "validation gone": lambda sheet: sheet["B2:C9"].api.Validation.Delete(),
    "filter": lambda sheet: sheet["A1:C9"].api.AutoFilter(2, "4"),
    "table name": lambda sheet: setattr(sheet.tables["Arena"], "name", "Arena2"),
    "table style": lambda sheet: setattr(sheet.tables["Arena"], "table_style", "TableStyleLight1"),
    "table size": lambda sheet: sheet.tables["Arena"].resize(sheet["A1:C12"]),
    "table added": lambda sheet: sheet.tables.add(sheet["J1:K3"], name="Twee"),
    "note": lambda sheet: sheet["A4"].add_note("Nieuw"),
    "note gone": lambda sheet: sheet["A3"].api.ClearComments(),
    "link": lambda sheet: sheet["G9"].api.Hyperlinks.Add(sheet["G9"].api, "", "Arena!A1"),
    "shape": lambda sheet: sheet.api.Shapes.AddShape(1, 1, 1, 10, 10),
    "protection": lambda sheet: sheet.api.Protect(),
    "selection": lambda sheet: sheet["B3"].select(),
    "zoom": lambda sheet: setattr(sheet.book.api.Windows(1), "Zoom", 80),
    "sheet name": lambda sheet: setattr(sheet, "name", "Anders"),
    "sheet added": lambda sheet: sheet.book.sheets.add("Nieuw"),
    "sheet order": lambda sheet: sheet.api.Move(None, sheet.book.sheets[1].api),
    "sheet hidden": lambda sheet: setattr(sheet.book.sheets[1], "visible", False),
    "active sheet": lambda sheet: sheet.book.sheets[1].activate(),
    "name added": lambda sheet: sheet.book.names.add("nieuw", "=Arena!$A$1"),
    "name gone": lambda sheet: sheet.book.names["arena_schema"].delete(),
    "name changed": lambda sheet: setattr(sheet.book.names["arena_schema"], "refers_to", "=Arena!$A$1"),
    "print area": lambda sheet: setattr(sheet.page_setup, "print_area", "$A$1:$C$9"),
    "tab colour": lambda sheet: setattr(sheet.api.Tab, "Color", 255),
    "conditional format": lambda sheet: sheet["A1"].conditional_formats.add_custom("=A1>1", fill_color=(1, 2, 3)),
}


class TestDump:
    def test_looking_changes_nothing(self, book, excel):
        before = excel.dump(book)
        for sheet in book.sheets:
            assert sheet.used_range.value is not None
            assert sheet["A1"].color is None
        assert difference(before, excel.dump(book)) == []
        assert before == excel.dump(book)

    @pytest.mark.parametrize("change", CHANGES)
    def test_it_sees_a_change_of(self, book, excel, change):
        excel.allow_dropped("Range", "PasteSpecial", "Transpose")
        before = excel.dump(book)
        CHANGES[change](book.sheets["Arena"])
        assert difference(before, excel.dump(book)) != []

    def test_it_shows_what_the_file_brought(self, book):
        sheet = dump(book)["sheets"]["Arena"]
        assert sheet["validations"][0]["formula1"] == '"1,2,3,4"'
        assert sheet["notes"] == {"A3": "Let op"}
        assert sheet["cells"]["E1"]["format"]["font"] == {"bold": True}
        assert sheet["tables"]["Arena"]["range"] == "A1:C9"

    def test_a_difference_is_a_line_for_a_person(self, book, excel):
        before = excel.dump(book)
        book.sheets["Arena"]["B2"].value = 2
        lines = difference(before, excel.dump(book))
        assert "sheets / Arena / cells / B2 / value: 4.0 -> 2.0" in lines

    def test_a_difference_tells_new_from_gone_and_one_type_from_another(self):
        assert difference({"a": 1}, {"b": 1}) == ["a: gone, was 1", "b: new, 1"]
        assert difference({"a": 1}, {"a": True}) == ["a: 1 -> True"]
        assert difference([1, 2], [1]) == [": [1, 2] -> [1]"]

    def test_settings_of_excel_are_compared_apart(self, book, excel):
        before = excel.settings()
        excel.app.screen_updating = False
        excel.app.status_bar = "bezig"
        assert difference(before, excel.settings()) == ["ScreenUpdating: True -> False", "StatusBar: False -> 'bezig'"]


class TestTheModelAfterwards:
    def test_the_package_is_left_as_it_was(self):
        from pyopenvba.apps.excel._model import Application, Range

        assert "onundo" not in Application._vba_members
        with ExcelBench():
            assert "onundo" in Application._vba_members
        assert "onundo" not in Application._vba_members
        assert "formatconditions" not in Range._vba_members
