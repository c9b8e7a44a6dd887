"""The sheet of the network at work: how far it is, and below that, on pages of their own, what is going to be done.

The actions come last: rows that somebody deletes or inserts there touch nothing else.

Source: the handout's dimensions; the counts are ours (docs/method.md, "The network at work").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from arena.locale import Catalogue, catalogue
from arena.method import network
from arena.method.text import as_text
from arena.workbook import days, fitting, names
from arena.workbook.audience import TEAM, Audience, Reader
from arena.workbook.cells import ROWS as SHEET_ROWS
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import (
    Condition,
    Formula,
    Link,
    PrintSetup,
    RichText,
    Sheet,
    Validation,
    Value,
    as_typed,
)
from arena.workbook.formulas import filled, quoted
from arena.workbook.model import LINES, Analysis, Network, Result
from arena.workbook.sheet import SheetCells, StandingSheet
from arena.workbook.sheets import calculation, network_looks
from arena.workbook.sheets.summary_lines import Calculated

_TITLE, _INTERNAL, _HOW, _LINK, _LOOKS = range(5)
_COUNTS = _LOOKS + network_looks.ROWS + 1
_FIRST_COUNT = _COUNTS + 1
_ACTIONS = _FIRST_COUNT + len(network.DIMENSIONS) + 1
_HEAD = _ACTIONS + 1
_FIRST = _HEAD + 1
ACTIONS_AT = cell_name(_COUNTS, 0)
"""The cell from which on stands what is going to be done."""

ROWS = 20
"""Actions with a line around them: a page. Those typed below count and are printed too, as many as there are lines."""

_COLUMNS = ("what", "who", "by", "state", "dimension")
_WHAT, _WHO, _BY, _STATE, _DIMENSION = range(len(_COLUMNS))
_WIDTHS = network_looks.WIDTHS
_HEIGHTS = {_TITLE: 27.75, _INTERNAL: 18, _HOW: 15.75, _LINK: 21.75, _COUNTS: 21.75}
_ROW_HEIGHT = 27
_SCALE = 84
_ZOOM = 110


def describe(result: Result) -> Sheet:
    """Describe the sheet: the looks at the network, then the counts of each dimension and the actions."""
    texts = catalogue(result.analysis.language)
    typed = result.analysis.network
    rows = max(ROWS, len(typed.actions))
    last = _FIRST + rows - 1
    sheet = Sheet(
        key="network",
        name=texts("sheet.network.tab"),
        tab_style="tab_internal",
        widths=dict(enumerate(_WIDTHS)),
        heights=dict(_HEIGHTS),
        zoom=_ZOOM,
        breaks=[_COUNTS],
        print_setup=PrintSetup(
            footer=texts("print.internal"),
            landscape=False,
            columns=len(_COLUMNS),
            rows=SHEET_ROWS - 1,
            repeat=(_HEAD, _HEAD),
            scale=_SCALE,
        ),
    )
    sheet.fitted = dict.fromkeys(range(_FIRST_COUNT, last + 1), _ROW_HEIGHT)
    sheet.put(_TITLE, 0, texts("sheet.network.title"), "page_title")
    says = texts("start.example") if result.analysis.example else texts("network.internal")
    sheet.put(_INTERNAL, 0, says, "page_internal")
    sheet.put(_HOW, 0, texts("network.looks.how"), "page_pale")
    sheet.put(_LINK, 0, Link(sheet.name, ACTIONS_AT, texts("network.to_actions")), "page_link")
    network_looks.put(sheet, typed, texts, first_row=_LOOKS)
    of = Calculated(result)
    _put_counts(sheet, of)
    _put_actions(sheet, typed, of, last)
    return sheet


def _put_counts(sheet: Sheet, of: Calculated) -> None:
    texts = of.texts
    sheet.put(_COUNTS, 0, texts("network.counts.title"), "network_section")
    for number, dimension in enumerate(network.DIMENSIONS, start=1):
        row = _FIRST_COUNT + number - 1
        name = texts(f"network.dimension.{dimension}").capitalize()
        meaning = texts(f"network.dimension.{dimension}.meaning")
        parts = ((name, "network_dimension"), (f"   {meaning}", "network_meaning"))
        sheet.put(row, 0, RichText(parts), "network_dimension")
        sheet.put(row, 1, None, "network_count")
        sheet.put(row, 2, _count(of, number, dimension), "network_count")
        for column in range(3, len(_COLUMNS)):
            sheet.put(row, column, None, "network_count")
    area = Area(_FIRST_COUNT, 2, _FIRST_COUNT + len(network.DIMENSIONS) - 1, len(_COLUMNS) - 1)
    counted = cell_name(_FIRST_COUNT, 2)
    # what begins with no number says that nothing is planned
    nothing = f'AND(${counted}<>"",ISERROR(FIND(LEFT(${counted},1),"123456789")))'
    sheet.conditions.append(Condition(area, nothing, "late"))


def _count(of: Calculated, number: int, dimension: str) -> Formula:
    """Return what is planned of a dimension and what is done; nothing while the network has no action at all."""
    texts = of.texts
    actions, still, done = (of.total(key) for key in ("actions", f"planned_{number}", f"done_{number}"))
    planned = filled(texts("network.planned"), {"count": still.text})
    finished = filled(texts("network.done"), {"count": done.text})
    no_more = texts("network.planned.no_more")
    nothing = texts("network.planned.nothing", dimension=texts(f"network.dimension.{dimension}"))
    said = f'IF({still.text}=0,{quoted(no_more)},{planned})&IF({done.text}=0,"",{finished})'
    value = texts("network.planned", count=still.value) if still.value else no_more
    value += texts("network.done", count=done.value) if done.value else ""
    if still.value == 0 and done.value == 0:
        value = nothing
    text = f'IF({actions.text}=0,"",IF({still.text}+{done.text}=0,{quoted(nothing)},{said}))'
    return Formula(text, value if actions.value else "")


def _put_actions(sheet: Sheet, typed: Network, of: Calculated, last: int) -> None:
    texts = of.texts
    sheet.put(_ACTIONS, 0, texts("network.actions.title"), "network_section")
    without = of.total("without_dimension")
    said = filled(texts("network.without_dimension"), {"count": without.text})
    value = texts("network.without_dimension", count=without.value) if without.value else ""
    sheet.put(_ACTIONS, 2, Formula(f'IF({without.text}=0,"",{said})', value), "page_pale")
    for column, key in enumerate(_COLUMNS):
        sheet.put(_HEAD, column, texts(f"network.column.{key}"), "network_head_write")
    for number in range(last - _FIRST + 1):
        action = typed.actions[number] if number < len(typed.actions) else (None,) * len(_COLUMNS)
        for column, entry in enumerate(action):
            shown: Value = entry if column == _BY and isinstance(entry, dt.date) else as_typed(entry)
            sheet.put(_FIRST + number, column, shown, _STYLES[column])
        written = [(as_text(action[column]), _WIDTHS[column]) for column in (_WHAT, _WHO)]
        sheet.fitted[_FIRST + number] = max(_ROW_HEIGHT, fitting.height_for(written))
    end = _FIRST + LINES - 1
    sheet.names[names.ACTIONS] = Area(_FIRST, 0, end, len(_COLUMNS) - 1)
    for column, key in enumerate(_COLUMNS):
        listed = {_STATE: "action_state", _DIMENSION: "dimension"}.get(column)
        sheet.validations.append(
            Validation(
                Area(_FIRST, column, end, column),
                source=names.list_of(listed) if listed else None,
                title=texts(f"network.column.{key}.title"),
                message=texts(f"network.column.{key}.message"),
            )
        )
    sheet.conditions += _conditions(texts, end)


_STYLES = ("network_what", "network_text", "network_day", "network_text", "network_text")


def _conditions(texts: Catalogue, end: int) -> list[Condition]:
    """Return the looks of what is late, done, or no word of its list; the states are read in whatever language."""

    def read(name: str) -> str:
        return f"INDEX({name},ROW()-ROW($A${_HEAD + 1}))"

    def area(first: int, last: int) -> Area:
        return Area(_FIRST, first, end, last)

    finished = len(network.ACTION_STATES)
    by, what = f"${cell_name(_FIRST, _BY)}", f"${cell_name(_FIRST, _WHAT)}"
    is_done = f"{read(names.ACTION_STATES)}={finished}"
    late = f'AND(ISNUMBER({by}),{by}<TODAY(),{what}<>"",{read(names.ACTION_STATES)}<>{finished})'
    return [
        Condition(area(_BY, _BY), late, "late", days.late(texts)),
        Condition(area(_STATE, _STATE), is_done, "talks_pale", '"✓ "@'),
        Condition(area(_WHAT, _DIMENSION), is_done, "talks_pale"),
        Condition(area(_STATE, _STATE), f'{read(names.ACTION_STATES)}="!"', "fault"),
        Condition(area(_DIMENSION, _DIMENSION), f'{read(names.ACTION_DIMENSIONS)}="!"', "fault"),
    ]


def read(cells: SheetCells) -> Mapping[str, object]:
    """Return all that was typed on the sheet."""
    actions = cells.block(names.ACTIONS, LINES, len(_COLUMNS))
    used = max((number for number, row in enumerate(actions, start=1) if any(map(_holds, row))), default=0)
    return {"network": Network(actions=tuple(map(_row, actions[:used])), **network_looks.read(cells))}


def _holds(value: object) -> bool:
    return value is not None and value != ""


def _row(values: Sequence[object]) -> tuple[object, ...]:
    return (*values, *(None,) * (len(_COLUMNS) - len(values)))


def references(texts: Catalogue) -> Mapping[str, str]:
    """Return what the names refer to by which conditions read how the words of an action count."""
    return {
        names.ACTION_DAYS: calculation.column(texts, "action_day"),
        names.ACTION_STATES: calculation.column(texts, "action_state"),
        names.ACTION_DIMENSIONS: calculation.column(texts, "action_dimension"),
    }


def shared(analysis: Analysis, reader: Reader) -> Mapping[str, object]:
    """Return all for the team, and for partners what is going to be done."""
    if reader.audience is Audience.TEAM:
        return {"network": analysis.network}
    return {"network": Network(actions=analysis.network.actions)} if reader.audience is Audience.PARTNERS else {}


SHEET = StandingSheet(
    "network",
    describe,
    read,
    names=(names.ACTIONS, *network_looks.NAMES),
    apart=True,
    references=references,
    goes_to=TEAM,
    shared=shared,
)
