"""A workbook in the shape in which another program writes it, and its first sheet as CSV in every dialect.

Sources of the shapes: files that Google Sheets and Numbers wrote, as public reports and the corpora of other readers
hold them. They were not written by those programs: they are shaped as these write.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

from arena.workbook.cells import cell_name
from tests.workbook.crafted import DECLARATION, MAIN, parts, sheet_xml, workbook_xml, zipped

Grid = list[list[Any]]


def grid(path: Path) -> Grid:
    """Return the values of the first sheet, row by row."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def rows_of_table(sheet: Any) -> tuple[int, int]:
    """Return the first and the last row of the one table on a sheet, without its headings."""
    (table,) = sheet.tables.values()
    first, last = (int("".join(filter(str.isdigit, corner))) for corner in table.ref.split(":"))
    return first + 1, last


def _text(value: object) -> str:
    return escape(str(value)).replace("\r", "&#13;")


def _inline(row: int, column: int, value: object) -> str:
    name = cell_name(row, column)
    if isinstance(value, int):
        return f'<c r="{name}"><v>{value}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'


def _lines(values: Grid, cell: Callable[[int, int, object], str], first: int = 0) -> str:
    lines = []
    for row, line in enumerate(values, start=first):
        inside = "".join(cell(row, column, value) for column, value in enumerate(line) if value is not None)
        lines.append(f'<row r="{row + 1}">{inside}</row>')
    return "".join(lines)


def google(source: Path, target: Path) -> Path:
    """No dimension, shared texts, floats, a line break around each value, and a thousand blank rows below."""
    values = grid(source)
    texts: dict[str, int] = {}

    def cell(row: int, column: int, value: object) -> str:
        name = cell_name(row, column)
        if isinstance(value, int):
            return f'<c r="{name}" s="1"><v>\n{float(value)}</v></c>'
        return f'<c r="{name}" s="1" t="s"><v>\n{texts.setdefault(str(value), len(texts))}</v></c>'

    rows = _lines(values, cell) + "".join(f'<row r="{len(values) + 1 + row}"/>' for row in range(1_000))
    shared = "".join(f"<si><t>{_text(text)}</t></si>" for text in texts)
    return zipped(target, parts(sheet_xml(rows), texts=f'<sst xmlns="{MAIN}">{shared}</sst>'.encode()))


def numbers(source: Path, target: Path) -> Path:
    """A title in a merged row above, sheets named after their table, an index first, floats, and no names at all."""
    values = [["Table 1"], *grid(source)]

    def cell(row: int, column: int, value: object) -> str:
        if isinstance(value, int):
            return f'<c r="{cell_name(row, column)}" s="0"><v>{value}.0</v></c>'
        return _inline(row, column, value)

    index = [
        ["Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name"],
        ["Invulblad", "Table 1", "Invulblad"],
    ]
    content = parts(sheet_xml(_lines(index, _inline)))
    merged = '<mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells>'
    content["xl/worksheets/sheet2.xml"] = sheet_xml(_lines(values, cell), after=merged)
    content["xl/workbook.xml"] = workbook_xml(
        '<sheet name="Export Summary" sheetId="1" r:id="rId1"/>'
        '<sheet name="Invulblad - Table 1" sheetId="2" r:id="rId2"/>'
    )
    relations = content["xl/_rels/workbook.xml.rels"].decode()
    one = relations[relations.index("<Relationship ") : relations.index("</Relationships>")]
    content["xl/_rels/workbook.xml.rels"] = relations.replace(
        one, one + one.replace("rId1", "rId2").replace("sheet1", "sheet2")
    ).encode()
    return zipped(target, content)


def prefixed(source: Path, target: Path) -> Path:
    """A prefix before every element, a byte order mark, and no address on any cell: blank ones fill the places."""

    def cell(_row: int, _column: int, value: object) -> str:
        return _inline(0, 0, value).replace(' r="A1"', "")

    lines = "".join(
        "<row>" + "".join("<c/>" if value is None else cell(0, 0, value) for value in line) + "</row>"
        for line in grid(source)
    )
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    spelled = sheet.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("xmlns=", "xmlns:x=")
    return zipped(target, parts(b"\xef\xbb\xbf" + (DECLARATION + spelled).encode()))


def utf_16(source: Path, target: Path) -> Path:
    """Its cells in UTF-16."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{_lines(grid(source), _inline)}</sheetData></worksheet>'
    return zipped(target, parts(('<?xml version="1.0" encoding="UTF-16"?>' + sheet).encode("utf-16")))


def lower_down(source: Path, target: Path) -> Path:
    """Put in a larger sheet of somebody's own: some rows lower and two columns to the right."""
    values = [[None, None, *line] for line in grid(source)]
    return zipped(target, parts(sheet_xml(_lines([["Van Sara"], *[[None]] * 6, *values], _inline))))


SHAPES: dict[str, Callable[[Path, Path], Path]] = {
    "Google Sheets": google,
    "Numbers": numbers,
    "prefixes and no addresses": prefixed,
    "UTF-16": utf_16,
    "lower down in another sheet": lower_down,
}
"""Each writes the first sheet of a workbook in a shape."""


def _written(values: Grid, **dialect: Any) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, **dialect).writerows([["" if value is None else value for value in line] for line in values])
    return out.getvalue()


def _csv(encoding: str = "utf-8", before: str = "", **dialect: Any) -> Callable[[Path, Path], Path]:
    def write(source: Path, target: Path) -> Path:
        text = before + _written(grid(source), **({"delimiter": ";"} | dialect))
        target.write_bytes(text.encode(encoding))
        return target

    return write


def _wider(source: Path, target: Path) -> Path:
    values = [[*line, None, None] for line in grid(source)]
    target.write_text(_written(values, delimiter=";") + ";;;;;;\r\n" * 40, encoding="utf-8", newline="")
    return target


def _with_decimals(source: Path, target: Path) -> Path:
    shown = [[f"{value},0" if isinstance(value, int) else value for value in line] for line in grid(source)]
    target.write_text(_written(shown, delimiter=";"), encoding="utf-8", newline="")
    return target


DIALECTS: dict[str, Callable[[Path, Path], Path]] = {
    "semicolons": _csv(),
    "commas": _csv(delimiter=","),
    "tabs": _csv(delimiter="\t"),
    "with a byte order mark": _csv("utf-8-sig"),
    "Windows-1252": _csv("cp1252"),
    "Unicode text": _csv("utf-16", delimiter="\t"),
    "all quoted": _csv(quoting=csv.QUOTE_ALL),
    "all quoted, commas": _csv(quoting=csv.QUOTE_ALL, delimiter=","),
    "line ends of Unix": _csv(lineterminator="\n"),
    "line ends of old Macs": _csv(lineterminator="\r", quoting=csv.QUOTE_ALL),
    "a line that tells the delimiter": _csv(before="sep=;\r\n"),
    "a line that tells another delimiter": _csv(before="sep=|\r\n", delimiter="|"),
    "blank columns and rows beyond": _wider,
    "numbers with a decimal": _with_decimals,
}
"""Each writes the first sheet of a workbook as CSV."""
