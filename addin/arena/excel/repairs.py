"""What was lost in the table of a live workbook, and how it is put back: formulas, drop-downs, typed-over places.

Finding changes nothing. A column of formulas is put back as a whole, so that Excel knows it as calculated again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from arena.excel.host import validations
from arena.excel.host.typed_text import is_formula
from arena.excel.undo.cells import Cells
from arena.excel.undo.validations import Validations
from arena.locale import Catalogue
from arena.method.notes import NoteWeight
from arena.method.text import as_text, clean
from arena.workbook.cells import Area, cell_name
from arena.workbook.formulas import entered
from arena.workbook.sheets import arena
from arena.workbook.sheets.check import Point
from arena.workbook.sheets.columns import COLUMNS, TableAt

if TYPE_CHECKING:
    from arena.excel.live import LiveAnalysis
    from arena.excel.undo.transaction import Transaction
    from arena.workbook.description import Validation

_SHOWN = 8
"""Cells that a message names; the others are counted."""

_TYPED = tuple(column.key for column in COLUMNS if not column.calculated)


@dataclass(frozen=True)
class LostFormulas:
    """A calculated column with cells that hold something else: the formula, its area, and these cells' names.

    ``own`` is whether the formula is as this product writes it, since no cell of the column holds one any more.
    """

    key: str
    formula: str
    area: Area
    cells: tuple[str, ...]
    own: bool


@dataclass(frozen=True)
class LostLists:
    """A column with cells that lack their drop-down and help, how many, the first of them, and what they lack."""

    key: str
    validation: Validation
    count: int
    first: str


@dataclass(frozen=True)
class Repairs:
    """All that was lost.

    Attributes:
        formulas: columns with overwritten formulas.
        lists: columns with lost drop-downs or help.
        own_places: places typed over the formula of the rank that become own places, by row of the analysis.
        taken: the cells where they were typed.
        dropped: the cells with a place typed over the formula where an own place stands already.
    """

    formulas: tuple[LostFormulas, ...]
    lists: tuple[LostLists, ...]
    own_places: Mapping[int, int]
    taken: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """True if nothing was lost."""
        return not self.formulas and not self.lists

    @property
    def ranks(self) -> frozenset[str]:
        """The cells of ranks that get their formula back."""
        return _ranks(self.formulas)

    @property
    def count(self) -> int:
        """How many cells get something back."""
        return sum(len(column.cells) for column in self.formulas) + sum(column.count for column in self.lists)


def find(live: LiveAnalysis, texts: Catalogue) -> Repairs:
    """Return what was lost in the table: formulas, drop-downs, and the places that were typed over formulas."""
    table = live.table
    lost = tuple(_lost_formulas(live))
    typed_places = _typed_places(live, _ranks(lost))
    own = table.columns.get("own_rank")
    body = table.typed
    taken, dropped, places = [], [], {}
    for cell, (row, line, place) in typed_places.items():
        if own is not None and not clean(as_text(body[line][own - table.area.first_column])):
            places[row] = place
            taken.append(cell)
        else:
            dropped.append(cell)
    return Repairs(lost, tuple(_lost_lists(live, texts)), places, tuple(taken), tuple(dropped))


def _ranks(lost: Iterable[LostFormulas]) -> frozenset[str]:
    return frozenset(cell for column in lost if column.key == "rank" for cell in column.cells)


def _lost_formulas(live: LiveAnalysis) -> Iterable[LostFormulas]:
    table = live.table
    first, own = table.area.first_row + 1, _own_formulas(live)
    for column in COLUMNS:
        position = table.columns.get(column.key)
        if not column.calculated or position is None:
            continue
        typed = [row[position - table.area.first_column] for row in table.typed]
        counted = Counter(value for value in typed if is_formula(value))
        formula = counted.most_common(1)[0][0] if counted else own.get(column.key)
        if formula is None:
            continue
        cells = tuple(cell_name(first + line, position) for line, value in enumerate(typed) if value != formula)
        if cells:
            area = Area(first, position, table.area.last_row, position)
            yield LostFormulas(column.key, formula, area, cells, own=not counted)


def _own_formulas(live: LiveAnalysis) -> Mapping[str, str]:
    """Return the formulas as this product writes them for the table as it stands, by key.

    None where one of its columns or the sheet of calculations is missing: they would refer to nothing.
    """
    table = live.table
    if live.calculation_as_made is None or not table.columns.keys() >= {column.key for column in COLUMNS}:
        return {}
    at = TableAt(table.area.first_row, table.columns, live.calculation_as_made)
    return {key: entered(formula) for key, formula in arena.formulas_at(at).items()}


def _typed_places(live: LiveAnalysis, cells: Collection[str]) -> dict[str, tuple[int, int, int]]:
    """Return the whole numbers typed over the formula of the rank, by cell: row of the analysis, row of the table."""
    table, first = live.table, live.table.area.first_row + 1
    rows = {number - 1 - first: row for row, number in enumerate(live.interpreted.where.rows)}
    position = table.columns.get("rank")
    found = {}
    for line, typed in enumerate(table.typed):
        if position is None or line not in rows:
            continue
        cell = cell_name(first + line, position)
        place = _place(typed[position - table.area.first_column]) if cell in cells else None
        if place is not None:
            found[cell] = (rows[line], line, place)
    return found


def _place(typed: object) -> int | None:
    text = clean(as_text(typed)).removeprefix("'")
    if isinstance(typed, bool):
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number >= 1 and number.is_integer() else None


def _lost_lists(live: LiveAnalysis, texts: Catalogue) -> Iterable[LostLists]:
    table, is_reversed = live.table, live.analysis.settings.importance_reversed
    # of a single cell Excel would search the whole sheet; the row below the table has its drop-down as well
    first, last = table.area.first_row + 1, max(table.area.last_row, table.area.first_row + 2)
    wanted = []
    for key in _TYPED:
        position = table.columns.get(key)
        if position is None:
            continue
        area = Area(first, position, last, position)
        validation = arena.validation_of(texts, key, area, importance_reversed=is_reversed)
        if validation.source is None or validation.source in live.other_references:
            wanted.append((key, validation))  # without the list Excel would refuse the drop-down
    counted = validations.count_without(table.sheet, [validation.area for _, validation in wanted])
    for (key, validation), (count, first_row) in zip(wanted, counted, strict=True):
        if count:
            yield LostLists(key, validation, count, cell_name(first_row, validation.area.first_column))


def make(found: Repairs, live: LiveAnalysis, transaction: Transaction) -> None:
    """Put back what was lost, through a transaction; formulas last, so that they see what was moved."""
    table = live.table
    if found.own_places:
        position = table.columns["own_rank"]
        first = table.area.first_row + 1
        column = [[row[position - table.area.first_column]] for row in table.typed]
        for row, place in found.own_places.items():
            column[live.interpreted.where.rows[row] - 1 - first] = [place]
        area = Area(first, position, table.area.last_row, position)
        transaction.change(partial(Cells, spot=table.spot(area)), lambda cells: cells.write(column))
    for one in found.formulas:
        write = partial(Cells.write_formula, formula=one.formula, own=one.own)
        transaction.change(partial(Cells, spot=table.spot(one.area)), write)
    for lost in found.lists:
        make = partial(Validations, spot=table.spot(lost.validation.area), validation=lost.validation)
        transaction.change(make, Validations.give)


def question(found: Repairs, texts: Catalogue) -> str:
    """Return what the user is asked before anything is put back."""
    headings = {"column": texts("column.rank.heading"), "own": texts("column.own_rank.heading")}
    over_ranks = {*found.taken, *found.dropped}
    cells = [cell for column in found.formulas for cell in column.cells if cell not in over_ranks]
    lines = []
    if cells:
        lines.append(texts("check.ask.formulas", count=len(cells), cells=_named(cells, texts)))
    for key, typed in (("check.ask.ranks", found.taken), ("check.ask.ranks.kept", found.dropped)):
        if typed:
            lines.append(texts(key, count=len(typed), cells=_named(typed, texts), **headings))
    if found.lists:
        columns = _named([texts(f"column.{lost.key}.heading") for lost in found.lists], texts)
        lines.append(texts("check.ask.lists", count=sum(lost.count for lost in found.lists), columns=columns))
    return "\n\n".join((texts("check.ask"), "\n".join(lines), texts("check.ask.no")))


def _named(cells: Sequence[str], texts: Catalogue) -> str:
    """Return the first of some names of cells or columns, and how many more there are."""
    shown = ", ".join(cells[:_SHOWN])
    return shown if len(cells) <= _SHOWN else texts("check.ask.more", cells=shown, count=len(cells) - _SHOWN)


def points(found: Repairs, texts: Catalogue, noted: Collection[str]) -> list[Point]:
    """Return what was lost as lines of the list, for a user who does not want it put back.

    Args:
        found: what was lost.
        texts: the catalogue in the language of the analysis.
        noted: the cells of which the list says already that something was typed over the formula.
    """
    whole = texts("check.whole_sheet")
    listed = []
    for column in found.formulas:
        cells = [cell for cell in column.cells if cell not in noted]
        if cells:
            text = texts("check.overwritten", cells=_named(cells, texts))
            listed.append(Point(NoteWeight.FAULT, whole, text, texts(f"column.{column.key}.heading"), cells[0]))
    for lost in found.lists:
        where = texts(f"column.{lost.key}.heading")
        text = texts("check.lost_list", column=where, count=lost.count)
        listed.append(Point(NoteWeight.ATTENTION, whole, text, where, lost.first))
    return listed
