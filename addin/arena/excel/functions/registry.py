"""The functions that users may type in a cell: the one list that everything about them is made from.

The VBA wrappers, the help in Excel's function wizard, docs/functies.md and the tests all come from here. What a
function computes stands in :mod:`arena.excel.functions.compute`; every text is in the catalogue, by the keys made here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

CATEGORY = "function.category"
"""The catalogue key of the category under which the wizard lists the functions."""

UDF_MODULE = "arena.excel.functions.udf"
"""The module in which xlwings finds them; it can be imported on Windows only."""


class Kind(Enum):
    """What a cell given to an argument may hold."""

    IMPORTANCE = "importance"
    REPLACEABILITY = "replaceability"
    DEPENDENCY = "dependency"
    YES_NO = "yes_no"
    ATTITUDE = "attitude"
    PRIORITY = "priority"
    ISSUE_KIND = "issue_kind"
    LEVELS = "levels"


SINGLE = frozenset({Kind.PRIORITY, Kind.ISSUE_KIND})
"""Kinds that are one value for the whole call; all others but ``LEVELS`` are one value an actor.

``LEVELS`` is what several raters gave to one actor in one column: one value a rater, and one answer for all of them.
"""


@dataclass(frozen=True)
class Argument:
    """An argument: its key, its name in Excel, what it takes, and whether it may be left out."""

    key: str
    name: str
    kind: Kind
    optional: bool = False

    @property
    def help(self) -> str:
        """The catalogue key of its help."""
        return f"function.argument.{self.key}"


@dataclass(frozen=True)
class Function:
    """A function: its key, its name in Excel, its arguments, and how many columns it answers with."""

    key: str
    name: str
    arguments: tuple[Argument, ...]
    columns: int = 1

    @property
    def help(self) -> str:
        """The catalogue key of its help."""
        return f"function.{self.key}.help"


_IMPORTANCE = Argument("importance", "belangrijkheid", Kind.IMPORTANCE)
_REPLACEABILITY = Argument("replaceability", "vervangbaarheid", Kind.REPLACEABILITY)
_DEPENDENCY = Argument("dependency", "afhankelijkheid", Kind.DEPENDENCY, optional=True)
_PRIORITY = Argument("priority", "voorrang", Kind.PRIORITY, optional=True)
_TARGET_GROUP = Argument("target_group", "doelgroep", Kind.YES_NO, optional=True)
_ISSUE_KIND = Argument("issue_kind", "soort", Kind.ISSUE_KIND, optional=True)
_NEEDS_US = Argument("needs_us", "wederzijds", Kind.YES_NO, optional=True)
_ATTITUDE = Argument("attitude", "houding", Kind.ATTITUDE, optional=True)

_LEVELS = Argument("levels", "inschattingen", Kind.LEVELS)

_RATED = (_IMPORTANCE, _REPLACEABILITY, _DEPENDENCY)

FUNCTIONS = (
    Function("derived", "ARENA_AFHANKELIJKHEID", (_IMPORTANCE, _REPLACEABILITY)),
    Function("rank", "ARENA_RANGORDE", (*_RATED, _PRIORITY)),
    Function("range", "ARENA_PLAATSEN", _RATED, columns=2),
    Function("signal", "ARENA_SIGNAAL", (*_RATED, _TARGET_GROUP)),
    Function("role", "ARENA_ROL", (*_RATED, _TARGET_GROUP)),
    Function("form", "ARENA_VORM", (*_RATED, _TARGET_GROUP, _ISSUE_KIND, _NEEDS_US, _ATTITUDE)),
    Function("agreement", "ARENA_EENSGEZINDHEID", (_LEVELS,)),
)
"""All functions, in the order in which the documentation shows them."""


def function(key: str) -> Function:
    """Return the function with a key. Raises ``KeyError``."""
    return {one.key: one for one in FUNCTIONS}[key]


def text_keys() -> list[str]:
    """Return the catalogue keys of every help text, each once."""
    arguments = [argument.help for one in FUNCTIONS for argument in one.arguments]
    return list(dict.fromkeys([CATEGORY, *(one.help for one in FUNCTIONS), *arguments]))
