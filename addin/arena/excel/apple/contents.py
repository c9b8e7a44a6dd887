"""What cells hold, as it comes over in Apple events and as Excel's COM objects would give it.

Excel on a Mac answers with lists, ``""`` or "missing value" for an empty cell, a date for a number shown as one, and
nothing at all for an error: what it is, only the text that is shown says, in the user's language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from arena.excel.apple.said import there
from arena.excel.entries import ERRORS

_DAY_ZERO = dt.datetime(1899, 12, 30)

_WORDS = {
    "#NULL!": ("#LEEG!", "#NUL!"),
    "#DIV/0!": ("#DEEL/0!",),
    "#VALUE!": ("#WAARDE!", "#VALEUR!", "#WERT!"),
    "#REF!": ("#VERW!", "#BEZUG!"),
    "#NAME?": ("#NAAM?", "#NOM?"),
    "#NUM!": ("#GETAL!", "#NOMBRE!", "#ZAHL!"),
    "#N/A": ("#N/B", "#NV"),
    "#SPILL!": ("#OVERLOOP!", "#PROPAGATION!", "#ÜBERLAUF!"),
    "#CALC!": ("#BEREKENEN!", "#CALCUL!", "#KALK!"),
}
_KIND = {word: kind for kind, words in _WORDS.items() for word in (kind, *words)}
_NUMBER = {word: number for number, word in ERRORS.items()}

Rows = list[list[Any]]


def rows(answer: Any, height: int, width: int) -> Rows:
    """Return what Excel answered for a block as rows: it leaves out lists around one cell, and around one row.

    Raises:
        ValueError: it is not as many values as the block has cells.
    """
    values = list(_flat(answer))
    if len(values) != height * width:
        raise ValueError("Excel answered with another number of cells")
    return [[there(value) for value in values[start : start + width]] for start in range(0, len(values), width)]


def _flat(answer: Any) -> Sequence[Any]:
    return [value for part in answer for value in _flat(part)] if isinstance(answer, list) else [answer]


def is_empty(value: Any) -> bool:
    """Whether Excel gave nothing for a cell: it is empty, shows an empty text, or an error."""
    return value is None or value == ""


def with_errors(values: Rows, shown: Rows) -> Rows:
    """Put the number of each error in its place: where there is no value but a word such as ``#DEEL/0!`` shows."""
    return [
        [_error(text) if is_empty(value) and _shows_error(text) else value for value, text in zip(*pair, strict=True)]
        for pair in zip(values, shown, strict=True)
    ]


def _shows_error(text: Any) -> bool:
    return isinstance(text, str) and text.startswith("#") and set(text) != {"#"}


def _error(text: str) -> int:
    """The number of an error; one in a language that is not known here counts as ``#VALUE!``."""
    return _NUMBER[_KIND.get(text.upper(), "#VALUE!")]


def as_numbers(values: Rows) -> Rows:
    """Return values as Excel keeps them: dates as days."""
    return [[_days(value) if isinstance(value, dt.datetime) else value for value in row] for row in values]


def _days(value: dt.datetime) -> float:
    return (value.replace(tzinfo=None) - _DAY_ZERO) / dt.timedelta(days=1)


def answered(values: Rows) -> Any:
    """Return rows as COM does: a block as tuples, one cell by itself."""
    return values[0][0] if len(values) == len(values[0]) == 1 else tuple(map(tuple, values))


def entries(block: Any) -> Any:
    """Return what is to be typed as Apple events take it. Excel passes a whole number of 64 bits over in silence."""
    return [[_entry(value) for value in row] for row in block] if isinstance(block, tuple) else _entry(block)


def _entry(value: Any) -> Any:
    if value is None:
        return ""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
