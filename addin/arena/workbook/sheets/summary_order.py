"""The third page of the summary: every actor by place, and how certain that place is.

The columns that tell most stand first, so that a telephone shows name, sign and form; the bar of text stands last,
since programs that read a sheet aloud spell it out.
"""

from __future__ import annotations

from arena.locale import Catalogue
from arena.method.levels import CHOICES
from arena.workbook import fitting
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Condition, Formula, Sheet
from arena.workbook.formulas import filled, quoted
from arena.workbook.sheets import summary_hard_to_miss
from arena.workbook.sheets.columns import heading
from arena.workbook.sheets.summary_board import FORMS
from arena.workbook.sheets.summary_lines import Calculated, Line, cut, place_of

FIRST_ROW = summary_hard_to_miss.END
_LEGEND_ROW = FIRST_ROW + 1
_HEAD_ROW = FIRST_ROW + 2
_FIRST_LINE = FIRST_ROW + 3
LINES = 30
_MORE_ROW = _FIRST_LINE + LINES
END = _MORE_ROW + 1
"""The row after the list: the dated block begins there."""

LINE_POINTS = 12.75
HEIGHTS = {
    FIRST_ROW: 24,
    _LEGEND_ROW: LINE_POINTS,
    _HEAD_ROW: 14.25,
    **dict.fromkeys(range(_FIRST_LINE, END), LINE_POINTS),
}
_PLACE, _ACTOR, _FORM, _IDEAS, _, _RANGE = range(6)  # ideas run on over an empty cell
_LONGEST_NAME, _LONGEST_IDEAS = 36, 74
_BAR_CELLS = 20
"""The bar has a sign for each place, and at most this many: with more actors a sign stands for several places."""

_RANGE_SIGNS = 7
"""Signs of the widest range, such as 200–230."""

_PAD = "\u00a0"
"""A space that stays: programs drop others at the beginning of a text."""

_POSSIBLE, _IMPOSSIBLE = "█", "░"

_TICK = "✓ "
_NETWORK = FORMS.index("network") + 1

_PROPOSED_AS = {"member_core": "core", "member_rand": "complementary"}
"""The role that is proposed, of each that can be chosen and that is the same."""


def put(sheet: Sheet, of: Calculated) -> None:
    """Put the list on a described sheet."""
    texts = of.texts
    sheet.heights |= HEIGHTS
    sheet.put(FIRST_ROW, 0, texts("summary.order.title"), "summary_title_list")
    sheet.put(_LEGEND_ROW, 0, texts("summary.order.legend"), "summary_legend_list")
    for column in range(_RANGE + 1):
        sheet.put(_HEAD_ROW, column, None, "summary_list_head")
    sheet.put(_HEAD_ROW, _PLACE, texts("summary.hard.place"), "summary_list_head_place")
    sheet.put(_HEAD_ROW, _ACTOR, texts("summary.hard.actor"), "summary_list_head")
    sheet.put(_HEAD_ROW, _FORM, texts("summary.order.role_form"), "summary_list_head")
    sheet.put(_HEAD_ROW, _IDEAS, heading(texts, "ideas"), "summary_list_head")
    sheet.put(_HEAD_ROW, _RANGE, _heading_of_range(of), "summary_list_head")
    for place in range(1, LINES + 1):
        _put_line(sheet, _FIRST_LINE + place - 1, of.line("list_place", place), of)
    keys = [*(f"form_count_{number}" for number in range(1, len(FORMS) + 1)), "beyond"]
    count = Formula(f"({'+'.join(of.total(key).text for key in keys)})", sum(of.number(key) for key in keys))
    sheet.put(_MORE_ROW, _ACTOR, of.more(count, LINES, "summary.more"), "summary_list_more")
    lines = Area(_FIRST_LINE, _PLACE, _MORE_ROW - 1, _RANGE)
    # a line under who is there alone: where conditions are ignored nothing is lost
    sheet.conditions.append(Condition(lines, f'${cell_name(_FIRST_LINE, _ACTOR)}<>""', "summary_underlined"))


def _heading_of_range(of: Calculated) -> Formula:
    rated = of.total("rated_count")
    said = filled(of.texts("summary.order.range"), {"count": rated.text})
    value = of.texts("summary.order.range", count=rated.value) if rated.value else ""
    return Formula(f'IF({rated.text}=0,"",{said})', value)


def _put_line(sheet: Sheet, row: int, line: Line, of: Calculated) -> None:
    sheet.put(row, _PLACE, line.shown(place_of(line)), "summary_list_place")
    sheet.put(row, _ACTOR, line.shown(cut(line["signed_name"], _LONGEST_NAME)), "summary_list_actor")
    sheet.put(row, _FORM, line.shown(_form_and_role(line, of.texts)), "summary_list_text")
    sheet.put(row, _IDEAS, line.shown(cut(line["ideas"], _LONGEST_IDEAS)), "summary_list_text")
    sheet.put(row, _RANGE, line.shown(_range_and_bar(line, of.total("rated_count"))), "summary_bar")


def _form_and_role(line: Line, texts: Catalogue) -> Formula:
    """Return the form that counts and the role, each with ✓ where the group chose it; else the role is proposed."""
    counts, chosen, proposed = (line[key] for key in ("form_counts", "chosen", "form"))
    words = [texts(f"form.{form}") for form in FORMS[:-1]]
    unrated = texts("summary.order.unrated")
    undecided = f'IF({proposed.text}="",{quoted(unrated)},{proposed.text})'
    form = f"IF({counts.text}={len(FORMS)},{undecided},CHOOSE({counts.text},{','.join(map(quoted, words))}))"
    role = _role(line, texts)
    said: object = proposed.value or unrated
    if isinstance(counts.value, int) and counts.value < len(FORMS):
        said = words[counts.value - 1]
    value = f"{_TICK if chosen.value == 1 else ''}{said}{role.value}"
    nobody = counts.value == ""  # a place of the group's own in a row without a name that nobody rated
    return Formula(f'IF({chosen.text}=1,{quoted(_TICK)},"")&{form}&{role.text}', "" if nobody else value)


def _role(line: Line, texts: Catalogue) -> Formula:
    """Return the role that the group chose, else the one that is proposed, with what parts it from the form.

    Beside a member that is chosen as core or peripheral and proposed as something else stands what was proposed; an
    actor who frames the network has a role of which nothing is proposed. Said of the network alone, where roles are.
    """
    counts, chosen, role = line["form_counts"], line["network_role_read"], line["role"]
    unknown = texts("undecided")
    words = [f"{fitting.BETWEEN}{_TICK}{texts(f'summary.order.role.{code}')}" for code in CHOICES["network_role"]]
    alike = [texts(f"role.{_PROPOSED_AS[code]}") if code in _PROPOSED_AS else "" for code in CHOICES["network_role"]]
    is_known = f'NOT(OR({role.text}="",{role.text}={quoted(unknown)}))'
    its = f"CHOOSE({chosen.text},{','.join(map(quoted, alike))})"
    differs = f'AND({counts.text}={_NETWORK},{is_known},{its}<>"",{its}<>{role.text})'
    proposed = filled(texts("summary.order.role.proposed"), {"role": role.text})
    of_chosen = f'CHOOSE({chosen.text},{",".join(map(quoted, words))})&IF({differs}," "&{proposed},"")'
    of_proposed = f'IF({is_known},{quoted(fitting.BETWEEN)}&{role.text},"")'
    known = role.value not in ("", unknown)
    value = f"{fitting.BETWEEN}{role.value}" if known else ""
    if isinstance(chosen.value, int):
        value = words[chosen.value - 1]
        if counts.value == _NETWORK and known and alike[chosen.value - 1] not in ("", role.value):
            value += f" {texts('summary.order.role.proposed', role=role.value)}"
    return Formula(f"IF(ISNUMBER({chosen.text}),{of_chosen},{of_proposed})", value)


def _range_and_bar(line: Line, rated: Formula) -> Formula:
    """Return the possible place of an actor, and the same as a bar of text; empty where the actor is not rated."""
    reach, best, worst = (line[key] for key in ("range", "best", "worst"))
    signs = f"MIN({rated.text},{_BAR_CELLS})"
    before = f"INT(({best.text}-1)*{signs}/{rated.text})"
    until = f"INT(({worst.text}*{signs}+{rated.text}-1)/{rated.text})"
    bar = f'REPT("{_IMPOSSIBLE}",{before})&REPT("{_POSSIBLE}",{until}-{before})&REPT("{_IMPOSSIBLE}",{signs}-{until})'
    said = f'RIGHT("{_PAD * _RANGE_SIGNS}"&{reach.text},{_RANGE_SIGNS})&" "&{bar}'
    value = ""
    if isinstance(best.value, int) and isinstance(worst.value, int) and isinstance(rated.value, int):
        value = f"{str(reach.value).rjust(_RANGE_SIGNS, _PAD)} {bar_of(best.value, worst.value, rated.value)}"
    return Formula(f'IF({best.text}="","",{said})', value)


def bar_of(best: int, worst: int, count: int) -> str:
    """Return the range of possible places, of so many, as a bar of text."""
    signs = min(count, _BAR_CELLS)
    before, until = (best - 1) * signs // count, (worst * signs + count - 1) // count
    return _IMPOSSIBLE * before + _POSSIBLE * (until - before) + _IMPOSSIBLE * (signs - until)
