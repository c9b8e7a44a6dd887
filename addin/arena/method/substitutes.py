"""Who can take over from whom: the names in ``replaced_by``, matched with the actors of the list."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from arena.method.levels import BoolArray, Entries, Int64Array
from arena.method.text import BATCH, fold, hashes_of, split_and_fold_column, split_list

NO_ROW = -1


def substitute_names(replaced_by: str, names: Container[str]) -> list[str]:
    """Return the names typed in one cell of ``replaced_by``, cleaned, in their order.

    Parts are separated by ``;`` or a line break. A comma may belong to a name: it separates only where the whole part
    is not itself a name in the list. Source: docs/method.md, "Notes".

    Args:
        replaced_by: the cell.
        names: the folded names of the list.
    """
    parts = split_list(replaced_by)
    return list(
        chain.from_iterable(
            [part] if "," not in part or fold(part) in names else split_list(part.replace(",", ";")) for part in parts
        )
    )


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
        """Match the names of all rows; ``replaced_by`` is taken apart as :func:`substitute_names` does."""
        size = len(entries)
        owner, substitutes = _hashes_of_lists(list(filter(None, entries.replaced_by)), entries.actor_hash)
        first = _first_equal(np.concatenate((entries.actor_hash, substitutes)))
        named = first[size:]
        return cls(
            first=np.where(entries.named, first[:size], NO_ROW),
            naming=np.flatnonzero(entries.substituted)[owner],
            named=np.where(named < size, named, NO_ROW),
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

    def only_each_other(self) -> Int64Array:
        """Return for each row the row of the one actor that it names, where that one names only this one, or NO_ROW."""
        only = np.full(len(self.first) + 1, NO_ROW, dtype=np.int64)  # the last is that of NO_ROW
        only[self.naming] = self.named
        only[self.naming[self.named != only[self.naming]]] = NO_ROW
        other = only[:-1]
        mutual = (other != NO_ROW) & (self.first != NO_ROW) & (other != self.first) & (only[other] == self.first)
        return np.where(mutual, other, NO_ROW)


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
