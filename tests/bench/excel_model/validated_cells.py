"""Range.SpecialCells for the cells that have a validation, and Application.Intersect of ranges with several areas.

The model lacks the first and looks at first areas only in the second. SpecialCells as Excel answers it: within the
range that was asked, the cells of any rule; of a single cell, on the whole sheet; error 1004 where there is none.
"""

# ruff: noqa: N803 - members and arguments carry the names that Excel and Windows give them

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyopenvba._a1 import Area
from pyopenvba.apps.excel._model import Application, Range
from pyopenvba.apps.excel._special_cells import areas_of
from pyopenvba.interpreter._values import MISSING, NOTHING, error, to_integer

from .amendments import Amendment, wrapped_getter

_CELLS_WITH_VALIDATION = -4174


def _special_cells(getter: Callable[..., Any]) -> Any:
    def special_cells(self: Range, Type: object = MISSING, Value: object = MISSING) -> object:
        if Type is MISSING or int(to_integer(Type, "Long")) != _CELLS_WITH_VALIDATION:
            return getter(self, Type, Value)
        rules = [area for rule in self.sheet.validations for area in rule.areas]
        asked = None if self.single else self.areas
        found = {
            (row, column)
            for rule in rules
            for within in ([rule] if asked is None else asked)
            for row in range(max(rule.top, within.top), min(rule.bottom, within.bottom) + 1)
            for column in range(max(rule.left, within.left), min(rule.right, within.right) + 1)
        }
        if not found:
            raise error(1004, "No cells were found.")
        name = self.sheet.name
        return Range(self.sheet, [Area(*corners, name) for corners in areas_of(sorted(found))])

    return special_cells


def _intersect(getter: Callable[..., Any]) -> Any:
    def intersect(self: Application, Arg1: object = MISSING, Arg2: object = MISSING, *rest: object) -> object:
        ranges = [one for one in (Arg1, Arg2, *rest) if isinstance(one, Range)]
        if len(ranges) < 2 or all(len(one.areas) == 1 for one in ranges):
            return getter(self, Arg1, Arg2, *rest)
        common = list(ranges[0].areas)
        for one in ranges[1:]:
            pairs = [(left, right) for left in common for right in one.areas]
            common = [both for pair in pairs if (both := _overlap(*pair)) is not None]
        return Range(ranges[0].sheet, common) if common else NOTHING

    return intersect


def _overlap(one: Area, other: Area) -> Area | None:
    top, left = max(one.top, other.top), max(one.left, other.left)
    bottom, right = min(one.bottom, other.bottom), min(one.right, other.right)
    return Area(top, left, bottom, right, one.sheet) if top <= bottom and left <= right else None


def validation_amendments() -> Iterator[Amendment]:
    """What makes the cells with a validation be found."""
    yield wrapped_getter(Application, "Intersect", _intersect)
    yield wrapped_getter(Range, "SpecialCells", _special_cells)
