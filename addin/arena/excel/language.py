"""The language in which the buttons speak: the user's choice, else that of the environment."""

from __future__ import annotations

from contextlib import suppress

from arena.excel import user_files
from arena.locale import LANGUAGES, language_of_environment


def chosen() -> str:
    """Return the language that the user chose with the button Taal, else that of the environment."""
    with suppress(OSError, UnicodeDecodeError):
        word = (user_files.folder() / user_files.LANGUAGE).read_text(encoding="utf-8").strip()
        if word in LANGUAGES:
            return word
    return language_of_environment()


def choose(language: str) -> None:
    """Remember a supported language. Raises ``OSError`` where the user's folder cannot be written."""
    user_files.folder().mkdir(parents=True, exist_ok=True)
    (user_files.folder() / user_files.LANGUAGE).write_text(f"{language}\n", encoding="utf-8")
