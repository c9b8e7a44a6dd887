"""An arena-analyse from what a file holds: finds the table by its headings, the settings and answers by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from arena.locale import LANGUAGES, catalogue
from arena.method import forms
from arena.method.levels import COLUMNS
from arena.method.roles import CLASSES
from arena.method.text import clean, fold
from arena.workbook import names
from arena.workbook.cells import Area, Whereabouts, column_name, column_number
from arena.workbook.errors import InputError
from arena.workbook.intake.book import CellError, CellValue, RawBook, RawSheet, RawTable
from arena.workbook.model import QUESTIONS, SCHEMA, Analysis, Settings

_RATED = frozenset({"importance", "replaceability", "dependency"})
_TEXTS = frozenset({"actor", "resources", "replaced_by", "basis", "explanation"})
_REFERENCE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")


class NoTable(InputError):
    """No sheet has the headings of the table of actors."""


class SeveralTables(InputError):
    """More than one table of actors: it cannot be known which one is meant."""


class NewerSchema(InputError):
    """The workbook was made by a newer version, which may mean other things by its cells."""


@dataclass(frozen=True)
class ReadAnalysis:
    """An analysis read from a file, where its cells stand there, and the name of its sheet."""

    analysis: Analysis
    where: Whereabouts
    sheet: str


@dataclass(frozen=True)
class _Header:
    """A row of headings: the sheet, the row, the column of each key, and the language of the headings."""

    sheet: RawSheet
    row: int
    columns: Mapping[str, int]
    language: str


def interpret(book: RawBook, file: str) -> ReadAnalysis:
    """Return the analysis that a file holds.

    Args:
        book: the cells as read.
        file: the file's name, for messages.

    Raises:
        NoTable, SeveralTables, NewerSchema: as their names say; nothing is guessed.
    """
    values = _Names(book)
    schema = values.cell(names.SCHEMA)
    if isinstance(schema, int) and schema > SCHEMA:
        raise NewerSchema("input.newer", file=file)
    headers = [header for sheet in book.sheets for header in _headers(sheet)]
    if not headers:
        raise NoTable("input.no_table", file=file)
    if len(headers) > 1:
        places = ", ".join(
            f"‘{header.sheet.name}’ ({column_name(min(header.columns.values()) - 1)}{header.row})" for header in headers
        )
        raise SeveralTables("input.several_tables", file=file, places=places)
    header = headers[0]
    rows = list(_rows(header, book.tables))
    table = pd.DataFrame(
        {key: [_value(header, row, key) for row in rows] for key in COLUMNS}, columns=list(COLUMNS), dtype=object
    )
    language = fold(values.cell(names.LANGUAGE))
    analysis = Analysis(
        language=language if language in LANGUAGES else header.language,
        answers={question: _plain(values.cell(names.answer_to(question))) for question in QUESTIONS},
        table=table,
        settings=_settings(values),
    )
    letters = {key: column_name(column - 1) for key, column in header.columns.items()}
    return ReadAnalysis(analysis, Whereabouts(rows, letters), header.sheet.name)


def _known_headings() -> dict[str, tuple[str, str]]:
    """Folded heading -> (column key, language), for every language; Dutch wins where two agree."""
    return {
        fold(catalogue(language)(f"column.{key}.heading")): (key, language)
        for language in reversed(LANGUAGES)
        for key in COLUMNS
    }


def _headers(sheet: RawSheet) -> Iterator[_Header]:
    """Rows that head a table of actors: the heading of the actors, and of at least one of the three rated columns."""
    known = _known_headings()
    rows: dict[int, dict[str, int]] = {}
    languages: dict[int, str] = {}
    for (row, column), value in sheet.cells.items():
        key, language = known.get(fold(value), ("", "")) if isinstance(value, str) else ("", "")
        if key:
            rows.setdefault(row, {}).setdefault(key, column)
            if key == "actor":
                languages[row] = language
    for row, columns in sorted(rows.items()):
        if "actor" in columns and _RATED & columns.keys():
            yield _Header(sheet, row, columns, languages[row])


def _rows(header: _Header, tables: tuple[RawTable, ...]) -> Iterator[int]:
    """Rows below the headings in which anything is typed.

    Of an Excel table: its rows, and those directly below it, which some programs do not add to the table. Elsewhere:
    to the end of the sheet.
    """
    columns = frozenset(header.columns.values())
    typed = sorted({row for row, column in header.sheet.cells if row > header.row and column in columns})
    filled = [row for row in typed if any(_value(header, row, key) is not None for key in header.columns)]
    last = _last_row(header, tables)
    for row in filled:
        if last is not None and row > last + 1:
            return
        if last is not None and row == last + 1:
            last = row
        yield row


def _last_row(header: _Header, tables: tuple[RawTable, ...]) -> int | None:
    for table in tables:
        first_row, first_column, last_row, last_column = table.ref
        of_header = table.sheet == header.sheet.name and first_row == header.row
        if of_header and first_column <= header.columns["actor"] <= last_column:
            return last_row - int(table.has_totals)
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
