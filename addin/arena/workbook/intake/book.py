"""What was read from a file, before anything is understood of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Cell = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value in a cell. No text, so that nobody takes it for a name or a level.

    ``code`` is what Excel shows in English whatever the user's language: ``#N/A``, ``#REF!`` ...
    """

    code: str

    def __str__(self) -> str:
        return self.code


CellValue = str | int | float | bool | datetime | CellError


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet, hidden ones too: only the cells that hold something, in the order of the file.

    ``cells`` holds values as last calculated; a cell that is empty, or whose formula gave an empty text, is absent.
    ``formulas`` are the cells whose value comes from a formula, with or without a value in ``cells``, including the
    cells that an array formula fills; ``uncalculated`` those of them with which no result was stored at all.
    """

    name: str
    cells: dict[Cell, CellValue]
    formulas: frozenset[Cell]
    uncalculated: frozenset[Cell] = frozenset()


@dataclass(frozen=True, slots=True)
class RawTable:
    """One Excel table.

    ``ref`` is (first row, first column, last row, last column), heading and total rows included; ``headers`` the
    column names from left to right. ``has_header`` and ``has_totals`` say whether ``ref`` begins with a heading row
    and ends with a total row.
    """

    sheet: str
    name: str
    ref: tuple[int, int, int, int]
    headers: tuple[str, ...]
    has_header: bool
    has_totals: bool


@dataclass(frozen=True, slots=True)
class RawBook:
    """All that a file holds for us. ``kind`` is ``"workbook"`` or ``"csv"``.

    A CSV file has one sheet, named as the file without its extension. ``names`` are the defined names of the whole
    workbook (not those of one sheet) with their reference or constant as it stands in the file, without ``=``.
    ``besides`` names the sheets that hold more than cells, by what that is (``besides.NOTES`` ...); none is read.
    ``letters_guessed`` says that nothing tells in which encoding a CSV file was written: its letters may be wrong.
    """

    kind: str
    sheets: tuple[RawSheet, ...]
    tables: tuple[RawTable, ...]
    names: dict[str, str]
    letters_guessed: bool = False
    besides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
