"""Drop-downs and input messages of the live workbook.

The cells of one column that have no validation get one at once, however scattered they lie: a range that Excel puts
together itself may have any number of areas, and still costs one call for each thing that is set.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

import xlwings as xw

from arena.excel.host.addresses import lines
from arena.excel.host.contents import rows_of
from arena.excel.host.excel import Handle
from arena.excel.host.sheets import cells
from arena.excel.host.stubborn import stubbornly
from arena.workbook.cells import COLUMNS, Area, area_of, cell_name
from arena.workbook.description import Validation

_ANY, _WHOLE, _LIST = 0, 1, 3
_STOP, _WARN = 1, 2
_BETWEEN = 1
_CELLS_WITH_VALIDATION = -4174
_CONSTANTS, _NUMBERS = 2, 1
_MARK = 1.0
"""Stands for a moment beside the cells that are meant."""


def count_without(sheet: xw.Sheet, areas: Sequence[Area]) -> list[tuple[int, int]]:
    """Return how many cells of each column have no validation at all, and the row (from 0) of the first of them.

    Args:
        sheet: the sheet.
        areas: cells of one column each.
    """
    everywhere = _everywhere(sheet, areas)
    return [_count_without(_of(sheet, area, everywhere), area) for area in areas]


def _count_without(with_one: Handle | None, area: Area) -> tuple[int, int]:
    count = 0 if with_one is None else int(with_one.Count)
    if with_one is None or count in (0, _height(area)):
        return _height(area) - count, area.first_row
    first = area_of(str(next(iter(with_one.Areas)).Address))
    row = area.first_row if first.first_row > area.first_row else first.last_row + 1
    return _height(area) - count, row


class Marks:
    """Numbers that stand for a moment in a free column, in the rows of the cells that are meant."""

    def __init__(self) -> None:
        self._aside: Handle = None

    @contextmanager
    def on(self, aside: Handle) -> Iterator[None]:
        """Take the marks away after a block of code that writes them to some cells."""
        self._aside = aside
        try:
            yield
        finally:
            self.take_away()

    def take_away(self) -> None:
        """Take away what may still stand there; nothing where all is gone."""
        if self._aside is not None:
            stubbornly(self._aside.ClearContents, self._aside.Clear)
            self._aside = None


def rows_with_one(sheet: xw.Sheet, area: Area, marks: Marks) -> frozenset[int]:
    """Return the rows (from 0 in the area) of one column whose cells have a validation.

    Excel has no call for it, and asking area by area would cost more the more scattered they lie. So numbers stand for
    a moment in a free column, in the rows that have one, and are read in one block.
    """
    with_one = _with_one(sheet, area)
    if with_one is None:
        return frozenset()
    if int(with_one.Count) == _height(area):
        return frozenset(range(_height(area)))
    aside = _free_column(sheet, area)
    if aside is None:
        parts = (area_of(str(part.Address)) for part in with_one.Areas)
        return frozenset(row - area.first_row for one in parts for row in range(one.first_row, one.last_row + 1))
    with marks.on(aside):
        aside.Application.Intersect(with_one.EntireRow, aside).Value2 = _MARK
        return frozenset(row for row, (value,) in enumerate(rows_of(aside.Value2)) if value == _MARK)


def some_rows(sheet: xw.Sheet, area: Area, rows: Collection[int], marks: Marks) -> list[Handle]:
    """Return the cells of one column in some rows (from 0 in the area), in as few handles as Excel gives.

    The way is that of ``rows_with_one``: numbers are written in a free column, and Excel finds their cells.
    """
    if len(rows) == _height(area):
        return [cells(sheet, area)]
    aside = _free_column(sheet, area) if rows else None
    if aside is None:
        return list(lines(sheet, (cell_name(area.first_row + row, area.first_column) for row in sorted(rows))))
    with marks.on(aside):
        aside.Value2 = tuple((_MARK if row in rows else "",) for row in range(_height(area)))
        marked = aside.SpecialCells(_CONSTANTS, _NUMBERS)
        return [aside.Application.Intersect(marked.EntireRow, cells(sheet, area))]


def _height(area: Area) -> int:
    return area.last_row - area.first_row + 1


def _with_one(sheet: xw.Sheet, area: Area) -> Handle | None:
    """Return the cells of one column that have a validation; ``None`` where there are none."""
    return _of(sheet, area, _everywhere(sheet, [area]))


def _everywhere(sheet: xw.Sheet, areas: Sequence[Area]) -> Handle | None:
    """Return the cells of a sheet that have a validation; ``None`` where there are none.

    Excel is asked for those of the whole sheet: asked for those of a column without any, it gives the error that any
    failure gives, and a validation of the user's could be taken for lost. So some cells of the areas are looked at.
    """
    try:
        return sheet.api.Cells.SpecialCells(_CELLS_WITH_VALIDATION)
    except Exception:
        if any(is_there(rule(cells(sheet, one))) for area in areas for one in _sample(area)):
            raise
        return None


def _of(sheet: xw.Sheet, area: Area, everywhere: Handle | None) -> Handle | None:
    """Return those cells of a column that are among others; ``None`` where there are none."""
    if everywhere is None:
        return None
    block = cells(sheet, area)
    return block.Application.Intersect(everywhere, block)


def _sample(area: Area) -> list[Area]:
    """Return the first, the middle and the last cell of a column."""
    rows = {area.first_row, (area.first_row + area.last_row) // 2, area.last_row}
    return [Area(row, area.first_column, row, area.first_column) for row in sorted(rows)]


def _free_column(sheet: xw.Sheet, area: Area) -> Handle | None:
    """Return cells of the same rows, in a column that nothing on the sheet uses; ``None`` where there is none.

    One column stays free before it: a table takes in what is written right beside it.
    """
    column = 2 + max(area.last_column, area_of(str(sheet.api.UsedRange.Address)).last_column)
    return None if column >= COLUMNS else cells(sheet, Area(area.first_row, column, area.last_row, column))


def rule(block: Handle) -> Handle:
    """Return the handle of a block's validation, whether it has one or not."""
    return block.Validation


def is_there(rule: Handle) -> bool:
    """Return True if all cells of a block (by its ``rule``) have one and the same validation."""
    try:
        return rule.Type is not None
    except Exception:  # how Excel says that there is none
        return False


def add(rule: Handle, validation: Validation) -> None:
    """Give a block (by its ``rule``) that has no validation one, as a description has it."""
    style = _STOP if validation.stops else _WARN
    if validation.source is not None:
        rule.Add(_LIST, style, _BETWEEN, f"={validation.source}")
    elif validation.whole is not None:
        least, most = validation.whole
        rule.Add(_WHOLE, style, _BETWEEN, str(least), str(most))
    else:
        rule.Add(_ANY, style)
    rule.IgnoreBlank = True
    rule.InputTitle, rule.InputMessage = validation.title, validation.message
    rule.ErrorTitle, rule.ErrorMessage = validation.error_title, validation.error
    rule.ShowError = bool(validation.error)


def remove(rule: Handle) -> None:
    """Take the validation off a block, by its ``rule``."""
    rule.Delete()
