"""Which question to ask first: what each unknown would settle, and by how much it would narrow the possible places.

Source: docs/method.md, "Which question first" (ours, exact).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from arena.method.analysis import Assessment, proposed_forms
from arena.method.cases import CASES, CaseNumbers
from arena.method.forms import UNDECIDED
from arena.method.levels import EMPTY, LEVELS, UNKNOWN, Entries, Int64Array
from arena.method.ranking import PROFILES, count_profiles, widths
from arena.method.roles import FLAGS
from arena.method.text import sort_key

COLUMNS = ("importance", "replaceability")
"""What is asked about; the dependency follows from these two."""


@dataclass(frozen=True, slots=True)
class Question:
    """One unknown of a rated actor, and what an answer would do.

    Attributes:
        row: the row, a position.
        column: one of :data:`COLUMNS`.
        widths: W after each answer, the weakest level first.
        gain_least: by how much W shrinks whatever the answer is.
        gain_mean: by how much it shrinks on average over the four answers.
        settles_form: whether the form that counts is open now and known after every answer.
        settles_flag: whether the flag is uncertain now and settled after every answer.
    """

    row: int
    column: str
    widths: tuple[int, ...]
    gain_least: int
    gain_mean: float
    settles_form: bool
    settles_flag: bool


def width(assessment: Assessment) -> int:
    """Return W: the sum over the rated actors of their worst less their best place."""
    return int((assessment.actors["worst"] - assessment.actors["best"]).sum())


def questions(assessment: Assessment) -> list[Question]:
    """Return the questions that are open, the one to ask first in front.

    Each unknown importance or replaceability of a rated actor is one, but never how replaceable a target group is; an
    invalid value is a fault and no question. First comes what settles a form, then what settles a flag, then the
    larger guaranteed gain, then the larger mean one; then place, name, and importance before replaceability.
    """
    entries, actors = assessment.entries, assessment.actors
    rows, numbers = _asked(entries)
    if not len(rows):
        return []
    every = CASES.of(entries)
    now = every[rows]
    filled_in = np.stack([_answered(now, numbers, level) for level in LEVELS], axis=1)
    after_each = _widths(np.bincount(every[entries.rated], minlength=len(CASES)), now, filled_in)
    before = width(assessment)
    flag, uncertain, form = CASES.flags, FLAGS.index("uncertain"), proposed_forms(assessment.rules)
    is_open = (form[now] == UNDECIDED) & ~entries.answered("own_form")[rows]
    settles_form = is_open & (form[filled_in] != UNDECIDED).all(axis=1)
    settles_flag = (flag[now] == uncertain) & (flag[filled_in] != uncertain).all(axis=1)
    found = [
        Question(
            row,
            COLUMNS[number],
            tuple(after),
            before - max(after),
            before - sum(after) / len(LEVELS),
            settles_form=bool(form_settled),
            settles_flag=bool(flag_settled),
        )
        for row, number, after, form_settled, flag_settled in zip(
            rows.tolist(), numbers.tolist(), after_each.tolist(), settles_form, settles_flag, strict=True
        )
    ]
    place, name = actors["place"].tolist(), {row: sort_key(entries.actor[row]) for row in set(rows.tolist())}
    return sorted(
        found,
        key=lambda one: (
            not one.settles_form,
            not one.settles_flag,
            -one.gain_least,
            -one.gain_mean,
            place[one.row],
            name[one.row],
            one.row,
            COLUMNS.index(one.column),
        ),
    )


def _asked(entries: Entries) -> tuple[Int64Array, Int64Array]:
    """Return the row and the number of the column of each question."""
    importance, hardness = (
        entries.rated & ((levels == EMPTY) | (levels == UNKNOWN)) for levels in (entries.importance, entries.hardness)
    )
    rows, numbers = np.nonzero(np.stack((importance, hardness & ~entries.target_group), axis=1))
    return rows, numbers


def _answered(now: CaseNumbers, numbers: Int64Array, level: int) -> CaseNumbers:
    """Return the case that each becomes with one answer."""
    return np.where(numbers == 0, CASES.with_importance(now, level), CASES.with_hardness(now, level))


def _widths(counts: Int64Array, now: CaseNumbers, filled_in: CaseNumbers) -> Int64Array:
    """Return W after each answer to each question; shape questions x levels.

    Args:
        counts: how many rated actors each case has.
        now: the case of the actor of each question.
        filled_in: the case that it becomes with each answer.
    """
    low, high, known = CASES.bounds.low, CASES.bounds.high, CASES.bounds.known.astype(np.int64)
    is_low, is_high = (np.eye(len(PROFILES), dtype=np.int64)[profile] for profile in (low, high))
    all_low, all_high = count_profiles(low, counts), count_profiles(high, counts)
    different, question = np.unique(np.column_stack((now, filled_in)), axis=0, return_inverse=True)
    was, becomes = different[:, :1], different[:, 1:]
    after = widths(
        all_low - is_low[was] + is_low[becomes],
        all_high - is_high[was] + is_high[becomes],
        int(counts @ known) - known[was] + known[becomes],
    )
    return after[question.reshape(-1)]
