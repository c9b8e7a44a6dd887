"""A table's own AutoFilter, which the model keeps as its sheet's.

Filtering a table's range works in the model; what lacks is `ListObject.AutoFilter` to read and clear it, and that the
filter and its buttons come and go together. Two things stay other than in Excel: the sheet's AutoFilterMode is True as
well, and a saved file has the filter on the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from pyopenvba.apps.excel._autofilter import AutoFilter, SheetFilter
from pyopenvba.apps.excel._model import Range, Worksheet
from pyopenvba.apps.excel._tables import ListObject
from pyopenvba.interpreter._objects import MemberSpec
from pyopenvba.interpreter._values import NOTHING

from .amendments import Amendment, property_spec, wrapped_getter


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


def _filtering(filter_range: Callable[..., object]) -> Callable[..., object]:
    @wraps(filter_range)
    def filtered(self: Range, *args: object) -> object:
        answer = filter_range(self, *args)
        for table in self.sheet.tables:
            if (table.area.top, table.area.left) == (self.first.top, self.first.left):
                table.auto_filter = True
        return answer

    return filtered


def _showing_buttons(spec: MemberSpec | None) -> MemberSpec:
    assert spec is not None
    show = spec.setter
    assert show is not None

    def shown(self: ListObject, value: object) -> None:
        filtered = _auto_filter(self)
        show(self, value)
        if isinstance(filtered, TableFilter) and not self.table.auto_filter:
            filtered.state().fields.clear()
            filtered.state().show_all(self.table.sheet)

    return property_spec("ShowAutoFilter", spec.getter, shown)


def filter_amendments() -> Iterator[Amendment]:
    """The additions to filters, ready to be put in the model."""
    yield Amendment(ListObject, "AutoFilter", lambda spec: spec or property_spec("AutoFilter", _auto_filter))
    yield Amendment(ListObject, "ShowAutoFilter", _showing_buttons)
    yield wrapped_getter(Range, "AutoFilter", _filtering)
