"""What a sheet of the workbook is: the seam through which files, the live workbook, Start and the tests reach it.

A standing sheet is in every workbook and holds entries; a generated one is painted by a button, and holds none but the
user's own column. Each is described in its own module under ``sheets``, and is one line in ``arena.workbook.book``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from arena.locale import Catalogue
from arena.workbook import days
from arena.workbook.actor_table import ActorTable
from arena.workbook.audience import NOBODY, Audience, Reader
from arena.workbook.cells import Area, reference_of
from arena.workbook.description import Formula, Sheet
from arena.workbook.intake.book import CellError, CellValue, RawSheet
from arena.workbook.model import Analysis, ReadAnalysis, Result
from arena.workbook.sheets.generated.agreements import Agreement


class SheetCells:
    """What stands in a workbook, the same from a file and from the live workbook: its table, and what its names hold.

    Args:
        sheets: the sheets.
        references: what the workbook's names refer to.
        actors: the table of actors; left out where only names are asked for.

    Attributes:
        asked: the cells behind names that were asked for, by sheet, rows and columns counted from 1.
    """

    def __init__(
        self, sheets: Iterable[RawSheet], references: Mapping[str, str], actors: ActorTable | None = None
    ) -> None:
        self._sheets = {sheet.name.lower(): sheet for sheet in sheets}
        self._areas = {name.lower(): self._parsed(reference) for name, reference in references.items()}
        self._actors = actors
        self.asked: dict[str, set[tuple[int, int]]] = {}

    @property
    def actors(self) -> ActorTable:
        """The table of actors. Raises ``LookupError`` where none was looked for."""
        if self._actors is None:
            raise LookupError("no table of actors was looked for")
        return self._actors

    def typed(self, name: str) -> object:
        """Return what was typed in the first cell behind a name, a day as a text; nothing where there is none."""
        block = self.block(name, 1, 1)
        value = block[0][0] if block and block[0] else None
        return value.isoformat() if isinstance(value, dt.datetime) else value

    def block(self, name: str, rows: int, columns: int) -> list[list[object]]:
        """Return what was typed in the cells behind a name, row by row, at most so many; [] where there is none."""
        found = self._areas.get(name)
        if found is None:
            return []
        sheet, area = found
        lines = range(area.first_row + 1, min(area.last_row + 1, area.first_row + rows) + 1)  # cells count from 1
        across = range(area.first_column + 1, min(area.last_column + 1, area.first_column + columns) + 1)
        self.asked.setdefault(sheet.name, set()).update((row, column) for row in lines for column in across)
        return [[_plain(sheet.cells.get((row, column))) for column in across] for row in lines]

    def _parsed(self, reference: str) -> tuple[RawSheet, Area] | None:
        try:
            name, area = reference_of(reference)
        except ValueError:  # a constant or a formula
            return None
        sheet = self._sheets.get(name.lower())
        return None if sheet is None else (sheet, area)


def _plain(value: CellValue | None) -> object:
    return None if isinstance(value, CellError) else value


def _reads_nothing(_: SheetCells) -> Mapping[str, object]:
    return {}


def _refers_to_nothing(_: Catalogue) -> Mapping[str, str]:
    return {}


def _shares_nothing(_: Analysis, __: Reader) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class StandingSheet:
    """A sheet of every workbook.

    Attributes:
        key: its key; its tab is the text ``sheet.{key}.tab``.
        describe: gives its description.
        read: gives the fields of ``model.Analysis`` that were typed on it.
        names: the names behind which these stand.
        steps: the steps of the handout that it is for, each with the cell where it goes on: Start leads there.
        says: what Start says of a step that is never done, by step: a formula with its value today.
        references: names for what is no area of the sheet: what each refers to, in a language.
        apart: whether nothing but Start shows what is typed on it: a click reads it only where it asks for it.
        goes_to: the audiences in whose copy it stands as it is; nobody's unless it says so.
        talk: whether the whole sheet is talk data (docs/method.md, "Talks").
        shared: gives what was typed on it and a reader may have, as fields of ``model.Analysis``: nothing unless it
            says so. Whatever is described for that reader is described from these fields alone.
    """

    key: str
    describe: Callable[[Result], Sheet]
    read: Callable[[SheetCells], Mapping[str, object]] = _reads_nothing
    names: Sequence[str] = ()
    steps: Mapping[int, str] = field(default_factory=dict)
    says: Mapping[int, Callable[[Result], Formula]] = field(default_factory=dict)
    references: Callable[[Catalogue], Mapping[str, str]] = _refers_to_nothing
    apart: bool = False
    goes_to: frozenset[Audience] = NOBODY
    talk: bool = False
    shared: Callable[[Analysis, Reader], Mapping[str, object]] = _shares_nothing


@dataclass(frozen=True)
class Source:
    """What a page is made from, as it stands in its workbook.

    Attributes:
        sheet: the name of the table's sheet.
        headings: the heading of each of its columns by key; of one that the user took out there is none.
        first_row: the first row below the headings, counted from 0.
        calculation: the name of the sheet of calculations, with which the page compares itself afterwards; ``None``
            where it is missing.
    """

    sheet: str
    headings: Mapping[str, str]
    first_row: int
    calculation: str | None


@dataclass(frozen=True)
class MadeFrom:
    """What a generated sheet is made from.

    Attributes:
        result: the analysis, evaluated.
        read: the analysis as read, with where its cells stand.
        source: the table that it is made from, and what it compares itself with afterwards.
        made_on: the day.
        agreed: what users wrote in the column of agreements of the sheet before this one.
    """

    result: Result
    read: ReadAnalysis
    source: Source
    made_on: dt.date
    agreed: Sequence[Agreement] = ()

    @property
    def day(self) -> str:
        """The day as a text: no pattern that Excel could translate."""
        return days.in_numbers(self.made_on)


@dataclass(frozen=True)
class GeneratedSheet:
    """A sheet that a button paints. It goes into no copy.

    Attributes:
        key: its key, as that of its description; its tab is the text ``sheet.{key}.tab``.
        describe: gives its description.
    """

    key: str
    describe: Callable[[MadeFrom], Sheet]
