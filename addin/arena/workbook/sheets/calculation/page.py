"""The sheet of calculations as it is described: visible, grey, and explained; nobody types on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from arena.locale import Catalogue, catalogue
from arena.workbook import fitting
from arena.workbook.cells import Area
from arena.workbook.description import Formula, PrintSetup, Scalar, Sheet
from arena.workbook.look import STYLES
from arena.workbook.model import Result
from arena.workbook.sheets.calculation import cached, called, counted, noted, proposals, results, typed, whole_sheet
from arena.workbook.sheets.calculation.lines import (
    COLUMNS,
    EXPLANATION_ROW,
    FIRST_ROW,
    HEADING_ROW,
    HOW_ROW,
    LINES,
    MISSED,
    POSITION,
    ROW,
    TITLE_ROW,
)
from arena.workbook.style import SIZE

_LABEL_WIDTH, _VALUE_WIDTH, _GAP_WIDTH = 44, 12, 3
_PRINTED_COLUMNS = 8
"""Who prints the workbook does not want 230 lines: what is printed says what the sheet is."""

_EXPLANATION_LINES, _EXPLANATION_HEIGHT = 3, 37.5
_HEADING_LINES, _HEADING_HEIGHT = 2, 30
"""A column is as wide as its explanation asks: what stays in view above the lines must not take half the window."""

_LONGEST_WRITTEN_OUT = 200
"""Characters of a formula that a file writes in each line: it writes a longer one once, filled down.

LibreOffice counts a filled-down formula that shows nothing as one still to be worked out, and then tells nobody that
it changed: the counts of a column stay as they were until somebody asks for a hard recalculation. The long formulas
read what was typed, and are worked out for every result of their line.
"""

_WRITTEN_OUT = frozenset(MISSED)
"""Longer ones that are written in each line all the same: what reads them does so behind a condition."""


def describe(result: Result) -> Sheet:
    """Describe the sheet with the value of every formula."""
    texts = catalogue(result.analysis.language)
    last = whole_sheet.VALUE_COLUMN
    sheet = Sheet(
        key="calculation",
        name=texts("sheet.calculation.tab"),
        tab_style="tab_internal",
        freeze=(FIRST_ROW, POSITION["name"] + 1),
        heights={TITLE_ROW: 22},
        widths={number: column.width for number, column in enumerate(COLUMNS)},
        print_setup=PrintSetup(footer=texts("print.internal"), columns=_PRINTED_COLUMNS, rows=HOW_ROW),
    )
    sheet.widths |= {len(COLUMNS): _GAP_WIDTH, whole_sheet.LABEL_COLUMN: _LABEL_WIDTH, last: _VALUE_WIDTH}
    sheet.put(TITLE_ROW, 0, texts("sheet.calculation.title"), "title")
    sheet.put(HOW_ROW, 0, texts("calculation.how"), "pale_line")
    _put_headings(sheet, texts)
    found, written = cached.values(result), formulas(texts)
    for column in COLUMNS:
        _put_column(sheet, column.key, written.get(column.key), found[column.key])
        if len(written.get(column.key, "")) > _LONGEST_WRITTEN_OUT and column.key not in _WRITTEN_OUT:
            position = POSITION[column.key]
            sheet.filled_down.append(Area(FIRST_ROW, position, FIRST_ROW + LINES - 1, position))
    _put_totals(sheet, texts, cached.whole(result))
    return sheet


def formulas(texts: Catalogue) -> dict[str, str]:
    """Return the formula of every column but the first, which holds the lines' numbers; ``ROW`` stands for its row."""
    return {
        **typed.formulas(texts),
        **results.formulas(),
        **proposals.formulas(texts),
        **called.formulas(whole_sheet.here("talks_for"), texts),
        **noted.formulas(texts),
        **counted.formulas(texts),
    }


def _put_headings(sheet: Sheet, texts: Catalogue) -> None:
    scale = SIZE / STYLES["calculation_explained"].size
    for number, column in enumerate(COLUMNS):
        sheet.put(HEADING_ROW, number, texts(f"calculation.column.{column.key}"), "header_calculation")
        explanation = texts(f"calculation.explained.{column.key}")
        sheet.put(EXPLANATION_ROW, number, explanation, "calculation_explained")
        title = texts(f"calculation.column.{column.key}")
        while (
            fitting.lines_needed(fitting.Written(explanation, sheet.widths[number] * scale)) > _EXPLANATION_LINES
            or fitting.lines_needed(fitting.Written(title, sheet.widths[number], True, 1)) > _HEADING_LINES
        ):
            sheet.widths[number] += 1
    sheet.heights |= {EXPLANATION_ROW: _EXPLANATION_HEIGHT, HEADING_ROW: _HEADING_HEIGHT}


def _put_column(sheet: Sheet, key: str, formula: str | None, found: Sequence[Scalar]) -> None:
    position = POSITION[key]
    style = "calculation_left" if COLUMNS[position].of_texts else "calculation"
    for row, value in enumerate(found, start=FIRST_ROW):
        written = value if formula is None else Formula(formula.replace(ROW, str(row + 1)), value)
        sheet.put(row, position, written, style)


def _put_totals(sheet: Sheet, texts: Catalogue, found: Mapping[str, Scalar]) -> None:
    sheet.put(HEADING_ROW, whole_sheet.LABEL_COLUMN, texts("calculation.totals"), "header_calculation")
    sheet.put(HEADING_ROW, whole_sheet.VALUE_COLUMN, texts("calculation.totals.value"), "header_calculation")
    written = whole_sheet.formulas(texts)
    for key, row in whole_sheet.ROW_OF.items():
        sheet.put(row, whole_sheet.LABEL_COLUMN, whole_sheet.label(texts, key), "calculation_left")
        sheet.put(row, whole_sheet.VALUE_COLUMN, Formula(written[key], found[key]), "calculation")
