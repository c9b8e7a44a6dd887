"""The model bench keeps its promises: it counts, fails, records, compares and converts as it says."""

import datetime as dt
import sys
import types
from pathlib import Path

import pytest
import xlsxwriter
import xlwings as xw

from tests.bench.excel_model import (
    ComError,
    DroppedArgumentError,
    ExcelBench,
    NotInModelError,
    busy_error,
    difference,
    dump,
    gone_error,
)
from tests.bench.excel_model import recorders as recorder_tables
from tests.bench.excel_model import traffic as traffic_module

pytestmark = pytest.mark.model

ACTORS = [("OCMW", 4, 1), ("École", 3, 2), ("Zeehond", 2, 2), ("Café", 4, 4)]


@pytest.fixture(scope="module")
def workbook_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with a table, a validation, conditional formats, a name and a note."""
    path = tmp_path_factory.mktemp("files") / "Arena.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Arena")
        bold = book.add_format({"bold": True, "bg_color": "#FFEE00"})
        columns = [{"header": one} for one in ("Actoren", "Belang", "Vervangbaarheid")]
        sheet.add_table("A1:C9", {"name": "Arena", "columns": columns, "data": ACTORS})
        sheet.write_formula("E2", "=SUM(Arena[Belang])", None, 13)
        sheet.write("E1", "Som", bold)
        sheet.data_validation("B2:C9", {"validate": "list", "source": ["1", "2", "3", "4"]})
        sheet.conditional_format("B2:B9", {"type": "cell", "criteria": ">", "value": 3, "format": bold})
        sheet.write_comment("A3", "Let op")
        book.add_worksheet("Instellingen").write("A1", "schema")
        book.define_name("arena_schema", "=Instellingen!$A$1")
    return path


@pytest.fixture
def excel():
    with ExcelBench() as bench:
        yield bench


@pytest.fixture
def book(excel: ExcelBench, workbook_file: Path) -> xw.Book:
    return excel.open(workbook_file)


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


def write_long_formula(sheet: xw.Sheet) -> None:
    sheet["A1"].formula = f'="{"x" * 256}"'


def set_validation(sheet: xw.Sheet, **texts: str) -> None:
    validation = sheet["A1"].api.Validation
    validation.Add(3, 2, 1, "a,b")
    for name, text in texts.items():
        setattr(validation, name, text)


BREACHES = {
    "a long address": lambda sheet: sheet.range(",".join(f"A{n}" for n in range(1, 90))),
    "a long cell text": lambda sheet: setattr(sheet["A1"], "value", "x" * 32_768),
    "a long cell text in a block": lambda sheet: setattr(sheet["A1:A2"], "value", [["a"], ["x" * 32_768]]),
    "a long text in a formula": write_long_formula,
    "a long list": lambda sheet: sheet["A1"].api.Validation.Add(3, 2, 1, ",".join(["woord"] * 60)),
    "a long input title": lambda sheet: set_validation(sheet, InputTitle="x" * 33),
    "a long error message": lambda sheet: set_validation(sheet, ErrorMessage="x" * 256),
    "no visible sheet": lambda sheet: setattr(sheet, "visible", False),
    "no sheet at all": lambda sheet: sheet.delete(),
    **{
        f"a sheet called {name!r}": lambda sheet, name=name: setattr(sheet.api, "Name", name)
        for name in ["", "x" * 32, "a/b", "a:b", "[a]", "a?", "'a", "History", "wat*"]
    },
}


class TestLimits:
    @pytest.mark.parametrize("breach", BREACHES)
    def test_excel_refuses(self, excel, breach):
        sheet = excel.new_book().sheets[0]
        with pytest.raises(ComError) as refused:
            BREACHES[breach](sheet)
        assert refused.value.excepinfo[5] == -2146827284

    def test_excel_takes_what_is_just_within(self, excel):
        book = excel.new_book()
        sheet = book.sheets[0]
        sheet.name = "x" * 31
        sheet["A1"].value = "x" * 32_767
        sheet["A2"].formula = f'="{"x" * 255}"'
        sheet["A3"].value = "/" * 300
        set_validation(sheet, InputTitle="x" * 32, ErrorMessage="x" * 255)
        assert len(sheet["A1"].value) == 32_767

    def test_two_sheets_cannot_have_one_name(self, book):
        with pytest.raises(ComError):
            book.sheets[1].api.Name = "ARENA"


class TestRecorders:
    def test_a_recorded_call_stands_in_the_journal(self, excel):
        api = excel.app.api
        api.OnUndo("Sorteren terugdraaien", "Arena_Undo")
        api.OnTime(EarliestTime=1.5, Procedure="Later")
        (undo,) = excel.recorded("Application", "OnUndo")
        assert undo.arguments == {"Text": "Sorteren terugdraaien", "Procedure": "Arena_Undo"}
        assert excel.recorded("Application", "OnTime")[0].arguments["Procedure"] == "Later"

    def test_vba_reaches_the_same_recorders(self, excel):
        excel.new_book()
        excel.add_module("M", 'Sub Last()\nApplication.OnUndo "Terug", "Undo"\nEnd Sub')
        excel.run("Last")
        assert str(excel.journal[-1]) == "Application.OnUndo(Text='Terug', Procedure='Undo')"

    def test_page_set_up_is_kept_and_recorded(self, book, excel):
        setup = book.sheets["Arena"].api.PageSetup
        assert setup.PrintTitleRows == ""
        setup.PrintTitleRows = "$1:$1"
        assert book.sheets["Arena"].api.PageSetup.PrintTitleRows == "$1:$1"
        assert excel.recorded("PageSetup", "PrintTitleRows=")[0].where == "Arena"

    def test_a_recorded_object_does_not_answer_what_nobody_knows(self, book):
        with pytest.raises(NotInModelError, match="recorded, not run"):
            book.sheets["Arena"].api.PageSetup.TopMargin  # noqa: B018

    def test_a_misspelt_property_is_no_property(self, book):
        with pytest.raises(NotInModelError, match="PrintTitleRow"):
            book.sheets["Arena"].api.PageSetup.PrintTitleRow = "$1:$1"

    def test_conditional_formats_are_recorded_and_deleted(self, book):
        sheet = book.sheets["Arena"]
        sheet["A2:A9"].conditional_formats.add_custom("=$B2>3", fill_color=(255, 0, 0))
        (rule,) = dump(book)["sheets"]["Arena"]["kept"]["FormatConditions"]
        assert rule["on"] == "A2:A9"
        assert rule["interior"] == {"color": 255}
        sheet.cells.api.FormatConditions.Delete()
        assert "FormatConditions" not in dump(book)["sheets"]["Arena"]["kept"]

    def test_alternative_text_belongs_to_its_shape(self, book):
        sheet = book.sheets["Arena"].api
        sheet.Shapes.AddShape(1, 1, 1, 10, 10).AlternativeText = "Een balk"
        assert sheet.Shapes(1).AlternativeText == "Een balk"

    def test_a_template_opens_as_a_copy_without_a_path(self, excel, workbook_file):
        made = excel.app.api.Workbooks.Add(str(workbook_file))
        assert (made.Name, made.Path) == ("Arena1", "")
        assert made.Worksheets(1).ListObjects(1).Name == "Arena"

    def test_a_read_only_workbook_cannot_be_saved(self, excel, workbook_file):
        book = excel.app.books.open(workbook_file, read_only=True)
        assert book.api.ReadOnly
        with pytest.raises(ComError, match="read-only"):
            book.save()

    def test_a_test_states_what_a_program_can_only_read(self, book, excel):
        excel.state(book, ReadOnly=True, MultiUserEditing=True)
        assert book.api.MultiUserEditing
        with pytest.raises(ValueError, match="Wrong"):
            excel.state(book, Wrong=1)

    def test_no_argument_is_dropped_in_silence(self, book, excel):
        with pytest.raises(DroppedArgumentError, match="AddToMru"):
            book.api.SaveAs("x.xlsx", AddToMru=True)
        assert not Path("x.xlsx").exists()

    def test_a_test_may_allow_a_dropped_argument(self, book, excel, tmp_path):
        excel.allow_dropped("Workbook", "SaveAs", "AddToMru")
        book.api.SaveAs(str(tmp_path / "x.xlsx"), AddToMru=True)
        assert [(one.member, one.argument, one.value) for one in excel.dropped] == [("SaveAs", "AddToMru", True)]

    def test_what_the_model_lacks_cannot_be_caught_by_accident(self, book):
        def careless():
            try:
                book.sheets[0].charts.add()
            except Exception:
                return "nothing wrong"

        with pytest.raises(NotInModelError):
            careless()

    def test_the_readme_names_every_recorded_member(self):
        text = (Path(recorder_tables.__file__).parent / "README.md").read_text(encoding="utf-8")
        tables = (
            recorder_tables.RECORDED_METHODS,
            recorder_tables.KEPT_PROPERTIES,
            recorder_tables.STATED_PROPERTIES,
            recorder_tables.RECORDED_OBJECTS,
            recorder_tables.EMPTY_COLLECTIONS,
        )
        lines = text.splitlines()
        others = (*recorder_tables.RECORDED_WRITES, *recorder_tables.RECORDED_WHERE_UNMEASURED)
        for owner, name in (*(key for table in tables for key in table), *others):
            shown = owner.vba_type_name
            assert any(line.startswith(f"| {shown} |") and f"`{name}`" in line for line in lines), (shown, name)


class TestRenaming:
    @pytest.mark.parametrize(
        ("name", "spelled"), [("Nieuw", "Nieuw"), ("Nog één", "'Nog één'"), ("A1", "'A1'"), ("l'été", "'l''été'")]
    )
    def test_what_refers_to_a_sheet_follows_its_name(self, book, excel, tmp_path, name, spelled):
        arena, other = book.sheets
        other["B1"].formula = '=Arena!$A$2&"Arena!A2"&SUM(arena!B2:B3)'
        book.names.add("eerste", "=Arena!$A$2")
        arena.name = name
        assert other["B1"].formula == f'={spelled}!$A$2&"Arena!A2"&SUM({spelled}!B2:B3)'
        assert book.names["eerste"].refers_to == f"={spelled}!$A$2"
        arena["A2"].value = "x"
        assert other["B1"].value == "xArena!A27"
        book.save(tmp_path / "renamed.xlsx")
        book.close()
        assert excel.open(tmp_path / "renamed.xlsx").sheets[0].name == name


class TestQuestions:
    def test_a_message_from_python_is_noted_and_answered(self, book, excel):
        excel.answer(7)
        assert excel.app.alert("Doorgaan?", buttons="yes_no") == "no"
        assert excel.messages == ["Doorgaan?"]

    def test_an_input_box_is_cancelled_unless_there_is_an_answer(self, book, excel):
        excel.answer("drie")
        assert [excel.app.api.InputBox("Hoeveel?"), excel.app.api.InputBox("Nog?")] == ["drie", False]
        assert excel.messages == ["Hoeveel?", "Nog?"]


class TestSorting:
    def sorted_names(self, book, order=1):
        sort = book.sheets["Arena"].tables["Arena"].api.Sort
        sort.SortFields.Clear()
        key = book.sheets["Arena"]["A2:A9"].api
        sort.SortFields.Add2(Key=key, SortOn=0, Order=order)
        sort.Apply()
        return [row[0] for row in book.sheets["Arena"]["A2:C9"].value]

    def test_a_table_sorts_by_its_own_sort_with_accents_in_place(self, book):
        assert self.sorted_names(book)[:4] == ["Café", "École", "OCMW", "Zeehond"]

    def test_blank_rows_stay_last_in_both_directions(self, book):
        assert self.sorted_names(book, order=2) == ["Zeehond", "OCMW", "École", "Café", None, None, None, None]

    def test_notes_formats_and_formulas_move_with_their_cells(self, book):
        sheet = book.sheets["Arena"]
        sheet["A5"].color = (0, 255, 0)
        self.sorted_names(book)
        assert sheet["A2"].color == (0, 255, 0)
        assert dump(book)["sheets"]["Arena"]["notes"] == {"A3": "Let op"}
        self.sorted_names(book, order=2)
        assert dump(book)["sheets"]["Arena"]["notes"] == {"A4": "Let op"}

    def test_two_keys(self, book):
        sheet = book.sheets["Arena"]
        sort = sheet.tables["Arena"].api.Sort
        sort.SortFields.Clear()
        sort.SortFields.Add(Key=sheet["B2:B9"].api, Order=2)
        sort.SortFields.Add(Key=sheet["C2:C9"].api, Order=2)
        sort.Apply()
        assert [row[0] for row in sheet["A2:C5"].value] == ["Café", "OCMW", "École", "Zeehond"]

    def test_a_table_s_filter_can_be_read_and_cleared(self, book):
        table = book.sheets["Arena"].tables["Arena"]
        assert not table.api.AutoFilter.FilterMode
        table.range.api.AutoFilter(2, "4")
        assert table.api.AutoFilter.FilterMode
        assert book.sheets["Arena"]["A3"].api.EntireRow.Hidden
        table.api.AutoFilter.ShowAllData()
        assert not book.sheets["Arena"]["A3"].api.EntireRow.Hidden


LOADER = """Option Explicit
#If VBA7 Then ' only this branch
Private Declare PtrSafe Function LoadLibrary Lib "KERNEL32" Alias "LoadLibraryA" (ByVal path As String) As LongPtr
Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings64.dll" (ByRef Result As Variant, _
    Optional ByVal Config As String = "", Optional ByVal mode As Long = 1) As Long
#End If
Private WithEvents Excel As Application

Private Function Python() As Variant
    Dim folder As String
    folder = Environ("LOCALAPPDATA")
    If LoadLibrary(folder & "\\xlwings64.dll") = 0 Then Err.Raise 53, Description:="no library"
    If 0 <> XLPyDLLActivateAuto(Python, "constant command", 1) Then Err.Raise 1000, Description:=Python
End Function

Public Sub Clicked(control As IRibbonControl)
    On Error GoTo failed
    Dim server As Object
    Set server = Python()
    server.Call server.Module("bench_entry"), "click", server.Tuple(control.ID, ActiveWorkbook)
    Application.OnUndo "Terug", "Undo"
    Exit Sub
failed:
    MsgBox Err.Description
End Sub

Public Sub IsEnabled(control As IRibbonControl, ByRef answer)
    answer = (control.ID = "rank") And Not ActiveWorkbook Is Nothing
End Sub

Public Sub Loaded(ribbon As IRibbonUI)
    ribbon.InvalidateControl "rank"
End Sub

Public Function Twice(value As Variant) As Variant
    Twice = CreateObject("Bench.Doubler").Twice(value)
End Function
"""


FILES = """Function Copied(path As String) As String
    Dim number As Integer, line As String
    On Error GoTo failed
    number = FreeFile
    Open path For Input As #number
    Do While Not EOF(number)
        Line Input #number, line
        Copied = Copied & line & "/"
    Loop
    Close #number
    Kill path ' once
    Open "C:\\log.txt" For Output As #number
    Print #number, "gelezen"
    Close
    Exit Function
failed:
    Copied = Err.Description
End Function
"""

DECLARE = """Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings64.dll" (ByRef Result As Variant, _
    Optional ByVal Config As String = "", Optional ByVal mode As Long = 1) As Long
"""

WALK = (
    DECLARE
    + """Function Walked() As String
    Dim server, one
    XLPyDLLActivateAuto server, "command"
    For Each one In server.List("a", "b")
        Walked = Walked & server.Str(one) & ";"
    Next
End Function
"""
)

WRAPPER = (
    DECLARE
    + """Function TWICE(numbers)
    Dim server
    XLPyDLLActivateAuto server, "command"
    TWICE = server.CallUDF("bench_functions", "twice", Array(numbers), ThisWorkbook, Application.Caller)
End Function
"""
)

FUNCTIONS = """from xlwings.udfs import xlarg, xlfunc


@xlfunc
@xlarg("numbers", ndim=2)
def twice(numbers):
    return [[one * 2 for one in row] for row in numbers]
"""


class Doubler:
    _public_methods_ = ("Twice",)

    def Twice(self, value):  # noqa: N802 - VBA's spelling
        return value * 2


@pytest.fixture
def entry(monkeypatch):
    """The module that VBA asks the server for, with the clicks that arrived."""
    module = types.ModuleType("bench_entry")
    module.clicks = []

    def click(identifier, workbook):
        from xlwings import _xlwindows as engine

        book = xw.Book(impl=engine.Book(xl=engine.COMRetryObjectWrapper(workbook)))
        module.clicks.append((identifier, book.name))
        book.sheets["Arena"]["A2:A3"].value = [["één"], ["twee"]]

    module.click = click
    monkeypatch.setitem(sys.modules, "bench_entry", module)
    return module


@pytest.fixture
def loader(excel):
    excel.machine.environment["LOCALAPPDATA"] = "C:\\Users\\u\\AppData\\Local"
    excel.add_module("Loader", LOADER)
    return excel


class TestVbaAndPython:
    DLL = "C:\\Users\\u\\AppData\\Local\\xlwings64.dll"

    def test_a_click_goes_through_vba_and_the_dll_into_python_and_back_to_the_workbook(self, loader, book, entry):
        dll = loader.add_xlwings_dll(self.DLL)
        with loader.counting() as calls:
            loader.ribbon.click("rank", "Clicked")
        assert loader.messages == []
        assert entry.clicks == [("rank", "Arena.xlsx")]
        assert book.sheets["Arena"]["A2:A3"].value == ["één", "twee"]
        assert dll.commands == ["constant command"]
        assert calls.by_member["Range.Value="] == 1
        assert loader.journal[-1].member == "OnUndo"

    def test_the_server_stays_warm(self, loader, book, entry):
        dll = loader.add_xlwings_dll(self.DLL)
        for _ in range(3):
            loader.ribbon.click("rank", "Clicked")
        assert (len(entry.clicks), dll.starts) == (3, 1)

    def test_an_error_in_python_reaches_vba_with_its_traceback(self, loader, book, entry):
        loader.add_xlwings_dll(self.DLL)
        entry.click = lambda *_: 1 / 0
        loader.ribbon.click("rank", "Clicked")
        assert "ZeroDivisionError" in loader.messages[0]

    def test_a_fault_in_excel_reaches_vba_through_python(self, loader, book, entry):
        loader.add_xlwings_dll(self.DLL)
        before = loader.dump(book)
        with loader.failing_at(1, lasting=True):
            loader.ribbon.click("rank", "Clicked")
        assert "thrown by the bench" in loader.messages[0]
        assert difference(before, loader.dump(book)) == []

    def test_a_library_that_is_elsewhere_is_not_found(self, loader, book, entry):
        loader.add_xlwings_dll("C:\\Elsewhere\\xlwings64.dll")
        loader.ribbon.click("rank", "Clicked")
        assert loader.messages == ["no library"]
        assert loader.model.libraries.asked_for == [self.DLL]

    def test_a_server_that_does_not_start_says_why(self, loader, book, entry):
        loader.add_xlwings_dll(self.DLL).failure = "Could not create Python process."
        loader.ribbon.click("rank", "Clicked")
        assert loader.messages == ["Could not create Python process."]

    @pytest.mark.parametrize(("identifier", "enabled"), [("rank", True), ("undo", False)])
    def test_a_get_callback_is_asked(self, loader, book, identifier, enabled):
        assert loader.ribbon.ask(identifier, "IsEnabled") is enabled

    def test_on_load_receives_a_ribbon(self, loader):
        loader.ribbon.load("Loaded")
        assert str(loader.journal[-1]) == "IRibbonUI.InvalidateControl(ControlID='rank')"

    def test_create_object_makes_what_a_test_registered(self, loader):
        loader.add_class("Bench.Doubler", Doubler)
        assert loader.run("Twice", 21) == 42

    def test_vba_reads_the_machine_s_files(self, excel):
        excel.machine.files["C:\\arena\\python.txt"] = "C:\\Python\\python.exe\r\nrest"
        excel.add_module(
            "Files",
            'Function Path()\nDim files: Set files = CreateObject("Scripting.FileSystemObject")\n'
            'Path = files.OpenTextFile("c:\\ARENA\\python.txt").ReadLine() & Dir("C:\\arena\\*.txt")\nEnd Function',
        )
        assert excel.run("Path") == "C:\\Python\\python.exepython.txt"

    def test_python_runs_vba_through_excel(self, loader):
        loader.add_class("Bench.Doubler", Doubler)
        assert loader.app.macro("Twice")(4) == 8

    def test_vba_writes_and_reads_files_with_its_own_statements(self, excel):
        excel.machine.files["C:\\arena\\path.txt"] = "één\r\ntwee"
        excel.add_module("Files", FILES)
        assert excel.run("Copied", "C:\\ARENA\\path.txt") == "één/twee/"
        assert excel.machine.files == {"C:\\log.txt": "gelezen\r\n"}
        assert excel.run("Copied", "C:\\arena\\path.txt") == "File not found"

    @pytest.mark.parametrize(("text", "read"), [("a\nb\n", "a\nb\n/"), ("a\rb\r\n\r\nc", "a/b//c/"), ("", "")])
    def test_line_input_ends_a_line_at_a_carriage_return_alone(self, excel, text, read):
        excel.add_module("Files", FILES)
        excel.machine.files["C:\\x.txt"] = text
        assert excel.run("Copied", "C:\\x.txt") == read

    def test_a_started_program_is_written_down_and_not_run(self, excel, book):
        excel.add_module("Start", 'Sub Start()\nCreateObject("WScript.Shell").Run "cmd.exe /C x"\nEnd Sub')
        excel.run("Start")
        assert excel.machine.started == ["cmd.exe /C x"]

    def test_xlwings_own_vba_runs_up_to_the_command_line(self, excel, book):
        source = Path(xw.__file__).with_name("xlwings_custom_addin.bas").read_text(encoding="utf-8")
        excel.machine.environment["TEMP"] = "C:\\Temp"
        excel.add_module("xlwings", source)
        excel.add_module("Start", 'Sub Start()\nRunPython "import x"\nEnd Sub')
        excel.run("Start")
        (command,) = excel.machine.started
        assert command.startswith("cmd.exe /C")
        assert "Arena.xlsx" in command

    def test_an_add_in_is_this_workbook_and_not_an_open_one(self, excel, book):
        excel.open_addin(Path(xw.__file__).with_name("quickstart_addin_ribbon.xlam"))
        excel.add_module("Who", "Function Who()\nWho = ThisWorkbook.Name & ThisWorkbook.IsAddin\nEnd Function")
        assert excel.run("Who") == "quickstart_addin_ribbon.xlamTrue"
        assert [one.name for one in excel.app.books] == ["Arena.xlsx"]
        assert "ribbonmyaddin" in excel.model.interpreter.modules

    def test_vba_walks_a_python_list(self, excel):
        excel.add_xlwings_dll("C:\\x\\xlwings64.dll").library.loaded = True
        excel.add_module("Walk", WALK)
        assert excel.run("Walked") == "a;b;"

    def test_a_user_defined_function_runs_through_xlwings_own_call(self, excel, book, tmp_path, monkeypatch):
        (tmp_path / "bench_functions.py").write_text(FUNCTIONS, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        excel.add_xlwings_dll("C:\\x\\xlwings64.dll").library.loaded = True
        excel.add_module("Wrapper", WRAPPER)
        book.sheets["Arena"]["J1:K1"].value = [1, 2]
        assert excel.run("TWICE", book.sheets["Arena"]["J1:K1"]) == (2, 4)


class TestTheModelAfterwards:
    def test_the_package_is_left_as_it_was(self):
        from pyopenvba.apps.excel._model import Application, Range

        assert "onundo" not in Application._vba_members
        with ExcelBench():
            assert "onundo" in Application._vba_members
        assert "onundo" not in Application._vba_members
        assert "formatconditions" not in Range._vba_members
