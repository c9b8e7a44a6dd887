"""The generated sheet matrix: the actors by importance and replaceability, with their signs, on one A4.

What is not known stands in the margins, and target groups below: how replaceable they are is never asked. The darker a
field, the stronger the dependency that follows from the two. It is internal: no copy has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from arena.locale import Catalogue, catalogue
from arena.method.levels import HIGHEST, LEVELS, LOWEST, UNKNOWN_MARK
from arena.method.vectors import derived_dependency
from arena.workbook import fitting
from arena.workbook.description import PrintSetup, Sheet
from arena.workbook.model import Result
from arena.workbook.sheet import GeneratedSheet, MadeFrom
from arena.workbook.sheets.generated import freshness, seal
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.matrix_written import LINES, OWN

KEY = "matrix"

_LEVEL, _GRID = 0, 2
_BETWEEN_AND_UNKNOWN = _GRID + len(LEVELS)
_UNKNOWN = _BETWEEN_AND_UNKNOWN + 1
_WIDTHS = {_LEVEL: 16.0, OWN: 1.5, **dict.fromkeys(range(_GRID, _UNKNOWN - 1), 34.0), _UNKNOWN - 1: 1.5, _UNKNOWN: 31.0}

_SMALLER = 11 / 10.5
"""Names of 10.5 points, in a column that is measured in letters of 11."""

_ROWS, _ROWS_UNKNOWN = 4, 2
"""Rows of a level at least, and of what is unknown: so many names fit in a field."""

_ROW, _ROW_UNKNOWN, _OWN_ROW = 24.75, 21.0, 22.0

_STRENGTH = {2: "weak", 3: "some", 4: "strong"}
"""How a field looks, by the dependency that follows."""

STYLES = ("resources_pale", "resources_text")
"""Styles that it has for some analyses only."""

_DETACHED = 0
"""The level under which what is not known is kept."""

_Fields = dict[tuple[int, int], list[str]]


@dataclass
class _Placed:
    """Where each actor stands: names in their order.

    Attributes:
        fields: those in the grid and its margins, by importance and hardness.
        target_groups: those of whom it is not known how replaceable they are, which is not asked.
        unrated: those of whom nothing is rated.
    """

    fields: _Fields
    target_groups: list[str]
    unrated: list[str]


@dataclass(frozen=True)
class _Page:
    sheet: Sheet
    texts: Catalogue
    result: Result

    def shown(self, row: int) -> str:
        """Return the name of an actor with its sign, and whether it is a target group."""
        return self._signed(row, self.texts("matrix.target_group") if self.result.entries.target_group[row] else "")

    def shown_apart(self, row: int) -> str:
        """Return the name of a target group with its sign, and how important it is."""
        importance = int(self.result.entries.importance[row])
        level = self.level(importance) if importance >= LOWEST else UNKNOWN_MARK
        return self._signed(row, self.texts("matrix.importance", level=level))

    def level(self, importance: int) -> str:
        """Return a level of importance as users type it."""
        reverse = self.result.analysis.settings.importance_reversed
        return str(LOWEST + HIGHEST - importance if reverse else importance)

    def _signed(self, row: int, remark: str) -> str:
        room = _SMALLER * _WIDTHS[_GRID] - fitting.text_width(remark)
        return f"{fitting.cut(self.result.signed_name(row, self.texts), room, indent=1)}{remark}"


def describe(made_from: MadeFrom) -> Sheet:
    """Describe the sheet as it was made on a day."""
    result = made_from.result
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key=KEY,
        name=texts("sheet.matrix.tab"),
        tab_style="tab_internal",
        print_setup=PrintSetup(footer=texts("print.internal")),
        widths=dict(_WIDTHS),
        styles=STYLES,
    )
    page = _Page(sheet, texts, result)
    sheet.heights[0] = 26
    sheet.put(0, _LEVEL, texts("sheet.matrix.title"), "resources_title")
    sheet.put(1, _LEVEL, f"{texts('resources.made', date=made_from.day)} {texts('resources.internal')}", "internal")
    status_row, row = 2, 4
    row = _put_fields(page, _put_headings(page, row))
    row = _put_own(page, _put_legend(page, row), made_from.agreed)
    sheet.print_setup = PrintSetup(footer=texts("print.internal"), columns=_UNKNOWN + 1, rows=row - 1, one_page=True)
    beside = _UNKNOWN + 1 + freshness.GAP
    verdict = freshness.Verdict(texts("check.fits"), texts("matrix.outdated"), texts("generated.unseen"))
    sheet.put(status_row, _LEVEL, freshness.put(sheet, made_from, texts, verdict, beside), "state")
    seal.put(sheet, 1, beside, OWN, "pale_line")
    return sheet


SHEET = GeneratedSheet(KEY, describe)


def _put_headings(page: _Page, row: int) -> int:
    sheet, texts = page.sheet, page.texts
    sheet.put(row, _GRID, texts("matrix.replaceability"), "matrix_axis")
    sheet.put(row, _UNKNOWN, texts("matrix.unknown"), "matrix_axis")
    sheet.put(row + 1, _LEVEL, texts("column.importance.heading"), "matrix_axis")
    for hardness in LEVELS:
        sheet.put(row + 1, _GRID + hardness - LOWEST, texts(f"level.replaceability.{hardness}"), "matrix_head")
    sheet.put(row + 1, _UNKNOWN, texts("matrix.unknown.replaceability"), "matrix_head")
    sheet.heights |= {row: 18, row + 1: 22}
    return row + 2


def _put_fields(page: _Page, row: int) -> int:
    """Put the fields, the most important on top, and below them what has no place in the grid."""
    placed = _placed(page)
    for importance in reversed(LEVELS):
        ends = {HIGHEST: "matrix.most", LOWEST: "matrix.least"}
        level = page.level(importance)
        label = page.texts(ends[importance], level=level) if importance in ends else level
        row = _put_band(page, row, importance, label, placed.fields, _ROWS, _ROW)
    row = _put_gap(page, row)
    label = page.texts("matrix.unknown.importance")
    row = _put_band(page, row, _DETACHED, label, placed.fields, _ROWS_UNKNOWN, _ROW_UNKNOWN)
    row = _put_gap(page, row)
    row = _put_target_groups(page, row, placed.target_groups)
    if placed.unrated:
        said = page.texts("matrix.unrated", count=len(placed.unrated), names=fitting.BETWEEN.join(placed.unrated))
        for line in fitting.paragraph(said, sum(_WIDTHS.values())):
            page.sheet.put(row, _LEVEL, line, "resources_pale")
            row += 1
    return row


def _placed(page: _Page) -> _Placed:
    entries = page.result.entries
    placed = _Placed(defaultdict(list), [], [])
    order = page.result.actors["order"].tolist()
    for row in page.result.in_order(row for row, number in enumerate(order) if number):
        importance, hardness = (max(int(read[row]), _DETACHED) for read in (entries.importance, entries.hardness))
        if not entries.rated[row]:
            placed.unrated.append(page.shown(row))
        elif entries.target_group[row] and hardness == _DETACHED:
            placed.target_groups.append(page.shown_apart(row))
        else:
            placed.fields[importance, hardness].append(page.shown(row))
    return placed


def _put_target_groups(page: _Page, row: int, names: Sequence[str]) -> int:
    """Put the target groups beside each other, as many as there are columns, and why; return the next free row."""
    for first in range(0, len(names), len(LEVELS)):
        page.sheet.put(row, _LEVEL, page.texts("matrix.target_groups") if first == 0 else None, "matrix_axis")
        for number in range(len(LEVELS)):
            name = names[first + number] if first + number < len(names) else None
            page.sheet.put(row, _GRID + number, name, "resources_text")
        page.sheet.heights[row] = _ROW_UNKNOWN
        row += 1
    if names:
        page.sheet.put(row, _GRID, page.texts("matrix.target_groups.how"), "resources_pale")
        row += 1
    return row


def _put_band(page: _Page, row: int, importance: int, label: str, fields: _Fields, least: int, height: float) -> int:
    """Put the fields of one importance, as high as the fullest of them; return the next free row."""
    sheet = page.sheet
    levels = (*LEVELS, _DETACHED)
    rows = max(least, *(len(fields[importance, hardness]) for hardness in levels))
    for number in range(rows):
        sheet.put(row + number, _LEVEL, label if number == 0 else None, f"matrix_{'level' if importance else 'axis'}")
        for hardness in levels:
            column = _UNKNOWN if hardness == _DETACHED else _GRID + hardness - LOWEST
            names = fields[importance, hardness]
            value = names[number] if number < len(names) else None
            sheet.put(row + number, column, value, f"matrix_{_look(importance, hardness)}{'' if number else '_top'}")
        sheet.heights[row + number] = height
    return row + rows


def _look(importance: int, hardness: int) -> str:
    if _DETACHED in (importance, hardness):
        return "unknown"
    levels = (np.array([level], dtype=np.int8) for level in (importance, hardness))
    return _STRENGTH[int(derived_dependency(*levels)[0])]


def _put_gap(page: _Page, row: int) -> int:
    for column in (*range(_GRID, _UNKNOWN - 1), _UNKNOWN):
        page.sheet.put(row, column, None, "matrix_rule")
    page.sheet.heights[row] = 6
    return row + 1


def _put_legend(page: _Page, row: int) -> int:
    for key in ("matrix.legend", "summary.caution"):
        page.sheet.put(row, _LEVEL, page.texts(key), "resources_pale")
        row += 1
    return row


def _put_own(page: _Page, row: int, agreed: Sequence[Agreement]) -> int:
    """Put the lines for the group's own words, and what it wrote there; return the next free row."""
    for number in range(max(LINES, len(agreed))):
        page.sheet.put(row, _LEVEL, page.texts("matrix.noticed") if number == 0 else None, "matrix_axis")
        for column in range(OWN, _UNKNOWN + 1):
            page.sheet.put(row, column, None, "matrix_own")
        if number < len(agreed):
            page.sheet.put(row, OWN, agreed[number].value, "matrix_own")
        page.sheet.heights[row] = _OWN_ROW
        row += 1
    return row
