"""What taking over changes: the group's decisions on the sheet of ratings, held against the table. Nothing is written.

Rows are found by the name of the actor, not by their place: either sheet may have been sorted since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arena.locale import Catalogue
from arena.method.levels import EMPTY, HIGHEST, IMPORTANCE_WORDS, LOWEST, UNKNOWN, UNKNOWN_MARK, read_level
from arena.method.raters import COLUMNS
from arena.method.text import as_text, clean, fold
from arena.workbook import words
from arena.workbook.description import Scalar
from arena.workbook.model import Result
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.ratings_page import NEW, is_proposal

Cell = tuple[str, str]
"""The name of an actor, folded, and a column."""


@dataclass(frozen=True)
class Change:
    """A rating that becomes another one.

    Attributes:
        row: the actor's row in the analysis.
        column: one of ``arena.method.raters.COLUMNS``.
        actor: the name, as the table has it.
        before: what stands there, as a text; empty where nothing does.
        after: what is to be typed there.
    """

    row: int
    column: str
    actor: str
    before: str
    after: Scalar


@dataclass(frozen=True)
class Decisions:
    """What the group decided on the sheet of ratings.

    Attributes:
        chosen: what changes by what was chosen.
        proposed: what changes besides if the proposals in brackets are taken as well.
        new_names: the ticked names that are not in the table yet, each once.
        unread: what was written and is no answer in its column.
        not_found: the actors about whom something was chosen who are not in the table, or in it more than once.
    """

    chosen: tuple[Change, ...]
    proposed: tuple[Change, ...]
    new_names: tuple[str, ...]
    unread: tuple[Agreement, ...]
    not_found: tuple[str, ...]


def decide(written: Sequence[Agreement], result: Result, texts: Catalogue) -> Decisions:
    """Return what changes in the table of an analysis.

    Args:
        written: what stands in the user's cells of the sheet (``sheets.ratings_written.read``).
        result: the analysis.
        texts: the catalogue in which words are typed.
    """
    entries, typed = result.entries, result.analysis.table
    reversed_scale = result.analysis.settings.importance_reversed
    names = [fold(name) for name in entries.actor]
    count, row_of = Counter(names), {name: row for row, name in enumerate(names)}
    by_kind: dict[bool, list[Change]] = {False: [], True: []}
    unread, not_found = [], []
    for one in written:
        if one.group not in COLUMNS:
            continue
        is_proposed = is_proposal(one.value)
        level = _level(one, reversed_scale=reversed_scale)
        if level is None:
            unread.append(one)
        elif count[fold(one.actor)] != 1:
            not_found += [] if is_proposed else [one.actor]
        else:
            row = row_of[fold(one.actor)]
            if entries.read(one.group)[row] != level:
                before = clean(as_text(typed[one.group].iloc[row])) if one.group in typed else ""
                after = _typed(one.group, level, texts, reversed_scale=reversed_scale)
                by_kind[is_proposed].append(Change(row, one.group, entries.actor[row], before, after))
    return Decisions(
        tuple(by_kind[False]),
        tuple(by_kind[True]),
        tuple(_new_names(written, set(names))),
        tuple(unread),
        tuple(dict.fromkeys(not_found)),
    )


def _level(one: Agreement, *, reversed_scale: bool) -> int | None:
    """Return the level that was written, or ``UNKNOWN``; ``None`` where it is neither."""
    text = clean(as_text(one.value))
    if is_proposal(text):
        text = text[1:-1]
    is_importance = one.group == "importance"
    accepted: Mapping[str, int] = IMPORTANCE_WORDS if is_importance else words.level_spellings(one.group)
    level = EMPTY if isinstance(one.value, bool) else read_level(text, accepted)
    if level >= LOWEST:
        return LOWEST + HIGHEST - level if is_importance and reversed_scale else level
    return UNKNOWN if level == UNKNOWN else None


def _typed(column: str, level: int, texts: Catalogue, *, reversed_scale: bool) -> Scalar:
    if level == UNKNOWN:
        return UNKNOWN_MARK
    if column == "importance":
        return LOWEST + HIGHEST - level if reversed_scale else level
    return texts(f"level.{column}.{level}")


def _new_names(written: Sequence[Agreement], known: set[str]) -> list[str]:
    ticked = [one.actor for one in written if one.group == NEW and fold(one.value) in words.yes_spellings()]
    first = {fold(name): name for name in reversed(ticked) if name}
    return [name for name in dict.fromkeys(ticked) if first.get(fold(name)) == name and fold(name) not in known]
