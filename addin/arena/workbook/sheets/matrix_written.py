"""What a group wrote on the generated sheet matrix, read back by the label beside it."""

from __future__ import annotations

from collections.abc import Sequence

from arena.method.text import fold
from arena.workbook.sheets.generated import agreements
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.words import spellings

OWN = 1
"""The column in which the group writes: narrow and otherwise empty, so that texts run over the cells beside it."""

LINES = 2
"""Lines for it, at least."""

_NOTICED = "noticed"


def read(block: Sequence[Sequence[object]]) -> list[Agreement]:
    """Return what stands on the group's own lines, in their order.

    Args:
        block: the values of the sheet's cells, from A1 on.
    """
    found: list[Agreement] = []
    below = False
    for line in block:
        below = below or (bool(line) and fold(line[0]) in spellings("matrix.noticed"))
        value = agreements.as_value(line[OWN]) if below and len(line) > OWN else None
        if value is not None:
            found.append(Agreement(_NOTICED, "", value))
    return found


def hold_all(block: Sequence[Sequence[object]], column: int) -> bool:
    """Return True if all that stands in the group's column (from 0) is read, as nothing above its label is."""
    held = (agreements.as_value(line[column]) for line in block if column < len(line))
    return sum(value is not None for value in held) == len(read(block))
