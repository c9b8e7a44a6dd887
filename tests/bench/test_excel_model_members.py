"""What the bench adds to the model of Excel: limits, recorders, questions, renaming and sorting."""

from pathlib import Path

import pytest
import xlwings as xw

from tests.bench.excel_model import (
    ComError,
    DroppedArgumentError,
    EndlessCallError,
    NotInModelError,
    dump,
)
from tests.bench.excel_model import recorders as recorder_tables

pytestmark = pytest.mark.model


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


class TestFileDialogs:
    def test_one_of_each_kind_says_its_title_and_gives_what_the_test_chooses(self, excel):
        excel.answer(["C:\\a.xlsx", "C:\\b.csv"], None)
        files = excel.app.api.FileDialog(3)
        files.Title, files.AllowMultiSelect = "Kies", True
        files.Filters.Clear()
        files.Filters.Add("Bladen", "*.xlsx")
        assert (files.Show(), files.SelectedItems.Count, files.SelectedItems.Item(2)) == (-1, 2, "C:\\b.csv")
        folder = excel.app.api.FileDialog(4)
        folder.Title = "Kies een map"
        assert (folder.Show(), folder.SelectedItems.Count) == (0, 0)
        assert excel.app.api.FileDialog(3).Title == "Kies"
        assert excel.messages == ["Kies", "Kies een map"]

    def test_there_are_four_kinds(self, excel):
        with pytest.raises(ComError):
            excel.app.api.FileDialog(5)


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

    def test_a_misspelt_property_is_no_property_and_xlwings_does_not_try_it_for_ever(self, book):
        with pytest.raises(EndlessCallError, match="PrintTitleRow"):
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
