"""The validation (drop-down and input message) of cells of one column that had none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arena.excel.host import sheets, validations
from arena.excel.undo.state import Merged, State, Wanted

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.excel import Handle
    from arena.excel.undo.cells import Spot
    from arena.workbook.description import Validation


class Validations(State):
    """Which cells of one column have a validation, by row; a cell that has one of its user's own keeps it."""

    def __init__(self, book: xw.Book, spot: Spot, validation: Validation) -> None:
        """Take the handles.

        Args:
            book: the workbook.
            spot: the cells, of one column of a table.
            validation: what cells without one are given.
        """
        found, _, self._area = spot.find(book)
        self._sheet = sheets.sheet(book, found.sheet)
        self._validation = validation
        self._marks = validations.Marks()
        self._having: frozenset[int] = frozenset()
        self._taken: dict[frozenset[int], list[Handle]] = {}
        self.sheet = found.sheet

    def read(self) -> frozenset[int]:
        self._having = validations.rows_with_one(self._sheet, self._area, self._marks)
        return self._having

    def give(self) -> None:
        """Give the validation to all cells that had none when they were read."""
        height = self._area.last_row - self._area.first_row + 1
        for rule in self._take(frozenset(range(height)) - self._having):
            validations.add(rule, self._validation)

    def _take(self, rows: frozenset[int]) -> list[Handle]:
        """Take the handles of the validation of some cells, before it changes."""
        if rows and rows not in self._taken:
            blocks = validations.some_rows(self._sheet, self._area, rows, self._marks)
            self._taken[rows] = [validations.rule(block) for block in blocks]
        return self._taken.get(rows, [])

    def tidy(self) -> None:
        self._marks.take_away()

    def put(self, wanted: frozenset[int]) -> None:
        self._take(self._having - wanted)
        self._take(wanted - self._having)
        for rows, rules in self._taken.items():
            for rule in rules:
                if not rows <= wanted:
                    validations.remove(rule)
                elif not validations.is_there(rule):
                    validations.add(rule, self._validation)

    def merge(self, before: frozenset[int], after: frozenset[int], now: frozenset[int]) -> Merged:
        wanted = now - (after - before)
        return Merged(None if wanted == now else Wanted(wanted))
