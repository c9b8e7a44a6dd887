"""The steps that a transaction takes, each with the way back.

A step takes its handles before it changes anything, so that the way back needs no call that may be what Excel refuses.
``take_back`` puts everything back whatever happened since, in more than one way; ``undo`` is the same after the
click: it goes through a new transaction, and leaves alone and names what was changed in between.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from arena.excel import host, sheet_host, validation_host
from arena.excel.contents_host import Contents, typed_if_there
from arena.excel.entries import is_formula
from arena.excel.stubborn import managed
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


class Surroundings:
    """What stands on the sheet of cells whose handle does not follow them (``host.stands_still``).

    Where rows or columns moved since, nobody knows any more where these cells are now; where hardly any of their rows
    is the same, this is another workbook of that name.
    """

    def __init__(self, sheet: xw.Sheet, areas: Sequence[Area]) -> None:
        self._sheet = sheet if host.stands_still(sheet.book) else None
        self._rows = slice(min(area.first_row for area in areas), 1 + max(area.last_row for area in areas))
        self._after: list[list[Typed]] = []

    def finish(self) -> None:
        """Remember them, once the button has done everything."""
        if self._sheet is not None:
            self._after = host.typed(sheet_host.from_first_cell(self._sheet))

    def moved(self) -> bool:
        """Whether rows or columns moved since, or the workbook is another one."""
        if self._sheet is None:
            return False
        now: list[list[Typed]] = []
        with suppress(Exception):  # the sheet is gone
            now = typed_if_there(sheet_host.from_first_cell(self._sheet))
        moved = _moved(self._after, now) or _moved(_turned(self._after), _turned(now))
        return moved or hardly_the_same(self._after[self._rows], now[self._rows])


def _moved(before: list[list[Typed]], now: list[list[Typed]]) -> bool:
    """``rows_moved``, also where there are more or fewer rows, or longer ones, than before."""
    width, height = max((len(row) for row in [*before, *now]), default=0), max(len(before), len(now))
    return rows_moved(_widened(before, height, width), _widened(now, height, width))


def _widened(rows: list[list[Typed]], height: int, width: int) -> list[list[Typed]]:
    blank: list[list[Typed]] = [[] for _ in range(height - len(rows))]
    return [[*row, *[None] * (width - len(row))] for row in [*rows, *blank]]


def _turned(rows: list[list[Typed]]) -> list[list[Typed]]:
    return [list(column) for column in zip(*rows, strict=True)]


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
        self._around = Surroundings(sheet, [area])
        self.place = f"‘{sheet_name}’ {area.address.replace('$', '')}"

    def changes(self) -> Handle:
        return host.sheet_handle(self._sheet)

    def write(self, rows: Sequence[Sequence[Typed]]) -> None:
        """Write the block."""
        host.write_typed(self._block, rows)

    def write_one(self, formula: str, *, own: bool) -> None:
        """Write one formula to all cells, see ``host.write_one``."""
        host.write_one(self._block, formula, own=own)

    def write_back(self, before: Contents, rows: Sequence[Sequence[Typed]]) -> None:
        """Write what the block held before another step, but for some cells."""
        before.put_back(rows)

    def take_back(self) -> None:
        self._before.put_back()

    def finish(self) -> None:
        self._after = host.typed(self._block)
        self._around.finish()

    def look(self) -> None:
        self._now = [] if self._around.moved() else typed_if_there(self._block)

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
        self._shown = host.active_sheet(book)
        self._after: host.AsRead | None = None

    def apply(self) -> None:
        """Add it."""
        self._sheet = host.add_sheet(self._book, self._next_to)
        sheet_host.put_after(self._sheet, self._next_to)
        host.name_sheet(self._sheet, self._name)
        host.show_sheet(self._shown)

    def added(self) -> xw.Sheet:
        """Return the sheet. Raises ``SheetGone`` where it is not there, or not any more."""
        if self._sheet is None:
            raise SheetGone(self.place)
        return self._sheet

    def take_back(self) -> None:
        if self._sheet is None:
            return
        host.delete_sheet(self._sheet)
        self._sheet = None
        managed(partial(host.show_sheet, self._shown))  # with the sheet gone, Excel shows one of the others

    def finish(self) -> None:
        self._after = host.as_read(host.used_cells(self.added()))

    def undo(self, transaction: Transaction) -> list[str]:
        sheet = self.added()
        if not host.has_sheet(self._book, sheet):
            return []  # the user deleted it already
        if self._after is None or not self._after.same_typed(host.as_read(host.used_cells(sheet))):
            return [self.place]
        transaction.delete_sheet(sheet)
        return []


class SheetDeleted(Deed):
    """A sheet that a button had added was deleted."""

    last = True

    def __init__(self, sheet: xw.Sheet) -> None:
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
    """Cells without a validation were given one.

    Args:
        blocks: these cells, all in the validation's area, as ``validation_host.cells_without`` gives them.
    """

    def __init__(self, sheet: xw.Sheet, sheet_name: str, blocks: Sequence[Handle], validation: Validation) -> None:
        self.place = f"‘{sheet_name}’"
        self._sheet = sheet
        self._validation = validation
        self._blocks = blocks
        self._rules = [validation_host.rule(block) for block in blocks]
        self._around = Surroundings(sheet, [validation.area])
        self._moved = False

    def changes(self) -> Handle:
        return host.sheet_handle(self._sheet)

    def apply(self) -> None:
        """Give it, block by block."""
        for rule in self._rules:
            validation_host.add(rule, self._validation)

    def take_back(self) -> None:
        for rule in self._rules:
            validation_host.remove(rule)

    def finish(self) -> None:
        self._around.finish()

    def look(self) -> None:
        self._moved = self._around.moved()

    def undo(self, transaction: Transaction) -> list[str]:
        if self._moved:
            return [self.place]
        transaction.remove_validation(self._sheet, self._blocks, self._validation)
        return []


class ValidationRemoved(Deed):
    """A validation that ``ValidationAdded`` gave was taken away."""

    def __init__(self, sheet_name: str, blocks: Sequence[Handle], validation: Validation) -> None:
        self.place = f"‘{sheet_name}’"
        self._validation = validation
        self._rules = [validation_host.rule(block) for block in blocks]

    def apply(self) -> None:
        """Take it away, block by block."""
        for rule in self._rules:
            validation_host.remove(rule)

    def take_back(self) -> None:
        for rule in self._rules:
            if not validation_host.is_there(rule):
                validation_host.add(rule, self._validation)


def same(one: Typed, other: Typed) -> bool:
    """Whether two cells hold the same; a number is not the text of that number, nor TRUE the number 1."""
    return type(one) is type(other) and one == other


def rows_moved(before: list[list[Typed]], now: list[list[Typed]]) -> bool:
    """Whether rows stand elsewhere: a row that differs is the same as another row was, and not merely blank."""
    old, new = [_entries(row) for row in before], [_entries(row) for row in now]
    known = {row for row in old if any(value is not None for value in row)}
    return any(one != other and other in known for one, other in zip(old, new, strict=True))


def hardly_the_same(before: list[list[Typed]], now: list[list[Typed]]) -> bool:
    """Whether fewer than half of the rows with something typed in them are still there, in their place."""
    old, new = [_entries(row) for row in before], [_entries(row) for row in now]
    filled = [place for place, row in enumerate(old) if any(value is not None for value in row)]
    kept = sum(place < len(new) and _same_start(old[place], new[place]) for place in filled)
    return 2 * kept < len(filled)


def _same_start(one: tuple[Typed, ...], other: tuple[Typed, ...]) -> bool:
    return all(left == right for left, right in zip(one, other, strict=False))


def _entries(row: list[Typed]) -> tuple[Typed, ...]:
    return tuple(None if is_formula(value) else value for value in row)
