"""Names that are the same but for how they are written, and names that nearly match.

The first are matched; the second are only pointed out. Source: docs/method.md, "More than one rater".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from rapidfuzz import fuzz, process

from arena.method.text import fold, sort_key

NEARLY = 80
"""From this likeness on, of 100, two names nearly match (ours): a letter more, words left out or in another order."""

LEFT_OUT = re.compile(r"[.'’`´]")
"""The signs that make no difference to a name and part no words: O.C.M.W. is OCMW."""

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_LEGAL_FORMS = frozenset({"vzw", "asbl", "ivzw", "npo", "bv", "bvba", "nv", "cv", "cvba"})


def same_name(name: str) -> str:
    """Return what two ways of writing a name have in common: no accents, case, dots, apostrophes or other signs.

    Of a name that is nothing but signs, the folded name itself.
    """
    words = _BETWEEN_WORDS.sub(" ", LEFT_OUT.sub("", sort_key(name))).split()
    return " ".join(words) or fold(name)


class NearNames:
    """Some names, among which those that nearly match another can be found.

    Args:
        names: the names; of two that are the same the first counts.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_core: dict[str, str] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Add a name."""
        self._by_core.setdefault(_core(name), name)

    def nearest(self, name: str) -> str | None:
        """Return the name that another is most like, ``None`` where none nearly matches.

        A legal form (vzw, bv ...) makes no difference; a name that lacks some of the words nearly matches.
        """
        core = _core(name)
        found = [
            process.extractOne(core, self._by_core.keys(), scorer=scorer, score_cutoff=NEARLY)
            for scorer in (fuzz.ratio, fuzz.token_set_ratio)
        ]
        likely = [(score, each) for each, score, _ in filter(None, found)]
        return self._by_core[max(likely, key=lambda one: one[0])[1]] if likely else None


def _core(name: str) -> str:
    """Return a name as it is compared: without a legal form, unless that is all there is."""
    words = same_name(name).split(" ")
    return " ".join(word for word in words if word not in _LEGAL_FORMS) or same_name(name)


RESOURCES_NEARLY = 75
"""The same for resources (ours): these are short words, often one in the singular and one in the plural."""


def nearly_alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of resources that are written nearly alike, in their order; which are the same makes no pair."""
    named = [(name, " ".join(sorted(same_name(name).split(" ")))) for name in names]
    cores = [core for _, core in named]
    likeness = process.cdist(cores, cores, scorer=fuzz.ratio, score_cutoff=RESOURCES_NEARLY)
    pairs = np.argwhere(np.triu(likeness, k=1) > 0).tolist() if named else []
    return [(named[first][0], named[second][0]) for first, second in pairs]
