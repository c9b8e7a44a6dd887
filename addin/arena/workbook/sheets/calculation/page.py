"""The sheet of calculations as it is described: visible, grey, and explained; nobody types on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from arena.locale import Catalogue, catalogue
from arena.workbook import fitting
from arena.workbook.cells import Area
from arena.workbook.description import Formula, PrintSetup, Scalar, Sheet
from arena.workbook.look import SIZE, STYLES
from arena.workbook.model import Result
from arena.workbook.sheets.calculation import counted, noted, proposals, results, totals, typed, values
from arena.workbook.sheets.calculation.lines import (
    COLUMNS,
    EXPLANATION_ROW,
    FIRST_ROW,
    HEADING_ROW,
    HOW_ROW,
    LINES,
    POSITION,
    ROW,
    TITLE_ROW,
)

_LABEL_WIDTH, _VALUE_WIDTH, _GAP_WIDTH = 44, 12, 3


def describe(result: Result) -> Sheet:
    """Describe the sheet with the value of every formula."""
    texts = catalogue(result.analysis.language)
    last = totals.VALUE_COLUMN
    sheet = Sheet(
        key="calculation",
        name=texts("sheet.calculation.tab"),
        tab_style="tab_internal",
        freeze=(FIRST_ROW, POSITION["name"] + 1),
        heights={TITLE_ROW: 22},
        widths={number: column.width for number, column in enumerate(COLUMNS)},
        print_setup=PrintSetup(footer=texts("print.internal"), columns=last + 1, repeat=(EXPLANATION_ROW, HEADING_ROW)),
    )
    sheet.widths |= {len(COLUMNS): _GAP_WIDTH, totals.LABEL_COLUMN: _LABEL_WIDTH, last: _VALUE_WIDTH}
    sheet.put(TITLE_ROW, 0, texts("sheet.calculation.title"), "title")
    sheet.put(HOW_ROW, 0, texts("calculation.how"), "pale_line")
    _put_headings(sheet, texts)
    found, written = values.values(result), formulas(texts)
    for column in COLUMNS:
        _put_column(sheet, column.key, written.get(column.key), found[column.key])
    sheet.filled_down.append(Area(FIRST_ROW, POSITION["line"] + 1, FIRST_ROW + LINES - 1, len(COLUMNS) - 1))
    _put_totals(sheet, texts, values.whole(result))
    return sheet


def formulas(texts: Catalogue) -> dict[str, str]:
    """Return the formula of every column but the first, which holds the lines' numbers; ``ROW`` stands for its row."""
    return {
        **typed.formulas(texts),
        **results.formulas(),
        **proposals.formulas(texts),
        **noted.formulas(texts),
        **counted.formulas(texts),
    }


def _put_headings(sheet: Sheet, texts: Catalogue) -> None:
    explained = []
    for number, column in enumerate(COLUMNS):
        sheet.put(HEADING_ROW, number, texts(f"calculation.column.{column.key}"), "header_calculation")
        explanation = texts(f"calculation.explained.{column.key}")
        sheet.put(EXPLANATION_ROW, number, explanation, "calculation_explained")
        width = column.width * SIZE / STYLES["calculation_explained"].size
        explained.append(fitting.Written(explanation, width))
    sheet.heights[EXPLANATION_ROW] = fitting.height_for(explained)
    headings = [fitting.Written(texts(f"calculation.column.{c.key}"), c.width, bold=True, indent=1) for c in COLUMNS]
    sheet.heights[HEADING_ROW] = fitting.height_for(headings)


def _put_column(sheet: Sheet, key: str, formula: str | None, found: Sequence[Scalar]) -> None:
    position = POSITION[key]
    style = "calculation_left" if COLUMNS[position].of_texts else "calculation"
    for row, value in enumerate(found, start=FIRST_ROW):
        sheet.put(row, position, value if formula is None else Formula(formula.replace(ROW, str(row + 1)), value), style)


def _put_totals(sheet: Sheet, texts: Catalogue, found: Mapping[str, Scalar]) -> None:
    sheet.put(HEADING_ROW, totals.LABEL_COLUMN, texts("calculation.totals"), "header_calculation")
    sheet.put(HEADING_ROW, totals.VALUE_COLUMN, texts("calculation.totals.value"), "header_calculation")
    written = totals.formulas(texts)
    for key, row in totals.ROW_OF.items():
        sheet.put(row, totals.LABEL_COLUMN, totals.label(texts, key), "calculation_left")
        sheet.put(row, totals.VALUE_COLUMN, Formula(written[key], found[key]), "calculation")
