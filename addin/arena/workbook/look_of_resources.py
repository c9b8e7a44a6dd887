"""How the sheets resources and matrix look."""

from __future__ import annotations

from dataclasses import replace

from arena.workbook.style import (
    APART_FILL,
    DEEP,
    ENTRY_LINE,
    LINE,
    MIST,
    PALE_INK,
    SAND,
    SLATE,
    VULNERABLE_FILL,
    VULNERABLE_INK,
    WHITE,
    Edge,
    Style,
)

_HAIR = (Edge("bottom", "thin", LINE),)
_GRID_HEAD = Style(size=9.5, ink=DEEP, fill=MIST, wrap=True, align="center", valign="bottom", turned=True, border=LINE)
_DOT = Style(size=14, ink=DEEP, align="center", valign="center", border=LINE)
_TEXT = Style(size=10, valign="center", indent=1, edges=_HAIR)
_TOTAL = Style(size=10.5, bold=True, ink=DEEP, align="center", valign="center", border=LINE)
_COLUMN = Style(size=10.5, bold=True, ink=DEEP, valign="bottom", wrap=True, indent=1)
_UNDER_COLUMN = (Edge("bottom", "medium", DEEP),)

RESOURCES: dict[str, Style] = {
    "title": Style(size=18, bold=True, ink=DEEP, valign="center"),
    "section": Style(size=13, bold=True, ink=DEEP, valign="center"),
    "pale": Style(size=10, ink=PALE_INK, valign="center"),
    "column": replace(_COLUMN, edges=_UNDER_COLUMN),
    "column_own": _COLUMN,
    "head": _GRID_HEAD,
    "head_sole": replace(_GRID_HEAD, bold=True),
    "dot": _DOT,
    "dot_sole": replace(_DOT, fill=APART_FILL),
    "total": _TOTAL,
    "total_open": replace(_TOTAL, fill=VULNERABLE_FILL, ink=VULNERABLE_INK),
    "text": _TEXT,
    "wrapped": replace(_TEXT, wrap=True),
    "label": replace(_TEXT, wrap=True, bold=True),
    "says": replace(_TEXT, ink=PALE_INK),
    "list_head": Style(ink=WHITE, fill=SLATE, bold=True, valign="center", indent=1),
    "rule": Style(edges=(Edge("top", "medium", SLATE),)),
}
"""Of the sheet of resources: what is shown has a hairline below, what is typed a box.

Each style costs a click some ten calls to Excel, so what looks nearly alike is one.
"""


_CELL = Style(
    size=10.5, valign="center", indent=1, edges=(Edge("left", "thin", ENTRY_LINE), Edge("right", "thin", ENTRY_LINE))
)
_TOP = Edge("top", "thin", ENTRY_LINE)

_LEVEL = Style(size=13, bold=True, ink=DEEP, valign="center", indent=1)
_FIELDS = {"weak": _CELL, "some": replace(_CELL, fill=MIST), "strong": replace(_CELL, fill=APART_FILL)}
_FIELDS["unknown"] = replace(_CELL, fill=SAND)

MATRIX: dict[str, Style] = {
    "axis": Style(size=10.5, bold=True, ink=DEEP, valign="center"),
    "head": replace(_LEVEL, align="center", indent=0),
    "level": _LEVEL,
    **_FIELDS,
    **{f"{name}_top": replace(style, edges=(*style.edges, _TOP)) for name, style in _FIELDS.items()},
    "rule": Style(edges=(_TOP,)),
    "own": Style(valign="center", edges=(Edge("bottom", "thin", ENTRY_LINE),)),
}
"""Importance by replaceability: the darker a field, the stronger the dependency."""
