"""Four independent recalculators of an .xlsx file, none of them Excel, which each err elsewhere.

A formula is taken to be right where all of them give what Python gives. HyperFormula is shown cells alone: it judges
formulas without structured references and names, the other three (JUDGES) any formula.

They share one interface: `name`, `recalculate(path)` and `recalculate_many(paths)`, with values per sheet and
(row, column) counted from 1. What each is known to get wrong stands in `known_wrong`.
"""

from pathlib import Path
from typing import Protocol

from tests.bench.judges.cached import cached_values, formula_cells
from tests.bench.judges.excel_model import ModelOfExcel
from tests.bench.judges.hyperformula import HyperFormula
from tests.bench.judges.ironcalc import IronCalc
from tests.bench.judges.libreoffice import LibreOfficeCalc
from tests.bench.judges.values import Cell, ExcelError, Position, Value, Values, differences, same

__all__ = [
    "EXCEL_MODEL",
    "HYPERFORMULA",
    "IRONCALC",
    "JUDGES",
    "JUDGES_OF_CELLS",
    "LIBREOFFICE",
    "Cell",
    "ExcelError",
    "Judge",
    "Position",
    "Value",
    "Values",
    "cached_values",
    "changed_by_recalculation",
    "differences",
    "formula_cells",
    "same",
]


class Judge(Protocol):
    """What every judge can do."""

    name: str

    def recalculate(self, path: Path) -> Values:
        """The values of a workbook, worked out anew."""

    def recalculate_many(self, paths: list[Path]) -> list[Values]:
        """The values of several workbooks, in their order."""


IRONCALC = IronCalc()
LIBREOFFICE = LibreOfficeCalc()
EXCEL_MODEL = ModelOfExcel()
HYPERFORMULA = HyperFormula()
JUDGES: tuple[Judge, ...] = (IRONCALC, LIBREOFFICE, EXCEL_MODEL)
JUDGES_OF_CELLS: tuple[Judge, ...] = (*JUDGES, HYPERFORMULA)


def changed_by_recalculation(path: Path, judges: tuple[Judge, ...] = JUDGES) -> list[str]:
    """The formula cells whose cached value a judge does not confirm, one sentence each; [] for a good file."""
    cached, formulas = cached_values(path), formula_cells(path)
    return [
        f"{judge.name}: {each}" for judge in judges for each in differences(cached, judge.recalculate(path), formulas)
    ]
