"""Which question to ask first: against counting again with each answer filled in, and the worked figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.method.analysis import Rules, assess
from arena.method.forms import ISSUE_KINDS, IssueKind
from arena.method.questions import Question, questions, width
from tests.method import plain
from tests.method.sheet import assessed
from tests.method.test_ranking import answers, entries_of

pytestmark = pytest.mark.pure

sheets = st.lists(answers, max_size=9)
kinds = st.sampled_from(ISSUE_KINDS)

EXAMPLE = """
    Basisschool_De_Linde          4 klein        groot
    Gemeente_Lindegem             4 klein        groot
    Buurtwerk_Ter_Linden          4 eerder_klein groot         by=Welzijnshuis_Lindegem
    Kinderopvang_’t_Zonnetje      3 eerder_klein -             by=Speelpleinwerking_Joepie
    Speelpleinwerking_Joepie      3 eerder_groot eerder_groot  by=Kinderopvang_’t_Zonnetje
    Welzijnshuis_Lindegem         3 klein        eerder_groot  by=Buurtwerk_Ter_Linden
    Wijkcomité_Ter_Linden         3 klein        -
    Oudergroep_De_Linde           4 -            eerder_groot  target=ja
    Kunstacademie_Lindegem        ? eerder_klein ?
    Sportclub_De_Vliegende_Bal    2 eerder_groot eerder_klein  by=Turnkring_Flik_Flak
    Turnkring_Flik_Flak           2 eerder_groot eerder_klein  by=Sportclub_De_Vliegende_Bal
    Bibliotheek_Lindegem          2 eerder_groot eerder_groot  by=Basisschool_De_Linde own=5
    Jeugdhuis_De_Kelder           2 groot        groot
    Leerlingenbegeleiding_Kompas  2 eerder_klein eerder_klein
    Busbedrijf_Lindelijn          1 groot        eerder_klein  by=Gemeente_Lindegem
    Handelaars_van_de_Kerkstraat  - -            -
"""
"""The worked example of version 0.1."""


def test_of_the_worked_example_one_question_is_open():
    found = assessed(EXAMPLE)
    assert width(found) == 63
    assert questions(found) == [
        Question(8, "importance", (56, 48, 46, 48), 7, 13.5, settles_form=True, settles_flag=True),
    ]


def test_how_replaceable_a_target_group_is_would_count_but_is_not_asked():
    found = assessed(EXAMPLE.replace("target=ja", ""))
    assert {one.row: one.widths for one in questions(found)}[7] == (61, 53, 51, 51)


@given(sheets, kinds)
def test_questions_are_those_that_filling_in_each_answer_finds(rows, kind):
    found = assess(entries_of(rows), Rules(issue=IssueKind(kind, assumed=False)))
    rated = [row for row, answer in enumerate(rows) if plain.is_rated(answer)]
    expected = plain.questions([rows[row] for row in rated], kind)
    assert width(found) == plain.width([rows[row] for row in rated])
    asked = [(one.row, one.column, one.widths, one.settles_form, one.settles_flag) for one in questions(found)]
    assert sorted(asked) == sorted((rated[row], *others) for row, *others in expected)


@given(sheets, kinds)
def test_no_answer_makes_the_places_less_certain_and_the_first_question_is_the_best(rows, kind):
    found = assess(entries_of(rows), Rules(issue=IssueKind(kind, assumed=False)))
    before, asked = width(found), questions(found)
    for one in asked:
        assert max(one.widths) <= before
        assert one.gain_least == before - max(one.widths)
        assert one.gain_mean == sum(before - after for after in one.widths) / 4
    merits = [(one.settles_form, one.settles_flag, one.gain_least, one.gain_mean) for one in asked]
    assert merits == sorted(merits, reverse=True)


def test_what_settles_a_form_goes_before_what_settles_a_flag_and_that_before_what_narrows_the_places():
    asked = questions(
        assessed("""
        Wijd   ? groot        klein  form=overleg
        Vlag   3 -            groot  form=overleg
        Vorm   ? groot        groot
        Vast   4 klein        groot
        Klein  2 groot        klein
        Laag   3 groot        klein
        """)
    )
    assert [one.row for one in asked][:2] == [2, 1]
    assert (asked[0].settles_form, asked[1].settles_flag) == (True, True)
    assert asked[0].gain_mean < asked[2].gain_mean > asked[1].gain_mean


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ("B ? groot groot\nA ? groot groot", [1, 0]),
        ("é ? groot groot\nf ? groot groot\nD ? groot groot", [2, 0, 1]),
        ("A ? groot groot\nA ? groot groot", [0, 1]),
        ("A ? groot groot\nB ? groot groot\nC 1 klein groot", [0, 1]),
    ],
)
def test_ties_go_by_place_and_then_by_name_without_accents(lines, rows):
    assert [one.row for one in questions(assessed(lines))] == rows


def test_importance_goes_before_replaceability_where_nothing_else_tells_them_apart():
    assert [one.column for one in questions(assessed("A ? ? klein form=overleg"))] == ["importance", "replaceability"]


@pytest.mark.parametrize("line", ["A veel klein -", "A 4 moeilijk -", "A - - -", "A 4 klein ?", "A 4 - - target=ja"])
def test_what_is_invalid_unrated_or_of_a_target_group_is_no_question(line):
    assert questions(assessed(line)) == []


def test_an_own_form_leaves_no_form_to_settle():
    line = "A ? groot groot"
    assert [one.settles_form for one in questions(assessed(line))] == [True]
    assert [one.settles_form for one in questions(assessed(f"{line} form=overleg"))] == [False]
