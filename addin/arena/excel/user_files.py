"""The user's own files on this computer: the log, the chosen language, the manual. The add-in's VBA knows the same."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LOG = "arena.log"
LANGUAGE = "language.txt"
_FOLDER = "Arena-analyse"


def folder() -> Path:
    """Return the folder of the user's own data on this computer, which may not be there yet."""
    local = os.environ.get("LOCALAPPDATA")
    if local:
        return Path(local) / _FOLDER
    if sys.platform == "darwin":
        return Path.home() / "Library/Containers/com.microsoft.Excel/Data/Library/Application Support" / _FOLDER
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / _FOLDER


def manual(language: str) -> Path:
    """Return where the manual in a language stands once it is installed."""
    return folder() / f"manual.{language}.html"


def readable_by_excel() -> Path | None:
    """Return the folder in which Excel may read without asking the user first; ``None`` where that is any."""
    if sys.platform != "darwin":
        return None
    folder().mkdir(parents=True, exist_ok=True)
    return folder()
