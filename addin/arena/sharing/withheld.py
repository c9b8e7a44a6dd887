"""What must not stand in a copy, told apart from how it is made: a last look finds what describing let through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from arena.locale import LANGUAGES, catalogue
from arena.method.text import fold

SHORTEST = 6
"""Letters of a text that is looked for: shorter ones stand by chance in others."""

_FACTOR = np.uint64(1_000_003)


class Haystack:
    """Many texts in which others are looked for; what is surely not there is told without searching through all.

    Args:
        texts: the texts; they are folded.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._everything = "\0".join(map(fold, texts))
        self._pieces = np.unique(_pieces(self._everything))

    def __contains__(self, text: str) -> bool:
        """Return True if a folded text of at least ``SHORTEST`` letters stands in one of them."""
        pieces = _pieces(text)
        places = np.searchsorted(self._pieces, pieces)
        there = places < len(self._pieces)
        return bool(there.all() and (self._pieces[places] == pieces).all()) and text in self._everything


def _pieces(text: str) -> npt.NDArray[np.uint64]:
    """Return a number for each run of ``SHORTEST`` letters in a text; the same runs have the same number."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    runs = max(0, len(letters) - SHORTEST + 1)
    numbers = np.zeros(runs, dtype=np.uint64)
    for place in range(SHORTEST):
        numbers = numbers * _FACTOR + letters[place : place + runs]
    return numbers


def withheld(whole: object, seen: Iterable[object]) -> list[str]:
    """Return the texts of an analysis that a reader may not see, folded, line by line.

    Left out is what stands in something that the reader may see, or in a text of ours.

    Args:
        whole: the whole analysis.
        seen: what its reader may see of it.
    """
    known = [text for language in LANGUAGES for text in catalogue(language).every_text()]
    known += [text for one in seen for text in _texts_in(one)]
    visible = Haystack(known)
    lines = dict.fromkeys(fold(line) for text in _texts_in(whole) for line in text.splitlines())
    return [line for line in lines if len(line) >= SHORTEST and line not in visible]


def _texts_in(value: object) -> Iterator[str]:
    """Yield every text in a value, however deep: in what a dataclass, a table, a mapping or a list holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, pd.DataFrame):
        yield from _texts_in(value.to_numpy().ravel().tolist())
    elif isinstance(value, Mapping):
        yield from _texts_in(list(value.values()))
    elif is_dataclass(value):
        yield from _texts_in([getattr(value, field.name) for field in fields(value)])
    elif isinstance(value, Iterable) and not isinstance(value, bytes | dt.date):
        for one in value:
            yield from _texts_in(one)
