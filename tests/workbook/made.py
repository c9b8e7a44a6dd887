"""Sheets of an analysis that stands in no workbook yet: as they are made of a workbook of this product."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from arena.workbook import book
from arena.workbook.description import Sheet
from arena.workbook.model import Result
from arena.workbook.sheets import check, matrix, resources
from arena.workbook.sheets.check import Point
from arena.workbook.sheets.generated.agreements import Agreement


def summary_sheet(result: Result, day: dt.date | None = None) -> Sheet:
    """The summary, with its dated block where a day is given."""
    return book.describe(result, summary_on=day).sheet("summary")


def check_sheet(result: Result, day: dt.date, *, more: Sequence[Point] = (), agreed: Sequence[Agreement] = ()) -> Sheet:
    """The list of what asks for attention."""
    return check.describe(replace(book.made_from(result, day), agreed=agreed), more=more)


def resources_sheet(result: Result, day: dt.date) -> Sheet:
    """Who brings in what."""
    return resources.describe(book.made_from(result, day))


def matrix_sheet(result: Result, day: dt.date) -> Sheet:
    """The actors in a grid."""
    return matrix.describe(book.made_from(result, day))
