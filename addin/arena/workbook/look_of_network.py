"""The look of the list to call from, and of the sheet of the network at work."""

from __future__ import annotations

from dataclasses import replace

from arena.workbook.style import (
    BOX,
    CRITICAL_INK,
    DAY,
    DEEP,
    ENTRY,
    ENTRY_LINE,
    INK,
    LINE,
    LINK,
    LISTED,
    MIST,
    PALE_INK,
    SAID,
    SAND,
    SLATE,
    UNCERTAIN_FILL,
    UNCERTAIN_INK,
    WHITE,
    Edge,
    Style,
)

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

TALKS: dict[str, Style] = {
    "label": Style(bold=True, align="right", valign="center"),
    "choice": replace(ENTRY, bold=True, wrap=False),
    "counts": Style(bold=True, ink=DEEP, valign="center"),
    "shown": replace(SAID, ink=DEEP, fill=MIST),
    "shown_link": replace(SAID, ink=LINK, underline=True, fill=MIST),
    "write": replace(SAID, fill=SAND),
    "head": _TALK_HEAD,
    "head_write": replace(_TALK_HEAD, fill=DEEP),
    "day": replace(LISTED, size=11, bold=True, wrap=False, number_format=DAY),
    "link": replace(LISTED, size=11, bold=True, ink=LINK, underline=True),
    "text": LISTED,
    "asks": replace(LISTED, edges=(Edge("bottom", "hair", LINE), Edge("right", "thin", ENTRY_LINE))),
    "box": replace(LISTED, edges=BOX),
    "box_day": replace(LISTED, edges=BOX, wrap=False, number_format=DAY),
    "state": replace(LISTED, ink=PALE_INK, edges=()),
    "more": replace(SAID, ink=PALE_INK),
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
    "dimension": replace(LISTED, size=11, bold=True, wrap=False),
    "meaning": Style(size=10, ink=PALE_INK),
    "count": replace(LISTED, size=11, bold=True, ink=DEEP, wrap=False),
    "what": ENTRY,
    "text": replace(ENTRY, size=10),
    "day": replace(ENTRY, wrap=False, number_format=DAY),
    "look": replace(ENTRY, size=10, bold=True, align="center", indent=0, wrap=False, number_format="mmm yyyy"),
    "number": replace(ENTRY, size=12, align="center", indent=0),
    "name": replace(LISTED, bold=True),
    "line": replace(LISTED, size=10),
    "answer": replace(ENTRY, bold=True, wrap=False),
}
"""The sheet of the network."""

PAGE: dict[str, Style] = {
    "page_title": Style(size=18, bold=True, ink=DEEP, valign="center"),
    "page_internal": Style(size=10.5, italic=True, ink=CRITICAL_INK, valign="center"),
    "page_pale": Style(size=10.5, ink=PALE_INK, valign="center"),
    "page_link": Style(ink=LINK, underline=True, valign="center"),
}
"""What stands at the top of a sheet."""
