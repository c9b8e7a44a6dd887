"""The button for who is hard to do without: only the actors with a signal; a second click shows everyone."""

from __future__ import annotations

from functools import partial

from arena.excel.click import Click, Outcome
from arena.excel.host import excel, tables
from arena.excel.stopped import Stopped
from arena.excel.undo.filters import Filters


def run(click: Click) -> Outcome:
    """Filter the table on the column of signals, or take that filter off; filters on other columns stay.

    Raises:
        Stopped: nobody has a signal, the table has no column of signals, or that column has a filter that undo could
            not set again.
    """
    texts = click.texts
    table = click.read().table
    if "signal" not in table.columns:
        raise Stopped("button.no_column", column=texts("column.signal.heading"))
    handle = tables.table(table.sheet, table.name)
    column = table.columns["signal"] - table.area.first_column
    on = tables.filter_on(handle, column)
    if on is not None and not on.can_be_set_again:
        raise Stopped("state.filter_of_user", column=texts("column.signal.heading"))
    shown = on is not None
    count = sum(value is not None for value in table.column("signal"))
    if not shown and count == 0:
        raise Stopped("button.hard_to_miss.none")
    others = not shown and tables.any_filter(handle)
    with excel.quiet(click.app):
        make = partial(Filters, table=table.name, heading=table.headings["signal"])
        click.transaction.change(make, Filters.clear if shown else Filters.show_filled_rows)
    if shown and tables.any_filter(handle):
        return Outcome(texts("button.hard_to_miss.off"))
    if shown:
        return Outcome(texts("button.hard_to_miss.everyone"))
    done = texts("button.hard_to_miss.done.one" if count == 1 else "button.hard_to_miss.done", count=count)
    return Outcome(f"{done} {texts('button.hard_to_miss.others')}" if others else done)
