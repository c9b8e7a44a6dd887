"""Files that Excel reads, though they break a rule of the format or look as if they did: they are read here too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from arena.workbook.actor_table import NoTable
from arena.workbook.intake.book import CellError, RawBook
from arena.workbook.intake.numbers import moment_or_number
from arena.workbook.intake.reading import read_cells
from arena.workbook.reading import interpret
from tests.workbook.crafted import (
    MAIN,
    SHEET,
    cells_xml,
    parts,
    relations_xml,
    sheet,
    sheet_xml,
    with_part,
    workbook_xml,
    zipped,
)

pytestmark = pytest.mark.file

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SAVED_BY = sorted((Path(__file__).parent / "saved_by").glob("*.xlsx"))
LAST = (1_048_576, 16_384)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[dict[str, bytes]], RawBook]:
    return lambda content: read_cells(zipped(tmp_path / "map.xlsx", content))


def text(inside: str) -> dict[str, bytes]:
    """Return a workbook whose one cell holds a shared text of these elements, and another the same text of its own."""
    row = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>{inside}</is></c></row>'
    return parts(sheet_xml(row), texts=f'<sst xmlns="{MAIN}"><si>{inside}</si></sst>'.encode())


def alternatives(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}"><mc:Choice Requires="zz" xmlns:zz="urn:zz">{choice}'
        f"</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


CELLS = {
    "white space around values": (
        sheet(
            '<row r="1"><c r="A1"><v>\n 44\r\n</v></c><c r="B1" t="b"><v> 1</v></c><c r="C1" t="e"><v>#N/A\n</v></c>'
            '<c r="D1" t="str"><v> tekst </v></c><c r="E1"><v>\n</v></c></row>'
        ),
        {(1, 1): 44, (1, 2): True, (1, 3): CellError("#N/A"), (1, 4): " tekst "},
    ),
    "white space around the number of a text": (
        parts(
            sheet_xml('<row r="1"><c r="A1" t="s"><v>\n0</v></c></row>'),
            texts=f'<sst xmlns="{MAIN}"><si><t>Bib</t></si></sst>'.encode(),
        ),
        {(1, 1): "Bib"},
    ),
    "addresses in small letters": (
        sheet('<row r="1"><c r="a1"><v>1</v></c><c r="xfd1"><v>2</v></c></row>'), {(1, 1): 1, (1, 16_384): 2}
    ),
    "cells in far corners": (sheet(cells_xml("A1 1", "XFD1048576 2")), {(1, 1): 1, LAST: 2}),
    "a merged column and fifty thousand merges": (
        sheet(
            after='<mergeCells><mergeCell ref="A:A"/><mergeCell ref="B1:B1048576"/><mergeCell ref="A1:XFD1048576"/>'
            + "".join(f'<mergeCell ref="C{row}:D{row}"/>' for row in range(50_000))
            + "</mergeCells>"
        ),
        {(1, 1): 1},
    ),
    "an error of forty signs": (
        sheet(f'<row r="1"><c r="A1" t="e"><v>#{"N" * 40}</v></c></row>'),
        {(1, 1): CellError("#" + "N" * 40)},
    ),
    "a text whose escapes make it longer than a cell": (
        sheet(f'<row r="1"><c r="A1" t="str"><v>{"_x000A_" * 5_000}</v></c></row>'),
        {(1, 1): "\n" * 5_000},
    ),
    "no styles and no texts where relations name them": (
        with_part(
            "xl/_rels/workbook.xml.rels",
            relations_xml(
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "styles", "styles.xml"),
                ("rId3", "sharedStrings", "sharedStrings.xml"),
            ),
        ),
        {(1, 1): 1},
    ),
    "what a Mac adds to a folder that it zips": (
        parts() | {"__MACOSX/xl/._workbook.xml": b"\0\5\26\7\0\2\0\0Mac OS X", "__MACOSX/": b""},
        {(1, 1): 1},
    ),
    "a drawing that is no XML": (with_part("xl/drawings/vmlDrawing1.vml", b"<xml><br></xml>"), {(1, 1): 1}),
    "a cell outside the rows": (sheet(cells_xml("A1 1") + '<c r="B1"><v>2</v></c>'), {(1, 1): 1}),
    "a row outside the block of cells": (sheet(after=cells_xml("A2 2")), {(1, 1): 1}),
    "a row in an extension": (
        sheet(after=f"<extLst><ext>{cells_xml('A2 2')}<sheetData>{cells_xml('A3 3')}</sheetData></ext></extLst>"),
        {(1, 1): 1},
    ),
    "a value in an extension of its cell": (
        sheet('<row r="1"><c r="A1"><v>1</v><extLst><ext><v>2</v><f>3</f></ext></extLst></c></row>'),
        {(1, 1): 1},
    ),
    "an element within a value": (sheet('<row r="1"><c r="A1"><v>1<x>2</x></v></c></row>'), {(1, 1): 1}),
    "cells of the last resort": (
        sheet(alternatives(cells_xml("A1 8", "B1 9"), cells_xml("A1 1"))),
        {(1, 1): 1},
    ),
}  # fmt: skip

TEXTS = {
    "alternatives": alternatives("<t>Nep </t>", "<t>Basisschool</t>"),
    "alternatives around runs": alternatives("<r><t>Nep </t></r>", "<r><t>Basis</t></r><r><t>school</t></r>"),
    "readings in kana": "<t>Basisschool</t><rPh sb='0' eb='1'><t>kana</t></rPh>",
    "runs with a text in an extension": (
        "<r><rPr><extLst><ext><t>Nep</t></ext></extLst></rPr><t>Basisschool</t></r><extLst><t>Nep</t></extLst>"
    ),
    "an element of somebody else's": "<x:r xmlns:x='urn:x'><t>Nep</t></x:r><t>Basisschool</t>",
    "a text within a text": "<t>Basisschool<t>Nep</t></t>",
}


class TestCells:
    @pytest.mark.parametrize("name", CELLS)
    def test_are_those_that_excel_shows(self, read: Callable[[dict[str, bytes]], RawBook], name: str) -> None:
        content, cells = CELLS[name]
        [page] = read(content).sheets
        assert page.cells == cells
        assert page.formulas == frozenset()

    @pytest.mark.parametrize("name", TEXTS)
    def test_hold_the_texts_that_excel_shows(self, read: Callable[[dict[str, bytes]], RawBook], name: str) -> None:
        assert read(text(TEXTS[name])).sheets[0].cells == {(1, 1): "Basisschool", (1, 2): "Basisschool"}

    def test_are_found_in_order_whatever_alternatives_stand_between(
        self, read: Callable[[dict[str, bytes]], RawBook]
    ) -> None:
        rows = (
            '<row r="1"><c><v>1</v></c>' + alternatives("<c><v>8</v></c>", "<c><v>2</v></c>") + "<c><v>3</v></c></row>"
        )
        assert list(read(sheet(rows)).sheets[0].cells.values()) == [1, 2, 3]


class TestMoments:
    """As Excel writes them under "Strict Open XML"."""

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("2026-03-01T14:30:00", datetime(2026, 3, 1, 14, 30)),
            ("2026-03-01T14:30:00.000Z", datetime(2026, 3, 1, 14, 30)),
            ("2026-03-01", datetime(2026, 3, 1)),
            ("1900-01-03T00:00:00", 3),
            ("1900-01-03T12:00:00", datetime(1900, 1, 3, 12)),
            ("1900-01-05", datetime(1900, 1, 5)),
            ("12:00:00", 0.5),
            ("T06:00:00.000", 0.25),
            ("PT24H0M0.000S", 1),
            ("PT36H", 1.5),
            ("-PT12H", -0.5),
            ("P2DT12H", 2.5),
            ("PT0S", 0),
        ],
    )
    def test_are_a_date_or_the_number_that_excel_keeps(self, written: str, value: object) -> None:
        found = moment_or_number(written, since_1904=False)
        assert (found, type(found)) == (value, type(value))

    def test_are_a_level_in_the_calendar_of_1904_too(self) -> None:
        assert moment_or_number("1904-01-03", since_1904=True) == 2
        assert moment_or_number("1900-01-03", since_1904=True) == datetime(1900, 1, 3)

    def test_stand_in_cells(self, read: Callable[[dict[str, bytes]], RawBook]) -> None:
        row = '<row r="1"><c r="A1" t="d"><v>2026-03-01</v></c><c r="B1" t="d"><v>PT36H\n</v></c></row>'
        assert read(sheet(row)).sheets[0].cells == {(1, 1): datetime(2026, 3, 1), (1, 2): 1.5}


class TestSheets:
    @pytest.mark.parametrize("identifier", ["", "weg"])
    def test_without_a_part_are_passed_over(self, read: Callable[[dict[str, bytes]], RawBook], identifier: str) -> None:
        sheets = f'<sheet name="Module1" r:id="{identifier}"/><sheet name="Blad1" r:id="rId1"/>'
        book = read(parts() | {"xl/workbook.xml": workbook_xml(sheets)})
        assert [page.name for page in book.sheets] == ["Blad1"]

    def test_that_are_all_charts_hold_no_table(self, read: Callable[[dict[str, bytes]], RawBook]) -> None:
        book = read(parts() | {"xl/workbook.xml": workbook_xml('<sheet name="Grafiek" r:id="weg"/>')})
        with pytest.raises(NoTable):
            interpret(book, "map.xlsx")


class TestTables:
    HEADINGS = cells_xml(
        "A1 <is><t>Actoren</t></is>", "B1 <is><t>Belangrijkheid</t></is>", "A2 <is><t>Bib</t></is>", "B2 4"
    )

    @pytest.mark.parametrize("ref", ["A1:C2", "A1:A2", "A:XFD", "onzin", "", "A1:XFD1048576", "A1:XFE2"])
    def test_that_do_not_fit_their_columns_leave_the_headings_to_be_found(
        self, read: Callable[[dict[str, bytes]], RawBook], ref: str
    ) -> None:
        columns = '<tableColumns><tableColumn name="Actoren"/><tableColumn name="Belangrijkheid"/></tableColumns>'
        rows = self.HEADINGS.replace("><is>", ' t="inlineStr"><is>')
        book = read(
            parts(sheet_xml(rows))
            | {
                "xl/worksheets/_rels/sheet1.xml.rels": relations_xml(("rId1", "table", "../tables/table1.xml")),
                "xl/tables/table1.xml": f'<table xmlns="{MAIN}" name="Arena" ref="{ref}">{columns}</table>'.encode(),
            }
        )
        assert book.tables == ()
        assert interpret(book, "map.xlsx").analysis.table["actor"].tolist() == ["Bib"]

    def test_that_are_not_there_are_not_missed(self, read: Callable[[dict[str, bytes]], RawBook]) -> None:
        relations = relations_xml(("rId1", "table", "../tables/table1.xml"))
        assert read(with_part("xl/worksheets/_rels/sheet1.xml.rels", relations)).tables == ()


class TestOtherPrograms:
    """The worked example of version 0.1, as other programs saved it."""

    @pytest.mark.parametrize("path", SAVED_BY, ids=lambda path: path.stem)
    def test_saved_what_can_be_read(self, path: Path) -> None:
        table = interpret(read_cells(path), path.name).analysis.table
        assert len(table) == 16
        assert table["actor"].iloc[0] == "Basisschool De Linde"
        assert table["importance"].tolist()[:4] == [4, 4, 4, 3]

    def test_saved_the_same(self) -> None:
        tables = [interpret(read_cells(path), path.name).analysis.table for path in SAVED_BY]
        assert len(tables) > 1
        assert all(table.equals(tables[0]) for table in tables)


def test_a_part_that_is_read_may_not_be_broken(tmp_path: Path) -> None:
    """The look for a DTD passes over what is no XML; whoever reads the part does not."""
    from arena.workbook import errors

    with pytest.raises(errors.DamagedFile):
        read_cells(zipped(tmp_path / "map.xlsx", with_part(SHEET, b"\0\5\26\7")))
