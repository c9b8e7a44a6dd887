"""The list to call from (step 5): in which order, and what to find out in each talk (docs/method.md, "Talks")."""

from __future__ import annotations

import numpy as np

from arena.method import steps, talks
from arena.method.analysis import Assessment
from arena.method.levels import EMPTY, LOWEST, BoolArray, Int64Array
from arena.method.notes import EASY_UP_TO

NOT_LISTED, OPEN, ADJUST, HELD = range(4)
"""How far a talk is: not on the list; open; held, and the estimate turned out wrong; held."""

UNDATED = 9_999_999
"""Stands for the day of an open talk without one: later than every day that Excel knows."""

ASKS = ("objections", "need", "unrated", "importance", "takeover", "voice")
"""What is to be found out in an open talk, in the order in which it is said."""


def states(assessment: Assessment) -> Int64Array:
    """Return for each row how far its talk is: :data:`NOT_LISTED`, :data:`OPEN`, :data:`ADJUST` or :data:`HELD`."""
    entries = assessment.entries
    held = np.where(entries.chose("estimate_check", "no"), ADJUST, HELD)
    return np.where(talks.listed(entries), np.where(talks.open_talks(entries), OPEN, held), NOT_LISTED)


def days(assessment: Assessment) -> Int64Array:
    """Return for each row the day by which its talk is listed: of an open one when it is due, else when it was held."""
    due, spoken = (assessment.entries.days[key] for key in ("talk_by", "spoken_on"))
    open_on = np.where(due > EMPTY, due, UNDATED)
    return np.where(talks.open_talks(assessment.entries), open_on, spoken)


def in_order(assessment: Assessment) -> list[int]:
    """Return the rows of the list: open talks, then wrong estimates, then held ones; each by day, place and row.

    A talk that is late comes first by its day. An open one without a day comes after those with one.
    """
    state, day, order = states(assessment), days(assessment), assessment.actors["order"].to_numpy()
    places = np.where(order > 0, order, np.iinfo(np.int64).max)  # a row without a place comes last
    rows: list[int] = np.flatnonzero(state != NOT_LISTED).tolist()
    return sorted(rows, key=lambda row: (state[row], day[row], places[row], row))


def asks(assessment: Assessment) -> dict[str, BoolArray]:
    """Return for each of :data:`ASKS` the rows whose talk is open and should find it out."""
    entries = assessment.entries
    importance, replaceability = steps.is_unknown(entries)
    in_network = assessment.actors["form_that_counts"].isin(["network"]).to_numpy()
    easy = (entries.hardness >= LOWEST) & (entries.hardness <= EASY_UP_TO)
    asked = {
        "objections": entries.opposes,
        "need": in_network & ~entries.answered("needs_us"),
        "unrated": steps.unrated(entries),
        "importance": importance,
        "takeover": replaceability | (easy & ~entries.substituted),
        "voice": entries.target_group,
    }
    still_open = states(assessment) == OPEN
    return {key: rows & still_open for key, rows in asked.items()}
