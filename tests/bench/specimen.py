"""A small workbook in which nothing is wrong, and how to break one thing in it.

The tests of the benches start from it: a check is only trusted once it has caught a file that differs from this one
in a single place.
"""

import re
import zipfile
from pathlib import Path

import xlsxwriter

LEVELS = {"groot": 1, "klein": 4}
ACTORS = [("OCMW", "klein", 4), ("School", "groot", 3), ("Politie", None, None)]
ALTERNATIVE_TEXT = "Staafdiagram van de belangrijkheid per actor"


def write_specimen(path: Path) -> Path:
    """Write the workbook: a table with two calculated columns, a validation, a rule, names, a chart, two sheets."""
    with xlsxwriter.Workbook(path) as book:
        book.set_calc_mode("auto", 191029)
        book.calc_on_load = False
        book.set_properties({"author": "Arena-analyse"})
        _write_actors(book)
        _write_count(book)
        book.define_name("Keuzes", "=Actoren!$G$1:$G$2")
    # XlsxWriter leaves out the type of an empty text (engineering.md, Facts).
    return patched(path, path, "xl/worksheets/sheet1.xml", r"(<c r=\"\w+\")(><f>[^<]*</f><v></v>)", r'\1 t="str"\2')


def _write_actors(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Actoren")
    _set_up_printing(sheet)
    hardness = (
        '=IF(Arena[[#This Row],[Vervangbaar (typ)]]="klein",4,IF(Arena[[#This Row],[Vervangbaar (typ)]]="groot",1,""))'
    )
    place = '=IF(Arena[[#This Row],[Belang]]="","",COUNTIFS(Arena[Belang],">"&Arena[[#This Row],[Belang]])+1)'
    columns = [
        {"header": "Actor"},
        {"header": "Vervangbaar (typ)"},
        {"header": "Belang"},
        {"header": "Hardheid", "formula": hardness},
        {"header": "Plaats", "formula": place},
    ]
    sheet.add_table(0, 0, len(ACTORS), 4, {"name": "Arena", "columns": columns})
    for row, (actor, level, importance) in enumerate(ACTORS, start=1):
        sheet.write_row(row, 0, [actor, level, importance])
        sheet.write_formula(row, 3, hardness, None, LEVELS[level] if level else "")
        sheet.write_formula(row, 4, place, None, "" if importance is None else 5 - importance)
    sheet.write_column("G1", list(LEVELS))
    sheet.data_validation(
        "B2:B4",
        {
            "validate": "list",
            "source": "=Keuzes",
            "input_title": "Vervangbaarheid",
            "input_message": "Kies een niveau.",
            "error_title": "Geen niveau",
            "error_message": "Kies een niveau uit de lijst.",
            "error_type": "warning",
        },
    )
    marked = book.add_format({"bold": True})
    sheet.conditional_format("C2:C4", {"type": "formula", "criteria": "=$C2>3", "format": marked})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"categories": "=Actoren!$A$2:$A$4", "values": "=Actoren!$C$2:$C$4"})
    sheet.insert_chart("A8", chart, {"description": ALTERNATIVE_TEXT})


def _write_count(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Telling")
    _set_up_printing(sheet)
    sheet.write("A1", "Aantal actoren")
    sheet.write_formula("B1", "=COUNTA(Arena[Actor])", None, 3)
    sheet.write_formula("B2", '=INDEX(Arena[Actor],MATCH("School",Arena[Actor],0))&" é"', None, "School é")
    sheet.write_formula("B3", "=B1>2", None, True)
    sheet.write_formula("B4", "=ROUND(B1/7,3)", None, 0.429)
    sheet.write_formula("B5", '=MATCH("Niemand",Arena[Actor],0)', None, "#N/A")


def _set_up_printing(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def patched(source: Path, target: Path, part: str, pattern: str, replacement: str) -> Path:
    """Write `source` to `target` with a pattern in one part replaced; where it is not found, nothing would be tested.

    A part that is not there is added, with the replacement as its content.
    """
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if part in parts:
        text, count = re.subn(pattern, replacement, parts[part].decode(), flags=re.DOTALL)
        if not count:
            raise ValueError(f"{pattern} is not in {part}")
        parts[part] = text.encode()
    else:
        parts[part] = replacement.encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target
