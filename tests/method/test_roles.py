"""Derived dependency, bounds, class and flag."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest

from arena.method.roles import CLASSES, FLAGS, points
from arena.method.vectors import derived_dependency
from tests.method.sheet import HARDNESS_TYPED, assessed

pytestmark = pytest.mark.pure

HIGH = {1: False, 2: False, 3: True, 4: True}


def actor(line: str):
    return assessed(f"A {line}").actors.iloc[0]


@pytest.mark.parametrize(("importance", "hardness"), list(product(range(1, 5), repeat=2)))
def test_derived_dependency_is_large_for_both_rather_large_for_one_rather_small_for_neither(importance, hardness):
    expected = {2: 4, 1: 3, 0: 2}[HIGH[importance] + HIGH[hardness]]
    assert derived_dependency(np.array([importance]), np.array([hardness])).tolist() == [expected]
    typed = f"{importance} {HARDNESS_TYPED[hardness].replace(' ', '_')} -"
    assert actor(typed)["derived_dependency"] == expected
    assert actor(typed)["dependency_low"] == actor(typed)["dependency_high"] == expected


@pytest.mark.parametrize("line", ["? klein groot", "4 ? groot", "- - groot", "4 x groot"])
def test_nothing_is_derived_where_importance_or_replaceability_is_not_known(line):
    assert actor(line)["derived_dependency"] == 0


@pytest.mark.parametrize(
    ("line", "low", "high"),
    [
        ("4 klein groot", (4, 4, 4), (4, 4, 4)),
        ("4 klein eerder_klein", (2, 4, 4), (2, 4, 4)),
        ("? klein groot", (4, 1, 4), (4, 4, 4)),
        ("4 - -", (3, 4, 1), (4, 4, 4)),
        ("2 ? -", (2, 2, 1), (3, 2, 4)),
        ("? ? ?", (2, 1, 1), (4, 4, 4)),
        ("- - klein", (1, 1, 1), (1, 4, 4)),
        ("veel g k", (1, 1, 1), (1, 4, 1)),
        ("1 g zeer", (2, 1, 1), (2, 1, 1)),
    ],
)
def test_bounds_run_from_the_lowest_to_the_highest_that_is_possible(line, low, high):
    found = actor(line)
    assert tuple(found[f"{name}_low"] for name in ("dependency", "importance", "hardness")) == low
    assert tuple(found[f"{name}_high"] for name in ("dependency", "importance", "hardness")) == high
    assert found["known"] == (low == high)


@pytest.mark.parametrize(
    ("dependency", "important", "expected"),
    [(1, 0, 2), (2, 0, 2), (3, 0, 3), (4, 0, 4), (1, 1, 3), (2, 1, 3), (3, 1, 4), (4, 1, 5)],
)
def test_points_are_the_dependency_and_one_for_importance(dependency, important, expected):
    for importance in (3, 4) if important else (1, 2):
        assert points(np.array([dependency], np.int8), np.array([importance], np.int8)).tolist() == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4 klein groot", "core"),
        ("1 klein groot", "complementary"),
        ("3 groot eerder_groot", "complementary"),
        ("3 groot eerder_klein", "context"),
        ("1 groot eerder_groot", "context"),
        ("3 groot klein", "context"),
        ("1 groot klein", "not_relevant"),
        ("2 groot -", "not_relevant"),
        ("? groot groot", None),
        ("1 ? -", None),
        ("1 ? groot", "complementary"),
    ],
)
def test_a_class_is_proposed_where_one_is_left(line, expected):
    found = actor(line)["actor_class"]
    assert (None if pd.isna(found) else found) == expected


def test_a_target_group_is_never_proposed_as_not_relevant():
    assert actor("1 groot klein target=ja")["actor_class"] == "context"
    assert actor("1 ? - target=ja")["actor_class"] == "context"  # not relevant or context
    assert actor("4 klein groot target=ja")["actor_class"] == "core"


@pytest.mark.parametrize(
    ("line", "flag"),
    [
        ("1 klein groot", "critical"),
        ("? klein groot", "critical"),
        ("4 klein -", "critical"),
        ("4 eerder_klein groot", "vulnerable"),
        ("3 klein eerder_groot", "vulnerable"),
        ("1 eerder_klein groot", "vulnerable"),
        ("2 klein eerder_groot", "none"),
        ("4 eerder_groot groot", "none"),
        ("? klein eerder_groot", "uncertain"),
        ("4 ? groot", "uncertain"),
        ("? ? ?", "uncertain"),
        ("? groot groot", "none"),
        ("4 klein klein", "none"),
        ("1 ? -", "none"),
    ],
)
def test_flags(line, flag):
    assert actor(line)["flag"] == flag


def test_without_typed_dependencies_the_published_cell_of_4_in_16_is_flagged():
    flagged = {
        (importance, hardness)
        for importance, hardness in product(range(1, 5), repeat=2)
        if actor(f"{importance} {HARDNESS_TYPED[hardness].replace(' ', '_')} -")["flag"] != "none"
    }
    assert flagged == set(product((3, 4), repeat=2))


def test_the_names_of_classes_and_flags_are_those_of_the_contract():
    assert set(CLASSES) == {"core", "complementary", "context", "not_relevant"}
    assert set(FLAGS) == {"critical", "vulnerable", "uncertain", "none"}
