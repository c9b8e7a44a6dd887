"""Tables of the live workbook: sorting and filtering."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import xlwings as xw

from arena.excel.host.contents import Typed, exact, for_excel, plain_values, rows_of, typed, typed_rows
from arena.excel.host.excel import Handle
from arena.excel.host.stubborn import managed, stubbornly
from arena.excel.host.typed_text import is_formula
from arena.workbook.cells import Area, area_of

_ASCENDING, _ON_VALUES, _HAS_HEADER, _TOP_TO_BOTTOM = 1, 0, 1, 1
_NOT_EMPTY = "<>"
_ONE_CRITERION, _TWO_CRITERIA, _VALUES = 0, (1, 2), 7
_SET_AGAIN = {_ONE_CRITERION, *_TWO_CRITERIA, _VALUES}
"""Kinds of filters (XlAutoFilterOperator) that read as they are set: one or two comparisons, or a list of values."""

_VISIBLE = 12

_Row = TypeVar("_Row")


@dataclass(frozen=True)
class FoundTable:
    """A table in a workbook.

    Attributes:
        sheet: its sheet.
        name: its name.
        headings: its headings.
        area: where it stands, headings included, without a row of totals.
        has_totals: whether such a row stands below it.
    """

    sheet: str
    name: str
    headings: tuple[str, ...]
    area: Area
    has_totals: bool


def tables(book: xw.Book) -> list[FoundTable]:
    """Return every table, sheet by sheet; one that shows no headings has none."""
    return [_found(sheet, table) for sheet in book.api.Worksheets for table in sheet.ListObjects]


def named(book: xw.Book, name: str) -> tuple[FoundTable, Handle] | None:
    """Return the table of a name, wherever it stands, and its handle; ``None`` where there is none."""
    for sheet in book.api.Worksheets:
        for table in sheet.ListObjects:
            if str(table.Name).lower() == name.lower():
                return _found(sheet, table), table
    return None


def _found(sheet: Handle, table: Handle) -> FoundTable:
    area = area_of(str(table.Range.Address))
    has_totals = bool(table.ShowTotals)
    if has_totals:
        area = Area(area.first_row, area.first_column, area.last_row - 1, area.last_column)
    headings = rows_of(table.HeaderRowRange.Value)[0] if table.ShowHeaders else ()
    texts = tuple(str(heading or "") for heading in headings)
    return FoundTable(str(sheet.Name), str(table.Name), texts, area, has_totals)


def table(of: xw.Sheet, name: str) -> Handle:
    """Return the handle of a table."""
    return of.api.ListObjects.Item(name)


def body(of: Handle) -> Handle:
    """Return the handle of a table's rows."""
    return of.DataBodyRange


def whole(of: Handle) -> Handle:
    """Return the handle of a table with its headings."""
    return of.Range


def application_of(of: Handle) -> Handle:
    """Return the handle of the Excel that a table or block belongs to."""
    return of.Application


class Sorter:
    """Sorts one table through Excel's own sort of tables: formats, notes and row formulas move along.

    Its handles are taken at once, so that it still works when Excel refuses to give new ones.

    Args:
        of: the table.
        numbered: the column (from 0) in which row numbers may stand for a moment; a calculated one.
    """

    def __init__(self, of: Handle, numbered: int) -> None:
        self._columns = of.ListColumns
        self._numbers = self._columns.Item(numbered + 1).DataBodyRange
        self._sort = of.Sort
        self._fields = self._sort.SortFields

    def sort(self, keys: Sequence[int]) -> None:
        """Sort the rows by columns (from 0), upwards, the first key first."""
        self._by([self._columns.Item(key + 1).DataBodyRange for key in keys])

    def _by(self, blocks: Sequence[Handle]) -> None:
        self._fields.Clear()
        try:
            for block in blocks:
                self._fields.Add(block, _ON_VALUES, _ASCENDING)
            self._sort.Header = _HAS_HEADER
            self._sort.MatchCase = False
            self._sort.Orientation = _TOP_TO_BOTTOM
            self._sort.Apply()
        finally:
            managed(self._fields.Clear)  # only so that no arrow stays on the headings

    def held(self) -> HeldColumn:
        """Return what stands where the row numbers would stand."""
        relative, ordinary = typed_relative(self._numbers), None
        with suppress(Exception):  # only for where the first way of writing is refused
            ordinary = typed(self._numbers)
        return HeldColumn(relative, ordinary)

    def put_back(self, held: HeldColumn) -> None:
        """Write what stood where row numbers may stand now."""
        write_relative(self._numbers, held)

    def reorder(self, order: Sequence[int], wanted: HeldColumn) -> None:
        """Put the rows in an order: ``order[n]`` is where (from 0) the row that now stands at ``n`` goes.

        Either all of it happens or nothing, unless Excel refuses to take the row numbers away again (``put_back``).
        Raises what Excel raised.

        Args:
            order: where each row goes.
            wanted: what stands where the row numbers stand, once the rows are in their order.
        """
        try:
            write_numbers(self._numbers, order)
            self._by([self._numbers])
        except Exception:
            self.put_back(wanted.moved_back(order))
            raise
        self.put_back(wanted)


@dataclass(frozen=True)
class HeldColumn:
    """What a column of a table holds, row by row: formulas in R1C1 style, and in A1 style if Excel gave them so."""

    relative: list[list[Typed]]
    ordinary: list[list[Typed]] | None

    def moved(self, order: Sequence[int]) -> HeldColumn:
        """Return the same with the row that stands at ``n`` at ``order[n]``."""
        return HeldColumn(moved(self.relative, order), self.ordinary and moved(self.ordinary, order))

    def moved_back(self, order: Sequence[int]) -> HeldColumn:
        """Return the same with the row that stands at ``order[n]`` at ``n``."""
        back = [0] * len(order)
        for position, target in enumerate(order):
            back[target] = position
        return self.moved(back)


def moved(rows: Sequence[_Row], order: Sequence[int]) -> list[_Row]:
    """Return rows with the one that stands at ``n`` at ``order[n]``."""
    result = list(rows)
    for row, target in zip(rows, order, strict=True):
        result[target] = row
    return result


@dataclass(frozen=True)
class FilterOn:
    """By what a column is filtered, as Excel says it."""

    criteria: Any
    operator: int
    more_criteria: Any

    @property
    def can_be_set_again(self) -> bool:
        """True if Excel gives what it filters by in a form that it takes back: not so for colours, icons and groups."""
        return self.operator in _SET_AGAIN and self.criteria is not None


def filters(of: Handle) -> dict[int, FilterOn]:
    """Return the filters that hide rows of a table, by column (from 0)."""
    if not any_filter(of):
        return {}
    return {column: _filter_on(one) for column, one in enumerate(of.AutoFilter.Filters) if one.On}


def filter_on(of: Handle, column: int) -> FilterOn | None:
    """Return the filter of one column (from 0) of a table; ``None`` where it has none. Asks Excel for no other."""
    filtered = of.AutoFilter
    if filtered is None:
        return None
    one = filtered.Filters.Item(column + 1)
    return _filter_on(one) if one.On else None


def any_filter(of: Handle) -> bool:
    """Return True if any column of a table is filtered."""
    filtered = of.AutoFilter
    return filtered is not None and bool(filtered.FilterMode)


def has_filter_buttons(of: Handle) -> bool:
    """Return True if a table shows the buttons of its filters."""
    return bool(of.ShowAutoFilter)


def show_filter_buttons(of: Handle, *, shown: bool) -> None:
    """Show the buttons of a table's filters, or take them away, and with them every filter."""
    of.ShowAutoFilter = shown


def _filter_on(one: Handle) -> FilterOn:
    operator = int(one.Operator)
    if operator not in _SET_AGAIN:
        return FilterOn(None, operator, None)
    more = one.Criteria2 if operator in _TWO_CRITERIA else None
    return FilterOn(_criteria_of(one, operator), operator, more)


def _criteria_of(one: Handle, operator: int) -> Any:
    """Return the first criterion; ``None`` where a list of values holds groups of dates, which Excel does not give."""
    try:
        return one.Criteria1
    except Exception:
        if operator != _VALUES:
            raise
        return None


def any_row_hidden(of: Handle) -> bool:
    """Return True if rows of a table are hidden: by a filter, by hand, or folded away. Its columns may be hidden.

    Of many rows Excel tells ``Hidden`` for the first one only, so visible cells are counted, the headings among them.
    """
    a_row = int(of.HeaderRowRange.SpecialCells(_VISIBLE).Count)
    return int(of.Range.SpecialCells(_VISIBLE).Count) < a_row * int(of.Range.Rows.Count)


def show_filled_rows(block: Handle, column: int) -> None:
    """Filter a table (``whole``): only the rows in which a column is not empty; an empty text counts as empty."""
    block.AutoFilter(column + 1, _NOT_EMPTY)


def filter_again(block: Handle, column: int, one: FilterOn) -> None:
    """Set a filter on one column (from 0) that was there before."""
    if one.operator == _ONE_CRITERION:
        block.AutoFilter(column + 1, one.criteria)
    elif one.more_criteria is None:
        block.AutoFilter(column + 1, one.criteria, one.operator)
    else:
        block.AutoFilter(column + 1, one.criteria, one.operator, one.more_criteria)


def filter_off(block: Handle, column: int) -> None:
    """Take the filter off one column; those of other columns stay."""
    block.AutoFilter(column + 1)


def show_all(of: Handle) -> None:
    """Take the filters off all columns of a table."""
    stubbornly(of.AutoFilter.ShowAllData)


def formulas(block: Handle) -> tuple[tuple[Any, ...], ...]:
    """Return the formulas of a block, and the constants as Excel spells them; where one style is refused, the other."""
    found: list[object] = []
    ways = [lambda name=name: found.append(getattr(block, exact(block, name))) for name in ("Formula", "FormulaR1C1")]
    stubbornly(*ways)
    return rows_of(found[0])


def typed_relative(block: Handle) -> list[list[Typed]]:
    """Return what was typed, formulas in R1C1 style."""
    return typed_rows(rows_of(getattr(block, exact(block, "FormulaR1C1"))), plain_values(block))


def write_relative(block: Handle, held: HeldColumn) -> None:
    """Write a column with formulas in R1C1 style; where that is refused, in A1 style.

    One formula for all rows is written at once: then Excel knows a table's column as calculated.
    """
    ways = [("FormulaR1C1", held.relative), ("Formula", held.ordinary)]
    stubbornly(
        *(partial(setattr, block, exact(block, name), _one_or_all(rows)) for name, rows in ways if rows is not None)
    )


def _one_or_all(rows: Sequence[Sequence[Typed]]) -> object:
    first = rows[0][0]
    alike = is_formula(first) and all(value == first for row in rows for value in row)
    return first if alike else for_excel(rows)


def write_numbers(block: Handle, numbers: Sequence[int]) -> None:
    """Write a column of whole numbers over whatever stands there."""
    block.Value2 = tuple((float(number),) for number in numbers)
