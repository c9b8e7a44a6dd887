"""The Python that Windows starts at logon (``arena install --server``), for every Excel until the user logs off.

    pythonw -I -B -m arena.excel.server         waits for Excels
    python  -I -B -m arena.excel.server stop    lets it end, so that its files can be renewed or taken away

xlwings' own server ends when nothing of it is held any more (pythoncom's ``EnableQuitMessage``). That suits one that an
Excel starts for itself. This one would be gone after the first Excel that closes, and no later Excel may start another:
so it holds an object of its own, until it is told to stop. It then ends with the last Excel that uses it, or at once.
"""

from __future__ import annotations

import sys
import threading
import time
from importlib import import_module
from typing import Any, ClassVar

SERVER_CLASS = "{3b0c8f6e-6f0a-4d55-9a6c-2f1d7c0a9e41}"
"""Under this number the add-in finds the server; it reads it in ``server.txt``."""

_STOP = r"Local\Arena-analyse.server.stop"
"""The name, in one user's session, of the event by which the server is told to stop."""

_EVENT_MODIFY_STATE = 0x0002  # win32con has no name for it; Windows' winnt.h
_SECONDS = 10.0
"""How long stopping waits. An Excel that still uses the server keeps it for longer."""

_PAUSE = 0.5


class _Kept:
    """An object that COM counts as held."""

    _public_methods_: ClassVar[list[str]] = []


def serve() -> None:
    """Wait for Excels until told to stop."""
    server: Any = import_module("xlwings.com_server")  # first: it lets Windows find the DLLs of the modules below
    events: Any = import_module("win32event")
    kept = [import_module("win32com.server.util").wrap(_Kept())]
    told = events.CreateEvent(None, True, False, _STOP)

    def let_go() -> None:
        events.WaitForSingleObject(told, events.INFINITE)
        kept.clear()

    threading.Thread(target=let_go, daemon=True).start()
    server.serve(SERVER_CLASS)


def stop() -> bool:
    """Tell the server to stop, wait until it has, and return whether there is none left; elsewhere there never is."""
    try:
        refused: type[Exception] = import_module("pywintypes").error
        events: Any = import_module("win32event")
    except ImportError:
        return True
    ends = time.monotonic() + _SECONDS
    while time.monotonic() < ends:
        try:  # the name is there for as long as the process that made it
            events.SetEvent(events.OpenEvent(_EVENT_MODIFY_STATE, False, _STOP))
        except refused:
            return True
        time.sleep(_PAUSE)  # after the last look too: what started the process in its environment ends just after it
    return False


if __name__ == "__main__":
    if sys.argv[1:] == ["stop"]:
        sys.exit(0 if stop() else 1)
    serve()
