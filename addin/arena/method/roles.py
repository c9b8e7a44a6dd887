"""The class of an actor, and the flag of those who are hard to replace and strongly depended on."""

from __future__ import annotations

import numpy as np

from arena.method.levels import HIGHEST, BoolArray, Int8Array
from arena.method.vectors import HIGH_FROM, LEAST_DERIVED, Vectors

CLASSES = ("not_relevant", "context", "complementary", "core")
"""Classes of actors by their points, from 2 on [A names four; the points are ours]."""

LEAST_POINTS = 2
TARGET_GROUP_POINTS = 3
"""A target group is never proposed as not relevant: it is read as ``context`` [E]."""

FLAGGED_FROM_POINTS = LEAST_POINTS + CLASSES.index("complementary")
"""So many points make an actor who is hard to replace vulnerable."""

FLAGS = ("none", "uncertain", "vulnerable", "critical")

SIGNALS = ("critical", "vulnerable", "uncertain")
"""The flags that are shown, the gravest first."""

NO_CLASS = -1


def points(dependency: Int8Array, importance: Int8Array) -> Int8Array:
    """Return 2 to 5 points: the dependency, ``small`` counting as rather small, and one more where important."""
    return (np.maximum(dependency, LEAST_DERIVED) + (importance >= HIGH_FROM)).astype(np.int8)


def possible_classes(bounds: Vectors, target_group: BoolArray) -> tuple[Int8Array, Int8Array]:
    """Return the lowest and highest possible class as positions in :data:`CLASSES`; all between are possible too."""
    least = np.where(target_group, TARGET_GROUP_POINTS, LEAST_POINTS).astype(np.int8)
    low = np.maximum(points(bounds.dependency_low, bounds.importance_low), least)
    high = np.maximum(points(bounds.dependency_high, bounds.importance_high), least)
    return low - np.int8(LEAST_POINTS), high - np.int8(LEAST_POINTS)


def flags(bounds: Vectors, target_group: BoolArray) -> Int8Array:
    """Return the flag of each actor as a position in :data:`FLAGS` (docs/method.md, "Flag"; the steps are ours).

    A target group whose replaceability is unknown is never ``uncertain``: nobody should have to rate it.
    """
    critical = (bounds.hardness_low == HIGHEST) & (bounds.dependency_low == HIGHEST)
    vulnerable = _vulnerable(bounds.hardness_low, bounds.dependency_low, bounds.importance_low)
    # critical at U implies vulnerable at U: hardness 4 and dependency 4 give at least four points.
    uncertain = _vulnerable(bounds.hardness_high, bounds.dependency_high, bounds.importance_high)
    uncertain &= ~(target_group & (bounds.hardness_low < bounds.hardness_high))
    steps = [critical, vulnerable, uncertain]
    return np.select(steps, [FLAGS.index("critical"), FLAGS.index("vulnerable"), FLAGS.index("uncertain")], 0).astype(
        np.int8
    )


def _vulnerable(hardness: Int8Array, dependency: Int8Array, importance: Int8Array) -> BoolArray:
    return (hardness >= HIGH_FROM) & (points(dependency, importance) >= FLAGGED_FROM_POINTS)
