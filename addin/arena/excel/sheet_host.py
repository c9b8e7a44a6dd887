"""A generated sheet as a whole, set aside and put back. A part of ``host``, which alone speaks to Excel's objects."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import xlwings as xw

from arena.excel.host import Handle, bare
from arena.excel.stubborn import managed, stubbornly


def from_first_cell(sheet: xw.Sheet) -> Handle:
    """Return the handle of all cells from A1 to the last one that is used."""
    used = sheet.api.UsedRange
    return sheet.api.Range("A1", used)


def put_after(added: xw.Sheet, after: xw.Sheet | None) -> None:
    """Put a sheet of ``host.add_sheet`` where it was meant to be, if it is not there yet."""
    following = added.api.Next
    if following is not None and (after is None or bare(following) == bare(after.api)):
        following.Move(Before=added.api)


def has_notes(sheet: xw.Sheet) -> bool:
    """Whether somebody wrote a note or a comment at a cell of a sheet, as far as this Excel can tell."""
    return any(_count(sheet, kind) for kind in ("Comments", "CommentsThreaded"))


def _count(sheet: xw.Sheet, kind: str) -> int:
    with suppress(Exception):  # an older Excel has no comments with answers, one on a Mac tells of neither
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
