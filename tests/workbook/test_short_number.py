"""The short number by formula is the short number by Python, by every judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.method import short_number
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets import calculation
from tests.bench.judges import EXCEL_MODEL, HYPERFORMULA, IRONCALC, JUDGES_OF_CELLS, Judge
from tests.workbook import calculation_cases, formula_cases
from tests.workbook.recalculated import asked_of, disagreements, set_lines
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


def cases() -> dict[str, Analysis]:
    every = {"rows": analysis(ROWS), **formula_cases.tables()}
    random = {f"seed {seed}": calculation_cases.at_random(12, seed) for seed in range(6)}
    return {name: of for name, of in (every | random).items() if evaluate(of).assessment.rated_count >= 4}


@pytest.mark.parametrize("judge", JUDGES_OF_CELLS, ids=lambda judge: judge.name)
def test_the_formula_gives_what_python_gives(judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = judge in (EXCEL_MODEL, HYPERFORMULA)
    # the model reads no _x000D_, and HyperFormula takes klëin for klein (known_wrong)
    some = {name: of for name, of in cases().items() if name not in ("carriage returns", "no levels")}
    some = {name: some[name] for name in ("rows", "levels", "words", "seed 3")} if slow else some
    set_lines(monkeypatch, 14 if slow else 30)
    books = {name: described(of) for name, of in (some if slow else asked_of(judge, some)).items()}
    assert all(calculation.totals(evaluate(of))["short_number"] != "" for of in some.values())
    others = [sheet.name for sheet in books["rows"].sheets if sheet.key != "calculation"]
    assert disagreements(books, judge, tmp_path, leaving_out=others) == []


def test_the_formula_gives_no_number_of_so_few_that_it_would_tell_their_ratings(tmp_path: Path) -> None:
    three = analysis("actor | imp\nA | 4\nB | 3\nC | ?")
    assert calculation.totals(evaluate(three))["short_number"] == ""
    assert disagreements({"three": described(three)}, IRONCALC, tmp_path) == []


def test_each_line_adds_what_its_row_adds() -> None:
    of = evaluate(analysis(ROWS))
    added = [int(number) for number in calculation.values(of)["number"] if number != ""]  # type: ignore[arg-type]
    assert sum(added) % short_number.MODULUS == short_number.short_number(of.entries)
    assert added == [n for n, used in zip(short_number.of_rows(of.entries), of.entries.in_use, strict=True) if used]
