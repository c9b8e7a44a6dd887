"""Whom a text names: an agreement may mention somebody who must not stand in the copy that it goes in.

A name counts as named where it stands in the text whole, and in an agreement where one of its words does that no other
name has. It errs to that side: whoever shares sees why, and decides line by line. What escapes is a short name that
nobody wrote in the table ("the city"): so each line is shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from arena.method.text import fold

_WORD = re.compile(r"\w+", re.UNICODE)
_SHORTEST = 4
"""Letters of a word that tells names apart; shorter ones only where they are all capitals, as OCMW or CLB."""


class Absent:
    """Those who are in no copy, as texts may name them.

    Args:
        absent: their names.
        present: the names of those who are in the copy.
    """

    def __init__(self, absent: Iterable[str], present: Iterable[str]) -> None:
        there = {fold(name) for name in present}
        self._absent = {fold(name): name for name in absent if fold(name) and fold(name) not in there}
        in_names = Counter(word for name in {*there, *self._absent} for word in set(_WORD.findall(name)))
        self._by_word = {word: name for name in self._absent.values() for word in _telling(name) if in_names[word] == 1}

    def named_in(self, text: str, *, whole: bool = False) -> list[str]:
        """Return those whom a text names, as they are written in the table, in its order.

        Args:
            text: the text.
            whole: whether only whole names count: what the analysis is about often has a word of somebody's name.
        """
        folded = fold(text)
        told = set() if whole else {self._by_word.get(word) for word in _WORD.findall(folded)}
        return [
            name for key, name in self._absent.items() if name in told or (key in folded and _stands_in(key, folded))
        ]


def _telling(name: str) -> set[str]:
    """Return the words of a name by which it may be known, folded."""
    words = _WORD.findall(name)
    return {fold(word) for word in words if len(word) >= _SHORTEST or (len(word) > 1 and word.isupper())}


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
