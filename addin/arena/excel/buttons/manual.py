"""The button manual: it opens, in the program with which this user reads web pages."""

from __future__ import annotations

import webbrowser

from arena.excel import user_files
from arena.excel.click import Desk, Outcome
from arena.excel.stopped import Stopped


def run(desk: Desk) -> Outcome:
    """Open the installed manual in the user's language.

    Raises:
        Stopped: it is not installed, or nothing could open it; says where it stands.
    """
    path = user_files.manual(desk.language)
    if not path.is_file():
        raise Stopped("button.manual.missing")
    if not webbrowser.open(path.as_uri()):
        raise Stopped("button.manual.not_opened", path=path)
    return Outcome("")
