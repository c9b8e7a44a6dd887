"""The order of the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from arena.excel.host import excel, tables
from arena.excel.host.tables import HeldColumn, Sorter, moved
from arena.excel.stopped import Stopped
from arena.excel.undo.state import Lines, Merged, State, Wanted, constants, rows_moved, table_of

if TYPE_CHECKING:
    import xlwings as xw

_Value = TypeVar("_Value")


class Rows(NamedTuple):
    """The rows of a table: what is typed in each, and all of the column in which row numbers may stand."""

    typed: Sequence[tuple[object, ...]]
    numbered: HeldColumn

    def ordered(self, order: Sequence[int]) -> Rows:
        """Return the same with the row that stands at ``n`` at ``order[n]``."""
        return Rows(moved(self.typed, order), self.numbered.moved(order))


class RowOrder(State):
    """The order of the rows of one table: formats, notes and formulas go with their row.

    A row is known by what is typed in it, without formulas, which look the same in each row. If rows are alike, the
    first stays the first, as in Excel's own sort. They are put back by a sort on numbers, which stand for a moment
    in one of the calculated columns.
    """

    def __init__(self, book: xw.Book, table: str, numbered: str) -> None:
        """Take the handles.

        Args:
            book: the workbook.
            table: the name of the table.
            numbered: the heading of the column in which row numbers may stand.
        """
        found, self._table = table_of(book, table, numbered)
        self.sheet = found.sheet
        self._body = tables.body(self._table)
        self._numbered = found.headings.index(numbered)
        self._sorter = Sorter(self._table, self._numbered)
        self._headings = self._without_numbers(found.headings)

    def read(self) -> Rows:
        return Rows(self.look().typed, self._sorter.held())

    def look(self) -> Lines:
        return Lines(self._headings, [constants(self._without_numbers(row)) for row in tables.formulas(self._body)])

    def _without_numbers(self, row: Sequence[_Value]) -> tuple[_Value, ...]:
        return (*row[: self._numbered], *row[self._numbered + 1 :])

    def sort(self, keys: Sequence[int]) -> None:
        """Sort by columns (from 0 in the table), upwards, the first key first."""
        self._sorter.sort(keys)
        excel.calculate_where_manual(tables.application_of(self._body))

    def put(self, wanted: Rows) -> None:
        order = order_of(self.look().typed, wanted.typed)
        if order != list(range(len(order))):
            self._sorter.reorder(order, wanted.numbered)
        elif wanted.numbered != self._sorter.held():
            self._sorter.put_back(wanted.numbered)

    def merge(self, before: Rows, after: Lines, now: Lines) -> Merged:
        if rows_moved(after, now):
            return Merged(None, [self.where])
        order = order_of(after.typed, before.typed)
        if order == list(range(len(order))):
            return Merged(None)
        if tables.any_row_hidden(self._table):  # such a row would stay where it is
            raise Stopped("state.rows_hidden")
        return Merged(Wanted(Rows(now.typed, self._sorter.held()).ordered(order)))


def order_of(now: Sequence[tuple[object, ...]], wanted: Sequence[tuple[object, ...]]) -> list[int]:
    """Return where each row of now stands in another order; if rows are alike, the first stays the first."""
    positions: dict[tuple[object, ...], list[int]] = {}
    for position, row in enumerate(wanted):
        positions.setdefault(row, []).append(position)
    return [positions[row].pop(0) for row in now]
