"""Whom a text names: an agreement may mention somebody who must not stand in the copy that it goes in.

A name counts as named where it stands in the text whole, and in an agreement where one of its words does that no other
name has, also at the beginning of a longer word. Accents and signs make no difference, as where names are matched. It
errs to that side: whoever shares sees why, and decides line by line. What escapes is a short name that nobody wrote in
the table ("the city"): so each line is shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from arena.method.near_names import LEFT_OUT, same_name
from arena.method.text import fold

_WORD = re.compile(r"\w+", re.UNICODE)
_SHORTEST = 4
"""Letters of a word that tells names apart; shorter ones only where they are all capitals, as OCMW or CLB."""

_SHORTEST_BEGINNING = 6
"""Letters of such a word that count where a longer one begins with them: Buurtwerk in "buurtwerkers"."""


class Absent:
    """Those who are in no copy, as texts may name them.

    Args:
        absent: their names.
        present: the names of those who are in the copy.
    """

    def __init__(self, absent: Iterable[str], present: Iterable[str]) -> None:
        there = {same_name(name) for name in present}
        self._absent = {same_name(name): name for name in absent if fold(name) and same_name(name) not in there}
        in_names = Counter(word for name in {*there, *self._absent} for word in set(name.split()))
        self._by_word = {word: name for name in self._absent.values() for word in _telling(name) if in_names[word] == 1}

    def named_in(self, text: str, *, whole: bool = False) -> list[str]:
        """Return those whom a text names, as they are written in the table, in its order.

        Args:
            text: the text.
            whole: whether only whole names count: what the analysis is about often has a word of somebody's name.
        """
        # a sign may be left out of a name, or part it from the next word: "O.C.M.W." and "OCMW's"
        written = [f" {one} " for one in (fold(text), same_name(text), same_name(LEFT_OUT.sub(" ", text)))]
        words = set() if whole else {word for one in written for word in one.split()}
        told = {self._by_word[part] for word in words for part in _beginnings(word) if part in self._by_word}
        return [name for key, name in self._absent.items() if name in told or any(f" {key} " in one for one in written)]


def _telling(name: str) -> set[str]:
    """Return the words of a name by which it may be known, as ``same_name`` writes them."""
    words = _WORD.findall(LEFT_OUT.sub("", name))
    return {same_name(word) for word in words if len(word) >= _SHORTEST or (len(word) > 1 and word.isupper())}


def _beginnings(word: str) -> Iterator[str]:
    """Yield a word, and what it begins with that is long enough to tell a name."""
    yield word
    yield from (word[:length] for length in range(_SHORTEST_BEGINNING, len(word)))
