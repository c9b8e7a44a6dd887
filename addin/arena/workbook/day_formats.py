"""Number formats that put a word or a sign before a day: a condition sets them, for colour alone must say nothing."""

from __future__ import annotations

from arena.locale import Catalogue
from arena.workbook.style import DAY

_CALENDAR = {"nl": "813", "en": "809"}
"""The number by which Excel names each language's calendar (Belgium, United Kingdom): its months are written in it."""


def late(texts: Catalogue) -> str:
    """Return the number format of a day that has passed: a word says so."""
    return _with(texts, f"{texts('arena.late')} · ")


def done(texts: Catalogue) -> str:
    """Return the number format of a day on which something was done."""
    return _with(texts, "✓ ")


def _with(texts: Catalogue, before: str) -> str:
    return f'[$-{_CALENDAR[texts.language]}]"{before}"{DAY}'
