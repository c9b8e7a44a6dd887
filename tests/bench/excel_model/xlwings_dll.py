"""xlwings' DLL, as far as a loader needs it: it starts a Python server and hands VBA its object.

The real DLL starts a process with the command it is given. Here the command is only written down, for a test to hold
against what it should be, and the server is xlwings' own `XLPython` in this process. Given a class in braces instead of
a command, the DLL starts nothing and only looks for a server that runs under that class; this is how xlwings' own VBA
finds the server of its DEBUG_UDFS, and the text of the failure is the one that stands in the DLL.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field

from .com_server import Gateway
from .dlls import ByRef, Libraries, Library
from .errors import ComError
from .local_servers import CLASSES, Connection

#: Modes of XLPyDLLActivateAuto: start or find the server, or stop it.
ACTIVATE = 1
KILL = -1


@dataclass
class XlwingsDll:
    """The DLL on the machine, and what it was asked to do."""

    library: Library
    #: The commands it was told to start a server with, in order.
    commands: list[str] = field(default_factory=list)
    #: Whether a server is running; a second activation finds it warm.
    running: bool = False
    starts: int = 0
    #: The classes under which a server was started by something else than the DLL, at logon for instance.
    serving: set[str] = field(default_factory=set)
    #: Set by a test to let the start fail: the text that VBA then finds in the result.
    failure: str | None = None
    #: What this Excel holds of a server that really runs, in a thread (local_servers.py).
    connection: Connection | None = None

    def found(self, clsid: str) -> object | None:
        """The object of a server that really runs under a class, None where none does."""
        if self.connection is None:
            try:
                self.connection = CLASSES.connect(clsid)
            except ComError:
                return None
        return self.connection.obj

    def excel_ends(self) -> None:
        """Windows lets go of all that an Excel held."""
        if self.connection is not None:
            self.connection.let_go()
            self.connection = None


def xlwings_server() -> object:
    """xlwings' own COM server object."""
    return importlib.import_module("xlwings.com_server").XLPython()


def put_xlwings_dll(libraries: Libraries, path: str, server: Callable[[], object] = xlwings_server) -> XlwingsDll:
    """Put the DLL on the machine at a Windows path; `server` makes the object that activation hands out."""
    dll = XlwingsDll(libraries.add(path))
    made: list[object] = []

    @dll.library.function("XLPyDLLActivateAuto")
    def activate(result: ByRef, config: str = "", mode: int = ACTIVATE) -> int:
        if mode == KILL:
            dll.running = False
            made.clear()
            return 0
        dll.commands.append(config)
        if dll.failure is not None:
            result.value = dll.failure
            return 1
        if config.startswith("{"):
            if config.lower() in {one.lower() for one in dll.serving}:
                made[:] = made or [server()]
            elif (running := dll.found(config)) is not None:
                made[:] = [running]
            else:
                result.value = "No command specified in the configuration, cannot autostart server"
                return 1
        elif not dll.running:
            dll.running = True
            dll.starts += 1
            made[:] = [server()]
        result.value = Gateway(made[0])
        return 0

    @dll.library.function("XLPyDLLVersion")
    def version(tag: ByRef, number: ByRef, architecture: ByRef) -> int:
        tag.value, number.value, architecture.value = "xlwings", 0.37, "win64"
        return 0

    return dll
