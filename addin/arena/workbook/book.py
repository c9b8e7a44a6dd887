"""The whole workbook: which sheets, in which order, with which names."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from arena.locale import catalogue
from arena.workbook import names
from arena.workbook.description import Book
from arena.workbook.model import ReadAnalysis, Result, evaluate
from arena.workbook.sheet import MadeFrom
from arena.workbook.sheets import arena, calculation, check, columns, issue, settings, start, summary

_AFTER_START = (issue.SHEET, arena.SHEET, summary.SHEET, calculation.SHEET, settings.SHEET)

STANDING = (start.leading_to(_AFTER_START), *_AFTER_START)
"""The sheets of every workbook, in their order."""

GENERATED = (check.SHEET,)
"""The sheets that buttons paint."""


def describe(result: Result, *, summary_on: dt.date | None = None) -> Book:
    """Describe an Arena workbook.

    Args:
        result: the analysis, evaluated.
        summary_on: the day on which the summary is made; no summary without one.
    """
    result = _with_what_the_sheets_hold(result)
    texts = catalogue(result.analysis.language)
    sheets = [sheet.describe(result) for sheet in STANDING]
    if summary_on is not None:
        sheets = [
            summary.describe(result, made_on=summary_on) if one.key == summary.SHEET.key else one for one in sheets
        ]
    references = {name: sheet.reference(area) for sheet in sheets for name, area in sheet.names.items()}
    references[names.ACTORS] = columns.filled_cells(texts, "actor", "name_read")
    opens_on = summary.SHEET.key if summary_on is not None or result.analysis.example else None
    return Book(
        language=result.analysis.language,
        title=texts("sheet.arena.tab"),
        sheets=sheets,
        names=references,
        opens_on=opens_on,
    )


def made_from(result: Result, made_on: dt.date) -> MadeFrom:
    """Return what a generated sheet is made from in a workbook as it is described here."""
    texts = catalogue(result.analysis.language)
    read = ReadAnalysis(result.analysis, arena.whereabouts(len(result.entries)), texts("sheet.arena.tab"))
    return MadeFrom(result, read, arena.source(texts), made_on)


def left_behind(result: Result) -> list[str]:
    """Return the typed columns, by key, for which the workbook has no sheet: its forms are computed without them."""
    table = result.analysis.table
    return [name for name in table.columns if name not in columns.POSITION and table[name].notna().any()]


def _with_what_the_sheets_hold(result: Result) -> Result:
    """Leave out typed columns that no sheet has: no formula could read them, so no cached value may come of them."""
    absent = left_behind(result)
    if not absent:
        return result
    return evaluate(replace(result.analysis, table=result.analysis.table.assign(**dict.fromkeys(absent))))
