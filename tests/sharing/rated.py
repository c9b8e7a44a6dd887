"""What colleagues send back, in the mini language of ``tests.method.sheet``: as estimates, and as filled forms."""

from __future__ import annotations

from pathlib import Path

from arena.method.levels import COLUMNS
from arena.sharing import return_form
from arena.sharing.collecting import Estimate
from arena.workbook import file_painter, names
from arena.workbook.description import RichText, Value
from arena.workbook.model import Analysis, Result, evaluate
from tests.method.sheet import table


def analysis(lines: str, language: str = "nl") -> Result:
    """The user's own analysis."""
    return evaluate(Analysis(language=language, table=table(lines)))


def estimate(
    file: str, lines: str, *, name: str | None = None, missed: tuple[str, ...] = (), **more: object
) -> Estimate:
    """What was read from a file."""
    fields = {
        "path": Path("map") / file,
        "importance_reversed": False,
        "language": "nl",
        "schema": None,
        "kind": "return_form",
        "problems": (),
    }
    rows = table(lines) if lines.strip() else table("A - - -").iloc[:0]
    return Estimate(file=file, name=name, table=rows[list(COLUMNS)], missed=missed, **{**fields, **more})


def fill_in(path: Path, result: Result, lines: str, *, name: str | None = None, missed: tuple[str, ...] = ()) -> Path:
    """Write the form of an analysis as a colleague filled it in: ratings of the actors that the lines name."""
    book = return_form.describe(result, return_form.rows(result), None)
    (sheet,) = book.sheets
    assert sheet.table is not None
    rated = table(lines).set_index("actor")
    for row in range(sheet.table.area.first_row + 1, sheet.table.area.last_row + 1):
        actor = _name_in(sheet.cells[row, 0].value)
        if actor in rated.index:
            for column, key in enumerate(return_form.COLUMNS[1:], start=1):
                sheet.put(row, column, rated.loc[actor, key], sheet.cells[row, column].style)
    if name is not None:
        area = sheet.names[names.FILLED_IN_BY]
        sheet.put(area.first_row, area.first_column, name, sheet.cells[area.first_row, area.first_column].style)
    for row, each in enumerate(missed, start=sheet.names[names.MISSED].first_row):
        sheet.put(row, 0, each, sheet.cells[row, 0].style)
    file_painter.paint(book, path)
    return path


def _name_in(value: Value) -> str:
    return value.parts[0][0] if isinstance(value, RichText) else str(value)
