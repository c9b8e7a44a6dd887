"""The levels of the three columns that are rated, and how what was typed is read as one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from arena.method.text import clean_column, filled, fold, hash_column, text_column

EMPTY, UNKNOWN, INVALID = 0, -1, -2
"""What a rated column holds where it holds no level: not done yet, discussed and not known (``?``), or no level."""

LOWEST, HIGHEST = 1, 4
"""Every level is a number from 1 to 4; a higher one always counts for more (source: docs/method.md, "Levels")."""

LEVELS = range(LOWEST, HIGHEST + 1)

HARDNESS_CODES = {1: "large", 2: "rather_large", 3: "rather_small", 4: "small"}
"""Replaceability by its *hardness*: 4, the hardest to replace, is replaceability ``small``."""

DEPENDENCY_CODES = {1: "small", 2: "rather_small", 3: "rather_large", 4: "large"}

UNKNOWN_MARK = "?"

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
    yes: frozenset[str] = frozenset({"yes", "true"})
    no: frozenset[str] = frozenset({"no", "false"})
    opposes: frozenset[str] = frozenset({"opposes"})
    attitudes: frozenset[str] = frozenset({"supports", "neutral", "opposes"})


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


@dataclass(frozen=True)
class Entries:
    """What was typed on the Arena sheet, read: one element a row in every array.

    Levels are numbers from 1 to 4 (4 = most important, hardest to replace, most dependent) or ``EMPTY``, ``UNKNOWN``,
    ``INVALID``; ``own_rank`` likewise, with whole numbers from 1 on. Names and resources are cleaned texts;
    ``replaced_by`` is the text as typed, since line breaks separate the names in it. ``actor_hash`` tells which names
    are the same (see :func:`arena.method.text.hash_column`); it differs from one run of Python to the next.
    """

    actor: list[str]
    actor_hash: Int64Array
    resources: list[str]
    replaced_by: list[str]
    importance: Int8Array
    hardness: Int8Array
    dependency: Int8Array
    own_rank: Int64Array
    target_group: BoolArray
    explained: BoolArray
    needs_us: BoolArray
    attitude_known: BoolArray
    opposes: BoolArray

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
    "basis",
    "explanation",
    "needs_us",
    "attitude",
)
"""The columns of a table of typed entries, in the order of the sheet; each may be absent, which reads as empty."""


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

    def one_of(name: str, accepted: frozenset[str]) -> BoolArray:
        return numbers(name, lambda value: fold(value) in accepted).astype(np.bool_)

    importance = levels("importance", IMPORTANCE_WORDS)
    if importance_reversed:
        importance = np.where(importance >= LOWEST, LOWEST + HIGHEST - importance, importance).astype(np.int8)
    actor, replaced_by = texts("actor"), present("replaced_by")
    return Entries(
        actor=actor,
        actor_hash=hash_column(actor),
        resources=texts("resources"),
        replaced_by=[""] * size if replaced_by is None else text_column(replaced_by.to_list()),
        importance=importance,
        hardness=levels("replaceability", words.replaceability),
        dependency=levels("dependency", words.dependency),
        own_rank=numbers("own_rank", read_own_rank),
        target_group=one_of("target_group", words.yes),
        explained=filled(texts("explanation")),
        needs_us=~one_of("needs_us", words.no),
        attitude_known=one_of("attitude", words.attitudes),
        opposes=one_of("attitude", words.opposes),
    )
