"""What differs between two dumps, in lines for a person."""

from __future__ import annotations

import marshal
from typing import Any

_ABSENT = object()

_WITHOUT_REFERENCES = 2
"""The version of that format in which a value that stands in two places is written twice."""

#: The longest value that a line shows.
_SHOWN = 120


def difference(before: object, after: object) -> list[str]:
    """The differences between two dumps, one line each, in the order of the dump; an empty list if there are none.

    A line reads `sheets / Arena / cells / B2 / value: 3.0 -> 4.0`; what is new or gone says so.
    """
    lines: list[str] = []
    _compare("", before, after, lines)
    return lines


def _compare(path: str, before: Any, after: Any, lines: list[str]) -> None:
    if isinstance(before, dict) and isinstance(after, dict):
        if _written(before) == _written(after):  # so is most of a workbook
            return
        for key in [*before, *(key for key in after if key not in before)]:
            inner = f"{path} / {key}" if path else str(key)
            _compare(inner, before.get(key, _ABSENT), after.get(key, _ABSENT), lines)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (one, other) in enumerate(zip(before, after, strict=True), start=1):
            _compare(f"{path} / {place}", one, other, lines)
    elif before is _ABSENT:
        lines.append(f"{path}: new, {_shown(after)}")
    elif after is _ABSENT:
        lines.append(f"{path}: gone, was {_shown(before)}")
    elif type(before) is not type(after) or before != after:
        lines.append(f"{path}: {_shown(before)} -> {_shown(after)}")


def _written(data: dict[Any, Any]) -> bytes:
    """Plain data as bytes that differ where a value or its type does: 1, 1.0 and True are equal in Python."""
    return marshal.dumps(data, _WITHOUT_REFERENCES)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
