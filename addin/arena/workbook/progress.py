"""How far the first two steps are: not begun, busy, done, and how many cells still ask for an entry.

A step is done when every required entry is there and none is invalid; ``?`` is an entry: discussed, and not known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arena.method.levels import EMPTY, INVALID, Entries
from arena.method.text import clean, fold
from arena.workbook.model import KIND_QUESTIONS, QUESTIONS, Analysis, Result, read_answer


@dataclass(frozen=True)
class Progress:
    """``begun``: whether there is any entry; ``open``: required entries that are missing or invalid."""

    begun: bool
    open: int

    @property
    def state(self) -> str:
        """How the catalogue key of the state ends."""
        if not self.begun:
            return "not_started"
        return "busy" if self.open else "done"


def answer_is_open(question: str, typed: object) -> bool:
    """Return True if a question of the issue sheet still asks for an answer: empty, or not one from the list."""
    if not clean(typed):
        return True
    if question not in KIND_QUESTIONS:
        return False
    return fold(typed) != "?" and read_answer(question, typed) is None


def issue_progress(analysis: Analysis) -> Progress:
    """Return how far step 1 is."""
    typed = [analysis.answers.get(question) for question in QUESTIONS]
    still = sum(answer_is_open(question, answer) for question, answer in zip(QUESTIONS, typed, strict=True))
    return Progress(begun=any(clean(answer) for answer in typed), open=still)


def open_cells(result: Result) -> npt.NDArray[np.int64]:
    """Return for every row how many cells still ask for an entry; -1 for rows that are not in use.

    What is asked is the name, importance and replaceability (not of a target group), and whatever is invalid. A row is
    in use if it has a place in the order, or holds an own place that is invalid and is to be corrected.
    """
    entries: Entries = result.entries
    in_use = (result.actors["order"].to_numpy() > 0) | (entries.own_rank == INVALID)
    asked = (
        ~entries.named
        + (entries.importance == EMPTY).astype(np.int64)
        + ((entries.hardness == EMPTY) & ~entries.target_group)
        + (entries.importance == INVALID)
        + (entries.hardness == INVALID)
        + (entries.dependency == INVALID)
        + (entries.own_rank == INVALID)
    )
    return np.where(in_use, asked, -1)


def arena_progress(result: Result) -> Progress:
    """Return how far step 2 is."""
    asked = open_cells(result)
    return Progress(begun=bool((asked >= 0).any()), open=int(asked[asked > 0].sum()))
