"""The short number by formula is the short number by Python; two judges work it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.locale import catalogue
from arena.method.short_number import short_number
from arena.workbook.description import Book, Formula
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets import arena
from arena.workbook.sheets.generated.freshness import number_formula
from tests.bench.judges import EXCEL_MODEL, Judge
from tests.workbook import formula_cases
from tests.workbook.recalculated import JUDGES_OF_MAPS, disagreements
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.formulas

ROWS = """actor  | imp | repl  | dep | own | resources    | by
          OCMW   | 4   | klein |     |     | geld; mensen | CAW
          School | 3   | x     |     | x   |              | Bib; OCMW
          Bib    | ?   | groot | g   | 12  | ␣boeken⍽     | ⏎
                 |     |       |     |     |              |
          Gezin  | 2   |       |     |     | a⏎b          |
          Ouders |     |       |     |     | ⍽            |
                 |     |       |     |     | van niemand  |"""


def with_numbers(of: Analysis) -> Book:
    """The workbook of an analysis with both numbers on a sheet: by entries alone, and by rows as well."""
    book, result = described(of), evaluate(of)
    source = arena.source(catalogue(of.language))
    used = result.actors["order"].to_numpy() > 0
    rows = arena.whereabouts(len(result.entries)).rows
    for line, (number, by_row) in enumerate(
        ((short_number(result.entries, used), False), (short_number(result.entries, used, rows), True))
    ):
        assert number is not None
        book.sheet("start").put(line, 20, Formula(number_formula(source, by_row=by_row), number), "text")
    return book


def cases() -> dict[str, Analysis]:
    enough = {name: of for name, of in formula_cases.tables().items() if evaluate(of).assessment.rated_count >= 4}
    return {"rows": analysis(ROWS), **enough}


@pytest.fixture(autouse=True)
def few_blank_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arena, "BLANK_ROWS", 1)
    monkeypatch.setattr(arena, "SPARE_ROWS", 1)


@pytest.mark.parametrize("judge", JUDGES_OF_MAPS, ids=lambda judge: judge.name)
def test_the_formula_gives_what_python_gives(judge: Judge, tmp_path: Path) -> None:
    # neither judge counts the sign of the clef as Excel does (known_wrong), and the model reads no _x000D_
    some = {name: of for name, of in cases().items() if name not in ("names", "carriage returns")}
    if judge is EXCEL_MODEL:
        some = {name: some[name] for name in ("rows", "levels", "words", "spaces")}
    books = {name: with_numbers(of) for name, of in some.items()}
    others = [sheet.name for sheet in books["rows"].sheets if sheet.key != "start"]
    assert disagreements(books, judge, tmp_path, leaving_out=others) == []
