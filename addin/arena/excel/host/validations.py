"""Drop-downs and input messages of the live workbook.

Of one column it is asked which cells have no validation, and those get one at once, however scattered they lie: a
range that Excel puts together itself may have any number of areas, and still costs one call for each thing that is set.
"""

from __future__ import annotations

from functools import partial

import xlwings as xw

from arena.excel.host.contents import area_at
from arena.excel.host.excel import Handle
from arena.excel.host.looks import lines
from arena.excel.host.sheets import cells
from arena.excel.host.stubborn import stubbornly
from arena.workbook.cells import Area
from arena.workbook.description import Validation

_ANY, _WHOLE, _LIST = 0, 1, 3
_STOP, _WARN = 1, 2
_BETWEEN = 1
_CELLS_WITH_VALIDATION = -4174
_LAST_COLUMN = 16_383


def count_without(sheet: xw.Sheet, area: Area) -> tuple[int, int]:
    """Return how many cells of one column have no validation at all, and the row (from 0) of the first of them.

    Args:
        area: cells of one column.
    """
    with_one = _with_one(sheet, area)
    if with_one is None:
        return _height(area), area.first_row
    first = area_at(str(next(iter(with_one.Areas)).Address))
    row = area.first_row if first.first_row > area.first_row else first.last_row + 1
    return _height(area) - int(with_one.Count), row


def cells_without(sheet: xw.Sheet, area: Area) -> list[Handle]:
    """Return the cells of one column that have no validation at all, in as few handles as Excel gives.

    Args:
        area: cells of one column.
    """
    with_one = _with_one(sheet, area)
    if with_one is None:
        return [cells(sheet, area)]
    if int(with_one.Count) == _height(area):
        return []
    aside = _free_column(sheet, area)
    if aside is None:
        return _by_address(sheet, area, with_one)
    return [_others(cells(sheet, area), with_one, aside)]


def _height(area: Area) -> int:
    return area.last_row - area.first_row + 1


def _with_one(sheet: xw.Sheet, area: Area) -> Handle | None:
    """The cells of one column that have a validation; ``None`` where there are none.

    Excel is asked for all cells of the sheet that have one: asked for those of a column without any, it gives the
    error that any failure gives, and a validation of the user's could be taken for lost.
    """
    try:
        everywhere = sheet.api.Cells.SpecialCells(_CELLS_WITH_VALIDATION)
    except Exception:
        if any(is_there(rule(cells(sheet, one))) for one in _sample(area)):
            raise
        return None
    block = cells(sheet, area)
    return block.Application.Intersect(everywhere, block)


def _sample(area: Area) -> list[Area]:
    """The first, the middle and the last cell of a column."""
    rows = {area.first_row, (area.first_row + area.last_row) // 2, area.last_row}
    return [Area(row, area.first_column, row, area.first_column) for row in sorted(rows)]


def _free_column(sheet: xw.Sheet, area: Area) -> Handle | None:
    """Cells of the same rows, in a column that nothing on the sheet uses; ``None`` where there is none."""
    column = 1 + max(area.last_column, area_at(str(sheet.api.UsedRange.Address)).last_column)
    if column > _LAST_COLUMN:
        return None
    beside = Area(area.first_row, column, area.last_row, column)
    return cells(sheet, beside) if _with_one(sheet, beside) is None else None


def _others(block: Handle, some: Handle, aside: Handle) -> Handle:
    """The cells of a column that are not among some of it, as one handle, whatever their number.

    Excel has no call for it. In the free column beside it, cells are given a validation for a moment where the others
    are, since Excel finds cells with one; no cell's value or look changes, so nothing is calculated or drawn for it.
    """
    common = block.Application.Intersect
    same_rows, stencil = common(some.EntireRow, aside), rule(aside)
    holes = rule(same_rows)
    try:
        stencil.Add(_WHOLE, _STOP, _BETWEEN, "0", "1")
        remove(holes)
        return common(aside.SpecialCells(_CELLS_WITH_VALIDATION).EntireRow, block)
    finally:
        stubbornly(partial(remove, stencil), aside.Clear)


def _by_address(sheet: xw.Sheet, area: Area, with_one: Handle) -> list[Handle]:
    """The cells of a column that are not among some of it, looked up area by area."""
    found = sorted(area_at(str(part.Address)) for part in with_one.Areas)
    names, row = [], area.first_row
    for first, last in [*((one.first_row, one.last_row) for one in found), (area.last_row + 1, area.last_row + 1)]:
        if first > row:
            names.append(Area(row, area.first_column, first - 1, area.last_column).address.replace("$", ""))
        row = max(row, last + 1)
    return list(lines(sheet, names))


def rule(block: Handle) -> Handle:
    """Return the handle of a block's validation, whether it has one or not."""
    return block.Validation


def is_there(rule: Handle) -> bool:
    """Whether all cells of a block (by its ``rule``) have one and the same validation."""
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
