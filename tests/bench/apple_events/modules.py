"""The modules that xlwings' engine for the Mac imports, on a machine that is none."""

from __future__ import annotations

import atexit
import importlib
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from . import standin
from .standin import Keyword, k

Show = Callable[[str, str, list[str]], str]
_DIALOGS: dict[int, Show] = {}
"""Who shows the dialogues of a process: title, text and buttons in, the button that was pressed out."""


class OSAX:
    """AppleScript's standard additions, spoken to through a program."""

    def __init__(self, *, pid: int) -> None:
        self._pid = pid

    def activate(self) -> None:
        """Bring the program to the front."""

    def display_alert(self, title: str, *, message: str, buttons: list[str], as_: Keyword, timeout: int) -> Any:
        """Show a text with buttons. The real one gives up after a minute unless it is told to wait."""
        assert timeout <= 0, "a user may need more than a minute"
        assert as_ == k.informational
        return {k.button_returned: _DIALOGS[self._pid](title, message, buttons)}


def _module(name: str, **members: Any) -> types.ModuleType:
    made = types.ModuleType(name)
    vars(made).update(members)
    return made


def _install() -> None:
    """Put the stand-ins where imports find them. They stay: what was imported with them holds on to them."""
    reference = _module("appscript.reference", CommandError=standin.CommandError, Reference=standin.Reference)
    appscript = _module(
        "appscript",
        app=standin.app,
        k=k,
        its=standin._Its(),
        reference=reference,
        mactypes=None,
        CommandError=standin.CommandError,
    )
    aem = _module("aem", kae=types.SimpleNamespace(typeKernelProcessID=b"kpid"))
    for made in (appscript, reference, aem, _module("osax", OSAX=OSAX), _module("psutil", Process=None)):
        sys.modules.setdefault(made.__name__, made)
    atexit.unregister(importlib.import_module("xlwings._xlmac").cleanup)


@contextmanager
def at_work(pid: int, answer: standin.Answer, show: Show) -> Iterator[None]:
    """An Excel that runs as a process: it is found as xlwings finds it, takes events, and shows dialogues."""
    _install()
    standin.listen(pid, answer)
    _DIALOGS[pid] = show
    real = subprocess.check_output

    def lsappinfo(command: list[str], *more: Any, **options: Any) -> Any:
        if command[0] != "lsappinfo":
            return real(command, *more, **options)
        if command[1] == "visibleprocesslist":
            return b'ASN:0x0-0x1001:"Finder": ASN:0x0-0x2002:"Microsoft_Excel":'
        return f'"pid"={pid}'.encode()

    with mock.patch.object(subprocess, "check_output", lsappinfo):
        try:
            yield
        finally:
            standin.listen(pid, None)
            del _DIALOGS[pid]
