"""The handout's form on paper: its six headings word for word, and twelve rows high enough to write in."""

from __future__ import annotations

from arena.locale import catalogue
from arena.workbook.audience import TEAM
from arena.workbook.description import PrintSetup, RichText, Sheet, Value
from arena.workbook.model import Result
from arena.workbook.sheet import StandingSheet

_WIDTHS = {"actors": 24.71, "resources": 31.29, "importance": 15.29, "replaceability": 26.71}
_WIDTHS |= {"dependency": 23.29, "rank": 16.71}
_ROWS = 12
_TITLE_HEIGHT, _RULE_HEIGHT, _HEADING_HEIGHT, _ROW_HEIGHT = 30, 6, 84.75, 31.5
"""Points; a row is eleven millimetres."""

_MARGINS = {"left": 0.3, "right": 0.3, "top": 0.35, "bottom": 0.3}
_TITLE, _RULE, _HEADINGS = range(3)
_FIRST = _HEADINGS + 1


def describe(result: Result) -> Sheet:
    """Describe the sheet: the same for every analysis."""
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key="paper",
        name=texts("sheet.paper.tab"),
        print_setup=PrintSetup(
            footer="", columns=len(_WIDTHS), rows=_FIRST + _ROWS - 1, one_page=True, centred=True, margins=_MARGINS
        ),
        widths=dict(enumerate(_WIDTHS.values())),
        heights={_TITLE: _TITLE_HEIGHT, _RULE: _RULE_HEIGHT, _HEADINGS: _HEADING_HEIGHT},
    )
    sheet.put(_TITLE, 0, texts("sheet.paper.title"), "paper_title")
    for column, key in enumerate(_WIDTHS):
        sheet.put(_RULE, column, None, "paper_rule")
        sheet.put(_HEADINGS, column, _heading(texts(f"paper.{key}")), "paper_heading")
        for row in range(_FIRST, _FIRST + _ROWS):
            sheet.put(row, column, None, "paper_row")
            sheet.heights[row] = _ROW_HEIGHT
    return sheet


SHEET = StandingSheet("paper", describe, goes_to=TEAM)


def _heading(text: str) -> Value:
    """Return a heading of the handout: its name in bold, the levels under it in plain letters."""
    name, *levels = text.split("\n", 1)
    if not levels:
        return text
    return RichText(((name, "paper_heading"), (f"\n{levels[0]}", "paper_levels")))
