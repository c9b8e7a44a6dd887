"""What still asks for attention: notes on rows and on the whole sheet, as codes; the sentences are the catalogue's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pandas as pd

from arena.method.levels import EMPTY, INVALID, LOWEST, UNKNOWN, BoolArray, Entries, Int8Array, Int64Array
from arena.method.roles import FLAGS
from arena.method.substitutes import NO_ROW, NamesAsRows
from arena.method.text import clean, filled
from arena.method.vectors import derived_dependency


class NoteWeight(IntEnum):
    """How much a note asks: the gravest first."""

    FAULT = 0
    ATTENTION = 1
    INFO = 2


@dataclass(frozen=True)
class NoteKind:
    """A row note: its code, its weight, and the column whose cell it speaks of."""

    code: str
    weight: NoteWeight
    column: str
    from_python_only: bool = False
    """It needs ``replaced_by`` taken apart, which no formula does: the column of attention does not have it."""


_FAULT, _ATTENTION, _INFO = NoteWeight

ROW_NOTES = (
    NoteKind("invalid_importance", _FAULT, "importance"),
    NoteKind("invalid_replaceability", _FAULT, "replaceability"),
    NoteKind("invalid_dependency", _FAULT, "dependency"),
    NoteKind("invalid_own_rank", _FAULT, "own_rank"),
    NoteKind("missing_name", _FAULT, "actor"),
    NoteKind("duplicate_actor", _ATTENTION, "actor"),
    NoteKind("missing_resource", _ATTENTION, "resources"),
    NoteKind("missing_importance", _ATTENTION, "importance"),
    NoteKind("missing_replaceability", _ATTENTION, "replaceability"),
    NoteKind("substitute_missing", _ATTENTION, "replaced_by"),
    NoteKind("substitute_vulnerable", _ATTENTION, "replaced_by", from_python_only=True),
    NoteKind("substitute_circular", _ATTENTION, "replaced_by", from_python_only=True),
    NoteKind("dependency_differs", _ATTENTION, "dependency"),
    NoteKind("own_rank_outside_range", _ATTENTION, "own_rank"),
    NoteKind("dependency_derived", _INFO, "dependency"),
    NoteKind("target_group", _INFO, "target_group"),
)
"""In the order of docs/method.md, "Notes", which is the order within a weight.

``dependency_differs`` is of weight ``ATTENTION`` from two steps on, and ``INFO`` at one.
"""

SHEET_NOTES = ("few_actors", "many_actors", "no_critical_actor", "no_opponent")
"""All of weight ``INFO``."""

FEW_ACTORS_BELOW, MANY_ACTORS_ABOVE = 8, 22
"""8 to 22 actors is advice found in Dutch public-health training (docs/method.md, "Notes")."""

ATTENTION_FROM_STEPS = 2

EASY_UP_TO = 2
"""Up to this hardness (replaceability large or rather large) someone else is expected to be named."""

_NUMBER = {note.code: number for number, note in enumerate(ROW_NOTES)}


def row_notes(entries: Entries, flag: np.ndarray, best: Int64Array, worst: Int64Array) -> pd.DataFrame:
    """Return the notes on rows.

    Args:
        entries: all rows.
        flag: position in :data:`arena.method.roles.FLAGS` of every row.
        best, worst: rank range of every row; anything where it is not rated.

    Returns:
        One line a note, by row and then in the order of :data:`ROW_NOTES`: ``row`` (position), ``code`` and ``column``
        (categories), ``weight`` (a :class:`NoteWeight`), ``other`` (the row that the note points to as well, or -1).
    """
    is_rated = entries.rated
    importance, hardness, dependency, own = entries.importance, entries.hardness, entries.dependency, entries.own_rank
    known = (importance >= LOWEST) & (hardness >= LOWEST)
    typed = dependency >= LOWEST
    steps = np.where(typed & known, np.abs(dependency - derived_dependency(importance, hardness)), 0)
    silent = entries.written["explanation"]
    names = NamesAsRows.of(entries)
    twin, partner = names.twins(), names.only_each_other()
    hits: dict[str, BoolArray] = {
        "invalid_importance": importance == INVALID,
        "invalid_replaceability": hardness == INVALID,
        "invalid_dependency": dependency == INVALID,
        "invalid_own_rank": own == INVALID,
        "missing_name": is_rated & ~entries.named,
        "duplicate_actor": twin != NO_ROW,
        "missing_resource": is_rated & ~filled(entries.resources),
        "missing_importance": is_rated & _not_done(importance),
        "missing_replaceability": is_rated & _not_done(hardness) & ~entries.target_group,
        "substitute_missing": (hardness >= LOWEST) & (hardness <= EASY_UP_TO) & _blank(entries, names),
        "substitute_vulnerable": is_rated & names.names_only(_hard_to_miss(flag)),
        "substitute_circular": is_rated & (partner != NO_ROW),
        "dependency_differs": (steps > 0) & ~silent,
        "own_rank_outside_range": is_rated & (own >= 1) & ((own < best) | (own > worst)) & ~silent,
        "dependency_derived": known & ~typed,
        "target_group": entries.target_group,
    }
    return _as_table(hits, steps, twin, partner)


def _not_done(levels: Int8Array) -> BoolArray:
    not_done: BoolArray = (levels == EMPTY) | (levels == UNKNOWN)
    return not_done


def _hard_to_miss(flag: np.ndarray) -> BoolArray:
    return flag >= FLAGS.index("vulnerable")


def _blank(entries: Entries, names: NamesAsRows) -> BoolArray:
    """Return the rows whose ``replaced_by`` holds nothing, as the formulas clean it: not even a separator."""
    blank = ~entries.substituted
    nameless = entries.substituted.copy()
    nameless[names.naming] = False
    for row in np.flatnonzero(nameless):  # spaces, or separators alone: next to none
        blank[row] = not clean(entries.replaced_by[row])
    return blank


def _as_table(hits: dict[str, BoolArray], steps: Int8Array, twin: Int64Array, partner: Int64Array) -> pd.DataFrame:
    found = np.stack([hits[note.code] for note in ROW_NOTES], axis=1)
    position = np.flatnonzero(found)  # by row, then in the order of the table
    row = position // len(ROW_NOTES)
    code = (position - row * len(ROW_NOTES)).astype(np.int8)  # takes a third of the time of divmod
    weight = np.array([note.weight for note in ROW_NOTES], dtype=np.int8)[code]
    weight[(code == _NUMBER["dependency_differs"]) & (steps[row] < ATTENTION_FROM_STEPS)] = NoteWeight.INFO
    other = np.full(len(row), NO_ROW, dtype=np.int64)
    for name, others in (("duplicate_actor", twin), ("substitute_circular", partner)):
        lines = np.flatnonzero(code == _NUMBER[name])
        other[lines] = others[row[lines]]
    columns = sorted({note.column for note in ROW_NOTES})
    column_of = np.array([columns.index(note.column) for note in ROW_NOTES], dtype=np.int8)
    return pd.DataFrame(
        {
            "row": row,
            "code": pd.Categorical.from_codes(code, pd.Index([note.code for note in ROW_NOTES])),
            "column": pd.Categorical.from_codes(column_of[code], pd.Index(columns)),
            "weight": weight,
            "other": other,
        },
        copy=False,
    )


def sheet_notes(entries: Entries, rated_count: int, flag: np.ndarray) -> list[str]:
    """Return the codes of the notes on the whole sheet, in the order of :data:`SHEET_NOTES`."""
    named = int(entries.named.sum())
    hard = _hard_to_miss(flag)
    holds = {
        "few_actors": 0 < named < FEW_ACTORS_BELOW,
        "many_actors": named > MANY_ACTORS_ABOVE,
        "no_critical_actor": rated_count > 0 and not hard.any(),
        "no_opponent": bool(entries.attitude_known.any()) and not (hard & entries.opposes).any(),
    }
    return [code for code in SHEET_NOTES if holds[code]]


def gravest(notes: pd.DataFrame) -> dict[int, tuple[str, int]]:
    """Return per row the note that the column of attention shows, and how many more there are.

    Faults and attention only, and only the notes that a formula can find; the worst first, within a weight in the
    order of the table. Rows without such a note are left out.
    """
    shown = {note.code for note in ROW_NOTES if not note.from_python_only}
    result: dict[int, tuple[str, int]] = {}
    for row, code, weight in zip(notes["row"], notes["code"], notes["weight"], strict=True):
        if weight == NoteWeight.INFO or code not in shown:
            continue
        first, more = result.get(row, (code, -1))
        result[row] = (first, more + 1)
    return result
