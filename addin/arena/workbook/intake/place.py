"""Cell addresses, and the room that cells take up."""

from __future__ import annotations

import re

from arena.workbook.intake import limits
from arena.workbook.intake.rejection import DAMAGED, TOO_LARGE, UNSAFE, Rejected

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)
_COLUMNS: dict[str, int] = {}

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, all from 1."""


def column_number(letters: str) -> int:
    """Return the column, from 1, of one to three capital letters."""
    number = _COLUMNS.get(letters)
    if number is None:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        _COLUMNS[letters] = number
    return number


def place_of(address: str) -> tuple[int, int]:
    """Return row and column of an address such as ``B7``.

    Raises ``Rejected``: damaged for what is no address, unsafe for a row or column beyond a sheet's edge.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise Rejected(DAMAGED, "address")
    row, column = int(match[2]), column_number(match[1])
    check_edges(row, column)
    return row, column


def check_edges(row: int, column: int) -> None:
    """Raise ``Rejected`` for a row or column beyond a sheet's edge."""
    if row > limits.ROWS or column > limits.COLUMNS:
        raise Rejected(UNSAFE, "edge")


def area_of(reference: str) -> Area:
    """Return the area of a reference such as ``A3:C9`` or ``A3``. Raises ``Rejected`` as ``place_of`` does."""
    first, _, last = reference.partition(":")
    row1, column1 = place_of(first)
    row2, column2 = place_of(last or first)
    if row2 < row1 or column2 < column1:
        raise Rejected(DAMAGED, "address")
    return row1, column1, row2, column2


def size_of(area: Area) -> int:
    """Return how many cells an area has."""
    row1, column1, row2, column2 = area
    return (row2 - row1 + 1) * (column2 - column1 + 1)


class Room:
    """How many cells were used: in all sheets together, and the box around those of the present sheet."""

    def __init__(self) -> None:
        self.used = 0
        self._box: Area | None = None

    def next_sheet(self) -> None:
        """Begin a new box."""
        self._box = None

    def take(self, row: int, column: int) -> None:
        """Count one used cell. Raises ``Rejected`` as too large where a limit is passed."""
        self.used += 1
        if self.used > limits.USED_CELLS:
            raise Rejected(TOO_LARGE, "cells")
        box = self._box
        if box is None:
            self._box = (row, column, row, column)
        elif not (box[0] <= row <= box[2] and box[1] <= column <= box[3]):
            self._box = (min(box[0], row), min(box[1], column), max(box[2], row), max(box[3], column))
            if size_of(self._box) > limits.BOX_CELLS:
                raise Rejected(TOO_LARGE, "box")
