"""Rangschikken: the rows in the order of the column Volgorde, then by name."""

from __future__ import annotations

from arena.excel.click import Click, Outcome, Stopped
from arena.excel.host import excel, tables


def run(click: Click) -> Outcome:
    """Sort the table. Formats, notes and own columns move along with their rows.

    Raises:
        Stopped: something stands beside the table (it would not move along), a filter is on that stays on or could
            not be set again by undo, rows are hidden (Excel leaves them where they are), or the table has no column
            Volgorde.
    """
    texts = click.texts
    table = click.read().table
    if table.beside:
        raise Stopped("button.rank.beside")
    if "order" not in table.columns:
        raise Stopped("button.no_column", column=texts("column.order.heading"))
    handle = tables.table(table.sheet, table.name)
    filters = tables.filters(handle)
    for one in filters:
        if not one.can_be_set_again:
            raise Stopped("button.rank.filter_of_user", column=table.heading(one.column))
    if filters and click.ask(texts("button.rank.filter"), "yes_no") != "yes":
        raise Stopped("button.rank.filter_kept")
    with excel.quiet(click.app):
        if filters:
            click.transaction.clear_filter(handle, table.place)
        if tables.any_row_hidden(handle):
            raise Stopped("state.rows_hidden")
        click.transaction.sort_table(table, ["order", "actor"])
    count = sum(isinstance(value, int) for value in table.column("order"))
    return Outcome(texts("button.rank.done.one" if count == 1 else "button.rank.done", count=count))
