"""Inputs that are small as files and heavy for whoever works on their cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from arena.workbook.cells import cell_name
from arena.workbook.intake import limits
from tests.workbook.crafted import MAIN, cells_xml, parts, relations_xml, sheet_xml, workbook_xml, zipped

LONGEST = limits.TEXT_LENGTH
HEADINGS = (
    "Actoren", "Machts- en hulpbronnen", "Belangrijkheid", "Vervangbaarheid", "Door wie", "Afhankelijkheidsrelatie",
    "Onze rangorde",
)  # fmt: skip

Line = Callable[[int], tuple[str, ...]]


def listed(path: Path, lines: int, line: Line, headings: tuple[str, ...] = HEADINGS) -> Path:
    """Write a workbook with a table of actors in which equal texts are stored once; ``line`` gives a row's texts."""
    texts: dict[str, int] = {}
    rows = []
    for number in range(lines + 1):
        cells = headings if not number else line(number)
        inside = "".join(
            f'<c r="{cell_name(number, column)}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'
            for column, text in enumerate(cells)
            if text
        )
        rows.append(f'<row r="{number + 1}">{inside}</row>')
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return zipped(path, parts(sheet_xml("".join(rows)), texts=f'<sst xmlns="{MAIN}">{shared}</sst>'.encode()))


def arrays(path: Path) -> Path:
    """Write twenty sheets, each with an array formula over 199,000 cells."""
    numbers = range(1, 21)
    sheets = "".join(f'<sheet name="Blad{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers)
    relations = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    content = parts() | {
        "xl/workbook.xml": workbook_xml(sheets),
        "xl/_rels/workbook.xml.rels": relations_xml(*relations),
    }
    for number in numbers:
        formula = '<f t="array" ref="A1:A199000">1</f>'
        content[f"xl/worksheets/sheet{number}.xml"] = sheet_xml(cells_xml(f"A1 {formula}"))
    return zipped(path, content)


def beside(path: Path, rows: str) -> Path:
    """Write a workbook with one actor, and a sheet of its user's own."""
    sheets = "".join(f'<sheet name="Blad{number}" sheetId="{number}" r:id="rId{number}"/>' for number in (1, 2))
    lines = (("Actoren", "Belangrijkheid"), ("Bib", "4"))
    cells = ["".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in line) for line in lines]
    table = "".join(f"<row>{line}</row>" for line in cells)
    content = parts(sheet_xml(table)) | {
        "xl/workbook.xml": workbook_xml(sheets),
        "xl/_rels/workbook.xml.rels": relations_xml(
            *((f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in (1, 2))
        ),
        "xl/worksheets/sheet2.xml": sheet_xml(rows),
    }
    return zipped(path, content)


def csv(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


_LIST = ";".join(f"naam {number}" for number in range(3_000))[:LONGEST]
_DENSE = ("a;" * LONGEST)[:LONGEST]
_WORDS = ("een lange alinea " * LONGEST)[:LONGEST]
_SOLID = "x" * LONGEST

REFUSED: dict[str, Callable[[Path], Path]] = {
    "two thousand rows with one long list": lambda path: listed(
        path, 2_000, lambda row: (f"actor {row}", _LIST, "4", "groot", _LIST, "", "")
    ),
    "a hundred rows with one long text as three levels": lambda path: listed(
        path, 100, lambda row: (f"actor {row}", "", _WORDS, _WORDS, "", _WORDS, "")
    ),
    "a thousand long names": lambda path: listed(path, 1_000, lambda row: (_WORDS, "", "4", "groot", "", "", "")),
    "array formulas on twenty sheets": arrays,
    "two hundred thousand rows of a rating alone": lambda path: listed(
        path, 199_990, lambda row: ("", "4"), ("Actoren", "Belangrijkheid")
    ),
    "thousands of tables": lambda path: listed(
        path, 49_000, lambda row: () if row % 2 else ("Actoren", "Belangrijkheid"), ("Actoren", "Belangrijkheid")
    ),
    "thousands of tables side by side": lambda path: listed(
        path, 20, lambda row: ("Actoren", "Belangrijkheid") * 4_000, ("Actoren", "Belangrijkheid") * 4_000
    ),
    "ten megabytes of nothing": lambda path: csv(path.with_suffix(".csv"), (";" * 15_000 + "\n") * 650),
    "ten megabytes of short lines": lambda path: csv(path.with_suffix(".csv"), ";\n" * 4_999_000),
}
"""Refused by the reader, or for their rows or tables."""

READ: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "lists of sixteen thousand names": (
        "rank --json",
        lambda path: listed(path, 150, lambda row: (f"a{row}", "", "4", "groot", _DENSE, "", "")),
    ),
    "lists of names of thousands of words": (
        "rank --json",
        lambda path: listed(path, 75, lambda row: (_WORDS, "", "4", "groot", _WORDS.replace("e", ","), "", "")),
    ),
    "long names": ("rank", lambda path: listed(path, 150, lambda row: (_WORDS, "", "4", "groot", "", "", ""))),
    "long names without a space": (
        "rank",
        lambda path: listed(path, 150, lambda row: (_SOLID, "", "4", "groot", "", "", "")),
    ),
    "long texts as levels": (
        "check",
        lambda path: listed(path, 50, lambda row: (f"a{row}", "", _WORDS, _SOLID, "", _WORDS, "")),
    ),
    "five thousand rows of a thousand signs": (
        "rank --json",
        lambda path: listed(
            path, 5_000, lambda row: (f"a{row} " * 20, _DENSE[:300], "4", "groot", _DENSE[:300], "x" * 200, "9")
        ),
    ),
    "sixteen thousand columns of the user's own": (
        "update",
        lambda path: listed(
            path,
            1_000,
            lambda row: (f"a{row}", "4", *["x"] * 100),
            ("Actoren", "Belangrijkheid", *(f"k{number}" for number in range(16_000))),
        ),
    ),
    "a sheet with a cell in the last column of each row": (
        "update",
        lambda path: beside(
            path,
            "".join(
                f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>1</v></c></row>'
                for row in range(1, 40_000)
            ),
        ),
    ),
    "a sheet from the first row to the last": (
        "update",
        lambda path: beside(
            path, "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 1_048_576, 8))
        ),
    ),
    "five thousand rows of faults": (
        "check",
        lambda path: listed(path, 5_000, lambda row: ("", "", f"x{row}", f"y{row}", "", f"z{row}", f"q{row}")),
    ),
}
"""Within the limits, as near to them as they come, with the command that has most to do with them."""
