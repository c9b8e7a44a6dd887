"""The user's own files on this computer, all in one folder. The add-in's VBA knows some by the same names."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "Arena-analyse"
"""The name of the folder."""

LOG = "arena.log"
LANGUAGE = "language.txt"
INTERPRETER = "python.txt"
"""One line: the Python that runs; an installation writes it, and the add-in's VBA reads it."""

SERVER = "server.txt"
"""One line: how the VBA finds the server that was started at logon; likewise."""

VERSION = "version.txt"
"""One line: the version that is installed, for whoever manages many computers."""

_MANUAL = "manual.{}.html"

DRAFT = "draft.eml"
"""The last message that a mail program was given as a file; the next takes its place."""

PATTERNS = (LOG + "*", LANGUAGE, INTERPRETER, SERVER, VERSION, _MANUAL.format("*"), DRAFT)
"""All of them: an older log has a number behind its name, and there is a manual for each language."""


def folder() -> Path:
    """Return the folder of the user's own data on this computer, which may not be there yet."""
    local = os.environ.get("LOCALAPPDATA")
    if local:
        return Path(local) / FOLDER
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / FOLDER


def log_file() -> Path:
    """Return where the log of failures stands once something failed."""
    return folder() / LOG


def shown_log() -> str:
    """Return how a message names the log: a user may show it to others, and the path would hold their name."""
    return str(Path("%LOCALAPPDATA%", FOLDER, LOG)) if os.environ.get("LOCALAPPDATA") else str(log_file())


def manual(language: str) -> Path:
    """Return where the manual in a language stands once it is installed."""
    return folder() / _MANUAL.format(language)


def draft() -> Path:
    """Return where a message stands that a mail program is to open; its path holds nothing of a workbook."""
    return folder() / DRAFT
