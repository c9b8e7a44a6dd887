"""The dated block of the summary: what a formula cannot say, as it was worked out on a day.

It stands below the list of the third page. A formula tells by the short number whether something changed since.
"""

from __future__ import annotations

import datetime as dt

from arena.locale import LANGUAGES, Catalogue, catalogue
from arena.workbook import days
from arena.workbook.cells import Area
from arena.workbook.description import Formula, Sheet, Value
from arena.workbook.formulas import quoted
from arena.workbook.model import Result
from arena.workbook.sheets import calculation, summary_order
from arena.workbook.sheets.summary_advice import said_of

FIRST_ROW = summary_order.END
LINES = 10
END = FIRST_ROW + 1 + LINES
"""The row after the block, which is the end of the sheet."""

_VERDICT = 3
"""The column in which the heading's row says whether something changed since."""

AREA = Area(FIRST_ROW, 0, END - 1, _VERDICT)
"""The cells of the block: its heading, and below it a line a row, over the cells beside it."""

HEIGHTS = {FIRST_ROW: 15.75, **dict.fromkeys(range(FIRST_ROW + 1, END), summary_order.LINE_POINTS)}
_COLUMNS = 6
_WIDTH = 185.0
"""Of a line, in digits of 11 points: all columns together, in the smaller letters of the block."""

_DATE = "{date}"


def put(sheet: Sheet, result: Result, made_on: dt.date | None) -> None:
    """Put the block on a described sheet: as made on a day, or as long as nobody made it, what will stand there."""
    sheet.heights |= HEIGHTS
    for column in range(_COLUMNS):
        sheet.put(FIRST_ROW, column, None, "summary_block_head")
    for row, line in enumerate(values(result, made_on), start=FIRST_ROW):
        for column, value in enumerate(line):
            if value is not None:
                style = (
                    "summary_block_verdict" if column else "summary_block_head" if row == FIRST_ROW else "summary_block"
                )
                sheet.put(row, column, value, style)


def values(result: Result, made_on: dt.date | None) -> list[list[Value]]:
    """Return what the cells of the block hold, row by row."""
    texts = catalogue(result.analysis.language)
    head, verdict = texts("summary.block.title.empty"), None
    said = [texts("summary.block.empty")]
    if made_on is not None and result.assessment.rated_count:
        day = days.brief(texts, made_on)
        head, verdict = texts("summary.block.title", date=day), _verdict(result, texts)
        said = said_of(result, texts, LINES, _WIDTH)
    rows: list[list[Value]] = [[None] * (_VERDICT + 1) for _ in range(1 + LINES)]
    rows[0][0], rows[0][_VERDICT] = head, verdict
    for row, line in zip(rows[1:], said, strict=False):
        row[0] = line
    return rows


def is_head(value: object) -> bool:
    """Return True if what stands in a cell is the heading of the block, in any language, with a day or without."""
    for language in LANGUAGES:
        texts = catalogue(language)
        before, after = texts("summary.block.title").split(_DATE)
        if value == texts("summary.block.title.empty"):
            return True
        if isinstance(value, str) and value.startswith(before) and value.endswith(after):
            return True
    return False


def _verdict(result: Result, texts: Catalogue) -> Formula:
    """Return whether something changed since, as far as the short number tells."""
    number = calculation.totals(result)["short_number"]
    unchanged, changed = texts("summary.block.unchanged"), texts("summary.block.changed")
    now = calculation.total(texts, "short_number")
    if number == "":
        unseen = texts("summary.block.unseen")
        return Formula(f'IF({now}="",{quoted(unseen)},{quoted(changed)})', unseen)
    return Formula(f"IF({now}={number},{quoted(unchanged)},{quoted(changed)})", unchanged)
