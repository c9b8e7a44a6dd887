"""Native formulas against Python on random tables, on two hundred actors, and on every combination of answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arena.workbook.description import Book
from arena.workbook.model import evaluate
from arena.workbook.sheets import issue
from arena.workbook.sheets import settings as settings_sheet
from tests.bench.judges import EXCEL_MODEL, IRONCALC, JUDGES, LIBREOFFICE, Judge
from tests.thorough import one_in
from tests.workbook import formula_cases as cases
from tests.workbook.recalculated import asked_of, disagreements, set_lines
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
        made = {f"seed {seed}": described(cases.random_analysis(seed)) for seed in one_in(2, range(12))}
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
    """On the sheets that tell the kind of issue alone: the answers, and how they are read."""

    @staticmethod
    def book(answers: dict[str, object]) -> Book:
        result = evaluate(analysis(answers=answers))
        sheets = [issue.describe(result), settings_sheet.describe(result)]
        return Book("nl", "", sheets, {name: s.reference(area) for s in sheets for name, area in s.names.items()})

    @pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.name)
    def test_gives_the_kind_that_python_gives(self, judge: Judge, tmp_path: Path) -> None:
        every = cases.every_answer()
        some = every[::4] if judge is EXCEL_MODEL else every  # it takes its time
        every_one = {str(number): answers for number, answers in enumerate(some)}
        books = {number: self.book(answers) for number, answers in asked_of(judge, every_one).items()}
        assert disagreements(books, judge, tmp_path) == []

    def test_covers_all_five_outcomes(self) -> None:
        outcomes = {analysis(answers=answers).issue for answers in cases.every_answer()}
        assert len(outcomes) == 5  # exchange is never assumed
