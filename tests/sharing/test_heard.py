"""What a screen reader finds on every sheet that is written: the workbook's, those of buttons, and those of copies."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from functools import cache

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.sharing import window
from arena.workbook import book
from arena.workbook.cells import Area
from arena.workbook.description import Cell, Formula, Link, RichText, Sheet
from arena.workbook.example import example
from arena.workbook.model import evaluate
from arena.workbook.sheets import ratings
from tests.sharing.test_copies_seen import CASES as COPIES
from tests.sharing.test_copies_seen import allowed
from tests.sharing.test_window import PROPOSALS, chosen
from tests.workbook.rated import merged
from tests.workbook.rated import sheet as rated_sheet
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.pure

DAY = dt.date(2026, 3, 1)
LAST_TO_STAY = 6
"""Headings further down would take a phone's window for themselves if they stayed in view."""

SAYS_NOTHING = {"hier", "klik hier", "here", "click here", "link", "lees meer", "read more"}


@cache
def sheets(language: str) -> dict[str, Sheet]:
    """Every sheet in a language, by where it stands and its key."""
    result = evaluate(example(language))
    found = {f"empty, {one.key}": one for one in described(analysis(language=language)).sheets}
    found |= {f"example, {one.key}": one for one in book.describe(result, summary_on=DAY).sheets}
    found |= {f"made, {one.key}": one.describe(book.made_from(result, DAY)) for one in book.GENERATED}
    found["made, ratings"] = rated_sheet(merged(result, *(f"{name} 4 g k" for name in result.entries.actor[:3])))
    for proposal in PROPOSALS.values():
        asked = window.describe(proposal, chosen(proposal), catalogue(language)).sheet
        found[f"made, share with {proposal.audience.name}"] = asked
    for name in COPIES:
        found |= {f"copy for {name}, {one.key}": one for one in allowed(name, language).sheets}
    return found


def said(cell: Cell | None) -> str:
    """The text of a cell, as it is read aloud."""
    value = None if cell is None else cell.value
    if isinstance(value, RichText):
        return "".join(text for text, _ in value.parts)
    shown = value.value if isinstance(value, Formula) else value.text if isinstance(value, Link) else value
    return "" if shown is None else str(shown)


def cells_of(area: Area) -> Iterator[tuple[int, int]]:
    for row in range(area.first_row, min(area.last_row, area.first_row + 40) + 1):
        yield from ((row, column) for column in range(area.first_column, area.last_column + 1))


EACH = [(language, name) for language in LANGUAGES for name in sheets(language)]
each_sheet = pytest.mark.parametrize(("language", "name"), EACH, ids=[", ".join(one) for one in EACH])


def test_are_all_those_that_there_are() -> None:
    keys = {sheet.key for sheet in sheets("nl").values()}
    assert keys >= {one.key for one in book.STANDING} | set(book.PAINTED) | {ratings.KEY}


@each_sheet
def test_begins_with_what_it_is(language: str, name: str) -> None:
    sheet = sheets(language)[name]
    first = next(cell for _, cell in sorted(sheet.cells.items()) if said(cell))
    assert "title" in first.style
    assert sheet.name
    assert len(sheet.name) <= 31


@each_sheet
def test_has_its_headings_in_one_row_of_a_table_with_words(language: str, name: str) -> None:
    table = sheets(language)[name].table
    if table is None:
        return
    sheet = sheets(language)[name]
    headings = [column.heading.strip() for column in table.columns]
    assert all(headings)
    assert len({heading.casefold() for heading in headings}) == len(headings)
    assert table.title
    assert table.description
    assert sheet.freeze is not None
    if table.area.first_row < LAST_TO_STAY:
        assert sheet.freeze[0] == table.area.first_row + 1, "the headings stay in view"


@each_sheet
def test_merges_no_cells_in_which_something_is_typed(language: str, name: str) -> None:
    sheet = sheets(language)[name]
    typed = {place for one in sheet.validations for place in cells_of(one.area)}
    for area in sheet.merges:
        assert area.first_row == area.last_row
        assert not typed & set(cells_of(area))


@each_sheet
def test_tells_of_each_cell_to_type_in_what_belongs_there(language: str, name: str) -> None:
    """In a message, or in words to the left or above."""
    sheet = sheets(language)[name]
    told = {place for one in sheet.validations if one.message for place in cells_of(one.area)}
    for row, column in (place for place, cell in sheet.cells.items() if cell.style.startswith("entry")):
        left = any(said(sheet.cells.get((row, before))) for before in range(column))
        above = any(said(sheet.cells.get((before, column))) for before in range(row))
        assert (row, column) in told or left or above, (row, column)


@each_sheet
def test_links_say_where_they_lead(language: str, name: str) -> None:
    for cell in sheets(language)[name].cells.values():
        if isinstance(cell.value, Link):
            assert len(cell.value.text.strip()) > 2
            assert cell.value.text.strip().casefold() not in SAYS_NOTHING


@each_sheet
def test_leaves_no_gap_at_which_a_reader_would_stop(language: str, name: str) -> None:
    """More than two blank rows between texts sound like the end of a sheet; cells to type in are no gap."""
    sheet = sheets(language)[name]
    filled = sorted({r for (r, _), cell in sheet.cells.items() if said(cell) or cell.value is not None})
    typed = {place[0] for one in sheet.validations for place in cells_of(one.area)}
    typed |= {row for (row, _), cell in sheet.cells.items() if cell.style not in ("own", "plain")}
    for before, after in itertools.pairwise(filled):
        assert after - before <= 3 or typed >= set(range(before + 1, after)), (before + 1, after + 1)
