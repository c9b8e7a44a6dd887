"""What of a file that came back was not read, or does not count: a sentence each, for whoever puts files together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from arena.locale import Catalogue
from arena.method.levels import IMPORTANCE_WORDS, INVALID, LOWEST, read_level
from arena.method.text import clean, fold
from arena.workbook import headings, words
from arena.workbook.actor_table import ActorTable
from arena.workbook.book import PAINTED, STANDING
from arena.workbook.cells import Whereabouts
from arena.workbook.errors import listed, shown_text
from arena.workbook.intake.besides import MACROS, NOTES, PICTURES
from arena.workbook.intake.book import RawBook, RawSheet
from arena.workbook.model import EntryFormula
from arena.workbook.sheets.columns import COLUMNS

_MOST_LEVELS = 20
"""Cells without a level that are named one by one; of the others only how many there are."""


def levels(entries: pd.DataFrame, where: Whereabouts, texts: Catalogue) -> Iterator[str]:
    """Yield what is said of rated cells that hold no level, and where no cell at all holds one."""
    accepted = {
        "importance": IMPORTANCE_WORDS,
        "replaceability": words.level_spellings("replaceability"),
        "dependency": words.level_spellings("dependency"),
    }
    wrong, rated = [], False
    for row, typed in enumerate(entries[list(accepted)].itertuples(index=False)):
        for key, value in zip(accepted, typed, strict=True):
            level = read_level(value, accepted[key])
            rated |= level >= LOWEST
            if level == INVALID:
                wrong.append((row, key, value))
    for row, key, value in wrong[:_MOST_LEVELS]:
        yield texts(f"note.invalid_{key}", cell=where.cell(row, key), value=shown_text(clean(value)))
    if len(wrong) > _MOST_LEVELS:
        yield texts("collect.more", count=len(wrong) - _MOST_LEVELS)
    if not rated:
        yield texts("collect.nothing_filled")


def formulas(actors: ActorTable, found: Iterable[EntryFormula], texts: Catalogue) -> Iterator[str]:
    """Yield what is said of entry cells that hold a formula: its result counts, where one was stored."""
    cells: dict[bool, list[str]] = {}
    for formula in found:
        cells.setdefault(formula.calculated, []).append(actors.where.cell(formula.row, formula.column))
    for calculated, named in cells.items():
        if calculated:
            yield texts("collect.formulas", cells=listed(named))
        else:
            yield texts("file.formula.uncalculated", cell=listed(named))


def columns(actors: ActorTable, texts: Catalogue) -> Iterator[str]:
    """Yield which rated column is missing, and which columns beside ours were not read."""
    for key in headings.RATED:
        if key not in actors.columns:
            yield texts("collect.no_column", column=texts(f"column.{key}.heading"))
    known = words.spellings(*(f"column.{one.key}.heading" for one in COLUMNS))
    first, last = (0, 0) if actors.table is None else (actors.table.ref[1], actors.table.ref[3])
    own = [
        value
        for (row, column), value in sorted(_row(actors.sheet, actors.row))
        if column not in actors.columns.values()
        and fold(value) not in known
        and (actors.table is None or first <= column <= last)
    ]
    if own:
        yield texts("collect.columns_not_read", columns=_quoted(own))


def cells(names: Sequence[str], texts: Catalogue) -> Iterator[str]:
    """Yield what is said of cells that stand beside or below a table."""
    if names:
        yield texts("collect.cells_not_read", cells=listed(names))


def beside(book: RawBook, sheet: str, texts: Catalogue, *, ours: bool) -> Iterator[str]:
    """Yield what is said of a file's other sheets and of what it holds besides cells.

    Args:
        book: the file.
        sheet: the name of the sheet that was read.
        texts: the language.
        ours: whether it is an Arena workbook, whose own sheets are meant to be there.
    """
    own = _tabs() if ours else frozenset()
    others = [one.name for one in book.sheets if one.cells and one.name != sheet and fold(one.name) not in own]
    if others:
        yield texts("collect.sheets_not_read", sheets=_quoted(others), sheet=shown_text(sheet))
    for kind, key in ((NOTES, "collect.notes"), (PICTURES, "collect.pictures")):
        if on := book.besides.get(kind):
            yield texts(key, sheets=_quoted(on))
    if MACROS in book.besides:
        yield texts("collect.macros")


def _row(sheet: RawSheet, row: int) -> Iterator[tuple[tuple[int, int], str]]:
    return ((at, value) for at, value in sheet.cells.items() if at[0] == row and isinstance(value, str))


def _tabs() -> frozenset[str]:
    return words.spellings(*(f"sheet.{key}.tab" for key in (*(one.key for one in STANDING), *PAINTED)))


def _quoted(names: Sequence[str]) -> str:
    return listed([f"‘{shown_text(clean(name))}’" for name in names])
