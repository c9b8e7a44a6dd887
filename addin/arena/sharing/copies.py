"""The copies: built anew from what their reader may see, read again, and handed over only where all is right.

Nothing is ever taken out of a workbook: what no list names is not in the copy to begin with. Source: docs/security.md,
"Copies that leave the house".
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from arena.locale import LANGUAGES, catalogue
from arena.sharing import checked, partners, return_form, team
from arena.sharing.partners import Partners
from arena.sharing.withheld import withheld
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


def usual(result: Result, language: str) -> Choices:
    """Return the choices of whoever changes nothing: each line goes along that names nobody who stays behind."""
    statements = Partners(result).statements(catalogue(language))
    return Choices(frozenset(one.key for one in statements if not one.names), language=language)


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
        OutputTooLarge: it would be too large to be read again.
    """
    allowed = allow(result, audience, choices, made_on=made_on, shuffle=shuffle)
    content = file_painter.painted(allowed.book)
    checked.check(content, allowed.book, withheld(result.analysis, allowed.seen))
    return content


def issue_in(result: Result, audience: Audience, choices: Choices) -> object:
    """Return the issue where it stands in the copy, so that a mail may name it; else nothing."""
    left_out = audience is Audience.PARTNERS and "subject" not in choices.lines
    return None if left_out else result.analysis.answers.get("subject")


class Allowed(NamedTuple):
    """A copy described, and what of the analysis its reader may see, from which it was described."""

    book: Book
    seen: Sequence[object]


def allow(result: Result, audience: Audience, choices: Choices, *, made_on: dt.date, shuffle: Shuffle) -> Allowed:
    """Return what :func:`make` writes. Raises ``NothingToShare`` where that would be nothing."""
    analysis = replace(result.analysis, language=choices.language)
    if audience is Audience.PARTNERS:
        return _for_partners(result, choices, made_on)
    seen = book.shared_with(Reader(audience, choices.talks), analysis)
    if audience is Audience.TEAM:
        return Allowed(team.describe(analysis, made_on, talks=choices.talks), [seen])
    form = evaluate(seen)
    order = return_form.rows(form)
    if not order:
        raise NothingToShare("copy.nothing.return")
    if choices.shuffled:
        shuffle(order)
    return Allowed(return_form.describe(form, order, choices.send_back_by), [seen])


def _for_partners(result: Result, choices: Choices, made_on: dt.date) -> Allowed:
    of = Partners(result)
    if not of.rows:
        raise NothingToShare("copy.nothing.partners")
    going = [one.text for one in of.statements(catalogue(choices.language)) if one.key in choices.lines]
    chosen = of.shared().table.drop(columns=list(partners.AGREED))
    return Allowed(partners.describe(of, choices.lines, choices.language, made_on), [going, chosen])
