"""An arena-analyse from what a file holds: finds the table by its headings, the settings and answers by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import pandas as pd

from arena.locale import LANGUAGES, catalogue
from arena.method import forms
from arena.method.levels import COLUMNS
from arena.method.roles import CLASSES
from arena.method.text import clean, fold
from arena.workbook import headings, names
from arena.workbook.cells import Area, Whereabouts, cell_name, column_name, column_number
from arena.workbook.errors import InputError, TooManyActors, shown_text
from arena.workbook.intake.book import CellError, CellValue, RawBook, RawSheet, RawTable
from arena.workbook.model import QUESTIONS, Analysis, Settings, is_newer

MOST_ACTORS = 5_000
"""Rows of a table that are taken: what follows works on them one by one, and 22 actors are many (docs/method.md)."""

_PLACES_NAMED = 5
_TEXTS = frozenset({"actor", "resources", "replaced_by", "basis", "explanation"})
_REFERENCE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")


class NoTable(InputError):
    """No sheet has the headings of the table of actors."""


class SeveralTables(InputError):
    """More than one table of actors: it cannot be known which one is meant."""


class HeadingTwice(InputError):
    """The table has two columns with the same meaning: it cannot be known which one counts."""


class NewerSchema(InputError):
    """The workbook was made by a newer version, which may mean other things by its cells."""


class EntryFormula(NamedTuple):
    """An entry cell with a formula: its row in the analysis, its column by key, and whether a result was stored."""

    row: int
    column: str
    calculated: bool


@dataclass(frozen=True)
class ReadAnalysis:
    """An analysis read from a file.

    Attributes:
        analysis: the analysis.
        where: where its cells stand; also that of the column Signaal where the file has one.
        sheet: the name of its sheet.
        formulas: the entry cells that hold a formula, row by row. Their values count; the formulas go nowhere.
        unread: the name of the first cell below the table that a blank row keeps from being read, if there is one.
        letters_guessed: whether nothing told in which encoding the file was written.
    """

    analysis: Analysis
    where: Whereabouts
    sheet: str
    formulas: tuple[EntryFormula, ...] = ()
    unread: str | None = None
    letters_guessed: bool = False


@dataclass(frozen=True)
class _Header:
    """A row of headings: the sheet, the row, the column of each key, and the language of the headings.

    ``last_row`` is that of the Excel table that the headings belong to; ``None`` where they belong to none.
    """

    sheet: RawSheet
    row: int
    columns: Mapping[str, int]
    language: str
    last_row: int | None


def interpret(book: RawBook, file: str) -> ReadAnalysis:
    """Return the analysis that a file holds.

    Args:
        book: the cells as read.
        file: the file's name, for messages.

    Raises:
        NoTable, SeveralTables, HeadingTwice, NewerSchema, TooManyActors: as their names say; nothing is guessed.
    """
    values = _Names(book)
    schema = values.cell(names.SCHEMA)
    if is_newer(schema):
        raise NewerSchema("input.newer", file=file)
    headers = [header for sheet in book.sheets for header in _headers(sheet, book.tables, file)]
    if not headers:
        raise NoTable("input.no_table", file=file)
    if len(headers) > 1:
        places = [
            f"‘{shown_text(header.sheet.name)}’ ({column_name(min(header.columns.values()) - 1)}{header.row})"
            for header in headers[:_PLACES_NAMED]
        ]
        more = " …" if len(headers) > _PLACES_NAMED else ""
        raise SeveralTables("input.several_tables", file=file, places=", ".join(places) + more)
    header = headers[0]
    rows, below = _rows(header)
    if len(rows) > MOST_ACTORS:
        raise TooManyActors("input.too_many_actors", file=file, count=len(rows), most=MOST_ACTORS)
    table = pd.DataFrame(
        {key: [_value(header, row, key) for row in rows] for key in COLUMNS}, columns=list(COLUMNS), dtype=object
    )
    language = fold(values.cell(names.LANGUAGE))
    analysis = Analysis(
        language=language if language in LANGUAGES else header.language,
        answers={question: _plain(values.cell(names.answer_to(question))) for question in QUESTIONS},
        table=table,
        settings=_settings(values),
        example=is_example(value for (row, _), value in header.sheet.cells.items() if row < header.row),
    )
    letters = {key: column_name(column - 1) for key, column in header.columns.items()}
    unread = None if below is None else cell_name(below - 1, header.columns["actor"] - 1)
    where = Whereabouts(rows, _signal_column(header) | letters)
    return ReadAnalysis(
        analysis, where, header.sheet.name, tuple(_formulas(header, rows)), unread, book.letters_guessed
    )


def is_example(above: Iterable[object]) -> bool:
    """Whether one of the cells above a table says that everybody in it is invented."""
    signs = tuple(catalogue(language)("start.example") for language in LANGUAGES)
    return any(isinstance(value, str) and value.startswith(signs) for value in above)


def _headers(sheet: RawSheet, tables: tuple[RawTable, ...], file: str) -> Iterator[_Header]:
    """Rows that head a table of actors."""
    known = headings.known(COLUMNS, fold)
    rows: dict[int, list[tuple[int, str, str]]] = {}
    for (row, column), value in sheet.cells.items():
        if isinstance(value, str) and fold(value) in known:
            rows.setdefault(row, []).append((column, *known[fold(value)]))
    for row, found in sorted(rows.items()):
        for block in _blocks(sorted(found)):
            columns = {key: column for column, key, _ in reversed(block)}
            language = next(language for _, key, language in block if key == headings.ACTOR)
            area = _table_with(sheet, row, columns["actor"], tables)
            within = [h for h in block if area is None or area.ref[1] <= h[0] <= area.ref[3]]
            _refuse_twice(within, row, file)
            columns |= {key: column for column, key, _ in within}
            last_row = None if area is None else area.ref[2] - int(area.has_totals)
            yield _Header(sheet, row, columns, language, last_row)


def _blocks(row: list[tuple[int, str, str]]) -> list[list[tuple[int, str, str]]]:
    """Take a row of headings apart where it heads several tables side by side; none where it heads no table.

    A table begins with the heading of its actors, if from there to the next such heading a rated column follows.
    """
    starts = [place for place, (_, key, _) in enumerate(row) if key == headings.ACTOR]
    ends = [*starts[1:], len(row)]
    parts = [row[start:end] for start, end in zip(starts, ends, strict=False)]
    whole = [part for part in parts if _of_actors(part)]
    if len(whole) > 1:
        return whole
    return [row] if _of_actors(row) else []


def _of_actors(row: list[tuple[int, str, str]]) -> bool:
    return headings.are_of_actors(key for _, key, _ in row)


def _refuse_twice(found: list[tuple[int, str, str]], row: int, file: str) -> None:
    """Raise ``HeadingTwice`` where two columns of a table have the same meaning, in whatever languages."""
    first: dict[str, int] = {}
    for column, key, language in found:
        if key in first:
            cells = [cell_name(row - 1, place - 1) for place in (first[key], column)]
            heading = catalogue(language)(f"column.{key}.heading")
            raise HeadingTwice("input.heading_twice", file=file, heading=heading, first=cells[0], second=cells[1])
        first[key] = column


def _signal_column(header: _Header) -> dict[str, str]:
    """The column Signaal, which a message cites; no result is read from a file."""
    known = headings.known(["signal"], fold)
    for (row, column), value in header.sheet.cells.items():
        if row == header.row and isinstance(value, str) and fold(value) in known:
            return {"signal": column_name(column - 1)}
    return {}


def _rows(header: _Header) -> tuple[list[int], int | None]:
    """Rows below the headings in which anything is typed, and the first one that is not read.

    Of an Excel table: its rows, and those directly below it, which some programs do not add to the table. Elsewhere:
    to the end of the sheet.
    """
    sheet, columns = header.sheet, frozenset(header.columns.values())
    places = {*sheet.cells, *sheet.uncalculated}
    typed = sorted({row for row, column in places if row > header.row and column in columns})
    filled = [row for row in typed if any(_is_filled(header, row, key) for key in header.columns)]
    if header.last_row is None:
        return filled, None
    last = header.last_row
    for place, row in enumerate(filled):
        if row > last + 1:
            return filled[:place], row
        last = max(last, row)
    return filled, None


def _is_filled(header: _Header, row: int, key: str) -> bool:
    return _value(header, row, key) is not None or (row, header.columns[key]) in header.sheet.uncalculated


def _formulas(header: _Header, rows: list[int]) -> Iterator[EntryFormula]:
    sheet = header.sheet
    for number, row in enumerate(rows):
        for key, column in header.columns.items():
            if (row, column) in sheet.formulas:
                yield EntryFormula(number, key, (row, column) not in sheet.uncalculated)


def _table_with(sheet: RawSheet, row: int, column: int, tables: tuple[RawTable, ...]) -> RawTable | None:
    """The Excel table whose headings stand in a row, if it has the column."""
    for table in tables:
        first_row, first_column, _, last_column = table.ref
        if table.sheet == sheet.name and first_row == row and first_column <= column <= last_column:
            return table
    return None


def _value(header: _Header, row: int, key: str) -> object:
    """What a row holds in a column; an error value counts as nothing in a text, and as itself where it is rated."""
    column = header.columns.get(key)
    value = None if column is None else header.sheet.cells.get((row, column))
    if isinstance(value, CellError):
        return None if key in _TEXTS else value.code
    return None if isinstance(value, str) and not clean(value) else value


def _plain(value: CellValue | None) -> object:
    return None if isinstance(value, CellError) else value.isoformat() if isinstance(value, datetime) else value


def _settings(values: _Names) -> Settings:
    typed = values.block(names.FORM_TABLE)
    table = {
        (kind, name): _plain(value)
        for kind, line in zip(forms.ISSUE_KINDS, typed, strict=False)
        for name, value in zip(reversed(CLASSES), line, strict=False)
        if value is not None
    }
    weights = [_plain(value) for line in values.block(names.CUSTOM_WEIGHTS) for value in line]
    return Settings(
        priority=_plain(values.cell(names.PRIORITY)),
        scale=_plain(values.cell(names.SCALE)),
        custom_weights=(weights[0], weights[1], weights[2]) if len(weights) == 3 else (None, None, None),
        forms=table,
    )


class _Names:
    """The values behind a workbook's defined names; a name that is not there, or points nowhere, gives nothing."""

    def __init__(self, book: RawBook) -> None:
        self._sheets = {sheet.name.lower(): sheet for sheet in book.sheets}
        self._areas = {name.lower(): self._parsed(reference) for name, reference in book.names.items()}

    def _parsed(self, reference: str) -> tuple[RawSheet, Area] | None:
        found = _REFERENCE.match(reference)
        if not found:
            return None
        quoted, plain, first_column, first_row, last_column, last_row = found.groups()
        sheet = self._sheets.get((quoted.replace("''", "'") if quoted else plain).lower())
        if sheet is None:
            return None
        first = (int(first_row), column_number(first_column) + 1)
        last = (int(last_row), column_number(last_column) + 1) if last_row else first
        return sheet, Area(*first, *last)

    def cell(self, name: str) -> CellValue | None:
        """The value of the first cell behind a name."""
        found = self._areas.get(name)
        return None if found is None else found[0].cells.get((found[1].first_row, found[1].first_column))

    def block(self, name: str) -> list[list[CellValue | None]]:
        """The values of all cells behind a name, row by row; at most what a settings table can hold."""
        found = self._areas.get(name)
        if found is None:
            return []
        sheet, area = found
        rows = range(area.first_row, min(area.last_row, area.first_row + 9) + 1)
        columns = range(area.first_column, min(area.last_column, area.first_column + 9) + 1)
        return [[sheet.cells.get((row, column)) for column in columns] for row in rows]
