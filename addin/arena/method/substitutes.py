"""Who can take over from whom: the names in ``replaced_by``, matched with the actors of the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from arena.method.levels import NOBODY_MARKS, BoolArray, Entries, Int64Array
from arena.method.text import BATCH, fold, hashes_of, split_and_fold_column, split_list

NO_ROW = -1


def substitute_names(replaced_by: str, names: Container[str], nobody: Container[str] = NOBODY_MARKS) -> list[str]:
    """Return the names typed in one cell of ``replaced_by``, cleaned, in their order.

    Parts are separated by ``;`` or a line break. A comma may belong to a name: it separates only where the whole part
    is not itself a name in the list. What names nobody is left out, unless an actor is called so. Source:
    docs/method.md, "Notes".

    Args:
        replaced_by: the cell.
        names: the folded names of the list.
        nobody: what names no one, folded.
    """
    parts = chain.from_iterable(
        [part] if "," not in part or fold(part) in names else split_list(part.replace(",", ";"))
        for part in split_list(replaced_by)
    )
    return [part for part in parts if fold(part) not in nobody or fold(part) in names]


@dataclass(frozen=True)
class NamesAsRows:
    """Every name on the sheet as the row of the list that it stands for: the first one with that name.

    ``first`` holds, for every row, the row that its name stands for, ``NO_ROW`` where it has no name. ``naming`` and
    ``named`` hold one element for every substitute in ``replaced_by``: the row that names it, and the row that its name
    stands for, ``NO_ROW`` where it is not in the list.
    """

    first: Int64Array
    naming: Int64Array
    named: Int64Array

    @classmethod
    def of(cls, entries: Entries) -> NamesAsRows:
        """Return who is named by whom; ``replaced_by`` is taken apart as :func:`substitute_names` does."""
        size = len(entries)
        owner, substitutes = _hashes_of_lists(list(filter(None, entries.replaced_by)), entries.actor_hash)
        first = _first_equal(np.concatenate((entries.actor_hash, substitutes)))
        naming = np.flatnonzero(entries.substituted)[owner]
        named = np.where(first[size:] < size, first[size:], NO_ROW)
        is_someone = (named != NO_ROW) | ~np.isin(substitutes, hashes_of(list(entries.nobody)))
        return cls(
            first=np.where(entries.named, first[:size], NO_ROW), naming=naming[is_someone], named=named[is_someone]
        )

    def twins(self) -> Int64Array:
        """Return for each row another row with the same name (the first such), or ``NO_ROW``."""
        twin = np.full(len(self.first), NO_ROW, dtype=np.int64)
        later = np.flatnonzero((self.first != np.arange(len(self.first))) & (self.first != NO_ROW))
        twin[later] = self.first[later]
        twin[self.first[later[::-1]]] = later[::-1]  # the nearest of the later ones is written last, and so kept
        return twin

    def names_only(self, rows: BoolArray) -> BoolArray:
        """Return the rows that name substitutes which are all in the list and all stand for one of the given rows."""
        accepted = np.append(rows, False)  # the last is that of NO_ROW
        only = np.zeros(len(rows), dtype=np.bool_)
        only[self.naming] = True
        only[self.naming[~accepted[self.named]]] = False
        return only

    def unknown(self) -> BoolArray:
        """Return the rows that name a substitute who is not in the list."""
        unknown = np.zeros(len(self.first), dtype=np.bool_)
        unknown[self.naming[self.named == NO_ROW]] = True
        return unknown

    def circles(self) -> Int64Array:
        """Return for each row the first row of its circle, ``NO_ROW`` where it is in none.

        A circle is two or more rows that are strongly connected by whom they name, and of which none names anyone
        outside: one of them can be missed, not all. Naming oneself counts for nothing.
        """
        others = self.naming != self.named
        naming, named = self.naming[others], self.named[others]
        candidate = np.zeros(len(self.first) + 1, dtype=np.bool_)  # the last is that of NO_ROW
        candidate[naming] = True
        for _ in range(_PEELED):  # whole columns at a time, so that few rows are left to walk through
            candidate[naming[~candidate[named]]] = False
            is_named = np.zeros_like(candidate)
            is_named[named[candidate[naming]]] = True
            candidate &= is_named
        within = candidate[naming]
        circle = np.full(len(self.first), NO_ROW, dtype=np.int64)
        for rows in _closed_components(naming[within].tolist(), named[within].tolist()):
            circle[rows] = min(rows)
        return circle


_PEELED = 6
"""So often rows are left out that name someone who is in no circle, or whom no one names."""


def _closed_components(naming: list[int], named: list[int]) -> Iterator[list[int]]:
    """Yield the strongly connected components of two or more rows that no name leaves (Tarjan, without recursion)."""
    names: dict[int, list[int]] = defaultdict(list)
    for row, other in zip(naming, named, strict=True):
        names[row].append(other)
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    component: dict[int, int] = {}
    open_rows: list[int] = []
    for start in list(names):
        path = [] if start in number else [(start, iter(names[start]))]
        while path:
            row, others = path[-1]
            if row not in number:
                number[row] = lowest[row] = len(number)
                open_rows.append(row)
            for other in others:
                if other not in number:
                    path.append((other, iter(names.get(other, ()))))
                    break
                if other not in component:
                    lowest[row] = min(lowest[row], number[other])
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[row])
                if lowest[row] == number[row]:
                    rows = [open_rows.pop()]
                    while rows[-1] != row:
                        rows.append(open_rows.pop())
                    component |= dict.fromkeys(rows, row)
                    if len(rows) > 1 and all(component.get(o) == row for r in rows for o in names[r]):
                        yield rows


def _hashes_of_lists(texts: list[str], own: Int64Array) -> tuple[Int64Array, Int64Array]:
    """Return for each name in the lists the position of its list, and the hash of the name; ``own``: of the actors."""
    listed = frozenset(own.tolist() if "," in "".join(texts) else ())
    owners, hashes = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for start in range(0, len(texts), BATCH):
        owner, parts = split_and_fold_column(texts[start : start + BATCH])
        if listed:
            with_commas = [p.replace(",", ";") if "," in p and hash(p) not in listed else p for p in parts]
            again, parts = split_and_fold_column(with_commas)
            owner = owner[again]
        owners.append(owner + start)
        hashes.append(hashes_of(parts))
    return np.concatenate(owners), np.concatenate(hashes)


def _first_equal(numbers: Int64Array) -> Int64Array:
    """Return for each number the position of the first one that equals it."""
    codes, _ = pd.factorize(numbers)  # numbered by their first appearance
    return np.flatnonzero(np.diff(np.maximum.accumulate(codes), prepend=-1))[codes]
