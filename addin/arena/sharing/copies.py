"""The copies: built anew from what their reader may see, read again, and handed over only where all is right.

Nothing is ever taken out of a workbook: what no list names is not in the copy to begin with. Source: docs/security.md,
"Copies that leave the house".
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from arena.locale import LANGUAGES
from arena.sharing import checked, partners, return_form, team
from arena.sharing.partners import Partners
from arena.workbook import book, file_painter
from arena.workbook.audience import Audience, Reader
from arena.workbook.description import Book
from arena.workbook.errors import NothingToShare
from arena.workbook.model import Result, evaluate

Shuffle = Callable[[list[int]], None]
"""Puts rows in another order, in place."""

_shuffle: Shuffle = random.SystemRandom().shuffle


@dataclass(frozen=True)
class Choices:
    """What whoever shares decided.

    Attributes:
        lines: for partners, the keys of the lines that go along.
        talks: for the team, whether the talks go along.
        shuffled: for colleagues, whether the actors stand in random order, so that none suggests an order.
        language: the language of the copy.
        send_back_by: for colleagues, the day by which the form is wanted.
    """

    lines: frozenset[str] = frozenset()
    talks: bool = False
    shuffled: bool = False
    language: str = LANGUAGES[0]
    send_back_by: dt.date | None = None


def make(
    result: Result,
    audience: Audience,
    choices: Choices,
    *,
    made_on: dt.date,
    shuffle: Shuffle = _shuffle,
) -> bytes:
    """Return a copy as the bytes of an .xlsx, verified.

    Args:
        result: the whole analysis, evaluated.
        audience: for whom it is.
        choices: what whoever shares decided.
        made_on: the day.
        shuffle: puts the rows of the form in another order, in place.

    Raises:
        NothingToShare: the copy would be empty.
        CopyRefused: what was written is not what was allowed.
    """
    described = describe(result, audience, choices, made_on=made_on, shuffle=shuffle)
    content = file_painter.painted(described)
    checked.check(content, described)
    return content


def describe(result: Result, audience: Audience, choices: Choices, *, made_on: dt.date, shuffle: Shuffle) -> Book:
    """Return what :func:`make` writes, described."""
    if audience is Audience.TEAM:
        return team.describe(replace(result.analysis, language=choices.language), made_on, talks=choices.talks)
    if audience is Audience.PARTNERS:
        of = Partners(result)
        if not of.rows:
            raise NothingToShare("copy.nothing.partners")
        return partners.describe(of, choices.lines, choices.language, made_on)
    shared = book.shared_with(Reader(audience), replace(result.analysis, language=choices.language))
    seen = evaluate(shared)
    order = return_form.rows(seen)
    if not order:
        raise NothingToShare("copy.nothing.return")
    if choices.shuffled:
        shuffle(order)
    return return_form.describe(seen, order, choices.send_back_by)
