"""Names of cells and areas, and where the cells of a table stand. Light: what reads a file needs no more than this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

_LETTERS = 26


def column_name(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 0, from its letters."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def cell_name(row: int, column: int) -> str:
    """Return the relative name of a cell, such as ``B3``; row and column count from 0."""
    return f"{column_name(column)}{row + 1}"


class Area(NamedTuple):
    """A rectangle of cells, both corners included; rows and columns count from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """The absolute address, such as ``$A$1:$B$2``."""
        first = f"${column_name(self.first_column)}${self.first_row + 1}"
        last = f"${column_name(self.last_column)}${self.last_row + 1}"
        return first if first == last else f"{first}:{last}"


class Whereabouts(NamedTuple):
    """Where the typed cells of a table stand: the number of each row (1 = the first) and the letters of each column."""

    rows: Sequence[int]
    letters: Mapping[str, str]

    def cell(self, row: int, column: str) -> str:
        """Return the name of a cell. A column that the table does not have is named by its key."""
        return f"{self.letters.get(column, column)}{self.rows[row]}"

    def column(self, column: str) -> str:
        """Return the letters of a column; one that the table does not have is named by its key."""
        return self.letters.get(column, column)
