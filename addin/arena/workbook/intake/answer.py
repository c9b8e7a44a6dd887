"""What the reading process hands to its parent: JSON, never pickle, since it parsed what a stranger wrote.

A book's texts stand in one list and cells point into it, so that one long text in 200,000 cells is sent once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict

NUMBER, TEXT, ERROR, DATE = "nted"
"""How ``values`` is meant, one letter per cell: numbers and truth values as they are, the rest points into texts."""


class SheetAnswer(TypedDict):
    """One sheet: four lists of the same length, and the rows and columns by turns of formulas and uncalculated ones."""

    name: str
    rows: list[int]
    columns: list[int]
    kinds: str
    values: list[int | float | bool]
    formulas: list[int]
    uncalculated: list[int]


def empty_sheet(name: str) -> SheetAnswer:
    """Return a sheet in which nothing stands yet."""
    return {"name": name, "rows": [], "columns": [], "kinds": "", "values": [], "formulas": [], "uncalculated": []}


class TableAnswer(TypedDict):
    """One table; ``ref`` is (first row, first column, last row, last column), all from 1."""

    sheet: str
    name: str
    ref: tuple[int, int, int, int]
    headers: list[str]
    has_header: bool
    has_totals: bool


class Answer:
    """A book under way to JSON."""

    def __init__(self) -> None:
        self.sheets: list[SheetAnswer] = []
        self.tables: list[TableAnswer] = []
        self.names: dict[str, str] = {}
        self.besides: dict[str, list[str]] = {}
        self.letters_guessed = False
        self._texts: dict[str, int] = {}

    def text(self, text: str) -> int:
        """Return the position of a text in the list of texts."""
        return self._texts.setdefault(text, len(self._texts))

    def date(self, moment: datetime) -> int:
        """Return the position of a date in the list of texts."""
        return self.text(moment.isoformat())

    def note(self, kind: str, sheet: str) -> None:
        """Note that a sheet has something besides cells, which nobody reads."""
        sheets = self.besides.setdefault(kind, [])
        if sheet not in sheets:
            sheets.append(sheet)

    def book(self) -> dict[str, Any]:
        """Return all of it, ready for ``json.dumps``."""
        return {
            "sheets": self.sheets,
            "tables": self.tables,
            "names": self.names,
            "texts": list(self._texts),
            "besides": self.besides,
            "letters_guessed": self.letters_guessed,
        }
