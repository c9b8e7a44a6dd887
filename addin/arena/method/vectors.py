"""The lowest and highest value that dependency, importance and hardness of each actor may still have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from arena.method.levels import HIGHEST, LOWEST, BoolArray, Int8Array

Bounds = tuple[Int8Array, Int8Array]
"""The lowest and the highest level of each actor."""

HIGH_FROM = 3
"""From this level on an actor is *important*, or *hard to replace* (the cut 1-2 / 3-4 is ours; docs/method.md)."""

LEAST_DERIVED = 2


def derived_dependency(importance: Int8Array, hardness: Int8Array) -> Int8Array:
    """Return the dependency that importance and hardness point to: 2, and one more for each that is high.

    Source: docs/method.md, "Derived dependency" [A, E table 4.4]; that their "limited" is rather large, is ours.
    """
    return (LEAST_DERIVED + (importance >= HIGH_FROM) + (hardness >= HIGH_FROM)).astype(np.int8)


@dataclass(frozen=True)
class Vectors:
    """The bounds L and U over (dependency, importance, hardness) of some actors, levels 1 to 4.

    Source: docs/method.md, "Vectors".
    """

    dependency_low: Int8Array
    dependency_high: Int8Array
    importance_low: Int8Array
    importance_high: Int8Array
    hardness_low: Int8Array
    hardness_high: Int8Array

    @property
    def known(self) -> BoolArray:
        """Actors of whom nothing is left open: L equals U."""
        known: BoolArray = (
            (self.dependency_low == self.dependency_high)
            & (self.importance_low == self.importance_high)
            & (self.hardness_low == self.hardness_high)
        )
        return known

    @property
    def low(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """The number of the profile L, 0 to 63: the three levels as digits in base 4."""
        return _profile(self.dependency_low, self.importance_low, self.hardness_low)

    @property
    def high(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """The number of the profile U, 0 to 63."""
        return _profile(self.dependency_high, self.importance_high, self.hardness_high)


def _profile(
    dependency: Int8Array, importance: Int8Array, hardness: Int8Array
) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return (dependency.astype(np.intp) - LOWEST) * 16 + (importance - LOWEST) * 4 + (hardness - LOWEST)


def vectors(importance: Int8Array, hardness: Int8Array, dependency: Int8Array) -> Vectors:
    """Return the bounds for levels from 1 to 4; anything below 1 is unknown."""
    return of_bounds(_bounds(importance), _bounds(hardness), (dependency, dependency), dependency >= LOWEST)


def of_bounds(importance: Bounds, hardness: Bounds, dependency: Bounds, given: BoolArray) -> Vectors:
    """Return the bounds from those of each component; where no dependency is given, it follows from the other two."""
    low, high = (derived_dependency(*pair) for pair in zip(importance, hardness, strict=True))
    return Vectors(
        dependency_low=np.where(given, dependency[0], low),
        dependency_high=np.where(given, dependency[1], high),
        importance_low=importance[0],
        importance_high=importance[1],
        hardness_low=hardness[0],
        hardness_high=hardness[1],
    )


def _bounds(levels: Int8Array) -> Bounds:
    known = levels >= LOWEST
    return np.where(known, levels, np.int8(LOWEST)), np.where(known, levels, np.int8(HIGHEST))
