"""Beside what is printed of a generated sheet stands no rating, name or resource, however many actors there are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from arena.method.text import split_list
from arena.workbook.description import Formula, Sheet
from arena.workbook.example import example
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import Analysis, evaluate
from tests.workbook.made import check_sheet
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.file

MADE_ON = dt.date(2026, 3, 1)
ODD = """actor | imp | repl | dep | own | target | resources | by | why
         Kruispunt | 4 | klein | groot | 7 | ja | zaal; keuken | Iemand anders | omdat het zo is
         Dwarspunt | vier | heel klein | wat groot | eerst | ja | geld |  |
         Rustpunt | ? | ? | ? | 3 |  | boeken |  | geen idee
         Meldpunt | 1 | k | g |  |  | tijd | Kruispunt |"""


def beside(sheet: Sheet, path: Path) -> dict[tuple[int, int], object]:
    """The cells of a written sheet that are not printed."""
    book = described(analysis())
    book.sheets.append(sheet)
    paint(book, path)
    setup = sheet.print_setup
    assert setup.columns is not None
    assert setup.rows is not None
    (written,) = (one for one in read_cells(path).sheets if one.name == sheet.name)
    return {
        place: value for place, value in written.cells.items() if place[1] > setup.columns or place[0] > setup.rows + 1
    }


@pytest.mark.parametrize("of", [example("nl"), example("en"), analysis(ODD)], ids=["example", "in English", "odd"])
def test_nothing_that_was_typed_about_an_actor_stands_there(of: Analysis, tmp_path: Path) -> None:
    found = beside(check_sheet(evaluate(of), MADE_ON), tmp_path / "map.xlsx")
    typed = {part for column in of.table for value in of.table[column] for part in split_list(value)}
    texts = {text for text in typed if len(text) > len("neen") and not text.isdigit()}
    assert texts
    assert [value for value in found.values() if any(text in str(value) for text in texts)] == []


def test_no_more_stands_there_of_more_actors(tmp_path: Path) -> None:
    few = example("nl")
    many = Analysis(table=pd.concat([few.table] * 4, ignore_index=True), answers=few.answers)
    counts = [len(beside(check_sheet(evaluate(of), MADE_ON), tmp_path / "map.xlsx")) for of in (few, many)]
    assert counts[0] == counts[1] < 20


def test_nor_does_a_formula_there_look_at_the_table() -> None:
    sheet = check_sheet(evaluate(example("nl")), MADE_ON)
    columns = sheet.print_setup.columns
    assert columns is not None
    assert [
        cell for (_, column), cell in sheet.cells.items() if column >= columns if isinstance(cell.value, Formula)
    ] == []
