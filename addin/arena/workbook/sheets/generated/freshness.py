"""What tells whether a generated sheet still fits what it was made from, without a copy of any rating.

Beside what is printed stand the short number of the analysis and counts such as how many actors there were. A formula
on the page compares them with those that the sheet of calculations gives by then.
"""

from __future__ import annotations

from dataclasses import dataclass

from arena.locale import Catalogue
from arena.workbook.cells import cell_name
from arena.workbook.description import Formula, Sheet
from arena.workbook.formulas import quoted
from arena.workbook.sheet import MadeFrom
from arena.workbook.sheets import calculation

GAP = 1
"""Columns between what is printed and what is compared."""

_TOP = 2
"""The row of the heading over what is compared."""

_WIDTH = 14

_COUNTS = ("used_count", "rated_count", "target_group_count", "attention_length")
_NUMBER, _NUMBER_BY_ROW = "short_number", "short_number_by_row"
"""What is compared: values of the whole sheet of calculations, by key. None is a rating, a name or a resource."""


@dataclass(frozen=True)
class Verdict:
    """What the page says of itself: while it fits, once it does not, and where a changed rating would not show."""

    fits: str
    outdated: str
    unseen: str


def put(
    sheet: Sheet, made_from: MadeFrom, texts: Catalogue, verdict: Verdict, column: int, *, by_row: bool = False
) -> Formula | str:
    """Put what is compared in a column; return the verdict, a formula for a cell in sight.

    Where the sheet of calculations is missing, nothing is compared, and the verdict is a text.

    Args:
        sheet: the generated sheet.
        made_from: what it was made from.
        texts: the catalogue in its language.
        verdict: what the formula says.
        column: the column, beside what is printed.
        by_row: whether rows that moved since outdate the page as well, since it names their cells.
    """
    source = made_from.source
    if source.calculation is None:
        return verdict.unseen
    lines = [row - source.first_row for row in made_from.read.where.rows]
    values = calculation.totals(made_from.result, lines)
    number = _NUMBER_BY_ROW if by_row else _NUMBER
    compared, fits = [*_COUNTS, number], verdict.fits
    if values[number] == "":
        compared, fits = [*_COUNTS], verdict.unseen
    sheet.put(0, column, texts("generated.compared"), "pale_line")
    sheet.put(_TOP, column, texts("generated.compared.values"), "header_calculation")
    sheet.widths[column] = _WIDTH
    tests = []
    for row, key in enumerate(compared, start=_TOP + 1):
        sheet.put(row, column, values[key], "calculation_left")
        tests.append(f"{calculation.total_on(source.calculation, key)}={cell_name(row, column)}")
    said, otherwise = quoted(fits), quoted(verdict.outdated)
    return Formula(f"IFERROR(IF(AND({','.join(tests)}),{said},{otherwise}),{otherwise})", fits)
