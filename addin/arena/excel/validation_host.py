"""Drop-downs and input messages of the live workbook. A part of ``host``: it speaks to Excel's objects as that does."""

from __future__ import annotations

import xlwings as xw

from arena.excel.host import Handle, cells
from arena.workbook.cells import Area
from arena.workbook.description import Validation

_ANY, _WHOLE, _LIST = 0, 1, 3
_STOP, _WARN = 1, 2
_BETWEEN = 1
_CELLS_WITH_VALIDATION = -4174


def areas_without(sheet: xw.Sheet, area: Area) -> list[Area]:
    """Return the parts of one column that have no validation at all, from top to bottom.

    Excel is asked for all cells of the sheet that have one: asked for those of a column without any, it gives the
    error that any failure gives, and a validation of the user's could be taken for lost.

    Args:
        area: cells of one column.
    """
    block = cells(sheet, area)
    try:
        everywhere = sheet.api.Cells.SpecialCells(_CELLS_WITH_VALIDATION)
    except Exception:
        if any(is_there(rule(cells(sheet, one))) for one in _sample(area)):
            raise
        return [area]
    found = block.Application.Intersect(everywhere, block)
    parts = [] if found is None else found.Areas
    covered = sorted((int(part.Row) - 1, int(part.Row) - 2 + int(part.Rows.Count)) for part in parts)
    without, next_row = [], area.first_row
    for first, last in [*covered, (area.last_row + 1, area.last_row + 1)]:
        if first > next_row:
            without.append(Area(next_row, area.first_column, first - 1, area.last_column))
        next_row = max(next_row, last + 1)
    return without


def _sample(area: Area) -> list[Area]:
    """The first, the middle and the last cell of a column."""
    rows = {area.first_row, (area.first_row + area.last_row) // 2, area.last_row}
    return [Area(row, area.first_column, row, area.first_column) for row in sorted(rows)]


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
