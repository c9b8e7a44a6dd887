"""Lines of the live table in which a button types: those that are blank, and cells of a column, in one block each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from arena.excel.click import Click
from arena.excel.host.contents import Typed
from arena.excel.host.typed_text import escaped, is_formula
from arena.excel.live import LiveAnalysis
from arena.excel.stopped import Stopped
from arena.excel.undo.cells import Cells
from arena.workbook.cells import Area
from arena.workbook.model import LINES

Line = int
"""A row below the headings of the table, from 0."""


def blank(live: LiveAnalysis, count: int) -> list[Line]:
    """Return so many blank rows of the table: those below the last that is used, and then the others.

    Raises ``Stopped`` where the table has fewer.
    """
    if count == 0:
        return []
    lines = range(min(live.table.area.last_row - live.table.area.first_row, LINES))  # those below do not count
    typed = live.table.typed
    found = {line for line in lines if all(_is_blank(value) for value in typed[line])}
    last = max((line for line in lines if line not in found), default=-1)
    in_order = sorted(found, key=lambda line: (line < last, line))
    if len(in_order) < count:
        raise Stopped("state.no_room_in_table", rows=len(in_order), names=count)
    return sorted(in_order[:count])


def _is_blank(typed: Typed) -> bool:
    return typed is None or is_formula(typed)


def write(click: Click, live: LiveAnalysis, key: str, values: Mapping[Line, Typed]) -> None:
    """Type values in a column of the table, in one block from the first row that changes to the last."""
    table = live.table
    first, last = min(values), max(values)
    column, top = table.columns[key], table.area.first_row + 1
    typed = table.typed_to(top + last)
    rows = [[values.get(line, typed[line][column - table.area.first_column])] for line in range(first, last + 1)]
    area = Area(top + first, column, top + last, column)
    click.transaction.change(partial(Cells, spot=table.spot(area)), lambda cells: cells.write(rows))


def write_names(click: Click, live: LiveAnalysis, lines: Sequence[Line], names: Sequence[str]) -> None:
    """Type the names of new actors in blank lines."""
    if names:
        write(click, live, "actor", dict(zip(lines, map(escaped, names), strict=True)))
