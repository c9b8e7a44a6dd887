"""The button update: a new workbook of today's layout with all that was typed in this one, which stays as it is."""

from __future__ import annotations

from arena.excel import whole_book
from arena.excel.click import Click, Outcome
from arena.excel.opening import open_new
from arena.excel.stopped import Stopped
from arena.locale import catalogue
from arena.workbook.update import said
from arena.workbook.update.bring import bring_along


def run(click: Click) -> Outcome:
    """Read the whole workbook and open a new one beside it, nowhere saved yet.

    Raises:
        Stopped: it is of today's layout and lacks no sheet, or of a newer one, or it has no table of actors.
    """
    whole = whole_book.read(click.read(), click.progress)
    brought = bring_along(whole)
    if brought.is_current and not brought.missing:
        raise Stopped("button.update.nothing")
    open_new(click, brought.book, catalogue(brought.book.language)("file.template"))
    told = [click.texts("button.update.done"), *said.taken(brought, click.texts)]
    left = said.left(brought, click.texts)
    return Outcome(" ".join(told if left is None else [*told, click.texts("button.update.left", what=left)]))
