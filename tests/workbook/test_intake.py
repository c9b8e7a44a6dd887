"""Normal files: every value, formula, table and name comes through, from every writer at hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

import openpyxl
import pytest
import xlsxwriter

from arena.locale import LANGUAGES, catalogue
from arena.workbook import errors
from arena.workbook.intake.book import CellError
from arena.workbook.intake.numbers import date_or_number, is_date_format
from arena.workbook.intake.reading import read_cells, start_reading
from tests.workbook.crafted import SHEET, cells_xml, digest, parts, relations_xml, sheet_xml, workbook_xml, zipped

pytestmark = pytest.mark.file


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook with XlsxWriter: the fixture's caller fills it."""

    def write(fill: Callable[[Any], None], name: str = "map.xlsx") -> Path:
        path = tmp_path / name
        book = xlsxwriter.Workbook(path)
        fill(book)
        book.close()
        return path

    return write


def cells_of(path: Path) -> dict[tuple[int, int], object]:
    return dict(read_cells(path).sheets[0].cells)


def crafted(tmp_path: Path, **more: bytes) -> dict[tuple[int, int], object]:
    return cells_of(zipped(tmp_path / "map.xlsx", parts(**more)))


class TestValues:
    def test_each_kind_of_value_keeps_its_type(self, written: Callable[..., Path]) -> None:
        def fill(book: Any) -> None:
            sheet = book.add_worksheet("Arena-analyse")
            sheet.write_row("A1", ["OCMW", 3, 2.5, True])
            sheet.write_datetime("E1", datetime(2026, 3, 1, 14, 30), book.add_format({"num_format": "d mmm yyyy"}))
            sheet.write_formula("F1", "=NA()", None, "#N/A")
            sheet.write_formula("G1", '=IF(TRUE,"groot","")', None, "groot")

        cells = cells_of(written(fill))
        assert list(cells.values()) == [
            "OCMW", 3, 2.5, True, datetime(2026, 3, 1, 14, 30), CellError("#N/A"), "groot",
        ]  # fmt: skip
        assert [type(value) for value in cells.values()] == [str, int, float, bool, datetime, CellError, str]

    def test_formatted_runs_are_joined_and_readings_in_kana_left_out(self, tmp_path: Path) -> None:
        namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        runs = "<r><t>Huis </t></r><r><rPr><b/></rPr><t>van het Kind</t></r><rPh sb='0' eb='1'><t>kana</t></rPh>"
        texts = f"<sst {namespace}><si>{runs}</si></sst>".encode()
        row = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>{runs}</is></c></row>'
        cells = crafted(tmp_path, sheet=sheet_xml(row), texts=texts)
        assert cells == {(1, 1): "Huis van het Kind", (1, 2): "Huis van het Kind"}

    def test_escaped_characters_are_what_they_stand_for(self, tmp_path: Path) -> None:
        row = '<row r="1"><c r="A1" t="str"><v>een_x000A_twee_x005F_drie_xD83D__xDE00__xD800_</v></c></row>'
        assert crafted(tmp_path, sheet=sheet_xml(row)) == {(1, 1): "een\ntwee_drie😀�"}

    def test_cells_and_rows_without_an_address_stand_where_they_stand(self, tmp_path: Path) -> None:
        rows = (
            '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c/><c><v>3</v></c></row><row r="5"/><row><c><v>4</v></c></row>'
        )
        assert crafted(tmp_path, sheet=sheet_xml(rows)) == {(1, 1): 1, (1, 4): 2, (1, 6): 3, (6, 1): 4}

    def test_empty_cells_and_empty_texts_are_absent(self, tmp_path: Path) -> None:
        row = '<row r="1"><c r="A1" s="1"/><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><v/></c></row>'
        assert crafted(tmp_path, sheet=sheet_xml(row)) == {}

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("4", 4),
            ("4.0", 4),
            ("1E2", 100),
            ("0.1", 0.1),
            ("-0.5", -0.5),
            ("123456789012345678", 123456789012345680.0),
        ],
    )
    def test_whole_numbers_are_whole_whoever_wrote_them(self, tmp_path: Path, written: str, value: float) -> None:
        found = crafted(tmp_path, sheet=sheet_xml(cells_xml(f"A1 {written}")))[1, 1]
        assert found == value
        assert isinstance(found, type(value))

    def test_strict_open_xml_is_read_as_well(self, tmp_path: Path) -> None:
        content = {
            name: part.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            for name, part in parts().items()
        }
        assert cells_of(zipped(tmp_path / "map.xlsx", content)) == {(1, 1): 1}


class TestDates:
    @pytest.mark.parametrize(
        ("serial", "value"),
        [
            (1, 1),
            (4, 4),
            (5, datetime(1900, 1, 5)),
            (59, datetime(1900, 2, 28)),
            (60, 60),
            (61, datetime(1900, 3, 1)),
            (46000.75, datetime(2025, 12, 9, 18)),
            (0.5, 0.5),
            (-3, -3),
            (3_000_000, 3_000_000),
        ],
    )
    def test_a_serial_is_a_date_except_where_it_is_a_typed_level(self, serial: float, value: object) -> None:
        assert date_or_number(serial, since_1904=False) == value

    def test_a_level_typed_in_a_cell_that_excel_made_a_date_is_a_level(self, written: Callable[..., Path]) -> None:
        def fill(book: Any) -> None:
            sheet = book.add_worksheet()
            for column, serial in enumerate((2, 46000)):
                sheet.write_number(0, column, serial, book.add_format({"num_format": 14}))

        assert cells_of(written(fill)) == {(1, 1): 2, (1, 2): datetime(2025, 12, 9)}

    @pytest.mark.parametrize(
        ("code", "is_date"),
        [
            ("dd/mm/yyyy", True),
            ('[$-813]d mmmm yyyy;@', True),
            ("[h]:mm", True),
            ("mm:ss", True),
            ("0.00", False),
            ('0 "dagen"', False),
            ("[Red]0", False),
            (r"0\d", False),
            ("@", False),
            ("0.00E+00", False),
            ("[>=100]0;General", False),
        ],
    )  # fmt: skip
    def test_a_number_format_is_a_date_when_its_pattern_says_so(self, code: str, is_date: bool) -> None:
        assert is_date_format(164, code) is is_date

    def test_the_calendar_of_1904_is_kept(self, tmp_path: Path) -> None:
        path = tmp_path / "map.xlsx"
        book = xlsxwriter.Workbook(path, {"date_1904": True})
        book.add_worksheet().write_datetime(0, 0, datetime(2026, 3, 1), book.add_format({"num_format": 14}))
        book.close()
        assert cells_of(path) == {(1, 1): datetime(2026, 3, 1)}


class TestFormulasTablesNames:
    def test_formula_cells_are_known_with_and_without_a_value(self, tmp_path: Path) -> None:
        rows = cells_xml("A1 1", "B1 <f>A1+1</f><v>2</v>", "C1 <f>A1</f>", 'A2 <f t="shared" si="0"/><v>3</v>')
        path = zipped(tmp_path / "map.xlsx", parts(sheet_xml(rows)))
        assert read_cells(path).sheets[0].formulas == {(1, 2), (1, 3), (2, 1)}

    def test_an_array_formula_counts_for_all_cells_that_it_fills(self, tmp_path: Path) -> None:
        rows = cells_xml('A1 <f t="array" ref="A1:A3">B1:B3</f><v>1</v>', "A2 2", "A3 3", "A4 4")
        path = zipped(tmp_path / "map.xlsx", parts(sheet_xml(rows)))
        assert read_cells(path).sheets[0].formulas == {(1, 1), (2, 1), (3, 1)}

    def test_tables_say_where_they_stand_and_what_their_columns_are(self, written: Callable[..., Path]) -> None:
        def fill(book: Any) -> None:
            book.add_worksheet("Start")
            sheet = book.add_worksheet("Arena-analyse")
            sheet.add_table("B3:C6", {"name": "Arena", "columns": [{"header": "Actoren"}, {"header": "Door\nwie"}]})
            sheet.add_table("E3:E5", {"name": "Totaal", "total_row": True, "header_row": False})

        arena, total = read_cells(written(fill)).tables
        assert (arena.sheet, arena.name, arena.ref) == ("Arena-analyse", "Arena", (3, 2, 6, 3))
        assert (arena.headers, arena.has_header, arena.has_totals) == (("Actoren", "Door\nwie"), True, False)
        assert (total.name, total.has_header, total.has_totals) == ("Totaal", False, True)

    def test_names_of_the_workbook_are_read_and_those_of_a_sheet_are_not(self, written: Callable[..., Path]) -> None:
        def fill(book: Any) -> None:
            book.add_worksheet("Blad1")
            book.define_name("arena_schema", "=1")
            book.define_name("arena_actoren", "=Blad1!$A$1:$A$9")
            book.define_name("Blad1!eigen", "=Blad1!$A$1")

        assert read_cells(written(fill)).names == {"arena_schema": "1", "arena_actoren": "Blad1!$A$1:$A$9"}

    def test_hidden_sheets_are_read_and_sheets_of_one_chart_are_not(self, written: Callable[..., Path]) -> None:
        def fill(book: Any) -> None:
            book.add_worksheet("Eerste").write(0, 0, 1)
            chart = book.add_chart({"type": "bar"})
            chart.add_series({"values": "=Eerste!$A$1"})
            book.add_chartsheet("Grafiek").set_chart(chart)
            book.add_worksheet("Verborgen").hide()

        assert [sheet.name for sheet in read_cells(written(fill)).sheets] == ["Eerste", "Verborgen"]

    def test_parts_are_found_by_their_relationships_and_not_by_their_names(self, tmp_path: Path) -> None:
        content = parts()
        content["_rels/.rels"] = relations_xml(("x", "officeDocument", "/Inhoud/boek.xml"))
        content["Inhoud/boek.xml"] = workbook_xml()
        content["Inhoud/_rels/boek.xml.rels"] = relations_xml(("rId1", "worksheet", "../bladen/een.xml"))
        content["Bladen/Een.xml"] = content.pop(SHEET)
        assert cells_of(zipped(tmp_path / "map.xlsx", content)) == {(1, 1): 1}


class TestAgainstOpenpyxl:
    def test_a_wrong_dimension_loses_no_rows(self, tmp_path: Path) -> None:
        rows = cells_xml(*(f"A{row} {row}" for row in range(1, 50)))
        path = zipped(tmp_path / "map.xlsx", parts(sheet_xml(rows, before='<dimension ref="A1:A2"/>')))
        assert len(cells_of(path)) == 49

    @pytest.mark.parametrize("extension", [".xlsx", ".xltx", ".xlsm"])
    def test_every_cell_is_what_openpyxl_reads(self, written: Callable[..., Path], extension: str) -> None:
        def fill(book: Any) -> None:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for name in ("Start", "Één & <twee>"):
                sheet = book.add_worksheet(name)
                for row in range(40):
                    sheet.write(row, row % 7, f"Actor {row} – ‘ë’ <&> \u00a0")
                    sheet.write(row, 8, row / 3)
                    sheet.write(row, 9, row % 2 == 0)
                    sheet.write_formula(row, 10, f"=I{row + 1}*2", None, row * 2 / 3)
                    sheet.write_datetime(row, 11, datetime(2026, 1, 1 + row % 28, row % 24, 15), day)

        path = written(fill, f"map{extension}")
        values = openpyxl.load_workbook(path, data_only=True)
        formulas = openpyxl.load_workbook(path)
        book = read_cells(path)
        assert [sheet.name for sheet in book.sheets] == values.sheetnames
        for sheet in book.sheets:
            theirs = {
                (cell.row, cell.column): cell.value
                for row in values[sheet.name].iter_rows()
                for cell in row
                if cell.value is not None
            }
            assert sheet.cells == theirs
            assert sheet.formulas == {
                (cell.row, cell.column)
                for row in formulas[sheet.name].iter_rows()
                for cell in row
                if cell.data_type == "f"
            }

    def test_a_file_that_openpyxl_wrote_is_read(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        assert book.active is not None
        book.active.append(["OCMW", 4, 2.5, None, True, datetime(2026, 3, 1)])
        path = tmp_path / "map.xlsx"
        book.save(path)
        assert list(cells_of(path).values()) == ["OCMW", 4, 2.5, True, datetime(2026, 3, 1)]


class TestTexts:
    """Without what nobody sees in them, from either kind of file."""

    READ: ClassVar = {
        "e\u0301cole": "école",
        "\u202eslx.BIB\u202c": "slx.BIB",
        "B\u200bi\u2060b\ufeff": "Bib",
        "Jeugd\u00addienst": "Jeugddienst",
        "a\x01b\x7fc\x85d": "abcd",
        "een\ttab": "een\ttab",
        "A\u030angstro\u0308m": "Ångström",
        "Café ’t Hoekje": "Café ’t Hoekje",
        "👍 prima": "👍 prima",
    }

    def test_of_a_csv_file(self, tmp_path: Path) -> None:
        path = tmp_path / "lijst.csv"
        path.write_text("".join(f"{text};\n" for text in self.READ), encoding="utf-8", newline="")
        cells = read_cells(path).sheets[0].cells
        assert list(cells.values()) == list(self.READ.values())

    def test_of_a_workbook(self, written: Callable[..., Path]) -> None:
        def write(book: Any) -> None:
            page = book.add_worksheet()
            for row, text in enumerate(self.READ):
                page.write_string(row, 0, text)

        assert list(cells_of(written(write)).values()) == list(self.READ.values())

    def test_a_line_break_stays(self, written: Callable[..., Path]) -> None:
        path = written(lambda book: book.add_worksheet().write_string(0, 0, "CAW\r\nVDAB\nBib"))
        assert list(cells_of(path).values()) == ["CAW\r\nVDAB\nBib"]

    def test_a_cell_of_nothing_else_is_empty(self, tmp_path: Path) -> None:
        path = tmp_path / "lijst.csv"
        path.write_text("\u200b;a\n", encoding="utf-8")
        assert read_cells(path).sheets[0].cells == {(1, 2): "a"}


class TestFormulas:
    def test_one_without_a_stored_result_is_told_from_one_that_gives_an_empty_text(self, tmp_path: Path) -> None:
        rows = cells_xml("A1 <f>1+1</f><v>2</v>", "B1 <f>1+1</f>", "C1 12", 'D1 <f>""</f><v></v>', "E1 <f>1</f><v></v>")
        rows = rows.replace('<c r="D1">', '<c r="D1" t="str">')  # without it, as openpyxl writes each formula
        page = read_cells(zipped(tmp_path / "map.xlsx", parts(sheet_xml(rows)))).sheets[0]
        assert page.formulas == {(1, 1), (1, 2), (1, 4), (1, 5)}
        assert page.uncalculated == {(1, 2), (1, 5)}


class TestTheProcess:
    def test_the_source_is_not_changed(self, written: Callable[..., Path]) -> None:
        path = written(lambda book: book.add_worksheet().write(0, 0, 1))
        before = digest(path), path.stat().st_mtime_ns
        read_cells(path)
        assert (digest(path), path.stat().st_mtime_ns) == before

    def test_the_reader_loads_nothing_heavy(self) -> None:
        code = (
            "import sys; from arena.workbook.intake import child, workbook_file, csv_file;"
            "print(*sorted({name.split('.')[0] for name in sys.modules}))"
        )
        loaded = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout
        assert not {"pandas", "numpy", "openpyxl", "lxml", "PIL", "dataclasses", "subprocess"} & set(loaded.split())

    def test_starting_to_read_loads_nothing_heavy(self) -> None:
        code = "import sys; from arena.workbook.intake.reading import start_reading; print(*sys.modules)"
        loaded = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout
        assert not {"pandas", "numpy", "openpyxl", "defusedxml", "gettext", "arena.locale"} & set(loaded.split())

    def test_a_result_may_be_asked_twice(self, written: Callable[..., Path]) -> None:
        reading = start_reading(written(lambda book: book.add_worksheet().write(0, 0, 1)))
        assert reading.result() == reading.result()

    def test_a_name_of_a_file_is_never_on_the_command_line(
        self, written: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        commands: list[list[str]] = []
        popen = subprocess.Popen

        def recorded(command: list[str], **rest: Any) -> subprocess.Popen[bytes]:
            commands.append(command)
            return popen(command, **rest)

        monkeypatch.setattr(subprocess, "Popen", recorded)
        read_cells(written(lambda book: book.add_worksheet(), "Arena $(touch x); `y`.xlsx"))
        assert commands == [[sys.executable, "-I", "-m", "arena.workbook.intake.child"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key",
    [
        *("intake." + key for key in (
            "not_found", "is_folder", "unreadable", "empty", "unsupported_kind", "old_excel", "not_a_workbook",
            "password", "damaged", "unsafe", "too_large", "wrong_encoding", "took_too_long", "reader_failed",
            "csv_line",
        )),
        *("output." + key for key in (
            "exists", "is_folder", "folder_missing", "folder_protected", "locked", "disk_full", "failed", "protected",
        )),
    ],
)  # fmt: skip
def test_every_error_has_a_sentence_that_names_the_file_and_reassures(key: str, language: str) -> None:
    error = errors.InputError(key, file="map {x}.xlsx", folder="Documenten", beside="map (2).xlsx", reason="dtd")
    sentence = error.sentence(language)
    assert "map {x}.xlsx" in sentence
    assert sentence.endswith({"nl": "Er is niets gewijzigd.", "en": "Nothing was changed."}[language])
    assert key in catalogue(language)


def test_a_name_that_deceives_is_shown_without_its_trick() -> None:
    assert errors.shown_name(Path("map/arena\x1b[31m\u202exslx.csv")) == "arena�[31m�xslx.csv"
