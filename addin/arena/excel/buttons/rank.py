"""The button rank: the rows in the order of the column ``order``, then by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from arena.excel.click import Click, Outcome
from arena.excel.host import excel, tables
from arena.excel.stopped import Stopped
from arena.excel.undo.filters import Filters
from arena.excel.undo.row_order import RowOrder
from arena.workbook.attention import not_counted
from arena.workbook.errors import shown_text

if TYPE_CHECKING:
    from arena.excel.live import LiveTable

_KEYS = ("order", "actor")
"""What the rows are sorted by, the first key first."""

_NUMBERED = ("attention", "order")
"""Calculated columns in which row numbers may stand for a moment, those on which least depends first."""


def run(click: Click) -> Outcome:
    """Sort the table. Formats, notes and own columns move along with their rows.

    Raises:
        Stopped: something stands beside the table (it would not move along), a filter is on that stays on or could
            not be set again by undo, rows are hidden (Excel leaves them where they are), or the table has no column
            of the order.
    """
    texts = click.texts
    table = click.read().table
    if table.beside:
        raise Stopped("button.rank.beside")
    if "order" not in table.columns:
        raise Stopped("button.no_column", column=texts("column.order.heading"))
    handle = tables.table(table.sheet, table.name)
    filters = tables.filters(handle)
    for column, one in filters.items():
        if not one.can_be_set_again:
            raise Stopped("state.filter_of_user", column=shown_text(table.heading(column)))
    if filters and click.ask(texts("button.rank.filter"), "yes_no") != "yes":
        raise Stopped("button.rank.filter_kept")
    with excel.quiet(click.app):
        if filters:
            click.transaction.change(partial(Filters, table=table.name), Filters.clear)
        if tables.any_row_hidden(handle):
            raise Stopped("state.rows_hidden")
        columns = [table.columns[key] - table.area.first_column for key in _KEYS]
        make = partial(RowOrder, table=table.name, numbered=_numbered(table))
        click.transaction.change(make, lambda rows: rows.sort(columns))
    count = sum(isinstance(value, int) for value in table.column("order"))
    done = texts("button.rank.done.one" if count == 1 else "button.rank.done", count=count)
    return Outcome(done if table.beyond is None else f"{done} {not_counted(table.beyond, texts)}")


def _numbered(table: LiveTable) -> str:
    """Return the heading of the column in which row numbers may stand for a moment at undo."""
    return next(table.headings[key] for key in _NUMBERED if key in table.headings)
