"""The table of actors among the cells of a workbook: found, and read row by row.

It is found by its own name, by its headings only in a file that has no table of that name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from arena.locale import LANGUAGES, catalogue
from arena.method.levels import COLUMNS, TEXTS
from arena.method.text import clean, fold
from arena.workbook import headings, names
from arena.workbook.cells import Whereabouts, cell_name, column_name
from arena.workbook.errors import InputError, TooManyActors, listed, shown_text
from arena.workbook.intake.book import Cell, CellError, RawBook, RawSheet, RawTable
from arena.workbook.model import Beyond, EntryFormula

MOST_ACTORS = 5_000
"""Rows of a table that are taken: what follows works on them one by one, and 22 actors are many (docs/method.md)."""

_TEXT_COLUMNS = frozenset({"actor", "resources", "replaced_by", *TEXTS})
_Heading = tuple[int, str, str]
"""A heading that is known: its column, its key and its language."""


class NoTable(InputError):
    """No sheet has the headings of the table of actors."""


class SeveralTables(InputError):
    """More than one table of actors: it cannot be known which one is meant."""


class HeadingTwice(InputError):
    """The table has two columns with the same meaning: it cannot be known which one counts."""


@dataclass(frozen=True)
class ActorTable:
    """The table of actors where it was found. Rows and columns count from 1.

    Attributes:
        sheet: its sheet.
        row: the row of its headings.
        columns: the column of each typed entry, by key.
        language: the language of its headings.
        table: the Excel table that it is; ``None`` where it is none.
        lines: the rows below its headings that count, each of them, as a workbook's own formulas read it; ``None``
            where the rows that hang together count.
    """

    sheet: RawSheet
    row: int
    columns: Mapping[str, int]
    language: str
    table: RawTable | None
    lines: int | None = None

    @property
    def entries(self) -> pd.DataFrame:
        """What was typed, as ``Analysis.table`` holds it."""
        return pd.DataFrame(self.typed, columns=list(COLUMNS), dtype=object)

    @property
    def typed(self) -> dict[str, list[object]]:
        """What was typed, row by row, in each column by key."""
        return {key: [self._value(row, key) for row in self._rows_read[0]] for key in COLUMNS}

    @property
    def above(self) -> list[object]:
        """What stands above its headings."""
        return [value for (row, _), value in self.sheet.cells.items() if row < self.row]

    @property
    def where(self) -> Whereabouts:
        """Where its typed cells stand; also the columns of ranks and signals, which messages cite."""
        letters = {key: column_name(column - 1) for key, column in {**self._calculated, **self.columns}.items()}
        return Whereabouts(self._rows_read[0], letters)

    @property
    def typed_ranks(self) -> dict[int, object]:
        """What stands in the column of ranks and is no formula, by the position of its row."""
        column = self._calculated.get("rank")
        if column is None:
            return {}
        cells, formulas = self.sheet.cells, self.sheet.formulas
        return {
            number: cells.get((row, column))
            for number, row in enumerate(self._rows_read[0])
            if (row, column) not in formulas
        }

    @cached_property
    def _calculated(self) -> dict[str, int]:
        """The columns of calculated results that messages cite, by key."""
        known = headings.known(["rank", "signal"], fold)
        found: dict[str, int] = {}
        for (row, column), value in self.sheet.cells.items():
            within = self.table is None or self.table.ref[1] <= column <= self.table.ref[3]
            if row == self.row and within and isinstance(value, str) and fold(value) in known:
                found.setdefault(known[fold(value)][0], column)
        return found

    @property
    def unread(self) -> str | None:
        """The name of the first cell below the table that a blank row keeps from being read, if there is one."""
        below = self._rows_read[1]
        return None if below is None else cell_name(below - 1, self.columns[headings.ACTOR] - 1)

    @property
    def beyond(self) -> Beyond | None:
        """The actors that stand below the last row that counts, if there are any."""
        if self.lines is None:
            return None
        column, last = self.columns[headings.ACTOR], self.row + self.lines
        below = (row for row, where in self.sheet.cells if where == column and row > last)
        rows = [row for row in below if self._is_filled(row, headings.ACTOR)]
        return Beyond(cell_name(min(rows) - 1, column - 1), len(rows)) if rows else None

    @property
    def formulas(self) -> tuple[EntryFormula, ...]:
        """The entry cells that hold a formula, row by row."""
        sheet = self.sheet
        return tuple(
            EntryFormula(number, key, (row, column) not in sheet.uncalculated)
            for number, row in enumerate(self._rows_read[0])
            for key, column in self.columns.items()
            if (row, column) in sheet.formulas
        )

    @cached_property
    def _rows_read(self) -> tuple[list[int], int | None]:
        """The rows below the headings in which anything is typed, and the first one that is not read.

        Where a number of rows counts: the filled ones of them. Of another Excel table: its rows, and where it has no
        row of totals those directly below it, which some programs do not add to it. Elsewhere: to the end of the sheet.
        """
        columns = frozenset(self.columns.values())
        cells = {*self.sheet.cells, *self.sheet.uncalculated}
        typed = sorted({row for row, column in cells if row > self.row and column in columns})
        filled = [row for row in typed if any(self._is_filled(row, key) for key in self.columns)]
        if self.lines is not None:
            totals = self.table.ref[2] if self.table is not None and self.table.has_totals else None
            return [row for row in filled if row <= self.row + self.lines and row != totals], None
        if self.table is None:
            return filled, None
        last = self.table.ref[2]
        if self.table.has_totals:
            return [row for row in filled if row < last], next((row for row in filled if row > last), None)
        for position, row in enumerate(filled):
            if row > last + 1:
                return filled[:position], row
            last = max(last, row)
        return filled, None

    def _is_filled(self, row: int, key: str) -> bool:
        return self._value(row, key) is not None or (row, self.columns[key]) in self.sheet.uncalculated

    def _value(self, row: int, key: str) -> object:
        """Return what a row holds in a column; an error value is nothing in a text, and itself where it is rated."""
        column = self.columns.get(key)
        value = None if column is None else self.sheet.cells.get((row, column))
        if isinstance(value, CellError):
            return None if key in _TEXT_COLUMNS else value.code
        return None if isinstance(value, str) and not clean(value) else value


def find(book: RawBook, file: str, table: RawTable | None = None, lines: int | None = None) -> ActorTable:
    """Return the table of actors: that given or of our name, or the only one that its headings show.

    Args:
        book: the cells as read.
        file: the file's name, for messages.
        table: the table of actors, where it is known by now.
        lines: the rows below the headings that count, see ``ActorTable``.

    Raises:
        NoTable, SeveralTables, HeadingTwice, TooManyActors: as their names say; nothing is guessed.
    """
    ours = [table] if table else [one for one in book.tables if names.is_our_table(one.name)]
    if ours:
        found = [one for sheet in book.sheets for one in _on_tables(sheet, ours, file)]
    else:
        found = [one for sheet in book.sheets for one in _by_headings(sheet, book.tables, file)]
        found = _without_the_state(found) or found
    if not found:
        raise NoTable("input.no_table", file=file)
    if len(found) > 1:
        where = [
            f"‘{shown_text(one.sheet.name)}’ ({column_name(min(one.columns.values()) - 1)}{one.row})" for one in found
        ]
        raise SeveralTables("input.several_tables", file=file, where=listed(where))
    count = len(found[0].where.rows)
    if lines is None and count > MOST_ACTORS:
        raise TooManyActors("input.too_many_actors", file=file, count=count, most=MOST_ACTORS)
    return replace(found[0], lines=lines)


def _on_tables(sheet: RawSheet, tables: Iterable[RawTable], file: str) -> Iterator[ActorTable]:
    """Yield those Excel tables on a sheet that have the headings of a table of actors."""
    for table in tables:
        if table.sheet == sheet.name and table.has_header:
            row, first, _, last = table.ref
            found = _known_headings(sheet, ((row, column) for column in range(first, last + 1))).get(row, [])
            if _of_actors(found):
                yield _read_headings(sheet, row, found, table, file)


def _by_headings(sheet: RawSheet, tables: Iterable[RawTable], file: str) -> Iterator[ActorTable]:
    """Yield the table under each row of headings on a sheet that heads a table of actors."""
    for row, found in sorted(_known_headings(sheet, sheet.cells).items()):
        for block in _blocks(sorted(found)):
            actor = next(column for column, key, _ in block if key == headings.ACTOR)
            yield _read_headings(sheet, row, block, _table_with(sheet, row, actor, tables), file)


def _without_the_state(tables: Sequence[ActorTable]) -> list[ActorTable]:
    """Return the tables but for that of how ours once stood, which the sheet of step 6 keeps under a title of its own.

    A program that saves no Excel tables (Google Sheets, Gnumeric) leaves two lists with the same headings.
    """
    if len(tables) < 2:
        return list(tables)
    titles = {fold(catalogue(language)("adjustments.state.title")) for language in LANGUAGES}
    # by sheet and column the first row with that title, looked for once: a file may have thousands of tables
    titled: dict[tuple[str, int], int] = {}
    for sheet in {one.sheet.name: one.sheet for one in tables}.values():
        for (row, column), value in sheet.cells.items():
            if isinstance(value, str) and fold(value) in titles:
                titled[sheet.name, column] = min(row, titled.get((sheet.name, column), row))
    return [one for one in tables if titled.get((one.sheet.name, min(one.columns.values())), one.row) >= one.row]


def _known_headings(sheet: RawSheet, cells: Iterable[Cell]) -> dict[int, list[_Heading]]:
    """Return the headings of typed columns among some cells, by row."""
    known = headings.known(COLUMNS, fold)
    rows: dict[int, list[_Heading]] = {}
    for row, column in cells:
        value = sheet.cells.get((row, column))
        if isinstance(value, str) and fold(value) in known:
            rows.setdefault(row, []).append((column, *known[fold(value)]))
    return rows


def _read_headings(sheet: RawSheet, row: int, found: list[_Heading], table: RawTable | None, file: str) -> ActorTable:
    """Return the table that headings, from left to right, are of; in an Excel table its own go before others."""
    within = [one for one in found if table is None or table.ref[1] <= one[0] <= table.ref[3]]
    _refuse_twice(within, row, file)
    columns = {key: column for column, key, _ in [*reversed(found), *within]}
    language = next(language for _, key, language in found if key == headings.ACTOR)
    return ActorTable(sheet, row, columns, language, table)


def _blocks(row: list[_Heading]) -> list[list[_Heading]]:
    """Return the parts of a row of headings that head a table of actors each, where several stand side by side.

    A table begins with the heading of its actors, if from there to the next such heading a rated column follows.
    """
    starts = [position for position, (_, key, _) in enumerate(row) if key == headings.ACTOR]
    ends = [*starts[1:], len(row)]
    parts = [row[start:end] for start, end in zip(starts, ends, strict=False)]
    whole = [part for part in parts if _of_actors(part)]
    if len(whole) > 1:
        return whole
    return [row] if _of_actors(row) else []


def _of_actors(row: list[_Heading]) -> bool:
    return headings.are_of_actors(key for _, key, _ in row)


def _refuse_twice(found: list[_Heading], row: int, file: str) -> None:
    """Raise ``HeadingTwice`` where two columns of a table have the same meaning, in whatever languages."""
    first: dict[str, int] = {}
    for column, key, language in found:
        if key in first:
            cells = [cell_name(row - 1, one - 1) for one in (first[key], column)]
            heading = catalogue(language)(f"column.{key}.heading")
            raise HeadingTwice("input.heading_twice", file=file, heading=heading, first=cells[0], second=cells[1])
        first[key] = column


def _table_with(sheet: RawSheet, row: int, column: int, tables: Iterable[RawTable]) -> RawTable | None:
    """Return the Excel table whose headings stand in a row, if it has the column."""
    for table in tables:
        first_row, first_column, _, last_column = table.ref
        if table.sheet == sheet.name and first_row == row and first_column <= column <= last_column:
            return table
    return None
