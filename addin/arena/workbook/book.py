"""The whole workbook: which sheets, in which order, with which names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from arena.locale import catalogue
from arena.workbook.audience import Reader
from arena.workbook.description import Book, Cell, Formula, Sheet
from arena.workbook.formulas import without_names
from arena.workbook.free_names import free_name
from arena.workbook.model import Analysis, ReadAnalysis, Result
from arena.workbook.sheet import MadeFrom, StandingSheet
from arena.workbook.sheets import (
    adjustments,
    arena,
    calculation,
    check,
    issue,
    matrix,
    network,
    paper,
    ratings,
    resources,
    settings,
    start,
    summary,
    talks,
)

_AFTER_START = (
    issue.SHEET,
    arena.SHEET,
    summary.SHEET,
    talks.SHEET,
    adjustments.SHEET,
    network.SHEET,
    paper.SHEET,
    calculation.SHEET,
    settings.SHEET,
)

STANDING = (start.leading_to(_AFTER_START), *_AFTER_START)
"""The sheets of every workbook, in their order."""

GENERATED = (check.SHEET, resources.SHEET, matrix.SHEET)
"""The sheets that buttons paint of the workbook alone."""

PAINTED = (*(sheet.key for sheet in GENERATED), ratings.KEY, "share")
"""The keys of all sheets that buttons paint, those of what colleagues estimated and of what is shared among them."""


def seen_by(reader: Reader) -> Sequence[StandingSheet]:
    """Return the sheets that stand in the copy of a reader, in their order; Start leads to no other."""
    after = tuple(sheet for sheet in _AFTER_START if reader.may_see(sheet))
    first = start.leading_to(after)
    return (first, *after) if reader.may_see(first) else after


def shared_with(reader: Reader, analysis: Analysis) -> Analysis:
    """Return what of an analysis a reader may have: what the sheets say of their own entries, and nothing else."""
    fields: dict[str, Any] = {"language": analysis.language}
    for sheet in STANDING:
        fields |= sheet.shared(analysis, reader)
    return Analysis(**fields)


def describe(
    result: Result, *, summary_on: dt.date | None = None, standing: Sequence[StandingSheet] = STANDING
) -> Book:
    """Describe an Arena workbook.

    Args:
        result: the analysis, evaluated.
        summary_on: the day on which the summary is made; no summary without one.
        standing: its sheets; in a copy that has fewer, what would stand on the others counts as empty.
    """
    texts = catalogue(result.analysis.language)
    sheets = [sheet.describe(result) for sheet in standing]
    if summary_on is not None:
        sheets = [
            summary.describe(result, made_on=summary_on) if one.key == summary.SHEET.key else one for one in sheets
        ]
    references = {name: sheet.reference(area) for sheet in sheets for name, area in sheet.names.items()}
    keys = {sheet.key for sheet in sheets}
    empty = {name: '""' for one in STANDING if one.key not in keys for name in one.names}
    for sheet in sheets:
        spell_out_names(sheet, empty | references)
    for one in standing:
        references |= one.references(texts)
    opens_on = summary.SHEET.key if summary_on is not None or result.analysis.example else None
    return Book(result.analysis.language, texts("sheet.arena.tab"), sheets, references, opens_on)


def spell_out_names(sheet: Sheet, references: Mapping[str, str]) -> None:
    """Put in the place of each name in a sheet's formulas what it refers to; lists to choose from keep theirs."""
    for position, cell in sheet.cells.items():
        if isinstance(cell.value, Formula):
            text = without_names(cell.value.text, references)
            sheet.cells[position] = Cell(Formula(text, cell.value.value), cell.style)
    if sheet.table is not None:
        columns = (
            replace(column, formula=without_names(column.formula, references)) if column.formula else column
            for column in sheet.table.columns
        )
        sheet.table = replace(sheet.table, columns=tuple(columns))


def made_from(result: Result, made_on: dt.date) -> MadeFrom:
    """Return what a generated sheet is made from in a workbook as it is described here."""
    texts = catalogue(result.analysis.language)
    read = ReadAnalysis(result.analysis, arena.whereabouts(len(result.entries)), texts("sheet.arena.tab"))
    return MadeFrom(result, read, arena.source(texts), made_on)


def add_generated(described: Book, sheet: Sheet) -> None:
    """Add a generated sheet to a workbook as its last one, with its names spelled out; it is the one seen first.

    Where a sheet of the user's own has its tab already, it gets a number.
    """
    sheet.name = free_name(sheet.name, [one.name for one in described.sheets])
    spell_out_names(sheet, described.names)
    described.sheets.append(sheet)
    described.opens_on = sheet.key
