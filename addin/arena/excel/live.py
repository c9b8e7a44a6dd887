"""The analysis in the live workbook: its table found by name, else by its headings; read in one block a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from arena.excel.host import books, contents, sheets, tables
from arena.excel.host.typed_text import is_formula
from arena.excel.stopped import Stopped
from arena.excel.undo.cells import Spot
from arena.locale import LANGUAGES, catalogue
from arena.method.levels import COLUMNS as ENTRIES
from arena.method.text import as_text, clean, fold
from arena.workbook import headings, names
from arena.workbook.actor_table import HeadingTwice, NoTable
from arena.workbook.cells import Area, Reference, cell_name, reference_of, sheet_of
from arena.workbook.intake.book import CellValue, RawBook, RawSheet, RawTable
from arena.workbook.model import LINES, Analysis, Beyond, EntryFormula, ReadAnalysis
from arena.workbook.reading import ENTRY_NAMES, NAMES_FOR_RESULTS, NewerSchema, WholeRead, read_whole
from arena.workbook.sheet import SheetCells, StandingSheet
from arena.workbook.sheets import arena, calculation
from arena.workbook.sheets.columns import COLUMNS

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.contents import RawBlock, Typed

_ROWS_BELOW, _ROWS_ELSEWHERE = 1000, 10_000
"""Rows that are read below the table, and of other sheets: formats alone may make a sheet a million rows long."""

_COLUMNS_BESIDE, _COLUMNS_ELSEWHERE = 100, 100
"""Columns that are read to the right of the table, and of other sheets: of 16,384 that one stray cell makes used."""


class NoSheet(Stopped):
    """The workbook lacks a sheet that a button needs, or a part of it."""


@dataclass(frozen=True)
class LiveTable:
    """The table of actors in a live workbook.

    Attributes:
        sheet: its sheet.
        sheet_name: the sheet's name.
        name: the table's name in Excel (``Arena``, or what Excel made of it in a copied sheet).
        area: headings and rows, without a row of totals; counted from 0.
        columns: the column of every heading that is known (``arena.workbook.sheets.columns.COLUMNS``), by key,
            counted from 0 on the sheet. Calculated columns are among them.
        headings: the heading of each of these columns as it stands there, by key.
        all_headings: the headings of all columns, from left to right.
        rows: the rows as last calculated, as Excel gives them, from the first column on.
        beside: whether anything stands to the left or right of its rows.
        beyond: the actors below the last row that counts, if there are any.
    """

    sheet: xw.Sheet
    sheet_name: str
    name: str
    area: Area
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    all_headings: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    beside: bool
    beyond: Beyond | None

    @cached_property
    def typed(self) -> list[list[Typed]]:
        """The rows as typed, over the width of ``area``: a formula with its ``=``, else the value. Read when needed."""
        return contents.typed(tables.body(tables.table(self.sheet, self.name)))

    def typed_to(self, last_row: int) -> list[list[Typed]]:
        """Return the same down to a row of the sheet (from 0), where that lies below the table: such rows may count."""
        if last_row <= self.area.last_row:
            return self.typed
        below = self.area._replace(first_row=self.area.last_row + 1, last_row=last_row)
        return [*self.typed, *contents.typed(sheets.cells(self.sheet, below))]

    def spot(self, area: Area) -> Spot:
        """Return the spot of cells of the table, from where they stand on its sheet: undo finds them again by it."""
        return Spot.of(self.name, self.area, self.all_headings, area)

    def heading(self, position: int) -> str:
        """Return the heading of a column of the table, counted from 0 in the table, as it stands there."""
        return self.all_headings[position]

    def column(self, key: str) -> list[CellValue | None]:
        """Return the values of a column, row by row; ``None`` where a cell is empty or shows an empty text.

        Raises ``KeyError`` where the table does not have it.
        """
        offset = self.columns[key] - self.area.first_column
        return [contents.cell_value(row[offset]) if offset < len(row) else None for row in self.rows]


@dataclass(frozen=True)
class LiveAnalysis:
    """An analysis in a live workbook: its table, and once it is asked for, all that is read.

    Attributes:
        table: the table of actors, read.
        blocks: what was read so far, by sheet: that of the table, and once all is asked for, the others.
        book: the workbook.
        found: its table, as it was found.
        file: its name, for messages.
    """

    table: LiveTable
    blocks: dict[str, RawBlock]
    book: xw.Book
    found: tables.FoundTable
    file: str

    @cached_property
    def references(self) -> Mapping[str, str]:
        """What the names refer to behind which the entries stand that results depend on."""
        return books.name_references(self.book, NAMES_FOR_RESULTS)

    @property
    def all_references(self) -> Mapping[str, str]:
        """What the names refer to behind which any entries stand."""
        return books.name_references(self.book, ENTRY_NAMES)

    @property
    def analysis(self) -> Analysis:
        """The analysis, as ``arena.workbook.model.evaluate`` takes it. Raises ``Stopped`` as ``interpreted`` does.

        Of the sheets apart (``StandingSheet.apart``) nothing is in it: see ``with_typed_on`` and ``whole_book``.
        """
        return self.interpreted.analysis

    @cached_property
    def interpreted(self) -> ReadAnalysis:
        """The analysis, and where its cells stand. The sheets of its settings and answers are read now.

        Raises ``Stopped`` where the workbook is of a newer version, or the table turns out to be none.
        """
        return _interpreted(self.book, self.found, self.blocks, self.references, self.file)

    def with_typed_on(self, one: StandingSheet) -> tuple[Analysis, Mapping[str, Reference]]:
        """Return the analysis with what is typed on a sheet apart, which is read now, and where its names lead.

        Raises ``NoSheet`` where the workbook has no such sheet, or lost a part of it.
        """
        references = books.name_references(self.book, frozenset(one.names))
        tabs = set(map(sheet_of, references.values()))
        page = sheets.find(self.book, *tabs) if len(tabs) == 1 and len(references) == len(one.names) else None
        if page is None:
            raise NoSheet("state.no_sheet", sheet=catalogue(self.analysis.language)(f"sheet.{one.key}.tab"))
        cells = SheetCells([raw_sheet(page.name, _block(page, page.name, self.found))], references)
        where = {name: reference_of(reference) for name, reference in references.items()}
        typed: dict[str, Any] = dict(one.read(cells))
        return replace(self.analysis, **typed), where

    @cached_property
    def with_formulas(self) -> ReadAnalysis:
        """``interpreted``, and which entry cells of the table hold a formula: what was typed is read as well."""
        rows = self.interpreted.where.rows
        typed = self.table.typed_to(rows[-1] - 1) if rows else []
        first = self.table.area.first_row + 2  # as cells count rows
        position = {key: column - self.table.area.first_column for key, column in self.table.columns.items()}
        entries = [key for key in position if key in ENTRIES]
        found = tuple(
            EntryFormula(row, key, calculated=True)
            for row, number in enumerate(rows)
            for key in entries
            if is_formula(typed[number - first][position[key]])
        )
        return replace(self.interpreted, formulas=found)

    @cached_property
    def other_references(self) -> Mapping[str, str]:
        """What the names refer to of lists that columns choose from, and the one of the sheet of calculations."""
        return books.name_references(self.book, arena.LIST_NAMES | {names.NOTE_DIGITS})

    @cached_property
    def calculation(self) -> Reference | None:
        """Where the notes of the lines stand on the sheet of calculations; ``None`` where that sheet is gone.

        A name of the workbook leads there, whatever the user called the sheet.
        """
        try:
            found = reference_of(self.other_references.get(names.NOTE_DIGITS, ""))
        except ValueError:
            return None
        return found if found.sheet in books.sheet_names(self.book) else None

    @cached_property
    def calculation_as_made(self) -> str | None:
        """The name of the sheet of calculations; ``None`` where its cells are gone or stand elsewhere than they did."""
        made = reference_of(calculation.column(catalogue(self.analysis.language), "mask"))
        return self.calculation.sheet if self.calculation and self.calculation.area == made.area else None


def language_of(book: xw.Book) -> str | None:
    """Return the language of an Arena workbook; ``None`` where it says none that is supported."""
    language = fold(books.name_value(book, names.LANGUAGE))
    return language if language in LANGUAGES else None


def read(book: xw.Book, file: str, choose: Callable[[tables.FoundTable], bool]) -> LiveAnalysis:
    """Read the analysis of a workbook.

    Args:
        book: the workbook.
        file: its name, for messages.
        choose: where there is more than one table, and none on the active sheet: asks the user about one of them.

    Raises:
        Stopped: there is no table of actors, or the user chose none of the tables.
    """
    found = _table(book, choose)
    sheet = sheets.sheet(book, found.sheet)
    block = _block(sheet, found.sheet, found)
    return LiveAnalysis(_live_table(sheet, found, block), {found.sheet: block}, book, found, file)


def _block(sheet: xw.Sheet, name: str, found: tables.FoundTable) -> RawBlock:
    return contents.raw_block(sheet, *last_cell(name, found))


def last_cell(sheet: str, found: tables.FoundTable) -> tuple[int, int]:
    """Return the last row and column of a sheet (from 0) that are read."""
    if sheet != found.sheet:
        return _ROWS_ELSEWHERE, _COLUMNS_ELSEWHERE
    return found.area.last_row + _ROWS_BELOW, found.area.last_column + _COLUMNS_BESIDE


def _interpreted(
    book: xw.Book, found: tables.FoundTable, blocks: dict[str, RawBlock], references: Mapping[str, str], file: str
) -> ReadAnalysis:
    """Return the analysis in what was read; the sheets of other entries are read now, and added to ``blocks``."""
    for name in dict.fromkeys(map(sheet_of, references.values())):
        sheet = sheets.find(book, name) if name and name not in blocks else None
        if sheet is not None:
            blocks[name] = _block(sheet, name, found)
    table = raw_table(found)
    raw = RawBook(
        kind="workbook",
        sheets=tuple(raw_sheet(name, one) for name, one in blocks.items()),
        tables=(table,),
        names=dict(references),
    )
    return understood(raw, file, table).read


def understood(raw: RawBook, file: str, table: RawTable) -> WholeRead:
    """Return what stands in the cells of a workbook.

    Raises ``Stopped`` where the workbook is of a newer version, or the table turns out to be none.
    """
    try:
        return read_whole(raw, file, table)
    except NewerSchema as error:
        raise Stopped("state.newer") from error
    except HeadingTwice as error:
        raise Stopped("state.heading_twice", **error.data) from error
    except NoTable as error:
        raise Stopped("state.no_table") from error


def _table(book: xw.Book, choose: Callable[[tables.FoundTable], bool]) -> tables.FoundTable:
    """Return the table of actors: the one of our name, wherever it stands.

    In a workbook that has no such table, the headings tell: the only one that has them, that of the active sheet, or
    the one that the user chooses.
    """
    ours = tables.named(book, names.TABLE)
    present = tables.tables(book) if ours is None else [ours[0]]
    found = [table for table in present if _is_of_actors(table)]
    if not found:
        raise Stopped("state.no_table")
    if len(found) == 1:
        return found[0]
    active = books.active_sheet_name(book)
    shown = [table for table in found if table.sheet == active]
    if len(shown) == 1:
        return shown[0]
    for table in shown or found:
        if choose(table):
            return table
    raise Stopped("state.no_table_chosen")


def _is_of_actors(table: tables.FoundTable) -> bool:
    has_rows = table.area.last_row > table.area.first_row
    return has_rows and headings.are_of_actors(key for key, _ in _keys(table.headings))


def _keys(of_table: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Return the key and position of every heading that is known, in any language; the first of two alike counts."""
    known = headings.known((column.key for column in COLUMNS), fold)
    seen = set()
    for position, heading in enumerate(of_table):
        key, _ = known.get(fold(heading), (None, None))
        if key is not None and key not in seen:
            seen.add(key)
            yield key, position


def raw_sheet(name: str, block: RawBlock) -> RawSheet:
    """Return what a sheet shows as whoever understands cells takes it; it says of none that it is a formula."""
    used, rows = block
    cells = {}
    for row, line in enumerate(rows, start=used.first_row + 1):
        for column, raw in enumerate(line, start=used.first_column + 1):
            value = None if raw is None else contents.cell_value(raw)
            if value is not None:
                cells[row, column] = value
    return RawSheet(name, cells, frozenset())


def raw_table(found: tables.FoundTable) -> RawTable:
    """Return a table as whoever understands cells takes it."""
    area = found.area
    last_row = area.last_row + int(found.has_totals)
    return RawTable(
        sheet=found.sheet,
        name=found.name,
        ref=(area.first_row + 1, area.first_column + 1, last_row + 1, area.last_column + 1),
        headers=found.headings,
        has_header=True,
        has_totals=found.has_totals,
    )


def _live_table(sheet: xw.Sheet, found: tables.FoundTable, block: RawBlock) -> LiveTable:
    area, (used, rows) = found.area, block
    columns = {key: area.first_column + position for key, position in _keys(found.headings)}
    inside = range(area.first_row + 1, area.last_row + 1)
    lines = [rows[row - used.first_row] if used.first_row <= row <= used.last_row else () for row in inside]
    first, after = area.first_column - used.first_column, area.last_column - used.first_column + 1
    return LiveTable(
        sheet=sheet,
        sheet_name=found.sheet,
        name=found.name,
        area=area,
        columns=columns,
        headings={key: found.headings[position] for key, position in _keys(found.headings)},
        all_headings=found.headings,
        rows=[(*(None,) * -first, *line[max(first, 0) : after]) for line in lines],
        beside=any(value not in (None, "") for line in lines for value in (*line[: max(first, 0)], *line[after:])),
        beyond=_beyond(found, block, columns["actor"]),
    )


def _beyond(found: tables.FoundTable, block: RawBlock, column: int) -> Beyond | None:
    """Return the actors, by the column of their names, who stand below the last row that counts."""
    (used, rows), totals = block, found.area.last_row + 1 if found.has_totals else None
    numbers = range(max(found.area.first_row + 1 + LINES, used.first_row), used.last_row + 1)
    filled = [
        row
        for row in numbers
        if row != totals and clean(as_text(rows[row - used.first_row][column - used.first_column]))
    ]
    return Beyond(cell_name(filled[0], column), len(filled)) if filled else None
