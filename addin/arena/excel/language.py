"""The language in which the buttons speak: that of the ribbon, else the user's choice, else the environment's."""

from __future__ import annotations

from contextlib import suppress

from arena.excel import user_files
from arena.locale import LANGUAGES, language_of_environment


def chosen(asked: str | None = None) -> str:
    """Return the language of a click.

    ``asked`` is that in which the ribbon speaks: without a choice of the user's it follows Excel, which the
    environment on Windows does not. Else what the user chose with the menu of languages, else that of the environment.
    """
    if asked in LANGUAGES:
        return asked
    with suppress(OSError, UnicodeDecodeError):
        word = (user_files.folder() / user_files.LANGUAGE).read_text(encoding="utf-8").strip()
        if word in LANGUAGES:
            return word
    return language_of_environment()
