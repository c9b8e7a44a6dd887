"""The button undo: the workbook as it was before the last button."""

from __future__ import annotations

from arena.excel import writable
from arena.excel.click import Click, Outcome
from arena.excel.host import excel
from arena.excel.stopped import Stopped
from arena.excel.undo import last_click
from arena.workbook.errors import listed, shown_text


def run(click: Click) -> Outcome:
    """Take back what the last button did to this workbook; what was changed since is left alone and named.

    Raises:
        Stopped: no button changed this workbook, or it was undone already; it is of a newer version by now, a sheet
            that the button changed is protected, rows that were sorted are hidden, or the user changed all of it since.
    """
    kept = last_click.kept_for(click.key)
    if kept is None:
        raise Stopped("button.undo.nothing")
    writable.check_version(click.book)
    with excel.quiet(click.app):
        left = click.transaction.undo(kept)
    if not left:
        return Outcome(click.texts("button.undo.done"))
    alone = list(dict.fromkeys(map(shown_text, left)))
    named = listed(alone)
    if click.transaction.is_empty:
        raise Stopped("button.undo.all_changed", where=named)
    return Outcome(click.texts("button.undo.left", where=named))
