"""Native formulas give what Python gives, to the letter, by three judges of which none is Excel.

Every workbook is painted with wrong cached values: what agrees was calculated, from the cells that were typed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from arena.workbook import names
from arena.workbook.description import Book, Formula
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets import arena, calculation
from arena.workbook.sheets.columns import COLUMNS, POSITION
from tests.bench.judges import EXCEL_MODEL, HYPERFORMULA, IRONCALC, LIBREOFFICE, changed_by_recalculation
from tests.thorough import one_in
from tests.workbook import formula_cases as cases
from tests.workbook.recalculated import disagreements, set_lines
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.formulas

RESULTS = [column for column in COLUMNS if column.calculated]

TABLES, SETTINGS, FORM_TABLES, KINDS, TEXTS = (
    make() for make in (cases.tables, cases.settings, cases.form_tables, cases.kinds, cases.texts)
)
EVERY_CASE = TABLES | SETTINGS | FORM_TABLES | KINDS | TEXTS

MODELLED = 16
"""Rows that the model of Excel works out in a bearable time."""

SLOW_AND_ALIKE = {name for name in SETTINGS if name.startswith("own weights (")}
"""What the model of Excel, the slowest of the three, is spared."""


LINES = 29
"""So many lines has the longest of the tables, and two blank ones."""


@pytest.fixture(autouse=True)
def few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many lines and rows as the tables need: the model of Excel takes its time for each."""
    set_lines(monkeypatch, LINES)


def books(analyses: dict[str, Analysis]) -> dict[str, Book]:
    return {name: described(each) for name, each in analyses.items()}


class TestFormulasEqualPython:
    @pytest.mark.parametrize("name", EVERY_CASE)
    def test_by_ironcalc(self, name: str, tmp_path: Path) -> None:
        assert disagreements({name: described(EVERY_CASE[name])}, IRONCALC, tmp_path) == []

    def test_by_hyperformula(self, tmp_path: Path) -> None:
        # it takes accents for no difference in MATCH (known_wrong), and with them klëin for klein
        some = {name: of for name, of in TABLES.items() if name not in ("no levels", "carriage returns")}
        assert disagreements(books(dict(one_in(3, some.items()))), HYPERFORMULA, tmp_path) == []

    def test_by_libreoffice(self, tmp_path: Path) -> None:
        assert disagreements(books(dict(one_in(3, EVERY_CASE.items()))), LIBREOFFICE, tmp_path) == []

    @pytest.mark.parametrize("name", one_in(2, sorted(TABLES.keys() - {"carriage returns"})))
    def test_by_the_model_of_excel(self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        of = EVERY_CASE[name]
        first = replace(of, table=of.table.head(MODELLED))
        set_lines(monkeypatch, len(first.table) + 1)
        assert disagreements({name: described(first)}, EXCEL_MODEL, tmp_path) == []

    @pytest.mark.parametrize("name", one_in(3, sorted((SETTINGS | FORM_TABLES | KINDS).keys() - SLOW_AND_ALIKE)))
    def test_by_the_model_of_excel_under_other_choices(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first_rows = analysis("\n".join(cases.LEVELS.splitlines()[:3])).table
        set_lines(monkeypatch, len(first_rows) + 1)
        assert (
            disagreements({name: described(replace(EVERY_CASE[name], table=first_rows))}, EXCEL_MODEL, tmp_path) == []
        )


class TestQuietRows:
    def test_blank_rows_show_nothing_at_all(self) -> None:
        book = described(analysis(cases.LEVELS))
        sheet = book.sheet("arena")
        blank = range(arena.FIRST_ROW + 7, arena.FIRST_ROW + 9)
        shown = [sheet.cells[row, POSITION[column.key]].value for row in blank for column in RESULTS]
        assert all(isinstance(value, Formula) and value.value == "" for value in shown)

    def test_a_name_alone_has_no_result_but_its_order(self) -> None:
        sheet = described(analysis("actor | resources\nOCMW | geld")).sheet("arena")
        values = {c.key: sheet.cells[arena.FIRST_ROW, POSITION[c.key]].value for c in RESULTS}
        shown = {key: cell.value for key, cell in values.items() if isinstance(cell, Formula) and cell.value != ""}
        assert shown == {"order": 2}

    def test_of_a_row_between_others_nothing_is_counted(self) -> None:
        with_gap = evaluate(analysis("actor | imp | repl\nA | 4 | klein\n\nB | 3 | groot")).actors
        without = evaluate(analysis("actor | imp | repl\nA | 4 | klein\nB | 3 | groot")).actors
        assert with_gap.drop(index=1).reset_index(drop=True).equals(without)


class TestFileAsShipped:
    def test_forced_recalculation_of_a_full_workbook_changes_no_cached_value(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.undo()
        assert (arena.BLANK_ROWS, calculation.LINES) == (30, 230)
        path = tmp_path / "voorbeeld.xlsx"
        paint(described(TEXTS["example"]), path)
        assert changed_by_recalculation(path, (IRONCALC, LIBREOFFICE)) == []


class TestFormulasStayWithinExcelsLimits:
    @pytest.fixture(params=["nl", "en"])
    def formulas(self, request: pytest.FixtureRequest) -> set[str]:
        book = described(replace(TEXTS["example"], language=request.param))
        return {
            cell.value.text for sheet in book.sheets for cell in sheet.cells.values() if isinstance(cell.value, Formula)
        }

    def test_of_length(self, formulas: set[str]) -> None:
        assert max(map(len, formulas)) <= 8192

    def test_of_text_in_a_formula(self, formulas: set[str]) -> None:
        texts = [text for formula in formulas for text in formula.replace('""', "''").split('"')[1::2]]
        assert max(map(len, texts)) <= 255

    def test_of_depth(self, formulas: set[str]) -> None:
        def depth(formula: str) -> int:
            deepest = level = 0
            for sign in formula:
                level += (sign == "(") - (sign == ")")
                deepest = max(deepest, level)
            return deepest

        assert max(map(depth, formulas)) <= 64

    def test_of_names(self) -> None:
        book = described(analysis())
        assert all(name.startswith("arena_") and len(name) <= 255 for name in book.names)
        assert names.ACTORS in book.names
        assert book.names[names.ACTORS].startswith(f"'{book.sheet('arena').name}'!$A${arena.FIRST_ROW + 1}:INDEX(")
