"""The network at work: what its sheet asks, in the handout's words, and how its actions are counted.

Source: the handout's dimensions, evolution, characteristics and points of attention; the counts are ours
(docs/method.md, "The network at work").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

ACTION_STATES = ("to_do", "busy", "done")
DIMENSIONS = ("task", "relation", "growth", "profile")
EVOLUTIONS = ("interest", "goal", "decisions", "resources", "engagement", "identification")
LOOKS = 3
"""How many times the evolutions can be looked at, each with its date."""

CHARACTERISTICS = ("dependent", "important", "added_value", "activities", "identity", "lasting")
"""The characteristics of a network; the last is answered with how long it is for, the others with yes or not yet."""

ATTENTION = ("means", "form", "goal_grows", "dynamic", "equivalent", "identity", "trust")

LISTS = {
    "action_state": ACTION_STATES,
    "dimension": DIMENSIONS,
    "characteristic": ("yes", "not_yet"),
    "lasting": ("temporary", "lasting"),
}
"""The lists from which is chosen, each with the codes of its words."""

DAYS_TO_ERASE = 365
"""So many days after the last talk Start asks that what was noted of talks is erased, once the network runs."""


class Planned(NamedTuple):
    """How many actions of a dimension are still to be done or under way, and how many are done."""

    still: int
    done: int


def planned(actions: Iterable[tuple[int, int]]) -> dict[str, Planned]:
    """Return how many actions are planned and done, by dimension.

    Args:
        actions: of each action that says what is done, its state and its dimension, each as its number in its list
            from 1; any other number where it is not known. An action without a known state is planned.
    """
    counted = {dimension: [0, 0] for dimension in DIMENSIONS}
    for state, dimension in actions:
        if 1 <= dimension <= len(DIMENSIONS):
            counted[DIMENSIONS[dimension - 1]][state == len(ACTION_STATES)] += 1
    return {dimension: Planned(*numbers) for dimension, numbers in counted.items()}
