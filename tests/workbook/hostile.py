"""Workbooks that each pass exactly one limit, or contradict themselves in exactly one way."""

from __future__ import annotations

from collections.abc import Callable

from arena.workbook.intake import limits
from tests.workbook.crafted import (
    DECLARATION,
    MAIN,
    SHEET,
    cells_xml,
    noise,
    parts,
    sheet,
    sheet_xml,
    with_part,
    workbook_xml,
)


def many_cells(count: int, content: str) -> str:
    width = 500
    return "".join(f"<row>{f'<c>{content}</c>' * min(width, count - start)}</row>" for start in range(0, count, width))


DTD = '<!DOCTYPE worksheet [<!ENTITY a "b">]>'
BODY = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'

UNSAFE: dict[str, tuple[str, Callable[[], dict[str, bytes]]]] = {
    "a DTD in a sheet": ("dtd", lambda: with_part(SHEET, (DECLARATION + DTD + BODY).encode())),
    "a DTD in UTF-16": ("dtd", lambda: with_part(SHEET, ('<?xml version="1.0"?>' + DTD + BODY).encode("utf-16"))),
    "a DTD in a part that nobody reads": ("dtd", lambda: with_part("docProps/app.xml", (DTD + "<a/>").encode())),
    "a DTD in relationships": ("dtd", lambda: with_part("xl/worksheets/_rels/x.rels", (DTD + "<a/>").encode("utf-16"))),
    "a DTD in a drawing": ("dtd", lambda: with_part("xl/drawings/vml1.vml", (DTD + "<xml/>").encode())),
    "a DTD from elsewhere": ("dtd", lambda: with_part("a.xml", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')),
    "a part that is larger than 50 MB": (
        "part size",
        lambda: with_part("a.bin", noise(1_000_000) + bytes(limits.PART_BYTES)),
    ),
    "a part of one byte a thousand times": ("ratio", lambda: with_part("a.bin", bytes(150_000))),
    "more than 1,000 entries": ("entries", lambda: parts() | {f"a{number}": b"" for number in range(1_000)}),
    "more than a directory's room": ("entries", lambda: parts() | {f"{number:0200}": b"" for number in range(5_000)}),
    "a name that leaves the folder": ("name", lambda: with_part("xl/../../a.xml", b"<a/>")),
    "a name that leaves the folder as Windows writes it": ("name", lambda: with_part("xl\\..\\a.xml", b"<a/>")),
    "an absolute name": ("name", lambda: with_part("/etc/passwd", b"")),
    "a name with a drive": ("name", lambda: with_part("C:\\a.xml", b"<a/>")),
    "a name with a line break": ("name", lambda: with_part("a\nb", b"")),
    "a folder with content": ("name", lambda: with_part("xl/x/", b"a")),
    "names that differ in case only": ("duplicate name", lambda: with_part(SHEET.upper(), b"<a/>")),
    "names that differ in slashes only": ("duplicate name", lambda: with_part(SHEET.replace("/", "\\"), b"<a/>")),
    "a row beyond the edge": ("edge", lambda: sheet('<row r="1048577"><c><v>1</v></c></row>')),
    "a column beyond the edge by counting": ("edge", lambda: sheet('<row r="1"><c r="XFD1"/><c><v>1</v></c></row>')),
    "elements in one another": ("depth", lambda: sheet(after="<a>" * 200 + "</a>" * 200)),
    "elements in one another in their thousands": (
        "depth",
        lambda: sheet(after="".join(f"<a{n}>" for n in range(100_000))),
    ),
    "a tag that does not end": (
        "token",
        lambda: sheet(after='<a b="' + noise(2_000_000).hex() + '"/>'),
    ),
    "a remark that does not end": ("token", lambda: sheet(after="<!-- " + noise(2_000_000).hex() + " -->")),
}

TOO_LARGE: dict[str, tuple[str, Callable[[], dict[str, bytes]]]] = {
    "200,001 cells": ("cells", lambda: sheet(many_cells(limits.USED_CELLS + 1, "<v>1</v>"))),
    "an array formula over everything": (
        "cells",
        lambda: sheet(cells_xml('A1 <f t="array" ref="A1:XFD1048576">1</f>')),
    ),
    "array formulas that together fill more than 200,000 cells": (
        "cells",
        lambda: sheet(cells_xml('A1 <f t="array" ref="A1:A99999">1</f>', 'B1 <f t="array" ref="B1:B99999">1</f>', *(
            f"C{row} 1" for row in range(1, 4)
        ))),
    ),
    "one text in cells that together hold more than 5 million characters": (
        "text",
        lambda: parts(
            sheet_xml(many_cells(200, '<v>0</v>').replace("<c>", '<c t="s">')),
            texts=f'<sst xmlns="{MAIN}"><si><t>{"a" * 30_000}</t></si></sst>'.encode(),
        ),
    ),
    "errors that together hold more than 5 million characters": (
        "text", lambda: sheet(many_cells(200, f"<v>{'a' * 30_000}</v>").replace("<c>", '<c t="e">'))
    ),
    "200,001 names": (
        "cells",
        lambda: parts() | {"xl/workbook.xml": workbook_xml(rest="<definedNames>" + "".join(
            f'<definedName name="n{number}">1</definedName>' for number in range(limits.USED_CELLS + 1)
        ) + "</definedNames>")},
    ),
    "names that together hold more than 5 million characters": (
        "text",
        lambda: parts() | {"xl/workbook.xml": workbook_xml(rest="<definedNames>" + "".join(
            f'<definedName name="n{number}">{"1" * 30_000}</definedName>' for number in range(170)
        ) + "</definedNames>")},
    ),
}  # fmt: skip

DAMAGED: dict[str, Callable[[], dict[str, bytes]]] = {
    "XML that breaks off": lambda: with_part(SHEET, sheet_xml(cells_xml("A1 1"))[:-20]),
    "an unknown encoding": lambda: with_part(SHEET, b'<?xml version="1.0" encoding="shift_jis"?>' + BODY.encode()),
    "a sheet that is no sheet": lambda: with_part(SHEET, f'<sst xmlns="{MAIN}"/>'.encode()),
    "a sheet that is missing": lambda: {name: part for name, part in parts().items() if name != SHEET},
    "a sheet under two names": lambda: parts() | {
        "xl/workbook.xml": workbook_xml('<sheet name="a" r:id="rId1"/><sheet name="b" r:id="rId1"/>')
    },
    "the same cell twice": lambda: sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    "a cell in another row": lambda: sheet('<row r="1"><c r="A2"><v>1</v></c></row>'),
    "row zero": lambda: sheet('<row r="0"><c r="A0"><v>1</v></c></row>'),
    "a row that is no number": lambda: sheet('<row r="een"><c><v>1</v></c></row>'),
    "an address that is none": lambda: sheet('<row r="1"><c r="1A"><v>1</v></c></row>'),
    "an address beyond the edge": lambda: sheet(cells_xml("XFE1 1")),
    "two values in a cell": lambda: sheet('<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>'),
    "two formulas in a cell": lambda: sheet('<row r="1"><c r="A1"><f>1</f><f>2</f><v>1</v></c></row>'),
    "two texts in a cell": lambda: sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is><is><t>b</t></is></c></row>'
    ),
    "two blocks of cells": lambda: sheet(cells_xml("A1 1") + "</sheetData><sheetData>" + cells_xml("A2 1")),
    "a text of runs longer than a cell": lambda: parts(
        sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        texts=f'<sst xmlns="{MAIN}"><si>{("<r><t>" + "a" * 20_000 + "</t></r>") * 2}</si></sst>'.encode(),
    ),
    "a duration that is none": lambda: sheet('<row r="1"><c r="A1" t="d"><v>PT</v></c></row>'),
    "a number that is none": lambda: sheet(cells_xml("A1 een")),
    "a number without end": lambda: sheet(cells_xml("A1 1e999")),
    "a number of five thousand digits": lambda: sheet(cells_xml("A1 " + "9" * 5_000)),
    "not a number": lambda: sheet(cells_xml("A1 nan")),
    "a shared text that is not there": lambda: sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
    "a shared text before the first": lambda: sheet('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'),
    "a truth value that is none": lambda: sheet('<row r="1"><c r="A1" t="b"><v>2</v></c></row>'),
    "a type that is none": lambda: sheet('<row r="1"><c r="A1" t="x"><v>2</v></c></row>'),
    "a date that is none": lambda: sheet('<row r="1"><c r="A1" t="d"><v>gisteren</v></c></row>'),
    "a text longer than a cell": lambda: sheet(f'<row r="1"><c r="A1" t="str"><v>{"a" * 32_768}</v></c></row>'),
}  # fmt: skip
