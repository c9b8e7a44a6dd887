"""Days: the numbers that Excel has for them, and how they are told, by number formats, by a formula and as texts."""

from __future__ import annotations

import datetime as dt

from arena.locale import Catalogue
from arena.method.levels import FIRST_DAY, read_day
from arena.workbook.description import Formula
from arena.workbook.formulas import filled, quoted
from arena.workbook.style import DAY

_CALENDAR = {"nl": "813", "en": "809"}
"""The number by which Excel names each language's calendar (Belgium, United Kingdom): its months are written in it."""


def number_of(day: dt.date) -> float | int:
    """Return the number that Excel has for a day, with its time as a fraction where it has one."""
    if isinstance(day, dt.datetime):
        number = (day.replace(tzinfo=None) - dt.datetime.combine(FIRST_DAY, dt.time())) / dt.timedelta(days=1)
        return int(number) if number == int(number) else number
    return (day - FIRST_DAY).days


def day_of(number: float) -> dt.date:
    """Return the day that Excel has a number for; ``method.levels.read_day`` gives such numbers."""
    return FIRST_DAY + dt.timedelta(days=int(number))


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
    said = f"{quoted(before)}&{brief_formula(texts, cell)}&{quoted(after)}"
    number = read_day(value)
    return Formula(
        f"IF(ISNUMBER({cell}),{said},{quoted(otherwise)})",
        texts(key, day=brief(texts, day_of(number))) if number > 0 else otherwise,
    )


def brief_formula(texts: Catalogue, cell: str) -> str:
    """Return the formula that says the day in a cell as :func:`brief` does."""
    months = ",".join(quoted(texts(f"month.{number}")) for number in range(1, 13))
    parts = {"day": f"DAY({cell})", "month": f"CHOOSE(MONTH({cell}),{months})", "year": f"YEAR({cell})"}
    return filled(texts("date"), parts)


def in_numbers(day: dt.date) -> str:
    """Return a day such as ``13/02/2026``, in every language: a text, so that no program swaps its day and month."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def brief(texts: Catalogue, day: dt.date) -> str:
    """Return a day such as ``13 feb 2026``."""
    return texts("date", day=day.day, month=texts(f"month.{day.month}"), year=day.year)


def in_full(texts: Catalogue, day: dt.date) -> str:
    """Return a day such as ``13 februari 2026``."""
    return texts("date", day=day.day, month=texts(f"day.month.{day.month}"), year=day.year)


def with_weekday(texts: Catalogue, day: dt.date) -> str:
    """Return a day such as ``vrijdag 13 februari 2026``."""
    return f"{texts(f'day.weekday.{day.isoweekday()}')} {in_full(texts, day)}"


def _with(texts: Catalogue, before: str) -> str:
    return f'[$-{_CALENDAR[texts.language]}]"{before}"{DAY}'
