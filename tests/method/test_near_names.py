"""Which names are the same but for how they are written, and which only nearly match."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.method.near_names import NearNames, nearly_alike, same_name
from arena.workbook.example import example

pytestmark = pytest.mark.pure

LISTED = example("nl").table["actor"].tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kinderopvang ’t Zonnetje", "kinderopvang 't zonnetje"),
        ("Wijkcomité Ter Linden", "WIJKCOMITE  Ter Linden "),
        ("Sint-Jan", "Sint Jan"),
        ("O.C.M.W.", "OCMW"),
        ("Gemeente Lindegem, dienst Vrije Tijd", "Gemeente Lindegem (dienst Vrije Tijd)"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_names_are_the_same_however_they_are_written(one, other):
    assert same_name(one) == same_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Jeugdhuis", "Jeugdhuis vzw"), ("KSA", "KSJ"), ("???", "!"), ("C", "C++ 2")]
)
def test_names_that_may_be_of_two_are_not_the_same(one, other):
    assert same_name(one) != same_name(other)


@given(st.text())
def test_a_name_is_the_same_as_itself(name):
    assert same_name(same_name(name)) == same_name(name)


@pytest.mark.parametrize(
    ("typed", "actor"),
    [
        ("Gemeente Lindegem", "Gemeente Lindegem, dienst Vrije Tijd"),
        ("de gemeente Lindegem", "Gemeente Lindegem, dienst Vrije Tijd"),
        ("Biblioteek Lindegem", "Bibliotheek Lindegem"),
        ("De Linde basisschool", "Basisschool De Linde"),
        ("Welzijnshuis", "Welzijnshuis Lindegem"),
        ("Busbedrijf Lindelijn NV", "Busbedrijf Lindelijn"),
        ("Kunst academie Lindegem", "Kunstacademie Lindegem"),
        ("Joepie", "Speelpleinwerking Joepie"),
        ("Flik-Flak", "Turnkring Flik Flak"),
    ],
)
def test_what_nearly_matches_is_found(typed, actor):
    assert NearNames(LISTED).nearest(typed) == actor


@pytest.mark.parametrize("typed", ["Turks Huis", "Politie Lindegem", "Chiro Lindegem", "OCMW Lindegem", "?", "vzw", ""])
def test_what_is_another_is_not_taken_for_one(typed):
    assert NearNames(LISTED).nearest(typed) is None


def test_no_two_actors_of_the_example_nearly_match():
    assert [(a, b) for a, b in combinations(LISTED, 2) if NearNames([a]).nearest(b)] == []


def test_abbreviations_of_three_letters_are_not_taken_for_each_other():
    assert [(a, b) for a, b in combinations(["KSA", "KSJ", "KLJ", "CLB", "CAW"], 2) if NearNames([a]).nearest(b)] == []


def test_among_no_names_none_is_found():
    assert NearNames([]).nearest("OCMW") is None


def test_resources_that_are_written_nearly_alike_are_paired_in_their_order():
    named = ["lokalen", "Trainers", "geld", "lokaal", "trainer", "kennis van armoede", "kennis van zorg"]
    assert nearly_alike(named) == [("lokalen", "lokaal"), ("Trainers", "trainer")]
    assert nearly_alike([]) == []


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8, unique=True))
def test_of_each_pair_both_are_among_the_resources_and_none_comes_twice(named):
    pairs = nearly_alike(named)
    assert len(pairs) == len(set(pairs))
    assert all(named.index(one) < named.index(other) for one, other in pairs)
