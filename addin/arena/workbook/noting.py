"""What is noted on the sheet of step 6: the changes since a state, a row each, and the state of today.

Source: docs/method.md, "What changed" (ours).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from arena.locale import Catalogue, catalogue
from arena.method.adjustments import CAME, RENAMED, WENT, Actors, actors_of, changes, possible_renames
from arena.method.levels import read_entries
from arena.method.text import clean, fold, split_list
from arena.workbook import words
from arena.workbook.description import Scalar
from arena.workbook.fitting import CUT, shortened
from arena.workbook.model import QUESTIONS, STOOD, Adjustments, Analysis, Result, evaluate
from arena.workbook.sheets.columns import heading

_LONGEST = 120
"""Characters of what stood in a cell that a row tells; the table itself has the whole text."""

_ROOM, _WORDS_BEFORE = 60, 3
"""A text of more characters is told from so many words before where it changed."""

Row = tuple[object, ...]


class Rename(NamedTuple):
    """An actor that may have another name now: both names, and its rows in the state and in the table."""

    before: str
    name: str
    then: int
    now: int


def possible(result: Result) -> list[Rename]:
    """Return who may have another name since the state on the sheet: to be asked about, one by one."""
    then, now = _then(result.analysis), _now(result)
    before, names = (dict(zip(one.rows, one.names, strict=True)) for one in (then, now))
    return [Rename(before[old], names[new], old, new) for old, new in possible_renames(then, now)]


def noted(result: Result, day: dt.date, renamed: Sequence[Rename] = ()) -> list[Row]:
    """Return what changed since the state on the sheet, as rows of that sheet, without why.

    Args:
        result: the analysis today, with that state in it; without a state nothing changed.
        day: the day that is noted.
        renamed: who has another name, of those that :func:`possible` gives.
    """
    typed = result.analysis.adjustments
    if not typed.has_state:
        return []
    texts = catalogue(result.analysis.language)
    then, table = typed.table, result.analysis.table
    rows: list[Row] = []
    for change in changes(_then(result.analysis), _now(result), {one.then: one.now for one in renamed}):
        before = None if change.then is None else then.iloc[change.then]
        after = None if change.now is None else table.iloc[change.now]
        place_then = None if change.then is None else typed.stood[change.then][len(STOOD)]
        place_now = None if change.now is None else place_and_signal(result, change.now)
        places = _places(place_then, place_now, texts)
        rows.append((day, *_told(change.kind, before, after, texts), places, None, None))
    for question, was in zip(QUESTIONS, typed.answered, strict=True):
        answer = result.analysis.answers.get(question)
        if clean(was) != clean(answer):
            what = texts(f"issue.question.{question}")
            rows.append((day, texts("adjustments.issue"), what, *_apart(was, answer), None, None, None))
    return rows


def state_of(result: Result, day: dt.date) -> Adjustments:
    """Return what stands on the sheet once the state of today is kept: its rows and the next look stay as they are."""
    typed, table = result.analysis.adjustments, result.analysis.table
    stood = tuple(
        (*(table[key].iloc[row] for key in STOOD), place_and_signal(result, row)) for row in _now(result).rows
    )
    answered = tuple(result.analysis.answers.get(question) for question in QUESTIONS)
    return Adjustments(typed.changes, typed.next_look, day, stood, answered)


def taken_over(result: Result, cells: Mapping[tuple[int, str], Scalar], new: Sequence[str]) -> Result:
    """Return the analysis after cells were taken over from what others estimated, by row and column, and names added.

    Where no state is kept yet, that of before is kept, so that what is taken over is what changed.
    """
    analysis = with_names(result.analysis, new)
    table = analysis.table.copy()
    for (row, column), value in cells.items():
        table.loc[table.index[row], column] = value
    kept = analysis.adjustments
    if not kept.has_state:
        kept = state_of(result, dt.date.today())
    return evaluate(replace(analysis, table=table, adjustments=kept))


def with_names(analysis: Analysis, new: Sequence[str]) -> Analysis:
    """Return the analysis with new actors of whom only the name is known."""
    added = pd.DataFrame({"actor": list(new)}, columns=analysis.table.columns, dtype=object)
    return replace(analysis, table=pd.concat([analysis.table, added], ignore_index=True) if new else analysis.table)


def said_of(rows: Sequence[Row], cells: Collection[tuple[str, str]], why: str) -> list[Row]:
    """Return rows with words beside those about some cells, given by the actor's name and the column's heading."""
    told = {(_short(actor), column) for actor, column in cells}
    return [(*row[:-1], why) if (row[1], row[2]) in told else row for row in rows]


def place_and_signal(result: Result, row: int) -> int | str:
    """Return the computed place of an actor, with the sign of its signal; a dash where it is not rated."""
    texts = catalogue(result.analysis.language)
    if not result.entries.rated[row]:
        return texts("adjustments.unplaced")
    place, flag = result.actors["place"].iloc[row], result.actors["flag"].iloc[row]
    return int(place) if flag == "none" else f"{place} {texts(f'flag.{flag}').split()[0]}"


def still_missing(result: Result) -> list[str]:
    """Return who is named under "Wie missen we volgens hen?" and is not in the list: each once, by row."""
    present = set(map(fold, result.entries.actor))
    found: dict[str, str] = {}
    for typed in result.analysis.table["who_is_missing"]:
        for name in split_list(typed):
            if fold(name) not in present and fold(name) not in result.entries.nobody:
                found.setdefault(fold(name), name)
    return list(found.values())


def _then(analysis: Analysis) -> Actors:
    table, turned = analysis.adjustments.table, analysis.settings.importance_reversed
    return actors_of(table, read_entries(table, vocabulary=words.vocabulary(), importance_reversed=turned))


def _now(result: Result) -> Actors:
    return actors_of(result.analysis.table, result.entries)


def _told(kind: str, before: pd.Series | None, after: pd.Series | None, texts: Catalogue) -> Iterator[object]:
    """Yield the actor, what changed, from what and to what."""
    one = before if after is None else after
    assert one is not None  # noqa: S101 - a change has an actor then or now
    yield _short(one["actor"])
    if kind in (CAME, WENT):
        yield from (texts(f"adjustments.{kind}"), None, None)
        return
    assert before is not None and after is not None  # noqa: S101, PT018
    key = "actor" if kind == RENAMED else kind
    yield texts("adjustments.renamed") if kind == RENAMED else heading(texts, kind)
    yield from _apart(before[key], after[key])


def _apart(before: object, after: object) -> tuple[object, object]:
    """Return what stood in a cell and what stands there now; of long texts, from where they part."""
    one, other = clean(before).split(" "), clean(after).split(" ")
    alike = next((number for number, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    begin = (min(len(one), len(other)) if alike is None else alike) - _WORDS_BEFORE
    if begin < _WORDS_BEFORE or max(map(len, (clean(before), clean(after)))) <= _ROOM:
        return _short(before), _short(after)
    return _short(" ".join((CUT, *one[begin:]))), _short(" ".join((CUT, *other[begin:])))


def _short(value: object) -> object:
    """Return what stood in a cell, cut where it is long; a number stays one."""
    if isinstance(value, int | float) and not isinstance(value, bool) and not pd.isna(value):
        return value
    return shortened(clean(value), _LONGEST) or None


def _places(then: object, now: object, texts: Catalogue) -> object:
    """Return a place then and now; one where it is the same, or where the actor came."""
    if not clean(then) or clean(then) == clean(now):
        return now
    return texts("adjustments.moved", then=clean(then), now=clean(now) or texts("adjustments.unplaced"))
