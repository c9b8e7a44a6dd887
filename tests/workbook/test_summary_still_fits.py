"""The summary says by a formula whether it still fits what it was made from; two judges work it out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import catalogue
from arena.workbook.description import Book, Formula
from arena.workbook.model import Analysis, Settings
from arena.workbook.sheets import arena
from tests.bench.judges import EXCEL_MODEL, Judge
from tests.workbook.recalculated import JUDGES_OF_MAPS, paint_without_results
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.formulas

TABLE = """actor  | imp | repl         | dep          | own | target | resources | by | why | basis
           OCMW   | 4   | klein        | groot        |     |        | geld      |    |     | gesprek
           School | 3   | eerder klein |              | 2   |        |           | Bib| x   |
           Bib    | ?   | groot        | eerder klein |     | ja     | boeken    |    |     |
           Gezin  | 2   | groot        |              |     |        | tijd      |    |     |
           Ouders |     |              |              |     |        |           |    |     |"""
ANSWERS = {"subject": "Spelen", "we": "de stuurgroep", "complex": "ja", "together": "ja", "duration": "duurzaam"}
MADE_ON = dt.date(2026, 3, 1)

FITS = catalogue("nl")("summary.fits")
OUTDATED = catalogue("nl")("summary.outdated")
UNSEEN = catalogue("nl")("generated.unseen")


def of(*changes: tuple[str, str], settings: Settings | None = None, **answers: object) -> Analysis:
    """The analysis after changes in its table, its answers or its settings."""
    text = TABLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return analysis(text, answers=ANSWERS | answers, settings=settings)


TWINS = analysis(f"{TABLE}\n OCMW | 4 | klein | groot | | | geld | | | gesprek", answers=ANSWERS)
"""The same analysis with a row that is there twice."""

CHANGED = {
    "importance": of(("4   | klein", "3   | klein")),
    "an importance that becomes known": of(("?   | groot", "1   | groot")),
    "replaceability": of(("klein        | groot", "eerder klein | groot")),
    "dependency": of(("groot        |     |        | geld", "             |     |        | geld")),
    "own place": of(("| 2   |        |", "| 3   |        |")),
    "an own place that is none": of(("| 2   |        |", "| x   |        |")),
    "target group": of(("| ja     | boeken", "|        | boeken")),
    "name": of(("OCMW", "OCMW Gent")),
    "name of one who is not rated": of(("Ouders", "Ouderraad")),
    "resource": of(("geld ", "geld; mensen ")),
    "a resource that was missing": of(("|           | Bib", "| lokalen   | Bib")),
    "substitute": of(("Bib| x", "OCMW| x")),
    "an explanation by which a note goes": of(("| boeken    |    |  ", "| boeken    | OCMW | x")),
    "an actor more": analysis(f"{TABLE}\n Politie | 1 | groot | klein", answers=ANSWERS),
    "a name more": analysis(f"{TABLE}\n Politie", answers=ANSWERS),
    "an actor less": analysis("\n".join(TABLE.splitlines()[:-1]), answers=ANSWERS),
    "priority": of(settings=Settings(priority="eerst belangrijkheid")),
    "own weights": of(settings=Settings(priority="eigen gewichten", custom_weights=(25, 5, 2))),
    "scale": of(settings=Settings(scale=catalogue("nl")("settings.scale.reversed"))),
    "form table": of(settings=Settings(forms={("complex", "core"): "overleg"})),
    "issue": of(subject="Sporten"),
    "we": of(we="de school"),
    "an answer": of(duration="eenmalig"),
    "an answer withdrawn": of(complex=None),
}

SAME = {
    "nothing": of(),
    "basis": of(("gesprek", "vermoeden")),
    "an explanation on which no note depends": of(("|    |     | gesprek", "|    | daarom | gesprek")),
    "an answer on which nothing depends": of(common="ja"),
    "a question that the summary does not show": of(appeal="omdat", benefit="iets"),
    "the same level in other words": of(("4   | klein", "'4  | K    ")),
    "own weights that do not count": of(settings=Settings(custom_weights=(1, 2, 3))),
    "the order of the rows": analysis(
        "\n".join([TABLE.splitlines()[0], *reversed(TABLE.splitlines()[1:])]), answers=ANSWERS
    ),
}


FOR_THE_SLOW_JUDGE = {"importance", "name", "resource", "an actor more", "own weights", "an answer"}
FOR_THE_SLOW_JUDGE |= {"nothing", "the order of the rows"}


def with_old_summary(new: Analysis, old: Analysis | None = None) -> Book:
    """The workbook of an analysis with the summary that was made before it changed."""
    before = described(old or of(), summary_on=MADE_ON)
    after = described(new)
    return replace(after, sheets=[*after.sheets, before.sheet("summary")])


def verdicts(analyses: dict[str, Analysis], judge: Judge, folder: Path) -> dict[str, object]:
    """What each summary says of itself once a judge has recalculated the workbook."""
    books = {name: with_old_summary(each) for name, each in analyses.items()}
    paths = [paint_without_results(book, folder / f"{number}.xlsx") for number, book in enumerate(books.values())]
    summary = described(of(), summary_on=MADE_ON).sheet("summary")
    place = next(p for p, cell in summary.cells.items() if isinstance(cell.value, Formula) and cell.value.value == FITS)
    found = judge.recalculate_many(paths)
    return {
        name: values[summary.name].get((place[0] + 1, place[1] + 1)) for name, values in zip(books, found, strict=True)
    }


def asked_of(judge: Judge, analyses: dict[str, Analysis]) -> dict[str, Analysis]:
    """What a judge is asked: the model of Excel takes seconds for each."""
    return {name: each for name, each in analyses.items() if judge is not EXCEL_MODEL or name in FOR_THE_SLOW_JUDGE}


@pytest.fixture(autouse=True)
def few_blank_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arena, "BLANK_ROWS", 1)
    monkeypatch.setattr(arena, "SPARE_ROWS", 1)


@pytest.mark.parametrize("judge", JUDGES_OF_MAPS, ids=lambda judge: judge.name)
class TestSummary:
    def test_is_outdated_after_a_change_of_what_it_shows(self, judge: Judge, tmp_path: Path) -> None:
        changed = asked_of(judge, CHANGED)
        assert verdicts(changed, judge, tmp_path) == dict.fromkeys(changed, OUTDATED)

    def test_still_fits_after_a_change_elsewhere(self, judge: Judge, tmp_path: Path) -> None:
        same = asked_of(judge, SAME)
        assert verdicts(same, judge, tmp_path) == dict.fromkeys(same, FITS)

    def test_does_not_see_what_cancels_out(self, judge: Judge, tmp_path: Path) -> None:
        found = verdicts({"a name of the same length": of(("OCMW", "VDAB"))}, judge, tmp_path)
        assert set(found.values()) == {FITS}

    def test_of_fewer_than_four_rated_actors_says_what_it_cannot_see(self, judge: Judge, tmp_path: Path) -> None:
        few = of(("2   | groot        |              |", "    |              |              |"))
        changed = replace(few, table=few.table.copy())
        changed.table.loc[0, "importance"] = 3
        more = replace(few, table=few.table.copy())
        more.table.loc[3, "importance"] = 3
        for new, wanted in ((changed, UNSEEN), (more, OUTDATED)):
            values = judge.recalculate(paint_without_results(with_old_summary(new, few), tmp_path / "map.xlsx"))
            assert wanted in values[catalogue("nl")("sheet.summary.tab")].values()

    @pytest.mark.parametrize("key", ["actor", "resources", "replaced_by"])
    def test_is_not_outdated_at_once_where_excel_made_a_date_of_a_text(
        self, judge: Judge, key: str, tmp_path: Path
    ) -> None:
        dated = replace(of(), table=of().table.copy())
        dated.table.loc[1, key] = dt.datetime(2026, 4, 3)
        book = with_old_summary(dated, dated)
        place = next(iter(p for p, cell in book.sheet("arena").cells.items() if "2026-04-03" in str(cell.value)))
        book.sheet("arena").put(*place, 46115, "entry")
        values = judge.recalculate(paint_without_results(book, tmp_path / "map.xlsx"))
        shown = values[catalogue("nl")("sheet.summary.tab")].values()
        assert (UNSEEN in shown, OUTDATED in shown) == (True, False)

    def test_is_outdated_where_one_of_two_rows_that_were_alike_changed(self, judge: Judge, tmp_path: Path) -> None:
        said = []
        other = replace(TWINS, table=TWINS.table.copy())
        other.table.loc[0, "importance"] = 2
        for number, new in enumerate((TWINS, other)):
            values = judge.recalculate(paint_without_results(with_old_summary(new, TWINS), tmp_path / f"{number}.xlsx"))
            shown = values[catalogue("nl")("sheet.summary.tab")].values()
            said.append((FITS in shown, OUTDATED in shown))
        assert said == [(True, False), (False, True)]

    def test_is_outdated_where_an_answer_became_an_error(self, judge: Judge, tmp_path: Path) -> None:
        book = with_old_summary(of())
        issue = book.sheet("issue")
        place = next(place for place, cell in issue.cells.items() if cell.value == "Spelen")
        issue.put(*place, Formula("1/0", "#DIV/0!"), "entry")
        values = judge.recalculate(paint_without_results(book, tmp_path / "fout.xlsx"))
        assert OUTDATED in values[catalogue("nl")("sheet.summary.tab")].values()

    def test_of_nobody_is_outdated_once_there_is_somebody(self, judge: Judge, tmp_path: Path) -> None:
        nobody = described(analysis(), summary_on=MADE_ON)
        somebody = replace(described(of()), sheets=[*described(of()).sheets, nobody.sheet("summary")])
        said = [
            judge.recalculate(paint_without_results(book, tmp_path / f"{number}.xlsx"))
            for number, book in enumerate((nobody, somebody))
        ]
        tab = catalogue("nl")("sheet.summary.tab")
        assert [(UNSEEN in v[tab].values(), OUTDATED in v[tab].values()) for v in said] == [
            (True, False),
            (False, True),
        ]
