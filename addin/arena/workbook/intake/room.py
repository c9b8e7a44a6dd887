"""How much of a file's cells and texts is taken: counted over all its sheets, since its reader works on them all."""

from __future__ import annotations

from arena.workbook.cells import COLUMNS, ROWS
from arena.workbook.intake import limits
from arena.workbook.intake.rejection import TOO_LARGE, UNSAFE, Rejected


class Room:
    """The cells and characters used so far.

    A text counts for each cell that holds it. The file may hold it once, but whoever works on the cells works on it as
    often as it stands there: 64 kB of file once became 3.8 GB so.
    """

    def __init__(self) -> None:
        self._cells = 0
        self._characters = 0

    def take_cells(self, count: int = 1) -> None:
        """Count used cells. Raises ``Rejected`` as too large where there are more than are read."""
        self._cells += count
        if self._cells > limits.USED_CELLS:
            raise Rejected(TOO_LARGE, "cells")

    def take_text(self, text: str) -> None:
        """Count a text. Raises ``Rejected`` as too large where all texts together are longer than is read."""
        self._characters += len(text)
        if self._characters > limits.CHARACTERS:
            raise Rejected(TOO_LARGE, "text")


def check_edges(row: int, column: int) -> None:
    """Raise ``Rejected`` for a row or column, from 1, beyond a sheet's edge."""
    if row > ROWS or column > COLUMNS:
        raise Rejected(UNSAFE, "edge")
