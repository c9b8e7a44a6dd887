"""Where the program stands in the Windows of the bench, and how it is run from here."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.bench.windows.making import ROOT
from tests.bench.windows.session import PYTHON, User, Windows

HOME = r"C:\Bench"
_SECONDS = 900


_NO_SCREEN = ("reg", "add", r"HKCU\Software\Wine\Drivers", "/v", "Graphics", "/d", "null", "/f")
"""Where there is no screen a program gets no window otherwise, and so none can put a question to its user."""

_OPENS_MESSAGES = {
    r"HKLM\Software\Classes\.eml": "bench.message",
    r"HKLM\Software\Classes\bench.message\shell\open\command": r"C:\windows\system32\cmd.exe /c exit",
}
"""A program for files of messages, as every Windows has one: this one does nothing."""


def with_windows(windows: Windows) -> User:
    """Give a Windows in which no program has run yet windows without a screen, and a program for messages.

    Returns somebody who uses it.
    """
    user = windows.user("Renée Peeters")
    opens = (("reg", "add", key, "/ve", "/d", value, "/f") for key, value in _OPENS_MESSAGES.items())
    for command in (_NO_SCREEN, *opens):
        done = user.run(*command)
        assert done.code == 0, done.said
    return user


def answers(user: User, files: Path, program: str = "tests.bench.windows.over_com") -> dict[str, Any]:
    """Run a program of this package over the files of a scenario, for a user who has the add-in; what it told."""
    home = user.windows.path(HOME)
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(ROOT / "tests", home / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(files, home / "files")
    command = [PYTHON, "-X", "utf8", "-m", program, f"{HOME}\\files", f"{HOME}\\answer.json"]
    ran = user.run(*command, seconds=_SECONDS, PYTHONPATH=HOME)
    assert ran.code == 0, ran.said
    told: dict[str, Any] = json.loads((home / "answer.json").read_text(encoding="utf-8"))
    shutil.rmtree(home)
    return told
