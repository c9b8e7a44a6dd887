"""The form that colleagues fill in, each apart: names and resources of the actors, and nothing of what others think.

One sheet, as wide as a phone from the name to the third choice. Its mark is the name ``arena_formulier``; it is read
back by that, by the name of its table and by its headings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from arena.locale import Catalogue, catalogue
from arena.method.levels import LEVELS, UNKNOWN_MARK
from arena.method.text import clean, fold, split_list
from arena.workbook import days, fitting, names
from arena.workbook.cells import Area
from arena.workbook.description import (
    Book,
    PrintSetup,
    RichText,
    Sheet,
    Table,
    TableColumn,
    Validation,
    Value,
)
from arena.workbook.model import Result

VERSION = 1
"""Of the form's layout, behind the name ``arena_formulier``."""

TABLE = "Inschatting"
"""The name of its table."""

COLUMNS = ("actor", "importance", "replaceability", "dependency", "replaced_by")
"""The columns of the table by key; the first holds the name, and under it, in the same cell, the resources."""

MISSED_ROWS = 3
"""So many rows under the table ask who is missing; they are no part of it."""

_CHOSEN = {
    "importance": tuple(reversed(LEVELS)),
    "replaceability": tuple(LEVELS),
    "dependency": tuple(reversed(LEVELS))[:-1],
}
"""The levels that each list offers, in its order: those of the table's own lists (docs/method.md, "Levels")."""

_WIDTHS = (19, 7.3, 9.3, 9.3, 37)
_BESIDE_NAME = range(1, 4)
"""The columns over which the filler's name may run."""

_LINE_WIDTH = 46
"""Of what stands above the table, in digits: what a phone shows beside the numbers of its rows."""

_MOST_LINES = 5
_LONGEST_RESOURCES = 300
_TITLE, _SUBJECT = 0, 1
_TITLE_HEIGHT, _LINE_HEIGHT, _NAME_HEIGHT, _RULE_HEIGHT = 30.0, 18.0, 31.5, 24.0
_HELP_HEIGHT, _HEAD_HEIGHT, _MISSED_HEIGHT = 48.0, 36.0, 30.0
_AROUND, _NAME_LINE, _RESOURCE_LINE, _LOWEST, _HIGHEST = 7.0, 14.5, 11.5, 34.0, 409.0
_RESOURCE_SIZE = 9.0
_SCALE = 105
_MARGINS = {"left": 0.35, "right": 0.35, "top": 0.45, "bottom": 0.6}


def headings(texts: Catalogue) -> Mapping[str, str]:
    """Return the heading of each column of the table by key, in the language of a catalogue; words may be broken."""
    return {key: texts(f"return_form.{key}.heading") for key in COLUMNS}


def rows(result: Result) -> list[int]:
    """Return the rows of an analysis that a form asks about: the first of each name."""
    first: dict[str, int] = {}
    for row, name in enumerate(result.entries.actor):
        if name:
            first.setdefault(fold(name), row)
    return list(first.values())


def describe(result: Result, order: list[int], send_back_by: dt.date | None) -> Book:
    """Describe the form as a workbook.

    Args:
        result: what may be seen of the analysis; names, resources and the issue are taken from it.
        order: its rows, in the order of the form; at least one.
        send_back_by: the day by which it is wanted, if there is one.
    """
    texts = catalogue(result.analysis.language)
    by = "" if send_back_by is None else texts("return_form.by", day=days.with_weekday(texts, send_back_by))
    sheet = Sheet(
        key="return_form",
        name=texts("sheet.return_form.tab"),
        print_setup=PrintSetup(
            footer=by or texts("sheet.return_form.title"),
            landscape=False,
            columns=len(COLUMNS),
            scale=_SCALE,
            margins=_MARGINS,
        ),
        freeze=(0, 1),
        widths=dict(enumerate(_WIDTHS)),
        heights={_TITLE: _TITLE_HEIGHT},
    )
    sheet.put(_TITLE, 0, texts("sheet.return_form.title"), "fill_title")
    row = _put_intro(sheet, texts, clean(result.analysis.answers.get("subject")), by)
    head = _put_head(sheet, texts, row)
    last = _put_actors(sheet, result, order, head)
    sheet.table = Table(
        name=TABLE,
        area=Area(head, 0, last, len(COLUMNS) - 1),
        columns=tuple(TableColumn(heading) for heading in headings(texts).values()),
        title=texts("sheet.return_form.title"),
        description=texts("return_form.table"),
    )
    sheet.validations += _lists(texts, head + 1, last)
    end = _put_missed(sheet, texts, last + 1)
    sheet.print_setup = replace(sheet.print_setup, rows=end, repeat=(head - 1, head))
    references = {name: sheet.reference(area) for name, area in sheet.names.items()}
    references |= {names.FORM: str(VERSION), names.LANGUAGE: f'"{texts.language}"'}
    return Book(texts.language, texts("sheet.return_form.title"), [sheet], references)


def _put_intro(sheet: Sheet, texts: Catalogue, subject: str, by: str) -> int:
    """Put the issue, by when it is wanted, where the filler's name goes, and the rule; return the row after them."""
    lines = fitting.paragraph(subject, _LINE_WIDTH) if subject else []
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}{fitting.CUT}"]
    row = _SUBJECT
    for line, style in [*((line, "fill_issue") for line in lines), *([(by, "fill_by")] if by else [])]:
        sheet.put(row, 0, line, style)
        sheet.heights[row] = _LINE_HEIGHT
        row += 1
    sheet.put(row, 0, texts("return_form.name"), "fill_label")
    for column in _BESIDE_NAME:
        end = "_first" if column == _BESIDE_NAME[0] else "_last" if column == _BESIDE_NAME[-1] else ""
        sheet.put(row, column, None, f"fill_name{end}")
    sheet.names[names.FILLED_IN_BY] = Area(row, _BESIDE_NAME[0], row, _BESIDE_NAME[0])
    sheet.heights[row] = _NAME_HEIGHT
    sheet.put(row + 1, 0, texts("return_form.own"), "fill_rule")
    sheet.heights[row + 1] = _RULE_HEIGHT
    return row + 2


def _put_head(sheet: Sheet, texts: Catalogue, row: int) -> int:
    """Put what each column asks, and under it the headings of the table; return their row."""
    for column, (key, heading) in enumerate(headings(texts).items()):
        place = "_center" if key in _CHOSEN else "_beside" if column else ""
        sheet.put(row, column, texts(f"return_form.{key}.help"), f"fill_help{place}")
        sheet.put(row + 1, column, heading, f"fill_head{place}")
    sheet.heights |= {row: _HELP_HEIGHT, row + 1: _HEAD_HEIGHT}
    return row + 1


def _put_actors(sheet: Sheet, result: Result, order: list[int], head: int) -> int:
    """Put a row an actor, with empty cells to fill in; return the last one."""
    for row, actor in enumerate(order, start=head + 1):
        name = result.entries.actor[actor]
        listed = "; ".join(split_list(str(result.analysis.table["resources"].iloc[actor] or "")))
        resources = fitting.shortened(listed, _LONGEST_RESOURCES)
        sheet.put(row, 0, _in_one_cell(name, resources), "fill_actor")
        for column, key in enumerate(COLUMNS[1:], start=1):
            sheet.put(row, column, None, "fill_choice" if key in _CHOSEN else "fill_text")
        sheet.heights[row] = _height(name, resources)
    return head + len(order)


def _in_one_cell(name: str, resources: str) -> Value:
    return RichText(((name, "fill_actor"), (f"\n{resources}", "fill_resources"))) if resources else name


def _height(name: str, resources: str) -> float:
    """Return how high a row is for a name and the resources under it."""
    of_name = fitting.lines_needed(fitting.Written(name, _WIDTHS[0], bold=True))
    wide = _WIDTHS[0] * fitting.TEXT_POINTS / _RESOURCE_SIZE
    of_resources = fitting.lines_needed(fitting.Written(resources, wide)) if resources else 0
    return min(_HIGHEST, max(_LOWEST, _AROUND + of_name * _NAME_LINE + of_resources * _RESOURCE_LINE))


def _put_missed(sheet: Sheet, texts: Catalogue, row: int) -> int:
    """Put the rows that ask who is missing, and what to do with the form; return the last row."""
    for column in range(len(COLUMNS)):
        sheet.put(row, column, None, "fill_head")
    sheet.put(row, 0, texts("return_form.missed"), "fill_head")
    sheet.heights[row] = _RULE_HEIGHT
    for missed in range(row + 1, row + 1 + MISSED_ROWS):
        for column, key in enumerate(COLUMNS):
            sheet.put(missed, column, None, "fill_choice" if key in _CHOSEN else "fill_text")
        sheet.heights[missed] = _MISSED_HEIGHT
    end = row + MISSED_ROWS
    sheet.names[names.MISSED] = Area(row + 1, 0, end, len(COLUMNS) - 1)
    sheet.validations += _lists(texts, row + 1, end)
    for line in fitting.paragraph(texts("return_form.end"), _LINE_WIDTH):
        end += 1
        sheet.put(end, 0, line, "fill_pale")
        sheet.heights[end] = _LINE_HEIGHT
    return end


def _lists(texts: Catalogue, first: int, last: int) -> list[Validation]:
    """Return the lists to choose from in some rows; a word that is not in them is let in."""
    made = []
    for key, levels in _CHOSEN.items():
        offered = [str(level) if key == "importance" else texts(f"level.{key}.{level}") for level in levels]
        place = COLUMNS.index(key)
        source = f'"{",".join((*offered, UNKNOWN_MARK))}"'
        made.append(Validation(Area(first, place, last, place), source=source))
    return made
