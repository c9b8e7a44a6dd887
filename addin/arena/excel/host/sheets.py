"""Sheets of the live workbook: found, added, taken away, and a generated one set aside and put back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import xlwings as xw

from arena.excel.host.excel import Handle, bare
from arena.excel.host.stubborn import managed, stubbornly
from arena.workbook.cells import Area


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


def show_sheet(shown: Handle) -> None:
    """Put a sheet (of ``active_sheet``) in front."""
    stubbornly(shown.Activate, shown.Select)


def add_sheet(book: xw.Book, after: xw.Sheet | None) -> xw.Sheet:
    """Add a worksheet after another one, or at the end; Excel puts it in front and names it."""
    sheets = book.api.Worksheets
    before = after.api if after is not None else sheets.Item(sheets.Count)
    implementation = type(book.sheets[0].impl)
    # without a count Excel adds as many sheets as tabs are selected
    return xw.Sheet(impl=implementation(xl=sheets.Add(After=before, Count=1)))


def name_sheet(added: xw.Sheet, name: str) -> None:
    """Give a sheet its name."""
    added.api.Name = name


def delete_sheet(unwanted: xw.Sheet) -> None:
    """Delete a sheet; only while Excel is quiet, or it asks first."""
    unwanted.api.Delete()


def cells(of: xw.Sheet, area: Area) -> Handle:
    """Return the handle of a rectangle of cells."""
    return of.api.Range(area.address)


def used_cells(of: xw.Sheet) -> Handle:
    """Return the handle of all cells that a sheet uses."""
    return of.api.UsedRange


def is_sheet_protected(sheet: xw.Sheet) -> bool:
    """Whether cells of a sheet are locked."""
    return bool(sheet.api.ProtectContents)


def name_if_protected(sheet: Handle) -> str | None:
    """Return the name of a sheet whose cells are locked; ``None`` where they are not, or the sheet is gone."""
    with suppress(Exception):
        if sheet.ProtectContents:
            return str(sheet.Name)
    return None


# -- a generated sheet as a whole


def from_first_cell(sheet: xw.Sheet) -> Handle:
    """Return the handle of all cells from A1 to the last one that is used."""
    used = sheet.api.UsedRange
    return sheet.api.Range("A1", used)


def has_notes(sheet: xw.Sheet) -> bool:
    """Whether somebody wrote a note or a comment at a cell of a sheet, as far as this Excel can tell."""
    return any(_count(sheet, kind) for kind in ("Comments", "CommentsThreaded"))


def _count(sheet: xw.Sheet, kind: str) -> int:
    with suppress(Exception):  # an older Excel has no comments with answers
        return int(getattr(sheet.api, kind).Count)
    return 0


def print_area(sheet: xw.Sheet) -> str:
    """Return the address that is printed; empty where all is."""
    return str(sheet.api.PageSetup.PrintArea or "")


def set_print_area(sheet: xw.Sheet, address: str) -> bool:
    """Set the address that is printed where it differs; whether it is printed now."""

    def put() -> None:
        setup = sheet.api.PageSetup
        if str(setup.PrintArea or "") != address:
            setup.PrintArea = address

    return managed(put)


def empty(block: Handle) -> None:
    """Take the values and formulas away; formats and links stay."""
    block.ClearContents()


def wipe(sheet: xw.Sheet) -> None:
    """Take everything out of all cells: contents, formats, links."""
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


class Drawer:
    """A workbook that nobody sees, in which formats lie aside: no text of the user's ever stands in it.

    It is never saved, and asks nothing when Excel closes.
    """

    def __init__(self, beside: xw.Book) -> None:
        self._book = beside.api.Application.Workbooks.Add()
        try:
            self._cells = self._book.Worksheets.Item(1)
            self._book.Windows.Item(1).Visible = False
            self._book.Saved = True
            beside.api.Activate()
        except Exception:
            self.close()
            raise

    def take(self, block: Handle) -> Handle:
        """Copy the formats and links of an emptied block; returns the handle of the copy."""
        copy = self._cells.Range(block.Address)
        block.Copy(copy)
        self._book.Saved = True
        return copy

    def close(self) -> None:
        """Throw it away; where Excel refuses, at the next click."""
        try:
            self._book.Close(False)
        except Exception:
            _left_open.append(self)


_left_open: list[Drawer] = []
"""Drawers that Excel refused to close."""


def close_what_was_left_open() -> None:
    """Close the drawers that Excel refused to close, once: one that is gone is refused for good."""
    left = list(_left_open)
    for drawer in left:
        drawer.close()
    _left_open.clear()
