"""What tells whether a generated sheet still fits what it was made from, without a copy of any rating.

Beside what is printed stand the short number of the analysis and single facts such as how many actors there were. A
formula on the page works them out anew and compares.
"""

from __future__ import annotations

from collections.abc import Sequence
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

_COUNTED = ("used_count", "rated_count", "target_group_count", "attention_length")
"""Values of the sheet of calculations that are no rating, no name and no resource."""


@dataclass(frozen=True)
class Verdict:
    """What the page says of itself: while it fits, once it does not, and where a changed rating would not show."""

    fits: str
    outdated: str
    unseen: str


def put(
    sheet: Sheet,
    made_from: MadeFrom,
    texts: Catalogue,
    verdict: Verdict,
    column: int,
    *,
    rows: Sequence[int],
) -> Formula:
    """Put what is compared in a column; return the formula of the verdict, for a cell in sight.

    Args:
        sheet: the generated sheet.
        made_from: what it was made from.
        texts: the catalogue in its language.
        verdict: what the formula says.
        column: the column, beside what is printed.
        rows: the row of the sheet (counted from 1) in which each row of the analysis must still stand.
    """
    lines = [row - made_from.source.first_row for row in rows]
    found = calculation.totals(made_from.result, lines)
    has_number = found["short_number_by_row"] != ""
    compared = [*_COUNTED, *(["short_number_by_row"] if has_number else [])]
    fits = verdict.fits if has_number else verdict.unseen
    sheet.put(0, column, texts("generated.compared"), "pale_line")
    sheet.put(_TOP, column, texts("generated.compared.values"), "header_calculation")
    sheet.widths[column] = _WIDTH
    tests = []
    for line, key in enumerate(compared, start=_TOP + 1):
        sheet.put(line, column, found[key], "calculation_left")
        tests.append(f"{calculation.total(texts, key)}={cell_name(line, column)}")
    said, otherwise = quoted(fits), quoted(verdict.outdated)
    return Formula(f"IFERROR(IF(AND({','.join(tests)}),{said},{otherwise}),{otherwise})", fits)
