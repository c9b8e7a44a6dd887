"""Arena workbooks for the tests of the buttons: painted as the product paints them, but small or without formulas.

The model recalculates what depends on each write: 230 lines of calculations take a minute, so most tests use a table
of eight rows and as many lines. Tests that count dispatches over many rows use a workbook in which each formula is its
value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import pandas as pd

from arena.method.levels import COLUMNS
from arena.workbook import book, file_painter
from arena.workbook.cells import Area, column_name
from arena.workbook.description import Book, Formula
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets.arena import FIRST_ROW
from arena.workbook.sheets.calculation.lines import COLUMNS as CALCULATED
from arena.workbook.sheets.calculation.lines import FIRST_ROW as FIRST_LINE
from arena.workbook.sheets.columns import POSITION

Given = ParamSpec("Given")

LINES_BELOW = 4
"""Lines of calculations that are kept for rows below the table."""

BESIDE = len(CALCULATED)
"""The first column of the sheet of calculations that holds no line."""

ACTORS = """
    Sportclub | zaal; vrijwilligers | 2 | groot        | Turnkring |              |   |
    OCMW      | geld; contact       | 4 | klein        |           |              |   |
    École     | lokalen             | 3 | eerder klein |           | groot        |   |
    Turnkring | zaal                | 2 | groot        | Sportclub | eerder klein | 1 |
    Buurtwerk | vertrouwen          | ? | eerder klein |           |              |   |
    Café 't Punt |                  |   |              |           |              |   |
"""
"""Name, resources, importance, replaceability, replaced by, dependency, own rank; not in their order."""


def table_of(text: str) -> pd.DataFrame:
    """A table of actors from lines with a column each between bars."""
    names = ("actor", "resources", "importance", "replaceability", "replaced_by", "dependency", "own_rank")
    rows = []
    for line in text.strip().splitlines():
        typed = [part.strip() or None for part in line.split("|")]
        typed = [int(part) if part and part.isdigit() else part for part in typed]
        rows.append(dict(zip(names, typed, strict=False)))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def at(column: str, row: int, last: int | None = None) -> str:
    """The address on the table's sheet of a cell, or of those down to a last row: a column's key, Excel's rows."""
    name = column_name(POSITION[column])
    return f"{name}{row}" if last is None else f"{name}{row}:{name}{last}"


def with_headings(last: int) -> str:
    """The address of the table on its sheet, down to a last row."""
    return f"A{FIRST_ROW}:{column_name(max(POSITION.values()))}{last}"


def beside(row: int) -> str:
    """The address of a cell on the table's sheet that the table does not touch, two columns to its right."""
    return f"{column_name(max(POSITION.values()) + 3)}{row}"


def many_actors(count: int) -> pd.DataFrame:
    """A table of any size, with ties and unknowns."""
    levels = ("groot", "eerder groot", "eerder klein", "klein", "?")
    rows = [
        {
            "actor": f"Actor {(number * 7919) % count:04d}",
            "resources": "zaal",
            "importance": 1 + number % 4,
            "replaceability": levels[number % 5],
        }
        for number in range(count)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def painted_once(write: Callable[Concatenate[Path, Given], Path]) -> Callable[Concatenate[Path, Given], Path]:
    """Let what writes a workbook paint it once, and copy it wherever it is given the same again."""
    painted: dict[str, bytes] = {}

    def told(given: object) -> object:
        return (list(given.columns), given.to_numpy().tolist()) if isinstance(given, pd.DataFrame) else given

    @wraps(write)
    def written(path: Path, *args: Given.args, **named: Given.kwargs) -> Path:
        key = repr([*map(told, args), *((name, told(one)) for name, one in named.items())])  # in which 1 is not True
        if key not in painted:
            painted[key] = write(path, *args, **named).read_bytes()
        path.write_bytes(painted[key])
        return path

    return written


@painted_once
def small(
    path: Path,
    *,
    language: str = "nl",
    actors: str = ACTORS,
    blank: int = 2,
    summary: bool = False,
    in_network: bool = False,
) -> Path:
    """Write a workbook with a few actors, all of them partners if they are in a network, all formulas in it."""
    table = partners(table_of(actors)) if in_network else table_of(actors)
    analysis = Analysis(language=language, table=table, answers={"subject": "Speelplein", "complex": "ja"})
    described = book.describe(evaluate(analysis), summary_on=dt.date(2026, 3, 1) if summary else None)
    shorten(described, len(analysis.table) + blank)
    file_painter.paint(described, path)
    return path


@painted_once
def of_values(path: Path, actors: pd.DataFrame, *, blank: int = 2, summary: bool = False) -> Path:
    """Write a workbook in which every formula is its value, so that the model recalculates nothing.

    All actors are partners, with an agreement each: so every button has something to do.
    """
    described = book.describe(
        evaluate(Analysis(table=partners(actors))), summary_on=dt.date(2026, 3, 1) if summary else None
    )
    shorten(described, len(actors) + blank)
    without_formulas(described)
    file_painter.paint(described, path)
    return path


def partners(actors: pd.DataFrame) -> pd.DataFrame:
    """Actors who are all in the network, were spoken to, and agreed something with us."""
    agreed = [f"Afspraak {number}" for number in range(len(actors))]
    return actors.assign(in_network="ja", spoken_on=dt.date(2026, 1, 5), agreed=agreed)


def shorten(described: Book, rows: int) -> None:
    """Cut the table of a described workbook off after a number of rows, and the lines that read it a little later.

    Formulas still reach to the last line; an empty one counts for nothing.
    """
    sheet, lines = described.sheet("arena"), described.sheet("calculation")
    table = sheet.table
    assert table is not None
    last, last_line = FIRST_ROW + rows - 1, FIRST_LINE + rows + LINES_BELOW - 1
    sheet.cells = {place: cell for place, cell in sheet.cells.items() if place[0] <= last}
    lines.cells = {place: cell for place, cell in lines.cells.items() if place[0] <= last_line or place[1] >= BESIDE}
    area = table.area
    sheet.table = replace(table, area=Area(area.first_row, area.first_column, last, area.last_column))


def without_formulas(described: Book) -> None:
    """Put each formula's value in its place."""
    for sheet in described.sheets:
        for place, cell in sheet.cells.items():
            if isinstance(cell.value, Formula):
                sheet.cells[place] = replace(cell, value=cell.value.value)
        if sheet.table is not None:
            columns = tuple(replace(column, formula=None) for column in sheet.table.columns)
            sheet.table = replace(sheet.table, columns=columns)
