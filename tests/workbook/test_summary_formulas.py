"""The summary is right after any edit: its formulas against Python, by every judge up to its size."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from arena.locale import catalogue
from arena.method.levels import CHOICES, COLUMNS
from arena.workbook.description import Book, Cell, Formula, Sheet
from arena.workbook.example import example
from arena.workbook.model import Analysis, Settings
from arena.workbook.words import choice_text
from tests.bench.judges import EXCEL_MODEL, JUDGES, Judge
from tests.workbook.recalculated import asked_of, disagreements
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.formulas

MODELLED = 16
"""Actors that the model of Excel works out in a bearable time."""

EMPTY_TEXT = Formula('""', "")

LEVELS = ("groot", "eerder groot", "eerder klein", "klein", "?", None, "x")
TEXTS = {
    "resources": ("geld; contact met gezinnen", "een " * 60, None),
    "replaced_by": ("Actor 1", None, "een ander " * 20),
    "ideas": ("samen een zomeraanbod", "elke maand " * 15, None),
    "agreed": ("lokalen open op woensdag", None, "afgesproken " * 12),
    "who_when": ("Sara, 1 maart", None),
}


def actors(count: int, seed: int) -> Analysis:
    """Actors of every kind: levels, unknown and invalid ones, forms chosen or not, long names and none."""
    luck = random.Random(seed)
    rows = []
    for number in range(1, count + 1):
        name = f"Actor {number}" + luck.choice(
            ["", "", " van de wijk", " met een heel lange naam die nergens past" * 2]
        )
        row = {"actor": name if luck.random() < 0.95 else None}
        row |= {key: luck.choice(LEVELS) for key in ("replaceability", "dependency")}
        row |= {
            "importance": luck.choice([1, 2, 3, 4, 4, "?", None, "veel"]),
            "own_rank": luck.choice([None] * 6 + [3, 1, "x"]),
        }
        row |= {key: luck.choice(some) for key, some in TEXTS.items()}
        for key in ("own_form", "attitude", "needs_us", "target_group", "network_role"):
            words = [catalogue("nl")(choice_text(key, code)) for code in CHOICES[key]]
            row[key] = luck.choice([*words, "onzin", *[None] * 6])
        rows.append(row if luck.random() < 0.97 else {})
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return Analysis(
        table=table.astype(object).where(table.notna(), None),
        answers={
            "subject": luck.choice(["Spelen", "Een lang issue " * 20, None]),
            "we": "de stuurgroep",
            "complex": "ja",
        },
        settings=Settings(objections=luck.choice([None, "ja"])),
    )


ALIKE = "\n".join(["actor | imp | repl | dep", *(f"Actor {n} | 4 | klein | groot" for n in range(40))])

CASES = {
    "nobody": analysis(),
    "one": actors(1, 5),
    "unrated": analysis("actor\nOCMW"),
    "example": example("nl"),
    "example in English": example("en"),
    **{f"{count}, seed {seed}": actors(count, seed) for count, seed in itertools.product((4, 16), range(3))},
    "more than there is room for, of one form": analysis(ALIKE),
    "60": actors(60, 1),
    "200": actors(200, 2),
    "230": actors(230, 3),
}


def with_the_rest_worked_out(of: Analysis) -> Book:
    """The summary with its formulas, and what it reads as values: the calculations are judged with the other sheets."""
    book = described(of)
    read = [sheet for sheet in book.sheets if sheet.key in ("issue", "summary", "calculation", "settings")]
    sheets = [sheet if sheet.key == "summary" else worked_out(sheet) for sheet in read]
    return replace(book, sheets=sheets, names={})


def worked_out(sheet: Sheet) -> Sheet:
    """A sheet with each formula's value in its place; an empty text stays one, which a cell cannot hold as a value."""
    cells = {
        place: Cell(cell.value.value if cell.value.value != "" else EMPTY_TEXT, cell.style)
        if isinstance(cell.value, Formula)
        else cell
        for place, cell in sheet.cells.items()
    }
    return replace(sheet, cells=cells, validations=[], conditions=[], filled_down=[])


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.name)
def test_gives_what_python_gives(judge: Judge, tmp_path: Path) -> None:
    asked = {name: each for name, each in CASES.items() if judge is not EXCEL_MODEL or len(each.table) <= MODELLED}
    books = {name: with_the_rest_worked_out(each) for name, each in asked_of(judge, asked).items()}
    assert disagreements(books, judge, tmp_path) == []
