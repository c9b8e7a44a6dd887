"""How days are told: number formats that put a word or a sign before one, set by conditions; and days in sentences."""

from __future__ import annotations

import datetime as dt

from arena.locale import Catalogue
from arena.method.levels import FIRST_DAY, read_day
from arena.workbook.description import Formula
from arena.workbook.formulas import filled, quoted
from arena.workbook.style import DAY

_CALENDAR = {"nl": "813", "en": "809"}
"""The number by which Excel names each language's calendar (Belgium, United Kingdom): its months are written in it."""


def late(texts: Catalogue) -> str:
    """Return the number format of a day that has passed: a word says so."""
    return _with(texts, f"{texts('arena.late')} · ")


def done(texts: Catalogue) -> str:
    """Return the number format of a day on which something was done."""
    return _with(texts, "✓ ")


def told(texts: Catalogue, key: str, cell: str, value: object, otherwise: str) -> Formula:
    """Return the sentence of a text with ``{day}`` about the day in a cell; another text where no day stands there.

    Args:
        texts: the catalogue.
        key: the key of the text.
        cell: the reference to the cell.
        value: what it holds today.
        otherwise: the other text.
    """
    before, after = texts(key).split("{day}")
    said = f"{quoted(before)}&{formula_in_words(texts, cell)}&{quoted(after)}"
    number = read_day(value)
    return Formula(
        f"IF(ISNUMBER({cell}),{said},{quoted(otherwise)})",
        texts(key, day=in_words(texts, FIRST_DAY + dt.timedelta(days=number))) if number > 0 else otherwise,
    )


def formula_in_words(texts: Catalogue, cell: str) -> str:
    """Return the formula that says the day in a cell in words, as :func:`in_words` does."""
    months = ",".join(quoted(texts(f"month.{number}")) for number in range(1, 13))
    parts = {"day": f"DAY({cell})", "month": f"CHOOSE(MONTH({cell}),{months})", "year": f"YEAR({cell})"}
    return filled(texts("date"), parts)


def in_words(texts: Catalogue, day: dt.date) -> str:
    """Return a day in words."""
    return texts("date", day=day.day, month=texts(f"month.{day.month}"), year=day.year)


def _with(texts: Catalogue, before: str) -> str:
    return f'[$-{_CALENDAR[texts.language]}]"{before}"{DAY}'
