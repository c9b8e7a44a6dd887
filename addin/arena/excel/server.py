"""How a Python begins that speaks to Excel: xlwings without what it does to a machine by itself, and the two servers.

    pythonw -I -B -c "from arena.excel.server import serve; serve('{...}')"   for the one Excel that starts it
    pythonw -I -B -m arena.excel.server         from logon on, for every Excel (``arena install --server``)
    python  -I -B -m arena.excel.server stop    lets that one end, so that its files can be renewed or taken away

xlwings' own server ends when nothing of it is held any more (pythoncom's ``EnableQuitMessage``). That suits one that an
Excel starts for itself. The one of the logon would be gone after the first Excel that closes, and no later Excel may
start another: so it holds an object of its own, until it is told to stop. It then ends with the last Excel that uses
it, or at once.
"""

from __future__ import annotations

import atexit
import sys
import threading
import time
import types
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, ClassVar

from arena.excel import known_types

SERVER_CLASS = "{3b0c8f6e-6f0a-4d55-9a6c-2f1d7c0a9e41}"
"""Under this number the add-in finds the server of the logon; it reads it in ``server.txt``."""

_STOP = r"Local\Arena-analyse.server.stop"
"""The name, in one user's session, of the event by which the server is told to stop."""

_GENERATED_CLASSES = "win32com.client.gencache"
_WINDOWS_ENGINE = "xlwings._xlwindows"

_EVENT_MODIFY_STATE = 0x0002  # win32con has no name for it; Windows' winnt.h
_SECONDS = 10.0
"""How long stopping waits. An Excel that still uses the server keeps it for longer."""

_PAUSE = 0.5


class _Kept:
    """An object that COM counts as held."""

    _public_methods_: ClassVar[list[str]] = []


def harmless_xlwings() -> Any:
    """Return xlwings, imported without the two things that it does to a machine by itself.

    - Its engine for Windows has Python kill, as it ends, every EXCEL.EXE that shows no workbook: a start screen, one in
      Protected View, one that is closing, on a terminal server those of everybody. That handler is taken off.
    - It has pywin32 generate classes for Excel in the temp folder. They stay there, and break when somebody clears half
      of them. A module that knows no class stands in the place of pywin32's, so that every object is reached by the
      names that Excel itself gives.

    Every process of ours that imports xlwings does so through here, before anything else imports it.
    """
    none = types.ModuleType(_GENERATED_CLASSES)
    none.EnsureModule = none.GetClassForCLSID = _knows_no_class  # type: ignore[attr-defined]
    sys.modules[_GENERATED_CLASSES] = none
    try:
        xlwings = import_module("xlwings")
    finally:
        engine = sys.modules.get(_WINDOWS_ENGINE)
        if engine is not None:
            atexit.unregister(engine.cleanup)
    known_types.keep()
    return xlwings


def _knows_no_class(*_: object, **__: object) -> None:
    return None


def import_all() -> None:
    """Import all that a click on any button needs, and nothing happens: a trial whether this Python can serve.

    Where it is run without ``-B``, Python writes down what it compiled, which the servers, that write nothing, read.
    """
    harmless_xlwings()
    if sys.platform != "win32":  # elsewhere nothing is served, and some of it cannot be imported
        return
    _com_server()
    here = import_module(__package__)
    for module in walk_packages(here.__path__, f"{here.__name__}."):
        import_module(module.name)


def serve(class_id: str) -> None:
    """Serve the Excel that started this process, under the number that its DLL chose, until it lets go."""
    _com_server().serve(class_id)


def _com_server() -> Any:
    harmless_xlwings()
    return import_module("xlwings.com_server")


def serve_every_excel() -> None:
    """Wait for Excels until told to stop."""
    import_module("pywintypes")  # first: it lets Windows find the DLLs of the modules below
    events: Any = import_module("win32event")
    told = events.CreateEvent(None, True, False, _STOP)  # first of all: the imports take seconds
    server = _com_server()
    kept = [import_module("win32com.server.util").wrap(_Kept())]

    def let_go() -> None:
        events.WaitForSingleObject(told, events.INFINITE)
        kept.clear()

    if events.WaitForSingleObject(told, 0) != events.WAIT_OBJECT_0:  # what it holds must not go before it serves
        threading.Thread(target=let_go, daemon=True).start()
        server.serve(SERVER_CLASS)


def stop() -> bool:
    """Tell the server of the logon to stop and wait for it; return True if none is left, as on any other system."""
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
    serve_every_excel()
