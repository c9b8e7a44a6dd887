"""Generated sheets for tests: workbooks in which the model of Excel is quick, and looks that can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from arena.workbook.cells import column_number
from arena.workbook.description import Book, Cell, Formula, Sheet

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_NEEDLESS_QUOTES = re.compile(r"'(\w+)'!")
_STEPS = {"left": (0, 0, "|"), "right": (0, 1, "|"), "top": (0, 0, "-"), "bottom": (1, 0, "-")}


def without_formulas(book: Book) -> Book:
    """The workbook with each formula's value in its place: the model of Excel is slow where a write spoils formulas."""
    return replace(book, sheets=[_still(sheet) for sheet in book.sheets])


def _still(sheet: Sheet) -> Sheet:
    cells = {
        place: Cell(cell.value.value, cell.style) if isinstance(cell.value, Formula) else cell
        for place, cell in sheet.cells.items()
    }
    table = sheet.table
    if table is not None:
        table = replace(table, columns=tuple(replace(column, formula=None) for column in table.columns))
    return replace(sheet, cells=cells, table=table, conditions=[], validations=[])


def looks(dumped: Mapping[str, Any]) -> dict[str, object]:
    """What a dumped sheet shows, cell by cell, and line by line between the cells.

    A line between two cells is drawn where either of them has it; Excel keeps it with one of them, a file may have it
    with both. The apostrophe before a text is left out, since it does not show, and so are the quotes around the names
    of sheets that need none: Excel takes them away from what is typed.
    """
    shown: dict[str, object] = {}
    for name, cell in dumped["cells"].items():
        form = {part: one for part, one in cell.get("format", {}).items() if part not in ("border", "quote_prefix")}
        if "font" in form:  # the kind of letters follows from their name
            form["font"] = {part: one for part, one in form["font"].items() if part != "family"}
        formula = _NEEDLESS_QUOTES.sub(r"\1!", cell["formula"]) if cell.get("formula") else None
        found = {"value": cell.get("value"), "formula": formula, **form}
        if any(found.values()) or found["value"] is not None:
            shown[name] = found
        for line, colour in _lines(name, cell.get("format", {}).get("border", {})):
            colours = shown.setdefault(line, set())
            assert isinstance(colours, set)
            colours.add(colour)
    return shown


def _lines(name: str, border: Mapping[str, Mapping[str, object]]) -> list[tuple[str, str]]:
    found = _CELL.fullmatch(name)
    assert found
    column, row = column_number(found[1]), int(found[2])
    lines = []
    for side, edge in border.items():
        down, right, direction = _STEPS[side]
        lines.append((f"{direction} {row + down} {column + right}", f"{edge['style']} {edge['color']}"))
    return lines


def differing(file: Mapping[str, Any], live: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
    """Where a live sheet shows something else than the file's, by cell or line.

    Where the file has two colours on one line (a cell beside another kind of cell), either will do.
    """
    of_file, of_live = looks(file), looks(live)
    result = {}
    for place in of_file.keys() | of_live.keys():
        one, other = of_file.get(place), of_live.get(place)
        if isinstance(one, set) and isinstance(other, set) and other <= one:
            continue
        if one != other:
            result[place] = (one, other)
    return result
