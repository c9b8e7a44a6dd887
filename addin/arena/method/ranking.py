"""Place, rank range and order of the actors, from counts of their profiles: there are at most 64 of each bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from arena.method.levels import HIGHEST, LOWEST, Int64Array
from arena.method.vectors import Vectors

_SIDE = HIGHEST - LOWEST + 1
_CUBE = (_SIDE, _SIDE, _SIDE)
PROFILES = np.array(list(product(range(LOWEST, HIGHEST + 1), repeat=3)), dtype=np.int64)
"""Every combination of (dependency, importance, hardness), in the order of their numbers; shape 64 x 3."""


HEAVIEST = 99


def is_weight(value: object) -> bool:
    """Return True if a value may be a weight: a whole number from 1 to 99."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value in range(1, HEAVIEST + 1)


@dataclass(frozen=True)
class Weights:
    """Whole numbers from 1 to 99, by which the levels count in the order."""

    dependency: int
    importance: int
    hardness: int

    def __post_init__(self) -> None:
        for weight in (self.dependency, self.importance, self.hardness):
            if not is_weight(weight):
                raise ValueError(f"a weight is a whole number from 1 to {HEAVIEST}, not {weight!r}")


PRESETS: Mapping[str, Weights] = {
    "dependency": Weights(25, 5, 1),
    "importance": Weights(5, 25, 1),
    "equal": Weights(1, 1, 1),
}
"""The weights of each priority but ``custom`` (docs/method.md, "Rank order"); the first is the default."""

CUSTOM = "custom"
PRIORITIES = (*PRESETS, CUSTOM)
DEFAULT_PRIORITY = "dependency"


@dataclass(frozen=True)
class Ranking:
    """For each of the bounds, whole numbers from 1 to n: place, best and worst place that it can take; and its key."""

    key: Int64Array
    place: Int64Array
    best: Int64Array
    worst: Int64Array


def rank(bounds: Vectors, counts: Int64Array, weights: Weights) -> Ranking:
    """Return the ranking of the rated actors, given as the different bounds that occur and how many have each.

    ``place`` is one more than the number of actors whose key over L is higher: ties share the best place.
    ``best`` and ``worst`` are exact under any strictly order-respecting score and any filling-in of the unknowns; the
    weights do not enter. Source: docs/method.md, "Rank order" and "Rank range".
    """
    low, high = bounds.low, bounds.high
    count_low, count_high = count_profiles(low, counts), count_profiles(high, counts)
    keys = PROFILES @ np.array([weights.dependency, weights.importance, weights.hardness], dtype=np.int64)
    higher_keys = (keys[None, :] > keys[:, None]) @ count_low
    at_least = _sums_from_above(count_low)
    at_most = _sums_from_below(count_high)
    return Ranking(
        key=keys[low],
        place=1 + higher_keys[low],
        best=1 + (at_least - count_low)[high],
        worst=counts.sum() - at_most[low] + bounds.known,  # who is known is counted in at_most, and is no other
    )


def count_profiles(profiles: np.ndarray[tuple[int], np.dtype[np.intp]], counts: Int64Array) -> Int64Array:
    """Return how many actors have each profile; shape 64."""
    totals = np.zeros(len(PROFILES), dtype=np.int64)
    np.add.at(totals, profiles, counts)
    return totals


def widths(lows: Int64Array, highs: Int64Array, known: Int64Array | np.int64) -> Int64Array:
    """Return W, the sum of worst less best place, of several lists at once.

    W only depends on how many actors have each profile as L and as U. With P the pairs (i, j) whose L of i is at least
    U of j, those of an actor with itself included, E the pairs where both are equal, and k the known actors: the worst
    places add up to n^2 - P + k, the best ones to n + P - E. Source: docs/method.md, "Which question first".

    Args:
        lows, highs: how many actors of each list have each profile as L, and as U; the last axis has 64.
        known: how many of each list are known.
    """
    at_least = (PROFILES[:, None, :] >= PROFILES[None, :, :]).all(axis=2).astype(np.int64)
    pairs = ((lows @ at_least) * highs).sum(axis=-1)
    equal = (lows * highs).sum(axis=-1)
    n = lows.sum(axis=-1)
    found: Int64Array = n * n - n - 2 * pairs + equal + known
    return found


def _sums_from_below(counts: Int64Array) -> Int64Array:
    """Return for every profile how many are at most it in each of the three."""
    cube = counts.reshape(_CUBE)
    for axis in range(len(_CUBE)):
        cube = cube.cumsum(axis=axis)
    return cube.reshape(-1)


def _sums_from_above(counts: Int64Array) -> Int64Array:
    """Return for every profile how many are at least it in each of the three."""
    return _sums_from_below(counts[::-1])[::-1]


def order(
    place: Int64Array, own_rank: Int64Array, rated: np.ndarray, named: np.ndarray, rated_count: int
) -> Int64Array:
    """Return the number by which rows are sorted everywhere; 0 where a row is blank and goes last.

    A place of the group's own comes just before the computed place of the same number. Source: docs/method.md.

    Args:
        place: computed place, one a row; anything where the row is not rated.
        own_rank: the group's own place, below 1 where there is none.
        rated, named: whether the row is rated, and whether it has a name.
        rated_count: n, the number of rated rows.
    """
    computed = np.where(rated, 2 * place, np.where(named, 2 * rated_count + 2, 0))
    return np.where(own_rank >= 1, 2 * own_rank - 1, computed)
