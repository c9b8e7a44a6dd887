"""The files that are written: whole, reproducible, with cached values everywhere, and laid out as the product says."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from arena.locale import LANGUAGES, catalogue
from arena.method.levels import CHOICES
from arena.method.levels import COLUMNS as TYPED_COLUMNS
from arena.method.notes import ROW_NOTES, NoteWeight
from arena.workbook import names
from arena.workbook.description import Book, Formula
from arena.workbook.example import example
from arena.workbook.file_painter import BEGINS_A_FORMULA
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import LINES, Analysis
from arena.workbook.reading import interpret
from arena.workbook.sheets import arena
from arena.workbook.sheets.calculation import lines
from arena.workbook.sheets.columns import COLUMNS, POSITION, Group
from tests.bench.files import findings
from tests.bench.judges import cached_values, formula_cells
from tests.bench.package import Package, Sheet
from tests.workbook.formula_cases import many_actors, tables
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.file

MADE_ON = dt.date(2026, 3, 1)

WORKBOOKS: dict[str, tuple[Analysis, dt.date | None]] = {
    "blank nl": (Analysis(language="nl"), None),
    "blank en": (Analysis(language="en"), None),
    "example nl": (example("nl"), None),
    "example nl with summary": (example("nl"), MADE_ON),
    "example en with summary": (example("en"), MADE_ON),
    "odd names with summary": (tables()["names"], MADE_ON),
    "200 actors with summary": (many_actors(200), MADE_ON),
}

HANDOUT_HEADINGS = [
    "Actoren",
    "Machts- en hulpbronnen",
    "Belangrijkheid 1 - 4",
    "Vervangbaarheid - groot - eerder groot - eerder klein - klein - door wie",
    "Afhankelijkheidsrelatie - groot - eerder groot - eerder klein",
    "Rangorde Belangrijke actoren",
]
"""The six headings of the handout's sheet, word for word."""


def last_row_of_example() -> int:
    """The last row of the example's table: few blank ones, so that it prints on one page."""
    return arena.FIRST_ROW + len(example("nl").table) + arena.SPARE_ROWS


SCREEN_POINTS = 720 / 1.25 * 72 / 96
"""How high a window of 1280 x 720 is, in points of a sheet shown at 125 %."""


class Written:
    """A workbook as described, the file that was painted from it, and that file's parts."""

    def __init__(self, book: Book, path: Path) -> None:
        self.book, self.path = book, path
        paint(book, path)
        self.package = Package(path)

    def sheet(self, key: str) -> Sheet:
        return next(sheet for sheet in self.package.sheets if sheet.name == self.book.sheet(key).name)


@pytest.fixture(scope="module", params=WORKBOOKS)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    of, day = WORKBOOKS[request.param]
    return Written(described(of, summary_on=day), tmp_path_factory.mktemp("geschreven") / "map.xlsx")


@pytest.fixture(scope="module", params=LANGUAGES)
def example_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    book = described(example(request.param), summary_on=MADE_ON)
    return Written(book, tmp_path_factory.mktemp("voorbeeld") / "map.xlsx")


class TestEveryWorkbook:
    def test_has_nothing_wrong_with_it(self, written: Written) -> None:
        assert findings(written.path, names=written.book.names) == []

    def test_shows_what_was_described_before_anything_is_calculated(self, written: Written) -> None:
        shown = cached_values(written.path)
        for sheet in written.book.sheets:
            for (row, column), cell in sheet.cells.items():
                if isinstance(cell.value, Formula):
                    assert shown[sheet.name].get((row + 1, column + 1), "") == cell.value.value
        assert len(formula_cells(written.path)) > 500

    def test_has_no_error_value_and_no_calculation_on_loading(self, written: Written) -> None:
        for sheet in written.package.sheets:
            assert not [cell for cell in sheet.cells if cell.get("t") == "e"]
        assert b"fullCalcOnLoad" not in written.package.parts["xl/workbook.xml"]

    def test_is_marked_as_ours(self, written: Written) -> None:
        values = cached_values(written.path)
        found = {each.get("name"): each.text or "" for each in written.package.defined_names}
        assert {names.SCHEMA, names.LANGUAGE, names.ACTORS} <= found.keys()
        sheet, cell = found[names.LANGUAGE].split("!")
        column, row, _, _ = range_boundaries(cell.replace("$", ""))
        assert values[sheet.strip("'")][row, column] == written.book.language

    def test_hides_and_protects_nothing(self, written: Written) -> None:
        for sheet in written.package.sheets:
            assert sheet.root.find("{*}sheetProtection") is None
            assert not [e for e in sheet.root.iter() if e.get("hidden") in ("1", "true")]
            assert not [e for e in sheet.root.iter() if e.get("collapsed") in ("1", "true")]

    def test_says_on_every_page_with_ratings_that_it_is_internal(self, written: Written) -> None:
        words = catalogue(written.book.language)
        for sheet in written.book.sheets:
            internal = sheet.key not in ("paper", "settings")
            said = words("print.internal" if internal else "print.page").replace("{p}", "&P")
            footer = written.sheet(sheet.key).root.findtext("{*}headerFooter/{*}oddFooter")
            assert footer == ("&L" if sheet.key == "paper" else f"&L&11{said}"), sheet.key


class TestOddTexts:
    """Names that a writer could take for something else, as the formulas beside them show them."""

    ODD = ("#N/A", "#REF!", "TRUE", "3", "a\x01b", "_x0041_", "<&>", '"', "\ufffe")

    def test_are_texts_in_the_results_as_well(self, tmp_path: Path) -> None:
        of = analysis("actor | imp" + "\n' | 4" * len(self.ODD))
        of.table["actor"] = list(self.ODD)
        made = Written(described(of, summary_on=MADE_ON), tmp_path / "map.xlsx")
        shown = cached_values(made.path)[made.book.sheet("calculation").name]
        read = [shown[lines.FIRST_ROW + 1 + row, lines.POSITION["name"] + 1] for row in range(len(self.ODD))]
        assert read == list(self.ODD)
        assert findings(made.path) == []

    def test_that_look_like_the_xml_of_a_text_are_what_was_typed(self, tmp_path: Path) -> None:
        like_xml = ("<r><t>Iemand anders</t></r>", "<r></si></sst></r>", "<r>_x0041_</r>")
        of = analysis("actor | imp" + "\n' | 4" * len(like_xml))
        of.table["actor"] = of.table["resources"] = list(like_xml)
        made = Written(described(of), tmp_path / "map.xlsx")
        found = interpret(read_cells(made.path), "map.xlsx").analysis.table
        assert found["actor"].tolist() == found["resources"].tolist() == list(like_xml)
        shown = cached_values(made.path)[made.book.sheet("arena").name]
        assert [shown[arena.FIRST_ROW + 1 + row, 1] for row in range(len(like_xml))] == list(like_xml)
        assert findings(made.path) == []


class TestArenaSheet:
    def test_carries_the_six_headings_of_the_handout_word_for_word(self, tmp_path: Path) -> None:
        shown = cached_values(Written(described(analysis()), tmp_path / "map.xlsx").path)
        row = shown[catalogue("nl")("sheet.arena.tab")]
        last = POSITION["own_rank"] + 1
        banner = [str(value) for (r, c), value in sorted(row.items()) if r == arena.BANNER_ROW + 1 and c <= last]
        assert [" ".join(text.split()) for text in banner] == HANDOUT_HEADINGS

    def test_groups_what_the_workbook_derives_unfolded(self, example_file: Written) -> None:
        levels = {
            number: column.get("outlineLevel", "0")
            for column in example_file.sheet("arena").root.iterfind("{*}cols/{*}col")
            for number in range(int(column.get("min", 0)), int(column.get("max", 0)) + 1)
        }
        for column in COLUMNS:
            assert levels[POSITION[column.key] + 1] == ("1" if column.group is Group.DERIVED else "0")

    def test_freezes_no_more_than_a_quarter_of_a_small_window(self, example_file: Written) -> None:
        for sheet in example_file.package.sheets:
            pane = sheet.root.find("{*}sheetViews/{*}sheetView/{*}pane")
            frozen = int(pane.get("ySplit", "0")) if pane is not None else 0
            heights = {int(r.get("r", 0)): float(r.get("ht", 15)) for r in sheet.root.iterfind("{*}sheetData/{*}row")}
            assert sum(heights.get(row, 15) for row in range(1, frozen + 1)) <= SCREEN_POINTS / 4
        pane = example_file.sheet("arena").root.find("{*}sheetViews/{*}sheetView/{*}pane")
        assert pane is not None
        assert (pane.get("topLeftCell"), pane.get("state")) == (f"B{arena.FIRST_ROW + 1}", "frozen")

    def test_prints_the_form_and_the_signal_with_the_headings_on_each_page(self, example_file: Written) -> None:
        found = {each.get("name"): each.text or "" for each in self.names_of_arena(example_file)}
        last = get_column_letter(POSITION["signal"] + 1)
        assert found["_xlnm.Print_Area"].partition("!")[2] == f"$A:${last}", "what is typed below is printed as well"
        assert found["_xlnm.Print_Titles"].partition("!")[2] == f"${arena.BANNER_ROW + 1}:${arena.HEADER_ROW + 1}"

    @staticmethod
    def names_of_arena(written: Written) -> list[Element]:
        number = [sheet.name for sheet in written.package.sheets].index(written.book.sheet("arena").name)
        return [each for each in written.package.defined_names if each.get("localSheetId") == str(number)]

    def test_has_its_headings_as_a_table_with_words_for_who_cannot_see_it(self, example_file: Written) -> None:
        [table] = example_file.package.tables
        assert (table.name, table.root.get("headerRowCount", "1")) == ("Arena", "1")
        first, last = arena.HEADER_ROW + 1, last_row_of_example()
        assert table.root.get("ref") == f"A{first}:{get_column_letter(len(COLUMNS))}{last}"
        assert b"altText" in example_file.package.parts[table.part]

    def test_has_nothing_below_its_table_nor_right_of_it(self, example_file: Written) -> None:
        [table] = example_file.package.tables
        _, _, right, bottom = range_boundaries(str(table.root.get("ref")))
        for row, column in cached_values(example_file.path)[table.sheet.name]:
            assert row <= bottom
            assert column <= right

    def test_does_not_merge_cells_of_data(self, example_file: Written) -> None:
        for merged in example_file.sheet("arena").root.iterfind("{*}mergeCells/{*}mergeCell"):
            assert range_boundaries(str(merged.get("ref")))[3] <= arena.BANNER_ROW + 1


class TestValidations:
    LISTS = ("importance", "replaceability", "dependency", "replaced_by", *CHOICES)

    @staticmethod
    def by_column(written: Written) -> dict[str, Element]:
        found = {}
        for each in written.sheet("arena").root.iterfind("{*}dataValidations/{*}dataValidation"):
            left, top, right, bottom = range_boundaries(str(each.get("sqref")))
            assert (left, top) == (right, arena.FIRST_ROW + 1)
            assert bottom == arena.FIRST_ROW + LINES
            found[COLUMNS[left - 1].key] = each
        return found

    def test_speak_beside_every_column(self, example_file: Written) -> None:
        found = self.by_column(example_file)
        assert found.keys() == {column.key for column in COLUMNS}
        words = catalogue(example_file.book.language)
        for key, each in found.items():
            assert each.get("showInputMessage") == "1"
            assert each.get("promptTitle") == words(f"column.{key}.title")
            assert (each.get("prompt") or "").replace("_x000a_", "\n") == words(f"column.{key}.message")

    def test_offer_a_list_and_let_other_words_in_without_a_question(self, example_file: Written) -> None:
        for key, each in self.by_column(example_file).items():
            assert (each.get("type") == "list") == (key in self.LISTS)
            assert (each.get("showErrorMessage") == "1") == (key == "own_rank")

    def test_of_the_lists_end_in_a_question_mark(self, example_file: Written) -> None:
        shown = cached_values(example_file.path)
        for key in ("importance", "replaceability", "dependency"):
            sheet, cells = example_file.book.names[names.list_of(key)].replace("$", "").split("!")
            left, _, _, bottom = range_boundaries(cells)
            assert shown[sheet.strip("'")][bottom, left] == "?"

    def test_say_otherwise_where_the_scale_is_reversed(self) -> None:
        from arena.workbook.model import Settings

        reversed_ = Settings(scale=catalogue("nl")("settings.scale.reversed"))
        sheet = described(analysis(settings=reversed_)).sheet("arena")
        [importance] = [v for v in sheet.validations if v.area.first_column == POSITION["importance"]]
        assert importance.message.startswith("1 = heel belangrijk")


class TestConditionalFormats:
    def test_mark_warnings_signals_faults_and_what_is_late_on_every_line_that_counts(
        self, example_file: Written
    ) -> None:
        root = example_file.sheet("arena").root
        marked: dict[str, int] = {}
        for each in root.iterfind("{*}conditionalFormatting"):
            left, top, right, bottom = range_boundaries(str(each.get("sqref")))
            if (top, bottom) == (arena.INTERNAL_ROW + 1, arena.INTERNAL_ROW + 1):
                assert (left, right) == (1, POSITION["signal"] + 1)
                continue
            assert (top, bottom) == (arena.FIRST_ROW + 1, arena.FIRST_ROW + LINES)
            marked[COLUMNS[left - 1].key] = len(each.findall("{*}cfRule"))
        faults = {note.column for note in ROW_NOTES if note.weight is NoteWeight.FAULT}
        assert marked.keys() == {"signal", *faults}
        assert (marked["signal"], marked["talk_by"]) == (3, 2), "a day may be none, or have passed"

    def test_of_a_day_that_passed_say_so_in_words(self) -> None:
        for language, word in (("nl", "te laat"), ("en", "late")):
            sheet = described(analysis(language=language)).sheet("arena")
            [late] = [each for each in sheet.conditions if each.style == "late"]
            assert late.number_format is not None
            assert f'"{word} · "d mmm yyyy' in late.number_format

    def test_and_merges_and_charts_are_absent_from_the_summary(self, example_file: Written) -> None:
        root = example_file.sheet("summary").root
        for tag in ("mergeCells", "drawing", "tableParts"):
            assert root.find(f"{{*}}{tag}") is None


class TestWarningsOfExcel:
    """Green corners that would say of what is meant that it may be a slip."""

    @staticmethod
    def silenced(written: Written, key: str, kind: str) -> set[tuple[int, int]]:
        """The cells, as (row, column) from 1, in which a kind of warning is silenced."""
        found = set()
        for each in written.sheet(key).root.iterfind("{*}ignoredErrors/{*}ignoredError"):
            for area in str(each.get("sqref")).split() if each.get(kind) == "1" else ():
                left, top, right, bottom = range_boundaries(area)
                found |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        return found

    def test_are_silenced_where_a_number_is_a_text_on_purpose(self, example_file: Written) -> None:
        cells = example_file.book.sheet("settings").cells.items()
        texts = {(r + 1, c + 1) for (r, c), cell in cells if isinstance(cell.value, str) and cell.value.isdigit()}
        assert texts
        assert texts <= self.silenced(example_file, "settings", "numberStoredAsText")


class TestLinks:
    def test_lead_to_a_cell_of_the_same_workbook(self, example_file: Written) -> None:
        tabs = {sheet.name for sheet in example_file.package.sheets}
        found = [
            link for sheet in example_file.package.sheets for link in sheet.root.iterfind("{*}hyperlinks/{*}hyperlink")
        ]
        assert len(found) >= 2
        for link in found:
            tab, cell = (link.get("location") or "").rsplit("!", 1)
            assert tab.strip("'").replace("''", "'") in tabs
            assert re.fullmatch(r"[A-Z]+\d+", cell)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_as_a_formula_is_marked_as_text(sign: str, tmp_path: Path) -> None:
    """Else it becomes a formula once its cell is opened with F2 and left with Enter."""
    rows = [{"actor": f"{sign}HYPERLINK(1)", "resources": f"a{sign}", "importance": 4}, {"actor": "OCMW"}]
    table = pd.DataFrame(rows, columns=list(TYPED_COLUMNS)).astype(object)
    paint(described(Analysis(table=table), summary_on=MADE_ON), tmp_path / "map.xlsx")
    book = openpyxl.load_workbook(tmp_path / "map.xlsx")
    texts = [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "s"]
    marked = [cell for cell in texts if cell.quotePrefix]
    assert marked
    assert marked == [cell for cell in texts if cell.value.startswith((*BEGINS_A_FORMULA, "_x000D_"))]
    assert any(cell.value.startswith((sign, "_x000D_")) for cell in marked)
    plain = next(cell for cell in texts if cell.value == "OCMW")
    [name] = [cell for cell in marked if cell.parent.title == plain.parent.title and cell.column == plain.column]
    assert (name.fill.fgColor.rgb, name.font.b) == (plain.fill.fgColor.rgb, plain.font.b)
