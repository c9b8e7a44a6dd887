"""The sheet Nakijken of an analysis that stands on no sheet yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from arena.locale import catalogue
from arena.workbook.description import Sheet
from arena.workbook.findings import found_in
from arena.workbook.model import Result
from arena.workbook.reading import ReadAnalysis
from arena.workbook.sheets import arena, check
from arena.workbook.sheets.check import Point
from arena.workbook.sheets.generated.agreements import Agreement


def check_sheet(result: Result, day: dt.date, *, more: Sequence[Point] = (), agreed: Sequence[Agreement] = ()) -> Sheet:
    """The list as it is made of a workbook of this product that holds the analysis."""
    texts = catalogue(result.analysis.language)
    read = ReadAnalysis(result.analysis, arena.whereabouts(len(result.entries)), texts("sheet.arena.tab"))
    return check.describe(result, day, found_in(read, result, texts), more=more, agreed=agreed)
