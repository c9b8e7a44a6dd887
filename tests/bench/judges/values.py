"""What a cell holds, in one vocabulary for every judge, and when two values count as the same."""

import math
from collections.abc import Collection, Mapping

from openpyxl.utils import get_column_letter

Value = None | str | int | float | bool
Position = tuple[int, int]
Values = dict[str, dict[Position, Value]]
Cell = tuple[str, int, int]

# The judges disagree in the last digits (LibreOffice writes 15 of them), and IronCalc does not take the rest of a
# subtraction for zero, as Excel does. Nothing that the product computes is this small.
TOLERANCE = 1e-12


class ExcelError(str):
    """An error value such as #N/A, which a text that reads "#N/A" is not."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"ExcelError({str(self)!r})"


def number(value: float) -> int | float:
    """A number as every judge gives it: 3.0 is 3."""
    return int(value) if value == int(value) else value


def same(a: Value, b: Value) -> bool:
    """Whether two values count as the same.

    Nothing and the empty text do: a cell that was never written and a formula that answers "" look alike to the
    reader. Numbers may differ by TOLERANCE. A number is never its own text, TRUE is never 1, and an error is never
    a text; texts are compared to the letter.
    """
    if a is None or b is None or a == "" or b == "":
        return (a is None or a == "") and (b is None or b == "")
    if isinstance(a, bool | str) or isinstance(b, bool | str):
        return type(a) is type(b) and a == b
    return math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def differences(expected: Values, got: Values, cells: Collection[Cell] | None = None) -> list[str]:
    """Where two readings of a workbook are not the same, one sentence per cell, in the order of the sheet.

    Args:
        expected: the values that ought to be there, per sheet and (row, column).
        got: the values that are there.
        cells: look at these (sheet, row, column) only; without it at every cell that either side has.
    """
    looked_at = cells if cells is not None else {*_cells(expected), *_cells(got)}
    return [
        f"{sheet}!{get_column_letter(column)}{row}: expected {before!r}, got {after!r}"
        for sheet, row, column in sorted(looked_at)
        if not same(
            before := expected.get(sheet, {}).get((row, column)),
            after := got.get(sheet, {}).get((row, column)),
        )
    ]


def _cells(values: Mapping[str, Mapping[Position, Value]]) -> list[Cell]:
    return [(sheet, row, column) for sheet, rows in values.items() for row, column in rows]
