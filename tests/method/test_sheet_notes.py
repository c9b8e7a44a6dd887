"""What asks for attention on the whole sheet."""

from __future__ import annotations

import pytest

from arena.method.analysis import Rules
from arena.method.forms import IssueKind
from arena.method.levels import CRITERIA
from arena.method.notes import SHEET_NOTES
from tests.method.sheet import assessed

pytestmark = pytest.mark.pure


def sheet(named: int, *others: str) -> list[str]:
    lines = [f"actor{number} 1 klein eerder_groot" for number in range(named)]
    return assessed("\n".join([*lines, *others, "- - - -"])).sheet_notes


@pytest.mark.parametrize(
    ("named", "expected"), [(1, "few_actors"), (7, "few_actors"), (8, None), (22, None), (23, "many_actors")]
)
def test_few_and_many_actors_are_counted_by_name(named, expected):
    noted = [code for code in sheet(named) if code in ("few_actors", "many_actors")]
    assert noted == ([expected] if expected else [])


def test_actors_that_are_not_rated_count_for_few_and_rows_without_a_name_do_not():
    assert "few_actors" in sheet(6, "Z - - -", "- 4 klein groot", "- 4 klein groot")
    assert "few_actors" not in sheet(7, "Z - - -")
    assert assessed("- 1 groot klein").sheet_notes == ["no_critical_actor"]


@pytest.mark.parametrize(
    ("line", "noted"),
    [
        ("Z 4 klein groot", False),
        ("Z 3 eerder_klein eerder_groot", False),
        ("Z ? ? ?", True),
        ("Z 1 groot klein", True),
        ("Z - - -", False),
    ],
)
def test_no_critical_actor_is_noted_where_rows_are_rated_and_none_is_hard_to_miss(line, noted):
    assert ("no_critical_actor" in assessed(line).sheet_notes) == noted


@pytest.mark.parametrize(
    ("lines", "noted"),
    [
        ("Z 4 klein groot", False),
        ("Z 4 klein groot attitude=zomaar", False),
        ("Z 4 klein groot attitude=staat_erachter", True),
        ("Z 4 klein groot attitude=heeft_bezwaren", False),
        ("Z 3 klein eerder_groot attitude=heeft_bezwaren\nY 4 klein groot", False),
        ("Z 4 klein groot attitude=wacht_af\nY - - - attitude=heeft_bezwaren", False),
        ("Z 4 klein groot attitude=?", False),
    ],
)
def test_no_opponent_is_noted_once_an_attitude_is_filled_in_and_nobody_objects(lines, noted):
    assert ("no_opponent" in assessed(lines).sheet_notes) == noted


def under(kind: str, *, assumed: bool = False, **written: bool) -> Rules:
    return Rules(issue=IssueKind(kind, assumed), criteria_written=dict.fromkeys(CRITERIA, False) | written)


@pytest.mark.parametrize(
    ("line", "written", "noted"),
    [
        ("Z - - - criterion_2=ja", {}, True),
        ("Z - - - criterion_2=?", {"criterion_1": True}, True),
        ("Z - - - criterion_2=x", {}, True),
        ("Z - - - criterion_2=ja", {"criterion_2": True}, False),
        ("Z - - -", {}, False),
    ],
)
def test_a_criterion_is_missing_where_answers_stand_under_one_that_is_not_written(line, written, noted):
    assert ("criterion_missing" in assessed(line, under("complex", **written)).sheet_notes) == noted


@pytest.mark.parametrize(
    ("line", "kind", "assumed", "noted"),
    [
        ("Z - - - net=ja", "action", False, True),
        ("Z - - - net=ja", "exchange", False, True),
        ("Z - - - net=ja", "action", True, False),
        ("Z - - - net=ja", "complex", False, False),
        ("Z - - - net=later", "action", False, False),
    ],
)
def test_a_network_is_not_needed_for_an_action_or_an_exchange(line, kind, assumed, noted):
    assert ("network_not_needed" in assessed(line, under(kind, assumed=assumed)).sheet_notes) == noted


def test_sheet_notes_come_in_the_order_of_the_table():
    assert list(SHEET_NOTES.items()) == [
        ("criterion_missing", 1), ("network_not_needed", 1),
        ("few_actors", 2), ("many_actors", 2), ("no_critical_actor", 2), ("no_opponent", 2),
    ]  # fmt: skip
    found = assessed("Z 1 groot klein attitude=wacht_af net=ja criterion_1=ja", under("action")).sheet_notes
    assert found == ["criterion_missing", "network_not_needed", "few_actors", "no_critical_actor", "no_opponent"]
