"""Werkt er iets niet?: what the doctor finds, what to do about it, and where the log stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from arena.excel import user_files
from arena.excel.click import Desk, Outcome

_PATIENCE = 60
"""Seconds for the whole examination, in a process of its own."""


def run(desk: Desk) -> Outcome:
    """Examine the installation; the workbook is not looked at."""
    texts = desk.texts
    faults = [finding for finding in _findings(desk.language) if not finding["in_order"]]
    lines = [f"• {fault['what']}: {fault['advice']}" for fault in faults]
    summary = texts("button.trouble.found" if faults else "button.trouble.none")
    log = user_files.folder() / user_files.LOG
    return Outcome("\n".join([summary, *lines, "", texts("button.trouble.log", log=log)]))


def _findings(language: str) -> list[dict[str, str | bool]]:
    """What ``arena doctor`` finds. It belongs to a layer above this one, so it is asked as any program is."""
    answer = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-m", "arena", "doctor", "--json"],
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
        env={**os.environ, "LC_ALL": f"{language}.UTF-8"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    found: list[dict[str, str | bool]] = json.loads(answer.stdout)
    return found
