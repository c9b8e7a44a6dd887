"""A generated sheet that was there, kept before a painter paints it anew (see ``steps``)."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from arena.excel import format_host, host, sheet_host
from arena.excel.steps import Deed
from arena.excel.stubborn import managed

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host import Handle
    from arena.excel.transaction import Transaction
    from arena.workbook.sheets.generated.sizes import Sizes


class LooksNotRestored(Exception):
    """All cells of a sheet hold what they held; Excel refuses to give them all of their looks and sizes back."""


class SheetKept(Deed):
    """All cells of a sheet with formats and links, its column widths, its fixed row heights and its print area."""

    def __init__(self, sheet: xw.Sheet, sheet_name: str, before: Sizes, after: Sizes) -> None:
        """Read what is to be kept.

        Args:
            sheet: the sheet.
            sheet_name: its name, for messages.
            before: the sizes that it has.
            after: the sizes that its new description gives it.
        """
        self.place = f"‘{sheet_name}’"
        self._sheet = sheet
        self._block = sheet_host.from_first_cell(sheet)
        self._before = host.typed(self._block)
        self._after: host.AsRead | None = None
        self.layout_before, self.layout_after = before, after
        columns = range(1 + max([*before.widths, *after.widths, len(self._before[0]) - 1]))
        self._settings = [
            *format_host.page_settings(sheet),
            *format_host.link_settings(sheet, self._before),
            *format_host.width_settings(sheet, {column: before.widths.get(column, 0) for column in columns}),
            *format_host.height_settings(sheet, before.heights, after.heights.keys() - before.heights.keys()),
        ]
        self._print_area: str | None = None
        with suppress(Exception):  # where there is no printer
            self._print_area = sheet_host.print_area(sheet)
        self._drawer: sheet_host.Drawer | None = None
        self._emptied = False
        self._formats: Handle | None = None

    def apply(self) -> None:
        """Empty its cells, and lay their formats and links aside."""
        self._drawer = sheet_host.Drawer(self._sheet.book)
        self._emptied = True
        sheet_host.empty(self._block)
        self._formats = self._drawer.take(self._block)

    def take_back(self) -> None:
        """Put the cells back first; what they need not to be read comes after it, and keeps nothing away."""
        if not self._emptied:
            return
        in_looks = True
        if self._formats is not None:
            sheet_host.wipe(self._sheet)
            in_looks = managed(partial(self._formats.Copy, self._block))
        host.write(self._block, self._before)
        in_looks &= format_host.put_back(self._settings)  # links that are typed again get a colour of their own
        if self._formats is not None and self._print_area is not None:
            in_looks &= sheet_host.set_print_area(self._sheet, self._print_area)
        if not in_looks:
            raise LooksNotRestored(self.place)

    def changes(self) -> Handle:
        return host.sheet_handle(self._sheet)

    def finish(self) -> None:
        self._after = host.as_read(host.used_cells(self._sheet))

    def undo(self, transaction: Transaction) -> list[str]:
        book = self._sheet.book
        if not host.has_sheet(book, self._sheet) or self._after is None:
            return [self.place]
        if not self._after.same_typed(host.as_read(host.used_cells(self._sheet))):
            return [self.place]
        transaction.put_sheet_back(self._sheet, self)
        return []

    def forget(self) -> None:
        """Let go of what lies aside."""
        if self._drawer is not None:
            self._drawer.close()
