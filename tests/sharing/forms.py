"""Forms as colleagues fill them in: the product's own, with entries put in their cells, for tests and benchmarks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from arena.sharing import return_form
from arena.workbook import file_painter, names
from arena.workbook.description import Book, Cell
from arena.workbook.example import example
from arena.workbook.model import evaluate

BACK_BY = dt.date(2026, 2, 13)

Rating = tuple[object, object, object, object]
"""Importance, replaceability, dependency, and who could replace the actor."""


def rating(row: int, filler: int = 0) -> Rating:
    """Return what a filler thinks of an actor: other words in each row, the same each time."""
    easy = ("groot", "eerder groot", "eerder klein", "klein", "?", None)
    hard = ("klein", "eerder klein", "eerder groot", "groot", None, "?")
    number = row * 7 + filler * 3
    return (number % 4 + 1 if number % 5 else "?"), easy[number % 6], hard[(number + filler) % 6], f"Actor {number % 9}"


@dataclass
class Filled:
    """What a colleague does with a form.

    Attributes:
        name: typed in the box for the name.
        rate: gives the rating of the actor in each row, counted from 0.
        missed: typed under "Wie missen we?": a name, or a name with a rating.
        order: the actors of the example, in the order of the form; all of them if empty.
        more: cells to type over or beside, by row and column from 0.
    """

    name: str | None = "Sara Peeters"
    rate: Callable[[int], Rating] = rating
    missed: Sequence[str | tuple[str, Rating]] = ()
    order: Sequence[int] = ()
    language: str = "nl"
    more: Mapping[tuple[int, int], Cell] = field(default_factory=dict)

    def book(self) -> Book:
        """Describe the form with all that was typed in it."""
        result = evaluate(example(self.language))
        book = return_form.describe(result, list(self.order or return_form.rows(result)), BACK_BY)
        (sheet,) = book.sheets
        assert sheet.table is not None

        def put(row: int, column: int, typed: object) -> None:
            if typed is not None:
                sheet.cells[row, column] = Cell(typed, sheet.cells[row, column].style)  # type: ignore[arg-type]

        by = sheet.names[names.FILLED_IN_BY]
        put(by.first_row, by.first_column, self.name)
        first, last = sheet.table.area.first_row + 1, sheet.table.area.last_row
        for row in range(first, last + 1):
            for column, typed in enumerate(self.rate(row - first), start=1):
                put(row, column, typed)
        for row, entry in enumerate(self.missed, start=sheet.names[names.MISSED].first_row):
            name, rated = (entry, ()) if isinstance(entry, str) else entry
            for column, typed in enumerate((name, *rated)):
                put(row, column, typed)
        sheet.cells |= self.more
        return book

    def write(self, path: Path) -> Path:
        """Write it to a file, as Excel would leave it."""
        file_painter.paint(self.book(), path)
        return path
