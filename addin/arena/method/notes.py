"""What still asks for attention: notes on rows and on the whole sheet, as codes; the sentences are the catalogue's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pandas as pd

from arena.method.forms import FORMS, UNDECIDED, IssueKind
from arena.method.levels import CRITERIA, EMPTY, INVALID, LOWEST, UNKNOWN, BoolArray, Entries, Int8Array, Int64Array
from arena.method.roles import FLAGS
from arena.method.substitutes import NO_ROW, NamesAsRows
from arena.method.talks import late_talks
from arena.method.text import filled
from arena.method.vectors import derived_dependency


class NoteWeight(IntEnum):
    """How much a note asks: the gravest first."""

    FAULT = 0
    ATTENTION = 1
    INFO = 2


@dataclass(frozen=True)
class NoteKind:
    """A note: its code, its weight, and the column whose cell it speaks of; a code may speak of several columns."""

    code: str
    weight: NoteWeight
    column: str
    from_python_only: bool = False
    """It needs ``replaced_by`` taken apart, or today's date, which no formula here does: "Let op" does not show it."""
    lighter: NoteWeight | None = None
    """The weight that it has in the lighter of its two cases, where it has two."""


@dataclass(frozen=True)
class Seen:
    """What the entries do not tell, and whoever reads the workbook knows.

    Attributes:
        today: the day on which talks are late or not; without one, none is.
        overwritten: the rows in which something else than its formula stands in the column of the rank.
    """

    today: dt.date | None = None
    overwritten: frozenset[int] = frozenset()


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
    NoteKind("substitute_unknown", _ATTENTION, "replaced_by", from_python_only=True),
    NoteKind("substitute_vulnerable", _ATTENTION, "replaced_by", from_python_only=True, lighter=_INFO),
    NoteKind("substitute_circular", _ATTENTION, "replaced_by", from_python_only=True, lighter=_INFO),
    NoteKind("dependency_differs", _ATTENTION, "dependency", lighter=_INFO),
    NoteKind("own_rank_outside_range", _ATTENTION, "own_rank"),
    NoteKind("dependency_derived", _INFO, "dependency"),
    NoteKind("target_group", _INFO, "target_group"),
    NoteKind("invalid_target_group", _FAULT, "target_group"),
    NoteKind("invalid_attitude", _FAULT, "attitude"),
    NoteKind("invalid_needs_us", _FAULT, "needs_us"),
    NoteKind("invalid_own_form", _FAULT, "own_form"),
    NoteKind("invalid_criterion", _FAULT, "criterion_1"),
    NoteKind("invalid_criterion", _FAULT, "criterion_2"),
    NoteKind("invalid_criterion", _FAULT, "criterion_3"),
    NoteKind("invalid_in_network", _FAULT, "in_network"),
    NoteKind("invalid_network_role", _FAULT, "network_role"),
    NoteKind("invalid_estimate_check", _FAULT, "estimate_check"),
    NoteKind("invalid_readiness", _FAULT, "readiness"),
    NoteKind("invalid_date", _FAULT, "talk_by"),
    NoteKind("invalid_date", _FAULT, "spoken_on"),
    NoteKind("rank_overwritten", _FAULT, "rank"),
    NoteKind("form_differs", _INFO, "own_form"),
    NoteKind("form_and_choice_clash", _ATTENTION, "in_network"),
    NoteKind("flagged_left_out", _ATTENTION, "in_network"),
    NoteKind("talk_late", _ATTENTION, "talk_by", from_python_only=True),
)
"""In the order of docs/method.md, "Notes", which is the order of the codes in JSON.

Of the lighter weight are ``dependency_differs`` at one step, and ``substitute_vulnerable`` and ``substitute_circular``
where none of the actors concerned has a flag.
"""

SHOWN_NOTES = tuple(
    sorted(
        (note for note in ROW_NOTES if not note.from_python_only and note.weight < _INFO), key=lambda note: note.weight
    )
)
"""The notes that the column "Let op" can show, the gravest first and then in the order of :data:`ROW_NOTES`."""

SHEET_NOTES: Mapping[str, NoteWeight] = {
    "criterion_missing": _ATTENTION,
    "network_not_needed": _ATTENTION,
    "few_actors": _INFO,
    "many_actors": _INFO,
    "no_critical_actor": _INFO,
    "no_opponent": _INFO,
}
"""The notes on the whole sheet with their weight, in their order."""

FEW_ACTORS_BELOW, MANY_ACTORS_ABOVE = 8, 22
"""8 to 22 actors is advice found in Dutch public-health training (docs/method.md, "Notes")."""

ATTENTION_FROM_STEPS = 2

EASY_UP_TO = 2
"""Up to this hardness (replaceability large or rather large) someone else is expected to be named."""

_CODES = tuple(dict.fromkeys(note.code for note in ROW_NOTES))
_COLUMNS = tuple(dict.fromkeys(note.column for note in ROW_NOTES))


def row_notes(
    entries: Entries, actors: pd.DataFrame, names: NamesAsRows, circle: Int64Array, seen: Seen
) -> pd.DataFrame:
    """Return the notes on rows.

    Args:
        entries: all rows.
        actors: their results, as :class:`arena.method.analysis.Assessment` has them: ``flag``, ``best``, ``worst``,
            ``form`` and ``form_that_counts`` are read.
        names: who is named as whose substitute.
        circle: for each row the first row of the circle of substitutes that it is in, or -1.
        seen: what the entries do not tell.

    Returns:
        One line a note, by row and then in the order of :data:`ROW_NOTES`: ``row`` (position), ``code`` and ``column``
        (categories), ``weight`` (a :class:`NoteWeight`), ``other`` (the row that the note points to as well, or -1;
        of ``substitute_circular`` the first row of the circle).
    """
    is_rated = entries.rated
    importance, hardness, dependency, own = entries.importance, entries.hardness, entries.dependency, entries.own_rank
    flag, best, worst = _codes(actors["flag"]), actors["best"].to_numpy(), actors["worst"].to_numpy()
    form, counts = _codes(actors["form"]), _codes(actors["form_that_counts"])
    known = (importance >= LOWEST) & (hardness >= LOWEST)
    typed = dependency >= LOWEST
    steps = np.where(typed & known, np.abs(dependency - derived_dependency(importance, hardness)), 0)
    written = entries.written
    flagged, hard = flag > 0, _hard_to_miss(flag)
    asked, not_now = entries.chose("in_network", "yes"), entries.chose("in_network", "not_now")
    network = FORMS.index("network")
    twin = names.twins()
    flagged_circle = np.zeros(len(entries) + 1, dtype=np.bool_)  # the last is that of NO_ROW
    flagged_circle[circle[flagged]] = True
    hits: dict[str, BoolArray] = {
        "missing_name": entries.in_use & ~entries.named,
        "duplicate_actor": twin != NO_ROW,
        "missing_resource": is_rated & ~filled(entries.resources),
        "missing_importance": is_rated & _not_done(importance),
        "missing_replaceability": is_rated & _not_done(hardness) & ~entries.target_group,
        "substitute_missing": (hardness >= LOWEST) & (hardness <= EASY_UP_TO) & ~entries.substituted,
        "substitute_unknown": is_rated & names.unknown(),
        "substitute_vulnerable": is_rated & names.names_only(hard),
        "substitute_circular": is_rated & (circle != NO_ROW),
        "dependency_differs": (steps > 0) & ~written["explanation"],
        "own_rank_outside_range": is_rated & (own >= 1) & ((own < best) | (own > worst)) & ~written["explanation"],
        "dependency_derived": known & ~typed,
        "target_group": entries.target_group,
        "rank_overwritten": entries.in_use & np.isin(np.arange(len(entries)), list(seen.overwritten)),
        "form_differs": (form != UNDECIDED) & (form != counts) & ~written["why_other_form"],
        "form_and_choice_clash": not_now & (counts == network) | asked & (counts != UNDECIDED) & (counts != network),
        "flagged_left_out": hard & not_now & ~written["why_choice"],
        "talk_late": np.zeros_like(not_now) if seen.today is None else late_talks(entries, seen.today) & ~not_now,
    }
    lighter = {
        "dependency_differs": steps < ATTENTION_FROM_STEPS,
        "substitute_vulnerable": ~flagged,
        "substitute_circular": ~flagged_circle[circle],
    }
    return _as_table(
        [hits[note.code] if note.code in hits else entries.read(note.column) == INVALID for note in ROW_NOTES],
        lighter,
        {"duplicate_actor": twin, "substitute_circular": circle},
    )


def _codes(column: pd.Series) -> Int8Array:
    return np.asarray(column.cat.codes, dtype=np.int8)


def _not_done(levels: Int8Array) -> BoolArray:
    not_done: BoolArray = (levels == EMPTY) | (levels == UNKNOWN)
    return not_done


def _hard_to_miss(flag: np.ndarray) -> BoolArray:
    return flag >= FLAGS.index("vulnerable")


def _as_table(
    hits: Sequence[BoolArray], lighter: Mapping[str, BoolArray], others: Mapping[str, Int64Array]
) -> pd.DataFrame:
    """Return the table of notes.

    Args:
        hits: the rows in which each of ``ROW_NOTES`` holds.
        lighter: the rows in which a note with two weights has the lighter one.
        others: the rows that some notes point to as well.
    """
    position = np.concatenate([np.flatnonzero(hit) * len(ROW_NOTES) + number for number, hit in enumerate(hits)])
    position.sort()  # by row, then in the order of the table
    row = position // len(ROW_NOTES)
    kind = (position - row * len(ROW_NOTES)).astype(np.int8)  # takes a third of the time of divmod
    weight = np.array([note.weight for note in ROW_NOTES], dtype=np.int8)[kind]
    other = np.full(len(row), NO_ROW, dtype=np.int64)
    for number, note in enumerate(ROW_NOTES):
        lines = np.flatnonzero(kind == number) if note.code in lighter or note.code in others else None
        if lines is not None and note.lighter is not None:
            weight[lines[lighter[note.code][row[lines]]]] = note.lighter
        if lines is not None and note.code in others:
            other[lines] = others[note.code][row[lines]]
    code = np.array([_CODES.index(note.code) for note in ROW_NOTES], dtype=np.int8)[kind]
    column = np.array([_COLUMNS.index(note.column) for note in ROW_NOTES], dtype=np.int8)[kind]
    return pd.DataFrame(
        {
            "row": row,
            "code": pd.Categorical.from_codes(code, pd.Index(_CODES)),
            "column": pd.Categorical.from_codes(column, pd.Index(_COLUMNS)),
            "weight": weight,
            "other": other,
        },
        copy=False,
    )


def sheet_notes(entries: Entries, flag: Int8Array, issue: IssueKind, criteria_written: Mapping[str, bool]) -> list[str]:
    """Return the codes of the notes on the whole sheet, in the order of :data:`SHEET_NOTES`.

    Args:
        entries: all rows.
        flag: position in :data:`arena.method.roles.FLAGS` of every row.
        issue: the kind of issue.
        criteria_written: by the column of each criterion, whether its question is written.
    """
    named = int(entries.named.sum())
    answered = [key for key in CRITERIA if (entries.choices[key] != EMPTY).any()]
    holds = {
        "criterion_missing": not all(criteria_written[key] for key in answered),
        "network_not_needed": issue.kind != "complex"
        and not issue.assumed
        and bool(entries.chose("in_network", "yes").any()),
        "few_actors": 0 < named < FEW_ACTORS_BELOW,
        "many_actors": named > MANY_ACTORS_ABOVE,
        "no_critical_actor": bool(entries.rated.any()) and not _hard_to_miss(flag).any(),
        "no_opponent": bool(entries.answered("attitude").any()) and not entries.opposes.any(),
    }
    return [code for code in SHEET_NOTES if holds[code]]


def gravest(notes: pd.DataFrame) -> dict[int, tuple[str, int]]:
    """Return per row the note that the column "Let op" shows, and how many more there are.

    Faults and attention only, and only :data:`SHOWN_NOTES`; the worst first, within a weight in the order of the table.
    Rows without such a note are left out.
    """
    shown = {note.code for note in SHOWN_NOTES}
    by_weight = notes[notes["weight"] < NoteWeight.INFO].sort_values("weight", kind="stable")
    result: dict[int, tuple[str, int]] = {}
    for row, code in zip(by_weight["row"], by_weight["code"], strict=True):
        if code in shown:
            first, more = result.get(row, (code, -1))
            result[row] = (first, more + 1)
    return result
