"""Sheets of the live workbook: found, added, taken away, and a generated one set aside and put back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import xlwings as xw

from arena.excel.host import sizes
from arena.excel.host.excel import Handle, bare
from arena.excel.host.stubborn import managed, stubbornly
from arena.workbook.cells import Area


def sheet(book: xw.Book, name: str) -> xw.Sheet:
    """Return a worksheet by name."""
    return book.sheets[name]


def find(book: xw.Book, name: str) -> xw.Sheet | None:
    """Return the worksheet of a name; ``None`` where there is none."""
    try:
        found = book.sheets[name]
        return found if str(found.api.Name).lower() == name.lower() else None
    except Exception:  # Excel gives the error of any failure where there is no such sheet
        if name.lower() in (str(sheet.Name).lower() for sheet in book.api.Worksheets):
            raise
        return None


def show_sheet(shown: Handle) -> None:
    """Put a sheet (of ``active_sheet``) in front."""
    stubbornly(shown.Activate, shown.Select)


def select_first(sheet: xw.Sheet) -> bool:
    """Bring a sheet in front, with its first cell selected; return True if that was done."""
    return select_cell(sheet, "A1")


def select_cell(sheet: xw.Sheet, cell: str) -> bool:
    """Bring a sheet in front, with a cell selected; return True if that was done."""

    def select() -> None:
        sheet.api.Activate()
        sheet.api.Range(cell).Select()

    return managed(select)


def add_sheet(book: xw.Book, after: xw.Sheet | None) -> xw.Sheet:
    """Add a worksheet after another one, or at the end, and return it; Excel puts it in front.

    ``put_after`` has to follow: an Excel that is reached early bound may take ``After`` for ``Before``.
    """
    sheets = book.api.Worksheets
    last = after.api if after is not None else sheets.Item(sheets.Count)
    implementation = type(book.sheets[0].impl)
    # without a count Excel adds as many sheets as tabs are selected
    return xw.Sheet(impl=implementation(xl=sheets.Add(Before=last.Next or last, Count=1)))


def put_after(added: xw.Sheet, after: xw.Sheet | None) -> None:
    """Put a sheet of ``add_sheet`` where it was meant to be, if it is not there yet."""
    following = added.api.Next
    if following is not None and (after is None or bare(following) == bare(after.api)):
        following.Move(Before=added.api)


def name_sheet(added: xw.Sheet, name: str) -> None:
    """Give a sheet its name."""
    added.api.Name = name


def delete_sheet(unwanted: xw.Sheet) -> None:
    """Delete a sheet; only while Excel is quiet, or it asks first."""
    unwanted.api.Delete()


def cells(of: xw.Sheet, area: Area) -> Handle:
    """Return the handle of a rectangle of cells."""
    return of.api.Range(area.address)


def values_of_column(of: xw.Sheet, column: int, rows: int) -> list[object]:
    """Return what the first rows of a column (from 0) show."""
    return [row[0] for row in cells(of, Area(0, column, rows - 1, column)).Value]


def used_cells(of: xw.Sheet) -> Handle:
    """Return the handle of all cells that a sheet uses."""
    return of.api.UsedRange


def is_sheet_protected(sheet: xw.Sheet) -> bool:
    """Return True if the cells of a sheet are locked."""
    return bool(sheet.api.ProtectContents)


# -- a generated sheet as a whole


def from_first_cell(sheet: xw.Sheet) -> Handle:
    """Return the handle of all cells from A1 to the last one that is used."""
    used = sheet.api.UsedRange
    return sheet.api.Range("A1", used)


def first_cells(sheet: xw.Sheet, rows: int, columns: int) -> Handle:
    """Return the handle of a number of rows and columns from A1 on."""
    return cells(sheet, Area(0, 0, rows - 1, columns - 1))


def has_notes(sheet: xw.Sheet) -> bool:
    """Return True if somebody wrote a note or a comment on a sheet, as far as this Excel can tell."""
    return any(_count(sheet, kind) for kind in ("Comments", "CommentsThreaded"))


def notes_and_pictures(sheet: xw.Sheet) -> tuple[bool, bool]:
    """Return whether somebody wrote notes on a sheet, and whether pictures, charts or shapes are on it: as far as this
    Excel can tell. Notes are shapes too.
    """
    notes = _count(sheet, "Comments")
    return notes > 0 or _count(sheet, "CommentsThreaded") > 0, _count(sheet, "Shapes") > notes


def _count(sheet: xw.Sheet, kind: str) -> int:
    with suppress(Exception):  # an older Excel has no comments with answers
        return int(getattr(sheet.api, kind).Count)
    return 0


def print_area(sheet: xw.Sheet) -> str:
    """Return the address that is printed; empty where all is."""
    return str(sheet.api.PageSetup.PrintArea or "")


def set_print_area(sheet: xw.Sheet, address: str) -> bool:
    """Set the address that is printed where it differs; return True if that address is printed now."""

    def put() -> None:
        setup = sheet.api.PageSetup
        if str(setup.PrintArea or "") != address:
            setup.PrintArea = address

    return managed(put)


def empty(block: Handle) -> None:
    """Take the values and formulas away; formats and links stay."""
    block.ClearContents()


def wipe(sheet: xw.Sheet) -> None:
    """Take everything out of all cells: contents, formats, links, lists to choose from."""
    api = sheet.api
    ways: list[Callable[[], object]] = [
        lambda: api.UsedRange.Clear(),  # noqa: PLW0108 - the range itself may be what Excel refuses
        lambda: _clear_by_kind(api.UsedRange),
        lambda: api.Cells.Clear(),  # noqa: PLW0108
    ]
    stubbornly(*ways)


def _clear_by_kind(cells: Handle) -> None:
    cells.ClearContents()
    cells.ClearFormats()
    cells.ClearHyperlinks()
    cells.Validation.Delete()


class Aside(NamedTuple):
    """Formats and links that lie aside: the name of the workbook in which they do, and their address in it."""

    book: str
    address: str


def lay_aside(block: Handle) -> tuple[Aside, Handle]:
    """Copy the formats, links and notes of an emptied block to a workbook that nobody sees; return where, and the copy.

    No text of a cell ever stands in that workbook. It is never saved, and asks nothing when Excel closes.
    """
    excel = block.Application
    shown = block.Worksheet.Parent
    drawer = excel.Workbooks.Add()
    name = ""
    try:
        name = str(drawer.Name)
        drawer.Windows.Item(1).Visible = False
        drawer.Saved = True
        shown.Activate()
        aside = Aside(name, str(block.Address))
        copy = drawer.Worksheets.Item(1).Range(aside.address)
        block.Copy(copy)
        drawer.Saved = True
    except Exception:
        if not managed(lambda: drawer.Close(False)) and name:
            _left_open.append(name)
        raise
    return aside, copy


def from_aside(app: xw.App, aside: Aside) -> Handle:
    """Return the handle of what lies aside."""
    return app.api.Workbooks.Item(aside.book).Worksheets.Item(1).Range(aside.address)


def copy_cells(source: xw.Sheet, target: xw.Sheet) -> None:
    """Copy all cells of a sheet, with their looks and widths, to the same place of an empty one."""
    block = source.api.Range("A1", source.api.UsedRange)
    block.Copy(target.api.Range("A1"))
    apart = {column: float(column) for column in range(int(block.Columns.Count))}
    sizes.set_widths(target, sizes.widths(source, apart))


def copy_to(copy: Handle, block: Handle) -> None:
    """Copy what lay aside back to its block."""
    copy.Copy(block)


_left_open: list[str] = []
"""Workbooks, by name, in which something lay aside and which Excel refused to close."""


def close_aside(near: xw.App | xw.Book, name: str) -> None:
    """Throw away a workbook in which something lay aside, near another one; where refused, at the next click."""
    _close(near.api, name)


def _close(near: Handle, name: str) -> None:
    try:
        book = near.Application.Workbooks.Item(name)
        if _lies_aside(book):
            book.Close(False)
    except Exception:
        _left_open.append(name)


def _lies_aside(book: Handle) -> bool:
    """Return True unless a workbook may hold work of its user's: one server knows every Excel, in each of which a new
    workbook may have the same name, and Excel takes ``Book2`` for ``Book2.xlsx`` as well.
    """
    return not book.Path and bool(book.Saved or not book.Windows.Item(1).Visible)


def leave_open(*names: str) -> None:
    """Have workbooks closed at the next click that Excel refuses to close now."""
    _left_open.extend(names)


def close_what_was_left_open(app: xw.App) -> None:
    """Try once more to close the workbooks that Excel refused to close: one that is gone is refused for good."""
    left = list(_left_open)
    for name in left:
        close_aside(app, name)
    _left_open.clear()
