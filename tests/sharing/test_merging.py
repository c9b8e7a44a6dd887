"""Estimates laid beside an analysis: whom a row is about, what is asked, and what nobody can tell of whom."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.locale import catalogue
from arena.method.agreement import Word
from arena.method.levels import EMPTY, UNKNOWN
from arena.method.near_names import same_name
from arena.sharing.collecting import Estimate, Rejection
from arena.sharing.merging import MOST_OTHER_NAMES, NoSuchActor, everyone, merge
from arena.workbook.contract import merged_as_contract
from arena.workbook.merged import Doubtful, Merged, NewName, Problem, Rater, Twice
from tests.sharing.rated import analysis, estimate

pytestmark = pytest.mark.pure

OWN = "Jeugdhuis_De_Kelder - - -\nBuurtwerk 4 klein groot\n’t_Zonnetje - - -"
LISTED = "Jeugdhuis_De_Kelder - - -\nBuurtwerk - - -\n’t_Zonnetje - - -"


def merged(own: str, *estimates: Estimate | Rejection, **options: object) -> Merged:
    return merge(analysis(own), estimates, texts=catalogue("nl"), file="mijn.xlsx", **options)


def levels(found: Merged, row: int, column: str = "importance") -> tuple[int, ...]:
    return found.opinion(row, column).levels


def sentences(found: Merged) -> list[str]:
    return [one.sentence for one in found.problems]


class TestARow:
    @pytest.mark.parametrize(
        "typed", ["Jeugdhuis_De_Kelder", "jeugdhuis__de_kelder", "JEUGDHUIS_DE_KELDÉR", "Jeugdhuis-De-Kelder."]
    )
    def test_is_about_the_actor_of_its_name_wherever_it_stands(self, typed):
        found = merged(LISTED, estimate("a.xlsx", f"Buurtwerk 2 - -\n{typed} 3 groot klein"))
        assert [levels(found, row) for row in range(3)] == [(3,), (2,), (EMPTY,)]
        assert (found.doubtful, found.new_names, found.problems) == ((), (), ())

    def test_of_a_name_that_only_nearly_matches_is_asked_about_and_not_counted(self):
        found = merged(
            LISTED, estimate("a.xlsx", "Jeugdhuis_Kelder 3 - -"), estimate("b.xlsx", "jeugdhuis_kelder 4 - -")
        )
        assert found.doubtful == (Doubtful("Jeugdhuis Kelder", "Jeugdhuis De Kelder", ("a.xlsx", "b.xlsx")),)
        assert levels(found, 0) == (EMPTY, EMPTY)
        assert found.new_names == ()

    def test_that_is_asked_about_is_no_new_name_as_well(self):
        missed = estimate("a.xlsx", "Buurtwerk 3 - -", missed=("Jeugdhuis Kelder",))
        found = merged(LISTED, missed, estimate("b.xlsx", "Jeugdhuis_Kelder 3 - -"))
        assert [one.typed for one in found.doubtful] == ["Jeugdhuis Kelder"]
        assert found.new_names == ()

    def test_counts_once_somebody_said_whom_it_is_about(self):
        sheet = estimate("a.xlsx", "Jeugdhuis_Kelder 3 - -")
        found = merged(LISTED, sheet, same={"jeugdhuis kelder": "Jeugdhuis De Kelder"})
        assert levels(found, 0) == (3,)
        assert found.doubtful == found.new_names == ()

    def test_is_a_new_name_once_somebody_said_that_it_is_another(self):
        found = merged(LISTED, estimate("a.xlsx", "Jeugdhuis_Kelder 3 - -"), same={"Jeugdhuis Kelder": None})
        assert found.doubtful == ()
        assert found.new_names == (NewName("Jeugdhuis Kelder", (0,), "Jeugdhuis De Kelder"),)

    def test_cannot_be_said_to_be_about_an_actor_that_is_not_there(self):
        with pytest.raises(NoSuchActor):
            merged(LISTED, estimate("a.xlsx", "Bib 3 - -"), same={"Bib": "Bibliotheek"})

    def test_counts_once_where_a_file_has_its_actor_twice(self):
        found = merged(LISTED, estimate("a.xlsx", "Buurtwerk 3 - -\nBUURTWERK 1 - -\nBuurtwerk - - -"))
        assert levels(found, 1) == (3,)
        assert found.problems == (Problem("a.xlsx", catalogue("nl")("merge.problem.repeated", actor="BUURTWERK")),)

    def test_counts_for_nobody_where_the_list_has_its_name_twice(self):
        found = merged("A - - -\nA - - -\nB - - -", estimate("a.xlsx", "A 3 - -\nB 2 - -"))
        assert [levels(found, row) for row in range(3)] == [(EMPTY,), (EMPTY,), (2,)]
        assert sentences(found) == [catalogue("nl")("merge.problem.listed_twice", actor="A")]

    def test_finds_the_one_that_is_written_the_same_among_two_that_look_alike(self):
        found = merged("Café - - -\nCafe - - -", estimate("a.xlsx", "cafe 3 - -"))
        assert [levels(found, row) for row in range(2)] == [(EMPTY,), (3,)]

    def test_without_a_name_is_told(self):
        found = merged(LISTED, estimate("a.xlsx", "- 3 klein groot\nBuurtwerk 2 - -"))
        assert sentences(found) == [catalogue("nl")("merge.problem.nameless", count=1)]

    def test_is_read_on_the_scale_of_its_file(self):
        one, other = (
            estimate("a.xlsx", "Buurtwerk 1 - -", importance_reversed=True),
            estimate("b.xlsx", "Buurtwerk 1 - -"),
        )
        assert levels(merged(LISTED, one, other), 1) == (4, 1)

    def test_keeps_what_is_not_known_apart_from_what_is_empty(self):
        assert levels(merged(LISTED, estimate("a.xlsx", "Buurtwerk ? - groot")), 1) == (UNKNOWN,)


class TestTheOwnAnalysis:
    def test_is_one_more_rater_where_it_is_rated(self):
        found = merged(OWN, estimate("a.xlsx", "Buurtwerk 2 - -\n’t_Zonnetje 3 - -", name="Mieke"))
        assert found.raters == (Rater("mijn.xlsx", None, 3, own=True), Rater("a.xlsx", "Mieke", 2))
        assert (levels(found, 1), levels(found, 2)) == ((4, 2), (EMPTY, 3))

    def test_is_none_where_nothing_in_it_is_rated(self):
        assert [one.file for one in merged(LISTED, estimate("a.xlsx", "Buurtwerk 2 - -")).raters] == ["a.xlsx"]

    def test_is_none_where_it_is_left_out(self):
        found = merged(OWN, estimate("a.xlsx", "Buurtwerk 2 - -"), left_out={"mijn.xlsx"})
        assert levels(found, 1) == (2,)

    def test_gives_what_form_and_flag_depend_on_besides(self):
        sheets = [estimate(f"{number}.xlsx", f"A {level} groot eerder_groot") for number, level in enumerate((2, 3))]
        assert merged("A - - -", *sheets).opinion(0, "importance").word is Word.MATTERS
        assert merged("A - - - form=overleg", *sheets).opinion(0, "importance").word is Word.ALMOST


class TestANewName:
    def test_is_one_of_an_added_row_or_of_those_who_are_missed(self):
        found = merged(
            LISTED,
            estimate("a.xlsx", "Turks_Huis 3 - -", missed=("Turks Huis", "Buurtwerk", " ")),
            estimate("b.xlsx", "Buurtwerk 3 - -", missed=("turks huis", "Zonnetje")),
        )
        assert found.new_names == (NewName("Turks Huis", (0, 1), None), NewName("Zonnetje", (1,), "’t Zonnetje"))

    def test_tells_which_new_name_before_it_is_like_it(self):
        found = merged(LISTED, estimate("a.xlsx", "Buurtwerk 3 - -", missed=("Turks Huis", "Turks Huis vzw")))
        assert [one.like for one in found.new_names] == [None, "Turks Huis"]

    def test_is_looked_at_only_so_many_times_a_file(self):
        many = "\n".join(f"{number}{'x' * 30}{number * 7919} 3 - -" for number in range(MOST_OTHER_NAMES + 5))
        found = merged(LISTED, estimate("a.xlsx", many))
        assert len(found.new_names) + len(found.doubtful) == MOST_OTHER_NAMES
        assert catalogue("nl")(
            "merge.problem.many_new", count=MOST_OTHER_NAMES + 5, most=MOST_OTHER_NAMES
        ) in sentences(found)


FULL = "Jeugdhuis_De_Kelder 1 groot klein\nBuurtwerk 2 klein groot\n’t_Zonnetje 3 klein groot"


class TestTwoFilesOfOnePerson:
    def test_are_asked_about_where_the_same_name_was_typed(self):
        one, other = estimate("a.xlsx", FULL, name="Mieke Claes"), estimate("b.xlsx", LISTED, name="mieke  claes")
        found = merged(LISTED, one, other)
        assert found.twice == (Twice("a.xlsx", "b.xlsx", "mieke claes"),)
        assert len(found.raters) == 2

    def test_are_asked_about_where_they_hold_the_same(self):
        reordered = "\n".join(reversed(FULL.splitlines()))
        found = merged(LISTED, estimate("a.xlsx", FULL, name="An"), estimate("b.xlsx", reordered))
        assert found.twice == (Twice("a.xlsx", "b.xlsx", None),)

    def test_may_be_the_own_analysis_and_a_copy_of_it(self):
        assert merged(FULL, estimate("kopie.xlsx", FULL)).twice == (Twice("mijn.xlsx", "kopie.xlsx", None),)

    def test_are_not_asked_about_where_too_little_is_the_same(self):
        few = "Buurtwerk 4 klein groot"
        assert merged(LISTED, estimate("a.xlsx", few), estimate("b.xlsx", few)).twice == ()

    def test_count_as_one_once_one_is_left_out(self):
        found = merged(LISTED, estimate("a.xlsx", FULL), estimate("b.xlsx", FULL), left_out={"a.xlsx"})
        assert found.twice == ()
        assert [one.file for one in found.raters] == ["b.xlsx"]

    def test_of_one_name_in_two_folders_are_told_apart(self):
        one, other, third = (estimate("a.xlsx", FULL, path=Path(folder) / "a.xlsx") for folder in ("jan", "feb", "feb"))
        found = merged(LISTED, one, other, third)
        assert [rater.file for rater in found.raters] == ["a.xlsx", "feb/a.xlsx", "feb/a.xlsx (2)"]


class TestAFile:
    def test_that_was_refused_stops_none_of_the_others(self):
        found = merged(LISTED, Rejection("kapot.xlsx", "Kapot."), estimate("a.xlsx", "Buurtwerk 2 - -"))
        assert found.rejected == (Problem("kapot.xlsx", "Kapot."),)
        assert levels(found, 1) == (2,)

    def test_that_was_refused_is_not_said_to_have_changed_nothing(self):
        why = catalogue("nl")("intake.empty", file="a.csv")
        assert why.endswith("Er is niets gewijzigd.")
        assert merged(LISTED, Rejection("a.csv", why)).rejected[0].sentence == why.removesuffix(
            " Er is niets gewijzigd."
        )

    def test_keeps_what_was_not_read_of_it(self):
        found = merged(LISTED, estimate("a.xlsx", "Buurtwerk 2 - -", problems=("B3 is een formule.",)))
        assert found.problems == (Problem("a.xlsx", "B3 is een formule."),)

    @pytest.mark.parametrize("lines", ["", LISTED, "Politie 3 klein groot"])
    def test_without_a_rating_of_the_list_is_told(self, lines):
        found = merged(LISTED, estimate("a.xlsx", lines))
        assert catalogue("nl")("merge.problem.nothing") in sentences(found)
        assert len(found.raters) == 1

    def test_in_which_nothing_is_filled_in_is_told_once(self):
        said = catalogue("nl")("collect.nothing_filled")
        assert sentences(merged(LISTED, estimate("a.xlsx", LISTED, problems=(said,)))) == [said]


class TestAnonymousRaters:
    SHEETS = tuple(
        estimate(f"{name}.xlsx", f"Buurtwerk {level} klein groot", name=name, missed=(f"Vereniging {name}",))
        for level, name in enumerate(("Mieke", "An", "Omar", "Fatma"), start=1)
    )

    def test_stand_in_another_order_and_nothing_tells_whose_ratings_they_are(self):
        found = merged(LISTED, *self.SHEETS, shuffled=random.Random(3))
        order = levels(found, 1)
        assert sorted(order) == [1, 2, 3, 4] != list(order)
        assert found.raters == (Rater(None, None, 1),) * 4
        assert found.anonymous
        for new in found.new_names:
            level = ["Mieke", "An", "Omar", "Fatma"].index(new.name.removeprefix("Vereniging ")) + 1
            assert [order[rater] for rater in new.named_by] == [level]

    def test_have_letters_in_json_too(self):
        told = merged_as_contract(merged(LISTED, *self.SHEETS, shuffled=random.Random(3)))
        assert told["raters"] == [{"file": letter, "name": None, "rows": 1, "problems": []} for letter in "ABCD"]

    def test_are_not_told_from_the_user(self):
        found = merged(OWN, *self.SHEETS, shuffled=random.Random(1))
        assert not any(rater.own for rater in found.raters)


class TestEveryone:
    def test_is_the_list_where_there_is_no_analysis(self):
        sheets = [estimate("a.xlsx", "B 1 - -\nA 2 - -"), estimate("b.xlsx", "a 3 - -\nC 4 - -\n- 2 - -")]
        result = everyone(sheets, "nl")
        found = merge(result, sheets, texts=catalogue("nl"), file="")
        assert result.entries.actor == ["B", "A", "C"]
        assert [levels(found, row) for row in range(3)] == [(1, EMPTY), (2, 3), (EMPTY, 4)]
        assert found.new_names == found.doubtful == ()


class TestTheContract:
    def test_is_the_one_of_the_method(self):
        sheets = (
            estimate("a.xlsx", "Buurtwerk 4 klein groot\n’t_Zonnetje ? groot -", name="Mieke", problems=("Let op.",)),
            estimate("b.xlsx", "Buurtwerk 3 klein -\nBuurtwerck 2 - -\nZonnetje 2 - -", missed=("Turks Huis",)),
            Rejection("kapot.xlsx", "Kapot."),
        )
        told = merged_as_contract(merged("Buurtwerk 4 eerder_klein groot\n’t_Zonnetje - - -\n- 3 - -", *sheets))
        assert told["raters"] == [
            {"file": "mijn.xlsx", "name": None, "rows": 3, "problems": []},
            {"file": "a.xlsx", "name": "Mieke", "rows": 2, "problems": ["Let op."]},
            {"file": "b.xlsx", "name": None, "rows": 3, "problems": []},
        ]
        assert [one["actor"] for one in told["actors"]] == ["Buurtwerk", "’t Zonnetje"]
        first, second = told["actors"]
        assert first["importance"] == {"levels": [4, 4, 3], "word": "almost", "agreement": "7/9", "proposed": 4}
        assert first["replaceability"]["levels"] == ["rather_small", "small", "small"]
        assert first["dependency"]["levels"] == ["large", "large", "large"]
        assert second["replaceability"] == {
            "levels": [None, "large", None],
            "word": None,
            "agreement": None,
            "proposed": None,
        }
        assert (first["rank_best"], first["rank_worst"]) == (1, 3)  # the row without a name may come before it
        assert told["order"][0] == ["Buurtwerk", "replaceability"]  # vulnerable or critical
        assert told["kendall_w"] is None is told["order_word"]
        assert told["new_names"] == ["Turks Huis"]
        assert told["doubtful"] == [["Buurtwerck", "Buurtwerk"], ["Zonnetje", "’t Zonnetje"]]
        assert told["rejected"] == [{"file": "kapot.xlsx", "reason": "Kapot."}]

    def test_has_the_example_that_the_method_shows(self):
        page = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
        shown = re.findall(r"```json\n(.*?)```", page.partition("`arena merge INPUT")[2], re.DOTALL)[0]
        sheets = (
            estimate("a.xlsx", "OCMW 4 klein groot\nKind_en_Gezin 3 klein groot", name="Mieke", missed=("Chiro",)),
            estimate("b.xlsx", "OCMW 2 klein eerder_groot"),
            estimate("c.xlsx", "OCMW ? - -\nOCMW_Lindegem 3 - -"),
            Rejection("d.xlsx", "…"),
        )
        assert merged_as_contract(merged("OCMW - - -\nKind_en_Gezin - - -", *sheets)) == json.loads(shown)

    def test_has_no_place_for_an_actor_whom_nobody_rated(self):
        told = merged_as_contract(merged(LISTED, estimate("a.xlsx", "Buurtwerk 2 - -")))
        assert [(one["rank_best"], one["rank_worst"]) for one in told["actors"]] == [(None, None), (1, 1), (None, None)]


@given(st.permutations(range(4)), st.permutations(range(3)))
def test_neither_the_order_of_files_nor_that_of_rows_changes_what_is_found(files, rows):
    sheets = [
        ["Jeugdhuis_De_Kelder 1 groot klein", "Buurtwerk 2 klein -", "’t_Zonnetje 4 klein groot"],
        ["Jeugdhuis_De_Kelder 1 klein klein", "Buurtwerk 3 klein groot", "’t_Zonnetje 3 ? groot"],
        ["Jeugdhuis_De_Kelder 4 groot klein", "Buurtwerk 4 groot -", "’t_Zonnetje 4 klein groot"],
        ["Jeugdhuis_De_Kelder 4 groot groot", "Buurtwerk 3 klein -", "’t_Zonnetje ? klein eerder_groot"],
    ]
    straight = merged(LISTED, *(estimate(f"{n}.xlsx", "\n".join(sheet)) for n, sheet in enumerate(sheets)))
    turned = merged(LISTED, *(estimate(f"{n}.xlsx", "\n".join(sheets[n][row] for row in rows)) for n in files))
    assert turned.comparison.order == straight.comparison.order
    assert turned.comparison.kendall_w == straight.comparison.kendall_w
    assert [rater.file for rater in turned.raters] == [f"{n}.xlsx" for n in files]


NAMES = ("Buurtwerk", "buurtwerk.", "Buurtwerck", "Jeugdhuis_De_Kelder", "Jeugdhuis", "’t_Zonnetje", "Politie", "-")
rows = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from("1234?-")), max_size=6)


@given(st.lists(rows, max_size=4), st.sampled_from([LISTED, f"{LISTED}\nBuurtwerk - - -"]))
def test_every_rated_row_counts_or_is_told(files, own):
    sheets = [
        estimate(f"{number}.xlsx", "\n".join(f"{name} {level} - -" for name, level in typed) or "")
        for number, typed in enumerate(files)
    ]
    found, listed = merged(own, *sheets), analysis(own).entries.actor
    for rater, typed in enumerate(files):
        file = f"{rater}.xlsx"
        asked = {one.typed for one in found.doubtful if file in one.files}
        new = {one.name for one in found.new_names if rater in one.named_by}
        said = " ".join(one.sentence for one in found.problems if one.file == file)
        counted: set[int] = set()
        for name, level in typed:
            shown = name.replace("_", " ")
            if level == "-":
                continue
            row = next((row for row, actor in enumerate(listed) if same_name(actor) == same_name(shown)), None)
            if name == "-":
                assert catalogue("nl")("merge.problem.nameless", count=1)[:20] in said
            elif row is None:
                assert asked | new
                assert shown in asked | new
            elif listed.count(listed[row]) > 1 or row in counted:
                assert shown in said
            else:
                counted.add(row)
                assert levels(found, row)[rater] == (UNKNOWN if level == "?" else int(level))
        assert sum(levels(found, row)[rater] != EMPTY for row in range(len(listed))) == len(counted)
