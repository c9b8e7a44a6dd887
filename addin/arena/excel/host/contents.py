"""What blocks of cells hold: read and written in one call each, and kept to be put back exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

import xlwings as xw

from arena.excel.host.excel import Handle, bare
from arena.excel.host.stubborn import stubbornly
from arena.excel.host.typed_text import ERRORS, escaped, is_formula
from arena.workbook.cells import COLUMNS, ROWS, Area, area_of
from arena.workbook.description import Scalar
from arena.workbook.intake.book import CellError, CellValue

RawBlock = tuple[Area, Sequence[Sequence[object]]]
"""An area and its rows as Excel gives them; ``cell_value`` tells what a cell of it holds."""

Typed = Scalar | None
"""What a cell holds as it is typed: a formula with its ``=``, a value, or nothing."""

_AS_TEXT = "@"


# -- reading and writing


def used_block(of: xw.Sheet) -> tuple[Area, list[list[CellValue | None]]]:
    """Return the area that a sheet uses, and its values."""
    area, rows = raw_block(of, ROWS - 1, COLUMNS - 1)
    return area, [[cell_value(value) for value in row] for row in rows]


def raw_block(of: xw.Sheet, last_row: int, last_column: int) -> RawBlock:
    """Return the area that a sheet uses, and what it shows (see ``cell_value``).

    Both end at a last row and column (from 0): one cell far away makes Excel count millions of cells as used.
    """
    used = of.api.UsedRange
    area = area_of(str(used.Address))
    if area.last_row > last_row or area.last_column > last_column:
        row, column = min(area.last_row, last_row), min(area.last_column, last_column)
        area = Area(min(area.first_row, row), min(area.first_column, column), row, column)
        used = of.api.Range(area.address)
    return area, rows_of(used.Value)


class WithFormulas(NamedTuple):
    """A block of cells: what each shows, which of them (row and column from 0 in it) hold a formula, and whether it is
    all that its sheet uses.
    """

    block: RawBlock
    formulas: frozenset[tuple[int, int]]
    is_all: bool


def block_with_formulas(of: xw.Sheet, last_row: int, last_column: int) -> WithFormulas:
    """Return what a sheet shows down to a last row and column (from 0), and where its formulas stand."""
    area, rows = raw_block(of, last_row, last_column)
    used = of.api.UsedRange
    typed_in = rows_of(getattr(of.api.Range(area.address), exact(used, "Formula")))
    found = frozenset(
        (row, column)
        for row, (line, shown) in enumerate(zip(typed_in, rows, strict=True))
        for column, (formula, value) in enumerate(zip(line, shown, strict=True))
        if is_formula(formula) and value != formula
    )
    return WithFormulas((area, rows), found, area_of(str(used.Address)) == area)


def values(block: Handle) -> list[list[CellValue | None]]:
    """Return the values of a block as they were last calculated; empty cells and empty texts are ``None``."""
    return [[cell_value(value) for value in row] for row in rows_of(block.Value)]


def plain_values(block: Handle) -> tuple[tuple[Any, ...], ...]:
    """Return values as Excel keeps them; where one way of reading is refused, another is tried."""
    found: list[object] = []
    stubbornly(lambda: found.append(block.Value2), lambda: found.append(block.Value))
    return rows_of(found[0])


def exact(block: Handle, name: str) -> str:
    """Return the property that gives and takes formulas exactly: ``Formula`` or ``FormulaR1C1``, or what came after it.

    An Excel with dynamic arrays has ``Formula2``. Through the older property a formula that spills would come back
    with an implicit intersection, as one cell.
    """
    newer = name.replace("Formula", "Formula2")
    try:
        bare(block)._oleobj_.GetIDsOfNames(0, newer)
    except Exception:
        return name
    return newer


@dataclass(frozen=True)
class AsRead:
    """A block just as Excel gives it: quick to read and to compare, however large it is."""

    formulas: tuple[tuple[Any, ...], ...]
    values: tuple[tuple[Any, ...], ...]

    def same_typed(self, other: AsRead) -> bool:
        """Return True if the same is typed in both; what formulas come to does not count."""
        if self.formulas != other.formulas:
            return False
        return self.values == other.values or typed_rows(self.formulas, self.values) == typed_rows(
            other.formulas, other.values
        )


def as_read(block: Handle) -> AsRead:
    """Return a block as it is now."""
    return AsRead(rows_of(getattr(block, exact(block, "Formula"))), plain_values(block))


def typed(block: Handle) -> list[list[Typed]]:
    """Return what was typed in a block: formulas with their ``=`` (in A1 style), else the values.

    ``write`` puts back the same.
    """
    return typed_rows(rows_of(getattr(block, exact(block, "Formula"))), plain_values(block))


def typed_rows(formulas: tuple[tuple[Any, ...], ...], found: tuple[tuple[Any, ...], ...]) -> list[list[Typed]]:
    """Return rows of cells as they would be typed, from their formulas and their values as Excel gives both."""
    return [
        [_as_typed(formula, value) for formula, value in zip(left, right, strict=True)]
        for left, right in zip(formulas, found, strict=True)
    ]


def _as_typed(formula: Any, value: Any) -> Typed:
    if is_formula(formula) and value != formula:
        return formula
    if isinstance(value, int) and not isinstance(value, bool) and value in ERRORS:
        return ERRORS[value]
    if isinstance(value, str):
        return escaped(value) if value else None
    if isinstance(value, dt.datetime | Decimal):
        return float(formula)
    typed_value: Typed = value
    return typed_value


def write(block: Handle, rows: Sequence[Sequence[Typed]]) -> None:
    """Write a block as it is typed; where Excel refuses one way of writing, another is tried."""
    entries = for_excel(rows)
    ways = (exact(block, "Formula"), "Value2", "Value")
    stubbornly(*(partial(setattr, block, way, entries) for way in ways))


def write_one(block: Handle, formula: str, *, own: bool) -> None:
    """Write one formula to all cells of a block at once.

    Args:
        block: the cells.
        formula: with its ``=``, as it stands in the first cell.
        own: whether it is this product's own formula text, which is meant as every Excel since 2007 reads it. One that
            was read from a sheet came through ``exact``, and would get an implicit intersection, or lose it, if it
            were put back through another property.
    """
    setattr(block, "Formula" if own else exact(block, "Formula"), formula)


def write_once(block: Handle, rows: Sequence[Sequence[Typed]]) -> None:
    """Write a block of this product's own formulas, which never spill, in one call, which may be refused."""
    block.Formula = for_excel(rows)


def write_typed(block: Handle, rows: Sequence[Sequence[Typed]]) -> None:
    """Write a block as ``typed`` gives it, in one call, which may be refused."""
    setattr(block, exact(block, "Formula"), for_excel(rows))


def for_excel(rows: Sequence[Sequence[Typed]]) -> tuple[tuple[Scalar, ...], ...]:
    """Return a block as Excel takes it: an empty cell is an empty text, since ``None`` travels as a null value."""
    return tuple(tuple("" if value is None else value for value in row) for row in rows)


def rows_of(block: object) -> tuple[tuple[Any, ...], ...]:
    """Return a block as rows, also where it is a single cell."""
    return block if isinstance(block, tuple) and block and isinstance(block[0], tuple) else ((block,),)


def cell_value(value: Any) -> CellValue | None:
    """Return what a cell shows, from what Excel gives; an empty text is ``None``, a whole number an ``int``."""
    if value is None or value == "":
        return None
    if isinstance(value, str | bool):
        return value
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, int) and value in ERRORS:
        return CellError(ERRORS[value])
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


# -- kept to be put back


class BareText(NamedTuple):
    """A text that Excel would read as something else when typed, in a cell where it stands without an apostrophe.

    Its row and column count from 0 in its block.
    """

    row: int
    column: int
    number_format: str
    text: str


class Held(NamedTuple):
    """What a block holds, as plain data.

    A text such as ``1-2`` came there without an apostrophe where the cell had the format of texts, or where another
    program wrote the file. Typed again it would need one, which Excel would then keep; so each such cell is asked how
    it had it. In a table that holds its formulas there are none.
    """

    typed: list[list[Typed]]
    bare: tuple[BareText, ...]

    def with_rows(self, rows: list[list[Typed]]) -> Held:
        """Return the same with other rows, in which a cell that holds the same is still without its apostrophe."""
        bare = [one for one in self.bare if rows[one.row][one.column] == self.typed[one.row][one.column]]
        return Held(rows, tuple(bare))


CellHandles = dict[tuple[int, int], Handle]
"""Handles of single cells, by row and column in their block."""


def held(block: Handle, cells: CellHandles) -> Held:
    """Return what a block holds; the handles of cells that ``put_back`` will ask for are added to ``cells``."""
    rows = typed(block)
    bare = []
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if isinstance(value, str) and value.startswith("'"):
                cell = cells[row, column] = block.Item(row + 1, column + 1)
                if not cell.PrefixCharacter:
                    bare.append(BareText(row, column, str(cell.NumberFormat), value[1:]))
    return Held(rows, tuple(bare))


def put_back(block: Handle, wanted: Held, cells: CellHandles) -> None:
    """Write what a block held."""
    rows = [list(row) for row in wanted.typed]
    for one in wanted.bare:
        rows[one.row][one.column] = None
    write(block, rows)
    for one in wanted.bare:
        if (one.row, one.column) not in cells:
            cells[one.row, one.column] = block.Item(one.row + 1, one.column + 1)
        cell = cells[one.row, one.column]
        stubbornly(
            partial(_put_bare, cell, one), partial(_put_bare, cell, one), partial(_put_with_apostrophe, cell, one)
        )


def _put_bare(cell: Handle, one: BareText) -> None:
    """Write a text into a cell that takes all for text for a moment; it stays one when that ends."""
    if one.number_format == _AS_TEXT:
        cell.Value2 = one.text
        return
    cell.NumberFormat = _AS_TEXT
    try:
        cell.Value2 = one.text
    finally:
        stubbornly(partial(setattr, cell, "NumberFormat", one.number_format), times=2)


def _put_with_apostrophe(cell: Handle, one: BareText) -> None:
    """Write a text with its apostrophe, where Excel refuses to change a number format: it shows the same."""
    cell.Value2 = f"'{one.text}"
