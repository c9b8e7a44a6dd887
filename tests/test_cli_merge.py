"""``arena merge``: the files that came back, laid beside the analysis, as JSON and as a sheet."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from arena.cli_files import MOST_IN_A_WORKBOOK
from arena.locale import catalogue
from arena.workbook import book, file_painter
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import Result
from tests.command import Ran, arena, really
from tests.sharing.rated import analysis, fill_in

pytestmark = pytest.mark.file

OWN = "Buurtwerk 4 klein groot target=neen\nBib - - -\nJeugdhuis - - -"
NL = catalogue("nl")


@pytest.fixture
def result() -> Result:
    return analysis(OWN)


@pytest.fixture
def own(tmp_path: Path, result: Result) -> Path:
    path = tmp_path / "mijn analyse.xlsx"
    file_painter.paint(book.describe(result), path)
    return path


@pytest.fixture
def folder(tmp_path: Path, result: Result) -> Path:
    """Two forms that were filled in, and a list in CSV."""
    folder = tmp_path / "antwoorden"
    folder.mkdir()
    fill_in(
        folder / "a.xlsx", result, "Buurtwerk 4 klein groot\nBib 1 groot eerder_klein", name="Mieke", missed=("Chiro",)
    )
    fill_in(folder / "b.xlsx", result, "Buurtwerk 2 klein eerder_klein\nJeugdhuis 3 ? -")
    (folder / "c.csv").write_text(
        "Actoren;Belangrijkheid;Vervangbaarheid;Afhankelijkheidsrelatie\nbuurtwerk;1;klein;\nPolitie;2;groot;\n",
        encoding="utf-8",
    )
    return folder


def told(ran: Ran) -> dict:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def hashes(*paths: Path) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]


class TestJson:
    def test_is_the_contract(self, own, folder):
        found = told(arena("merge", own, folder, "--json"))
        assert list(found) == [
            "raters", "actors", "order", "kendall_w", "order_word", "new_names", "doubtful", "rejected",
        ]  # fmt: skip
        assert [(one["file"], one["name"]) for one in found["raters"]] == [
            ("mijn analyse.xlsx", None),
            ("a.xlsx", "Mieke"),
            ("b.xlsx", None),
            ("c.csv", None),
        ]
        assert [one["actor"] for one in found["actors"]] == ["Buurtwerk", "Bib", "Jeugdhuis"]
        buurtwerk = found["actors"][0]
        assert list(buurtwerk) == ["actor", "importance", "replaceability", "dependency", "rank_best", "rank_worst"]
        assert buurtwerk["importance"]["levels"] == [4, 4, 2, 1]
        assert buurtwerk["importance"]["word"] == "camps"
        assert buurtwerk["dependency"]["levels"] == ["large", "large", "rather_small", "rather_large"]
        assert found["order"][0] == ["Buurtwerk", "importance"]
        assert (found["new_names"], found["doubtful"]) == (["Chiro", "Politie"], [])

    def test_names_what_was_refused_and_goes_on(self, own, folder):
        (folder / "kapot.xlsx").write_bytes(b"geen werkmap")
        ran = arena("merge", own, folder, "--json")
        (refused,) = told(ran)["rejected"]
        assert refused["file"] == "kapot.xlsx"
        assert refused["reason"] in ran.err
        assert len(told(ran)["raters"]) == 4

    def test_goes_on_with_the_analysis_alone(self, own, tmp_path):
        (tmp_path / "kapot.xlsx").write_bytes(b"geen werkmap")
        found = told(arena("merge", own, tmp_path / "kapot.xlsx", "--json"))
        assert [len(found[key]) for key in ("raters", "rejected", "order")] == [1, 1, 0]

    def test_of_forms_alone_lists_everyone_whom_they_name(self, folder):
        found = told(arena("merge", folder / "a.xlsx", folder / "b.xlsx", "--json"))
        assert [one["file"] for one in found["raters"]] == ["a.xlsx", "b.xlsx"]
        assert [one["actor"] for one in found["actors"]] == ["Buurtwerk", "Bib", "Jeugdhuis"]

    def test_of_a_folder_alone_takes_nobody_for_the_user(self, folder):
        assert len(told(arena("merge", folder, "--json"))["raters"]) == 3

    def test_counts_a_file_once_that_is_named_twice(self, own, folder):
        assert told(arena("merge", own, own, folder, folder / "a.xlsx", "--json")) == told(
            arena("merge", own, folder, "--json")
        )


class TestDoubts:
    @pytest.fixture
    def doubtful(self, folder: Path) -> Path:
        path = folder / "d.csv"
        path.write_text(
            "Actoren;Belangrijkheid;Vervangbaarheid;Afhankelijkheidsrelatie\nBuurtwerck;3;;\n", encoding="utf-8"
        )
        return path

    def test_are_told_and_counted_for_nobody(self, own, folder, doubtful):
        ran = arena("merge", own, folder, "--json")
        assert told(ran)["doubtful"] == [["Buurtwerck", "Buurtwerk"]]
        assert NL("merge.doubtful", typed="Buurtwerck", actor="Buurtwerk", files="d.csv") in ran.err
        assert told(ran)["actors"][0]["importance"]["levels"] == [4, 4, 2, 1, None]

    @pytest.mark.parametrize(
        ("answer", "levels"), [("buurtwerck=Buurtwerk", [4, 4, 2, 1, 3]), ("Buurtwerck=", [4, 4, 2, 1, None])]
    )
    def test_are_answered(self, own, folder, doubtful, answer, levels):
        found = told(arena("merge", own, folder, "--json", "--same", answer))
        assert found["doubtful"] == []
        assert found["actors"][0]["importance"]["levels"] == levels
        assert ("Buurtwerck" in found["new_names"]) == (levels[-1] is None)

    def test_cannot_be_answered_by_who_is_not_in_the_list(self, own, folder, doubtful):
        ran = arena("merge", own, folder, "--json", "--same", "Buurtwerck=Brandweer")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines() == [NL("merge.error.no_actor", actor="Brandweer")]

    def test_about_who_sent_two_are_told(self, own, folder, result):
        fill_in(folder / "a2.xlsx", result, "Buurtwerk 3 klein groot", name="mieke")
        assert (
            NL("merge.twice.name", first="a.xlsx", second="a2.xlsx", name="mieke")
            in arena("merge", own, folder, "--json").err
        )


class TestTheWorkbook:
    def test_holds_all_of_the_analysis_and_the_sheet(self, own, folder, tmp_path):
        out, before = tmp_path / "uit.xlsx", hashes(own, *sorted(folder.iterdir()))
        ran = arena("merge", own, folder, "--out", out)
        assert (ran.code, ran.err) == (0, "")
        assert hashes(own, *sorted(folder.iterdir())) == before
        assert told(arena("rank", out, "--json")) == told(arena("rank", own, "--json"))
        sheets = {sheet.name: sheet for sheet in read_cells(out).sheets}
        page = sheets[NL("sheet.ratings.tab")]
        assert NL("ratings.word.camps") in page.cells.values()
        assert "Chiro" in page.cells.values()
        assert str(out) in ran.out.replace("\n", "")

    def test_names_nobody_where_raters_are_anonymous(self, own, folder, tmp_path):
        out = tmp_path / "uit.xlsx"
        ran = arena("merge", own, folder, "--out", out, "--anonymous", "--json")
        (page,) = [sheet for sheet in read_cells(out).sheets if sheet.name == NL("sheet.ratings.tab")]
        assert not any(word in str(value) for value in page.cells.values() for word in ("Mieke", "a.xlsx"))
        assert [one["file"] for one in told(ran)["raters"]] == ["A", "B", "C", "D"]
        assert sorted(told(ran)["actors"][0]["importance"]["levels"]) == [1, 2, 4, 4]

    def test_keeps_a_name_that_begins_like_a_formula_a_text(self, own, folder, tmp_path, result):
        out = tmp_path / "uit.xlsx"
        fill_in(folder / "e.xlsx", result, "Buurtwerk 3 klein groot", missed=("=1+1", "@SUM(A1)"))
        arena("merge", own, folder, "--out", out)
        (page,) = [sheet for sheet in read_cells(out).sheets if sheet.name == NL("sheet.ratings.tab")]
        typed = {position for position, value in page.cells.items() if value in ("=1+1", "@SUM(A1)")}
        assert len(typed) == 2
        assert not typed & set(page.formulas)

    def test_has_one_sheet_of_ratings_however_often_it_is_made(self, own, folder, tmp_path):
        first, again = tmp_path / "een.xlsx", tmp_path / "twee.xlsx"
        arena("merge", own, folder, "--out", first)
        assert arena("merge", first, folder, "--out", again).code == 0
        names = [sheet.name for sheet in read_cells(again).sheets]
        assert names == [sheet.name for sheet in read_cells(first).sheets]

    def test_is_made_of_forms_alone_too(self, folder, tmp_path):
        out = tmp_path / "uit.xlsx"
        assert arena("merge", folder, "--out", out).code == 0
        assert [one["actor"] for one in told(arena("rank", out, "--json"))["actors"]][:3] == [
            "Buurtwerk",
            "Bib",
            "Jeugdhuis",
        ]


class TestRefusals:
    def test_the_result_would_take_the_place_of_an_input(self, own, folder):
        before = hashes(own)
        assert_refused(arena("merge", own, folder, "--out", own, "--force"), NL("output.is_source", file=own.name))
        assert hashes(own) == before

    def test_the_result_would_stand_among_the_inputs(self, own, folder):
        ran = arena("merge", own, folder, "--out", folder / "uit.xlsx")
        assert_refused(ran, NL("merge.error.among_inputs", file="uit.xlsx"))

    def test_no_file_can_be_read(self, tmp_path):
        for name in ("a.xlsx", "b.xlsx"):
            (tmp_path / name).write_bytes(b"nee")
        ran = arena("merge", tmp_path, "--json")
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)

    def test_the_only_file_cannot_be_read(self, tmp_path):
        there_is_none = arena("rank", tmp_path / "weg.xlsx").err
        assert_refused(arena("merge", tmp_path / "weg.xlsx", "--json"), there_is_none.strip())

    def test_the_list_is_too_long(self, tmp_path):
        lines = "\n".join(f"Actor {number};3" for number in range(MOST_IN_A_WORKBOOK + 1))
        path = tmp_path / "lang.csv"
        path.write_text(f"Actoren;Belangrijkheid\n{lines}\n", encoding="utf-8")
        ran = arena("merge", path, "--json")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines()[-1] == NL(
            "merge.error.too_many", count=MOST_IN_A_WORKBOOK + 1, most=MOST_IN_A_WORKBOOK
        )

    def test_the_folder_is_empty(self, tmp_path):
        assert_refused(arena("merge", tmp_path, "--json"), NL("merge.error.no_files"))

    @pytest.mark.parametrize("typed", ["Buurtwerk", "=Buurtwerk", ""])
    def test_an_answer_that_is_none(self, own, folder, typed):
        assert_refused(arena("merge", own, folder, "--json", "--same", typed), NL("merge.error.same", value=typed))


def assert_refused(ran: Ran, sentence: str) -> None:
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [sentence]


def test_the_terminal_says_what_to_talk_about_first_in_the_language_of_its_reader(own, folder):
    ran = really("merge", own, folder, language="en")
    assert ran.code == 0
    texts = catalogue("en")
    first = ran.out.splitlines()[1]
    assert ran.out.startswith(texts("merge.points"))
    assert all(part in first for part in ("Buurtwerk", texts("ratings.word.camps"), "4 · 4 · 2 · 1"))
    assert "Chiro" in ran.out
