"""The standing sheet of calculations: every result of the method, by formula, a line for each row of the table.

Other sheets read it by :func:`column` and :func:`total`; :func:`values` and :func:`totals` give the same from Python.
"""

from __future__ import annotations

from arena.workbook.audience import TEAM
from arena.workbook.sheet import StandingSheet
from arena.workbook.sheets.calculation.cached import range_text, values
from arena.workbook.sheets.calculation.cached import whole as totals
from arena.workbook.sheets.calculation.lines import LINES, column, column_on
from arena.workbook.sheets.calculation.page import describe
from arena.workbook.sheets.calculation.typed import BLANK_STAMP, OPEN_TALK, stamp
from arena.workbook.sheets.calculation.whole_sheet import total, total_on

SHEET = StandingSheet("calculation", describe, goes_to=TEAM)

__all__ = [
    "BLANK_STAMP", "LINES", "OPEN_TALK", "SHEET", "column", "column_on", "describe", "range_text", "stamp", "total",
    "total_on", "totals", "values",
]  # fmt: skip
