"""From names to cells: no formula of a workbook needs the workbook's names.

Descriptions write names, which say what is meant; what is painted refers to cells. So a formula stays right where a
program converts a workbook and leaves its names behind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from arena.workbook.description import Cell, Formula, Sheet

_PART = re.compile(r""""(?:[^"]|"")*"|'(?:[^']|'')*'|\b(arena_\w+)\b""")
"""A text, the name of a sheet, or a name of ours: within the first two nothing is a name."""


def in_cells(formula: str, references: Mapping[str, str]) -> str:
    """Return a formula with the cells behind each name in its place.

    Args:
        formula: the formula.
        references: what each name of the workbook refers to.

    Raises:
        KeyError: the workbook has no such name.
    """
    return _PART.sub(lambda part: references[part[1]] if part[1] else part[0], formula)


def without_names(sheet: Sheet, references: Mapping[str, str]) -> Sheet:
    """Return a sheet whose formulas refer to cells; lists to choose from keep their names.

    Raises:
        KeyError: a formula holds a name that the workbook has not.
    """
    known: dict[str, str] = {}

    def cell(given: Cell) -> Cell:
        if not isinstance(given.value, Formula) or "arena_" not in given.value.text:
            return given
        text = given.value.text
        if text not in known:
            known[text] = in_cells(text, references)
        return Cell(Formula(known[text], given.value.value), given.style)

    return replace(sheet, cells={place: cell(given) for place, given in sheet.cells.items()})
