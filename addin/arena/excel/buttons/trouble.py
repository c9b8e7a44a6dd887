"""The button trouble: what the doctor finds and what to do about it, where the log stands, what is good to know."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from arena import __version__
from arena.excel import user_files
from arena.excel.click import LONGEST_MESSAGE, Desk, Outcome
from arena.locale import Catalogue
from arena.workbook import names

if TYPE_CHECKING:
    import xlwings as xw

_PATIENCE = 60
"""Seconds for the whole examination, in a process of its own."""

_LONGEST_LINE = 160
_FIRST_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .*")


def run(desk: Desk) -> Outcome:
    """Examine the installation; of the workbook only its version is asked."""
    texts = desk.texts
    desk.progress(at_once=True)
    found = _findings(desk.language)
    faults = [f"• {one['what']}: {one['advice']}" for one in found if not one["in_order"]]
    hints = [f"• {one['advice']}" for one in found if one["in_order"] and one["advice"]]
    summary = texts("button.trouble.found" if faults else "button.trouble.none")
    kept = texts("button.trouble.log", log=user_files.shown_log())
    log = "\n".join(["", _versions(desk.book, texts), kept, *_last_failure(texts)])
    return Outcome(_within_a_message(summary, faults, log, hints, texts))


def _within_a_message(summary: str, faults: list[str], log: str, hints: list[str], texts: Catalogue) -> str:
    """Return summary and log, as many of the faults and then the hints as fit, and how many faults do not fit."""
    room = LONGEST_MESSAGE - len(summary) - len(log) - len(texts("button.trouble.cut", number=len(faults))) - 3
    shown: list[str] = []
    for fault in faults:
        room -= len(fault) + 1
        if room < 0:
            shown.append(texts("button.trouble.cut", number=len(faults) - len(shown)))
            break
        shown.append(fault)
    lines = [summary, *shown, log]
    for hint in hints:
        room -= len(hint) + 2
        if room >= 0:
            lines.append(f"\n{hint}")
    return "\n".join(lines)


def _versions(book: xw.Book | None, texts: Catalogue) -> str:
    """Return a line with the version of the product and that of the layout of the workbook in front."""
    from arena.excel.host import books  # noqa: PLC0415 - without xlwings as long as nothing asks for a workbook

    schema = None if book is None else books.name_value(book, names.SCHEMA)
    if isinstance(schema, int | float):
        return texts("button.trouble.versions", version=__version__, schema=f"{schema:g}")
    return texts("button.trouble.version", version=__version__)


def _last_failure(texts: Catalogue) -> list[str]:
    """Return the first line of the last entry in the log; nothing where there is no log."""
    with suppress(OSError):
        content = user_files.log_file().read_text(encoding="utf-8", errors="replace")
        if found := _FIRST_LINE.findall(content):
            return [texts("button.trouble.last", line=found[-1][:_LONGEST_LINE])]
    return []


def _findings(language: str) -> list[dict[str, str | bool]]:
    """Return what ``arena doctor`` finds. It belongs to a layer above this one, so it is asked as any program is."""
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
