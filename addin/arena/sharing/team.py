"""The copy for the team: all Arena sheets with what the team may see, alive; without the talks, some as values.

What somebody thinks of us (Houding) is talk data and decides forms: without the talks the formulas would give others.
So role, form and summary are then written as they are today (docs/method.md, "Talks").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from arena.locale import catalogue
from arena.workbook import book, days
from arena.workbook.audience import Audience, Reader
from arena.workbook.description import Book, Cell, Formula, Sheet
from arena.workbook.model import Analysis, Result, evaluate
from arena.workbook.sheets import arena, summary, summary_board
from arena.workbook.sheets.columns import INTERNAL_ROW, POSITION

_AS_VALUES = ("role", "form")
"""The columns of the table that depend on talk data."""


def describe(analysis: Analysis, made_on: dt.date, *, talks: bool) -> Book:
    """Describe the copy as a workbook.

    Args:
        analysis: the whole analysis, in the language of the copy.
        made_on: the day on which it is made.
        talks: whether the talks go along.
    """
    reader = Reader(Audience.TEAM, talks)
    shared = book.shared_with(reader, analysis)
    described = book.describe(evaluate(shared), summary_on=made_on if talks else None, standing=book.seen_by(reader))
    if not talks:
        with_talks = book.shared_with(Reader(Audience.TEAM, talks=True), analysis)
        _write_values(described, evaluate(replace(with_talks, settings=shared.settings)), made_on)
    described.opens_on = summary.SHEET.key
    return described


def _write_values(described: Book, known: Result, made_on: dt.date) -> None:
    """Put in the place of what depends on talks the values of today, and say so where they stand."""
    texts = catalogue(described.language)
    day = days.in_full(texts, made_on)
    table, of_today = described.sheet("arena"), arena.describe(known)
    for key in _AS_VALUES:
        _take_values(table, of_today, POSITION[key])
    title = table.cells[INTERNAL_ROW, POSITION["role"]]
    table.put(INTERNAL_ROW, POSITION["role"], f"{title.value} – {texts('copy.without_talks', day=day)}", title.style)
    page = summary.describe(known)
    page.cells = {at: _value(cell) for at, cell in page.cells.items()}
    caution = page.cells[summary_board.CAUTION_ROW, 0]
    line = texts("copy.without_talks.summary", day=day)
    page.put(summary_board.CAUTION_ROW, 0, f"{caution.value} · {line}", caution.style)
    described.sheets = [page if sheet.key == page.key else sheet for sheet in described.sheets]


def _take_values(sheet: Sheet, of_today: Sheet, column: int) -> None:
    """Write a column of the table as the values that another description gives it."""
    table = sheet.table
    assert table is not None  # noqa: S101 - the sheet of the table
    for row in range(table.area.first_row + 1, table.area.last_row + 1):
        sheet.cells[row, column] = _value(of_today.cells[row, column])
    columns = list(table.columns)
    columns[column] = replace(columns[column], formula=None)
    sheet.table = replace(table, columns=tuple(columns))


def _value(cell: Cell) -> Cell:
    return Cell(cell.value.value, cell.style) if isinstance(cell.value, Formula) else cell
