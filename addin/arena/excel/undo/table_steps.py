"""The steps of a transaction that concern a table: its filter, and the order of its rows (see ``steps``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arena.excel.click import Stopped
from arena.excel.host import contents, excel, tables
from arena.excel.host.contents import typed_if_there
from arena.excel.host.stubborn import stubbornly
from arena.excel.undo.steps import Deed, rows_moved

if TYPE_CHECKING:
    from arena.excel.host.contents import Typed
    from arena.excel.host.excel import Handle
    from arena.excel.host.tables import FilterOn, Sorter
    from arena.excel.undo.transaction import Transaction


class ColumnFiltered(Deed):
    """The rows in which one column is empty were hidden. A table without the buttons of its filters gets them so."""

    def __init__(self, table: Handle, place: str, column: int) -> None:
        self.place = place
        self._column = column
        self._table = table
        self._whole = tables.whole(table)
        self._had_buttons = tables.has_filter_buttons(table)

    def changes(self) -> Handle:
        return tables.sheet_of(self._table)

    def apply(self) -> None:
        """Filter."""
        tables.show_rows_with_entry(self._whole, self._column)

    def take_back(self) -> None:
        if _may_be_filtered(self._table, self._column):
            tables.filter_off(self._whole, self._column)
        if not self._had_buttons:
            tables.show_filter_buttons(self._table, shown=False)

    def undo(self, transaction: Transaction) -> list[str]:
        if tables.filter_on(self._table, self._column) is not None:
            transaction.clear_filter(self._table, self.place, self._column)
        if not self._had_buttons and not tables.any_filter(self._table):
            transaction.hide_filter_buttons(self._table, self.place)
        return []


class FilterButtonsHidden(Deed):
    """The buttons of a table's filters, none of which was on, were taken away."""

    def __init__(self, table: Handle, place: str) -> None:
        self.place = place
        self._table = table

    def apply(self) -> None:
        """Take them away."""
        tables.show_filter_buttons(self._table, shown=False)

    def take_back(self) -> None:
        tables.show_filter_buttons(self._table, shown=True)


class FilterCleared(Deed):
    """The filter of one column, or of all, was taken off; each can be set again."""

    def __init__(self, table: Handle, place: str, column: int | None) -> None:
        self.place = place
        self._table = table
        self._column = column
        self._whole = tables.whole(table)
        self._filters = self._on()

    def changes(self) -> Handle:
        return tables.sheet_of(self._table)

    def apply(self) -> None:
        """Show the rows."""
        if self._column is None and self._filters:
            tables.show_all(self._table)
        elif self._filters:
            tables.filter_off(self._whole, self._column or 0)

    def take_back(self) -> None:
        for one in self._filters:
            if not _may_be_filtered(self._table, one.column, otherwise=False):
                tables.filter_again(self._whole, one)

    def undo(self, transaction: Transaction) -> list[str]:
        on = [one.column for one in self._on()]
        for one in self._filters:
            if one.column not in on:
                transaction.filter_again(self._table, self.place, one)
        return [self.place] if on else []

    def _on(self) -> list[FilterOn]:
        """The filters that are on, of the columns that this step is about."""
        if self._column is None:
            return tables.filters(self._table)
        one = tables.filter_on(self._table, self._column)
        return [] if one is None else [one]


class FilterSetAgain(Deed):
    """A filter that was there before was set again."""

    def __init__(self, table: Handle, place: str, one: FilterOn) -> None:
        self.place = place
        self._table = table
        self._one = one
        self._whole = tables.whole(table)

    def apply(self) -> None:
        """Filter."""
        tables.filter_again(self._whole, self._one)

    def take_back(self) -> None:
        if _may_be_filtered(self._table, self._one.column):
            tables.filter_off(self._whole, self._one.column)


def _may_be_filtered(table: Handle, column: int, *, otherwise: bool = True) -> bool:
    """Whether a column is filtered; ``otherwise`` where Excel does not say: then what it asks for is done again."""
    try:
        return tables.filter_on(table, column) is not None
    except Exception:
        return otherwise


class RowsSorted(Deed):
    """The rows of a table were put in another order.

    Where each row went follows from the sorted keys: Excel's sort is stable, so rows with equal keys stay in order.
    Where Excel will not say them any more, it follows from what was typed in the rows. The way back sorts on numbers
    that stand for a moment in one of the calculated columns.
    """

    def __init__(self, table: Handle, place: str, keys: Sequence[int], numbered: int) -> None:
        self.place = place
        self._keys = list(keys)
        self._table = table
        self._sorter = tables.Sorter(table, numbered)
        self._body = tables.body(table)
        self._keys_before = self._key_rows()
        self._rows_before = tables.relative_formulas(self._body)
        self._numbered_before = self._sorter.held()
        self._went: list[int] | None = None
        self._after: list[list[Typed]] = []

    def changes(self) -> Handle:
        return tables.sheet_of(self._table)

    def apply(self) -> None:
        """Sort by the keys, one after the other."""
        self._sorter.sort(self._keys)
        excel.calculate_where_manual(tables.application_of(self._body))
        self._went = self._where_they_went()

    def _key_rows(self) -> list[tuple[object, ...]]:
        rows = contents.plain_values(self._body)
        return [tuple(row[key] for key in self._keys) for row in rows]

    def _where_they_went(self) -> list[int]:
        """For each row of before, its place now."""
        found: list[list[int]] = []
        stubbornly(
            lambda: found.append(_places(self._keys_before, self._key_rows())),
            lambda: found.append(_places(self._rows_before, tables.relative_formulas(self._body))),
        )
        return found[0]

    def take_back(self) -> None:
        went = self._where_they_went() if self._went is None else self._went
        if went != list(range(len(went))):
            self._sorter.place(_inverse(went), self._numbered_before.moved(went))

    def finish(self) -> None:
        self._after = contents.typed(self._body)

    def undo(self, transaction: Transaction) -> list[str]:
        went = self._went or []
        now = typed_if_there(self._body)
        if len(now) != len(self._after) or rows_moved(self._after, now):
            return [self.place]
        if went != list(range(len(went))):
            if tables.any_row_hidden(self._table):  # such a row would stay where it is
                raise Stopped("state.rows_hidden")
            transaction.place_rows(self._sorter, self.place, _inverse(went))
        return []


class RowsPlaced(Deed):
    """The rows of a table were put in a given order: a sort taken back."""

    def __init__(self, sorter: Sorter, place: str, order: Sequence[int]) -> None:
        self.place = place
        self._sorter = sorter
        self._order = order
        self._held = sorter.held()
        self._begun = self._done = False

    def apply(self) -> None:
        """Place the rows."""
        self._begun = True
        self._sorter.place(self._order, self._held)
        self._done = True

    def take_back(self) -> None:
        if self._done:
            self._sorter.place(_inverse(self._order), self._held.moved(self._order))
        elif self._begun:
            self._sorter.put_back(self._held)


def _places(before: Sequence[tuple[object, ...]], now: Sequence[tuple[object, ...]]) -> list[int]:
    """For each row of before, its place now; of rows that are alike, the first stays the first."""
    places: dict[tuple[object, ...], list[int]] = {}
    for place, row in enumerate(now):
        places.setdefault(row, []).append(place)
    return [places[row].pop(0) for row in before]


def _inverse(order: Sequence[int]) -> list[int]:
    places = [0] * len(order)
    for place, target in enumerate(order):
        places[target] = place
    return places
