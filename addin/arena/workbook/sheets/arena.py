"""The sheet with the table of actors: the handout's banner, the table under it, and all that is calculated in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from arena.locale import LANGUAGES, Catalogue, catalogue
from arena.method import notes, roles
from arena.method.levels import EMPTY, INVALID, OWN_PLACES_BELOW, UNKNOWN
from arena.method.text import as_text
from arena.workbook import fitting, names
from arena.workbook.cells import Area, Whereabouts, cell_name, column_name
from arena.workbook.description import (
    Condition,
    Formula,
    PrintSetup,
    Scalar,
    Sheet,
    Table,
    TableColumn,
    Validation,
    Value,
    as_typed,
)
from arena.workbook.formulas import filled, quoted
from arena.workbook.look import STYLES
from arena.workbook.model import Result
from arena.workbook.progress import arena_progress, open_cells
from arena.workbook.sheet import SheetCells, Source, StandingSheet, StepState
from arena.workbook.sheets.columns import (
    COLUMNS,
    POSITION,
    SHOWN_NOTES,
    Column,
    Group,
    all_cells,
    formulas,
    heading,
)
from arena.workbook.sheets.step_states import step_state
from arena.workbook.words import proposal

BLANK_ROWS = 30
"""Rows that a table has at least, except in the example; typing below it extends it in Excel."""

SPARE_ROWS = 5
"""Blank rows that a filled-in table has at least."""

ROWS_PAST_THE_TABLE = 200
"""Validations and conditional formats run on: LibreOffice and some Excels do not extend tables."""

TITLE_ROW, INTERNAL_ROW, BANNER_ROW, HEADER_ROW = range(4)
FIRST_ROW = HEADER_ROW + 1
_HEIGHTS = {TITLE_ROW: 21, INTERNAL_ROW: 15, BANNER_ROW: 42, HEADER_ROW: 28}

_BANNER = (
    ("actors", "actor", "actor"),
    ("resources", "resources", "resources"),
    ("importance", "importance", "importance"),
    ("replaceability", "replaceability", "replaced_by"),
    ("dependency", "dependency", "dependency"),
    ("rank", "rank", "own_rank"),
)
"""The handout's six headings and the columns of the table that each stands over."""

_LISTS = ("importance", "replaceability", "dependency")
_SIGNAL_MARKS = (("critical", "▲"), ("vulnerable", "△"), ("uncertain", "?"))


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
        outlines=[_span(Group.COMPUTED), _span(Group.CALCULATION)],
        print_setup=PrintSetup(
            footer=texts("print.internal"), columns=POSITION["signal"] + 1, repeat=(BANNER_ROW, HEADER_ROW)
        ),
    )
    sheet.put(TITLE_ROW, 0, texts("sheet.arena.title"), "title")
    sheet.put(INTERNAL_ROW, 0, _how_to(result, last_row), "internal")
    for key, first, last in _BANNER:
        sheet.put_across(BANNER_ROW, POSITION[first], POSITION[last], texts(f"banner.{key}"), "banner")
    calculated = formulas(texts)
    for column in COLUMNS:
        sheet.put(HEADER_ROW, POSITION[column.key], heading(texts, column.key), f"heading_{column.group}")
    _put_rows(sheet, result, calculated, last_row)
    sheet.table = Table(
        name=names.TABLE,
        area=Area(HEADER_ROW, 0, last_row, len(COLUMNS) - 1),
        columns=tuple(TableColumn(heading(texts, c.key), calculated.get(c.key)) for c in COLUMNS),
        title=texts("arena.table.title"),
        description=texts("arena.table.description"),
    )
    end = last_row + ROWS_PAST_THE_TABLE
    reversed_scale = result.analysis.settings.importance_reversed
    sheet.validations = [_validation(texts, column, end, reversed_scale) for column in COLUMNS if _has_message(column)]
    sheet.conditions = _conditions(end)
    return sheet


def _how_to(result: Result, last_row: int) -> Formula:
    """Return how to fill in the table, or a warning once something stands below it, which no formula sees."""
    texts = catalogue(result.analysis.language)
    how = texts("arena.how")
    usual = f"{texts('start.example')} {how}" if result.analysis.example else texts("arena.internal", how=how)
    actors = Area(FIRST_ROW, POSITION["actor"], last_row + ROWS_PAST_THE_TABLE, POSITION["actor"])
    outside = f"COUNTA({actors.address})>COUNTA({all_cells(texts, 'actor')})"
    # every row of the table holds this formula, so counting it gives the row at which the table ends
    end = f"{HEADER_ROW + 1}+COUNTA({all_cells(texts, 'name_read')})"
    return Formula(f"IF({outside},{filled(texts('arena.outside'), {'row': f'({end})'})},{quoted(usual)})", usual)


def read(cells: SheetCells) -> Mapping[str, object]:
    """Return what was typed in the table, whether everybody in it is invented, and the language of its headings."""
    actors = cells.actors
    return {"table": actors.entries, "example": is_example(actors.above), "language": actors.language}


def is_example(above: Iterable[object]) -> bool:
    """Return True if one of the cells above a table says that everybody in it is invented."""
    signs = tuple(catalogue(language)("start.example") for language in LANGUAGES)
    return any(isinstance(value, str) and value.startswith(signs) for value in above)


def progress(result: Result) -> StepState:
    """Return how far step 2 is, by the column that counts open cells."""
    texts = catalogue(result.analysis.language)
    step = arena_progress(result)
    still_open = all_cells(texts, "open")
    begun, count, waiting = f"COUNT({still_open})>0", f"SUM({still_open})", f'COUNTIF({still_open},">0")'
    actors = int((open_cells(result) > 0).sum())
    said = {"cells": _counted(texts, "cells", step.open), "actors": _counted(texts, "actors", actors)}
    counting = {"cells": _counting(texts, "cells", count), "actors": _counting(texts, "actors", waiting)}
    formula = filled(texts("start.missing.arena"), counting)
    text = texts("start.missing.arena", **said) if step.open else ""
    missing = Formula(f'IF({count}>0,{formula},"")', text)
    return StepState(step_state(texts, step, begun, count), missing, cell_name(FIRST_ROW, POSITION["actor"]))


def _counted(texts: Catalogue, what: str, count: int) -> str:
    return texts(f"start.{what}.one") if count == 1 else texts(f"start.{what}", count=count)


def _counting(texts: Catalogue, what: str, count: str) -> str:
    many = filled(texts(f"start.{what}"), {"count": count})
    return f"IF({count}=1,{quoted(texts(f'start.{what}.one'))},{many})"


SHEET = StandingSheet("arena", describe, read, step=2, progress=progress)


def source(texts: Catalogue) -> Source:
    """Return the table of this sheet as a generated sheet compares itself with it."""
    headings = {column.key: heading(texts, column.key) for column in COLUMNS}
    return Source(texts("sheet.arena.tab"), names.TABLE, headings, FIRST_ROW)


def whereabouts(size: int) -> Whereabouts:
    """Return where the typed cells stand on the sheet as it is described here, for a number of entries."""
    letters = {key: column_name(position) for key, position in POSITION.items()}
    return Whereabouts(range(FIRST_ROW + 1, FIRST_ROW + 1 + size), letters)


def _span(group: Group) -> tuple[int, int]:
    positions = [POSITION[column.key] for column in COLUMNS if column.group == group]
    return positions[0], positions[-1]


def _has_message(column: Column) -> bool:
    return column.group is not Group.CALCULATION


def _put_rows(sheet: Sheet, result: Result, calculated: Mapping[str, str], last_row: int) -> None:
    typed, values = result.analysis.table, calculated_values(result)
    size = len(result.entries)
    for column in COLUMNS:
        of_blank_row: Value = Formula(calculated[column.key], "") if column.calculated else None
        of_rows: list[Value]
        if column.calculated:
            of_rows = [Formula(calculated[column.key], cached) for cached in values[column.key]]
        else:
            of_rows = [as_typed(value) for value in typed[column.key].to_list()]
        of_rows += [of_blank_row] * (last_row - FIRST_ROW + 1 - size)
        for number, value in enumerate(of_rows):
            sheet.put(FIRST_ROW + number, POSITION[column.key], value, column.style)
    wrapped = [column for column in COLUMNS if column.group in (Group.ENTRY, Group.OPTIONAL)]
    for number in range(size):
        sheet.fitted[FIRST_ROW + number] = fitting.height_for(
            fitting.Written(
                as_text(_shown(sheet, FIRST_ROW + number, column)),
                column.width,
                STYLES[column.style].bold,
                STYLES[column.style].indent,
            )
            for column in wrapped
        )


def _shown(sheet: Sheet, row: int, column: Column) -> object:
    value = sheet.cells[row, POSITION[column.key]].value
    return value.value if isinstance(value, Formula) else value


def calculated_values(result: Result) -> dict[str, list[Scalar]]:
    """Return the value of every calculated column, by key, one a row of the analysis: what its formula gives."""
    texts = catalogue(result.analysis.language)
    actors, entries = result.actors, result.entries
    rated = actors["rated"].tolist()

    def numbers(name: str) -> list[Scalar]:
        return [value if value > 0 else "" for value in actors[name].tolist()]

    def where_rated(give: Callable[[int], Scalar]) -> list[Scalar]:
        return [give(row) if is_rated else "" for row, is_rated in enumerate(rated)]

    flags = actors["flag"].tolist()
    classes, forms = actors["actor_class"], actors["form"]
    best, worst = actors["best"].tolist(), actors["worst"].tolist()
    lowest = _points(result, "low")
    highest = _points(result, "high")
    still_open = open_cells(result).tolist()
    return {
        "rank": numbers("rank"),
        "signal": [texts(f"flag.{flag}") if flag != "none" else "" for flag in flags],
        "range": where_rated(lambda row: range_text(best[row], worst[row])),
        "derived": [texts(f"level.dependency.{n}") if n else "" for n in actors["derived_dependency"].tolist()],
        "role": where_rated(lambda row: proposal(texts, "role", classes.iloc[row])),
        "form": where_rated(lambda row: proposal(texts, "form", forms.iloc[row])),
        "attention": _attention(result, texts),
        "name_read": list(entries.actor),
        "importance_read": [_read(level) for level in entries.importance.tolist()],
        "hardness_read": [_read(level) for level in entries.hardness.tolist()],
        "dependency_read": [_read(level) for level in entries.dependency.tolist()],
        "own_rank_read": [_read(level) for level in entries.own_rank.tolist()],
        "target_group_read": [1 if target else "" for target in entries.target_group.tolist()],
        **{
            f"{name}_{end}": numbers(f"{name}_{end}")
            for name in ("dependency", "importance", "hardness")
            for end in ("low", "high")
        },
        "points_low": where_rated(lambda row: lowest[row]),
        "points_high": where_rated(lambda row: highest[row]),
        "key": numbers("key"),
        "best": numbers("best"),
        "worst": numbers("worst"),
        "order": numbers("order"),
        "open": [count if count >= 0 else "" for count in still_open],
        "mask": _masks(result),
    }


def range_text(best: int, worst: int) -> str:
    """Return the rank range as users read it: one number where the place is certain."""
    return str(best) if best == worst else f"{best}–{worst}"


def _read(level: int) -> Scalar:
    return {EMPTY: "", UNKNOWN: "?", INVALID: "!"}.get(level, level)


def _points(result: Result, end: str) -> list[int]:
    dependency, importance = (result.actors[f"{name}_{end}"].to_numpy() for name in ("dependency", "importance"))
    least = np.where(result.entries.target_group, roles.TARGET_GROUP_POINTS, roles.LEAST_POINTS)
    return [int(points) for points in np.maximum(roles.points(dependency, importance), least)]


def _shown_codes(result: Result) -> dict[int, set[str]]:
    table = result.assessment.notes
    shown = {note.code for note in SHOWN_NOTES}
    codes: dict[int, set[str]] = {}
    for row, code, weight in zip(table["row"], table["code"], table["weight"], strict=True):
        if code in shown and weight < notes.NoteWeight.INFO:
            codes.setdefault(row, set()).add(code)
    return codes


def _masks(result: Result) -> list[Scalar]:
    entries, codes = result.entries, _shown_codes(result)
    blank = ~(entries.named | entries.rated | (entries.own_rank != EMPTY))
    return [
        "" if is_blank else "".join("1" if note.code in codes.get(row, ()) else "0" for note in SHOWN_NOTES)
        for row, is_blank in enumerate(blank.tolist())
    ]


def _attention(result: Result, texts: Catalogue) -> list[Scalar]:
    said: list[Scalar] = [""] * len(result.entries)
    for row, (code, more) in notes.gravest(result.assessment.notes).items():
        said[row] = texts(_short_note(result, row, code)) + (f" (+{more})" if more else "")
    return said


def _short_note(result: Result, row: int, code: str) -> str:
    levels = {"missing_importance": result.entries.importance, "missing_replaceability": result.entries.hardness}
    unknown = code in levels and levels[code][row] == UNKNOWN
    return f"note.{code}.unknown.short" if unknown else f"note.{code}.short"


def validation_of(texts: Catalogue, key: str, area: Area, *, importance_reversed: bool) -> Validation:
    """Return what an area of a column's cells accepts; ``key`` is of a column that users fill in."""
    column = COLUMNS[POSITION[key]]
    return replace(_validation(texts, column, area.last_row, importance_reversed), area=area)


def _validation(texts: Catalogue, column: Column, end: int, reversed_scale: bool) -> Validation:
    position = POSITION[column.key]
    area = Area(FIRST_ROW, position, end, position)
    key = f"column.{column.key}"
    message = texts(f"{key}.message.reversed" if column.key == "importance" and reversed_scale else f"{key}.message")
    error = texts(f"{key}.error") if f"{key}.error" in texts else ""
    source = None
    if column.key in _LISTS:
        source = names.list_of(column.key)
    elif column.key == "target_group":
        source = names.list_of("yes")
    elif column.key == "replaced_by":
        source = names.ACTORS  # an aid only: no error text, so that a list of several names goes through
    return Validation(
        area=area,
        source=source,
        whole=(1, OWN_PLACES_BELOW - 1) if column.key == "own_rank" else None,
        title=texts(f"{key}.title"),
        message=message,
        error_title=texts(f"{key}.error.title") if error else "",
        error=error,
        stops=column.key == "own_rank",
    )


def _conditions(end: int) -> list[Condition]:
    first = FIRST_ROW + 1  # as a formula counts rows
    conditions = []
    signal = POSITION["signal"]
    for flag, mark in _SIGNAL_MARKS:
        area = Area(FIRST_ROW, signal, end, signal)
        conditions.append(Condition(area, f'LEFT(${column_name(signal)}{first},1)="{mark}"', flag))
    for key, read in (
        ("importance", "importance_read"),
        ("replaceability", "hardness_read"),
        ("dependency", "dependency_read"),
        ("own_rank", "own_rank_read"),
    ):
        area = Area(FIRST_ROW, POSITION[key], end, POSITION[key])
        conditions.append(Condition(area, f'${column_name(POSITION[read])}{first}="!"', "fault"))
    mask, digit = column_name(POSITION["mask"]), [note.code for note in SHOWN_NOTES].index("missing_name") + 1
    conditions.append(
        Condition(Area(FIRST_ROW, 0, end, 0), f'MID(${mask}{first},{digit},1)="1"', "fault"),
    )
    return conditions
