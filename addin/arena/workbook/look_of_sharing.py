"""The look of what leaves the house: the form to fill in, the copy for partners, and the sheet that shows what goes."""

from __future__ import annotations

from dataclasses import replace

from arena.workbook.style import (
    CRITICAL_INK,
    DAY,
    DEEP,
    ENTRY,
    ENTRY_LINE,
    LINE,
    LISTED,
    MIST,
    PALE_INK,
    SAID,
    VULNERABLE_FILL,
    VULNERABLE_INK,
    WHITE,
    Edge,
    Style,
)

_FILL_HEAD = Style(
    ink=WHITE, fill=DEEP, bold=True, size=9, wrap=True, valign="center", edges=(Edge("left", "thin", WHITE),)
)
_FILL_HELP = Style(size=9, fill=MIST, wrap=True, valign="center")
_FILL_ENTRY = Style(border=ENTRY_LINE, wrap=True, valign="center")
_ABOVE_AND_BELOW = (Edge("top", "thin", ENTRY_LINE), Edge("bottom", "thin", ENTRY_LINE))
FILL: dict[str, Style] = {
    "title": Style(size=16, bold=True, ink=DEEP, valign="center"),
    "issue": Style(valign="center"),
    "by": Style(bold=True, valign="center"),
    "label": Style(size=10, wrap=True, valign="center"),
    "name": Style(valign="center", edges=_ABOVE_AND_BELOW),
    "name_first": Style(valign="center", edges=(Edge("left", "thin", ENTRY_LINE), *_ABOVE_AND_BELOW)),
    "name_last": Style(valign="center", edges=(Edge("right", "thin", ENTRY_LINE), *_ABOVE_AND_BELOW)),
    "rule": Style(size=10.5, bold=True, ink=CRITICAL_INK, valign="center"),
    "help": _FILL_HELP,
    "help_beside": replace(_FILL_HELP, indent=1),
    "help_center": replace(_FILL_HELP, align="center"),
    "head": replace(_FILL_HEAD, size=10),
    "head_beside": replace(_FILL_HEAD, size=10, indent=1),
    "head_center": replace(_FILL_HEAD, align="center"),
    "actor": Style(bold=True, wrap=True, valign="center", edges=(Edge("bottom", "thin", LINE),)),
    "resources": Style(size=9, ink=PALE_INK),
    "choice": replace(_FILL_ENTRY, align="center", size=10),
    "text": replace(_FILL_ENTRY, indent=1),
    "pale": Style(size=10, ink=PALE_INK, valign="center"),
}
"""The form that colleagues fill in: without an indent, names fit beside three choices on a phone."""

_PARTNERS_CELL = Style(wrap=True, valign="center", indent=1, edges=(Edge("bottom", "thin", LINE),))
PARTNERS: dict[str, Style] = {
    "title": Style(size=20, bold=True, ink=DEEP, valign="center"),
    "pale": Style(ink=PALE_INK, valign="center"),
    "asked": Style(size=12, bold=True, ink=DEEP, valign="bottom"),
    "answer": Style(size=12, valign="center"),
    "section": Style(size=14, bold=True, ink=DEEP, valign="bottom"),
    "says": Style(size=10, italic=True, ink=PALE_INK, valign="center"),
    "head": Style(
        ink=WHITE, fill=DEEP, bold=True, valign="center", wrap=True, indent=1, edges=(Edge("left", "thin", WHITE),)
    ),
    "name": replace(_PARTNERS_CELL, bold=True),
    "cell": _PARTNERS_CELL,
    "note": Style(size=10, ink=PALE_INK, valign="center"),
}
"""The copy for partners, to be read on paper and on a screen; nothing is typed in it."""

SHARING: dict[str, Style] = {
    "stays": Style(ink=DEEP, bold=True, valign="center", indent=1, border=DEEP),
    "text": SAID,
    "lead": replace(SAID, bold=True, ink=DEEP),
    "section": Style(size=12, bold=True, ink=DEEP, valign="bottom", indent=1),
    "line": LISTED,
    "line_pale": replace(LISTED, ink=PALE_INK),
    "decide": Style(fill=VULNERABLE_FILL, ink=VULNERABLE_INK, bold=True, valign="center", indent=1),
    "day": replace(ENTRY, align="center", indent=0, number_format=DAY),
}
"""The sheet on which it is seen what goes along in a copy: the two heads differ in more than their colour."""
