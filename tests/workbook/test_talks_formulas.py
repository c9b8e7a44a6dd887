"""The list to call from, what changed and the network are right after any edit: formulas against Python, by judges."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from arena.locale import catalogue
from arena.method.levels import CHOICES, COLUMNS
from arena.workbook.description import Book, Sheet
from arena.workbook.example import example
from arena.workbook.model import Analysis, Network
from arena.workbook.words import choice_text
from tests.bench.judges import EXCEL_MODEL, IRONCALC, JUDGES, LIBREOFFICE, Judge
from tests.workbook.filled_in import NETWORK, filled_in
from tests.workbook.recalculated import asked_of, disagreements, set_lines
from tests.workbook.test_summary_formulas import LEVELS, worked_out
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.formulas

MODELLED = 16
"""Actors that the model of Excel works out in a bearable time."""

SHOWN = ("start", "talks", "adjustments", "network")
READ = ("arena", "issue", "calculation", "settings")

SPEAKERS = ("Sara", "Mehmet", "sara", " Sara ", "*", "?", ">5", "iedereen", "x" * 300, None, None)
DAYS = (*(dt.datetime(2026, 1, day) for day in (5, 12, 12, 30)), dt.datetime(2026, 3, 2, 12), "in mei", None, None)
TEXTS = ("hun onthaal", "=1+1", "een hele lange zin over wat zij ervan vinden " * 5, "twee\nregels", None)


def actors(count: int, seed: int, talks_for: object = None) -> Analysis:
    """Actors with talks of every kind: to do, done, late, without a day, with wrong days, of several persons."""
    luck = random.Random(seed)

    def any_of(values: Sequence[object]) -> object:
        return luck.choice(values)

    rows = []
    for number in range(1, count + 1):
        row: dict[str, object] = {"actor": f"Actor {number}" if luck.random() < 0.95 else None}
        row |= {key: any_of(LEVELS) for key in ("replaceability", "dependency")}
        row |= {"importance": any_of([1, 2, 3, 4, "?", None]), "replaced_by": any_of(["Actor 1", None])}
        row |= {key: any_of(DAYS) for key in ("talk_by", "spoken_on")}
        row |= {key: any_of(TEXTS) for key in ("contact", "interest", "who_is_missing")}
        row["who_speaks"] = any_of(SPEAKERS)
        for key in ("attitude", "needs_us", "target_group", "in_network", "estimate_check", "readiness", "own_form"):
            words = [catalogue("nl")(choice_text(key, code)) for code in CHOICES[key]]
            row[key] = any_of([*words, "onzin", None, None])
        rows.append(row if luck.random() < 0.97 else {})
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    table = table.astype(object).where(table.notna(), None)
    return Analysis(table=table, talks_for=talks_for, network=NETWORK)


ALIKE = "\n".join(["actor | who_speaks", *(f"Actor {n} | Sara" for n in range(40))])

CASES = {
    "nobody": analysis(),
    "one": actors(1, 5),
    "without a place": analysis("actor | who_speaks\n | Sara\nA | Sara"),
    "example": example("nl"),
    "example in English, of one person": replace(example("en"), talks_for="mehmet"),
    "of nobody": replace(example("nl"), talks_for="Piet"),
    "everything filled in": filled_in("nl"),
    "a network without talks": replace(analysis(), network=replace(Network(), actions=NETWORK.actions)),
    "16": actors(16, 1),
    "16, of one person": actors(16, 2, "SARA"),
    "16, of a star": actors(16, 3, "*"),
    "more than there is room for": analysis(ALIKE),
    "60": actors(60, 1),
    "60, of one person": actors(60, 2, "Sara"),
    "230": actors(230, 3),
}


def with_the_rest_worked_out(of: Analysis) -> Book:
    """These sheets with their formulas, and what they read as values."""
    book = described(of)
    sheets: list[Sheet] = []
    for sheet in book.sheets:
        if sheet.key in SHOWN:
            sheets.append(replace(sheet, validations=[], conditions=[]))
        elif sheet.key in READ:
            sheets.append(worked_out(sheet))
    return replace(book, sheets=sheets, names={})


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.name)
def test_the_sheets_give_what_python_gives(judge: Judge, tmp_path: Path) -> None:
    asked = {name: each for name, each in CASES.items() if judge is not EXCEL_MODEL or len(each.table) <= MODELLED}
    books = {name: with_the_rest_worked_out(each) for name, each in asked_of(judge, asked).items()}
    assert disagreements(books, judge, tmp_path) == []


@pytest.mark.parametrize("judge", [IRONCALC, LIBREOFFICE], ids=lambda judge: judge.name)
def test_so_do_the_calculations_that_they_read(judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_lines(monkeypatch, 60)
    # IronCalc writes more digits of an hour than Excel does, and that case has one (known_wrong)
    some = {name: of for name, of in CASES.items() if len(of.table) <= 60 and name != "everything filled in"}
    books = {name: described(of) for name, of in asked_of(judge, some).items()}
    assert disagreements(books, judge, tmp_path) == []


def test_so_do_those_of_230_actors(tmp_path: Path) -> None:
    assert disagreements({"230": described(CASES["230"])}, LIBREOFFICE, tmp_path) == []
