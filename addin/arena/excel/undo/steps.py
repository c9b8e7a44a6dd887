"""The steps that a transaction takes, each with the way back.

A step takes its handles before it changes anything, so that the way back needs no call that may be what Excel refuses.
``take_back`` puts everything back whatever happened since, in more than one way; ``undo`` is the same after the
click: it goes through a new transaction, and leaves alone and names what was changed in between.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from arena.excel.host import books, contents, sheets, validations
from arena.excel.host.contents import Contents, typed_if_there
from arena.excel.host.stubborn import managed
from arena.excel.host.typed_text import is_formula
from arena.workbook.cells import Area, column_name

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.contents import Typed
    from arena.excel.host.excel import Handle
    from arena.excel.undo.transaction import Transaction
    from arena.workbook.description import Validation


class Step(ABC):
    """One change."""

    place: str
    """How a message names it: a sheet, or cells of a sheet."""

    last = False
    """Whether undoing it cannot itself be taken back, so that it comes last."""

    @abstractmethod
    def take_back(self) -> None:
        """Put back what was there before, unconditionally."""

    def changes(self) -> Handle | None:
        """Return the sheet (``sheets.sheet_handle``) on which undoing it changes cells; there may be none."""
        return None

    def finish(self) -> None:  # noqa: B027 - most steps have nothing to remember
        """Look at what the change came to, once the button has done everything."""

    def look(self) -> None:  # noqa: B027
        """Look at what stands there now, before anything is undone."""

    def undo(self, transaction: Transaction) -> list[str]:
        """Put back through a transaction what was not changed since; returns the names of what was left alone.

        The steps of an undoing itself are not undone: for them this does nothing.
        """
        return []


class Deed(Step):
    """A change that is prepared first, and then done in one go."""

    @abstractmethod
    def apply(self) -> None:
        """Do it."""


class CellsWritten(Step):
    """A block of values and formulas was written."""

    def __init__(self, sheet: xw.Sheet, sheet_name: str, area: Area) -> None:
        self._sheet = sheet
        self._sheet_name = sheet_name
        self._area = area
        self._block = sheets.cells(sheet, area)
        self._before = Contents(self._block)
        self._after: list[list[Typed]] = []
        self._now: list[list[Typed]] = []
        self.place = f"‘{sheet_name}’ {area.address.replace('$', '')}"

    def changes(self) -> Handle:
        return sheets.sheet_handle(self._sheet)

    def write(self, rows: Sequence[Sequence[Typed]]) -> None:
        """Write the block."""
        contents.write_typed(self._block, rows)

    def write_one(self, formula: str, *, own: bool) -> None:
        """Write one formula to all cells, see ``contents.write_one``."""
        contents.write_one(self._block, formula, own=own)

    def write_back(self, before: Contents, rows: Sequence[Sequence[Typed]]) -> None:
        """Write what the block held before another step, but for some cells."""
        before.put_back(rows)

    def take_back(self) -> None:
        self._before.put_back()

    def finish(self) -> None:
        self._after = contents.typed(self._block)

    def look(self) -> None:
        self._now = typed_if_there(self._block)

    def undo(self, transaction: Transaction) -> list[str]:
        now = self._now
        if [len(row) for row in now] != [len(row) for row in self._after]:
            return [self.place]
        changed = [
            (row, column)
            for row, (found, left) in enumerate(zip(now, self._after, strict=True))
            for column, (one, other) in enumerate(zip(found, left, strict=True))
            if not same(one, other)
        ]
        before = self._before.typed
        wanted = [list(row) for row in before]
        for row, column in changed:
            wanted[row][column] = now[row][column]
        transaction.write_back(self._sheet, self._area_now(), self._before, wanted)
        return [
            f"‘{self._sheet_name}’ {column_name(self._area.first_column + column)}{self._area.first_row + row + 1}"
            for row, column in changed
            if not same(now[row][column], before[row][column])
        ]

    def _area_now(self) -> Area:
        return contents.area_of(self._block)


class SheetGone(Exception):
    """A sheet is not there, and nothing brings it back."""


class SheetAdded(Deed):
    """A sheet was added; the sheet that the user looked at stays in front."""

    last = True

    def __init__(self, book: xw.Book, name: str, after: xw.Sheet | None) -> None:
        self.place = f"‘{name}’"
        self._sheet: xw.Sheet | None = None
        self._book = book
        self._name = name
        self._next_to = after
        self._shown = books.active_sheet(book)
        self._after: contents.AsRead | None = None

    def apply(self) -> None:
        """Add it."""
        self._sheet = sheets.add_sheet(self._book, self._next_to)
        sheets.name_sheet(self._sheet, self._name)
        sheets.show_sheet(self._shown)

    def added(self) -> xw.Sheet:
        """Return the sheet. Raises ``SheetGone`` where it is not there, or not any more."""
        if self._sheet is None:
            raise SheetGone(self.place)
        return self._sheet

    def take_back(self) -> None:
        if self._sheet is None:
            return
        sheets.delete_sheet(self._sheet)
        self._sheet = None
        managed(partial(sheets.show_sheet, self._shown))  # with the sheet gone, Excel shows one of the others

    def finish(self) -> None:
        self._after = contents.as_read(sheets.used_cells(self.added()))

    def undo(self, transaction: Transaction) -> list[str]:
        sheet = self.added()
        if not sheets.has_sheet(self._book, sheet):
            return []  # the user deleted it already
        if self._after is None or not self._after.same_typed(contents.as_read(sheets.used_cells(sheet))):
            return [self.place]
        transaction.delete_sheet(sheet)
        return []


class SheetDeleted(Deed):
    """A sheet that a button had added was deleted."""

    last = True

    def __init__(self, sheet: xw.Sheet) -> None:
        self.place = f"‘{sheets.sheet_name(sheet)}’"
        self._sheet = sheet
        self._done = False

    def apply(self) -> None:
        """Delete it."""
        sheets.delete_sheet(self._sheet)
        self._done = True

    def take_back(self) -> None:
        """Nothing where Excel refused to delete, since the sheet is still there; raises ``SheetGone`` otherwise."""
        if self._done:
            raise SheetGone(self.place)


class ValidationAdded(Deed):
    """Cells without a validation were given one.

    Args:
        blocks: these cells, all in the validation's area, as ``validations.cells_without`` gives them.
    """

    def __init__(self, sheet: xw.Sheet, sheet_name: str, blocks: Sequence[Handle], validation: Validation) -> None:
        self.place = f"‘{sheet_name}’"
        self._sheet = sheet
        self._validation = validation
        self._blocks = blocks
        self._rules = [validations.rule(block) for block in blocks]

    def changes(self) -> Handle:
        return sheets.sheet_handle(self._sheet)

    def apply(self) -> None:
        """Give it, block by block."""
        for rule in self._rules:
            validations.add(rule, self._validation)

    def take_back(self) -> None:
        for rule in self._rules:
            validations.remove(rule)

    def undo(self, transaction: Transaction) -> list[str]:
        transaction.remove_validation(self._sheet, self._blocks, self._validation)
        return []


class ValidationRemoved(Deed):
    """A validation that ``ValidationAdded`` gave was taken away."""

    def __init__(self, sheet_name: str, blocks: Sequence[Handle], validation: Validation) -> None:
        self.place = f"‘{sheet_name}’"
        self._validation = validation
        self._rules = [validations.rule(block) for block in blocks]

    def apply(self) -> None:
        """Take it away, block by block."""
        for rule in self._rules:
            validations.remove(rule)

    def take_back(self) -> None:
        for rule in self._rules:
            if not validations.is_there(rule):
                validations.add(rule, self._validation)


def same(one: Typed, other: Typed) -> bool:
    """Whether two cells hold the same; a number is not the text of that number, nor TRUE the number 1."""
    return type(one) is type(other) and one == other


def rows_moved(before: list[list[Typed]], now: list[list[Typed]]) -> bool:
    """Whether rows stand elsewhere: a row that differs is the same as another row was, and not merely blank."""
    old, new = [_entries(row) for row in before], [_entries(row) for row in now]
    known = {row for row in old if any(value is not None for value in row)}
    return any(one != other and other in known for one, other in zip(old, new, strict=True))


def _entries(row: list[Typed]) -> tuple[Typed, ...]:
    return tuple(None if is_formula(value) else value for value in row)
