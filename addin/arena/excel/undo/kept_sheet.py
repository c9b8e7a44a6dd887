"""A generated sheet that was there, kept before a painter paints it anew (see ``steps``)."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from arena.excel.host import contents, looks, sheets
from arena.excel.host.stubborn import managed
from arena.excel.undo.steps import Deed

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.excel import Handle
    from arena.excel.undo.transaction import Transaction
    from arena.workbook.sheets.layout import Layout


class LooksNotRestored(Exception):
    """All cells of a sheet hold what they held; Excel refuses to give them all of their looks and sizes back."""


class SheetKept(Deed):
    """All cells of a sheet with formats and links, its column widths, its fixed row heights and its print area."""

    def __init__(self, sheet: xw.Sheet, sheet_name: str, before: Layout, after: Layout) -> None:
        """Read what is to be kept.

        Args:
            sheet: the sheet.
            sheet_name: its name, for messages.
            before: the layout that it has.
            after: the layout that its new description gives it.
        """
        self.place = f"‘{sheet_name}’"
        self._sheet = sheet
        self._block = sheets.from_first_cell(sheet)
        self._before = contents.typed(self._block)
        self._after: contents.AsRead | None = None
        self.layout_before, self.layout_after = before, after
        columns = range(1 + max([*before.widths, *after.widths, len(self._before[0]) - 1]))
        self._settings = [
            *looks.page_settings(sheet),
            *looks.link_settings(sheet, self._before),
            *looks.width_settings(sheet, {column: before.widths.get(column, 0) for column in columns}),
            *looks.height_settings(sheet, before.heights, after.heights.keys() - before.heights.keys()),
        ]
        self._print_area: str | None = None
        with suppress(Exception):  # where there is no printer
            self._print_area = sheets.print_area(sheet)
        self._drawer: sheets.Drawer | None = None
        self._emptied = False
        self._formats: Handle | None = None

    def apply(self) -> None:
        """Empty its cells, and lay their formats and links aside."""
        self._drawer = sheets.Drawer(self._sheet.book)
        self._emptied = True
        sheets.empty(self._block)
        self._formats = self._drawer.take(self._block)

    def take_back(self) -> None:
        """Put the cells back first; what they need not to be read comes after it, and keeps nothing away."""
        if not self._emptied:
            return
        in_looks = True
        if self._formats is not None:
            sheets.wipe(self._sheet)
            in_looks = managed(partial(self._formats.Copy, self._block))
        contents.write(self._block, self._before)
        in_looks &= looks.put_back(self._settings)  # links that are typed again get a colour of their own
        if self._formats is not None and self._print_area is not None:
            in_looks &= sheets.set_print_area(self._sheet, self._print_area)
        if not in_looks:
            raise LooksNotRestored(self.place)

    def changes(self) -> Handle:
        return sheets.sheet_handle(self._sheet)

    def finish(self) -> None:
        self._after = contents.as_read(sheets.used_cells(self._sheet))

    def undo(self, transaction: Transaction) -> list[str]:
        book = self._sheet.book
        if not sheets.has_sheet(book, self._sheet) or self._after is None:
            return [self.place]
        if not self._after.same_typed(contents.as_read(sheets.used_cells(self._sheet))):
            return [self.place]
        transaction.put_sheet_back(self._sheet, self)
        return []

    def forget(self) -> None:
        """Let go of what lies aside."""
        if self._drawer is not None:
            self._drawer.close()
