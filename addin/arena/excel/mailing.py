"""A draft with a copy, by whatever this computer has for it: each way that does not work leads to the next.

No way sends anything, and none reads a message back. What is typed in a workbook reaches a mail program through
Outlook's own object or in a file of ours, never on a command line. Source: docs/security.md, "Draft mail".
"""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from arena.excel import user_files
from arena.excel.host import outlook
from arena.sharing import mail

if TYPE_CHECKING:
    from pathlib import Path

    from arena.sharing.mail import Draft


class Way(StrEnum):
    """How a draft came to be seen, the best way first."""

    OUTLOOK = "outlook"
    """In classic Outlook, with the copy attached."""

    FILE = "eml"
    """As a file with the copy attached, in the program that opens such files."""

    LINK = "link"
    """As a link, without the copy."""

    NONE = "none"
    """It is not seen."""


def show(draft: Draft, copy: Path, content: bytes) -> Way:
    """Show a draft to its user, who chooses the addresses and sends it; return which way it went.

    Args:
        draft: the message.
        copy: the file of the copy.
        content: what is in it.
    """
    ways: dict[Way, Callable[[], bool]] = {
        Way.OUTLOOK: lambda: outlook.show_draft(draft.subject, draft.text, str(copy)),
        Way.FILE: lambda: _open_file(mail.eml(draft, copy.name, content)),
        Way.LINK: lambda: webbrowser.open(mail.mailto(draft)),
    }
    return next((way for way, shown in ways.items() if shown()), Way.NONE)


def _open_file(message: bytes) -> bool:
    """Open a message as a file, in the program of this user for that; return True if there is one."""
    start = getattr(os, "startfile", None)
    if start is None:  # not Windows
        return False
    path = user_files.draft()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(message)
        start(str(path))
    except OSError:
        return False
    return True
