"""Reading a block gives the whole block.

The model cuts what it reads off where the sheet's used range ends; Excel fills it up with empty cells. Code that reads
a table with blank rows at its end would see another shape, so the arrays are filled up here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyopenvba.apps.excel._model import Range
from pyopenvba.interpreter._values import EMPTY, VBAArray

from .amendments import Amendment, wrapped_getter

#: What an empty cell reads as, by property.
_BLANKS = {"Value": EMPTY, "Value2": EMPTY, "Formula": "", "Formula2": "", "FormulaR1C1": "", "Formula2R1C1": ""}

#: Blocks above this many cells stay cut off: a whole column would be a million empty cells.
LARGEST_BLOCK = 1_000_000


def _filled_up(area: Any, found: object, blank: object) -> object:
    rows, columns = area.rows, area.columns
    if rows * columns > LARGEST_BLOCK or rows * columns == 1:
        return found
    if isinstance(found, VBAArray):
        height, width = (upper - lower + 1 for lower, upper in found.bounds)
        if (height, width) == (rows, columns):
            return found
        have = [found.items[index * height : (index + 1) * height] for index in range(width)]
    elif found is EMPTY or found == "":
        have = []
    else:
        have = [[found]]
    filled = [column + [blank] * (rows - len(column)) for column in have]
    filled += [[blank] * rows for _ in range(columns - len(filled))]
    return VBAArray([(1, rows), (1, columns)], items=[item for column in filled for item in column])


def _whole(blank: object) -> Callable[[Callable[..., object]], Any]:
    def wrap(read: Callable[..., object]) -> Any:
        def whole(self: Range, *args: object) -> object:
            return _filled_up(self.first, read(self, *args), blank)

        return whole

    return wrap


def block_amendments() -> Iterator[Amendment]:
    """The corrected readings, ready to be put in the model."""
    for name, blank in _BLANKS.items():
        yield wrapped_getter(Range, name, _whole(blank))
