"""The look of every sheet: the named styles that descriptions use, from the palette of ``style``."""

from __future__ import annotations

from dataclasses import replace

from arena.workbook.look_of_adjustments import ADJUSTMENTS
from arena.workbook.look_of_network import NETWORK, PAGE, TALKS
from arena.workbook.look_of_resources import MATRIX, RESOURCES
from arena.workbook.look_of_sharing import FILL, PARTNERS, SHARING
from arena.workbook.style import (
    APART_FILL,
    BAR,
    BAR_FONT,
    BOX,
    CRITICAL_FILL,
    CRITICAL_INK,
    DAY,
    DEEP,
    DERIVED_FILL,
    ENTRY,
    ENTRY_LINE,
    FAULT_FILL,
    FAULT_INK,
    GREY,
    LINE,
    LINK,
    MIST,
    OPTIONAL_FILL,
    PALE_INK,
    SAND,
    SLATE,
    STEP_3,
    STEP_3_FILL,
    STEP_4,
    STEP_4_FILL,
    STEP_5,
    STEP_5_FILL,
    STONE,
    UNCERTAIN_FILL,
    UNCERTAIN_INK,
    VULNERABLE_FILL,
    VULNERABLE_INK,
    WHITE,
    Edge,
    Style,
)

_TEXT = Style()
_WRAP = Style(wrap=True)
_COMPUTED = Style(fill=GREY, border=LINE, wrap=True, indent=1, valign="center")
_CALCULATION = Style(fill=GREY, ink=PALE_INK, border=LINE, align="center")
_HEADER = Style(ink=WHITE, fill=DEEP, bold=True, border=LINE, wrap=True, valign="center", indent=1)
_ROW = Style(border=ENTRY_LINE, valign="center", indent=1)
"""Of what is typed about an actor: one line, so that a long text makes no row higher."""

_ROW_RESULT = replace(_ROW, fill=GREY, border=LINE)
_FORM_TEXT = replace(_ROW, size=10, wrap=True)

_RATING = Style(align="center", valign="center", edges=(Edge("bottom", "thin", LINE),))
_START_HEAD = Style(size=10.5, bold=True, ink=DEEP, valign="center", indent=1, edges=(Edge("bottom", "medium", DEEP),))
_START_STEP = Style(valign="center", indent=1)
_UNDER_STEP = (Edge("bottom", "hair", LINE),)
_START_WORKS = Style(size=10.5, valign="center", indent=1, edges=(Edge("bottom", "dotted", LINE),))

_GROUPS = {
    "form": (DEEP, MIST),
    "derived": (SLATE, DERIVED_FILL),
    "optional": (STONE, OPTIONAL_FILL),
    "step_3": (STEP_3, STEP_3_FILL),
    "step_4": (STEP_4, STEP_4_FILL),
    "step_5": (STEP_5, STEP_5_FILL),
    "agreed": (DEEP, MIST),
}
"""The groups of columns in the table of actors: the colour of their headings, and that of the banner over them."""


def _of_group(group: str, dark: str, light: str) -> dict[str, Style]:
    """Return the styles of a group's banner and headings; the first cell of each has a line on its left."""
    banner = Style(fill=light, valign="center", edges=(Edge("top", "medium", dark),))
    heading = Style(ink=WHITE, fill=dark, bold=True, size=9 if group == "form" else 9.5, wrap=True, valign="center")
    heading = replace(heading, edges=(Edge("left", "thin", LINE), Edge("right", "thin", LINE)))
    first = (Edge("left", "medium", WHITE), Edge("right", "thin", LINE))
    left = Edge("left", "thin", dark)
    return {
        f"group_{group}": replace(banner, ink=dark, bold=True, size=10.5, indent=1, edges=(left, *banner.edges)),
        f"group_{group}_rest": banner,
        f"group_{group}_says": Style(fill=light, size=10, indent=1, edges=(left,)),
        f"group_{group}_says_rest": Style(fill=light, size=10, indent=1),
        f"heading_{group}": replace(heading, indent=1),
        f"heading_{group}_center": replace(heading, align="center"),
        f"heading_{group}_first": replace(heading, indent=1, edges=first),
        f"heading_{group}_first_center": replace(heading, align="center", edges=first),
    }


_UPRIGHT = (Edge("left", "thin", WHITE), Edge("right", "thin", WHITE))
_SEAT = (Edge("left", "thin", LINE), Edge("right", "thin", LINE))
_BELOW = (Edge("bottom", "thin", LINE),)
_LINE_10 = Style(size=10, valign="center")
_CELL_10 = Style(size=10, valign="center", wrap=True, indent=1)
_LINE_9 = Style(size=9, valign="center")
_PAGE_TITLE = Style(size=20, bold=True, ink=DEEP, valign="center")
_PAGE_HEAD = Style(size=14, bold=True, ink=DEEP, fill=MIST, valign="center", indent=1)
_PAGE_COUNT = Style(size=10, bold=True, fill=MIST, valign="center", indent=1, edges=_UPRIGHT)
_PAGE_MEANING = Style(size=10, italic=True, ink=PALE_INK, fill=MIST, wrap=True, indent=1, edges=_UPRIGHT)
_PAGE_COLUMN = Style(
    size=11, bold=True, ink=DEEP, fill=MIST, valign="center", indent=1, edges=(Edge("top", "thick", DEEP), *_UPRIGHT)
)
_LIST_HEAD = Style(
    size=9, bold=True, ink=DEEP, fill=MIST, valign="center", indent=1, edges=(Edge("top", "medium", DEEP),)
)
_SECTION = Style(size=12, bold=True, ink=DEEP, valign="center", indent=1, edges=(Edge("bottom", "medium", DEEP),))

_SUMMARY: dict[str, Style] = {
    "title": replace(_PAGE_TITLE, indent=4),
    "example": replace(_LINE_10, ink=DEEP, bold=True, indent=1),
    "issue": replace(_LINE_10, size=10.5, bold=True, indent=4),
    "we": replace(_LINE_10, indent=4),
    "caution": replace(_LINE_10, italic=True, ink=PALE_INK, indent=4),
    "legend_indented": replace(_LINE_10, ink=PALE_INK, indent=4),
    "head": replace(_PAGE_HEAD, edges=(Edge("top", "thick", DEEP), *_UPRIGHT)),
    "head_undecided": replace(_PAGE_HEAD, ink=STONE, fill=SAND, edges=(Edge("top", "thick", STONE), *_UPRIGHT)),
    "count": _PAGE_COUNT,
    "count_undecided": replace(_PAGE_COUNT, fill=SAND),
    "meaning": _PAGE_MEANING,
    "meaning_undecided": replace(_PAGE_MEANING, fill=SAND),
    "seat": replace(_CELL_10, edges=(*_SEAT, Edge("bottom", "dotted", LINE))),
    "seat_last": replace(_CELL_10, edges=(*_SEAT, Edge("bottom", "thin", LINE))),
    "more": replace(_LINE_10, ink=PALE_INK, indent=1),
    "section": _SECTION,
    "section_more": replace(_SECTION, size=10, bold=False, ink=PALE_INK),
    "question": replace(_LINE_10, indent=1),
    "title_page": _PAGE_TITLE,
    "legend": replace(_LINE_10, ink=PALE_INK),
    "column": _PAGE_COLUMN,
    "column_place": replace(_PAGE_COLUMN, size=9, align="center", indent=0),
    "place": replace(_CELL_10, size=11, bold=True, align="center", indent=0, edges=_BELOW),
    "actor": replace(_CELL_10, size=10.5, bold=True, edges=_BELOW),
    "says": replace(_CELL_10, edges=_BELOW),
    "write": replace(_CELL_10, edges=BOX),
    "write_day": replace(replace(_CELL_10, edges=BOX), number_format=DAY),
    "title_list": replace(_PAGE_TITLE, size=18),
    "legend_list": replace(_LINE_9, ink=PALE_INK),
    "list_head": _LIST_HEAD,
    "list_head_place": replace(_LIST_HEAD, align="center", indent=0),
    "list_place": replace(_LINE_9, bold=True, align="center"),
    "list_actor": replace(_LINE_9, bold=True, indent=1),
    "list_text": replace(_LINE_9, indent=1),
    "list_more": replace(_LINE_9, ink=PALE_INK, indent=1),
    "bar": Style(font=BAR_FONT, size=8.5, ink=BAR, valign="center", indent=1),
    "underlined": Style(edges=(Edge("bottom", "dotted", LINE),)),
    "block_head": Style(size=11, bold=True, ink=DEEP, valign="center", edges=(Edge("bottom", "medium", DEEP),)),
    "block_verdict": replace(_LINE_9, edges=(Edge("bottom", "medium", DEEP),)),
    "block": _LINE_9,
}
"""The three pages of the summary: light heads with a rule above, which save ink and stay clear in black and white."""


STYLES: dict[str, Style] = {
    **{f"share_{name}": style for name, style in SHARING.items()},
    **{f"partners_{name}": style for name, style in PARTNERS.items()},
    **{f"fill_{name}": style for name, style in FILL.items()},
    **{f"summary_{name}": style for name, style in _SUMMARY.items()},
    **{f"resources_{name}": style for name, style in RESOURCES.items()},
    **{f"matrix_{name}": style for name, style in MATRIX.items()},
    **{f"talks_{name}": style for name, style in TALKS.items()},
    **{f"network_{name}": style for name, style in NETWORK.items()},
    **{f"adjustments_{name}": style for name, style in ADJUSTMENTS.items()},
    **PAGE,
    "text": _TEXT,
    "wrap": _WRAP,
    "title": Style(size=16, bold=True, ink=DEEP, valign="center"),
    "internal": Style(italic=True, ink=CRITICAL_INK, valign="center"),
    "pale": Style(ink=PALE_INK, wrap=True),
    "pale_line": Style(ink=PALE_INK),
    "section": Style(size=12, bold=True, ink=DEEP, valign="center"),
    "start_title": Style(size=20, bold=True, ink=DEEP, valign="center"),
    "start_internal": Style(size=10, italic=True, ink=CRITICAL_INK, valign="center"),
    "start_next": Style(
        size=16,
        bold=True,
        underline=True,
        ink=LINK,
        fill=MIST,
        valign="center",
        indent=1,
        edges=(Edge("left", "thick", DEEP),),
    ),
    "start_next_rest": Style(fill=MIST),
    "start_figure": Style(
        size=26, bold=True, ink=DEEP, valign="center", indent=1, edges=(Edge("left", "thick", DEEP),)
    ),
    "start_figure_label": Style(
        size=10.5, ink=PALE_INK, valign="center", indent=1, edges=(Edge("left", "thick", DEEP),)
    ),
    "start_head": _START_HEAD,
    "start_head_center": replace(_START_HEAD, align="center", indent=0),
    "start_link": replace(_START_STEP, ink=LINK, underline=True),
    "start_link_last": replace(_START_STEP, ink=LINK, underline=True, edges=_UNDER_STEP),
    "start_step": _START_STEP,
    "start_step_last": replace(_START_STEP, edges=_UNDER_STEP),
    "start_more": Style(size=9.5, ink=PALE_INK, valign="center", indent=2, edges=_UNDER_STEP),
    "start_erase": Style(size=9.5, bold=True, valign="center", indent=1, number_format=DAY, edges=_UNDER_STEP),
    "start_done": Style(ink=DEEP, bold=True),
    "start_works": _START_WORKS,
    "start_works_yes": replace(_START_WORKS, ink=DEEP, bold=True, align="center", indent=0),
    "start_works_no": replace(_START_WORKS, ink=PALE_INK, align="center", indent=0),
    "start_pale": Style(size=9.5, ink=PALE_INK, valign="center", indent=1),
    "paper_title": Style(size=20, bold=True, ink=DEEP, valign="center"),
    "paper_rule": Style(fill=MIST, edges=(Edge("top", "thick", DEEP),)),
    "paper_heading": Style(size=11.5, bold=True, ink=DEEP, wrap=True, border=ENTRY_LINE, indent=1),
    "paper_levels": Style(size=10.5, wrap=True, border=ENTRY_LINE, indent=1),
    "paper_row": Style(border=ENTRY_LINE, wrap=True, indent=1),
    "label_beside": Style(bold=True, wrap=True, indent=1, valign="center"),
    "own": _TEXT,
    "own_day": Style(align="left", number_format="d mmm yyyy"),
    "own_moment": Style(align="left", number_format="d mmm yyyy h:mm"),
    "entry_beside": replace(ENTRY, valign="center"),
    "cell": Style(border=LINE, wrap=True, indent=1),
    "cell_bold": Style(border=LINE, wrap=True, bold=True, indent=1),
    "agreement": ENTRY,
    "agreement_date": replace(ENTRY, number_format="dd/mm/yyyy"),
    "label": Style(bold=True, wrap=True, indent=1, valign="center"),
    "link": Style(ink=LINK, underline=True, border=LINE, indent=1),
    "header_entry": _HEADER,
    "header_computed": replace(_HEADER, fill=SLATE),
    "header_calculation": replace(_HEADER, fill=STONE),
    "arena_title": Style(size=15, bold=True, ink=DEEP, valign="center"),
    "arena_says": Style(size=10, italic=True, ink=CRITICAL_INK, valign="center"),
    "arena_warns": Style(size=10, bold=True, ink=FAULT_INK, fill=FAULT_FILL),
    "banner_form": Style(fill=MIST, size=9, wrap=True, border=LINE, valign="center", align="center"),
    "heading_result": Style(ink=WHITE, fill=SLATE, bold=True, size=9, wrap=True, valign="center", border=LINE),
    "heading_result_center": Style(
        ink=WHITE, fill=SLATE, bold=True, size=9, wrap=True, valign="center", border=LINE, align="center"
    ),
    "criterion": Style(
        fill=STEP_4_FILL, size=9.5, italic=True, wrap=True, border=LINE, align="center", valign="center"
    ),
    "form_actor": replace(_FORM_TEXT, bold=True),
    "form_text": _FORM_TEXT,
    "form_signal": replace(_FORM_TEXT, bold=True, fill=GREY, border=LINE, indent=0),
    "row_text": _ROW,
    "row_center": replace(_ROW, align="center", indent=0),
    "row_place": replace(_ROW_RESULT, align="center", indent=0, bold=True),
    "row_text_or_day": replace(_ROW, number_format=DAY),
    "row_date": replace(_ROW, align="center", indent=0, number_format=DAY),
    "row_result": _ROW_RESULT,
    "row_result_center": replace(_ROW_RESULT, align="center", indent=0),
    **{name: style for group, colours in _GROUPS.items() for name, style in _of_group(group, *colours).items()},
    "entry": ENTRY,
    "entry_center": replace(ENTRY, align="center", indent=0),
    "computed": _COMPUTED,
    "computed_center": replace(_COMPUTED, align="center", indent=0),
    "calculation": _CALCULATION,
    "calculation_explained": Style(size=9, italic=True, ink=PALE_INK, wrap=True),
    "calculation_left": replace(_CALCULATION, align="left", indent=1),
    "critical": replace(_COMPUTED, fill=CRITICAL_FILL, ink=CRITICAL_INK, bold=True),
    "vulnerable": replace(_COMPUTED, fill=VULNERABLE_FILL, ink=VULNERABLE_INK, bold=True),
    "uncertain": replace(_COMPUTED, fill=UNCERTAIN_FILL, ink=UNCERTAIN_INK, bold=True),
    "fault": replace(ENTRY, fill=FAULT_FILL, ink=FAULT_INK, bold=True),
    "attention": replace(_COMPUTED, fill=VULNERABLE_FILL, ink=VULNERABLE_INK, bold=True),
    "late": Style(fill=VULNERABLE_FILL, ink=VULNERABLE_INK, bold=True),
    "info": replace(_COMPUTED, fill=UNCERTAIN_FILL, ink=UNCERTAIN_INK),
    "done": Style(border=LINE, fill=MIST, ink=DEEP, bold=True, wrap=True, indent=1),
    "state": Style(bold=True, ink=DEEP),
    "state_wrap": Style(bold=True, ink=DEEP, wrap=True, indent=1, valign="center"),
    "wrap_indented": Style(wrap=True, indent=1, valign="center"),
    "part": Style(size=14, bold=True, ink=DEEP, valign="center"),
    "ratings_group": Style(fill=MIST, ink=DEEP, bold=True, valign="center"),
    "ratings_head": replace(_HEADER, fill=SLATE, align="center", indent=0),
    "ratings_actor": replace(_RATING, bold=True, wrap=True, align="left", indent=1),
    "ratings_level": _RATING,
    "ratings_level_off": replace(_RATING, fill=DERIVED_FILL, bold=True),
    "ratings_level_far": replace(_RATING, fill=APART_FILL, bold=True),
    "ratings_pale": replace(_RATING, ink=PALE_INK),
    "ratings_word_spread": replace(_RATING, bold=True, align="left", indent=1),
    "ratings_word": replace(_RATING, ink=PALE_INK, align="left", indent=1),
    "ratings_word_grave": replace(_RATING, fill=VULNERABLE_FILL, ink=VULNERABLE_INK, bold=True, align="left", indent=1),
}

TABS = {"tab": DEEP, "tab_internal": SLATE}
