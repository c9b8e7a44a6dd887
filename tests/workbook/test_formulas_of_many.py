"""Native formulas against Python on random tables, on two hundred actors, and on every combination of answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arena.workbook.description import Book, Formula, Sheet
from arena.workbook.model import evaluate
from arena.workbook.sheets import issue
from arena.workbook.sheets import settings as settings_sheet
from tests.bench.judges import EXCEL_MODEL, IRONCALC, JUDGES, LIBREOFFICE, Judge
from tests.workbook import formula_cases as cases
from tests.workbook.recalculated import disagreements, set_lines
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.formulas


@pytest.fixture(autouse=True)
def few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many lines and rows as the random tables have: the model of Excel takes its time for each."""
    set_lines(monkeypatch, 16)


class TestRandomTables:
    @settings(max_examples=20, derandomize=True, deadline=None)
    @given(seed=st.integers(0, 10**6))
    def test_by_ironcalc(self, seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
        folder = tmp_path_factory.mktemp("random")
        assert disagreements({str(seed): described(cases.random_analysis(seed))}, IRONCALC, folder) == []

    def test_by_libreoffice(self, tmp_path: Path) -> None:
        made = {f"seed {seed}": described(cases.random_analysis(seed)) for seed in range(12)}
        assert disagreements(made, LIBREOFFICE, tmp_path) == []

    @pytest.mark.parametrize("seed", range(3))
    def test_by_the_model_of_excel(self, seed: int, tmp_path: Path) -> None:
        made = {str(seed): described(cases.random_analysis(seed))}
        assert disagreements(made, EXCEL_MODEL, tmp_path) == []

    @pytest.mark.parametrize("judge", [IRONCALC, LIBREOFFICE], ids=lambda judge: judge.name)
    def test_of_two_hundred_actors(self, judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.undo()
        assert disagreements({"200": described(cases.many_actors(200))}, judge, tmp_path) == []


class TestEveryCombinationOfAnswers:
    """All on sheets of one workbook: what an answer is read as stands beside it, and needs no other sheet."""

    @staticmethod
    def book(answered: list[dict[str, object]]) -> Book:
        sheets: list[Sheet] = []
        for number, answers in enumerate(answered):
            sheet = issue.describe(evaluate(analysis(answers=answers)))
            cells = {
                (row, column): cell
                for (row, column), cell in sheet.cells.items()
                if column > 1 or not isinstance(cell.value, Formula)
            }
            sheets.append(replace(sheet, name=f"Issue {number}", cells=cells, validations=[]))
        settings_page = settings_sheet.describe(evaluate(analysis()))
        reference = {name: sheets[0].reference(area) for name, area in sheets[0].names.items()}
        reference |= {name: settings_page.reference(area) for name, area in settings_page.names.items()}
        return Book("nl", "", [settings_page, *sheets], reference)

    @pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.name)
    def test_gives_the_kind_that_python_gives(self, judge: Judge, tmp_path: Path) -> None:
        every = cases.every_answer()
        book = self.book(every[::2] if judge is EXCEL_MODEL else every)  # it takes its time
        elsewhere = [book.sheets[0].name]  # its formulas for the form follow the kind of one of the sheets
        assert disagreements({"answers": book}, judge, tmp_path, leaving_out=elsewhere) == []

    def test_covers_all_five_outcomes(self) -> None:
        outcomes = {analysis(answers=answers).issue for answers in cases.every_answer()}
        assert len(outcomes) == 5  # exchange is never assumed
