"""Forms that colleagues sent back, written as the product writes them and filled in as people do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from arena.sharing import return_form
from arena.workbook import file_painter, names
from arena.workbook.description import RichText
from arena.workbook.model import Analysis, evaluate
from tests.excel import workbooks

MIEKE = """OCMW 4 k g
           Sportclub 1 g k
           École 3 ek -
           Turnkring ? - -"""
AN = """OCMW 4 k g
        Sportclub 1 g k
        École 2 ek -
        Turnkring 2 g ek"""
JORIS = """OCMW 3 ek g
           Sportclub 4 g k
           École 2 k -
           Turnkring 2 g ek"""


def form(
    path: Path, text: str, *, name: str | None = None, missed: Sequence[str] = (), actors: str = workbooks.ACTORS
) -> Path:
    """Write a form about some actors, filled in: a line an actor, ``OCMW 4 k eg``; ``-`` is an empty cell.

    Each file is a minute younger than the one before it in its folder.
    """
    result = evaluate(Analysis(table=workbooks.table_of(actors)))
    described = return_form.describe(result, return_form.rows(result), None)
    (sheet,) = described.sheets
    assert sheet.table is not None
    given = dict((line.rsplit(" ", 3)[0], line.split()[-3:]) for line in map(str.strip, text.splitlines()) if line)
    area = sheet.table.area
    for row in range(area.first_row + 1, area.last_row + 1):
        value = sheet.cells[row, 0].value
        actor = value.parts[0][0].strip() if isinstance(value, RichText) else str(value)
        for column, typed in enumerate(given.get(actor, ()), start=1):
            style = sheet.cells[row, column].style
            sheet.put(row, column, int(typed) if typed.isdigit() else None if typed == "-" else typed, style)
    filler = sheet.names[names.FILLED_IN_BY]
    sheet.put(filler.first_row, filler.first_column, name, sheet.cells[filler.first_row, filler.first_column].style)
    for row, one in enumerate(missed, start=sheet.names[names.MISSED].first_row):
        sheet.put(row, sheet.names[names.MISSED].first_column, one, "cell")
    file_painter.paint(described, path)
    minute = 60 * len(list(path.parent.iterdir()))
    os.utime(path, (1_700_000_000 + minute, 1_700_000_000 + minute))
    return path


def some(folder: Path) -> list[Path]:
    """Three forms in a folder of their own; the last one names somebody who is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        form(folder / "1.xlsx", MIEKE, name="Mieke"),
        form(folder / "2.xlsx", AN, name="An", missed=["Turks Huis"]),
        form(folder / "3.xlsx", JORIS, missed=["Turks Huis", "Oudergroep"]),
    ]
