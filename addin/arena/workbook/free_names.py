"""Names that no sheet and no column has yet, for what is added to a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from arena.method.text import fold

LONGEST_TAB = 31
"""Characters of a sheet's name in Excel."""


def free_name(wanted: str, taken: Iterable[str], *, longest: int = LONGEST_TAB) -> str:
    """Return a name for a sheet or a column: as wanted, else the first such as ``Contact (2)`` that is free.

    Args:
        wanted: the name; of a longer one the beginning counts.
        taken: the names that are there. As in Excel, small and capital letters are the same.
        longest: characters that the name may have.
    """
    folded = set(map(fold, taken))
    return next(name for name in _names(wanted, longest) if fold(name) not in folded)


def _names(wanted: str, longest: int) -> Iterator[str]:
    yield wanted[:longest]
    for number in count(2):
        ending = f" ({number})"
        yield wanted[: longest - len(ending)] + ending
