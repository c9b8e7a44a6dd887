"""Days in words, with the month by its name: a day and a month that were swapped are seen."""

from __future__ import annotations

import datetime as dt

from arena.locale import Catalogue


def in_words(texts: Catalogue, day: dt.date) -> str:
    """Return a day such as ``13 februari 2026``."""
    return f"{day.day} {texts(f'day.month.{day.month}')} {day.year}"


def with_weekday(texts: Catalogue, day: dt.date) -> str:
    """Return a day such as ``vrijdag 13 februari 2026``."""
    return f"{texts(f'day.weekday.{day.isoweekday()}')} {in_words(texts, day)}"
