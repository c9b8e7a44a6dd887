"""Native formulas give what Python gives, to the letter, by three judges of which none is Excel.

Every workbook is painted with wrong cached values: what agrees was calculated, from the cells that were typed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import catalogue
from arena.workbook import names
from arena.workbook.description import Book, Formula
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets import arena
from arena.workbook.sheets.columns import COLUMNS, POSITION
from tests.bench.judges import EXCEL_MODEL, IRONCALC, JUDGES, LIBREOFFICE, Judge, changed_by_recalculation
from tests.workbook import formula_cases as cases
from tests.workbook.recalculated import disagreements
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.formulas

RESULTS = [column for column in COLUMNS if column.calculated]

TABLES, SETTINGS, FORM_TABLES, KINDS, TEXTS = (
    make() for make in (cases.tables, cases.settings, cases.form_tables, cases.kinds, cases.texts)
)
EVERY_CASE = TABLES | SETTINGS | FORM_TABLES | KINDS | TEXTS

SLOW_AND_ALIKE = {name for name in SETTINGS if name.startswith("own weights (")}
"""What the model of Excel, the slowest of the three, is spared."""


@pytest.fixture(autouse=True)
def few_blank_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two blank rows under the actors instead of thirty: the model of Excel takes its time for each."""
    monkeypatch.setattr(arena, "BLANK_ROWS", 2)
    monkeypatch.setattr(arena, "SPARE_ROWS", 2)


def books(analyses: dict[str, Analysis]) -> dict[str, Book]:
    return {name: described(each) for name, each in analyses.items()}


class TestFormulasEqualPython:
    @pytest.mark.parametrize("name", EVERY_CASE)
    def test_by_ironcalc(self, name: str, tmp_path: Path) -> None:
        assert disagreements({name: described(EVERY_CASE[name])}, IRONCALC, tmp_path) == []

    def test_by_libreoffice(self, tmp_path: Path) -> None:
        assert disagreements(books(EVERY_CASE), LIBREOFFICE, tmp_path) == []

    @pytest.mark.parametrize("name", sorted(TABLES.keys() - {"carriage returns"}))
    def test_by_the_model_of_excel(self, name: str, tmp_path: Path) -> None:
        assert disagreements({name: described(EVERY_CASE[name])}, EXCEL_MODEL, tmp_path) == []

    @pytest.mark.parametrize("name", sorted((SETTINGS | FORM_TABLES | KINDS).keys() - SLOW_AND_ALIKE))
    def test_by_the_model_of_excel_under_other_choices(self, name: str, tmp_path: Path) -> None:
        first_rows = analysis("\n".join(cases.LEVELS.splitlines()[:3])).table
        assert (
            disagreements({name: described(replace(EVERY_CASE[name], table=first_rows))}, EXCEL_MODEL, tmp_path) == []
        )


class TestErrorValues:
    """An error in an entry cell; Python reads it as reading does: by its code where it is rated, else as nothing."""

    COLUMNS = ("actor", "resources", "importance", "replaceability", "replaced_by", "dependency", "own_rank")
    OTHERS = ("target_group", "basis", "explanation")

    @pytest.fixture
    def book(self) -> Book:
        rated = {"importance", "replaceability", "dependency", "own_rank"}
        lines = ["actor | imp | repl | dep | own | target | why | resources | by"]
        lines += ["A | 2 | groot | klein | 2 | | | geld | x"] * len(self.COLUMNS + self.OTHERS)
        typed = analysis("\n".join(lines))
        for row, key in enumerate(self.COLUMNS + self.OTHERS):
            typed.table.loc[row, key] = "#DIV/0!" if key in rated else None
        book = described(typed)
        sheet = book.sheet("arena")
        for row, key in enumerate(self.COLUMNS + self.OTHERS):
            sheet.put(arena.FIRST_ROW + row, POSITION[key], Formula("1/0", "#DIV/0!"), "entry")
        return book

    @pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.name)
    def test_are_no_levels_and_spread_nowhere(self, judge: Judge, book: Book, tmp_path: Path) -> None:
        found = disagreements({"errors": book}, judge, tmp_path)
        letters = [POSITION[key] for key in self.COLUMNS + self.OTHERS]
        assert len(found) == len(letters)  # the error cells themselves, which were painted with another value
        assert all("DIV/0" in each for each in found)


class TestNamesBelowTheTable:
    """LibreOffice does not extend the table: the formulas do not see what is typed there, and must say so."""

    @staticmethod
    def book(language: str, *, rows_below: int, name: object) -> Book:
        book = described(analysis("actor | imp\nOCMW | 4", language=language))
        sheet = book.sheet("arena")
        assert sheet.table is not None
        end = sheet.table.area.last_row
        sheet.put(end + rows_below, 0, name, "entry")  # type: ignore[arg-type]
        how = sheet.cells[arena.INTERNAL_ROW, 0].value
        assert isinstance(how, Formula)
        said = catalogue(language)("arena.outside", row=end + 1)
        sheet.put(arena.INTERNAL_ROW, 0, Formula(how.text, said), "internal")
        return book

    @pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.name)
    def test_are_warned_of(self, judge: Judge, tmp_path: Path) -> None:
        books = {
            "directly below": self.book("nl", rows_below=1, name="School"),
            "far below, a number": self.book("en", rows_below=arena.ROWS_PAST_THE_TABLE, name=4),
        }
        assert disagreements(books, judge, tmp_path) == []


class TestColumnsThatNoSheetHas:
    def test_count_in_no_cached_value(self, tmp_path: Path) -> None:
        complex_issue = cases.answers(("ja", "ja", "duurzaam", None))
        text = "actor | imp | repl | needs_us | attitude\nOCMW | 4 | klein | neen | heeft bezwaren"
        book = described(analysis(text, answers=complex_issue), summary_on=dt.date(2026, 3, 1))
        assert disagreements({"needs us": book}, IRONCALC, tmp_path) == []


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
        assert shown == {"name_read": "OCMW", "order": 2, "open": 2, "mask": "0" * 12}

    def test_of_a_row_between_others_nothing_is_counted(self) -> None:
        with_gap = evaluate(analysis("actor | imp | repl\nA | 4 | klein\n\nB | 3 | groot")).actors
        without = evaluate(analysis("actor | imp | repl\nA | 4 | klein\nB | 3 | groot")).actors
        assert with_gap.drop(index=1).reset_index(drop=True).equals(without)


class TestFileAsShipped:
    def test_forced_recalculation_of_a_full_workbook_changes_no_cached_value(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.undo()
        assert arena.BLANK_ROWS == 30
        path = tmp_path / "voorbeeld.xlsx"
        paint(described(TEXTS["example"]), path)
        assert changed_by_recalculation(path) == []


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
        column = f"Arena[{catalogue('nl')('column.actor.heading')}]"
        assert book.names[names.ACTORS].startswith(f"INDEX({column},1):INDEX({column},MAX(1,")
