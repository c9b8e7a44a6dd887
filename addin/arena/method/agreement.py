"""How far raters agree: on one cell in a word and a fraction, and on the order of the actors.

Source: docs/method.md, "More than one rater" (the words are ours).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from arena.method.levels import LEVELS, LOWEST

WORDS_FROM = 2
"""So many levels make a word."""

PROPOSED_FROM = 3
"""So many levels make a proposal, and so many raters a word on the order."""

IN_A_CAMP = 2
"""So many raters below an unused level, and so many above it, are two camps."""

LEAST_ACTORS = 3
"""On fewer actors nothing is said of the order."""


class Word(StrEnum):
    """What is said of the levels that raters gave to one actor in one column."""

    AGREE = "agree"
    ALMOST = "almost"
    MATTERS = "matters"
    CAMPS = "camps"
    SPREAD = "spread"


GRAVITY = {Word.CAMPS: 0, Word.MATTERS: 1, Word.SPREAD: 1, Word.ALMOST: 2, Word.AGREE: 3}
"""The order in which the words are talked about; those of one number go together."""


AGREED = frozenset({Word.AGREE, Word.ALMOST})
"""The words that ask for no talk."""


class OrderWord(StrEnum):
    """What is said of how far raters agree on the order of the actors."""

    MOSTLY = "mostly"
    PARTLY = "partly"
    LITTLE = "little"


_ORDER_WORDS = ((Fraction(7, 10), OrderWord.MOSTLY), (Fraction(4, 10), OrderWord.PARTLY))


def word(levels: Sequence[int]) -> Word | None:
    """Return the word on the levels that raters gave, in any order; ``None`` where there are fewer than two.

    Levels that are one apart are ``ALMOST``: whether the difference matters to form or flag depends on the actor's
    other columns, see :func:`arena.method.raters.compare`.
    """
    if len(levels) < WORDS_FROM:
        return None
    apart = max(levels) - min(levels)
    if apart <= 1:
        return Word.ALMOST if apart else Word.AGREE
    for unused in set(LEVELS).difference(levels):
        below = sum(level < unused for level in levels)
        if min(below, len(levels) - below) >= IN_A_CAMP:
            return Word.CAMPS
    return Word.SPREAD


def proposed(levels: Sequence[int]) -> int | None:
    """Return the low median of the levels, ``None`` where fewer than three gave one or there are two camps."""
    if len(levels) < PROPOSED_FROM or word(levels) is Word.CAMPS:
        return None
    return sorted(levels)[(len(levels) - 1) // 2]


def agreement_on(levels: Sequence[int]) -> Fraction | None:
    """Return van der Eijk's agreement on the levels; ``None`` where there are fewer than two."""
    if len(levels) < WORDS_FROM:
        return None
    counts = [0] * len(LEVELS)
    for level in levels:
        counts[level - LOWEST] += 1
    return agreement(counts)


def agreement(counts: Sequence[int]) -> Fraction:
    """Return van der Eijk's agreement A of answers on an ordered scale: 1 all the same, -1 half at each end.

    The counts are taken apart in layers that use each level once or not at all, and each layer weighs as many answers
    as it holds. Source: C. van der Eijk, "Measuring agreement in ordered rating scales", Quality & Quantity 35 (2001).

    Args:
        counts: how many answers each level has, the lowest level first; at least three levels and one answer.
    """
    left, found = list(counts), Fraction(0)
    while any(left):
        used = [count > 0 for count in left]
        height = min(count for count in left if count)
        found += height * sum(used) * _of_layer(used)
        left = [count - height if count else 0 for count in left]
    return found / sum(counts)


def _of_layer(used: Sequence[bool]) -> Fraction:
    size, levels = len(used), sum(used)
    if levels == 1:
        return Fraction(1)
    triples = Counter(combinations(used, 3))
    one_top = triples[True, True, False] + triples[False, True, True]
    two_tops = triples[True, False, True]
    if not one_top + two_tops:  # every level is used
        return Fraction(0)
    shape = Fraction((size - 2) * one_top - (size - 1) * two_tops, (size - 2) * (one_top + two_tops))
    return shape * (1 - Fraction(levels - 1, size - 1))


def kendall_w(scores: Sequence[Sequence[int]]) -> Fraction | None:
    """Return Kendall's coefficient of concordance W, corrected for ties: 0 to 1, exact.

    Args:
        scores: one row a rater, one number an actor; only their order counts.

    Returns:
        ``None`` where it is undefined: fewer than two raters, fewer than three actors, or all tied with every rater.

    Source: M. Kendall and B. Babington Smith, "The problem of m rankings", 1939; ``KendallW`` of DescTools.
    """
    raters, actors = len(scores), len(scores[0]) if scores else 0
    if raters < WORDS_FROM or actors < LEAST_ACTORS:
        return None
    ranks = [_double_ranks(row) for row in scores]
    sums = [sum(given) for given in zip(*ranks, strict=True)]
    mean = Fraction(sum(sums), actors)
    spread = sum((each - mean) ** 2 for each in sums) / 4  # ranks are doubled, so squares are four times as large
    ties = sum(tied**3 - tied for row in scores for tied in Counter(row).values())
    possible = raters**2 * (actors**3 - actors) - raters * ties
    return 12 * spread / possible if possible else None


def _double_ranks(row: Sequence[int]) -> list[int]:
    """Return twice the rank of each, ties sharing the mean of theirs: whole numbers."""
    counts, below, ranks = Counter(row), 0, {}
    for value in sorted(counts):
        ranks[value] = 2 * below + counts[value] + 1
        below += counts[value]
    return [ranks[value] for value in row]


def order_word(w: Fraction | None, raters: int) -> OrderWord | None:
    """Return the word on the order, from the mean rank correlation of two raters, (mW - 1) / (m - 1).

    ``None`` where W is undefined or fewer than three raters gave it.
    """
    if w is None or raters < PROPOSED_FROM:
        return None
    mean = (raters * w - 1) / (raters - 1)
    return next((said for least, said in _ORDER_WORDS if mean >= least), OrderWord.LITTLE)
