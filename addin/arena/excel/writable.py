"""Whether a workbook can be changed, or not without asking: each reason why not has its sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from arena.excel.host import books, excel, sheets
from arena.excel.stopped import Stopped
from arena.workbook import names
from arena.workbook.model import is_newer, is_older

if TYPE_CHECKING:
    import xlwings as xw

_agreed: set[str] = set()
"""Workbooks, by key, that others may edit too, and for which the user said to go on; until they are closed."""

_hinted: set[str] = set()
"""Workbooks, by key, whose user was told that they are not saved yet."""


def checked_open(app: xw.App, book: xw.Book | None) -> xw.Book:
    """Return the workbook. Raises ``Stopped`` where there is none, or what the user sees is in Protected View."""
    if excel.in_protected_view(app):
        raise Stopped("state.protected_view")
    if book is None:
        raise Stopped("state.no_workbook")
    return book


def check(book: xw.Book, key: str, ask: Callable[[str], bool], structure: str | None) -> books.BookFacts:
    """Raises ``Stopped`` where a workbook cannot be changed, or others may edit it and the user says not to go on.

    Args:
        book: the workbook.
        key: by which the workbook is known between clicks.
        ask: puts a yes-or-no question, by the key of its text.
        structure: the key of what to say where no sheet may be added or deleted; ``None`` where none will be.
    """
    facts = books.book_facts(book)
    if facts.read_only:
        raise Stopped("state.read_only")
    if structure is not None and facts.structure_protected:
        raise Stopped(structure)
    if facts.shared and key not in _agreed:
        if not ask("state.shared.question"):
            raise Stopped("state.shared")
        _agreed.add(key)
    return facts


def check_version(book: xw.Book) -> None:
    """Raises ``Stopped`` where a workbook is of a newer version than this one knows, or of an older one.

    One of an older version is brought along by a button of its own, in a new file.
    """
    schema = books.name_value(book, names.SCHEMA)
    if is_newer(schema):
        raise Stopped("state.newer")
    if is_older(schema):
        raise Stopped("state.older")


def check_sheet(sheet: xw.Sheet, name: str) -> None:
    """Raises ``Stopped`` where a sheet is protected."""
    if sheets.is_sheet_protected(sheet):
        raise Stopped("state.sheet_protected", sheet=name)


def check_sheet_named(book: xw.Book, name: str) -> None:
    """Raises ``Stopped`` where the sheet of a name is protected; one that is not there is not."""
    if name in books.sheet_names(book):
        check_sheet(sheets.sheet(book, name), name)


def hint(key: str, facts: books.BookFacts) -> str | None:
    """Return the key of what a message adds, once a workbook: that it is nowhere saved yet."""
    if facts.saved_somewhere or key in _hinted:
        return None
    _hinted.add(key)
    return "state.unsaved"


def drop(key: str) -> None:
    """Remember nothing of a workbook that is closed."""
    _agreed.discard(key)
    _hinted.discard(key)
