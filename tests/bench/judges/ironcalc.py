"""IronCalc, an open spreadsheet engine in Rust: milliseconds per workbook, and wrong on what known_wrong lists."""

from collections.abc import Iterable
from pathlib import Path

from tests.bench.judges.values import ExcelError, Value, Values, number


class IronCalc:
    """A judge of formulas that needs no other program."""

    name = "IronCalc"

    def recalculate(self, path: Path) -> Values:
        """The values of every cell that is not empty, with each formula worked out anew."""
        import ironcalc

        model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        model.evaluate()
        names = [sheet["name"] for sheet in model.get_worksheets_properties()]
        values: Values = {name: {} for name in names}
        for sheet, row, column in model.get_all_cells():
            value: Value = model.get_cell_value(sheet, row, column)
            if value is None:
                continue
            if model.get_cell_type(sheet, row, column) is ironcalc.CellType.ErrorValue:
                value = ExcelError(value)  # an error comes as its text; only the type tells it from one
            elif isinstance(value, float):
                value = number(value)
            values[names[sheet]][row, column] = value
        return values

    def recalculate_many(self, paths: Iterable[Path]) -> list[Values]:
        """One answer per file, in their order."""
        return [self.recalculate(path) for path in paths]
