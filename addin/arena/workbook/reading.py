"""An arena-analyse from what a file or a live workbook holds: each standing sheet reads its own part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from arena.method.text import fold
from arena.workbook import actor_table, names, words
from arena.workbook.actor_table import ActorTable
from arena.workbook.book import STANDING
from arena.workbook.errors import InputError
from arena.workbook.intake.book import Cell, RawBook, RawTable
from arena.workbook.model import LINES, SCHEMA, Analysis, ReadAnalysis, is_newer
from arena.workbook.sheet import SheetCells
from arena.workbook.sheets import resources, resources_written
from arena.workbook.sheets.generated.page import generated_page

ENTRY_NAMES = frozenset({names.SCHEMA}.union(*(sheet.names for sheet in STANDING)))
"""The names behind which entries stand; no other is looked up."""

NAMES_FOR_RESULTS = frozenset({names.SCHEMA}.union(*(sheet.names for sheet in STANDING if not sheet.apart)))
"""Those of them that results depend on."""


class NewerSchema(InputError):
    """The workbook was made by a newer version, which may mean other things by its cells."""


@dataclass(frozen=True)
class WholeRead:
    """All that a workbook holds, and what was understood of it.

    Attributes:
        raw: the cells as read.
        read: the analysis in them.
        actors: the table of actors.
        asked: the cells outside it that the analysis was read from, by sheet.
    """

    raw: RawBook
    read: ReadAnalysis
    actors: ActorTable
    asked: Mapping[str, set[Cell]]


def _asked(book: RawBook) -> dict[str, bool]:
    """Return what was answered on the sheet of resources to whether a resource is needed."""
    tabs = words.spellings(f"sheet.{resources.KEY}.tab")
    pages = filter(None, (generated_page(sheet) for sheet in book.sheets if fold(sheet.name) in tabs))
    ours = next((page for page in pages if page.sealed.seal.key == resources.KEY), None)
    return {} if ours is None else resources_written.answers(resources_written.read(ours.shown))


def interpret(book: RawBook, file: str, table: RawTable | None = None) -> ReadAnalysis:
    """Return the analysis that a workbook holds; see :func:`read_whole`."""
    return read_whole(book, file, table).read


def read_whole(book: RawBook, file: str, table: RawTable | None = None) -> WholeRead:
    """Return the analysis that a workbook holds, with the cells that it was read from.

    Args:
        book: the cells as read.
        file: the file's name, for messages.
        table: the table of actors, where it is known by now; else it is looked for.

    Raises:
        NewerSchema, and what ``actor_table.find`` raises; nothing is guessed.
    """
    found = {name: reference for name, reference in book.names.items() if name.lower() in ENTRY_NAMES}
    schema = SheetCells(book.sheets, found).typed(names.SCHEMA)
    if is_newer(schema):
        raise NewerSchema("input.newer", file=file)
    actors = actor_table.find(book, file, table, LINES if schema == SCHEMA else None)
    cells = SheetCells(book.sheets, found, actors)
    fields: dict[str, Any] = {}
    for sheet in STANDING:
        fields |= sheet.read(cells)
    fields["asked"] = _asked(book)
    version = int(schema) if isinstance(schema, int | float) and not isinstance(schema, bool) else None
    read = ReadAnalysis(
        Analysis(**fields),
        actors.where,
        actors.sheet.name,
        schema=version,
        formulas=actors.formulas,
        unread=actors.unread,
        beyond=actors.beyond,
        typed_ranks={} if version is None else actors.typed_ranks,
        letters_guessed=book.letters_guessed,
    )
    return WholeRead(book, read, actors, cells.asked)
