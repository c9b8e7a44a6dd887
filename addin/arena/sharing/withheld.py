"""What must not stand in a copy, told apart from how it is made: a last look finds what describing let through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

import pandas as pd

from arena.locale import LANGUAGES, catalogue
from arena.method.text import fold

_SHORTEST = 6
"""Letters of a text that is looked for: shorter ones stand by chance in others."""


def withheld(whole: object, seen: Iterable[object]) -> list[str]:
    """Return the texts of an analysis that a reader may not see, folded, line by line.

    Left out is what stands in something that the reader may see, or in a text of ours.

    Args:
        whole: the whole analysis.
        seen: what its reader may see of it.
    """
    known = [text for language in LANGUAGES for text in catalogue(language).every_text()]
    known += [text for one in seen for text in _texts_in(one)]
    visible = "\0".join(map(fold, known))
    lines = dict.fromkeys(fold(line) for text in _texts_in(whole) for line in text.splitlines())
    return [line for line in lines if len(line) >= _SHORTEST and line not in visible]


def _texts_in(value: object) -> Iterator[str]:
    """Yield every text in a value, however deep: in what a dataclass, a table, a mapping or a list holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, pd.DataFrame):
        yield from _texts_in(value.to_numpy().ravel().tolist())
    elif isinstance(value, Mapping):
        yield from _texts_in(list(value.values()))
    elif is_dataclass(value):
        yield from _texts_in([getattr(value, field.name) for field in fields(value)])
    elif isinstance(value, Iterable) and not isinstance(value, bytes | dt.date):
        for one in value:
            yield from _texts_in(one)
