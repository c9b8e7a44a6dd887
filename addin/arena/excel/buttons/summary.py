"""The button summary: adds what no formula can say to the sheet; makes the sheet where the workbook has none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from arena.excel import generated, painter, writable
from arena.excel.click import Click, Outcome
from arena.excel.host import books, excel, sheets
from arena.excel.painter import typed_value
from arena.excel.stopped import Stopped
from arena.excel.undo.block import Block
from arena.excel.undo.page import Presence
from arena.locale import Catalogue, catalogue
from arena.workbook.book import spell_out_names
from arena.workbook.cells import Area
from arena.workbook.model import Result, evaluate
from arena.workbook.sheets import resources, resources_written, summary, summary_block, summary_board

if TYPE_CHECKING:
    import xlwings as xw

_ROWS_SEARCHED = 400
"""Of a sheet, for the heading of the dated block: users may have put rows of their own above it."""


def run(click: Click) -> Outcome:
    """Fill the dated block of the summary; first make the sheet, after the table's, where there is none.

    Raises:
        Stopped: a sheet of that name is not ours, it is protected, or the sheet is missing that its formulas read.
    """
    live = click.read()
    texts = catalogue(live.analysis.language)
    analysis = replace(live.analysis, asked=_asked(click.book, texts))
    found = _block(click.book, texts("sheet.summary.tab"))
    if found is not None:
        page, first_row = found
        name = page.name
        writable.check_sheet(page, name)
        _fill(click, evaluate(analysis), name, first_row)
        return Outcome(texts("button.summary.filled", sheet=name), partial(sheets.select_first, page))
    calculation = texts("sheet.calculation.tab")
    if sheets.find(click.book, calculation) is None:
        raise Stopped("button.summary.no_calculation", sheet=calculation)
    in_size = _make(click, evaluate(analysis), live.table.sheet)
    done = texts("button.summary.done", sheet=texts("sheet.summary.tab"))
    return Outcome(done if in_size else f"{done} {texts('generated.sizes')}")


def _asked(book: xw.Book, texts: Catalogue) -> dict[str, bool]:
    """Return what was answered on the sheet of resources to whether a resource is needed, if there is one."""
    try:
        found = generated.on_sheet(book, resources.KEY, texts)
    except Stopped:  # a sheet of the user's has its name
        return {}
    return {} if found is None else resources_written.answers(resources_written.read(found.shown))


def _block(book: xw.Book, tab: str) -> tuple[xw.Sheet, int] | None:
    """Return the sheet of the summary and the row (from 0) of the heading of its block; ``None`` where there is none.

    A sheet that its user gave another name is known by that heading.

    Raises:
        Stopped: a sheet has the summary's name and no such heading.
    """
    page = sheets.find(book, tab)
    if page is not None:
        row = _row_of_head(page)
        if row is None:
            raise Stopped("generated.foreign", sheet=tab)
        return page, row
    for other in book.sheets:
        row = _row_of_head(other)
        if row is not None:
            return other, row
    return None


def _row_of_head(page: xw.Sheet) -> int | None:
    column = sheets.values_of_column(page, 0, _ROWS_SEARCHED)
    return next((row for row, value in enumerate(column) if summary_block.is_head(value)), None)


def _fill(click: Click, result: Result, name: str, first_row: int) -> None:
    rows = [[typed_value(value) for value in row] for row in summary_block.values(result, dt.date.today())]
    area = Area(first_row, 0, first_row + len(rows) - 1, len(rows[0]) - 1)
    click.progress()
    with excel.quiet(click.app):
        click.transaction.change(partial(Block, name=name, area=area), lambda block: block.write(rows))


def _make(click: Click, result: Result, after: xw.Sheet) -> bool:
    """Make the sheet; return True if it has its sizes, its print set-up and its conditional format too."""
    described = summary.describe(result, made_on=dt.date.today())
    spell_out_names(described, books.name_references(click.book, summary_board.NAMES))
    click.progress()
    with excel.quiet(click.app):
        page = click.transaction.change(partial(Presence, name=described.name), lambda sheet: sheet.add(after))
        in_size = painter.paint_new(described, page, click.progress)
        return painter.show(described, page) and in_size
