"""The sheet of ratings in a workbook that is made anew: what users wrote on the one before it is not lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import catalogue
from arena.sharing.merged_book import add_ratings
from arena.sharing.merging import merge
from arena.workbook import book, file_painter
from arena.workbook.description import Book
from arena.workbook.intake.reading import read_cells
from arena.workbook.merged import Merged
from arena.workbook.model import Result
from arena.workbook.reading import read_whole
from arena.workbook.sheets import ratings_written
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.generated.page import generated_page
from arena.workbook.update.bring import bring_along
from tests.sharing.rated import analysis, estimate

pytestmark = pytest.mark.file

DAY = dt.date(2026, 2, 3)
TAB = catalogue("nl")("sheet.ratings.tab")


@pytest.fixture
def result() -> Result:
    return analysis("Buurtwerk 4 klein groot\nBib 2 groot -")


@pytest.fixture
def merged(result: Result) -> Merged:
    sheets = [estimate(f"{level}.xlsx", f"Buurtwerk {level} klein groot\nBib 2 groot -") for level in (1, 2, 4)]
    return merge(result, sheets, texts=catalogue("nl"), file="mijn.xlsx")


def with_ratings(result: Result, merged: Merged) -> Book:
    made = book.describe(result)
    add_ratings(made, (), merged, DAY)
    return made


def again(path: Path, merged: Merged) -> Book:
    """The workbook that is made of one in a file, with the sheet of ratings made anew."""
    whole = read_whole(read_cells(path), path.name)
    brought = bring_along(whole)
    add_ratings(brought.book, whole.raw.sheets, replace(merged, result=brought.result), DAY)
    return brought.book


def put(made: Book, shown: str, value: object) -> None:
    """Write what a user does in the cell right of one that shows a text, on the sheet of ratings."""
    sheet = made.sheet("ratings")
    (row, column) = next(at for at, cell in sheet.cells.items() if cell.value == shown)
    sheet.put(row, column + 1, value, sheet.cells[row, column + 1].style)  # type: ignore[arg-type]


def test_is_the_last_one_and_seen_first(result, merged, tmp_path):
    made = with_ratings(result, merged)
    assert (made.sheets[-1].name, made.opens_on) == (TAB, "ratings")
    file_painter.paint(made, tmp_path / "uit.xlsx")
    page = generated_page(read_cells(tmp_path / "uit.xlsx").sheets[-1])
    assert page is not None
    assert page.sealed.unbroken


def test_takes_over_what_was_written_on_the_one_before_it(result, merged, tmp_path):
    made = with_ratings(result, merged)
    put(made, "Buurtwerk", "eerst navragen")
    file_painter.paint(made, tmp_path / "uit.xlsx")
    anew = again(tmp_path / "uit.xlsx", merged)
    assert [sheet.name for sheet in anew.sheets].count(TAB) == 1
    file_painter.paint(anew, tmp_path / "twee.xlsx")
    page = generated_page(read_cells(tmp_path / "twee.xlsx").sheets[-1])
    assert page is not None
    assert Agreement("own", "Buurtwerk", "eerst navragen") in ratings_written.read(page.shown)


def test_leaves_one_beside_it_of_which_another_cell_was_changed(result, merged, tmp_path):
    made = with_ratings(result, merged)
    put(made, "In woorden", "helemaal niet eens")
    file_painter.paint(made, tmp_path / "uit.xlsx")
    assert [sheet.name for sheet in again(tmp_path / "uit.xlsx", merged).sheets][-2:] == [TAB, f"{TAB} (2)"]
