"""The message catalogues: every text a user meets, by key, in every supported language.

The sources are ``<language>/LC_MESSAGES/arena.po`` (gettext); the compiled ``arena.mo`` beside each is a build
product, kept in the repo and proven fresh by a test. Keys are ids (``note.missing_name``), never sentences, so that
Dutch can be improved without touching the other languages.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LANGUAGES = ("nl", "en")
"""Supported languages; the first is the source of truth for users."""

_HERE = Path(__file__).parent


class Catalogue:
    """All texts in one language. ``catalogue("key", name=value)`` fills the text's ``{name}`` places.

    A key that the catalogue lacks raises ``KeyError``: a missing text is a bug, never an English key on a user's
    screen. Values are inserted as they are; nothing in them is read as a place to fill.
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"unsupported language: {language!r}")
        self.language = language
        with (_HERE / language / "LC_MESSAGES" / "arena.mo").open("rb") as file:
            self._translations = gettext.GNUTranslations(file)

    def __call__(self, key: str, **data: object) -> str:
        text = self._translations.gettext(key)
        if text == key:
            raise KeyError(f"{key!r} is not in the {self.language} catalogue")
        return text.format(**data) if data else text

    def every_text(self) -> Iterator[str]:
        """Yield every text of the catalogue, its places to fill as they are."""
        for key in self._translations._catalog:  # type: ignore[attr-defined]
            if key:
                yield self._translations.gettext(key)

    def __contains__(self, key: str) -> bool:
        return self._translations.gettext(key) != key


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a supported language. Raises ``ValueError`` for another one."""
    return Catalogue(language)


def in_every_language(key: str) -> tuple[str, ...]:
    """Return the text of a key in every supported language, in the order of ``LANGUAGES``."""
    return tuple(catalogue(language)(key) for language in LANGUAGES)


def language_of_environment() -> str:
    """Return the supported language that the locale of the environment asks for; Dutch where it asks for none.

    Only a locale that names another supported language changes it: ``C``, ``POSIX`` and unknown languages give Dutch,
    since the users are Flemish and a bare server says nothing about its reader. Windows sets no such variables: there
    the language in which it shows its own menus counts.
    """
    variables = (os.environ.get(variable) for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    value = next(filter(None, variables), None) or _locale_of_windows() or ""
    language = value.split(".")[0].split("_")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def _locale_of_windows() -> str | None:
    """Return the locale of Windows' own menus, such as ``nl_BE``; ``None`` elsewhere."""
    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415 - costs time, and is of use nowhere else
    import locale  # noqa: PLC0415

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
