"""The calculator of pyOpenVBA's model of Excel, which knows implicit intersection as Excel before 2021 does it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bench.excel_model.amendments import AmendedModel
from tests.bench.excel_model.quicker import quicker_amendments
from tests.bench.judges.values import ExcelError, Value, Values, number

AUTOMATIC = -4105  # xlCalculationAutomatic; in manual mode the model answers cached values
QUICKER = AmendedModel(quicker_amendments())


class ModelOfExcel:
    """A judge of formulas that was measured against Excel by its author."""

    name = "model of Excel"

    def recalculate(self, path: Path) -> Values:
        """The values of every cell that is not empty, with each formula worked out anew.

        Every formula is marked stale before the first is worked out. `Range.Formula = Range.Formula` cell by cell
        comes to the same, but looks for the readers of a cell at each assignment. Raises VBAUnsupportedError where
        the model cannot work a formula out: it never guesses.

        It is slow where many formulas look at long ranges. Give it small tables, and the other judges large ones.
        """
        with QUICKER:
            return self._recalculate(path)

    def _recalculate(self, path: Path) -> Values:
        from pyopenvba.apps.excel import ExcelApplication

        application = ExcelApplication.open(path, with_vba=False)
        application.application.calculation = AUTOMATIC
        book = application.workbook
        book.calculator.rebuild()
        values: Values = {}
        for sheet in book.sheets_:
            worked_out = values[sheet.name] = {}
            for (row, column), cell in sorted(sheet.cells_.items()):
                raw = book.calculator.value_of(sheet.name, row, column) if cell.formula else cell.value
                if (value := _plain(raw)) is not None:
                    worked_out[row, column] = value
        return values

    def recalculate_many(self, paths: Iterable[Path]) -> list[Values]:
        """One answer per file, in their order."""
        return [self.recalculate(path) for path in paths]


def _plain(value: Any) -> Value:
    """A value of the model as one of the judges' vocabulary."""
    from pyopenvba.formula import _values as formula_values
    from pyopenvba.interpreter import _values as vba_values

    if isinstance(value, formula_values.ExcelError):
        return ExcelError(value.name)
    if value is vba_values.EMPTY:
        return None
    if isinstance(value, bool | str):
        return value
    return number(float(value))
