"""What the last button did, kept outside the workbook while this server runs, so that it can be undone once."""

from __future__ import annotations

import atexit
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from arena.excel.host import excel

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.undo.transaction import Transaction

_kept: list[tuple[float, Transaction]] = []
"""At most one a workbook, each with when it was kept, by the clock on the wall."""


def keep(transaction: Transaction) -> None:
    """Keep what a button did, instead of what an earlier one did to the same workbook."""
    drop(transaction.book)
    _kept.append((time.time(), transaction))


def kept_for(book: xw.Book) -> Transaction | None:
    """Return what the last button did to a workbook, without asking Excel anything."""
    return next((one for _, one in _kept if excel.same(one.book, book)), None)


def books() -> list[xw.Book]:
    """Return the workbooks for which something is kept."""
    return [one.book for _, one in _kept]


def drop(book: xw.Book) -> None:
    """Forget what was kept for a workbook."""
    _let_go([one for one in _kept if excel.same(one[1].book, book)])


def drop_all(closed: Iterable[xw.Book]) -> None:
    """Forget what was kept for workbooks that are closed."""
    for book in closed:
        drop(book)


@atexit.register
def forget() -> None:
    """Forget everything, and close what lay aside."""
    _let_go(list(_kept))


def forget_after(seconds: float) -> None:
    """Forget what was kept longer ago than this."""
    _let_go([one for one in _kept if time.time() - one[0] > seconds])


def _let_go(unwanted: list[tuple[float, Transaction]]) -> None:
    for one in unwanted:
        _kept.remove(one)
        one[1].forget()
