"""The sheet of calculations gives what Python gives, to the letter, by every judge up to its size; none is Excel."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.method.levels import CHOICES, DATES
from arena.method.notes import SHOWN_NOTES, Seen
from arena.method.steps import STEPS
from arena.workbook import book
from arena.workbook.cells import area_of
from arena.workbook.description import Book, Formula
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets import arena, calculation
from arena.workbook.sheets.calculation.lines import COLUMNS, FIRST_ROW, POSITION
from arena.workbook.sheets.calculation.whole_sheet import KEYS
from arena.workbook.sheets.columns import POSITION as TYPED
from tests.bench.judges import EXCEL_MODEL, HYPERFORMULA, IRONCALC, JUDGES_OF_CELLS, LIBREOFFICE, Judge
from tests.thorough import ALL, one_in
from tests.workbook import calculation_cases as cases
from tests.workbook.recalculated import asked_of, disagreements, set_lines
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.formulas

EVERY_CASE = cases.cases()

QUICK = pytest.mark.parametrize("judge", [IRONCALC, LIBREOFFICE], ids=lambda judge: judge.name)
EVERY_JUDGE = pytest.mark.parametrize("judge", JUDGES_OF_CELLS, ids=lambda judge: judge.name)


def values(of: Analysis, key: str) -> list[object]:
    """The first values of a column, as many as the analysis has rows."""
    return list(calculation.values(evaluate(of))[key][: len(of.table)])


def figures(of: Analysis) -> dict[str, object]:
    return dict(calculation.totals(evaluate(of)))


class TestFormulasEqualPython:
    @pytest.fixture(autouse=True)
    def few_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        set_lines(monkeypatch, 40)

    @QUICK
    def test_in_the_columns_of_steps_3_to_5(self, judge: Judge, tmp_path: Path) -> None:
        books = {name: described(each) for name, each in asked_of(judge, EVERY_CASE).items()}
        assert disagreements(books, judge, tmp_path) == []

    @pytest.mark.parametrize("judge", [EXCEL_MODEL, HYPERFORMULA], ids=lambda judge: judge.name)
    @pytest.mark.parametrize(
        "name",
        one_in(2, ["words 0", "talks", "names on the board, objections shown", "chosen", "who is missing", "actions"]),
    )
    def test_by_the_slower_judges(
        self, judge: Judge, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        set_lines(monkeypatch, 16)
        first = replace(EVERY_CASE[name], table=EVERY_CASE[name].table.head(14))
        assert disagreements({name: described(first)}, judge, tmp_path) == []

    @QUICK
    def test_in_a_step_by_step_analysis_that_is_done(self, judge: Judge, tmp_path: Path) -> None:
        assert disagreements({"done": described(cases.done())}, judge, tmp_path) == []


class TestEveryCombination:
    ROWS = 345

    @pytest.fixture(autouse=True)
    def lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        set_lines(monkeypatch, self.ROWS)

    @QUICK
    def test_of_levels(self, judge: Judge, tmp_path: Path) -> None:
        parts = cases.in_parts(cases.every_level(), self.ROWS)
        books = {name: described(part) for name, part in asked_of(judge, parts).items()}
        assert disagreements(books, judge, tmp_path) == []

    @pytest.mark.parametrize("kind", cases.KINDS)
    def test_of_what_a_form_depends_on(self, kind: str, tmp_path: Path) -> None:
        every = cases.forms_of_answers(kind)
        if kind != "complex" or not ALL:  # what differs under another kind is the table of forms, and no formula
            every = replace(every, table=every.table.iloc[::7].reset_index(drop=True))
        parts = cases.in_parts(every, self.ROWS)
        assert disagreements({name: described(part) for name, part in parts.items()}, IRONCALC, tmp_path) == []

    def test_of_what_a_form_depends_on_by_libreoffice(self, tmp_path: Path) -> None:
        every = cases.forms_of_answers("complex")
        some = replace(every, table=every.table.iloc[::7].reset_index(drop=True))
        assert disagreements({"a seventh": described(some)}, LIBREOFFICE, tmp_path) == []

    def test_covers_every_span_of_classes(self) -> None:
        rows = [{"importance": i, "replaceability": r, "dependency": d} for i, r, d in cases.SPANS.values()]
        of = cases.of(rows)
        assert list(zip(values(of, "points_low"), values(of, "points_high"), strict=True)) == list(cases.SPANS)


class TestSizes:
    @QUICK
    @pytest.mark.parametrize("count", one_in(2, [0, 1, 16, 60, 230]))
    def test_as_users_have_them(self, count: int, judge: Judge, tmp_path: Path) -> None:
        assert disagreements({str(count): described(cases.at_random(count, seed=count))}, judge, tmp_path) == []

    @pytest.mark.parametrize("judge", [EXCEL_MODEL, HYPERFORMULA], ids=lambda judge: judge.name)
    @pytest.mark.parametrize("count", one_in(2, [0, 1, 16]))
    def test_by_the_slower_judges(
        self, count: int, judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        set_lines(monkeypatch, count + 2)
        assert disagreements({str(count): described(cases.at_random(count, seed=count))}, judge, tmp_path) == []

    @QUICK
    def test_of_random_tables(self, judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        set_lines(monkeypatch, 20)
        made = {f"seed {seed}": cases.at_random(18, seed) for seed in range(100, 116)}
        books = {name: described(each) for name, each in asked_of(judge, made).items()}
        assert disagreements(books, judge, tmp_path) == []


class TestRowsBeyondTheLines:
    def book(self) -> Book:
        return described(analysis("\n".join(["actor | imp", *(f"Actor {n} | 4" for n in range(8))])))

    @EVERY_JUDGE
    def test_are_counted_and_no_more(self, judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        set_lines(monkeypatch, 5)
        book = self.book()
        assert disagreements({"beyond": book}, judge, tmp_path) == []
        found = calculation.totals(evaluate(analysis("\n".join(["actor | imp", *["A | 4"] * 8]))))
        assert (found["beyond"], found["named_count"], found["rated_count"]) == (3, 5, 5)


class TestTheRankOfTheTable:
    """A number that stands over the formula in the table's column of the rank."""

    def book(self) -> Book:
        text = "actor | imp | repl\nA | 4 | klein\nB | 3 | klein\nC | ? | klein\n | | \nD | 1 | groot"
        over = {1: 5, 2: 1, 3: 4, 4: None}
        of = analysis(text)
        found = book.describe(evaluate(of, Seen(overwritten=frozenset({1, 2, 3}))))
        sheet = found.sheet("arena")
        for row, number in over.items():
            sheet.put(arena.FIRST_ROW + row, TYPED["rank"], number, "row_place")
        return found

    @EVERY_JUDGE
    def test_that_was_typed_over_is_seen(self, judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        set_lines(monkeypatch, 6)
        made = self.book()
        assert disagreements({"overwritten": made}, judge, tmp_path) == []
        digit = [note.code for note in SHOWN_NOTES].index("rank_overwritten")
        masks = [made.sheet("calculation").cells[FIRST_ROW + row, POSITION["mask"]].value for row in range(5)]
        texts = [mask.value for mask in masks if isinstance(mask, Formula)]
        assert [str(text)[digit : digit + 1] for text in texts] == ["0", "1", "1", "", "0"]


class TestErrorValues:
    """An error in a typed cell spreads nowhere: it reads as no word of its list, or as nothing."""

    @EVERY_JUDGE
    def test_are_read_as_invalid_or_empty(self, judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        keys = [key for key in TYPED if key not in arena.formulas(catalogue("nl"))]
        set_lines(monkeypatch, len(keys))
        invalid = {"importance", "replaceability", "dependency", "own_rank", *CHOICES, *DATES}
        rows = [
            {"actor": "A", "importance": 2, "replaceability": "groot", "resources": "x", "replaced_by": "x"}
            | {key: "#DIV/0!" if key in invalid else None}
            for key in keys
        ]
        made = described(cases.of(rows))
        for row, key in enumerate(keys):
            made.sheet("arena").put(arena.FIRST_ROW + row, TYPED[key], Formula("1/0", "#DIV/0!"), "row_text")
            line = FIRST_ROW + row, POSITION["stamp"]
            stamp = made.sheet("calculation").cells[line].value
            if isinstance(stamp, Formula):
                made.sheet("calculation").put(*line, Formula(stamp.text, "!"), "calculation_left")
        found = disagreements({"errors": made}, judge, tmp_path)
        assert len(found) == len(keys)  # the cells with the error themselves
        assert all("DIV/0" in each for each in found)


class TestStamp:
    def test_tells_rows_with_other_entries_apart(self) -> None:
        words = cases.every_word()
        stamps = values(cases.of(words), "stamp")
        assert len(set(stamps)) == len(stamps)

    def test_is_the_same_for_blank_rows_whatever_else_the_analysis_holds(self) -> None:
        assert values(cases.of([{}, {"actor": "A"}, {}]), "stamp")[::2] == [calculation.BLANK_STAMP] * 2

    def test_shows_no_decimal_sign_of_a_country_and_no_word_for_true(self) -> None:
        (stamp,) = values(cases.of([{"actor": "A", "importance": 2.5, "own_rank": True}]), "stamp")
        assert "2.5" in str(stamp)
        assert "TRUE" not in str(stamp)


class TestWhatOtherSheetsRead:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_stands_where_the_reference_leads(self, language: str) -> None:
        made = described(replace(EVERY_CASE["chosen"], language=language))
        sheet, texts = made.sheet("calculation"), catalogue(language)
        found = calculation.values(evaluate(replace(EVERY_CASE["chosen"], language=language)))
        for key in found:
            area = area_of(calculation.column(texts, key).removeprefix(f"'{sheet.name}'!"))
            cells = [sheet.cells[row, area.first_column].value for row in range(area.first_row, area.last_row + 1)]
            assert [cell.value if isinstance(cell, Formula) else cell for cell in cells] == found[key]
        for key in KEYS:
            area = area_of(calculation.total(texts, key).removeprefix(f"'{sheet.name}'!"))
            assert isinstance(sheet.cells[area.first_row, area.first_column].value, Formula)

    def test_has_230_lines(self) -> None:
        assert {len(column) for column in calculation.values(evaluate(analysis())).values()} == {calculation.LINES}

    def test_is_asked_for_by_a_key_that_there_is(self) -> None:
        with pytest.raises(KeyError):
            calculation.column(catalogue("nl"), "colour")
        with pytest.raises(KeyError):
            calculation.total(catalogue("nl"), "colour")

    def test_lists_each_actor_once(self) -> None:
        for seed in range(20):
            of = cases.at_random(30, seed)
            for key in ("list_place", "signal_place", "question_place"):
                places = sorted(int(str(place)) for place in values(of, key) if place != "")
                assert places == [*range(1, len(places) + 1)]
            by_form = Counter(int(str(place)) // 1000 for place in values(of, "form_place") if place != "")
            assert all(figures(of)[f"form_count_{form}"] == count for form, count in by_form.items())


class TestFigures:
    def test_of_an_analysis_that_is_done_lead_to_the_last_step(self) -> None:
        found = figures(cases.done())
        assert [found[f"step_{step}"] for step in STEPS[:-1]] == [2] * 5
        assert found["next_step"] == STEPS[-1]

    def test_of_an_empty_analysis_lead_to_the_first(self) -> None:
        found = figures(analysis())
        assert [found[f"step_{step}"] for step in STEPS[:-1]] == [0] * 5
        assert found["next_step"] == 1

    def test_say_which_forms_the_group_chose(self) -> None:
        found = figures(EVERY_CASE["chosen"])
        assert (found["form_count_3"], found["chosen_count_3"], found["chosen_count_1"]) == (2, 2, 1)


class TestTheBoard:
    def test_cuts_long_names_and_says_what_the_group_chose(self) -> None:
        texts = values(EVERY_CASE["names on the board, objections shown"], "board_text")
        assert texts[0] == f"▲ {cases.LONG[:39]}…"
        assert texts[1] == f"✓ ▲ ! {cases.LONG[:23]}…\n· doelgroep"
        assert texts[2] == f"✓ △ {cases.LONG[:40]}"
        assert texts[4].startswith("✓ ? ! ")  # type: ignore[attr-defined]
        assert texts[-2] == "✓ ▲ ! B\n(voorstel: overleg) · doelgroep"
        assert texts[-1] == ""

    def test_shows_no_objections_unless_asked(self) -> None:
        assert not any("!" in str(text) for text in values(EVERY_CASE["names on the board"], "board_text"))

    def test_keeps_a_day_as_a_number(self) -> None:
        day = (dt.date(2026, 2, 3) - dt.date(1899, 12, 30)).days
        assert values(EVERY_CASE["names on the board"], "who_when")[:4] == [day, "Sara", 3, 2.5]


class TestEveryColumn:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_explained_above_its_heading(self, language: str) -> None:
        sheet = described(analysis(language=language)).sheet("calculation")
        for number in range(len(COLUMNS)):
            heading, explanation = (sheet.cells[row, number].value for row in (FIRST_ROW - 1, FIRST_ROW - 2))
            assert heading
            assert explanation
