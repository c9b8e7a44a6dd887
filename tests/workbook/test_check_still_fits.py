"""Nakijken says by a formula whether it still fits the table that it was made from; every judge works it out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import catalogue
from arena.workbook.description import Book, Formula
from arena.workbook.model import Analysis, evaluate
from tests.bench.judges import EXCEL_MODEL, JUDGES, Judge
from tests.workbook.made import check_sheet
from tests.workbook.recalculated import disagreements, paint_without_results, set_lines
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.formulas

TABLE = """actor  | imp | repl         | dep          | own | target | resources | by | why | basis
           OCMW   | 4   | klein        | groot        |     |        | geld      |    |     | gesprek
           School | 3   | eerder klein |              | 2   |        |           | Bib| x   |
           Bib    | ?   | groot        | eerder klein |     | ja     | boeken    |    |     |
           Gezin  | 2   | groot        |              |     |        | tijd      |    |     |
           Ouders |     |              |              |     |        |           |    |     |"""
MADE_ON = dt.date(2026, 3, 1)
TAB = catalogue("nl")("sheet.check.tab")
FITS, OUTDATED = catalogue("nl")("check.fits"), catalogue("nl")("check.outdated")


def of(*changes: tuple[str, str]) -> Analysis:
    text = TABLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return analysis(text)


CHANGED = {
    "importance": of(("4   | klein", "3   | klein")),
    "name": of(("OCMW", "OCMW Gent")),
    "resource": of(("geld ", "geld; mensen ")),
    "substitute": of(("Bib| x", "OCMW| x")),
    "own place": of(("| 2   |        |", "| 3   |        |")),
    "an explanation by which a note goes": of(("| boeken    |    |  ", "| boeken    | OCMW | x")),
    "an actor more": analysis(f"{TABLE}\n Politie | 1 | groot | klein"),
    "an actor less": analysis("\n".join(TABLE.splitlines()[:-1])),
    "a blank row between": analysis(TABLE.replace("           School", "           |\n           School")),
    "the order of the rows": analysis("\n".join([TABLE.splitlines()[0], *reversed(TABLE.splitlines()[1:])])),
}
SAME = {"nothing": of(), "basis": of(("gesprek", "vermoeden"))}
FOR_THE_SLOW_JUDGE = {"importance", "the order of the rows", "nothing"}


def with_old_list(new: Analysis) -> Book:
    """The workbook of an analysis with the list that was made before it changed."""
    after = described(new)
    return replace(after, sheets=[*after.sheets, check_sheet(evaluate(of()), MADE_ON)])


def verdicts(analyses: dict[str, Analysis], judge: Judge, folder: Path) -> dict[str, object]:
    """What each list says of itself once a judge has recalculated the workbook."""
    some = {name: each for name, each in analyses.items() if judge is not EXCEL_MODEL or name in FOR_THE_SLOW_JUDGE}
    paths = [
        paint_without_results(with_old_list(each), folder / f"{number}.xlsx")
        for number, each in enumerate(some.values())
    ]
    sheet = check_sheet(evaluate(of()), MADE_ON)
    place = next(p for p, cell in sheet.cells.items() if isinstance(cell.value, Formula) and cell.value.value == FITS)
    found = judge.recalculate_many(paths)
    return {name: values[TAB].get((place[0] + 1, place[1] + 1)) for name, values in zip(some, found, strict=True)}


@pytest.fixture(autouse=True)
def few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    set_lines(monkeypatch, 8)


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.name)
class TestTheList:
    def test_is_outdated_after_a_change_of_what_it_shows(self, judge: Judge, tmp_path: Path) -> None:
        found = verdicts(CHANGED, judge, tmp_path)
        assert found == dict.fromkeys(found, OUTDATED)

    def test_still_fits_after_a_change_elsewhere(self, judge: Judge, tmp_path: Path) -> None:
        found = verdicts(SAME, judge, tmp_path)
        assert found == dict.fromkeys(found, FITS)

    def test_every_formula_gives_what_python_gives(self, judge: Judge, tmp_path: Path) -> None:
        book = with_old_list(of())
        others = [sheet.name for sheet in book.sheets if sheet.key != "check"]
        assert disagreements({"list": book}, judge, tmp_path, leaving_out=others) == []
