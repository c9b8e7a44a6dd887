"""Ongedaan maken: the workbook as it was before the last button."""

from __future__ import annotations

from arena.excel import states
from arena.excel.click import Click, Outcome, Stopped
from arena.excel.host import excel
from arena.excel.undo import last_click as undo

_NAMED = 5


def run(click: Click) -> Outcome:
    """Take back what the last button did to this workbook; what was changed since is left alone and named.

    Raises:
        Stopped: no button changed this workbook, or it was undone already; it is of a newer version by now, a sheet
            that the button changed is protected, rows that were sorted are hidden, or the user changed all of it since.
    """
    kept = undo.kept_for(click.book)
    if kept is None:
        raise Stopped("button.undo.nothing")
    states.check_version(click.book)
    for sheet in kept.changed_sheets():
        states.check_cells(sheet)
    with excel.quiet(click.app):
        left = kept.undo(click.transaction)
    if not left:
        return Outcome(click.texts("button.undo.done"))
    named = ", ".join(dict.fromkeys(left[:_NAMED])) + (" …" if len(left) > _NAMED else "")
    if click.transaction.is_empty:
        raise Stopped("button.undo.all_changed", places=named)
    return Outcome(click.texts("button.undo.left", places=named))
