"""The second page of the summary: whom we can hardly do without, and what is agreed about that.

What is agreed is shown from the table; while nothing is, the two last columns are wide enough to write in on paper.
"""

from __future__ import annotations

from arena.workbook.description import Formula, Sheet
from arena.workbook.formulas import quoted
from arena.workbook.sheets import summary_board
from arena.workbook.sheets.columns import heading
from arena.workbook.sheets.summary_lines import Calculated, Line, cut, or_else, place_of

FIRST_ROW = summary_board.END
_LEGEND_ROW = FIRST_ROW + 1
_HEAD_ROW = FIRST_ROW + 2
_FIRST_LINE = FIRST_ROW + 3
LINES = 14
_MORE_ROW = _FIRST_LINE + LINES
END = _MORE_ROW + 1
"""The row after the page."""

HEIGHTS = {
    FIRST_ROW: 28.5,
    _LEGEND_ROW: 15,
    _HEAD_ROW: 21,
    **dict.fromkeys(range(_FIRST_LINE, _MORE_ROW), 36),
    _MORE_ROW: 13.5,
}
_LONGEST_NAME, _LONGEST_TEXT = 64, 72
"""Characters that three lines of a column can show."""


def put(sheet: Sheet, of: Calculated) -> None:
    """Put the page on a described sheet."""
    texts = of.texts
    sheet.heights |= HEIGHTS
    sheet.put(FIRST_ROW, 0, texts("summary.hard.title"), "summary_title_page")
    legend = f"{texts('summary.legend.signals')}     {texts('summary.hard.legend')}"
    sheet.put(_LEGEND_ROW, 0, legend, "summary_legend")
    headings = [texts(f"summary.hard.{key}") for key in ("place", "actor", "brings", "takeover")]
    headings += [heading(texts, "agreed"), heading(texts, "who_when")]
    for column, text in enumerate(headings):
        sheet.put(_HEAD_ROW, column, text, "summary_column" if column else "summary_column_place")
    for place in range(1, LINES + 1):
        _put_line(sheet, _FIRST_LINE + place - 1, of.line("signal_place", place), of, first=place == 1)
    hard, uncertain = of.total("hard_count"), of.total("uncertain_count")
    count = Formula(f"({hard.text}+{uncertain.text})", of.number("hard_count") + of.number("uncertain_count"))
    sheet.put(_MORE_ROW, 1, of.more(count, LINES, "summary.more"), "summary_more")


def _put_line(sheet: Sheet, row: int, line: Line, of: Calculated, *, first: bool) -> None:
    name = line.shown(cut(line["signed_name"], _LONGEST_NAME))
    sheet.put(row, 0, line.shown(place_of(line)), "summary_place")
    sheet.put(row, 1, _or_none_hard(name, of) if first else name, "summary_actor")
    sheet.put(row, 2, line.shown(cut(line["resources"], _LONGEST_TEXT)), "summary_says")
    takeover = or_else(line["replaced_by"], of.texts("summary.hard.nobody"))
    sheet.put(row, 3, line.shown(cut(takeover, _LONGEST_TEXT)), "summary_says")
    for column, (key, style) in enumerate((("agreed", "summary_write"), ("who_when", "summary_write_day")), start=4):
        sheet.put(row, column, line.shown(cut(line[key], _LONGEST_TEXT)), style)


def _or_none_hard(first: Formula, of: Calculated) -> Formula:
    """Return the first name; where there is none although actors are rated, that nobody has a sign yet."""
    hard, uncertain, rated = (of.total(key) for key in ("hard_count", "uncertain_count", "rated_count"))
    nobody = of.texts("summary.hard.none")
    is_nobody = of.number("hard_count") + of.number("uncertain_count") == 0 and of.number("rated_count") > 0
    condition = f"AND({hard.text}+{uncertain.text}=0,{rated.text}>0)"
    return Formula(f"IF({condition},{quoted(nobody)},{first.text})", nobody if is_nobody else first.value)
