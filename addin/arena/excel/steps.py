"""The steps that a transaction takes, each with the way back.

A step takes its handles before it changes anything, so that the way back needs no call that may be what Excel refuses.
``take_back`` puts everything back whatever happened since, in more than one way; ``undo`` is the same after the
click: it goes through a new transaction, and leaves alone and names what was changed in between.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from arena.excel import host, validation_host
from arena.excel.contents_host import Contents
from arena.workbook.cells import Area, column_name

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host import Handle, Typed
    from arena.excel.transaction import Transaction
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
        """Return the sheet on which undoing it changes cells, as ``host.sheet_handle`` gives it; there may be none."""
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
        self._block = host.cells(sheet, area)
        self._before = Contents(self._block)
        self._after: list[list[Typed]] = []
        self._now: list[list[Typed]] = []
        self.place = f"‘{sheet_name}’ {area.address.replace('$', '')}"

    def changes(self) -> Handle:
        return host.sheet_handle(self._sheet)

    def write(self, rows: Sequence[Sequence[Typed]]) -> None:
        """Write the block."""
        host.write_typed(self._block, rows)

    def write_one(self, formula: str) -> None:
        """Write one formula to all cells."""
        host.write_one(self._block, formula)

    def write_back(self, before: Contents, rows: Sequence[Sequence[Typed]]) -> None:
        """Write what the block held before another step, but for some cells."""
        before.put_back(rows)

    def take_back(self) -> None:
        self._before.put_back()

    def finish(self) -> None:
        self._after = host.typed(self._block)

    def look(self) -> None:
        self._now = host.typed_if_there(self._block)

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
        return host.area_of(self._block)


class SheetGone(Exception):
    """A sheet was deleted, and nothing brings it back."""


class SheetAdded(Step):
    """A sheet was added; the sheet that the user looked at stays in front."""

    last = True

    def __init__(self, book: xw.Book, name: str, after: xw.Sheet | None) -> None:
        self._book = book
        self._shown = host.active_sheet(book)
        self._after_cells: list[list[Typed]] = []
        self.place = f"‘{name}’"
        self.sheet = host.add_sheet(book, after)
        try:
            host.name_sheet(self.sheet, name)
            host.show_sheet(self._shown)
        except Exception:
            self.take_back()
            raise

    def take_back(self) -> None:
        host.delete_sheet(self.sheet)
        host.show_sheet(self._shown)

    def finish(self) -> None:
        self._after_cells = host.typed(host.used_cells(self.sheet))

    def undo(self, transaction: Transaction) -> list[str]:
        if not host.has_sheet(self._book, self.sheet):
            return []  # the user deleted it already
        if not same_block(host.typed(host.used_cells(self.sheet)), self._after_cells):
            return [self.place]
        transaction.delete_sheet(self.sheet)
        return []


class SheetDeleted(Deed):
    """A sheet that a button had added was deleted."""

    last = True

    def __init__(self, book: xw.Book, sheet: xw.Sheet) -> None:
        self.place = f"‘{host.sheet_name(sheet)}’"
        self._sheet = sheet
        self._done = False

    def apply(self) -> None:
        """Delete it."""
        host.delete_sheet(self._sheet)
        self._done = True

    def take_back(self) -> None:
        """Nothing where Excel refused to delete, since the sheet is still there; raises ``SheetGone`` otherwise."""
        if self._done:
            raise SheetGone(self.place)


class ValidationAdded(Deed):
    """Cells without a validation were given one."""

    def __init__(self, sheet: xw.Sheet, sheet_name: str, areas: Sequence[Area], validation: Validation) -> None:
        self.place = f"‘{sheet_name}’"
        self._sheet = sheet
        self._validation = validation
        self._blocks = [host.cells(sheet, area) for area in areas]
        self._rules = [validation_host.rule(block) for block in self._blocks]

    def changes(self) -> Handle:
        return host.sheet_handle(self._sheet)

    def apply(self) -> None:
        """Give it, area by area."""
        for rule in self._rules:
            validation_host.add(rule, self._validation)

    def take_back(self) -> None:
        for rule in self._rules:
            validation_host.remove(rule)

    def undo(self, transaction: Transaction) -> list[str]:
        areas = [host.area_of(block) for block in self._blocks]
        transaction.remove_validation(self._sheet, areas, self._validation)
        return []


class ValidationRemoved(Deed):
    """A validation that ``ValidationAdded`` gave was taken away."""

    def __init__(self, sheet: xw.Sheet, sheet_name: str, areas: Sequence[Area], validation: Validation) -> None:
        self.place = f"‘{sheet_name}’"
        self._validation = validation
        self._blocks = [host.cells(sheet, area) for area in areas]
        self._rules = [validation_host.rule(block) for block in self._blocks]

    def apply(self) -> None:
        """Take it away, area by area."""
        for rule in self._rules:
            validation_host.remove(rule)

    def take_back(self) -> None:
        for rule in self._rules:
            if not validation_host.is_there(rule):
                validation_host.add(rule, self._validation)


def same(one: Typed, other: Typed) -> bool:
    """Whether two cells hold the same; a number is not the text of that number, nor TRUE the number 1."""
    return type(one) is type(other) and one == other


def same_block(one: list[list[Typed]], other: list[list[Typed]]) -> bool:
    """Whether two blocks hold the same, cell by cell."""
    return [[repr(value) for value in row] for row in one] == [[repr(value) for value in row] for row in other]
