"""What changed between two tables of actors: step 6 of the handout, "Corrigeer of vul eventueel aan".

Rows are paired by the actor's name, never by place, so that sorting changes nothing. Source: docs/method.md,
"What changed" (ours).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from arena.method.levels import INVALID, Entries
from arena.method.text import clean, fold

COMPARED = (
    "resources",
    "importance",
    "replaceability",
    "replaced_by",
    "dependency",
    "own_rank",
    "attitude",
    "needs_us",
    "own_form",
    "in_network",
)
"""The columns that are compared: what the order, the signals, the forms and the choice of the network follow from."""

_TEXTS = frozenset({"resources", "replaced_by"})

REASONS = ("wrong_estimate", "talk", "actor_came", "actor_went", "resource", "issue", "other")
"""The codes of the reasons to choose from, in the order of their list (source: our wording)."""

CAME, WENT, RENAMED = "came", "went", "renamed"
"""Kinds of changes that are none of one column."""


class Change(NamedTuple):
    """One change.

    Attributes:
        kind: a column of :data:`COMPARED`, or ``CAME``, ``WENT`` or ``RENAMED``.
        then: the row of the actor in the earlier table; ``None`` of one that came.
        now: its row in the later table; ``None`` of one that went.
    """

    kind: str
    then: int | None
    now: int | None


@dataclass(frozen=True)
class Actors:
    """The actors of a table, as far as they are compared: one element a row, rows that are not in use left out.

    Attributes:
        rows: the row of each in its table.
        names: the name of each, cleaned.
        cells: of each, what each column of :data:`COMPARED` says: two that mean the same are equal, "" is empty.
    """

    rows: Sequence[int]
    names: Sequence[str]
    cells: Sequence[tuple[object, ...]]


def actors_of(table: pd.DataFrame, entries: Entries) -> Actors:
    """Return the actors of a table of typed entries; ``entries`` is what it reads as."""
    columns = [_column(table, entries, key) for key in COMPARED]
    cells = list(zip(*columns, strict=True))
    rows = [row for row in range(len(entries)) if entries.actor[row] or any(cells[row])]
    return Actors(rows, [entries.actor[row] for row in rows], [cells[row] for row in rows])


def _column(table: pd.DataFrame, entries: Entries, key: str) -> list[object]:
    """Return what a column says, row by row: a text, or the level or choice that was read, so that ``ek`` and
    ``eerder klein`` are the same; of what is no level, the text.
    """
    typed = table[key].to_list() if key in table.columns else [None] * len(entries)
    if key in _TEXTS:
        return [clean(value) for value in typed]
    read = entries.read(key).tolist()
    return [fold(value) if level == INVALID else level or "" for level, value in zip(read, typed, strict=True)]


def possible_renames(then: Actors, now: Actors) -> list[tuple[int, int]]:
    """Return which actor that went may be one that came under another name, as rows of the two tables.

    Both say the same in each column that is compared, and at least one says anything; or they name the same resources.
    Where more than one would do, none is returned.
    """
    pairs = _paired(then, now)
    gone = sorted(set(range(len(then.rows))) - pairs.keys())
    come = sorted(set(range(len(now.rows))) - set(pairs.values()))
    alike = [
        (old, new)
        for old in gone
        for new in come
        if then.names[old] and now.names[new] and _may_be_one(then.cells[old], now.cells[new])
    ]
    of_old, of_new = Counter(old for old, _ in alike), Counter(new for _, new in alike)
    return [(then.rows[old], now.rows[new]) for old, new in alike if of_old[old] == of_new[new] == 1]


def _may_be_one(then: tuple[object, ...], now: tuple[object, ...]) -> bool:
    resources = COMPARED.index("resources")
    return (then == now and any(then)) or (bool(then[resources]) and then[resources] == now[resources])


def changes(then: Actors, now: Actors, renamed: Mapping[int, int] | None = None) -> list[Change]:
    """Return what changed, each change once.

    Args:
        then: the earlier table.
        now: the later one.
        renamed: rows of the earlier table whose actor has another name now, each with its row in the later one.

    Returns:
        The changes in the order of the later table, of each actor in the order of :data:`COMPARED`; who went comes
        last, in the order of the earlier table.
    """
    wanted = renamed or {}
    old_at = {row: position for position, row in enumerate(then.rows)}
    new_at = {row: position for position, row in enumerate(now.rows)}
    pairs = _paired(then, now) | {old_at[old]: new_at[new] for old, new in wanted.items()}
    before = {new: old for old, new in pairs.items()}
    found: list[Change] = []
    for new, row in enumerate(now.rows):
        old = before.get(new)
        if old is None:
            found.append(Change(CAME, None, row))
            continue
        if fold(then.names[old]) != fold(now.names[new]):
            found.append(Change(RENAMED, then.rows[old], row))
        for key, was, value in zip(COMPARED, then.cells[old], now.cells[new], strict=True):
            if was != value:
                found.append(Change(key, then.rows[old], row))
    return found + [Change(WENT, row, None) for old, row in enumerate(then.rows) if old not in pairs]


def _paired(then: Actors, now: Actors) -> dict[int, int]:
    """Return which actors of two tables are the same by name; of several of one name, those most alike first."""
    old_of, new_of = _by_name(then), _by_name(now)
    pairs: dict[int, int] = {}
    for name, old in old_of.items():
        left = list(new_of.get(name, ()))
        if len(old) == len(left) == 1:
            pairs[old[0]] = left[0]
            continue
        nearest = sorted(
            ((_alike(then.cells[one], now.cells[other]), -one, -other) for one in old for other in left), reverse=True
        )
        taken: set[int] = set()
        for _, one, other in nearest:
            if -one not in pairs and -other not in taken:
                pairs[-one] = -other
                taken.add(-other)
    return pairs


def _by_name(actors: Actors) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(actors.names):
        found[fold(name)].append(position)
    return found


def _alike(one: tuple[object, ...], other: tuple[object, ...]) -> int:
    return sum(left == right for left, right in zip(one, other, strict=True))
