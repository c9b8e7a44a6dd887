"""Talks (step 5): with whom one is due, and which are still open. Nothing about a partner is computed from a talk."""

from __future__ import annotations

import datetime as dt

from arena.method.levels import EMPTY, FIRST_DAY, BoolArray, Entries


def listed(entries: Entries) -> BoolArray:
    """Return the rows with which a talk is planned or wanted (docs/method.md, "Talks").

    They are in the network, or somebody is to speak to them, or there is a day by which.
    """
    due: BoolArray = entries.days["talk_by"] != EMPTY
    return entries.chose("in_network", "yes") | entries.written["who_speaks"] | due


def open_talks(entries: Entries) -> BoolArray:
    """Return the rows not spoken to yet, or to be spoken to again on a later day than they last were."""
    spoken, due = entries.days["spoken_on"], entries.days["talk_by"]
    still_open: BoolArray = (spoken <= EMPTY) | (due > spoken)
    return still_open


def late_talks(entries: Entries, today: dt.date) -> BoolArray:
    """Return the rows whose talk is open, and was due before a day."""
    due = entries.days["talk_by"]
    late: BoolArray = open_talks(entries) & (due > EMPTY) & (due < (today - FIRST_DAY).days)
    return late
