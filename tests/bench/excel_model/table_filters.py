"""A table's own AutoFilter, which the model keeps as its sheet's.

Filtering a table's range works in the model; what lacks is `ListObject.AutoFilter` to read and clear it. Two things
stay other than in Excel: the sheet's AutoFilterMode is True as well, and a saved file has the filter on the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyopenvba.apps.excel._autofilter import AutoFilter, SheetFilter
from pyopenvba.apps.excel._model import Worksheet
from pyopenvba.apps.excel._tables import ListObject
from pyopenvba.interpreter._values import NOTHING

from .amendments import Amendment, property_spec


class TableFilter(AutoFilter):
    """`ListObject.AutoFilter`: without criteria until the table's range is filtered."""

    def __init__(self, sheet: Worksheet, unfiltered: SheetFilter) -> None:
        super().__init__(sheet)
        self._unfiltered = unfiltered

    def state(self) -> SheetFilter:
        """The sheet's filter while it is on this table, else one without criteria."""
        found = self.sheet.auto_filter
        mine = self._unfiltered.area
        if found is not None and (found.area.top, found.area.left) == (mine.top, mine.left):
            return found
        return self._unfiltered


def _auto_filter(self: ListObject) -> object:
    table = self.table
    return TableFilter(table.sheet, SheetFilter(table.area)) if table.auto_filter else NOTHING


def filter_amendments() -> Iterator[Amendment]:
    """The additions to filters, ready to be put in the model."""
    yield Amendment(ListObject, "AutoFilter", lambda spec: spec or property_spec("AutoFilter", _auto_filter))
