"""Cells of a sheet that stand in no table, by the sheet's name and their address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arena.excel.host import contents, sheets
from arena.excel.host.contents import Held, Typed
from arena.excel.undo.cells import merged
from arena.excel.undo.state import Gone, Merged, State, named
from arena.workbook.cells import Area, cell_name

if TYPE_CHECKING:
    import xlwings as xw


class Block(State):
    """The values and formulas of a block of cells; their formats stay as they are."""

    def __init__(self, book: xw.Book, name: str, area: Area, *, together: bool = False) -> None:
        """Take the handles. Raises ``Gone`` where there is no sheet of that name.

        Args:
            book: the workbook.
            name: the name of the sheet.
            area: the cells.
            together: whether they are undone together or not at all, since their rows moved.
        """
        self.sheet = name
        self._together = together
        self._area = area
        page = sheets.find(book, name)
        if page is None:
            raise Gone(named(name))
        self._block = sheets.cells(page, area)
        self._cells: contents.CellHandles = {}

    def read(self) -> Held:
        return contents.held(self._block, self._cells)

    def look(self) -> list[list[Typed]]:
        return contents.typed(self._block)

    def write(self, rows: Sequence[Sequence[Typed]]) -> None:
        """Write the cells, each as it would be typed; formulas are of this product."""
        contents.write_once(self._block, rows)

    def write_typed(self, rows: Sequence[Sequence[Typed]]) -> None:
        """Write the cells, among which are those of the user, as ``contents.typed`` gave them."""
        contents.write_typed(self._block, rows)

    def put(self, wanted: Held) -> None:
        contents.put_back(self._block, wanted, self._cells)

    def merge(self, before: Held, after: list[list[Typed]], now: list[list[Typed]]) -> Merged:
        found = merged(before, after, now, self._name)
        return Merged(None, found.left) if self._together and found.left else found

    def _name(self, row: int, column: int) -> str:
        return f"{self.where} {cell_name(self._area.first_row + row, self._area.first_column + column)}"
