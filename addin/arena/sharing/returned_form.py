"""The form that a colleague filled in, found among the cells of a file that came back.

It is known by the heading of its actors, which no other table has: names and tables are lost where a form was saved as
CSV or by a program that keeps cells alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import pandas as pd

from arena.locale import LANGUAGES, catalogue, in_every_language
from arena.method.levels import COLUMNS
from arena.method.text import as_text, clean
from arena.sharing import return_form
from arena.workbook import headings, names
from arena.workbook.actor_table import MOST_ACTORS, ActorTable, HeadingTwice, NoTable, SeveralTables
from arena.workbook.cells import cell_name, reference_of
from arena.workbook.errors import TooManyActors, listed, shown_text
from arena.workbook.intake.book import CellError, RawBook, RawSheet
from arena.workbook.reading import NewerSchema

_WIDE_OF_NAME = 3
"""Over so many cells the box for the filler's name runs."""

_SHORTEST_OF_END = 8
"""Letters from which on a line counts as part of what the form says at its end."""

_RATED = (*headings.RATED, "replaced_by")


@dataclass(frozen=True)
class ReturnedForm:
    """A form that was filled in. Rows and columns count from 1.

    Attributes:
        listed: the rows of its table, as a table of actors; a cell of the actors still holds their resources as well.
        missed_rows: the rows under "Wie missen we?", likewise.
        end: the first row of what the form says at its end; one below the last row where that was taken away.
        filled_in_by: what its filler typed as a name, cleaned; ``None`` where nothing.
        language: the language of the form.
    """

    listed: ActorTable
    missed_rows: ActorTable
    end: int
    filled_in_by: str | None
    language: str

    @property
    def entries(self) -> pd.DataFrame:
        """The estimates, as ``Analysis.table`` holds them: the rows of the table, and who is missed if rated too."""
        listed, missed = self.listed.typed, self.missed_rows.typed
        typed = {key: [*listed[key], *(missed[key][row] for row in self._missed_and_rated)] for key in COLUMNS}
        cells = typed["actor"]
        typed["actor"], typed["resources"] = [_name_of(cell) for cell in cells], [_resources_of(cell) for cell in cells]
        return pd.DataFrame(typed, columns=list(COLUMNS), dtype=object)

    @property
    def rows(self) -> list[int]:
        """The row of the sheet in which each of the estimates stands."""
        missed = self.missed_rows.where.rows
        return [*self.listed.where.rows, *(missed[row] for row in self._missed_and_rated)]

    @property
    def missed(self) -> tuple[str, ...]:
        """The names under "Wie missen we?", cleaned."""
        return tuple(filter(None, map(_name_of, self.missed_rows.typed["actor"])))

    @property
    def cells_beside(self) -> list[str]:
        """The names of the filled cells that are no part of the form: beside its table, and below its end."""
        own = self.listed.columns.values()
        first, last = min(own), max(own)
        found = (
            (row, column)
            for row, column in self.listed.sheet.cells
            if (row > self.end and not self._says_the_end(row, column))
            or (row >= self.listed.row and not (first <= column <= last and column in own))
        )
        return [cell_name(row - 1, column - 1) for row, column in sorted(found)]

    def _says_the_end(self, row: int, column: int) -> bool:
        return _is_of_end(self.listed.sheet.cells[row, column])

    @cached_property
    def _missed_and_rated(self) -> list[int]:
        typed = self.missed_rows.typed
        rated = [any(map(clean, row)) for row in zip(*(typed[key] for key in _RATED), strict=True)]
        return [row for row, name in enumerate(typed["actor"]) if clean(name) and rated[row]]


def find(book: RawBook, file: str) -> ReturnedForm | None:
    """Return the form that a file is; ``None`` where it is none.

    Args:
        book: its cells.
        file: its name, for messages.

    Raises:
        NewerSchema: a newer version made the form.
        NoTable: it is marked as a form and has none of its headings any more.
        SeveralTables: it holds more than one form.
        HeadingTwice: a heading stands in two of its columns.
        TooManyActors: it has more rows than are worked on.
    """
    marks = {name.lower(): value for name, value in book.names.items()}
    mark = marks.get(names.FORM)
    if mark is not None and mark.isascii() and mark.isdigit() and int(mark[:9]) > return_form.VERSION:
        raise NewerSchema("input.newer", file=file)
    ours = [table for table in book.tables if table.name.casefold() == return_form.TABLE.casefold()]
    found = [(sheet, row, heads) for sheet in book.sheets for row, heads in _heads(sheet)]
    if len(found) > 1:
        on_ours = [one for one in found if any((one[0].name, one[1]) == (each.sheet, each.ref[0]) for each in ours)]
        found = on_ours if len(on_ours) == 1 else found
    if not found:
        if mark is not None or ours:
            raise NoTable("input.no_table", file=file)
        return None
    if len(found) > 1:
        where = [f"‘{shown_text(sheet.name)}’ ({cell_name(row - 1, heads[0][0] - 1)})" for sheet, row, heads in found]
        raise SeveralTables("input.several_tables", file=file, where=listed(where))
    return _read(book, marks, *found[0], file)


def _read(
    book: RawBook,
    marks: Mapping[str, str],
    sheet: RawSheet,
    head: int,
    heads: list[tuple[int, str, str]],
    file: str,
) -> ReturnedForm:
    columns: dict[str, int] = {}
    for column, key, language in heads:
        if key in columns:
            cells = [cell_name(head - 1, one - 1) for one in (columns[key], column)]
            heading = clean(return_form.headings(catalogue(language))[key])
            raise HeadingTwice("input.heading_twice", file=file, heading=heading, first=cells[0], second=cells[1])
        columns[key] = column
    of_heads = next(language for _, key, language in heads if key == headings.ACTOR)
    told = marks.get(names.LANGUAGE, "").strip('"')
    language = told if told in LANGUAGES else of_heads
    last = max((row for row, _ in sheet.cells), default=head)
    actors = columns[headings.ACTOR]
    asked = _first_row(sheet, actors, head, _asks_who_is_missed)
    if asked is None:
        asked = _row_before(marks.get(names.MISSED, ""), sheet, head)
    end = _first_row(sheet, actors, asked or head, _begins_the_end) or last + 1
    asked = asked or end
    table = next((one for one in book.tables if (one.sheet, one.ref[0]) == (sheet.name, head)), None)
    form = ReturnedForm(
        listed=ActorTable(sheet, head, columns, language, table, asked - head - 1),
        missed_rows=ActorTable(sheet, asked, columns, language, None, max(0, end - asked - 1)),
        end=end,
        filled_in_by=_filled_in_by(marks.get(names.FILLED_IN_BY, ""), sheet, head),
        language=language,
    )
    count = len(form.listed.where.rows) + len(form.missed_rows.where.rows)
    if count > MOST_ACTORS:
        raise TooManyActors("input.too_many_actors", file=file, count=count, most=MOST_ACTORS)
    return form


def _heads(sheet: RawSheet) -> Iterator[tuple[int, list[tuple[int, str, str]]]]:
    """Yield each row with the headings of a form, and of each its column, its key and its language."""
    known = headings.of_form(return_form.COLUMNS)
    rows: dict[int, list[tuple[int, str, str]]] = {}
    for (row, column), value in sheet.cells.items():
        if isinstance(value, str) and (heading := known.get(headings.unbroken(value))):
            rows.setdefault(row, []).append((column, *heading))
    for row, heads in sorted(rows.items()):
        if headings.are_of_actors(key for _, key, _ in heads):
            yield row, sorted(heads)


def _first_row(sheet: RawSheet, column: int, below: int, is_it: Callable[[object], bool]) -> int | None:
    """Return the first row below another in which a column holds what is looked for."""
    found = (row for (row, at), value in sheet.cells.items() if at == column and row > below and is_it(value))
    return min(found, default=None)


@cache
def _texts(key: str) -> tuple[str, ...]:
    return tuple(map(headings.unbroken, in_every_language(key)))


def _asks_who_is_missed(value: object) -> bool:
    return isinstance(value, str) and headings.unbroken(value) in _texts("return_form.missed")


def _begins_the_end(value: object) -> bool:
    """Return True if a cell holds the first line of what the form says at its end."""
    return _is_of_end(value) and any(one.startswith(headings.unbroken(str(value))) for one in _texts("return_form.end"))


def _is_of_end(value: object) -> bool:
    """Return True if a cell holds a line of what the form says at its end."""
    if not isinstance(value, str) or len(text := headings.unbroken(value)) < _SHORTEST_OF_END:
        return False
    return any(text in one for one in _texts("return_form.end"))


def _row_before(reference: str, sheet: RawSheet, head: int) -> int | None:
    """Return the row above the area that a name refers to, from 1, if it lies on a sheet below the headings."""
    try:
        found = reference_of(reference)
    except ValueError:
        return None
    row = found.area.first_row
    return row if row > head and found.sheet.lower() == sheet.name.lower() else None


def _filled_in_by(reference: str, sheet: RawSheet, head: int) -> str | None:
    """Return what stands in the box for the name: right of what asks for it, or else where its name refers to."""
    asks = _texts("return_form.name")
    above = ((at, value) for at, value in sheet.cells.items() if at[0] < head and isinstance(value, str))
    asked = next((at for at, value in above if headings.unbroken(value) in asks), None)
    if asked is not None:
        row, column = asked[0], asked[1] + 1
    else:
        try:
            found = reference_of(reference)
        except ValueError:
            return None
        row, column = found.area.first_row + 1, found.area.first_column + 1
        if found.sheet.lower() != sheet.name.lower() or row >= head:
            return None
    typed = (sheet.cells.get((row, at)) for at in range(column, column + _WIDE_OF_NAME))
    return next((clean(value) for value in typed if not isinstance(value, CellError) and clean(value)), None)


def _lines(cell: object) -> list[str]:
    return [line for line in as_text(cell).splitlines() if clean(line)]


def _name_of(cell: object) -> str | None:
    lines = _lines(cell)
    return clean(lines[0]) if lines else None


def _resources_of(cell: object) -> str | None:
    return "\n".join(_lines(cell)[1:]) or None
