"""How far each of the six steps is, and what is still to find out (docs/method.md, "How far each step is"; ours)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from arena.method import talks
from arena.method.analysis import Assessment
from arena.method.levels import CRITERIA, EMPTY, INVALID, LOWEST, BoolArray, Entries, Int64Array
from arena.method.roles import FLAGS

STATES = ("not_started", "busy", "done")

STEPS = (1, 2, 3, 4, 5, 6)

ENTRIES_OF_STEP = {
    3: ("ideas", "needs_us", "own_form", "why_other_form"),
    4: (*CRITERIA, "in_network", "network_role", "why_choice"),
    5: ("contact", "who_speaks", "talk_by", "spoken_on", "estimate_check", "interest", "readiness", "who_is_missing"),
}
"""The columns that are filled in at a step; of step 4 the questions of the criteria are entries as well."""


@dataclass(frozen=True)
class Progress:
    """How far a step is.

    Attributes:
        begun: whether there is any entry.
        open: what is still missing or to be corrected before it is done.
    """

    begun: bool
    open: int

    @property
    def state(self) -> str:
        """One of :data:`STATES`. A step of which nothing is missing is done, whether or not anybody wrote in it."""
        if self.open == 0:
            return "done"
        return "busy" if self.begun else "not_started"


class Figures(NamedTuple):
    """The three figures of Start: named rows, critical and vulnerable actors, and what is still to find out."""

    named: int
    hard_to_miss: int
    to_find_out: int


def open_cells(entries: Entries) -> Int64Array:
    """Return for every row how many cells step 2 still asks for; -1 for rows that are not in use.

    It asks for the name, importance and replaceability (not of a target group), and that neither these nor dependency
    and own place are invalid. ``?`` is an entry: discussed, and not known.
    """
    asked = ~entries.named + (entries.importance == EMPTY).astype(np.int64)
    asked += (entries.hardness == EMPTY) & ~entries.target_group
    for read in (entries.importance, entries.hardness, entries.dependency, entries.own_rank):
        asked += read == INVALID
    return np.where(entries.in_use, asked, -1)


def progress(assessment: Assessment, issue: Progress) -> dict[int, Progress]:
    """Return how far each of :data:`STEPS` is.

    Args:
        assessment: the results.
        issue: how far step 1 is, which the sheet Issue tells.
    """
    entries = assessment.entries
    named, criteria = entries.named, any(assessment.rules.criteria_written.values())
    without_form = named & assessment.actors["form_that_counts"].isna().to_numpy()
    undecided = named & ~entries.answered("in_network")
    listed = talks.listed(entries)
    to_do = (listed & talks.open_talks(entries)) | entries.chose("estimate_check", "no")
    asked = open_cells(entries)
    return {
        1: issue,
        2: Progress(bool(entries.in_use.any()), _count(asked[asked > 0]) if entries.in_use.any() else 1),
        3: Progress(_any_entry(entries, 3), _count(without_form) if named.any() else 1),
        4: Progress(criteria or _any_entry(entries, 4), _count(undecided) + (not criteria) if named.any() else 1),
        5: Progress(_any_entry(entries, 5), _count(to_do) if listed.any() else 1),
        6: Progress(begun=False, open=1),
    }


def next_step(steps: dict[int, Progress]) -> int:
    """Return the first step that is not done."""
    return next(step for step in STEPS if steps[step].state != "done")


def is_unknown(entries: Entries) -> tuple[BoolArray, BoolArray]:
    """Return the rated rows whose importance, and those whose replaceability, is still to find out.

    How replaceable a target group is, is never asked.
    """
    return entries.rated & (entries.importance < LOWEST), (
        entries.rated & (entries.hardness < LOWEST) & ~entries.target_group
    )


def figures(assessment: Assessment) -> Figures:
    """Return the three figures of Start."""
    entries = assessment.entries
    importance, replaceability = is_unknown(entries)
    hard = np.asarray(assessment.actors["flag"].cat.codes) >= FLAGS.index("vulnerable")
    return Figures(
        _count(entries.named), _count(hard), _count(importance) + _count(replaceability) + _count(unrated(entries))
    )


def unrated(entries: Entries) -> BoolArray:
    """Return the named rows that are not rated."""
    return entries.named & ~entries.rated


def entries_of(entries: Entries, step: int) -> BoolArray:
    """Return the rows with an entry of a step of :data:`ENTRIES_OF_STEP`."""
    found = np.zeros(len(entries), dtype=np.bool_)
    for name in ENTRIES_OF_STEP[step]:
        found |= entries.written[name] if name in entries.written else entries.read(name) != EMPTY
    return found


def _any_entry(entries: Entries, step: int) -> bool:
    return bool(entries_of(entries, step).any())


def _count(numbers: BoolArray | Int64Array) -> int:
    return int(numbers.sum())
