"""The filters of a table."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from arena.excel.host import sheets, tables
from arena.excel.undo.state import Gone, Merged, State, Wanted

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.tables import FilterOn


class Filtered(NamedTuple):
    """Whether a table shows the buttons of its filters, and which filters are on, by column (from 0)."""

    buttons: bool
    on: dict[int, FilterOn]


class Filters(State):
    """The filters of a table's column, or of all its columns."""

    def __init__(self, book: xw.Book, table: str, column: int | None = None) -> None:
        """Take the handles.

        Args:
            book: the workbook.
            table: the name of the table.
            column: the column (from 0 in the table); all of them unless given.
        """
        found = tables.named(book, table)
        if found is None or (column or 0) >= len(found.headings):
            raise Gone(table)
        self.sheet = found.sheet
        self._table = tables.table(sheets.sheet(book, found.sheet), found.name)
        self._whole = tables.whole(self._table)
        self._column = column

    def read(self) -> Filtered:
        buttons = tables.has_filter_buttons(self._table)
        if self._column is None:
            return Filtered(buttons, {one.column: one for one in tables.filters(self._table)})
        one = tables.filter_on(self._table, self._column)
        return Filtered(buttons, {} if one is None else {self._column: one})

    def show_filled_rows(self) -> None:
        """Hide the rows in which the column is empty. A table without filter buttons gets them so."""
        tables.show_filled_rows(self._whole, self._column or 0)

    def clear(self) -> None:
        """Show the rows that these filters hide."""
        if self._column is None:
            tables.show_all(self._table)
        else:
            tables.filter_off(self._whole, self._column)

    def put(self, wanted: Filtered) -> None:
        now = self._now()
        known = {} if now is None else now.on
        for column in sorted({*wanted.on, *known, *([] if self._column is None else [self._column])}):
            one = wanted.on.get(column)
            if now is not None and known.get(column) == one:
                continue
            if one is None:
                tables.filter_off(self._whole, column)
            else:
                tables.filter_again(self._whole, one)
        if wanted.buttons or not tables.any_filter(self._table):
            tables.show_filter_buttons(self._table, shown=wanted.buttons)

    def _now(self) -> Filtered | None:
        """Return the filters; ``None`` where Excel does not say: then what is wanted is set whatever is on."""
        with suppress(Exception):
            return self.read()
        return None

    def merge(self, before: Filtered, after: Filtered, now: Filtered) -> Merged:
        on, left = dict(now.on), False
        for column in {*before.on, *after.on}:
            was, made, found = (state.on.get(column) for state in (before, after, now))
            if was in (made, found):
                continue
            if found == made:
                on.pop(column, None)
                on |= {} if was is None else {column: was}
            else:
                left = True
        buttons = before.buttons if after.buttons == now.buttons else now.buttons
        wanted = Filtered(buttons, on)
        return Merged(None if wanted == now else Wanted(wanted), [self.where] if left else [])
