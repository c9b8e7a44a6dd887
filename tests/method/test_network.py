"""The network at work: how its actions are counted, and which words they take."""

from __future__ import annotations

import itertools

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.method import network
from arena.method.network import DIMENSIONS, Planned, planned
from arena.workbook.model import Network

pytestmark = pytest.mark.pure

NOTHING = Planned(0, 0)


def test_nothing_is_planned_of_no_action() -> None:
    assert planned([]) == dict.fromkeys(DIMENSIONS, NOTHING)


@pytest.mark.parametrize(("state", "counted"), [(1, (1, 0)), (2, (1, 0)), (3, (0, 1)), (0, (1, 0)), (-2, (1, 0))])
def test_what_is_not_done_is_planned(state: int, counted: tuple[int, int]) -> None:
    for number, dimension in enumerate(DIMENSIONS, start=1):
        assert planned([(state, number)]) == {**dict.fromkeys(DIMENSIONS, NOTHING), dimension: Planned(*counted)}


@pytest.mark.parametrize("dimension", [0, -2, 5])
def test_an_action_without_a_dimension_counts_for_none(dimension: int) -> None:
    assert planned([(1, dimension), (3, dimension)]) == dict.fromkeys(DIMENSIONS, NOTHING)


def test_counts_add_up() -> None:
    every = list(itertools.product((0, 1, 2, 3), (1, 2, 3, 4)))
    assert sum(one.still + one.done for one in planned(every).values()) == len(every)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_every_language_are_read_without_regard_to_case_and_spaces(language: str) -> None:
    texts = catalogue(language)
    for number, code in enumerate(DIMENSIONS, start=1):
        word = f" {texts(f'network.dimension.{code}').upper()}\u00a0"
        for state, key in enumerate(network.ACTION_STATES, start=1):
            typed = Network(actions=(("x", None, None, texts(f"network.action_state.{key}"), word),))
            assert typed.actions_read == [(True, state, number)]


def test_a_row_that_says_nothing_is_no_action() -> None:
    assert Network(actions=(("\u00a0", "Sara", None, "klaar", "taak"),)).actions_read == [(False, 3, 1)]
