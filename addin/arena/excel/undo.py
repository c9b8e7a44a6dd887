"""What the last button did, kept outside the workbook while this server runs, so that it can be undone once."""

from __future__ import annotations

import atexit
from collections.abc import Iterable
from typing import TYPE_CHECKING

from arena.excel import host

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.transaction import Transaction

_kept: list[Transaction] = []
"""At most one a workbook."""


def keep(transaction: Transaction) -> None:
    """Keep what a button did, instead of what an earlier one did to the same workbook."""
    drop(transaction.book)
    _kept.append(transaction)


def kept_for(book: xw.Book) -> Transaction | None:
    """Return what the last button did to a workbook, without asking Excel anything."""
    return next((one for one in _kept if host.same(one.book, book)), None)


def drop(book: xw.Book) -> None:
    """Forget what was kept for a workbook."""
    for one in [one for one in _kept if host.same(one.book, book)]:
        _kept.remove(one)
        one.forget()


def books() -> list[xw.Book]:
    """Return the workbooks for which something is kept."""
    return [one.book for one in _kept]


def drop_all(closed: Iterable[xw.Book]) -> None:
    """Forget what was kept for workbooks that are closed."""
    for book in closed:
        drop(book)


@atexit.register
def forget() -> None:
    """Forget everything, and close what lay aside."""
    while _kept:
        _kept.pop().forget()
