"""The short number of an analysis: by it a sheet tells whether something changed since it was made.

It holds no rating. Changes may cancel out, and a text of the same length is not noticed. Source: docs/method.md, "The
short number" (ours).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from arena.method.levels import LOWEST, Entries
from arena.method.text import clean_column

MODULUS = 9973
"""The largest prime number of four digits."""

FEWEST_RATED = 4
"""From fewer rated actors four digits would tell their ratings."""

OF_LEVELS = (1, 5, 25)
"""What a level of importance, hardness and dependency counts for."""

OF_OWN_PLACE = 75_000
WITHOUT_TEXTS = 7
OF_LENGTHS = (1, 31, 61)
"""What each character of the name, the resources and the substitutes counts for."""


def short_number(entries: Entries, in_use: npt.NDArray[np.bool_], rows: Sequence[int] | None = None) -> int | None:
    """Return the short number of the rows in use; ``None`` where fewer than four actors are rated.

    Args:
        entries: what was typed.
        in_use: which rows have a place in the order.
        rows: the number of each row on its sheet, where the number is to tell whether rows moved as well; without
            them it stays the same whatever their order.
    """
    if np.count_nonzero(entries.rated) < FEWEST_RATED:
        return None
    levels = (entries.importance, entries.hardness, entries.dependency)
    typed = 1 + OF_OWN_PLACE * np.maximum(entries.own_rank, 0)
    for factor, level in zip(OF_LEVELS, levels, strict=True):
        typed += factor * np.where(level >= LOWEST, level, 0).astype(np.int64)
    texts = (entries.actor, entries.resources, clean_column(list(entries.replaced_by)))
    written = np.full(len(entries), WITHOUT_TEXTS, dtype=np.int64)
    for factor, column in zip(OF_LENGTHS, texts, strict=True):
        written += factor * np.fromiter(map(length, column), dtype=np.int64, count=len(column))
    of_row = typed * written % MODULUS
    if rows is not None:
        of_row = of_row * np.asarray(rows, dtype=np.int64) % MODULUS
    return int(of_row[in_use].sum() % MODULUS)


def length(text: str) -> int:
    """Return the length of a text as Excel counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
