"""Conditional formats in the live workbook."""

from __future__ import annotations

import xlwings as xw

from arena.excel.host.looks import LINES, colour
from arena.excel.host.stubborn import managed
from arena.workbook.description import Condition
from arena.workbook.look import STYLES
from arena.workbook.style import INK

_SIDES_OF_CONDITION = {"left": -4131, "right": -4152, "top": -4160, "bottom": -4107}
"""Excel's numbers of the sides of cells under a condition, which are others."""

_BY_FORMULA = 2


def set_condition(sheet: xw.Sheet, condition: Condition) -> bool:
    """Give cells, on a sheet in front, a style while a formula holds; return True if they have it.

    Excel takes such a formula as a user types it: in the words and with the separators of its own language, and as seen
    from the selected cell. So ours must hold no function; the first of the cells is selected.
    """
    cells = sheet.api.Range(condition.area.address)
    style = STYLES[condition.style]

    def give() -> None:
        cells.FormatConditions.Delete()
        cells.Cells(1, 1).Select()
        rule = cells.FormatConditions.Add(Type=_BY_FORMULA, Formula1=f"={condition.formula}")
        if style.ink != INK:
            rule.Font.Color = colour(style.ink)
        if style.bold:
            rule.Font.Bold = True
        if style.fill:
            rule.Interior.Color = colour(style.fill)
        for edge in style.edges:
            line = rule.Borders.Item(_SIDES_OF_CONDITION[edge.side])
            line.LineStyle = LINES[edge.weight][0]
            line.Color = colour(edge.colour)

    return managed(give)
