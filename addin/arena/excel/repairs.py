"""What was lost in the table of a live workbook, and how it is put back: formulas, drop-downs, typed-over places.

Finding changes nothing. A column of formulas is put back as a whole, so that Excel knows it as calculated again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from arena.excel.host import books, validations
from arena.excel.host.typed_text import is_formula
from arena.excel.undo.cells import Cells
from arena.excel.undo.validations import Validations
from arena.locale import LANGUAGES, Catalogue, catalogue
from arena.method.notes import NoteWeight
from arena.method.text import as_text, clean
from arena.workbook import names
from arena.workbook.cells import Area, cell_name
from arena.workbook.formulas import entered
from arena.workbook.sheets import arena
from arena.workbook.sheets.check import Point
from arena.workbook.sheets.columns import COLUMNS, formulas, heading

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.live import LiveAnalysis, LiveTable
    from arena.excel.undo.transaction import Transaction
    from arena.workbook.description import Validation

_SHOWN = 8
"""Cells that a message names; the others are counted."""

_LISTED = ("importance", "replaceability", "replaced_by", "dependency", "own_rank", "target_group")
"""Columns whose cells choose from a list or take a whole number."""


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
    """A column with cells that lack their drop-down, how many, and the drop-down."""

    key: str
    validation: Validation
    count: int
    first: str


@dataclass(frozen=True)
class Repairs:
    """All that was lost.

    Attributes:
        formulas: columns with overwritten formulas.
        lists: columns with lost drop-downs.
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
    def count(self) -> int:
        """How many cells get something back."""
        return sum(len(column.cells) for column in self.formulas) + sum(column.count for column in self.lists)


def find(live: LiveAnalysis, book: xw.Book, texts: Catalogue) -> Repairs:
    """Look for what was lost in the table."""
    table = live.table
    lost = tuple(_lost_formulas(table))
    typed_places = _typed_places(live, [cell for column in lost if column.key == "rank" for cell in column.cells])
    own = table.columns.get("own_rank")
    body = table.typed
    taken, dropped, places = [], [], {}
    for cell, (row, line, place) in typed_places.items():
        if own is not None and not clean(as_text(body[line][own - table.area.first_column])):
            places[row] = place
            taken.append(cell)
        else:
            dropped.append(cell)
    return Repairs(lost, tuple(_lost_lists(live, book, texts)), places, tuple(taken), tuple(dropped))


def _lost_formulas(table: LiveTable) -> Iterable[LostFormulas]:
    first = table.area.first_row + 1
    for column in COLUMNS:
        position = table.columns.get(column.key)
        if not column.calculated or position is None:
            continue
        typed = [row[position - table.area.first_column] for row in table.typed]
        counted = Counter(value for value in typed if is_formula(value))
        formula = counted.most_common(1)[0][0] if counted else _own_formula(table, column.key)
        if formula is None:
            continue
        cells = tuple(cell_name(first + line, position) for line, value in enumerate(typed) if value != formula)
        if cells:
            area = Area(first, position, table.area.last_row, position)
            yield LostFormulas(column.key, formula, area, cells, own=not counted)


def _own_formula(table: LiveTable, key: str) -> str | None:
    """Return the formula as this product writes it; ``None`` where the headings are not those of one language."""
    for language in LANGUAGES:
        texts = catalogue(language)
        if all(table.headings.get(column.key) == heading(texts, column.key) for column in COLUMNS):
            return entered(formulas(texts, table.name)[key])
    return None


def _typed_places(live: LiveAnalysis, cells: Sequence[str]) -> dict[str, tuple[int, int, int]]:
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


def _lost_lists(live: LiveAnalysis, book: xw.Book, texts: Catalogue) -> Iterable[LostLists]:
    table = live.table
    is_reversed = live.analysis.settings.importance_reversed
    known = books.name_references(book, {names.list_of(key) for key in _LISTED} | {names.list_of("yes"), names.ACTORS})
    for key in _LISTED:
        position = table.columns.get(key)
        if position is None:
            continue
        # of a single cell Excel would search the whole sheet; the row below the table has its drop-down as well
        last = max(table.area.last_row, table.area.first_row + 2)
        area = Area(table.area.first_row + 1, position, last, position)
        validation = arena.validation_of(texts, key, area, importance_reversed=is_reversed)
        if validation.source is not None and validation.source not in known:
            continue  # a workbook without the list: Excel would refuse the drop-down
        count, first_row = validations.count_without(table.sheet, area)
        if count:
            yield LostLists(key, validation, count, cell_name(first_row, position))


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
        columns = ", ".join(texts(f"column.{lost.key}.heading") for lost in found.lists)
        lines.append(texts("check.ask.lists", count=sum(lost.count for lost in found.lists), columns=columns))
    return "\n\n".join((texts("check.ask"), "\n".join(lines), texts("check.ask.no")))


def _named(cells: Sequence[str], texts: Catalogue) -> str:
    shown = ", ".join(cells[:_SHOWN])
    return shown if len(cells) <= _SHOWN else texts("check.ask.more", cells=shown, count=len(cells) - _SHOWN)


def points(found: Repairs, texts: Catalogue) -> list[Point]:
    """Return what was lost as lines of the list, for a user who does not want it put back."""
    whole = texts("check.whole_sheet")
    over_ranks = {*found.taken, *found.dropped}
    listed = []
    for column in found.formulas:
        where = texts(f"column.{column.key}.heading")
        for key, cells in (
            ("check.overwritten", [cell for cell in column.cells if cell not in over_ranks]),
            ("check.typed_rank", [cell for cell in column.cells if cell in over_ranks]),
        ):
            if cells:
                text = texts(key, cells=_named(cells, texts), own=texts("column.own_rank.heading"))
                listed.append(Point(NoteWeight.FAULT, whole, text, where, cells[0]))
    for lost in found.lists:
        where = texts(f"column.{lost.key}.heading")
        text = texts("check.lost_list", column=where, count=lost.count)
        listed.append(Point(NoteWeight.ATTENTION, whole, text, where, lost.first))
    return listed
