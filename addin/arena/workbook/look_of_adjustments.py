"""The look of the sheet of step 6: what changed, and the state that it was compared with."""

from __future__ import annotations

from dataclasses import replace

from arena.workbook.style import (
    BOX,
    DAY,
    DEEP,
    ENTRY_LINE,
    GREY,
    LINE,
    PALE_INK,
    SLATE,
    VULNERABLE_FILL,
    VULNERABLE_INK,
    WHITE,
    Edge,
    Style,
)

_LINE_BELOW = (Edge("bottom", "hair", LINE),)
_STOOD = Style(size=10, valign="center", wrap=True, indent=1)

_CHANGES: dict[str, Style] = {
    "day": replace(_STOOD, size=11, bold=True, wrap=False, number_format=DAY),
    "actor": replace(_STOOD, size=11, bold=True),
    "text": replace(_STOOD, size=11),
    "from": replace(_STOOD, size=11, ink=PALE_INK),
    "why": replace(_STOOD, size=11),
    "own": _STOOD,
}
ADJUSTMENTS: dict[str, Style] = {
    **_CHANGES,
    **{
        f"{name}_framed": replace(style, edges=BOX if name in ("why", "own") else _LINE_BELOW)
        for name, style in _CHANGES.items()
    },
    "label": Style(bold=True, wrap=True, valign="center"),
    "next": Style(border=ENTRY_LINE, bold=True, indent=1, valign="center", number_format=DAY),
    "since": Style(bold=True, ink=DEEP, valign="center", indent=1),
    "row": Style(edges=_LINE_BELOW),
    "box": Style(edges=BOX),
    "again": Style(ink=PALE_INK, bold=False),
    "moved": Style(bold=True),
    "asks": Style(fill=VULNERABLE_FILL, ink=VULNERABLE_INK),
    "stood_head": Style(
        size=10,
        bold=True,
        ink=WHITE,
        fill=SLATE,
        wrap=True,
        align="center",
        valign="center",
        edges=(Edge("right", "thin", WHITE),),
    ),
    "stood": _STOOD,
    "stood_center": replace(_STOOD, align="center", indent=0),
    "stood_row": Style(fill=GREY, edges=_LINE_BELOW),
}
"""Step 6. Lines are drawn by condition, around rows that hold anything, so that no page of empty rows is printed."""
