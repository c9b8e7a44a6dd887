"""The kind of the issue and the form of collaboration."""

from __future__ import annotations

from itertools import product

import pytest

from arena.method.analysis import Rules
from arena.method.forms import DEFAULT_FORMS, FORMS, ISSUE_KINDS, IssueKind, issue_kind
from tests.method import plain
from tests.method.sheet import assessed

pytestmark = pytest.mark.pure

QUESTIONS = ("complex_issue", "only_together", "one_off", "common_interest")
BY_CLASS = {
    "core": "4 klein groot",
    "complementary": "1 klein groot",
    "context": "3 groot klein",
    "not_relevant": "1 groot klein",
}


def form(line: str, kind: str, table=DEFAULT_FORMS):
    found = assessed(f"A {line}", Rules(issue=IssueKind(kind, False), forms=table)).actors["form"][0]
    return found if isinstance(found, str) else None


@pytest.mark.parametrize("answers", list(product([True, False, None], repeat=4)))
def test_the_kind_is_the_first_still_possible_and_assumed_where_others_are_too(answers):
    given = dict(zip(QUESTIONS, answers, strict=True))
    possible = plain.issue_kinds(given)
    assert issue_kind(**given) == (possible[0], len(possible) > 1)


def test_an_issue_of_which_nothing_is_answered_is_assumed_to_be_complex():
    assert Rules().issue == IssueKind("complex", assumed=True)
    assert ISSUE_KINDS == ("complex", "action", "exchange")


@pytest.mark.parametrize("kind", ISSUE_KINDS)
@pytest.mark.parametrize("name", plain.COLUMNS)
def test_each_class_has_the_published_form(kind, name):
    expected = plain.FORMS[kind][plain.COLUMNS.index(name)]
    assert assessed(f"A {BY_CLASS[name]}").actors["actor_class"][0] == name
    assert form(BY_CLASS[name], kind) == expected
    assert form(f"{BY_CLASS[name]} needs=ja", kind) == expected
    assert form(f"{BY_CLASS[name]} needs=neen", kind) == ("ad_hoc" if expected == "network" else expected)


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        ("? klein groot", "complex", None),  # core or complementary: network or ad hoc
        ("? klein groot needs=neen", "complex", "ad_hoc"),  # a network would be ad hoc as well
        ("? klein groot", "action", "ad_hoc"),
        ("? klein groot", "exchange", "consultation"),
        ("1 ? -", "complex", None),  # not relevant or context
        ("1 ? - target=ja", "complex", "consultation"),
        ("? ? ?", "exchange", None),
        ("? ? ? target=ja", "exchange", "consultation"),
    ],
)
def test_a_form_is_proposed_where_every_possible_class_gives_the_same(line, kind, expected):
    assert form(line, kind) == expected


def test_the_table_of_forms_can_be_edited():
    edited = {**DEFAULT_FORMS, "action": {**DEFAULT_FORMS["action"], "core": "network", "not_relevant": "consultation"}}
    assert form(BY_CLASS["core"], "action", edited) == "network"
    assert form(f"{BY_CLASS['core']} needs=neen", "action", edited) == "ad_hoc"
    assert form("1 ? -", "action", edited) == "consultation"
    assert form("? klein groot", "action", edited) is None


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("4 klein groot", "network"),
        ("4 klein groot form=overleg", "consultation"),
        ("4 klein groot attitude=heeft_bezwaren form=netwerk", "network"),
        ("4 klein groot form=lunch", "network"),
        ("4 klein groot form=?", "network"),
        ("? klein groot", None),
        ("? klein groot form=ad_hoc", "ad_hoc"),
        ("- - - form=op_de_hoogte_houden", "none"),
        ("- - -", None),
    ],
)
def test_the_form_that_counts_is_the_groups_own_else_the_proposed_one(line, counts):
    found = assessed(f"A {line}", Rules(issue=IssueKind("complex", False))).actors["form_that_counts"][0]
    assert (found if isinstance(found, str) else None) == counts


def test_the_names_of_the_forms_are_those_of_the_contract():
    assert set(FORMS) == {"network", "ad_hoc", "consultation", "none"}
