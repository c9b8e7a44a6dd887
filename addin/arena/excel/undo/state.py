"""What a button changes in a workbook, one class a kind: it can be read, put back and compared.

A state is made from names and addresses alone (``Make``), so that between clicks nothing of Excel is held. It takes
its handles when it is made and read, before anything changes: then putting back needs no call that Excel may just have
refused.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import xlwings as xw

from arena.excel.host import tables
from arena.excel.host.contents import Typed
from arena.excel.host.excel import Handle
from arena.excel.host.tables import FoundTable
from arena.excel.host.typed_text import is_formula


class Gone(Exception):
    """What a state is about is not in the workbook any more.

    Attributes:
        where: the sheet or the table, as a message names it.
    """

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def table_of(book: xw.Book, name: str, heading: str | None = None) -> tuple[FoundTable, Handle]:
    """Return the table of a name, and its handle. Raises ``Gone`` where there is none, or it has no such heading."""
    present = tables.named(book, name)
    if present is None:
        raise Gone(name)
    found, _ = present
    if heading is not None and heading not in found.headings:
        raise Gone(named(found.sheet))
    return present


class Merged(NamedTuple):
    """What undo puts back, and what it leaves alone because the user changed it since, as a message names it.

    ``wanted`` is ``None`` where nothing needs to change.
    """

    wanted: Wanted | None
    left: Sequence[str] = ()


class Wanted(NamedTuple):
    """A state to put back, as ``read`` returned it."""

    value: Any


class State(ABC):
    """Something of a workbook that a button changes.

    Attributes:
        sheet: the name of the sheet on which it stands.
        where: how a message names it: that sheet, or cells of it.
        last: whether putting it back cannot itself be taken back, so that undo does it last.
    """

    sheet: str
    last = False

    @property
    def where(self) -> str:
        return named(self.sheet)

    @abstractmethod
    def read(self) -> Any:
        """Return all that ``put`` needs to bring this state back; no object of Excel is in it."""

    def look(self) -> Any:
        """Return what tells whether the user changed it since: what is read, unless less will do."""
        return self.read()

    def tidy(self) -> None:  # noqa: B027 - reading most states leaves nothing
        """Take away what a reading that failed may have left in the workbook."""

    @abstractmethod
    def put(self, wanted: Any) -> None:
        """Bring back a state that ``read`` returned, however far the change came before it failed."""

    @abstractmethod
    def merge(self, before: Any, after: Any, now: Any) -> Merged:
        """Return what undo puts back.

        Args:
            before: what ``read`` returned before the change.
            after: what ``look`` returned after it.
            now: what ``look`` returns before undoing.
        """


Make = Callable[[xw.Book], State]
"""Makes a state in a workbook. Raises ``Gone`` where it is not there."""


def named(sheet: str) -> str:
    """Return a sheet as a message names it."""
    return f"‘{sheet}’"


def same(one: Typed, other: Typed) -> bool:
    """Return True if two cells hold the same; a number is not the text of that number, nor TRUE the number 1."""
    return type(one) is type(other) and one == other


class Lines(NamedTuple):
    """What is typed in the rows of a table, by which it is seen whether they moved, and the heading of each column."""

    headings: tuple[str, ...]
    typed: Sequence[tuple[Any, ...]]


def rows_moved(before: Lines, now: Lines) -> bool:
    """Return True if rows came or went or stand elsewhere: one that differs is the same as another row was, and not
    merely blank. Columns that came, went or got another heading since are not looked at.
    """
    if len(before.typed) != len(now.typed):
        return True
    shared = [heading for heading in before.headings if heading in now.headings]
    old, new = ([constants(_of_columns(row, lines, shared)) for row in lines.typed] for lines in (before, now))
    known = {row for row in old if any(value not in (None, "") for value in row)}
    return any(one != other and other in known for one, other in zip(old, new, strict=True))


def _of_columns(row: Sequence[object], lines: Lines, headings: Sequence[str]) -> list[object]:
    return [row[lines.headings.index(heading)] for heading in headings]


def constants(row: Sequence[object]) -> tuple[object, ...]:
    """Return what is typed in a row, ``None`` for a formula: by this a row is known wherever it goes."""
    return tuple(None if is_formula(value) else value for value in row)
