"""By which headings a table of actors is known, in any language. Light: the reading process imports it as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from arena.locale import LANGUAGES, catalogue

ACTOR = "actor"
RATED = ("importance", "replaceability", "dependency")


def are_of_actors(columns: Iterable[str]) -> bool:
    """Return True if columns, by key, are those of a table of actors: the actors, and at least one that is rated."""
    found = frozenset(columns)
    return ACTOR in found and not found.isdisjoint(RATED)


def known(columns: Iterable[str], fold: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    """Return the column (by key) and the language of every heading; Dutch goes before where two languages agree.

    Args:
        columns: the columns whose headings count, by key.
        fold: gives the form in which headings are compared, that of ``arena.method.text.fold``.
    """
    keys = tuple(columns)
    return {
        fold(catalogue(language)(f"column.{key}.heading")): (key, language)
        for language in reversed(LANGUAGES)
        for key in keys
    }


_BREAKS = re.compile(r"[\s-]+")


def unbroken(text: str) -> str:
    """Return a text in small letters without spaces, line breaks and hyphens, which narrow headings have in words."""
    return _BREAKS.sub("", text).lower()


def of_form(columns: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the column (by key) and the language of every heading of the form that colleagues fill in, unbroken."""
    keys = tuple(columns)
    return {
        unbroken(catalogue(language)(f"return_form.{key}.heading")): (key, language)
        for language in reversed(LANGUAGES)
        for key in keys
    }
