"""What the parts of the generated sheet ratings have in common: its columns, and how lines are put on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from arena.locale import Catalogue
from arena.method.levels import HIGHEST, LOWEST
from arena.workbook import fitting
from arena.workbook.description import Sheet, Value
from arena.workbook.merged import Merged

OWN, NEW = "own", "new"
"""What the user writes besides decisions, as the group of an agreement: words about an actor, and ticks at new names.

The group of a decision is its column (``arena.method.raters.COLUMNS``).
"""

MOST_APART = 7
"""So many raters have a column each; of more the sheet counts who chose which level. It then fits on an A4."""

ACTOR, OWN_WORDS, FIRST = range(3)
"""The first columns: the actor, what its user writes about it, and the first of the levels."""


class Group(NamedTuple):
    """Where a group of columns stands: its first column, that of the word, and that of what is taken."""

    key: str
    first: int
    word: int
    taken: int


@dataclass(frozen=True)
class RatingsPage:
    """The sheet while it is described.

    Attributes:
        sheet: the description.
        merged: what the colleagues estimated.
        texts: the catalogue in its language.
        groups: the three groups of columns.
        reversed_scale: whether 1 is the highest importance in the user's table.
    """

    sheet: Sheet
    merged: Merged
    texts: Catalogue
    groups: Sequence[Group]
    reversed_scale: bool

    @property
    def apart(self) -> bool:
        """True if each rater has a column."""
        return len(self.merged.raters) <= MOST_APART

    @property
    def last(self) -> int:
        """The last column of the table."""
        return self.groups[-1].taken

    @property
    def width(self) -> float:
        """How wide the table is, in characters."""
        return sum(self.sheet.widths[column] for column in range(self.last + 1))

    def level(self, column: str, level: int, *, short: bool = False) -> Value:
        """Return a level as the user's table has it: a number on the table's own scale, or a word."""
        if column == "importance":
            return LOWEST + HIGHEST - level if self.reversed_scale else level
        return self.texts(f"level.{column}.short.{level}" if short else f"level.{column}.{level}")

    def put_line(self, row: int, text: str, style: str = "pale_line") -> int:
        """Put a text over as many rows as it takes; return the next free row."""
        for part in fitting.paragraph(text, self.width):
            self.sheet.put(row, ACTOR, part, style)
            row += 1
        return row

    def put_section(self, row: int, title: str) -> int:
        """Put the heading of a section; return the next free row."""
        self.sheet.put(row, ACTOR, title, "section")
        self.sheet.heights[row] = 22
        return row + 1


def is_proposal(value: object) -> bool:
    """Return True if what stands in a cell of what is taken is a proposal, in brackets, and no choice."""
    text = value.strip() if isinstance(value, str) else ""
    return text.startswith("(") and text.endswith(")")
