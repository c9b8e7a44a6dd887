"""The files that are changed: forms and workbooks as other programs saved them, and some made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.workbook.crafted import MAIN, parts, relations_xml, sheet_xml, workbook_xml

TESTS = Path(__file__).parents[1]
FORMS = TESTS / "sharing" / "saved_by"
WORKBOOKS = TESTS / "workbook" / "saved_by"


def _list() -> bytes:
    """Every kind of cell that there is, dates, names, a table, an array formula and an extension."""
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r>'
        "<t>Vervang</t></r><r><t>baarheid</t></r></is></c></row>"
        '<row r="2"><c r="A2" t="str"><v>OCMW_x000A_x</v></c><c r="B2"><v>4</v></c><c r="C2" t="s"><v>2</v></c></row>'
        '<row r="3" spans="1:3"><c r="A3" t="d"><v>2026-03-01</v></c><c r="B3" s="1"><v>46000.5</v></c>'
        '<c r="C3" t="e"><v>#N/A</v></c></row>'
        '<row><c><f>1+1</f><v>2</v></c><c t="b"><v>1</v></c><c><v>1E2</v></c></row>'
        '<row r="7"><c r="A7"><f t="array" ref="A7:B8">1</f><v>1</v></c><c r="C7" t="d"><v>PT1H</v></c></row>'
    )
    after = (
        '<mergeCells><mergeCell ref="A9:B9"/></mergeCells><dataValidations><dataValidation sqref="B2:B9">'
        "<formula1>1</formula1></dataValidation></dataValidations><extLst><ext><x/></ext></extLst>"
    )
    texts = "<si><t>Actoren</t></si><si><t>Belangrijkheid</t></si><si><r><t>klein</t></r><rPh><t>x</t></rPh></si>"
    styles = '<numFmts><numFmt numFmtId="164" formatCode="[$-813]d mmm yyyy"/></numFmts>'
    styles += '<cellXfs><xf/><xf numFmtId="164"/></cellXfs>'
    names = (
        '<definedNames><definedName name="arena_schema">Blad1!$B$2</definedName>'
        '<definedName name="arena_schaal">Blad1!$C$2</definedName>'
        '<definedName name="x" localSheetId="0">1</definedName>'
        "</definedNames>"
    )
    listed = "".join(f'<tableColumn name="{name}"/>' for name in ("Actoren", "b", "c"))
    columns = f"<tableColumns>{listed}</tableColumns>"
    return _packed(
        parts(
            sheet_xml(rows, before='<dimension ref="A1:C7"/>', after=after),
            texts=f'<sst xmlns="{MAIN}">{texts}</sst>'.encode(),
            styles=f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'.encode(),
        )
        | {
            "xl/workbook.xml": workbook_xml(rest=names),
            "xl/worksheets/_rels/sheet1.xml.rels": relations_xml(("rId1", "table", "../tables/table1.xml")),
            "xl/tables/table1.xml": (
                f'<table xmlns="{MAIN}" displayName="Lijst" ref="A1:C4">{columns}</table>'.encode()
            ),
        }
    )


def _packed(content: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in content.items():
            made.writestr(zipfile.ZipInfo(name), part)
    return file.getvalue()


def _lines() -> bytes:
    return (
        'sep=;\r\n"Issue; en ""meer""";\r\nActoren;Belangrijkheid;Vervangbaarheid;Door wie\r\n'
        '"OCMW\nx";4;klein;niemand\r\nCaf\u00e9;4,0;groot;"a;b"\r\n=1+1;?;;\r\n'
    ).encode()


BASES: dict[str, Callable[[], bytes]] = {
    "list": _list,
    "libreoffice": (FORMS / "libreoffice-7.4.xlsx").read_bytes,
    "exceljs": (FORMS / "exceljs-4.4.0.xlsx").read_bytes,
    "sheetjs": (FORMS / "sheetjs-0.18.5.xlsx").read_bytes,
    "workbook": (WORKBOOKS / "exceljs-4.4.0.xlsx").read_bytes,
    "lines": _lines,
    "form as csv": (FORMS / "sheetjs-0.18.5.csv").read_bytes,
}
"""By name; those whose name says so are CSV."""

CSV = frozenset({"lines", "form as csv"})


@cache
def base(name: str) -> bytes:
    """Return the bytes of a base."""
    return BASES[name]()
