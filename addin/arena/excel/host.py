"""Excel itself. Only this module and the other ``*_host`` speak to it, in calls whose number does not grow with rows.

Everything else sees plain values and the handles that these functions give. A handle to a range, once taken, stays
good when rows or columns are inserted before it; Excel moves it along, but for a Mac (``stands_still``). ``.api`` and
what differs between the systems stand here alone: on a Mac ``.api`` is an object of ``arena.excel.apple``, which has
the same members.

A call that Excel refuses raises what the platform raises (``pywintypes.com_error`` on Windows); ``performing`` catches
it.
"""

from __future__ import annotations

import datetime as dt
import importlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import xlwings as xw

from arena.excel.entries import ERRORS, as_text_entry, is_formula
from arena.excel.stubborn import stubbornly
from arena.workbook.cells import Area, column_number
from arena.workbook.description import Scalar
from arena.workbook.intake.book import CellError, CellValue

Handle = Any
"""An object of Excel, to be handed back to this module."""

RawBlock = tuple[Area, Sequence[Sequence[object]]]
"""An area and its rows as Excel gives them; ``cell_value`` tells what a cell of it holds."""

Typed = Scalar | None
"""What a cell holds as it is typed: a formula with its ``=``, a value, or nothing."""

_AUTOMATIC = -4105
_LAST_ROW = 1_048_575
_LAST_COLUMN = 16_383
_CORNER = re.compile(r"(?:\$([A-Z]+))?(?:\$([0-9]+))?")


# -- Excel and its workbooks


def app_of(application: object) -> xw.App:
    """Return Excel as xlwings knows it, from the object that Excel's VBA handed over; on a Mac it is that already."""
    if isinstance(application, xw.App):
        return application
    engine = importlib.import_module("xlwings._xlwindows")
    return xw.App(impl=engine.App(xl=engine.COMRetryObjectWrapper(application)))


def book_of(workbook: object) -> xw.Book:
    """Return a workbook as xlwings knows it, from the object that Excel's VBA handed over; see ``app_of``."""
    if isinstance(workbook, xw.Book):
        return workbook
    engine = importlib.import_module("xlwings._xlwindows")
    return xw.Book(impl=engine.Book(xl=engine.COMRetryObjectWrapper(workbook)))


def stands_still(book: xw.Book) -> bool:
    """Whether Excel lets its user go on typing during a click, and leaves handles where they were: on a Mac."""
    return bool(getattr(book.impl, "stands_still", False))


def same(one: xw.Book | xw.Sheet, other: xw.Book | xw.Sheet) -> bool:
    """Whether two handles are of the same workbook (or sheet), without asking Excel."""
    return bool(bare(one) == bare(other))


def com_object(item: xw.App | xw.Book) -> object:
    """Return Excel or a workbook as Excel's VBA would hand it over."""
    return bare(item)


def bare(item: Any) -> Any:
    """Return the object of Excel in a handle, or in one of xlwings' objects: two of the same are equal."""
    api = item.api if isinstance(item, xw.App | xw.Book | xw.Sheet) else item
    return getattr(api, "_inner", api)


def open_as_new(app: xw.App, path: str) -> None:
    """Open a copy of a file as a new workbook that is nowhere saved; what is open stays as it is."""
    app.api.Workbooks.Add(path)


def ask(app: xw.App, text: str, buttons: str = "yes_no") -> str:
    """Put a question to the user; returns ``yes``, ``no`` or ``cancel``."""
    return str(app.alert(text, "Arena-analyse", buttons))


# -- settings of Excel


@contextmanager
def quiet(app: xw.App) -> Iterator[None]:
    """Keep Excel still while a button writes: no redrawing, events or questions; restored after it."""
    with _set_aside(app, {"ScreenUpdating": False, "EnableEvents": False, "DisplayAlerts": False}):
        yield


@contextmanager
def _set_aside(app: xw.App, wanted: Mapping[str, object]) -> Iterator[None]:
    """Set some settings for a while.

    None of them is a reason to fail. One that cannot be put back is tried once more, and then left to the add-in's
    VBA, which does the same.
    """
    api = app.api
    before: dict[str, Any] = {}
    for name, value in wanted.items():
        with suppress(Exception):
            found = getattr(api, name)
            if found != value:
                before[name] = found
                setattr(api, name, value)
    try:
        yield
    finally:
        for name, value in reversed(before.items()):
            with suppress(Exception):
                stubbornly(partial(setattr, api, name, value), times=2)


def calculate_where_manual(excel: xw.App | Handle) -> None:
    """Calculate now where the user has calculation switched off: what is read must be of today, also after a sort."""
    api = excel.api if isinstance(excel, xw.App) else excel
    if api.Calculation != _AUTOMATIC:
        api.Calculate()


# -- names and sheets


def name_references(book: xw.Book, wanted: Collection[str]) -> dict[str, str]:
    """Return what names of the whole workbook refer to, without ``=``; a name that is not there is left out.

    All names are walked through: asking for one that is not there gives the error that any failure gives.
    """
    spelled = {name.lower(): name for name in wanted}
    found = {}
    for one in book.api.Names:
        name = spelled.get(str(one.Name).lower())
        if name is not None:
            found[name] = str(one.RefersTo).removeprefix("=")
    return found


def name_value(book: xw.Book, name: str) -> object:
    """Return the value of the cell that a name refers to; ``None`` where there is no such name or cell."""
    try:
        return book.api.Names.Item(name).RefersToRange.Value
    except Exception:
        return None


def sheet_names(book: xw.Book) -> list[str]:
    """Return the names of all worksheets, in order."""
    return [str(sheet.Name) for sheet in book.api.Worksheets]


def sheet(book: xw.Book, name: str) -> xw.Sheet:
    """Return a worksheet by name."""
    return book.sheets[name]


def sheet_handle(of: xw.Sheet) -> Handle:
    """Return the handle of a sheet."""
    return of.api


def sheet_name(of: xw.Sheet) -> str:
    """Return the name of a sheet."""
    return str(of.api.Name)


def has_sheet(book: xw.Book, wanted: xw.Sheet) -> bool:
    """Whether a worksheet is still there: one that was deleted gives the error that any failure gives."""
    return any(bare(sheet) == bare(wanted) for sheet in book.api.Worksheets)


def active_sheet(book: xw.Book) -> Handle:
    """Return the sheet that the user looks at, of whatever kind."""
    return book.api.ActiveSheet


def active_sheet_name(book: xw.Book) -> str:
    """Return the name of the sheet that the user looks at."""
    return str(book.api.ActiveSheet.Name)


def show_sheet(shown: Handle) -> None:
    """Put a sheet (of ``active_sheet``) in front."""
    stubbornly(shown.Activate, shown.Select)


def add_sheet(book: xw.Book, after: xw.Sheet | None) -> xw.Sheet:
    """Add a worksheet after another one, or at the end, where ``sheet_host.put_after`` has to follow; Excel puts it in
    front and names it. It may take ``After`` for ``Before`` where it is reached early bound.
    """
    sheets = book.api.Worksheets
    last = after.api if after is not None else sheets.Item(sheets.Count)
    implementation = type(book.sheets[0].impl)
    # without a count Excel adds as many sheets as tabs are selected
    return xw.Sheet(impl=implementation(xl=sheets.Add(Before=last.Next or last, Count=1)))


def name_sheet(added: xw.Sheet, name: str) -> None:
    """Give a sheet its name."""
    added.api.Name = name


def delete_sheet(unwanted: xw.Sheet) -> None:
    """Delete a sheet; only while Excel is quiet, or it asks first."""
    unwanted.api.Delete()


def area_at(address: str) -> Area:
    """Return the area of an absolute address such as ``$A$1:$C$9``; whole rows (``$1:$9``) and columns reach to the
    sheet's end.
    """
    first, _, last = address.partition(":")
    corners = [_CORNER.fullmatch(corner) for corner in (first, last or first)]
    (left, top), (right, bottom) = [corner.groups() for corner in corners if corner]
    return Area(
        int(top or 1) - 1,
        column_number(left) if left else 0,
        int(bottom) - 1 if bottom else _LAST_ROW,
        column_number(right) if right else _LAST_COLUMN,
    )


# -- blocks of cells


def cells(of: xw.Sheet, area: Area) -> Handle:
    """Return the handle of a rectangle of cells."""
    return of.api.Range(area.address)


def area_of(block: Handle) -> Area:
    """Return where a block stands now."""
    return area_at(str(block.Address))


def used_cells(of: xw.Sheet) -> Handle:
    """Return the handle of all cells that a sheet uses."""
    return of.api.UsedRange


def used_block(of: xw.Sheet) -> tuple[Area, list[list[CellValue | None]]]:
    """Return the area that a sheet uses, and its values."""
    area, rows = raw_block(of, _LAST_ROW, _LAST_COLUMN)
    return area, [[cell_value(value) for value in row] for row in rows]


def raw_block(of: xw.Sheet, last_row: int, last_column: int) -> RawBlock:
    """Return the area that a sheet uses up to a row and a column (from 0) at most, and what it shows, see
    ``cell_value``: one cell far away makes Excel count millions as used.
    """
    used = of.api.UsedRange
    area = area_at(str(used.Address))
    if area.last_row > last_row or area.last_column > last_column:
        row, column = min(area.last_row, last_row), min(area.last_column, last_column)
        area = Area(min(area.first_row, row), min(area.first_column, column), row, column)
        used = of.api.Range(area.address)
    return area, rows_of(used.Value)


def values(block: Handle) -> list[list[CellValue | None]]:
    """Return the values of a block as they were last calculated; empty cells and empty texts are ``None``."""
    return [[cell_value(value) for value in row] for row in rows_of(block.Value)]


def plain_values(block: Handle) -> tuple[tuple[Any, ...], ...]:
    """Return values as Excel keeps them; where one way of reading is refused, another is tried."""
    found: list[object] = []
    stubbornly(lambda: found.append(block.Value2), lambda: found.append(block.Value))
    return rows_of(found[0])


def exact(block: Handle, name: str) -> str:
    """Return the property that gives and takes formulas exactly: ``Formula`` or ``FormulaR1C1``, or what came after it.

    An Excel with dynamic arrays has ``Formula2``. Through the older property a formula that spills would come back
    with an implicit intersection, as one cell.
    """
    newer = name.replace("Formula", "Formula2")
    try:
        bare(block)._oleobj_.GetIDsOfNames(0, newer)
    except Exception:
        return name
    return newer


@dataclass(frozen=True)
class AsRead:
    """A block just as Excel gives it: quick to read and to compare, however large it is."""

    formulas: tuple[tuple[Any, ...], ...]
    values: tuple[tuple[Any, ...], ...]

    def same_typed(self, other: AsRead) -> bool:
        """Whether the same is typed in both; what formulas come to does not count."""
        if self.formulas != other.formulas:
            return False
        return self.values == other.values or typed_rows(self.formulas, self.values) == typed_rows(
            other.formulas, other.values
        )


def as_read(block: Handle) -> AsRead:
    """Return a block as it is now."""
    return AsRead(rows_of(getattr(block, exact(block, "Formula"))), plain_values(block))


def typed(block: Handle) -> list[list[Typed]]:
    """Return what was typed in a block: formulas with their ``=`` (in A1 style), else the values, such that ``write``
    puts back the same.
    """
    return typed_rows(rows_of(getattr(block, exact(block, "Formula"))), plain_values(block))


def typed_rows(formulas: tuple[tuple[Any, ...], ...], found: tuple[tuple[Any, ...], ...]) -> list[list[Typed]]:
    return [
        [_as_typed(formula, value) for formula, value in zip(left, right, strict=True)]
        for left, right in zip(formulas, found, strict=True)
    ]


def _as_typed(formula: Any, value: Any) -> Typed:
    if is_formula(formula) and value != formula:
        return formula
    if isinstance(value, int) and not isinstance(value, bool) and value in ERRORS:
        return ERRORS[value]
    if isinstance(value, str):
        return as_text_entry(value) if value else None
    if isinstance(value, dt.datetime | Decimal):
        return float(formula)
    typed_value: Typed = value
    return typed_value


def write(block: Handle, rows: Sequence[Sequence[Typed]]) -> None:
    """Write a block as it is typed; where Excel refuses one way of writing, another is tried."""
    entries = entries_of(rows)
    ways = (exact(block, "Formula"), "Value2", "Value")
    stubbornly(*(partial(setattr, block, way, entries) for way in ways))


def write_one(block: Handle, formula: str, *, own: bool) -> None:
    """Write one formula to all cells of a block at once.

    Args:
        block: the cells.
        formula: with its ``=``, as it stands in the first cell.
        own: whether it is this product's own formula text, which is meant as every Excel since 2007 reads it. One that
            was read from a sheet came through ``exact``, and would get an implicit intersection, or lose it, if it
            were put back through another property.
    """
    setattr(block, "Formula" if own else exact(block, "Formula"), formula)


def write_once(block: Handle, rows: Sequence[Sequence[Typed]]) -> None:
    """Write a block of this product's own formulas, none of which spills, in one call, which may be refused."""
    block.Formula = entries_of(rows)


def write_typed(block: Handle, rows: Sequence[Sequence[Typed]]) -> None:
    """Write a block as ``typed`` gives it, in one call, which may be refused."""
    setattr(block, exact(block, "Formula"), entries_of(rows))


def entries_of(rows: Sequence[Sequence[Typed]]) -> tuple[tuple[Scalar, ...], ...]:
    """A block as Excel takes it: an empty cell is an empty text, since ``None`` travels as a null value."""
    return tuple(tuple("" if value is None else value for value in row) for row in rows)


def rows_of(block: object) -> tuple[tuple[Any, ...], ...]:
    """A block as rows, also where it is a single cell."""
    return block if isinstance(block, tuple) and block and isinstance(block[0], tuple) else ((block,),)


def cell_value(value: Any) -> CellValue | None:
    """Return what a cell shows, from what Excel gives; an empty text is ``None``, a whole number an ``int``."""
    if value is None or value == "":
        return None
    if isinstance(value, str | bool):
        return value
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, int) and value in ERRORS:
        return CellError(ERRORS[value])
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number
