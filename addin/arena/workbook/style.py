"""The palette, and what a style says of a cell; the styles themselves stand in ``look``.

Contrast of text is at least 4.5:1 on its fill, of graphics 3:1; a test computes it, under simulated colour blindness
too. No meaning is carried by colour alone: the signals have a symbol and a word as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

FONT = "Calibri"
BAR_FONT = "Consolas"
"""Of bars made of letters: there each letter is as wide as another."""

SIZE = 11
DAY = "d mmm yyyy"
"""How days show, so that a day and a month that were swapped are seen; a text shows as it is."""

INK = "#1F2933"
PALE_INK = "#52606D"
WHITE = "#FFFFFF"
DEEP = "#17496B"
SLATE = "#4A5568"
MOSS = "#3F5F47"
STONE = "#6B6560"
MIST = "#E6EEF4"
SAND = "#F4F1EA"
GREY = "#F2F3F5"
LINE = "#B8C2CC"
ENTRY_LINE = "#7F8C99"
"""Around what users fill in: where to type must be seen, as a graphic."""

STEP_3, STEP_3_FILL = "#1F5A5A", "#E3F0EF"
STEP_4, STEP_4_FILL = MOSS, "#E8F0E9"
STEP_5, STEP_5_FILL = "#5D4268", "#F0EAF3"
OPTIONAL_FILL = "#F1EEEA"
DERIVED_FILL = "#ECEEF1"
APART_FILL = "#CFDDE9"
"""Of a level that stands far from those of the other raters."""

LINK = "#0B5394"
BAR = "#44759B"

CRITICAL_FILL, CRITICAL_INK = "#F7C9AE", "#5A1E00"
VULNERABLE_FILL, VULNERABLE_INK = "#FCE9B4", "#4A3A00"
UNCERTAIN_FILL, UNCERTAIN_INK = "#D9E8F6", "#12395B"
FAULT_FILL, FAULT_INK = "#F9D6DC", "#6B0F24"


class Edge(NamedTuple):
    """A line along one side of a cell."""

    side: Literal["top", "bottom", "left", "right"]
    weight: Literal["hair", "dotted", "thin", "medium", "thick"]
    colour: str


@dataclass(frozen=True)
class Style:
    """How a cell looks. Sizes are points; alignments as XlsxWriter and Excel name them. An indent is from the left.

    ``border`` is the colour of a thin line all round; ``edges`` are lines along single sides, which go before it.
    """

    font: str = FONT
    ink: str = INK
    fill: str | None = None
    size: float = SIZE
    bold: bool = False
    italic: bool = False
    underline: bool = False
    border: str | None = None
    edges: tuple[Edge, ...] = ()
    align: str = "left"
    indent: int = 0
    valign: str = "top"
    wrap: bool = False
    number_format: str = "General"
    turned: bool = False
    """Whether the text runs upwards."""


BOX = (Edge("left", "thin", ENTRY_LINE), Edge("right", "thin", ENTRY_LINE), Edge("bottom", "thin", ENTRY_LINE))
"""Around a cell to write in, below others that are."""

ENTRY = Style(border=ENTRY_LINE, wrap=True, indent=1, valign="center")
"""A cell to fill in."""

LISTED = Style(size=10.5, valign="center", wrap=True, indent=1, edges=(Edge("bottom", "hair", LINE),))
"""A cell of a list to read."""

SAID = Style(size=10.5, valign="center", indent=1)
"""A sentence of a page."""
