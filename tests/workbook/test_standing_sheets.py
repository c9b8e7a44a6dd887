"""The seam of the standing sheets: what is described, written and read back is equal, for every sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

import pandas as pd
import pytest

from arena.locale import LANGUAGES
from arena.method.levels import CRITERIA
from arena.workbook import actor_table
from arena.workbook.book import STANDING
from arena.workbook.example import example
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import QUESTIONS, Analysis, Settings, evaluate
from arena.workbook.sheet import SheetCells, StandingSheet
from arena.workbook.sheets.columns import COLUMNS
from tests.workbook.filled_in import FILLED, filled_in
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.file

ELSEWHERE = {"issue_kind", "asked"}
"""The fields that stand on no standing sheet: one is given from outside, one is answered on a generated sheet."""

CASES = {f"{name}, {language}": give(language) for language in LANGUAGES for name, give in (
    ("empty", lambda language: analysis(language=language)),
    ("example", example),
    ("filled in", filled_in),
)}  # fmt: skip


@pytest.fixture(scope="module", params=CASES)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Analysis, SheetCells]:
    """An analysis, and the cells of the workbook in which it was written."""
    of = CASES[request.param]
    path = tmp_path_factory.mktemp("books") / "map.xlsx"
    paint(described(of), path)
    book = read_cells(path)
    return of, SheetCells(book.sheets, book.names, actor_table.find(book, path.name))


each_sheet = pytest.mark.parametrize("sheet", STANDING, ids=lambda sheet: sheet.key)


@each_sheet
def test_is_described_again_as_it_was(sheet: StandingSheet, written: tuple[Analysis, SheetCells]) -> None:
    of, cells = written
    again = Analysis(**{"language": of.language} | dict(everything(cells)))
    assert sheet.describe(evaluate(again)) == sheet.describe(evaluate(of))


@each_sheet
def test_gives_back_what_was_typed_on_it(sheet: StandingSheet, written: tuple[Analysis, SheetCells]) -> None:
    of, cells = written
    for field, found in sheet.read(cells).items():
        typed = getattr(of, field)
        if isinstance(found, pd.DataFrame):
            assert found.equals(typed)
        elif field == "settings" and typed.priority is None:
            pass  # the sheet shows what counts unless something is typed: described again, it is as it was
        else:
            assert found == typed if not isinstance(found, Mapping) else {**found} == dict.fromkeys(found) | {**typed}


@each_sheet
def test_reads_no_other_names_than_it_says_and_they_are_its_own(
    sheet: StandingSheet, written: tuple[Analysis, SheetCells]
) -> None:
    of, cells = written
    asked: set[str] = set()

    class Noting(SheetCells):
        def block(self, name: str, rows: int, columns: int) -> list[list[object]]:
            asked.add(name)
            return []

    sheet.read(Noting([], {}, cells.actors))
    assert asked == set(sheet.names)
    assert asked <= sheet.describe(evaluate(of)).names.keys()


def everything(cells: SheetCells) -> Mapping[str, Any]:
    """All fields that the sheets read."""
    return {field: value for sheet in STANDING for field, value in sheet.read(cells).items()}


def test_together_they_hold_every_field_of_an_analysis(written: tuple[Analysis, SheetCells]) -> None:
    _, cells = written
    assert everything(cells).keys() == {field.name for field in fields(Analysis)} - ELSEWHERE


def test_everything_that_can_be_typed_is_in_the_filled_in_case() -> None:
    of = filled_in("nl")
    assert FILLED.keys() == {column.key for column in COLUMNS if not column.calculated}
    assert of.answers.keys() == {*QUESTIONS, *CRITERIA}
    assert all(getattr(of.settings, field.name) for field in fields(Settings))


def test_every_field_that_a_sheet_reads_differs_in_the_filled_in_case_from_what_it_is_unless_typed() -> None:
    """Else a sheet that reads nothing back would pass."""
    of, untouched = asdict(filled_in("en")), asdict(Analysis())
    table, no_table = of.pop("table"), untouched.pop("table")
    assert not table.equals(no_table)
    same = {field for field, typed in of.items() if typed == untouched[field]}
    assert same == ELSEWHERE
