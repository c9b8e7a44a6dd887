"""The sheet with the table of actors: the handout's banner, and under it what is typed about each in steps 2 to 5.

What follows from it is worked out on the sheet of calculations, line by line; the table reads it back by position. So
each formula is the same text in every row: a sort leaves it right, and a table that grows fills it in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from arena.locale import Catalogue, catalogue, in_every_language
from arena.method import calling
from arena.method.levels import CHOICES, CRITERIA, DATES, OWN_PLACES_BELOW
from arena.method.notes import SHOWN_NOTES, NoteWeight
from arena.method.text import as_text
from arena.workbook import days, fitting, names
from arena.workbook.audience import TEAM, Audience, Reader
from arena.workbook.cells import Area, Whereabouts, cell_name, column_name, in_sheet
from arena.workbook.description import (
    Condition,
    Formula,
    PrintSetup,
    Sheet,
    Table,
    TableColumn,
    Validation,
    Value,
    as_typed,
)
from arena.workbook.formulas import filled, quoted
from arena.workbook.look import STYLES
from arena.workbook.model import LINES, Analysis, Result
from arena.workbook.sheet import SheetCells, Source, StandingSheet
from arena.workbook.sheets import calculation, issue
from arena.workbook.sheets.columns import (
    BANNER_ROW,
    COLUMNS,
    FIRST_ROW,
    HEADER_ROW,
    INTERNAL_ROW,
    LAST_ROW_READ,
    POSITION,
    TITLE_ROW,
    Column,
    Group,
    TableAt,
    heading,
)

BLANK_ROWS = 30
"""Rows that a table has at least, except in the example; typing below it extends it in Excel."""

SPARE_ROWS = 5
"""Blank rows that a filled-in table has at least."""

_HEIGHTS = {TITLE_ROW: 21, INTERNAL_ROW: 14.25, BANNER_ROW: 45.75, HEADER_ROW: 24.75}
_LOWEST_ROW, _LINE_OF_TEXT, _AROUND_TEXT = 18.0, 12.75, 3.0
"""Points: of a row without text, of each line at 10 points, and above and below it."""

_ZOOM = 125
_MARGINS = {"left": 0.32, "right": 0.32, "top": 0.35, "bottom": 0.5}

_BANNER = (
    ("actors", "actor", "actor"),
    ("resources", "resources", "resources"),
    ("importance", "importance", "importance"),
    ("replaceability", "replaceability", "replaced_by"),
    ("dependency", "dependency", "dependency"),
    ("rank", "rank", "own_rank"),
)
"""The handout's six headings and the columns of the table that each stands over."""

_LISTS = {
    "importance": "importance",
    "replaceability": "replaceability",
    "dependency": "dependency",
    **{key: key for key in CHOICES},
    **dict.fromkeys(("target_group", "needs_us", *CRITERIA), "yes_no"),
    "own_form": "forms",
}
"""The list that each column chooses from, by their keys."""

LIST_NAMES = frozenset({names.ACTORS, *map(names.list_of, _LISTS.values())})
"""The names behind which the lists stand that columns choose from."""

_SIGNAL_MARKS = (("critical", "▲"), ("vulnerable", "△"), ("uncertain", "?"))
_WARNING = "!"
"""A message that begins with it says that something is not counted."""

_ELSEWHERE = "≠"
"""In the column of the order: the row is not the one that the sheet of calculations has read."""


def describe(result: Result) -> Sheet:
    """Describe the sheet with what was typed, and the value of every formula."""
    texts = catalogue(result.analysis.language)
    size = len(result.entries)
    blank_rows = 0 if result.analysis.example else BLANK_ROWS
    last_row = FIRST_ROW + max(blank_rows, size + SPARE_ROWS) - 1
    sheet = Sheet(
        key="arena",
        name=texts("sheet.arena.tab"),
        tab_style="tab_internal",
        freeze=(FIRST_ROW, POSITION["resources"]),
        heights=dict(_HEIGHTS),
        widths={POSITION[column.key]: column.width for column in COLUMNS},
        outlines=[_span(Group.DERIVED)],
        zoom=_ZOOM,
        print_setup=PrintSetup(
            footer=texts("print.internal"),
            columns=POSITION["signal"] + 1,
            repeat=(BANNER_ROW, HEADER_ROW),
            margins=_MARGINS,
            centred=True,
        ),
    )
    sheet.put(TITLE_ROW, 0, texts("sheet.arena.title"), "arena_title")
    sheet.put(INTERNAL_ROW, 0, _says(result), "arena_says")
    _put_banner(sheet, result, texts)
    calculated = formulas(texts)
    for column in COLUMNS:
        sheet.put(HEADER_ROW, POSITION[column.key], heading(texts, column.key), _heading_style(column))
    _put_rows(sheet, result, calculated, last_row)
    sheet.table = Table(
        name=names.TABLE,
        area=Area(HEADER_ROW, 0, last_row, len(COLUMNS) - 1),
        columns=tuple(TableColumn(heading(texts, c.key), calculated.get(c.key), c.filtered) for c in COLUMNS),
        title=texts("arena.table.title"),
        description=texts("arena.table.description"),
    )
    end = max(last_row, FIRST_ROW + LINES - 1)
    reversed_scale = result.analysis.settings.importance_reversed
    sheet.validations = [_validation(texts, column, end, reversed_scale) for column in COLUMNS]
    sheet.conditions = _conditions(texts, end)
    return sheet


def _says(result: Result) -> Formula:
    """Return how to fill in the table, or a warning: this is a copy, or something stands where no line reads it."""
    texts = catalogue(result.analysis.language)
    how = texts("arena.how")
    usual = f"{texts('start.example')} {how}" if result.analysis.example else texts("arena.internal", how=how)
    order = column_name(POSITION["order"])
    copied = f'COUNTIF(${order}${HEADER_ROW + 1}:${order}${LAST_ROW_READ},"{_ELSEWHERE}")>0'
    beyond, counted = calculation.total(texts, "beyond"), calculation.totals(result)["beyond"]
    last = f"ROW($A${HEADER_ROW + 1})+{LINES}"
    one = filled(texts("arena.beyond.one"), {"row": f"({last})"})
    more = filled(texts("arena.beyond"), {"row": f"({last})", "count": beyond})
    formula = f"IF({copied},{quoted(texts('arena.copy'))},IF({beyond}=0,{quoted(usual)},IF({beyond}=1,{one},{more})))"
    row = HEADER_ROW + 1 + LINES
    outside = texts("arena.beyond.one", row=row) if counted == 1 else texts("arena.beyond", row=row, count=counted)
    return Formula(formula, outside if counted else usual)


def read(cells: SheetCells) -> Mapping[str, object]:
    """Return what was typed in the table, whether everybody in it is invented, and the language of its headings."""
    actors = cells.actors
    return {"table": actors.entries, "example": is_example(actors.above), "language": actors.language}


def is_example(above: Iterable[object]) -> bool:
    """Return True if one of the cells above a table says that everybody in it is invented."""
    signs = in_every_language("start.example")
    return any(isinstance(value, str) and value.startswith(signs) for value in above)


def shared(analysis: Analysis, reader: Reader) -> Mapping[str, object]:
    """Return the table with what stands in the columns that a reader may see; the others are empty.

    The team has all its rows, colleagues who estimate those with a name; to partners go the rows that
    ``arena.sharing`` chooses.
    """
    seen = {column.key for column in COLUMNS if reader.may_see(column)}
    table = analysis.table.copy()
    for key in table.columns:
        if key not in seen:
            table[key] = None
    asked = analysis.asked if reader.audience is Audience.TEAM else {}  # by which the summary tells the same circle
    return {"table": table.astype(object), "example": analysis.example, "asked": asked}


_STEPS = {2: "actor", 3: "ideas", 4: "criterion_1", 5: "contact"}
"""The steps of this sheet and the column where each goes on."""


def references(texts: Catalogue) -> Mapping[str, str]:
    """Return what the names refer to behind which lines of the table are: of its actors, and what formats read."""
    by_line = {name: calculation.column(texts, key) for name, key in READ_BY_LINE.items()}
    return {names.ACTORS: filled_names(texts), **by_line}


SHEET = StandingSheet(
    "arena",
    describe,
    read,
    steps={step: cell_name(FIRST_ROW, POSITION[key]) for step, key in _STEPS.items()},
    references=references,
    goes_to=TEAM,
    shared=shared,
)


def filled_names(texts: Catalogue) -> str:
    """Return the reference to the names of actors down to the last row that counts and has one.

    A drop-down over them shows no blank rows below, and leaves nothing out after a blank row in between.
    """
    first = in_sheet(texts("sheet.arena.tab"), f"$A${FIRST_ROW + 1}")
    named, lines = calculation.column(texts, "name"), calculation.column(texts, "line")
    return f'{first}:INDEX({first}:$A${LAST_ROW_READ},MAX(1,SUMPRODUCT(MAX(({named}<>"")*{lines}))))'


def source(texts: Catalogue) -> Source:
    """Return the table of this sheet as a generated sheet compares itself with it."""
    headings = {column.key: heading(texts, column.key) for column in COLUMNS}
    return Source(texts("sheet.arena.tab"), headings, FIRST_ROW, texts("sheet.calculation.tab"))


def whereabouts(size: int) -> Whereabouts:
    """Return where the typed cells stand on the sheet as it is described here, for a number of entries."""
    letters = {key: column_name(position) for key, position in POSITION.items()}
    return Whereabouts(range(FIRST_ROW + 1, FIRST_ROW + 1 + size), letters)


def _of(group: Group) -> list[int]:
    return [POSITION[column.key] for column in COLUMNS if column.group == group]


def _span(group: Group) -> tuple[int, int]:
    return _of(group)[0], _of(group)[-1]


def _put_banner(sheet: Sheet, result: Result, texts: Catalogue) -> None:
    """Put the handout's headings over the form, and over each other group whose step it is."""
    for key, first, last in _BANNER:
        sheet.put_across(BANNER_ROW, POSITION[first], POSITION[last], texts(f"banner.{key}"), "banner_form")
    for group in Group:
        if group is Group.FORM:
            continue
        begins, *rest = _of(group)
        title = f"banner.{group.replace('_', '.')}"
        sheet.put(INTERNAL_ROW, begins, texts(title), f"group_{group}")
        sheet.put(BANNER_ROW, begins, None, f"group_{group}_says")
        for position in rest:
            sheet.put(INTERNAL_ROW, position, None, f"group_{group}_rest")
            sheet.put(BANNER_ROW, position, None, f"group_{group}_says_rest")
        says = begins + len(CRITERIA) if group is Group.STEP_4 else begins
        style = sheet.cells[BANNER_ROW, says].style
        sheet.put(BANNER_ROW, says, texts(f"{title}.sentence"), style)
    for criterion in CRITERIA:
        written = Formula(issue.criterion_formula(texts, criterion), issue.criterion_text(result, criterion))
        sheet.put(BANNER_ROW, POSITION[criterion], written, "criterion")


def _heading_style(column: Column) -> str:
    style = STYLES[column.style]
    end = "_center" if style.align == "center" else ""
    if column.group is Group.FORM:
        return f"heading_result{end}" if column.calculated else f"heading_form{end}"
    first = "_first" if POSITION[column.key] == _of(column.group)[0] else ""
    return f"heading_{column.group}{first}{end}"


def formulas(texts: Catalogue) -> dict[str, str]:
    """Return the formula of every calculated column as the sheet is described here, by key."""
    return formulas_at(TableAt(HEADER_ROW, POSITION, texts("sheet.calculation.tab")))


def formulas_at(at: TableAt) -> dict[str, str]:
    """Return the formula of every calculated column by key, for a table that has all columns and stands anywhere.

    Each reads its line of the sheet of calculations; only that of the order and that of what asks for attention look
    whether the line is of this row, and the others whether the order is there.
    """

    def line(key: str) -> str:
        return f"INDEX({calculation.column_on(at.calculation, key)},{at.line})"

    own_stamp = calculation.stamp(at.own_cell)
    is_this_row = f"{line('stamp')}={own_stamp}"
    ordered = f"ISNUMBER({at.own_cell('order')})"
    order = f'IF({is_this_row},{line("order")},IF({own_stamp}={quoted(calculation.BLANK_STAMP)},"","{_ELSEWHERE}"))'
    shown = {key: f'IF({ordered},{line(key)},"")' for key in ("rank", "signal", "range", "derived", "role", "form")}
    return {
        "order": f'IFERROR({order},"")',
        "attention": f'IFERROR(IF({is_this_row},{line("attention")},""),"")',
        **{key: f'IFERROR({formula},"")' for key, formula in shown.items()},
    }


def _put_rows(sheet: Sheet, result: Result, calculated: Mapping[str, str], last_row: int) -> None:
    typed, values = result.analysis.table, calculation.values(result)
    size = len(result.entries)
    rows = last_row - FIRST_ROW + 1
    for column in COLUMNS:
        of_rows: list[Value]
        if column.calculated:
            cached = [*values[column.key], *[""] * rows][:rows]
            of_rows = [Formula(calculated[column.key], value) for value in cached]
        else:
            dated = column.key in (*DATES, "who_when")
            of_rows = [
                value if dated and isinstance(value, dt.date) else as_typed(value) for value in typed[column.key]
            ]
            of_rows += [None] * (rows - size)
        for number, value in enumerate(of_rows):
            sheet.put(FIRST_ROW + number, POSITION[column.key], value, column.style)
    for number in range(rows):
        sheet.fitted[FIRST_ROW + number] = _height(sheet, FIRST_ROW + number)


def _height(sheet: Sheet, row: int) -> float:
    """Return how high a row must be for the texts of the form; those of the later steps take one line."""
    lines = 1
    for column in COLUMNS:
        style = STYLES[column.style]
        if style.wrap:
            value = sheet.cells[row, POSITION[column.key]].value
            text = as_text(value.value if isinstance(value, Formula) else value)
            width = column.width * fitting.TEXT_POINTS / style.size
            lines = max(lines, fitting.lines_needed(fitting.Written(text, width, style.bold, style.indent)))
    return max(_LOWEST_ROW, _AROUND_TEXT + lines * _LINE_OF_TEXT)


def validation_of(texts: Catalogue, key: str, area: Area, *, importance_reversed: bool) -> Validation:
    """Return what an area of a column's cells accepts; ``key`` is of a column that users fill in."""
    column = COLUMNS[POSITION[key]]
    return replace(_validation(texts, column, area.last_row, importance_reversed), area=area)


def _validation(texts: Catalogue, column: Column, end: int, reversed_scale: bool) -> Validation:
    """Return the help of a column and its list; a word that is not in it is let in, turns pink and is named."""
    position = POSITION[column.key]
    key = f"column.{column.key}"
    message = texts(f"{key}.message.reversed" if column.key == "importance" and reversed_scale else f"{key}.message")
    source = names.list_of(_LISTS[column.key]) if column.key in _LISTS else None
    is_place = column.key == "own_rank"
    return Validation(
        area=Area(FIRST_ROW, position, end, position),
        source=names.ACTORS if column.key == "replaced_by" else source,
        whole=(1, OWN_PLACES_BELOW - 1) if is_place else None,
        title=texts(f"{key}.title"),
        message=message,
        error_title=texts(f"{key}.error.title") if is_place else "",
        error=texts(f"{key}.error") if is_place else "",
        stops=is_place,
    )


READ_BY_LINE = {names.NOTE_DIGITS: "mask", names.TALKS: "talk", names.CHOICES_FOR_NETWORK: "in_network_read"}
"""The columns of the sheet of calculations that conditional formats read: these may name no other sheet themselves."""


def _line_of(name: str) -> str:
    """Return the formula of the cell of its own line behind one of these names."""
    return f"INDEX({name},ROW()-ROW($A${HEADER_ROW + 1}))"


def _conditions(texts: Catalogue, end: int) -> list[Condition]:
    first = FIRST_ROW + 1  # as a formula counts rows

    def of_column(key: str, formula: str, style: str, number_format: str | None = None) -> Condition:
        area = Area(FIRST_ROW, POSITION[key], end, POSITION[key])
        return Condition(area, formula, style, number_format)

    says = Area(INTERNAL_ROW, 0, INTERNAL_ROW, POSITION["signal"])
    conditions = [Condition(says, f'LEFT($A${INTERNAL_ROW + 1},1)="{_WARNING}"', "arena_warns")]
    signal = column_name(POSITION["signal"])
    for flag, mark in _SIGNAL_MARKS:
        conditions.append(of_column("signal", f'LEFT(${signal}{first},1)="{mark}"', flag))
    for digit, note in enumerate(SHOWN_NOTES, start=1):
        if note.weight is NoteWeight.FAULT:
            conditions.append(of_column(note.column, f'MID({_line_of(names.NOTE_DIGITS)},{digit},1)="1"', "fault"))
    by, not_now = f"${column_name(POSITION['talk_by'])}{first}", CHOICES["in_network"].index("not_now") + 1
    is_open = f"{_line_of(names.TALKS)}={calling.OPEN}"
    late = f"AND(ISNUMBER({by}),{by}<TODAY(),{is_open},{_line_of(names.CHOICES_FOR_NETWORK)}<>{not_now})"
    conditions.append(of_column("talk_by", late, "late", days.late(texts)))
    return conditions
