"""The short number of an analysis: by it a sheet tells whether something changed since it was made.

It holds no rating. Changes may cancel out, and a text of the same length is not noticed. Source: docs/method.md, "The
short number" (ours).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from arena.method.levels import CHOICES, LOWEST, UNKNOWN, Entries, Int64Array
from arena.method.text import clean_column

MODULUS = 9973
"""The largest prime number of four digits."""

FEWEST_RATED = 4
"""From fewer rated actors four digits would tell their ratings."""

OF_LEVELS = (1, 5, 25)
"""What a level of importance, hardness and dependency counts for."""

OF_CHOICES: Mapping[str, int] = {"needs_us": 125, "attitude": 500, "own_form": 2_500, "in_network": 15_000}
"""What each choice counts for, times its number in its list, in which ``?`` is the last."""

OF_OWN_PLACE = 75_000
WITHOUT_TEXTS = 7
OF_LENGTHS = (1, 31, 61, 97)
"""What each character of the name, the resources, the substitutes and what was agreed counts for."""


def short_number(entries: Entries, rows: Sequence[int] | None = None) -> int | None:
    """Return the short number of the rows in use; ``None`` where fewer than four actors are rated.

    Args:
        entries: what was typed.
        rows: the number of each row on its sheet, where the number is to tell whether rows moved as well; without
            them it stays the same whatever their order.
    """
    if np.count_nonzero(entries.rated) < FEWEST_RATED:
        return None
    numbers = of_rows(entries)
    if rows is not None:
        numbers = numbers * np.asarray(rows, dtype=np.int64) % MODULUS
    return int(numbers[entries.in_use].sum() % MODULUS)


def of_rows(entries: Entries) -> Int64Array:
    """Return what each row adds to the short number, below :data:`MODULUS`; of a row not in use nothing is added."""
    levels = (entries.importance, entries.hardness, entries.dependency)
    typed = 1 + OF_OWN_PLACE * np.maximum(entries.own_rank, 0)
    for factor, level in zip(OF_LEVELS, levels, strict=True):
        typed += factor * np.where(level >= LOWEST, level, 0).astype(np.int64)
    for key, factor in OF_CHOICES.items():
        typed += factor * _numbers_in_list(entries, key)
    texts = (entries.actor, entries.resources, clean_column(list(entries.replaced_by)), entries.agreed)
    written = np.full(len(entries), WITHOUT_TEXTS, dtype=np.int64)
    for factor, column in zip(OF_LENGTHS, texts, strict=True):
        written += factor * np.fromiter(map(length, column), dtype=np.int64, count=len(column))
    of_row: Int64Array = typed * written % MODULUS
    return of_row


def _numbers_in_list(entries: Entries, key: str) -> Int64Array:
    """Return the number of what was chosen, counted from 1; 0 where nothing was, or no word of the list."""
    chosen = entries.choices[key].astype(np.int64)
    return np.where(chosen == UNKNOWN, len(CHOICES[key]) + 1, np.maximum(chosen, 0))


def length(text: str) -> int:
    """Return the length of a text as Excel counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
