"""The look of the list to call from, and of the sheet of the network at work."""

from __future__ import annotations

from dataclasses import replace

from arena.workbook.style import (
    BOX,
    CRITICAL_INK,
    DAY,
    DEEP,
    ENTRY_LINE,
    INK,
    LINE,
    LINK,
    MIST,
    PALE_INK,
    SAND,
    SLATE,
    UNCERTAIN_FILL,
    UNCERTAIN_INK,
    WHITE,
    Edge,
    Style,
)

_ENTRY = Style(border=ENTRY_LINE, wrap=True, indent=1, valign="center")
_TALK = Style(size=10.5, valign="center", wrap=True, indent=1, edges=(Edge("bottom", "hair", LINE),))
_TALK_HEAD = Style(
    size=10.5,
    bold=True,
    ink=WHITE,
    fill=SLATE,
    wrap=True,
    valign="center",
    indent=1,
    edges=(Edge("right", "thin", WHITE),),
)
_CHANGES = (Edge("top", "thin", INK), Edge("bottom", "thin", LINE))
_SHEET_LINE = Style(size=10.5, valign="center", indent=1)

TALKS: dict[str, Style] = {
    "label": Style(bold=True, align="right", valign="center"),
    "choice": replace(_ENTRY, bold=True, wrap=False),
    "counts": Style(bold=True, ink=DEEP, valign="center"),
    "shown": replace(_SHEET_LINE, ink=DEEP, fill=MIST),
    "shown_link": replace(_SHEET_LINE, ink=LINK, underline=True, fill=MIST),
    "write": replace(_SHEET_LINE, fill=SAND),
    "head": _TALK_HEAD,
    "head_write": replace(_TALK_HEAD, fill=DEEP),
    "day": replace(_TALK, size=11, bold=True, wrap=False, number_format=DAY),
    "link": replace(_TALK, size=11, bold=True, ink=LINK, underline=True),
    "text": _TALK,
    "asks": replace(_TALK, edges=(Edge("bottom", "hair", LINE), Edge("right", "thin", ENTRY_LINE))),
    "box": replace(_TALK, edges=BOX),
    "box_day": replace(_TALK, edges=BOX, wrap=False, number_format=DAY),
    "state": replace(_TALK, ink=PALE_INK, edges=()),
    "more": replace(_SHEET_LINE, ink=PALE_INK),
    "pale": Style(ink=PALE_INK),
    "adjust": Style(fill=UNCERTAIN_FILL, ink=UNCERTAIN_INK, bold=True),
    "changes": Style(edges=_CHANGES),
    "changes_pale": Style(ink=PALE_INK, edges=_CHANGES),
    "changes_adjust": Style(fill=UNCERTAIN_FILL, ink=UNCERTAIN_INK, bold=True, edges=_CHANGES),
}
"""The list to call from: what is shown has a hairline below, what is written on paper a box."""

NETWORK: dict[str, Style] = {
    "section": Style(size=13, bold=True, ink=DEEP, valign="center"),
    "head": replace(_TALK_HEAD, wrap=False, edges=()),
    "head_write": replace(_TALK_HEAD, wrap=False, edges=(), fill=DEEP),
    "dimension": replace(_TALK, size=11, bold=True, wrap=False),
    "meaning": Style(size=10, ink=PALE_INK),
    "count": replace(_TALK, size=11, bold=True, ink=DEEP, wrap=False),
    "what": replace(_ENTRY, valign="center"),
    "text": replace(_ENTRY, size=10),
    "day": replace(_ENTRY, wrap=False, number_format=DAY),
    "look": replace(_ENTRY, size=10, bold=True, align="center", indent=0, wrap=False, number_format="mmm yyyy"),
    "number": replace(_ENTRY, size=12, align="center", indent=0),
    "name": replace(_TALK, size=10.5, bold=True),
    "line": replace(_TALK, size=10),
    "answer": replace(_ENTRY, bold=True, wrap=False),
}
"""The sheet of the network."""

PAGE: dict[str, Style] = {
    "page_title": Style(size=18, bold=True, ink=DEEP, valign="center"),
    "page_internal": Style(size=10.5, italic=True, ink=CRITICAL_INK, valign="center"),
    "page_pale": Style(size=10.5, ink=PALE_INK, valign="center"),
    "page_link": Style(ink=LINK, underline=True, valign="center"),
}
"""What stands at the top of a sheet."""
