"""The states in which a workbook cannot be changed, or not without asking: each has its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from arena.excel.click import Stopped
from arena.excel.host import books, excel, sheets
from arena.workbook import names
from arena.workbook.model import is_newer

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.excel import Handle

_agreed: list[xw.Book] = []
"""Workbooks that others may edit too, for which the user said to go on; for as long as this server runs."""

_hinted: list[xw.Book] = []
"""Workbooks of which the user was told that they are not saved yet."""


def checked_open(app: xw.App, book: xw.Book | None) -> xw.Book:
    """Return the workbook. Raises ``Stopped`` where there is none, or what the user sees is in Protected View."""
    if excel.in_protected_view(app):
        raise Stopped("state.protected_view")
    if book is None:
        raise Stopped("state.no_workbook")
    return book


def check_writable(book: xw.Book, ask: Callable[[str], bool], structure: str | None) -> books.BookFacts:
    """Raises ``Stopped`` where a workbook cannot be changed, or others may edit it and the user says not to go on.

    Args:
        book: the workbook.
        ask: puts a yes-or-no question, by the key of its text.
        structure: the key of what to say where no sheet may be added or deleted; ``None`` where none will be.
    """
    facts = books.book_facts(book)
    if facts.read_only:
        raise Stopped("state.read_only")
    if structure is not None and facts.structure_protected:
        raise Stopped(structure)
    if facts.shared and not any(excel.same(book, other) for other in _agreed):
        if not ask("state.shared.question"):
            raise Stopped("state.shared")
        _agreed.append(book)
    return facts


def check_version(book: xw.Book) -> None:
    """Raises ``Stopped`` where a workbook is of a newer version than this one knows."""
    if is_newer(books.name_value(book, names.SCHEMA)):
        raise Stopped("state.newer")


def check_sheet(sheet: xw.Sheet, name: str) -> None:
    """Raises ``Stopped`` where a sheet is protected."""
    if sheets.is_sheet_protected(sheet):
        raise Stopped("state.sheet_protected", sheet=name)


def check_cells(sheet: Handle) -> None:
    """Raises ``Stopped`` where a sheet (``sheets.sheet_handle``) is protected; one that is gone is not."""
    name = sheets.name_if_protected(sheet)
    if name is not None:
        raise Stopped("state.sheet_protected", sheet=name)


def hint(book: xw.Book, facts: books.BookFacts) -> str | None:
    """Return the key of what a message adds, once a workbook: that it is nowhere saved yet."""
    if facts.saved_somewhere or any(excel.same(book, other) for other in _hinted):
        return None
    _hinted.append(book)
    return "state.unsaved"


def remembered() -> list[xw.Book]:
    """Return the workbooks of which something is remembered."""
    return [*_agreed, *_hinted]


def drop_all(closed: Iterable[xw.Book]) -> None:
    """Remember nothing of workbooks that are closed."""
    gone = list(closed)
    for kept in (_agreed, _hinted):
        kept[:] = [book for book in kept if not any(excel.same(book, other) for other in gone)]


def forget() -> None:
    """Begin a new session: nothing was agreed or said."""
    _agreed.clear()
    _hinted.clear()
