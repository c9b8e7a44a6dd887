"""The filters of a table."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from arena.excel.host import tables
from arena.excel.undo.state import Merged, State, Wanted, table_of

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.tables import FilterOn


class Filtered(NamedTuple):
    """Whether a table shows the buttons of its filters, and which filters are on, by the heading of their column."""

    buttons: bool
    on: dict[str, FilterOn]


class Filters(State):
    """The filters of a table's column, or of all its columns."""

    def __init__(self, book: xw.Book, table: str, heading: str | None = None) -> None:
        """Take the handles.

        Args:
            book: the workbook.
            table: the name of the table.
            heading: that of the column; all of them unless given.
        """
        found, self._table = table_of(book, table, heading)
        self.sheet = found.sheet
        self._whole = tables.whole(self._table)
        self._headings = found.headings
        self._heading = heading

    def read(self) -> Filtered:
        buttons = tables.has_filter_buttons(self._table)
        if self._heading is None:
            filters = tables.filters(self._table)
            return Filtered(buttons, {self._headings[column]: one for column, one in filters.items()})
        one = tables.filter_on(self._table, self._headings.index(self._heading))
        return Filtered(buttons, {} if one is None else {self._heading: one})

    def show_filled_rows(self) -> None:
        """Hide the rows in which the column is empty. A table without filter buttons gets them so."""
        tables.show_filled_rows(self._whole, self._headings.index(self._heading or self._headings[0]))

    def clear(self) -> None:
        """Show the rows that these filters hide."""
        if self._heading is None:
            tables.show_all(self._table)
        else:
            tables.filter_off(self._whole, self._headings.index(self._heading))

    def put(self, wanted: Filtered) -> None:
        now = self._now()
        known = {} if now is None else now.on
        concerned = {*wanted.on, *known, *([] if self._heading is None else [self._heading])}
        for column, heading in enumerate(self._headings):
            one = wanted.on.get(heading)
            if heading not in concerned or (now is not None and known.get(heading) == one):
                continue
            if one is None:
                tables.filter_off(self._whole, column)
            else:
                tables.filter_again(self._whole, column, one)
        if self._has_buttons() != wanted.buttons and not tables.any_filter(self._table):
            tables.show_filter_buttons(self._table, shown=wanted.buttons)

    def _has_buttons(self) -> bool | None:
        """Return True if the table shows its filter buttons; ``None`` where Excel does not say."""
        with suppress(Exception):
            return tables.has_filter_buttons(self._table)
        return None

    def _now(self) -> Filtered | None:
        """Return the filters; ``None`` where Excel does not say: then what is wanted is set whatever is on."""
        with suppress(Exception):
            return self.read()
        return None

    def merge(self, before: Filtered, after: Filtered, now: Filtered) -> Merged:
        on, left = dict(now.on), False
        for heading in {*before.on, *after.on}:
            was, made, found = (state.on.get(heading) for state in (before, after, now))
            if was in (made, found):
                continue
            if found == made and heading in self._headings:
                on.pop(heading, None)
                on |= {} if was is None else {heading: was}
            else:
                left = True
        buttons = before.buttons if after.buttons == now.buttons else now.buttons
        wanted = Filtered(buttons, on)
        return Merged(None if wanted == now else Wanted(wanted), [self.where] if left else [])
