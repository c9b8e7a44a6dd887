"""The dated block of the summary: what a formula cannot say, as it was worked out on a day.

It stands below the list of the third page. A formula tells by the short number whether something changed since.
"""

from __future__ import annotations

import datetime as dt

from arena.locale import LANGUAGES, Catalogue, catalogue
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

AREA = Area(FIRST_ROW, 0, END - 1, 0)
"""The cells of the block: its heading, and a line a cell."""

HEIGHTS = {FIRST_ROW: 15.75, **dict.fromkeys(range(FIRST_ROW + 1, END), summary_order.LINE_POINTS)}
_COLUMNS = 6
_WIDTH = 180.0
"""Of a line, in digits of 11 points: all columns together, in the smaller letters of the block."""

_DATE = "{date}"


def put(sheet: Sheet, result: Result, made_on: dt.date | None) -> None:
    """Put the block on a described sheet: as made on a day, or as long as nobody made it, what will stand there."""
    sheet.heights |= HEIGHTS
    for column in range(_COLUMNS):
        sheet.put(FIRST_ROW, column, None, "summary_block_head")
    head, *lines = values(result, made_on)
    sheet.put(FIRST_ROW, 0, head, "summary_block_head")
    for row, line in enumerate(lines, start=FIRST_ROW + 1):
        sheet.put(row, 0, line, "summary_block")


def values(result: Result, made_on: dt.date | None) -> list[Value]:
    """Return what the cells of the block hold, from top to bottom."""
    texts = catalogue(result.analysis.language)
    if made_on is None or not result.assessment.rated_count:
        said: list[Value] = [texts("summary.block.title.empty"), texts("summary.block.empty")]
    else:
        day = texts("date", day=made_on.day, month=texts(f"month.{made_on.month}"), year=made_on.year)
        said = [
            texts("summary.block.title", date=day),
            _verdict(result, texts),
            *said_of(result, texts, LINES - 1, _WIDTH),
        ]
    return said + [None] * (1 + LINES - len(said))


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
