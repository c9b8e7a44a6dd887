"""Workbooks made by hand, part by part, so that each can be wrong in exactly one way."""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SHEET = "xl/worksheets/sheet1.xml"


def sheet_xml(rows: str, *, before: str = "", after: str = "") -> bytes:
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def cells_xml(*cells: str) -> str:
    """Return rows with these cells, each given as ``A1 12`` (a number) or ``A1 <f>1+1</f><v>2</v>``."""
    rows: dict[str, list[str]] = {}
    for cell in cells:
        address, _, content = cell.partition(" ")
        number = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        inner = content if content.startswith("<") or not content else f"<v>{content}</v>"
        rows.setdefault(number, []).append(f'<c r="{address}">{inner}</c>')
    return "".join(f'<row r="{number}">{"".join(inside)}</row>' for number, inside in rows.items())


def relations_xml(*relations: tuple[str, str, str]) -> bytes:
    inner = "".join(
        f'<Relationship Id="{identifier}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for identifier, kind, target in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'.encode()


def workbook_xml(sheets: str = '<sheet name="Blad1" sheetId="1" r:id="rId1"/>', *, rest: str = "") -> bytes:
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>{sheets}</sheets>{rest}</workbook>'
    ).encode()


def parts(sheet: bytes = sheet_xml(cells_xml("A1 1")), **more: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook with one sheet. Parts of other names are added afterwards, as in any dict."""
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": relations_xml(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook_xml(),
        "xl/_rels/workbook.xml.rels": relations_xml(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            *([("rId2", "styles", "styles.xml")] if "styles" in more else []),
            *([("rId3", "sharedStrings", "sharedStrings.xml")] if "texts" in more else []),
        ),
        **({"xl/styles.xml": more["styles"]} if "styles" in more else {}),
        **({"xl/sharedStrings.xml": more["texts"]} if "texts" in more else {}),
        SHEET: sheet,
    }


def zipped(path: Path, content: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as file:
        for name, part in content.items():
            file.writestr(name, part)
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def in_memory(content: dict[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, part in content.items():
            made.writestr(name, part)
    file.seek(0)
    return file


def noise(size: int) -> bytes:
    return random.Random(4).randbytes(size)


def sheet(rows: str = cells_xml("A1 1"), **around: str) -> dict[str, bytes]:
    return parts(sheet_xml(rows, **around))


def with_part(name: str, content: bytes) -> dict[str, bytes]:
    return parts() | {name: content}
