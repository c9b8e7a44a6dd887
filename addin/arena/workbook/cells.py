"""Names of cells and areas, and where the cells of a table stand: the one place where an address is taken apart.

Light: the process that reads a file imports no more than this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

ROWS, COLUMNS = 1_048_576, 16_384
"""How many rows and columns a sheet has."""

_LETTERS = 26
_COLUMN, _ROW = r"\$?([A-Za-z]{1,3})", r"\$?([1-9][0-9]{0,6})"
_CELL = re.compile(f"{_COLUMN}{_ROW}", re.ASCII)
_ADDRESS = re.compile(f"(?:{_COLUMN})?(?:{_ROW})?(?::(?:{_COLUMN})?(?:{_ROW})?)?", re.ASCII)
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!([^!]+)")
_CORNERS = {(False, False, False, False), (True, True, False, False), (False, False, True, True)}
"""Which of both rows and both columns an address may leave out: none, both rows, or both columns."""


def column_name(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


@lru_cache(maxsize=COLUMNS)
def column_number(letters: str) -> int:
    """Return the number of a column, counted from 0, from its letters."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def cell_name(row: int, column: int) -> str:
    """Return the relative name of a cell, such as ``B3``; row and column count from 0."""
    return f"{column_name(column)}{row + 1}"


def in_sheet(sheet: str, address: str) -> str:
    """Return the reference to an address of a sheet; its name is always quoted, whatever it is."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{address}"


class Area(NamedTuple):
    """A rectangle of cells, both corners included; rows and columns count from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """Return the absolute address, such as ``$A$1:$B$2``."""
        first = f"${column_name(self.first_column)}${self.first_row + 1}"
        last = f"${column_name(self.last_column)}${self.last_row + 1}"
        return first if first == last else f"{first}:{last}"


class Reference(NamedTuple):
    """An area of a sheet, as a defined name refers to it."""

    sheet: str
    area: Area


def cell_at(address: str) -> tuple[int, int]:
    """Return row and column, from 0, of the address of one cell, such as ``B7`` or ``$b$7``.

    Raises:
        ValueError: no sheet has such a cell.
    """
    found = _CELL.fullmatch(address)
    if found is None:
        raise ValueError("not the address of a cell")
    row, column = int(found[2]) - 1, column_number(found[1])
    if row >= ROWS or column >= COLUMNS:
        raise ValueError("beyond the edge of a sheet")
    return row, column


def area_of(address: str) -> Area:
    """Return the area of an address such as ``A1``, ``$A$1:$C$9``, ``A:C`` or ``2:5``, in capitals or not.

    Whole rows and columns reach to the sheet's end. Two corners may be any two that face each other.

    Raises:
        ValueError: it is no address of one area, or no sheet has it.
    """
    found = _ADDRESS.fullmatch(address)
    left, top, right, bottom = found.groups() if found else (None,) * 4
    if ":" not in address:
        right, bottom = left, top
    whole = (top is None, bottom is None, left is None, right is None)
    if whole not in _CORNERS or (":" not in address and any(whole)):
        raise ValueError("not the address of an area")
    rows = sorted((int(top) - 1, int(bottom) - 1)) if top and bottom else (0, ROWS - 1)
    columns = sorted((column_number(left), column_number(right))) if left and right else (0, COLUMNS - 1)
    if rows[1] >= ROWS or columns[1] >= COLUMNS:
        raise ValueError("beyond the edge of a sheet")
    return Area(rows[0], columns[0], rows[1], columns[1])


def reference_of(reference: str) -> Reference:
    """Return the sheet and the area of a reference such as ``Start!$A$1`` or ``'Wat als'!$A$1:$B$2``.

    Raises:
        ValueError: it is something else: a constant, a formula, an area without a sheet, several areas.
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError("not a reference")
    quoted, plain, address = found.groups()
    return Reference(quoted.replace("''", "'") if quoted else plain, area_of(address))


def sheet_of(reference: str) -> str:
    """Return the sheet of a reference, as :func:`reference_of` reads it; empty where it is none."""
    try:
        return reference_of(reference).sheet
    except ValueError:
        return ""


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
