"""What this product itself wrote on the sheets of a workbook: what its user typed there is told from it.

A cell is ours where it holds what we wrote in it. What we wrote and is not in its place any more (rows were inserted)
makes as many other cells of the same content ours. So a word of ours that somebody typed once more is theirs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from arena.locale import LANGUAGES, catalogue
from arena.method.text import as_text, clean, fold
from arena.workbook.cells import cell_at
from arena.workbook.description import Book, Formula, Link, RichText, Sheet
from arena.workbook.intake.book import Cell, RawSheet
from arena.workbook.model import SCHEMA
from arena.workbook.sheets.columns import COLUMNS, HEADER_ROW, heading

_SCHEMA_1 = Path(__file__).with_name("schema_1.json")
"""The empty workbooks of the first layout: by language and key of the sheet its tab, what its cells held, in which a
formula stood, what only the example had, and the headings of the table."""

Mark = tuple[str, object]
"""What a cell holds, so that two cells can be compared; of a formula only its column, since its result changes."""


@dataclass(frozen=True)
class Written:
    """What this product wrote on a sheet: the mark of each cell, and marks that stand there in some workbooks."""

    cells: Mapping[Cell, Mark] = field(default_factory=dict)
    elsewhere: tuple[Mark, ...] = ()

    def others(self, sheet: RawSheet, among: Iterable[Cell], entries: Collection[Cell]) -> list[Cell]:
        """Return those of some cells of a sheet that this product did not write, row by row.

        Args:
            sheet: the sheet.
            among: the cells.
            entries: the cells in which users answer, which were taken already.
        """
        known = {cell: mark for cell, mark in self.cells.items() if cell not in entries}
        apart = [cell for cell in sorted(among) if known.get(cell) != _mark_in(sheet, cell)]
        moved: Counter[Mark | None] = Counter(mark for cell, mark in known.items() if _mark_in(sheet, cell) != mark)
        moved.update(self.elsewhere)
        found = []
        for cell in apart:
            mark = _mark_in(sheet, cell)
            if moved[mark] > 0:
                moved[mark] -= 1
            else:
                found.append(cell)
        return found


NOTHING = Written()


@dataclass(frozen=True)
class Layout:
    """The sheets of a layout: the key of each by its folded tab, what was written on each, the table's headings."""

    tabs: Mapping[str, str]
    written: Mapping[str, Written]
    headings: frozenset[str]


NO_LAYOUT = Layout({}, {}, frozenset())
"""That of a file that this product did not make."""


@cache
def schema_1(language: str) -> Layout:
    """Return the first layout in a language; tabs and headings in every one."""
    kept = json.loads(_SCHEMA_1.read_text(encoding="utf-8"))
    tabs = {fold(sheet["tab"]): key for sheets in kept.values() for key, sheet in sheets.items()}
    headings = frozenset(fold(one) for sheets in kept.values() for one in sheets["arena"]["headings"])
    return Layout(tabs, {key: _of_schema_1(sheet) for key, sheet in kept[language].items()}, headings)


def today(book: Book) -> Layout:
    """Return the layout of today, as it is described for a workbook."""
    texts = [catalogue(language) for language in LANGUAGES]
    tabs = {fold(one(f"sheet.{sheet.key}.tab")): sheet.key for sheet in book.sheets for one in texts}
    headings = frozenset(fold(heading(one, column.key)) for column in COLUMNS for one in texts)
    return Layout(tabs, {sheet.key: _of_description(sheet) for sheet in book.sheets}, headings)


def is_of_today(schema: int | None) -> bool:
    """Return True if a version of the layout is today's."""
    return schema == SCHEMA


def _of_schema_1(sheet: Mapping[str, object]) -> Written:
    values, formulas, elsewhere = sheet["cells"], sheet["formulas"], sheet.get("elsewhere", [])
    assert isinstance(values, dict) and isinstance(formulas, list) and isinstance(elsewhere, list)  # noqa: S101, PT018
    cells = {_cell(address): _mark(value) for address, value in values.items()}
    cells |= {_cell(address): _formula_in(_cell(address)) for address in formulas}
    return Written(cells, tuple(map(_mark, elsewhere)))


def _of_description(sheet: Sheet) -> Written:
    above = HEADER_ROW if sheet.table is not None else None  # the table is looked at by its columns
    cells = {}
    for (row, column), cell in sheet.cells.items():
        value, at = cell.value, (row + 1, column + 1)
        if value is None or value == "" or (above is not None and row >= above):
            continue
        if isinstance(value, Formula):
            cells[at] = _formula_in(at)
        elif isinstance(value, RichText):
            cells[at] = _mark("".join(text for text, _ in value.parts))
        else:
            cells[at] = _mark(value.text if isinstance(value, Link) else value)
    return Written(cells)


def _cell(address: str) -> Cell:
    row, column = cell_at(address)
    return row + 1, column + 1


def _mark_in(sheet: RawSheet, cell: Cell) -> Mark | None:
    if cell in sheet.formulas:
        return _formula_in(cell)
    return _mark(sheet.cells[cell]) if cell in sheet.cells else None


def _formula_in(cell: Cell) -> Mark:
    return "formula", cell[1]


def _mark(value: object) -> Mark:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number", float(value)
    return type(value).__name__, clean(as_text(value)) if isinstance(value, str) else value
