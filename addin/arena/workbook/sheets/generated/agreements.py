"""The column of agreements on a generated sheet is its user's: what stands there follows the actor to the next page.

An agreement belongs to an actor within a group of rows: on the summary the section, on the check the column of the
table that the note is about. Where the same group still has the actor it goes there; else to another row of the
actor; else to rows of its own at the end of the sheet. None is ever left out.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from arena.method.text import as_text, clean, fold
from arena.workbook.description import Sheet, Value
from arena.workbook.words import spellings


@dataclass(frozen=True)
class Agreement:
    """What was written for an actor in a group of rows."""

    group: str
    actor: str
    value: Value


@dataclass(frozen=True)
class Slot:
    """A cell for an agreement, with the actor and the group of its row."""

    row: int
    column: int
    group: str
    actor: str


def read(block: Sequence[Sequence[object]]) -> list[Agreement]:
    """Return the agreements on a generated sheet, from the values of its cells, from A1 on."""
    agreed, actors = spellings("summary.column.agreements"), spellings("summary.column.actor")
    groups = spellings("check.column.where")
    found: list[Agreement] = []
    columns: tuple[int, int, int | None] | None = None
    title = ""
    for number, line in enumerate(block):
        folded = [fold(value) if isinstance(value, str) else "" for value in line]
        agreement, actor = _position(folded, agreed), _position(folded, actors)
        if agreement is not None and actor is not None:
            columns = agreement, actor, _position(folded, groups)
            title = _title_above(block, number)
        elif columns is not None:
            agreement, actor, group = columns
            value = as_value(line[agreement])
            if isinstance(line[0], str) and clean(line[0]) and not clean(as_text(line[actor])):
                title = clean(line[0])
            if value is not None:
                said = title if group is None else clean(as_text(line[group]))
                found.append(Agreement(said, clean(as_text(line[actor])), value))
    return found


def hold_all(shown: Sequence[Sequence[object]], column: int, agreed: Sequence[Agreement]) -> bool:
    """Return True if all that stands in the user's own column follows an actor, as nothing above its heading does.

    The seal does not look at that column, so what the user typed there would be lost without a question.
    """
    headings = spellings("summary.column.agreements")
    texts = [row[column] for row in shown if column < len(row) and row[column] is not None]
    own = [text for text in texts if not (isinstance(text, str) and (not clean(text) or fold(text) in headings))]
    return len(own) == len(agreed)


def _position(folded: Sequence[str], wanted: frozenset[str]) -> int | None:
    return next((column for column, text in enumerate(folded) if text in wanted), None)


def _title_above(block: Sequence[Sequence[object]], number: int) -> str:
    above = (clean(as_text(line[0])) for line in reversed(block[:number]))
    return next((text for text in above if text), "")


def as_value(value: object) -> Value:
    """Return what a cell holds as a description holds it; nothing where it shows nothing."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str):
        return value if clean(value) else None
    return value if isinstance(value, bool | int | float | dt.date) else None


def assign(
    sheet: Sheet, slots: Iterable[Slot], agreements: Sequence[Agreement], *, within_group: bool = False
) -> list[Agreement]:
    """Put agreements in the slots of a described sheet; return those for which there is no free slot left.

    Args:
        sheet: the sheet.
        slots: its slots.
        agreements: what is to be put there.
        within_group: whether one goes to no slot of another group than its own, even of the same actor.
    """
    free = list(slots)
    for with_group in (True,) if within_group else (True, False):
        waiting: dict[tuple[str, str], deque[Slot]] = defaultdict(deque)
        for slot in free:
            waiting[_key(slot, with_group=with_group)].append(slot)
        rest = []
        for agreement in agreements:
            fitting = waiting[_key(agreement, with_group=with_group)]
            if fitting:
                slot = fitting.popleft()
                put(sheet, slot.row, slot.column, agreement.value)
            else:
                rest.append(agreement)
        agreements = rest
        free = sorted((slot for of_key in waiting.values() for slot in of_key), key=lambda slot: slot.row)
    return list(agreements)


def _key(one: Slot | Agreement, *, with_group: bool) -> tuple[str, str]:
    return fold(one.group) if with_group else "", fold(one.actor)


def put(sheet: Sheet, row: int, column: int, value: Value) -> None:
    """Put an agreement, or nothing yet, in its cell."""
    sheet.put(row, column, value, "agreement_date" if isinstance(value, dt.date) else "agreement")
