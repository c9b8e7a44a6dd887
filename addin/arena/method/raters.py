"""What several raters think of the same actors, side by side: ranges, words, and what to talk about first.

Source: docs/method.md, "More than one rater". Nobody is left out and nothing is averaged: the lowest and the highest
level that a rater gave go into L and U, so that disagreement widens the possible places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from arena.method import agreement, forms, ranking, roles
from arena.method.agreement import GRAVITY, OrderWord, Word
from arena.method.analysis import Rules
from arena.method.levels import EMPTY, HIGHEST, LOWEST, BoolArray, Entries, Int8Array, Int64Array
from arena.method.text import sort_key
from arena.method.vectors import Bounds, Vectors, derived_dependency, of_bounds, vectors

COLUMNS = ("importance", "replaceability", "dependency")
"""What is rated, in the order of the sheet."""

_DEPENDENCY = COLUMNS.index("dependency")


@dataclass(frozen=True)
class Ratings:
    """What each rater gave: arrays of shape raters x actors, with 1 to 4, or ``EMPTY``, ``UNKNOWN``, ``INVALID``."""

    importance: Int8Array
    hardness: Int8Array
    dependency: Int8Array

    def __len__(self) -> int:
        return len(self.importance)

    @cached_property
    def derived(self) -> BoolArray:
        """Where a dependency that a rater did not type follows from that rater's two others; raters x actors."""
        derived: BoolArray = (self.dependency < LOWEST) & (self.importance >= LOWEST) & (self.hardness >= LOWEST)
        return derived

    @cached_property
    def levels(self) -> tuple[Int8Array, Int8Array, Int8Array]:
        """The levels of each of :data:`COLUMNS`; a dependency that was not typed is the derived one where it can be."""
        dependency = np.where(self.derived, derived_dependency(self.importance, self.hardness), self.dependency)
        return self.importance, self.hardness, dependency

    @cached_property
    def rated(self) -> BoolArray:
        """The actors of whom a rater typed anything, ``?`` and invalid values included."""
        rated: BoolArray = np.any([self.importance, self.hardness, self.dependency], axis=(0, 1))
        return rated

    @cached_property
    def dependency_given(self) -> BoolArray:
        """The actors of whom a rater gave a dependency, typed or derived."""
        given: BoolArray = self.levels[_DEPENDENCY].max(axis=0, initial=EMPTY) >= LOWEST
        return given

    @cached_property
    def bounds(self) -> Vectors:
        """The bounds L and U of each actor: the lowest and the highest level that a rater gave."""
        importance, hardness, dependency = map(_range, self.levels)
        return of_bounds(_or_any(importance), _or_any(hardness), dependency, self.dependency_given)

    def of_rater(self, rater: int) -> Vectors:
        """Return the bounds of each actor by one rater alone."""
        return vectors(self.importance[rater], self.hardness[rater], self.dependency[rater])


def _range(levels: Int8Array) -> Bounds:
    """Return the lowest and the highest level given to each actor, ``EMPTY`` where nobody gave one."""
    given = levels >= LOWEST
    lowest = np.where(given, levels, np.int8(HIGHEST + 1)).min(axis=0, initial=HIGHEST + 1)
    highest = np.where(given, levels, np.int8(EMPTY)).max(axis=0, initial=EMPTY)
    return np.where(highest == EMPTY, np.int8(EMPTY), lowest).astype(np.int8), highest.astype(np.int8)


def _or_any(given: Bounds) -> Bounds:
    """Return bounds in which every level is possible where nobody gave one."""
    low, high = given
    return np.where(low == EMPTY, np.int8(LOWEST), low), np.where(high == EMPTY, np.int8(HIGHEST), high)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the raters gave to one actor in one column.

    Attributes:
        levels: one a rater: 1 to 4, or ``EMPTY``, ``UNKNOWN``, ``INVALID``.
        derived: which of them nobody typed: a dependency that follows from the rater's two others.
        word: what is said of it; ``None`` where fewer than two gave a level.
        agreement: van der Eijk's A of the levels; ``None`` where there is no word.
        proposed: the level proposed for taking over, ``None`` where none is.
    """

    levels: tuple[int, ...]
    derived: tuple[bool, ...]
    word: Word | None
    agreement: Fraction | None
    proposed: int | None

    @property
    def given(self) -> list[int]:
        """The levels that raters gave, in their order."""
        return [level for level in self.levels if level >= LOWEST]

    @property
    def offered(self) -> int | None:
        """The level that a sheet offers for taking over: the proposed one, but no dependency that nobody typed.

        That one follows by itself in a table; typed there, it would no longer change with the two others.
        """
        typed = any(level >= LOWEST and not derived for level, derived in zip(self.levels, self.derived, strict=True))
        return self.proposed if typed else None


@dataclass(frozen=True)
class Comparison:
    """What raters think of the actors of a list, one element an actor in each array.

    Attributes:
        opinions: by column of :data:`COLUMNS`, one an actor.
        rated: whether anybody rated the actor.
        place, best, worst: from L and U as the raters make them, 1 to n; 0 where nobody rated the actor.
        order: the cells with a word, as (actor, column), what to talk about first in front.
        kendall_w: how far they agree on the order, 0 to 1; ``None`` where it is undefined.
        order_word: the word for it; ``None`` from fewer than three raters.
    """

    opinions: Mapping[str, tuple[Opinion, ...]]
    rated: BoolArray
    place: Int64Array
    best: Int64Array
    worst: Int64Array
    order: tuple[tuple[int, str], ...]
    kendall_w: Fraction | None
    order_word: OrderWord | None


def compare(ratings: Ratings, entries: Entries, rules: Rules) -> Comparison:
    """Return the ratings of several people side by side, as :class:`Comparison` says.

    The order of raters never matters to any result but the order of ``Opinion.levels``, that of rows to none.

    Args:
        ratings: what each rater gave; as many actors as there are entries.
        entries: the list of actors: their names, and what form and flag depend on besides the ratings.
        rules: weights, kind of issue and table of forms.
    """
    bounds, rated = ratings.bounds, ratings.rated
    rows = np.flatnonzero(rated)
    ranks = ranking.rank(_taken(bounds, rows), np.ones(len(rows), dtype=np.int64), rules.weights)
    place, best, worst = (_spread_out(each, rows, len(rated)) for each in (ranks.place, ranks.best, ranks.worst))
    opinions = {
        column: [
            _opinion(levels[:, row], ratings.derived[:, row] & (column == "dependency")) for row in range(len(rated))
        ]
        for column, levels in zip(COLUMNS, ratings.levels, strict=True)
    }
    points = _Points.of(opinions, ratings, entries, rules)
    for (row, column), matters in zip(points.cells, points.matters, strict=True):
        if matters and opinions[column][row].word is Word.ALMOST:
            opinions[column][row] = replace(opinions[column][row], word=Word.MATTERS)
    w, raters = _agreement_on_order(ratings, rules.weights)
    return Comparison(
        opinions={column: tuple(found) for column, found in opinions.items()},
        rated=rated,
        place=place,
        best=best,
        worst=worst,
        order=tuple(points.in_order(opinions, place, entries)),
        kendall_w=w,
        order_word=agreement.order_word(w, raters),
    )


def _taken(bounds: Vectors, rows: Int64Array) -> Vectors:
    return Vectors(**{name: levels[rows] for name, levels in vars(bounds).items()})


def _spread_out(values: Int64Array, rows: Int64Array, size: int) -> Int64Array:
    found = np.zeros(size, dtype=np.int64)
    found[rows] = values
    return found


def _opinion(levels: Int8Array, derived: BoolArray) -> Opinion:
    given = [level for level in levels.tolist() if level >= LOWEST]
    return Opinion(
        tuple(levels.tolist()),
        tuple(derived.tolist()),
        agreement.word(given),
        agreement.agreement_on(given),
        agreement.proposed(given),
    )


def _agreement_on_order(ratings: Ratings, weights: ranking.Weights) -> tuple[Fraction | None, int]:
    """Return Kendall's W over the keys of L, on the actors that every rater knows, and how many raters gave a level."""
    gave = [rater for rater in range(len(ratings)) if any((each[rater] >= LOWEST).any() for each in ratings.levels)]
    each_of_them = [ratings.of_rater(rater) for rater in gave]
    if not each_of_them:
        return None, 0
    known = np.flatnonzero(np.all([bounds.known for bounds in each_of_them], axis=0))
    one = np.ones(len(known), dtype=np.int64)
    keys = [ranking.rank(_taken(bounds, known), one, weights).key.tolist() for bounds in each_of_them]
    return agreement.kendall_w(keys), len(gave)


@dataclass(frozen=True)
class _Points:
    """The cells with a word, and what settling each on one of the levels that raters named would do.

    ``answers`` says where those of each cell stand in the arrays, which have one element an answer: lowest first.
    """

    cells: Sequence[tuple[int, str]]
    answers: Sequence[slice]
    width: int
    widths: Int64Array
    flag_now: Int8Array
    flag: Int8Array
    form_now: Int8Array
    form: Int8Array

    @classmethod
    def of(cls, opinions: Mapping[str, Sequence[Opinion]], ratings: Ratings, entries: Entries, rules: Rules) -> _Points:
        """Return the cells that have a word by now, with what each answer would do."""
        cells = [
            (row, column) for row in range(len(entries)) for column in COLUMNS if opinions[column][row].word is not None
        ]
        answers = [sorted(set(opinions[column][row].given)) for row, column in cells]
        counts = np.array([len(levels) for levels in answers], dtype=np.intp)
        row = np.repeat(np.array([row for row, _ in cells], dtype=np.intp), counts)
        column = np.repeat(np.array([COLUMNS.index(name) for _, name in cells], dtype=np.intp), counts)
        level = np.array([level for levels in answers for level in levels], dtype=np.int8)
        bounds, rated = ratings.bounds, ratings.rated
        settled = _settled(_taken(bounds, row), column, level, ratings.dependency_given[row])
        is_profile = np.eye(len(ranking.PROFILES), dtype=np.int64)
        lows, highs, known = is_profile[bounds.low], is_profile[bounds.high], bounds.known.astype(np.int64)
        all_low, all_high, all_known = lows[rated].sum(axis=0), highs[rated].sum(axis=0), known[rated].sum(axis=0)
        return cls(
            cells,
            [slice(end - count, end) for end, count in zip(np.cumsum(counts).tolist(), counts.tolist(), strict=True)],
            int(ranking.widths(all_low, all_high, all_known)),
            ranking.widths(
                all_low - lows[row] + is_profile[settled.low],
                all_high - highs[row] + is_profile[settled.high],
                all_known - known[row] + settled.known.astype(np.int64),
            ),
            roles.flags(bounds, entries.target_group),
            roles.flags(settled, entries.target_group[row]),
            _forms(bounds, entries, np.arange(len(entries)), rules),
            _forms(settled, entries, row, rules),
        )

    @property
    def matters(self) -> list[bool]:
        """Whether form or flag differs when the cell is set to its lowest and to its highest level."""
        return [
            self.flag[found][0] != self.flag[found][-1] or self.form[found][0] != self.form[found][-1]
            for found in self.answers
        ]

    def in_order(
        self, opinions: Mapping[str, Sequence[Opinion]], place: Int64Array, entries: Entries
    ) -> list[tuple[int, str]]:
        """Return the cells, what to talk about first in front."""
        uncertain = roles.FLAGS.index("uncertain")

        def urgency(cell: tuple[int, str], found: slice) -> tuple[object, ...]:
            row, column = cell
            opinion, after = opinions[column][row], self.widths[found].tolist()
            form_settled = self.form_now[row] == forms.UNDECIDED and (self.form[found] != forms.UNDECIDED).all()
            flag_settled = self.flag_now[row] == uncertain and (self.flag[found] != uncertain).all()
            assert opinion.word is not None  # noqa: S101 - only cells with a word are points
            return (
                GRAVITY[opinion.word],
                not form_settled,
                not flag_settled,
                max(after) - self.width,
                Fraction(sum(after), len(after)),
                opinion.agreement,
                int(place[row]),
                sort_key(entries.actor[row]),
                row,
                COLUMNS.index(column),
            )

        urgencies = dict(zip(self.cells, map(urgency, self.cells, self.answers), strict=True))
        return sorted(self.cells, key=urgencies.__getitem__)


def _settled(bounds: Vectors, column: Int64Array, level: Int8Array, dependency_given: BoolArray) -> Vectors:
    """Return the bounds with a column of each set to a level; a dependency that nobody gave follows the others."""
    importance, hardness, dependency = (column == number for number in range(len(COLUMNS)))
    set_to = {
        f"{name}_{bound}": np.where(chosen, level, getattr(bounds, f"{name}_{bound}"))
        for name, chosen in (("importance", importance), ("hardness", hardness), ("dependency", dependency))
        for bound in ("low", "high")
    }
    for bound in ("low", "high"):
        derived = derived_dependency(set_to[f"importance_{bound}"], set_to[f"hardness_{bound}"])
        set_to[f"dependency_{bound}"] = np.where(dependency_given, set_to[f"dependency_{bound}"], derived)
    return Vectors(**set_to)


def _forms(bounds: Vectors, entries: Entries, rows: Int64Array, rules: Rules) -> Int8Array:
    """Return the form that counts for each row under some bounds."""
    proposals = forms.proposed_forms(
        *roles.possible_classes(bounds, entries.target_group[rows]),
        needs_us=entries.needs_us[rows],
        opposes=entries.opposes[rows],
        kind=rules.issue.kind,
        table=rules.forms,
    )
    return forms.forms_that_count(proposals, entries.choices["own_form"][rows])
