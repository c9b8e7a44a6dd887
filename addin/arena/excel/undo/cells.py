"""Cells of a table that a button writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from arena.excel.host import contents, sheets, tables
from arena.excel.host.contents import Held, Typed
from arena.excel.undo.state import Gone, Lines, Merged, State, Wanted, named, rows_moved, same, table_of
from arena.workbook.cells import Area, cell_name

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.excel import Handle
    from arena.excel.host.tables import FoundTable


class Spot(NamedTuple):
    """Cells by the table in which they stand: wherever the table goes, they are found again.

    Attributes:
        table: the table's name.
        area: the cells, counted from the table's first cell; they may reach below the table.
        headings: those above the cells. Where others stand there by now, the columns moved.
    """

    table: str
    area: Area
    headings: tuple[str, ...]

    @classmethod
    def of(cls, table: str, corner: Area, headings: Sequence[str], area: Area) -> Spot:
        """Return the spot of an area of a sheet, in the table of a name, with its corner and headings."""
        first, last = area.first_column - corner.first_column, area.last_column - corner.first_column
        top, bottom = area.first_row - corner.first_row, area.last_row - corner.first_row
        return cls(table, Area(top, first, bottom, last), tuple(headings[first : last + 1]))

    def find(self, book: xw.Book) -> tuple[FoundTable, Handle, Area]:
        """Return the table, its handle, and where the cells are now. Raises ``Gone``."""
        (found, table), area = table_of(book, self.table), self.area
        if found.headings[area.first_column : area.last_column + 1] != self.headings:
            raise Gone(named(found.sheet))
        row, column = found.area.first_row, found.area.first_column
        now = Area(area.first_row + row, area.first_column + column, area.last_row + row, area.last_column + column)
        return found, table, now


class Looked(NamedTuple):
    """What the cells hold, and the rows of the table, by which it is seen whether rows moved."""

    typed: list[list[Typed]]
    rows: Lines


class Cells(State):
    """The values and formulas of cells in one table; their formats stay as they are."""

    def __init__(self, book: xw.Book, spot: Spot) -> None:
        found, table, self._area = spot.find(book)
        sheet = sheets.sheet(book, found.sheet)
        self._block = sheets.cells(sheet, self._area)
        self._rows = tables.body(table)
        self._headings = found.headings
        self._cells: contents.CellHandles = {}
        self.sheet = found.sheet

    @property
    def where(self) -> str:
        return f"{named(self.sheet)} {self._area.address.replace('$', '')}"

    def read(self) -> Held:
        return contents.held(self._block, self._cells)

    def look(self) -> Looked:
        rows = [tuple(row) for row in contents.typed(self._rows)]
        return Looked(contents.typed(self._block), Lines(self._headings, rows))

    def write(self, rows: Sequence[Sequence[Typed]]) -> None:
        """Write the cells, each as it would be typed; a formula with its ``=`` (English names, commas)."""
        contents.write_typed(self._block, rows)

    def write_formula(self, formula: str, *, own: bool) -> None:
        """Write one formula to all cells at once, so that Excel knows a column as calculated again.

        Args:
            formula: with its ``=``.
            own: whether it is this product's own text, and was not read from the sheet (``contents.write_one``).
        """
        contents.write_one(self._block, formula, own=own)

    def put(self, wanted: Held) -> None:
        contents.put_back(self._block, wanted, self._cells)

    def merge(self, before: Held, after: Looked, now: Looked) -> Merged:
        if rows_moved(after.rows, now.rows):
            return Merged(None, [self.where])
        return merged(before, after.typed, now.typed, self._name)

    def _name(self, row: int, column: int) -> str:
        return f"{named(self.sheet)} {cell_name(self._area.first_row + row, self._area.first_column + column)}"


def merged(
    before: Held, after: Sequence[Sequence[Typed]], now: Sequence[Sequence[Typed]], name: Callable[[int, int], str]
) -> Merged:
    """Return what undo puts back of a block, cell by cell, and the names of the cells that were changed since.

    Args:
        before: what the block held before the button wrote.
        after: what it held after that.
        now: what it holds now.
        name: gives how a message names a cell, by its row and column in the block.
    """
    rows = [list(row) for row in before.typed]
    left = []
    for row, (found, written) in enumerate(zip(now, after, strict=True)):
        for column, (one, other) in enumerate(zip(found, written, strict=True)):
            if not same(one, other):
                if not same(one, rows[row][column]):
                    left.append(name(row, column))
                rows[row][column] = one
    return Merged(Wanted(before.with_rows(rows)), left)
