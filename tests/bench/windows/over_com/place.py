"""Where the program stands in the Windows of the bench, and how it is run from here."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.bench.windows.making import ROOT
from tests.bench.windows.session import PYTHON, User

HOME = r"C:\Bench"
_SECONDS = 300


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
