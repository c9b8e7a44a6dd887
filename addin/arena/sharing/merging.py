"""Lays the estimates of colleagues beside the user's own analysis. Files are never changed, and nothing is averaged.

Rows are matched by name, not by place. A name that only nearly matches is never taken for an actor: it is returned as a
question, and so are two files that may be of one person. Source: docs/method.md, "More than one rater".
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from arena.locale import Catalogue
from arena.method.levels import COLUMNS, EMPTY, LOWEST, Entries, Int8Array, read_entries
from arena.method.near_names import NearNames, same_name
from arena.method.raters import Ratings, compare
from arena.method.text import clean, fold
from arena.sharing.collecting import Estimate, Rejection
from arena.workbook import words
from arena.workbook.errors import SentenceError, shown_name, shown_text
from arena.workbook.merged import Doubtful, Merged, NewName, Problem, Rater, Twice
from arena.workbook.model import Analysis, Result, evaluate

MOST_OTHER_NAMES = 100
"""So many names of one file that are not in the list are looked at."""

SAME_FROM = 9
"""From so many levels on, two files that hold the same may be of one person: three actors, rated wholly."""

_RATED = ("importance", "hardness", "dependency")


class NoSuchActor(SentenceError):
    """A doubtful name was said to stand for an actor that is not in the list."""


def merge(
    result: Result,
    estimates: Iterable[Estimate | Rejection],
    *,
    texts: Catalogue,
    file: str,
    same: Mapping[str, str | None] | None = None,
    left_out: Collection[str] = (),
    shuffled: random.Random | None = None,
) -> Merged:
    """Lay estimates beside an analysis.

    The analysis gives the list of actors and the settings. Its own ratings are those of one more rater, the first,
    where it holds any.

    Args:
        result: the user's own analysis, evaluated.
        estimates: what was read, in the order in which raters stand beside each other; taken one at a time.
        texts: the catalogue of the language in which problems are told.
        file: the name of the file of the analysis.
        same: the answers about doubtful names: for a name as typed the actor that it stands for, ``None`` for another.
        left_out: files that do not count, by the names that ``Twice`` has for them.
        shuffled: what makes the order in which anonymous raters stand; raters are named where it is left out.

    Raises:
        NoSuchActor: an answer in ``same`` names one that is not in the list.
    """
    listed = _List(result.entries.actor)
    gathered = _Gathered(listed, texts, {same_name(typed): actor for typed, actor in (same or {}).items()})
    own = gathered.label(file, "")
    if result.entries.rated.any() and own not in left_out:
        gathered.add_own(result.entries, own)
    rejected = []
    for each in estimates:
        if isinstance(each, Rejection):
            reason = each.reason.removesuffix(texts("intake.nothing_changed")).rstrip()  # the others are laid together
            rejected.append(Problem(each.file, reason))
            continue
        label = gathered.label(each.file, shown_name(each.path.parent))
        if label not in left_out:
            gathered.add(each, label)
    order = list(range(len(gathered.sheets)))
    if shuffled is not None:
        shuffled.shuffle(order)
    sheets = [gathered.sheets[rater] for rater in order]
    ratings = Ratings(*(_stacked([sheet.levels[place] for sheet in sheets], listed) for place in range(len(_RATED))))
    return Merged(
        result,
        tuple(sheet.rater if shuffled is None else sheet.nameless for sheet in sheets),
        shuffled is not None,
        compare(ratings, result.entries, result.assessment.rules),
        gathered.new_names({rater: place for place, rater in enumerate(order)}),
        gathered.doubtful,
        gathered.twice,
        tuple(gathered.problems),
        tuple(rejected),
    )


def everyone(estimates: Iterable[Estimate], language: str) -> Result:
    """Return an analysis without ratings whose actors are those of all estimates, in the order in which they come.

    For where there is no analysis to lay estimates beside; names that only nearly match are actors apart.
    """
    first: dict[str, str] = {}
    for estimate in estimates:
        for name in map(clean, estimate.table.get("actor", ())):
            if name:
                first.setdefault(same_name(name), name)
    table = pd.DataFrame({"actor": [*first.values()]}, dtype=object).reindex(columns=COLUMNS)
    return evaluate(Analysis(language=language, table=table.astype(object).where(table.notna(), None)))


def _stacked(levels: list[Int8Array], listed: _List) -> Int8Array:
    return np.array(levels, dtype=np.int8).reshape(len(levels), listed.size)


class _List:
    """The actors of an analysis, found by name."""

    def __init__(self, names: list[str]) -> None:
        self.size = len(names)
        self.names = names
        self._rows: dict[str, list[int]] = {}
        for row, name in enumerate(names):
            if name:
                self._rows.setdefault(same_name(name), []).append(row)
        self._near = NearNames(filter(None, names))
        self._nearest: dict[str, str | None] = {}

    def rows(self, name: str) -> list[int]:
        """Return the rows of a name: those with the same, or else those with the same but for how it is written."""
        alike = self._rows.get(same_name(name), [])
        return [row for row in alike if fold(self.names[row]) == fold(name)] or alike

    def nearest(self, name: str) -> str | None:
        """Return the actor that a name nearly matches, if there is one."""
        if name not in self._nearest:
            self._nearest[name] = self._near.nearest(name)
        return self._nearest[name]


@dataclass(frozen=True)
class _Sheet:
    """What one rater gave: of each of the three rated columns one level an actor of the list."""

    rater: Rater
    levels: tuple[Int8Array, ...]

    @property
    def nameless(self) -> Rater:
        """The rater without anything that tells who it is: the rows are those that the levels show."""
        return Rater(None, None, int(np.any(self.levels, axis=0).sum()))

    @property
    def content(self) -> bytes | None:
        """What two files of one person have in common; ``None`` where too little was rated to tell."""
        levels = np.stack(self.levels)
        return levels.tobytes() if (levels >= LOWEST).sum() >= SAME_FROM else None


@dataclass
class _OtherNames:
    """The names of one file that are not in the list: how many, the new ones, and what the doubtful ones are like."""

    count: int = 0
    new: list[str] = field(default_factory=list)
    doubtful: dict[str, str] = field(default_factory=dict)


class _Gathered:
    """What was read from the files so far."""

    def __init__(self, listed: _List, texts: Catalogue, same: Mapping[str, str | None]) -> None:
        self.sheets: list[_Sheet] = []
        self.problems: list[Problem] = []
        self._listed, self._texts, self._same = listed, texts, same
        self._labels: Counter[str] = Counter()
        self._doubtful: dict[str, Doubtful] = {}
        self._new: dict[str, tuple[str, list[int]]] = {}

    def label(self, file: str, folder: str) -> str:
        """Return by which name a file is told from the others: with its folder, or a number, where that is needed."""
        label = file if not self._labels[file] or not folder else f"{folder}/{file}"
        self._labels[label] += 1
        return label if self._labels[label] == 1 else f"{label} ({self._labels[label]})"

    def add_own(self, entries: Entries, label: str) -> None:
        """Add the ratings that stand in the analysis itself."""
        levels = tuple(getattr(entries, column).copy() for column in _RATED)
        self.sheets.append(_Sheet(Rater(label, None, int(entries.in_use.sum()), own=True), levels))

    def add(self, estimate: Estimate, label: str) -> None:
        """Add what a colleague sent back."""
        entries = read_entries(
            estimate.table, vocabulary=words.vocabulary(), importance_reversed=estimate.importance_reversed
        )
        name = clean(estimate.name) or None
        sheet = _Sheet(
            Rater(label, name, int(entries.in_use.sum())),
            tuple(np.full(self._listed.size, EMPTY, dtype=np.int8) for _ in _RATED),
        )
        self.problems += (Problem(label, sentence) for sentence in estimate.problems)
        other = _OtherNames()
        rated = self._taken_over(entries, sheet, other, label)
        for missed in filter(None, map(clean, estimate.missed)):
            self._rows(missed, other)
        for typed in other.new:
            _, named_by = self._new.setdefault(same_name(typed), (typed, []))
            if len(self.sheets) not in named_by:
                named_by.append(len(self.sheets))
        for typed, near in other.doubtful.items():
            before = self._doubtful.get(same_name(typed), Doubtful(typed, near, ()))
            self._doubtful[same_name(typed)] = replace(before, files=(*before.files, label))
        if other.count > MOST_OTHER_NAMES:
            self._say(label, "merge.problem.many_new", most=MOST_OTHER_NAMES, count=other.count)
        if not rated and self._texts("collect.nothing_filled") not in estimate.problems:  # which says as much
            self._say(label, "merge.problem.nothing")
        self.sheets.append(sheet)

    def _taken_over(self, entries: Entries, sheet: _Sheet, other: _OtherNames, label: str) -> bool:
        """Put the rated rows of a file where the list has them, and return whether any was put."""
        typed = [getattr(entries, column) for column in _RATED]
        taken: set[int] = set()
        for place, (name, is_rated) in enumerate(zip(entries.actor, entries.rated.tolist(), strict=True)):
            rows = self._rows(name, other, rated=is_rated) if name else []
            if not is_rated or not rows:
                continue
            if len(rows) > 1:
                self._say(label, "merge.problem.listed_twice", actor=shown_text(name))
            elif rows[0] in taken:
                self._say(label, "merge.problem.repeated", actor=shown_text(name))
            else:
                taken.add(rows[0])
                for levels, given in zip(sheet.levels, typed, strict=True):
                    levels[rows[0]] = given[place]
        nameless = int((entries.rated & ~entries.named).sum())
        if nameless:
            self._say(label, "merge.problem.nameless", count=nameless)
        return bool(taken)

    def _rows(self, name: str, other: _OtherNames, *, rated: bool = False) -> list[int]:
        """Return the rows of the list that a name of a file stands for; none where it is new or doubtful."""
        rows, key = self._listed.rows(name), same_name(name)
        if rows:
            return rows
        if key in self._same:
            actor = self._same[key]
            rows = [] if actor is None else self._listed.rows(actor)
            if actor is not None and not rows:
                raise NoSuchActor("merge.error.no_actor", actor=shown_text(actor))
            if rows:
                return rows
        other.count += 1
        if other.count <= MOST_OTHER_NAMES:
            near = self._listed.nearest(name) if rated and key not in self._same else None
            if near is None:
                other.new.append(name)
            else:
                other.doubtful[name] = near
        return []

    def _say(self, label: str, key: str, **data: object) -> None:
        self.problems.append(Problem(label, self._texts(key, **data)))

    @property
    def doubtful(self) -> tuple[Doubtful, ...]:
        """The names to ask about."""
        return tuple(self._doubtful.values())

    @property
    def twice(self) -> tuple[Twice, ...]:
        """The files that may be of one person, each with the first such file before it."""
        found: list[Twice] = []
        by_name: dict[str, str] = {}
        by_content: dict[bytes, str] = {}
        for sheet in self.sheets:
            file, name, content = str(sheet.rater.file), sheet.rater.name, sheet.content
            key = same_name(name) if name else ""
            if name and key in by_name:
                found.append(Twice(by_name[key], file, name))
            elif content is not None and content in by_content:
                found.append(Twice(by_content[content], file, None))
            if key:
                by_name.setdefault(key, file)
            if content is not None:
                by_content.setdefault(content, file)
        return tuple(found)

    def new_names(self, place: Mapping[int, int]) -> tuple[NewName, ...]:
        """Return the names that are not in the list, with where those who named them stand."""
        found: list[NewName] = []
        before = NearNames()
        for key, (typed, named_by) in self._new.items():
            if key not in self._doubtful:
                like = self._listed.nearest(typed) or before.nearest(typed)
                found.append(NewName(typed, tuple(sorted(place[rater] for rater in named_by)), like))
                before.add(typed)
        return tuple(found)
