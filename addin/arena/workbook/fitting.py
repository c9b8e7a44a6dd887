"""How high a row must be for the texts in it, where no program has measured it yet."""

from __future__ import annotations

import textwrap

LINE_POINTS = 15.0
_ROOM = 1.1
"""A column's width counts digits; running text is a little narrower. Excel fits the row anew at the first change."""


def lines_needed(text: str, width: float) -> int:
    """Return over how many lines a text runs in a column of a width in characters."""
    room = max(1, int(width * _ROOM))
    return sum(max(1, len(textwrap.wrap(line, room))) for line in text.split("\n")) if text else 1


def height_for(texts_and_widths: list[tuple[str, float]]) -> float:
    """Return the height in points of a row with these texts in columns of these widths."""
    return LINE_POINTS * max((lines_needed(text, width) for text, width in texts_and_widths), default=1)


def paragraph(text: str, width: int) -> list[str]:
    """Return a text cut into lines of at most a width in characters, at least one."""
    return textwrap.wrap(text, width) or [""]
