"""What the parts of the sheet resources are put with: its columns, its actors by name, and lines of text.

A, the actor, and B, its user's own column, are the same on all three pages. Then come the columns of the resources that
are needed, and two that say what an actor is to the circles. Texts run over empty cells, never over column B.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from arena.locale import Catalogue
from arena.method.resources import Resource, Resources
from arena.workbook import fitting
from arena.workbook.description import Sheet
from arena.workbook.model import Result
from arena.workbook.sheets.generated.agreements import Slot

ACTOR, OWN, GRID = range(3)
"""The first columns: the actor, what its user writes, and the first of the resources."""

FEW, MANY = 10, 13
"""Columns for resources: so many, however few are needed, since texts run over them; narrower where there are more."""

_WIDTHS = {ACTOR: 36.0, OWN: 15.0}
_OF_COLUMN = {FEW: 5.3, MANY: 3.8}
_CIRCLE_WIDTH, _LOST_WIDTH = 23.0, 31.0
_SMALLER = 11 / 10
"""Texts of 10 points, in a column that is measured in letters of 11."""


@dataclass(frozen=True)
class ResourcesPage:
    """The sheet while it is described.

    Attributes:
        sheet: the description.
        texts: the catalogue in its language.
        result: the analysis, evaluated.
        slots: the cells in which its user writes, as far as they are put.
    """

    sheet: Sheet
    texts: Catalogue
    result: Result
    slots: list[Slot]

    @property
    def resources(self) -> Resources:
        """All resources, and what they come to."""
        return self.result.resources

    @cached_property
    def shown(self) -> Sequence[Resource]:
        """The needed resources that have a column: all, or those with one cover and then the first of the others."""
        needed = self.resources.needed
        sole = [one for one in needed if len(one.covers) == 1]
        several = [one for one in needed if len(one.covers) > 1]
        chosen = [*sole[:MANY], *several[: max(0, MANY - len(sole))]]
        return [one for one in needed if any(one is other for other in chosen)]

    @property
    def columns(self) -> int:
        """How many columns there are for resources."""
        return FEW if len(self.shown) <= FEW else MANY

    @property
    def circle(self) -> int:
        """The column that says what an actor is to the circles."""
        return GRID + self.columns

    @property
    def lost(self) -> int:
        """The column that says what is lost with an actor: the last one that is printed."""
        return self.circle + 1

    @property
    def widths(self) -> dict[int, float]:
        """The widths of the columns, in characters."""
        grid = dict.fromkeys(range(GRID, self.circle), _OF_COLUMN[self.columns])
        return {**_WIDTHS, **grid, self.circle: _CIRCLE_WIDTH, self.lost: _LOST_WIDTH}

    def room(self, first: int, last: int) -> float:
        """Return how wide columns are together, in letters of 10 points."""
        return _SMALLER * sum(self.widths[column] for column in range(first, last + 1))

    def name(self, row: int) -> str:
        """Return the name of an actor as texts have it."""
        return self.result.name(row, self.texts)

    def signed(self, row: int) -> str:
        """Return the name of an actor with its sign."""
        return self.result.signed_name(row, self.texts)

    def names(self, rows: Iterable[int]) -> str:
        """Return the names of actors, one after another."""
        return fitting.BETWEEN.join(map(self.name, rows))

    def put_lines(self, row: int, column: int, lines: Sequence[str], style: str) -> int:
        """Put lines of text, a row each; return the next free row."""
        for line in lines:
            self.sheet.put(row, column, line, style)
            row += 1
        return row

    def put_text(self, row: int, text: str, style: str) -> int:
        """Put a text over the whole width, over as many rows as it takes; return the next free row."""
        return self.put_lines(row, ACTOR, fitting.paragraph(text, self.room(ACTOR, self.lost)), style)

    def put_section(self, row: int, text: str) -> int:
        """Put the heading of a section; return the next free row."""
        self.sheet.put(row, ACTOR, text, "resources_section")
        self.sheet.fitted[row] = 22
        return row + 1

    def put_said(self, row: int, label: str, text: str, style: str = "resources_text") -> int:
        """Put what is said of something: its name, and a text beside the user's column, over as many rows as it takes.

        Return the next free row.
        """
        for number, line in enumerate(fitting.paragraph(text, self.room(GRID, self.lost))):
            self.put_row(row, style)
            if number == 0:
                self.sheet.put(
                    row, ACTOR, fitting.cut(label, self.room(ACTOR, ACTOR), bold=True, indent=1), "resources_label"
                )
            self.sheet.put(row, GRID, line, style)
            row += 1
        return row

    def put_row(self, row: int, style: str = "resources_text") -> None:
        """Put an empty row in the look of texts, over which they run."""
        for column in range(self.lost + 1):
            self.sheet.put(row, column, None, style)
