"""Every combination of what an actor's results depend on: they are worked out once a combination, not once a row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from arena.method import roles
from arena.method.levels import HIGHEST, BoolArray, Entries, Int8Array
from arena.method.vectors import Vectors, vectors

CaseNumbers = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Cases:
    """The combinations, with 0 for an unknown level; one element a case."""

    importance: Int8Array
    hardness: Int8Array
    dependency: Int8Array
    target_group: BoolArray
    needs_us: BoolArray
    opposes: BoolArray

    SHAPE: ClassVar = (HIGHEST + 1, HIGHEST + 1, HIGHEST + 1, 2, 2, 2)

    @classmethod
    def all(cls) -> Cases:
        """Return all of them."""
        *levels, target_group, needs_us, opposes = np.indices(cls.SHAPE, dtype=np.int8).reshape(len(cls.SHAPE), -1)
        importance, hardness, dependency = levels
        answers = [answer.astype(np.bool_) for answer in (target_group, needs_us, opposes)]
        return cls(importance, hardness, dependency, *answers)

    def __len__(self) -> int:
        return len(self.importance)

    @cached_property
    def bounds(self) -> Vectors:
        """The bounds L and U of each case."""
        return vectors(self.importance, self.hardness, self.dependency)

    @cached_property
    def flags(self) -> Int8Array:
        """The flag of each case, see :func:`arena.method.roles.flags`."""
        return roles.flags(self.bounds, self.target_group)

    def of(self, entries: Entries) -> CaseNumbers:
        """Return the number of each row's case; the one after the last where the row is not rated."""
        known = [np.maximum(levels, 0) for levels in (entries.importance, entries.hardness, entries.dependency)]
        answers = (entries.target_group, entries.needs_us, entries.opposes)
        cases = np.ravel_multi_index((*known, *answers), self.SHAPE)
        return np.where(entries.rated, cases, len(self))

    def with_importance(self, cases: CaseNumbers, level: int) -> CaseNumbers:
        """Return the number of each case with another importance."""
        _, *others = np.unravel_index(cases, self.SHAPE)
        return np.ravel_multi_index((np.full(len(cases), level), *others), self.SHAPE)

    def with_hardness(self, cases: CaseNumbers, level: int) -> CaseNumbers:
        """Return the number of each case with another hardness."""
        importance, _, *others = np.unravel_index(cases, self.SHAPE)
        return np.ravel_multi_index((importance, np.full(len(cases), level), *others), self.SHAPE)


CASES = Cases.all()
