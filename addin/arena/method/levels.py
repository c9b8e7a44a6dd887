"""What is typed about an actor: the levels, the choices from a list, the dates, and how each is read."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from arena.method.text import clean, clean_column, filled, fold, hash_column, text_column

EMPTY, UNKNOWN, INVALID = 0, -1, -2
"""What a rated column holds where it holds no level: not done yet, discussed and not known (``?``), or no level."""

LOWEST, HIGHEST = 1, 4
"""Every level is a number from 1 to 4; a higher one always counts for more (source: docs/method.md, "Levels")."""

LEVELS = range(LOWEST, HIGHEST + 1)

HARDNESS_CODES = {1: "large", 2: "rather_large", 3: "rather_small", 4: "small"}
"""Replaceability by its *hardness*: 4, the hardest to replace, is replaceability ``small``."""

DEPENDENCY_CODES = {1: "small", 2: "rather_small", 3: "rather_large", 4: "large"}

UNKNOWN_MARK = "?"

NOBODY_MARKS = frozenset({"-", "/"})
"""Written under "door wie" they mean nobody, in any language."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "target_group": ("yes", "no"),
    "attitude": ("supports", "neutral", "opposes"),
    "needs_us": ("yes", "no"),
    "own_form": ("network", "ad_hoc", "consultation", "none"),
    "criterion_1": ("yes", "no"),
    "criterion_2": ("yes", "no"),
    "criterion_3": ("yes", "no"),
    "in_network": ("yes", "later", "not_now"),
    "network_role": ("member_core", "member_rand", "frame_context", "frame_anchor"),
    "estimate_check": ("yes", "no", "adjusted"),
    "readiness": ("ready", "conditional", "not_able", "doubting", "no"),
}
"""The columns in which one of a list is chosen, each with the codes of its list, in its order.

Source: docs/method.md, "Notes" (the lists), "Talks" and "Form of collaboration".
"""

CRITERIA = ("criterion_1", "criterion_2", "criterion_3")

WITHOUT_UNKNOWN = frozenset({"own_form", "network_role", "estimate_check"})
"""The lists that have no ``?``: there it is no answer but a word that is not in the list."""

DATES = ("talk_by", "spoken_on")
"""The columns that hold a day."""

FIRST_DAY = dt.date(1899, 12, 30)
"""Day 0 of Excel's calendar, as it counts from March 1900 on."""

LAST_DAY = 2_958_465
"""The last day that Excel knows, 31 December 9999."""

OWN_PLACES_BELOW = 10_000
"""From here on a number is no place: Excel turns a typed ``2-3`` into a date, which a formula sees as 46000 or so."""

Int8Array = npt.NDArray[np.int8]
Int64Array = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Vocabulary:
    """The words that count as a level or an answer, folded (see :func:`arena.method.text.fold`), with their meaning.

    The default knows the codes of the JSON contract only; the words of the supported languages come from the message
    catalogues and are added by whoever reads a user's workbook.
    """

    replaceability: Mapping[str, int] = field(default_factory=lambda: {c: n for n, c in HARDNESS_CODES.items()})
    dependency: Mapping[str, int] = field(default_factory=lambda: {c: n for n, c in DEPENDENCY_CODES.items()})
    choices: Mapping[str, Mapping[str, int]] = field(
        default_factory=lambda: {key: {c: n for n, c in enumerate(codes, start=1)} for key, codes in CHOICES.items()}
    )
    nobody: frozenset[str] = frozenset()
    """Words that mean, under "door wie", that nobody can take over."""

    @property
    def no_names(self) -> frozenset[str]:
        """Return all that stands for nobody where a name is asked: those words, the marks and ``?``."""
        return self.nobody | NOBODY_MARKS | {UNKNOWN_MARK}


IMPORTANCE_WORDS: Mapping[str, int] = {str(level): level for level in LEVELS}


def read_level(value: object, words: Mapping[str, int]) -> int:
    """Return the level of one typed value: 1 to 4, or ``EMPTY``, ``UNKNOWN`` or ``INVALID``.

    Args:
        value: what the cell holds; truth values and dates are never a level.
        words: the folded words that count, with their level.
    """
    text = fold(value)
    if not text:
        return EMPTY
    if text == UNKNOWN_MARK:
        return UNKNOWN
    if isinstance(value, bool | np.bool_):
        return INVALID
    return words.get(text, INVALID)


def read_levels(values: pd.Series, words: Mapping[str, int]) -> Int8Array:
    """Return the levels of a column, one ``int8`` a row, as :func:`read_level` reads them."""
    return _read_distinct(values, lambda value: read_level(value, words)).astype(np.int8)


def _read_distinct(values: pd.Series, read: Callable[[object], int]) -> Int64Array:
    """Return ``read(value)`` of each row, ``EMPTY`` where there is none. Each distinct value is read once."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes, distinct = values.cat.codes.to_numpy(), values.cat.categories.to_numpy(dtype=object)
    else:
        raw = values.to_numpy()
        may_hold_truth = raw.dtype == object and not isinstance(values.dtype, pd.StringDtype)
        if may_hold_truth and not {bool, np.bool_}.isdisjoint(map(type, raw)):
            # True == 1, so values alone would make a tick a one: here types count as well.
            return np.fromiter(map(lru_cache(maxsize=None, typed=True)(read), raw), dtype=np.int64, count=len(raw))
        codes, distinct = pd.factorize(raw)
    return np.array([*map(read, distinct), EMPTY], dtype=np.int64)[codes]  # code -1, a missing value, takes the last


def read_own_rank(value: object) -> int:
    """Return the group's own place: a whole number from 1 on, ``EMPTY``, or ``INVALID``.

    Digits typed as text count. From :data:`OWN_PLACES_BELOW` on nothing is a place.
    """
    text = fold(value)
    if not text:
        return EMPTY
    if not (text.isascii() and text.isdigit()) or text[0] == "0":
        return INVALID
    return int(text) if len(text) < len(str(OWN_PLACES_BELOW)) else INVALID


def read_choice(value: object, words: Mapping[str, int], *, may_be_unknown: bool = True) -> int:
    """Return which of a list was chosen, counted from 1; or ``EMPTY``, ``UNKNOWN`` or ``INVALID``.

    Args:
        value: what the cell holds.
        words: the folded words of the list, with their number in it.
        may_be_unknown: whether the list has ``?``; where it has not, that is invalid.
    """
    read = read_level(value, words)
    return INVALID if read == UNKNOWN and not may_be_unknown else read


def read_day(value: object) -> int:
    """Return a day as the number that Excel has for it, without its time; ``EMPTY`` or ``INVALID`` where it is none.

    A number within Excel's calendar is a day; a text never is, whatever it looks like.
    """
    if not fold(value):
        return EMPTY
    if isinstance(value, bool | np.bool_ | str):
        return INVALID
    if isinstance(value, dt.date):
        day = (value.date() if isinstance(value, dt.datetime) else value) - FIRST_DAY
        return day.days if day.days >= 1 else INVALID
    number = float(value)  # type: ignore[arg-type]
    return math.floor(number) if 1 <= number < LAST_DAY + 1 else INVALID


@dataclass(frozen=True)
class Entries:
    """What was typed on the Arena sheet, read: one element a row in every array.

    Levels are numbers from 1 to 4 (4 = most important, hardest to replace, most dependent) or ``EMPTY``, ``UNKNOWN``,
    ``INVALID``; ``own_rank`` likewise, with whole numbers from 1 on. Names and resources are cleaned texts;
    ``replaced_by`` and ``resources_typed`` are texts as typed, since line breaks separate what they list.
    ``actor_hash`` tells which names are the same (see :func:`arena.method.text.hash_column`); it differs from one run
    of Python to the next.
    """

    actor: list[str]
    actor_hash: Int64Array
    resources: list[str]
    resources_typed: list[str]
    replaced_by: list[str]
    importance: Int8Array
    hardness: Int8Array
    dependency: Int8Array
    own_rank: Int64Array
    choices: Mapping[str, Int8Array]
    """Of each column of :data:`CHOICES`, which of its list was chosen, from 1; else like a level that is none."""
    days: Mapping[str, Int64Array]
    """Of each column of :data:`DATES`, its day as Excel counts days; or ``EMPTY``, ``INVALID``."""
    written: Mapping[str, BoolArray]
    """Of each column of :data:`TEXTS`, whether anything is written there."""
    agreed: list[str]
    """What was agreed with the actor, cleaned."""
    nobody: frozenset[str]
    """What names no one under ``replaced_by``, folded: words for nobody, and ``?``."""

    @cached_property
    def target_group(self) -> BoolArray:
        """Rows marked as target group."""
        return self.chose("target_group", "yes")

    @cached_property
    def needs_us(self) -> BoolArray:
        """Rows of actors that need us as well: all but those answered with no."""
        return ~self.chose("needs_us", "no")

    @cached_property
    def opposes(self) -> BoolArray:
        """Rows of actors with objections."""
        return self.chose("attitude", "opposes")

    def chose(self, key: str, *codes: str) -> BoolArray:
        """Return the rows in which one of these codes was chosen in a column of :data:`CHOICES`."""
        numbers = [CHOICES[key].index(code) + 1 for code in codes]
        chosen: BoolArray = np.isin(self.choices[key], numbers)
        return chosen

    def answered(self, key: str) -> BoolArray:
        """Return the rows in which one of a list was chosen; ``?`` is no answer."""
        answered: BoolArray = self.choices[key] >= 1
        return answered

    @cached_property
    def in_use(self) -> BoolArray:
        """Rows in which any typed column holds something (docs/method.md, "Levels")."""
        used: BoolArray = self.rated | self.named | filled(self.resources) | self.substituted | (self.own_rank != EMPTY)
        for column in (*self.choices.values(), *self.days.values()):
            used |= column != EMPTY
        for there in self.written.values():
            used |= there
        return used

    @property
    def rated(self) -> BoolArray:
        """Rows in which one of the three rated columns holds anything, ``?`` and invalid values included."""
        rated: BoolArray = (self.importance != EMPTY) | (self.hardness != EMPTY) | (self.dependency != EMPTY)
        return rated

    @cached_property
    def named(self) -> BoolArray:
        """Rows with a name."""
        return filled(self.actor)

    @cached_property
    def folded_names(self) -> frozenset[str]:
        """The names of the list, folded: what :func:`arena.method.substitutes.substitute_names` looks names up in."""
        return frozenset(map(fold, filter(None, self.actor)))

    @cached_property
    def substituted(self) -> BoolArray:
        """Rows in which anything at all stands in ``replaced_by``."""
        return filled(self.replaced_by)

    def read(self, column: str) -> Int8Array | Int64Array:
        """Return how a column of levels, places, choices or days was read, by its key in :data:`COLUMNS`."""
        if column in self.choices:
            return self.choices[column]
        if column in self.days:
            return self.days[column]
        levels: Int8Array | Int64Array = getattr(self, "hardness" if column == "replaceability" else column)
        return levels

    def __len__(self) -> int:
        return len(self.actor)


COLUMNS = (
    "actor",
    "resources",
    "importance",
    "replaceability",
    "replaced_by",
    "dependency",
    "own_rank",
    "target_group",
    "attitude",
    "basis",
    "explanation",
    "ideas",
    "needs_us",
    "own_form",
    "why_other_form",
    "criterion_1",
    "criterion_2",
    "criterion_3",
    "in_network",
    "network_role",
    "why_choice",
    "contact",
    "who_speaks",
    "talk_by",
    "spoken_on",
    "estimate_check",
    "interest",
    "readiness",
    "who_is_missing",
    "agreed",
    "who_when",
)
"""The columns of a table of typed entries, in the order of the sheet; each may be absent, which reads as empty."""

_READ_APART = frozenset(
    {"actor", "resources", "importance", "replaceability", "replaced_by", "dependency", "own_rank", *CHOICES, *DATES}
)
TEXTS = tuple(column for column in COLUMNS if column not in _READ_APART)
"""The columns with texts of which the rules only ask whether anything is written."""


def read_entries(
    table: pd.DataFrame, *, vocabulary: Vocabulary | None = None, importance_reversed: bool = False
) -> Entries:
    """Read a table as it was typed.

    Args:
        table: one row an actor; columns of :data:`COLUMNS`, any cell values; other columns are ignored.
        vocabulary: the words that count; the codes of the JSON contract where none is given.
        importance_reversed: whether 1 was typed for the most important; turned round here, once (5 - x).

    Returns:
        The entries, as many as the table has rows, in its order.
    """
    words = vocabulary or Vocabulary()
    size = len(table)

    def present(name: str) -> pd.Series | None:
        return table[name] if name in table.columns else None

    def texts(name: str) -> list[str]:
        column = present(name)
        return [""] * size if column is None else clean_column(column.to_list())

    def numbers(name: str, read: Callable[[object], int]) -> Int64Array:
        column = present(name)
        return np.zeros(size, dtype=np.int64) if column is None else _read_distinct(column, read)

    def levels(name: str, accepted: Mapping[str, int]) -> Int8Array:
        column = present(name)
        return np.zeros(size, dtype=np.int8) if column is None else read_levels(column, accepted)

    def choice(name: str) -> Int8Array:
        accepted, may_be_unknown = words.choices[name], name not in WITHOUT_UNKNOWN
        read = numbers(name, lambda value: read_choice(value, accepted, may_be_unknown=may_be_unknown))
        return read.astype(np.int8)

    def is_written(name: str) -> BoolArray:
        return np.zeros(size, dtype=np.bool_) if present(name) is None else filled(texts(name))

    importance = levels("importance", IMPORTANCE_WORDS)
    if importance_reversed:
        importance = np.where(importance >= LOWEST, LOWEST + HIGHEST - importance, importance).astype(np.int8)

    def as_typed(name: str) -> list[str]:
        column = present(name)
        return [""] * size if column is None else _without_spaces_alone(text_column(column.to_list()))

    actor = texts("actor")
    return Entries(
        actor=actor,
        actor_hash=hash_column(actor),
        resources=texts("resources"),
        resources_typed=as_typed("resources"),
        replaced_by=as_typed("replaced_by"),
        importance=importance,
        hardness=levels("replaceability", words.replaceability),
        dependency=levels("dependency", words.dependency),
        own_rank=numbers("own_rank", read_own_rank),
        choices={name: choice(name) for name in CHOICES},
        days={name: numbers(name, read_day) for name in DATES},
        written={name: is_written(name) for name in TEXTS},
        agreed=texts("agreed"),
        nobody=words.no_names,
    )


def _without_spaces_alone(texts: list[str]) -> list[str]:
    return ["" if text.isspace() and not clean(text) else text for text in texts]
