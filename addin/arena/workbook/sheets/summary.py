"""The sheet summary: three pages for a meeting, of formulas alone: right after any edit, without a button.

Who works with us in which form; whom we can hardly do without and what we agree about that; the order and how certain
it is. It refers only to what it shows or by which it is ordered: no level, no bound and no key of an actor, since Excel
keeps a copy of every cell that a sheet refers to when that is moved to another workbook. What does not fit is counted.
"""

from __future__ import annotations

import datetime as dt

from arena.locale import catalogue
from arena.workbook.audience import TEAM
from arena.workbook.description import PrintSetup, Sheet
from arena.workbook.model import Result
from arena.workbook.sheet import StandingSheet
from arena.workbook.sheets import summary_block, summary_board, summary_hard_to_miss, summary_order
from arena.workbook.sheets.summary_lines import Calculated

_WIDTHS = {0: 4.43, **dict.fromkeys(range(1, 6), 29.0)}
_SCALE = 91
_MARGINS = {"left": 0.31, "right": 0.31, "top": 0.3, "bottom": 0.45}


def describe(result: Result, *, made_on: dt.date | None = None) -> Sheet:
    """Describe the sheet.

    Args:
        result: the analysis, evaluated.
        made_on: the day on which the dated block is made; no block without one.
    """
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key="summary",
        name=texts("sheet.summary.tab"),
        tab_style="tab_internal",
        widths=dict(_WIDTHS),
        breaks=[summary_hard_to_miss.FIRST_ROW, summary_order.FIRST_ROW],
        print_setup=PrintSetup(
            footer=texts("print.internal"),
            columns=len(_WIDTHS),
            rows=summary_block.END - 1,
            scale=_SCALE,
            margins=_MARGINS,
            footer_margin=0.2,
        ),
    )
    of = Calculated(result)
    summary_board.put(sheet, result, of)
    summary_hard_to_miss.put(sheet, of)
    summary_order.put(sheet, of)
    summary_block.put(sheet, result, made_on)
    return sheet


SHEET = StandingSheet("summary", describe, goes_to=TEAM)
