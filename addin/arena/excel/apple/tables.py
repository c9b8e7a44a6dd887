"""Tables of a sheet, how they are sorted, and how they are filtered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from appscript import k

from arena.excel.apple import addresses
from arena.excel.apple.ranges import FILTER_KINDS, Cells
from arena.excel.apple.said import CommandError, Property, Reference, Said, Unsaid, choice, there
from arena.workbook.cells import Area

if TYPE_CHECKING:
    from arena.excel.apple.books import Excel, Worksheet


class SheetTables:
    """The tables of a sheet."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    def __iter__(self) -> Iterator[ListObject]:
        for number in range(1, int(self._sheet.ref.count(each=k.list_object)) + 1):
            yield self.Item(str(self._sheet.ref.list_objects[number].name.get()))

    def Item(self, name: str) -> ListObject:
        return ListObject(self._sheet, name)


class ListObject(Said):
    """A table, by its name."""

    Name = Property("name")
    ShowHeaders = Property("show_headers")
    ShowTotals = Property("total")
    ShowAutoFilter = Property("show_autofilter")

    def __init__(self, sheet: Worksheet, name: str) -> None:
        self.sheet = sheet
        self.name = name

    @property
    def refs(self) -> Sequence[Reference]:
        return [self.sheet.ref.list_objects[self.name]]

    @property
    def Application(self) -> Excel:
        return self.sheet.Application

    @property
    def Parent(self) -> Worksheet:
        return self.sheet

    @property
    def Range(self) -> Cells:
        return self._part("range_object")

    @property
    def HeaderRowRange(self) -> Cells:
        return self._part("header_row")

    @property
    def DataBodyRange(self) -> Cells:
        return self._part("cell_table")

    def _part(self, word: str) -> Cells:
        return Cells(self.sheet, str(getattr(self.ref, word).get_address()))

    @property
    def ListColumns(self) -> TableColumns:
        return TableColumns(self)

    @property
    def Sort(self) -> TableSort:
        return TableSort(self)

    @property
    def AutoFilter(self) -> TableFilter | None:
        return TableFilter(self) if self.ShowAutoFilter else None


class TableColumns:
    """The columns of a table, as it is now."""

    def __init__(self, table: ListObject) -> None:
        self._body = table.DataBodyRange

    def Item(self, number: int) -> ListColumn:
        (body,) = self._body.areas
        column = body.first_column + number - 1
        area = Area(body.first_row, column, body.last_row, column)
        return ListColumn(Cells(self._body.sheet, addresses.address(area)))


class ListColumn:
    """A column of a table."""

    def __init__(self, body: Cells) -> None:
        self.DataBodyRange = body


class TableSort(Said):
    """How a table is sorted. Whether it has headings, the table itself knows."""

    Header = Unsaid(1)
    MatchCase = Property("match_case")
    Orientation = Property("sort_orientation", choice({1: "sort_columns"}))

    def __init__(self, table: ListObject) -> None:
        self._table = table

    @property
    def refs(self) -> Sequence[Reference]:
        return [self._table.ref.sort_object]

    @property
    def SortFields(self) -> SortKeys:
        return SortKeys(self)

    def Apply(self) -> None:
        self.ref.apply_sort()


class SortKeys(Said):
    """The keys by which a table is sorted, the first one first."""

    def __init__(self, sort: TableSort) -> None:
        self._sort = sort

    @property
    def refs(self) -> Sequence[Reference]:
        return [self._sort.ref.sortfieldset]

    def Clear(self) -> None:
        self.ref.clear_sortfieldset()

    def Add(self, key: Cells, on: int, order: int) -> None:
        """Add a key; only values, upwards, are known."""
        if (on, order) != (0, 1):
            raise NotImplementedError
        self.ref.add_sortfield(key=key.ref, sorton=k.sort_on_cell_value, order=k.sort_ascending)


class TableFilter:
    """The filters of a table."""

    def __init__(self, table: ListObject) -> None:
        self._table = table

    @property
    def Filters(self) -> ColumnFilters:
        return ColumnFilters(self._table)

    @property
    def FilterMode(self) -> bool:
        return any(one.On for one in self.Filters)

    def ShowAllData(self) -> None:
        whole = self._table.Range
        for number, one in enumerate(self.Filters, start=1):
            if one.On:
                whole.AutoFilter(number)


OTHER_KIND = -1
"""A kind of filter that this product does not set: by colour, icon, date and the like."""


class ColumnFilters:
    """The filter of every column of a table."""

    def __init__(self, table: ListObject) -> None:
        self._table = table

    def __iter__(self) -> Iterator[ColumnFilter]:
        return (self.Item(number) for number in range(1, self._table.Range.Columns.Count + 1))

    def Item(self, number: int) -> ColumnFilter:
        return ColumnFilter(self._table.ref.autofilter_object.filters[number])


class ColumnFilter(Said):
    """The filter of one column."""

    On = Property("filter_on")

    @property
    def Operator(self) -> int:
        """The kind of filter; 0 where it goes by one criterion, ``OTHER_KIND`` where it is none that is known here.

        Where Excel says no kind, only a criterion in words tells that it goes by one: a colour is none.
        """
        said = self._said("operator")
        if said is None:
            return 0 if isinstance(self.Criteria1, str) else OTHER_KIND
        kind = FILTER_KINDS.read(said)
        return OTHER_KIND if kind is None else int(kind)

    @property
    def Criteria1(self) -> Any:
        return self._said("criteria1")

    @property
    def Criteria2(self) -> Any:
        return self._said("criteria2")

    def _said(self, word: str) -> Any:
        """What Excel says; ``None`` where it refuses, as it may for what a filter does not have."""
        try:
            said = there(getattr(self.ref, word).get())
        except CommandError:
            return None
        return tuple(said) if isinstance(said, list) else said
