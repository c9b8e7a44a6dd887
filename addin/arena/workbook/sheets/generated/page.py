"""A generated sheet as a file holds it: its seal, and what its cells show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from arena.workbook.intake.book import RawSheet
from arena.workbook.sheets.generated import seal
from arena.workbook.sheets.generated.seal import SealRead

_MOST_ROWS, _MOST_COLUMNS = 5_000, 200
"""None of ours is larger, so one that is was changed."""


@dataclass(frozen=True)
class GeneratedPage:
    """A sheet that a button made: its seal, and what its cells show, from A1 on."""

    sealed: SealRead
    shown: list[list[object]]


def generated_page(sheet: RawSheet) -> GeneratedPage | None:
    """Return a sheet as one that a button made; ``None`` where it is none."""
    if not any(map(seal.is_seal, sheet.cells.values())):
        return None
    rows, columns = (max(of_cells) for of_cells in zip(*sheet.cells, strict=True))
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        return None
    sealed = seal.read(list(_lines(sheet, rows, columns, formulas=True)))
    return None if sealed is None else GeneratedPage(sealed, list(_lines(sheet, rows, columns)))


def _lines(sheet: RawSheet, rows: int, columns: int, *, formulas: bool = False) -> Iterator[list[object]]:
    """Yield the cells of a sheet from A1 on, row by row; of a formula its sign instead of its result, if asked."""
    for row in range(1, rows + 1):
        line: list[object] = []
        for cell in ((row, column) for column in range(1, columns + 1)):
            line.append("=" if formulas and cell in sheet.formulas else sheet.cells.get(cell))
        yield line
