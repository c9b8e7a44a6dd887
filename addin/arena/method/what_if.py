"""What if one actor falls away: places of the others, new points of attention, what is lost, who could take over.

Source: docs/method.md, "Resources: the smallest circle" (ours).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from arena.method.analysis import Assessment
from arena.method.notes import NoteWeight
from arena.method.resources import Resources
from arena.method.substitutes import NO_ROW


@dataclass(frozen=True)
class Moved:
    """An actor who gets another place: its row, its place now, and its place without the other."""

    row: int
    now: int
    then: int


@dataclass(frozen=True)
class WhatIf:
    """What happens when an actor falls away; rows are those of the table with the actor in it.

    Attributes:
        row: the row of the actor.
        lost: the needed resources that nobody covers any more, as positions in the list of resources.
        shared: of the needed resources that it covers with others: their positions, each with the rows of the others.
        named: the rows of the substitutes that it names and that stand in the list.
        moved: the others who get another place, by the place that they have now.
        appearing: the notes of weight fault and attention that appear, by row: row, code and column.
    """

    row: int
    lost: tuple[int, ...]
    shared: Sequence[tuple[int, tuple[int, ...]]]
    named: tuple[int, ...]
    moved: Sequence[Moved]
    appearing: Sequence[tuple[int, str, str]]


def what_if(now: Assessment, without: Assessment, resources: Resources, row: int) -> WhatIf:
    """Return what happens when the actor of a row falls away.

    Args:
        now: the results.
        without: the results of the same table without that row.
        resources: the resources as they are now.
        row: the row.
    """
    covered = [(number, one) for number, one in enumerate(resources.resources) if one.needed and row in one.covers]
    names = now.substitutes
    named = names.named[(names.naming == row) & (names.named != NO_ROW) & (names.named != names.first[row])]
    others = [other for other in range(len(now.entries)) if other != row]
    before, after = now.actors["place"].tolist(), without.actors["place"].tolist()
    moved = [
        Moved(other, before[other], after[position])
        for position, other in enumerate(others)
        if before[other] and before[other] != after[position]
    ]
    there = Counter(_of_notes(now, list(range(len(now.entries)))))
    appearing = Counter(_of_notes(without, others)) - there
    return WhatIf(
        row=row,
        lost=tuple(number for number, one in covered if one.covers == (row,)),
        shared=[(number, tuple(r for r in one.covers if r != row)) for number, one in covered if len(one.covers) > 1],
        named=tuple(dict.fromkeys(named.tolist())),
        moved=sorted(moved, key=lambda one: (one.now, one.row)),
        appearing=sorted(appearing),
    )


def _of_notes(assessment: Assessment, rows: Sequence[int]) -> list[tuple[int, str, str]]:
    """Return the graver notes on rows as row, code and column, each row as it is called in ``rows``."""
    notes = assessment.notes
    notes = notes[notes["weight"] < NoteWeight.INFO]
    found = zip(notes["row"].tolist(), notes["code"].astype(str), notes["column"].astype(str), strict=True)
    return [(rows[row], code, column) for row, code, column in found]
