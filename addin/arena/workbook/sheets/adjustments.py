"""The sheet of step 6: what changed since when, and why; right of it the state with which the table is compared.

Rows are noted by a button, or typed. The state is the one place where ratings stand twice: it is internal, goes into no
copy, and may be emptied. Source: the handout's step 6; docs/method.md, "What changed".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from arena.locale import Catalogue, catalogue
from arena.method.text import as_text, clean
from arena.workbook import days, fitting, names
from arena.workbook.audience import TEAM, Reader
from arena.workbook.cells import ROWS, Area, cell_name
from arena.workbook.description import Condition, Formula, PrintSetup, Sheet, Validation, Value, as_typed
from arena.workbook.formulas import filled, quoted
from arena.workbook.model import LINES, QUESTIONS, STOOD, Adjustments, Analysis, Result
from arena.workbook.sheet import SheetCells, StandingSheet
from arena.workbook.sheets.columns import heading

_TITLE, _INTERNAL, _GAP, NEXT, _GAP_2, _HEAD, FIRST = range(7)
"""The rows of the sheet, counted from 0; what changed, and the state, begin at the last."""

CHANGES = ("day", "actor", "what", "from", "to", "place", "why", "own")
_DAY, _ACTOR, _WHAT, _FROM, _TO, _PLACE, _WHY, _OWN = range(len(CHANGES))
MOST_CHANGES = 1_000
"""Rows that are read; what is noted stands on top."""

_FRAMED = 14
"""Rows with lines even when they are empty: a page. Those below get theirs once something stands there."""

_LAID_OUT = 120
"""Rows that are ready to be written in, with their heights; more of what is there already."""

STATE = len(CHANGES) + 1
"""The column where the state begins, after a gap."""

STOOD_ON = STATE + 1
"""The column of the day of the state, in the row of the next look."""

_STOOD_WIDTHS = (24, 22, 11, 13, 16, 17, 8, 11, 9, 11, 9, 9)
_PLACE_THEN = STATE + len(STOOD)
QUESTION = _PLACE_THEN + 2
"""The column of the questions of Issue; their answers then stand right of it."""

_WIDTHS = (12, 26, 22, 18, 20, 12, 20, 28, 2, *_STOOD_WIDTHS, 2, 26, 60)
_CENTRED = frozenset({"importance", "own_rank", "needs_us", "in_network"})
_HEIGHTS = {_TITLE: 24, _INTERNAL: 15, _GAP: 3, NEXT: 28.5, _GAP_2: 3, _HEAD: 33}
_ROW_HEIGHT = 25.5
_SMALLER = 0.85
"""How high a line of the state is, beside one of the usual size."""

_SCALE = 77
_ZOOM = 110
"""So that the smallest print can be read."""
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.4, "bottom": 0.6}
_STYLES = ("day", "actor", "text", "from", "text", "text", "why", "own")


def describe(result: Result) -> Sheet:
    """Describe the sheet: the next look, what changed, newest on top, and the state that it was compared with."""
    texts = catalogue(result.analysis.language)
    typed = result.analysis.adjustments
    sheet = Sheet(
        key="adjustments",
        name=texts("sheet.adjustments.tab"),
        tab_style="tab_internal",
        widths=dict(enumerate(_WIDTHS)),
        heights=dict(_HEIGHTS),
        freeze=(FIRST, _ACTOR + 1),
        zoom=_ZOOM,
        print_setup=PrintSetup(
            footer=texts("print.internal"),
            columns=len(CHANGES),
            to_end=True,
            repeat=(_HEAD, _HEAD),
            scale=_SCALE,
            margins=_MARGINS,
        ),
    )
    sheet.fitted = dict.fromkeys(range(FIRST, FIRST + _LAID_OUT), _ROW_HEIGHT)
    sheet.put(_TITLE, 0, texts("sheet.adjustments.title"), "page_title")
    says = texts("start.example") if result.analysis.example else texts("adjustments.internal")
    sheet.put(_INTERNAL, 0, says, "page_internal")
    _put_top(sheet, typed, texts)
    _put_changes(sheet, typed, texts)
    _put_state(sheet, typed, texts)
    sheet.beside = (Area(0, STATE, ROWS - 1, _PLACE_THEN), Area(0, QUESTION, ROWS - 1, QUESTION + 1))
    return sheet


def _put_top(sheet: Sheet, typed: Adjustments, texts: Catalogue) -> None:
    sheet.put(NEXT, _DAY, texts("adjustments.next"), "adjustments_label")
    sheet.put(NEXT, _ACTOR, _day(typed.next_look), "adjustments_next")
    next_look = Area(NEXT, _ACTOR, NEXT, _ACTOR)
    sheet.names[names.NEXT_LOOK] = next_look
    sheet.validations.append(_asked(texts, "adjustments.next", next_look))
    at = f"${cell_name(NEXT, _ACTOR)}"
    sheet.conditions.append(Condition(next_look, f"AND(ISNUMBER({at}),{at}<TODAY())", "late", days.late(texts)))
    stood, none = cell_name(NEXT, STOOD_ON), texts("adjustments.no_state")
    since = days.told(texts, "adjustments.since", f"${stood}", typed.stood_on, none)
    sheet.put(NEXT, _WHAT, since, "adjustments_since")
    last = FIRST + MOST_CHANGES
    actors, why = (f"{cell_name(FIRST, column)}:{cell_name(last - 1, column)}" for column in (_ACTOR, _WHY))
    open_ = f'SUMPRODUCT(({actors}<>"")*({why}=""))'
    count = sum(bool(as_text(row[_ACTOR])) and not as_text(row[_WHY]) for row in typed.changes)
    told = {1: texts("adjustments.open.one"), 0: ""}.get(count, texts("adjustments.open", count=count))
    many = filled(texts("adjustments.open"), {"count": open_})
    text = f'IF({open_}=0,"",IF({open_}=1,{quoted(texts("adjustments.open.one"))},{many}))'
    sheet.put(NEXT, _WHY, Formula(text, told), "adjustments_since")


def _put_changes(sheet: Sheet, typed: Adjustments, texts: Catalogue) -> None:
    for column, key in enumerate(CHANGES):
        style = "talks_head_write" if column in (_WHY, _OWN) else "talks_head"
        sheet.put(_HEAD, column, texts(f"adjustments.column.{key}"), style)
    rows = max(_LAID_OUT, len(typed.changes))
    for number in range(rows):
        change = typed.changes[number] if number < len(typed.changes) else (None,) * len(CHANGES)
        framed = "_framed" if number < max(_FRAMED, len(typed.changes)) else ""
        for column, entry in enumerate(change):
            value = _day(entry) if column == _DAY else as_typed(entry)
            sheet.put(FIRST + number, column, value, f"adjustments_{_STYLES[column]}{framed}")
        needed = fitting.height_for([(as_text(entry), _WIDTHS[column]) for column, entry in enumerate(change)])
        sheet.fitted[FIRST + number] = max(_ROW_HEIGHT, needed)
    end = FIRST + MOST_CHANGES - 1
    sheet.names[names.ADJUSTMENTS] = Area(FIRST, 0, end, len(CHANGES) - 1)
    for column, key in enumerate(CHANGES):
        source = {_ACTOR: names.ACTORS, _WHY: names.list_of("why")}.get(column)
        sheet.validations.append(
            _asked(texts, f"adjustments.column.{key}", Area(FIRST, column, end, column), source=source)
        )
    sheet.conditions += _conditions(end)


def _conditions(end: int) -> list[Condition]:
    """Return the looks of what changed: lines where there is anything, and what still asks for a reason."""
    day, actor, place, why = (f"${cell_name(FIRST, column)}" for column in (_DAY, _ACTOR, _PLACE, _WHY))
    above = f"${cell_name(FIRST - 1, _DAY)}"
    lined = f'{day}&{actor}<>""'

    def area(first: int, last: int) -> Area:
        return Area(FIRST, first, end, last)

    return [
        Condition(area(_WHY, _WHY), f'AND({actor}<>"",{why}="")', "adjustments_asks"),
        Condition(area(_DAY, _DAY), f'AND({day}<>"",{day}={above})', "adjustments_again"),
        Condition(area(_PLACE, _PLACE), f'ISNUMBER(FIND("→",{place}))', "adjustments_moved"),
        Condition(area(_DAY, _PLACE), lined, "adjustments_row"),
        Condition(area(_WHY, _OWN), lined, "adjustments_box"),
    ]


def _put_state(sheet: Sheet, typed: Adjustments, texts: Catalogue) -> None:
    sheet.put(_TITLE, STATE, texts("adjustments.state.title"), "page_title")
    sheet.put(_INTERNAL, STATE, texts("adjustments.state.how"), "page_internal")
    sheet.put(NEXT, STATE, texts("adjustments.state.day"), "adjustments_label")
    sheet.put(NEXT, STOOD_ON, _day(typed.stood_on), "adjustments_day")
    sheet.names[names.STOOD_ON] = Area(NEXT, STOOD_ON, NEXT, STOOD_ON)
    headings = [*(heading(texts, key) for key in STOOD), texts("adjustments.column.place")]
    for column, text in enumerate(headings, start=STATE):
        sheet.put(_HEAD, column, text, "adjustments_stood_head")
    for number, row in enumerate(typed.stood):
        for column, (key, value) in enumerate(zip((*STOOD, "place"), row, strict=True), start=STATE):
            style = "stood_center" if key in _CENTRED else "stood"
            sheet.put(FIRST + number, column, as_typed(value), f"adjustments_{style}")
        needed = _SMALLER * fitting.height_for(zip(map(as_text, row), _STOOD_WIDTHS, strict=True))
        sheet.fitted[FIRST + number] = max(needed, sheet.fitted.get(FIRST + number, _ROW_HEIGHT))
    end = FIRST + LINES - 1
    sheet.names[names.STOOD] = Area(FIRST, STATE, end, _PLACE_THEN)
    first = f"${cell_name(FIRST, STATE)}"
    sheet.conditions.append(Condition(Area(FIRST, STATE, end, _PLACE_THEN), f'{first}<>""', "adjustments_stood_row"))
    sheet.put(_HEAD, QUESTION, texts("issue.column.question"), "talks_head")
    sheet.put(_HEAD, QUESTION + 1, texts("adjustments.state.answer"), "talks_head")
    for line, (question, answer) in enumerate(zip(QUESTIONS, typed.answered, strict=True), start=FIRST):
        sheet.put(line, QUESTION, texts(f"issue.question.{question}"), "adjustments_stood")
        sheet.put(line, QUESTION + 1, as_typed(answer), "adjustments_stood")
    sheet.names[names.ANSWERED] = Area(FIRST, QUESTION + 1, FIRST + len(QUESTIONS) - 1, QUESTION + 1)


def _asked(texts: Catalogue, key: str, area: Area, source: str | None = None) -> Validation:
    return Validation(area, source=source, title=texts(f"{key}.title"), message=texts(f"{key}.message"))


def _day(value: object) -> Value:
    return value if isinstance(value, dt.date) else as_typed(value)


def read(cells: SheetCells) -> Mapping[str, object]:
    """Return all that stands on the sheet: what changed, the next look, and the state."""
    changes = _used(cells.block(names.ADJUSTMENTS, MOST_CHANGES, len(CHANGES)), len(CHANGES))
    stood = _used(cells.block(names.STOOD, LINES, len(STOOD) + 1), len(STOOD) + 1)
    answered = [row[0] if row else None for row in cells.block(names.ANSWERED, len(QUESTIONS), 1)]
    return {
        "adjustments": Adjustments(
            changes=changes,
            next_look=_cell(cells, names.NEXT_LOOK),
            stood_on=_cell(cells, names.STOOD_ON),
            stood=stood,
            answered=(*answered, *(None,) * (len(QUESTIONS) - len(answered))),
        )
    }


def _cell(cells: SheetCells, name: str) -> object:
    block = cells.block(name, 1, 1)
    return block[0][0] if block and block[0] else None


def _used(rows: Sequence[Sequence[object]], columns: int) -> tuple[tuple[object, ...], ...]:
    """Return the rows down to the last that holds anything, each as wide as it is meant to be."""
    holds = [any(clean(value) for value in row) for row in rows]
    last = max((number for number, used in enumerate(holds, start=1) if used), default=0)
    return tuple((*row, *(None,) * (columns - len(row))) for row in rows[:last])


def _says(result: Result) -> Formula:
    """Return what Start says of step 6: the day of the next look, where there is one."""
    texts = catalogue(result.analysis.language)
    look = result.analysis.adjustments.next_look
    return days.told(texts, "start.state.6.next", names.NEXT_LOOK, look, texts("start.state.6"))


def shared(analysis: Analysis, reader: Reader) -> Mapping[str, object]:
    """Return what changed and the next look where the talks go along; the state goes to nobody."""
    typed = analysis.adjustments
    return {"adjustments": Adjustments(typed.changes, typed.next_look)} if reader.may_see(SHEET) else {}


SHEET = StandingSheet(
    "adjustments",
    describe,
    read,
    names=(names.ADJUSTMENTS, names.NEXT_LOOK, names.STOOD, names.STOOD_ON, names.ANSWERED),
    apart=True,
    steps={6: cell_name(NEXT, _ACTOR)},
    says={6: _says},
    goes_to=TEAM,
    talk=True,
    shared=shared,
)
