"""Generated sheets of an analysis that stands on no sheet yet: as they are made of a workbook of this product."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from arena.workbook import book
from arena.workbook.description import Sheet
from arena.workbook.model import Result
from arena.workbook.sheet import GeneratedSheet
from arena.workbook.sheets import check, summary
from arena.workbook.sheets.check import Point
from arena.workbook.sheets.generated.agreements import Agreement


def made(sheet: GeneratedSheet, result: Result, day: dt.date, *, agreed: Sequence[Agreement] = ()) -> Sheet:
    """A generated sheet."""
    return sheet.describe(replace(book.made_from(result, day), agreed=agreed))


def summary_sheet(result: Result, day: dt.date, *, agreed: Sequence[Agreement] = ()) -> Sheet:
    """The summary."""
    return made(summary.SHEET, result, day, agreed=agreed)


def check_sheet(result: Result, day: dt.date, *, more: Sequence[Point] = (), agreed: Sequence[Agreement] = ()) -> Sheet:
    """The list of what asks for attention."""
    return check.describe(replace(book.made_from(result, day), agreed=agreed), more=more)
