"""The model's calculator, quicker where a workbook has many formulas; what it works out stays the same.

To find the cells of a block that hold something, the model looks through every cell of the sheet; to find the formulas
that read a cell which was written, through every formula of the workbook. With a thousand rows of formulas that is
most of a test's time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyopenvba.apps.excel._calc import Calculator
from pyopenvba.apps.excel._engine_book import EngineBook
from pyopenvba.formula._calc.values import Area, Empty

from .amendments import Replacement

#: Where a calculator keeps which formulas read blocks of a sheet.
_INDEX = "_bench_readers_of_blocks"


def _cells_of_small_areas(cells: Callable[..., Any]) -> Callable[..., Any]:
    def found(self: EngineBook, area: Area) -> Iterator[tuple[int, int, Any]]:
        owner = self._sheet(area.sheet)
        if owner.array_formulas or area.height * area.width >= len(owner.cells_):
            yield from cells(self, area)
            return
        held = [place for place in area.cells() if place in owner.cells_]
        for row, column in held:
            value = self.cell(area.sheet, row, column)
            if not isinstance(value, Empty):
                yield row, column, value

    return found


def _reading_by_sheet(_: Callable[..., Any]) -> Callable[..., Any]:
    def reading(self: Calculator, name: str, row: int, column: int) -> set[Any]:
        found = set(self._readers.get((name, row, column), ()))
        by_sheet = vars(self).get(_INDEX)
        if by_sheet is None:
            by_sheet = vars(self)[_INDEX] = _by_sheet(self)
        for key, areas in by_sheet.get(name, {}).items():
            if any(area.contains(row, column) for area in areas):
                found.add(key)
        return found

    return reading


def _by_sheet(calculator: Calculator) -> dict[str, dict[Any, list[Area]]]:
    """For each sheet, the formulas that read blocks of it, and these blocks."""
    found: dict[str, dict[Any, list[Area]]] = {}
    for key, areas in calculator._blocks.items():
        for area in areas:
            found.setdefault(area.sheet.lower(), {}).setdefault(key, []).append(area)
    return found


def _keeping(keep: Callable[..., None]) -> Callable[..., None]:
    def kept(self: Calculator, key: Any, compiled: Any) -> None:
        before = key in self._blocks
        keep(self, key, compiled)
        if before or key in self._blocks:
            vars(self).pop(_INDEX, None)

    return kept


def _rebuilding(rebuild: Callable[..., None]) -> Callable[..., None]:
    def rebuilt(self: Calculator) -> None:
        vars(self).pop(_INDEX, None)
        rebuild(self)

    return rebuilt


def many_formula_amendments() -> Iterator[Replacement]:
    """The quicker ways, ready to be put in the model."""
    yield Replacement(EngineBook, "cells", _cells_of_small_areas)
    yield Replacement(Calculator, "_reading", _reading_by_sheet)
    yield Replacement(Calculator, "_keep", _keeping)
    yield Replacement(Calculator, "rebuild", _rebuilding)
