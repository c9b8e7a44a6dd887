"""Python as a server of its own for COM: classes that it registers, who holds something of it, and when it ends.

A process is a thread here. What is made in it and held, by itself or by an Excel, is counted as pythoncom counts it;
where it has asked for that (`EnableQuitMessage`), the message WM_QUIT comes when the count falls to nothing.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from typing import Any

from .errors import ComError

CO_E_CLASSNOTREG = -2147221164
ERROR_FILE_NOT_FOUND = 2
WAIT_OBJECT_0 = 0
WAIT_TIMEOUT = 0x102


class Processes:
    """How many objects of each process are held, and the messages that wait for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.RLock())
        self._held: Counter[int] = Counter()
        self._wants_quit: set[int] = set()
        self._quitting: set[int] = set()

    def hold(self, process: int) -> None:
        """Count one object more."""
        with self._changed:
            self._held[process] += 1

    def let_go(self, process: int) -> None:
        """Count one object less; the last one may end the process."""
        with self._changed:
            self._held[process] -= 1
            if not self._held[process] and process in self._wants_quit:
                self._quitting.add(process)
                self._changed.notify_all()

    def enable_quit(self, process: int) -> None:
        """`pythoncom.EnableQuitMessage`."""
        with self._changed:
            self._wants_quit.add(process)

    def wait(self, *_: object) -> int:
        """`win32event.MsgWaitForMultipleObjects`, for messages alone."""
        me = threading.get_ident()
        with self._changed:
            self._changed.wait_for(lambda: me in self._quitting)
        return WAIT_OBJECT_0

    def pump(self) -> int:
        """`pythoncom.PumpWaitingMessages`: whether WM_QUIT was among them. A thread's number may be given again."""
        me = threading.get_ident()
        with self._changed:
            ends = me in self._quitting
            self._quitting.discard(me)
            if ends:
                self._wants_quit.discard(me)
            return int(ends)


PROCESSES = Processes()


class Factory:
    """`pythoncom.MakePyFactory`: makes the object of a class as the policy of the moment says."""

    def __init__(self, clsid: str) -> None:
        self.clsid = clsid

    def make(self) -> Any:
        policy: Any = sys.modules["win32com.server.policy"]
        return policy.DefaultPolicy(None)._CreateInstance_(self.clsid, None)


class RunningClasses:
    """The classes that can be had from a process that runs."""

    def __init__(self) -> None:
        self._served: dict[str, tuple[Factory, int]] = {}
        self._ready = threading.Condition()

    def register(self, clsid: str, factory: Factory, *_: object) -> str:
        """`pythoncom.CoRegisterClassObject`; suspended, until the next call."""
        self._served[clsid.lower()] = (factory, threading.get_ident())
        return clsid.lower()

    def resume(self) -> None:
        """`pythoncom.CoResumeClassObjects`."""
        with self._ready:
            self._ready.notify_all()

    def revoke(self, number: str) -> None:
        """`pythoncom.CoRevokeClassObject`."""
        self._served.pop(number, None)

    def await_served(self, clsid: str, seconds: float = 10) -> None:
        """Wait until a server offers a class."""
        with self._ready:
            assert self._ready.wait_for(lambda: clsid.lower() in self._served, seconds)

    def connect(self, clsid: str) -> Connection:
        """What an Excel gets that asks for a class.

        Raises:
            ComError: no process that runs offers it.
        """
        found = self._served.get(clsid.lower())
        if found is None:
            raise ComError(CO_E_CLASSNOTREG, "Class not registered", None, None)
        return Connection(found[0].make().obj, found[1])


class Connection:
    """An object of a server, held by an Excel until it lets go."""

    def __init__(self, obj: Any, process: int) -> None:
        self.obj = obj
        self._process = process
        PROCESSES.hold(process)

    def let_go(self) -> None:
        """What Windows does with all that an Excel holds when it ends."""
        self.obj = None
        PROCESSES.let_go(self._process)


CLASSES = RunningClasses()


class Events:
    """Events with a name. A name is there for as long as something made under it is held."""

    def __init__(self) -> None:
        self._made: dict[str, threading.Event] = {}
        self.error: type[Exception] = ComError

    def create(self, _: object, __: bool, state: bool, name: str) -> threading.Event:
        """`win32event.CreateEvent`."""
        event = self._made.setdefault(name, threading.Event())
        if state:
            event.set()
        return event

    def open(self, _: int, __: bool, name: str) -> threading.Event:
        """`win32event.OpenEvent`.

        Raises:
            ComError: there is none of that name (pywintypes.error, which is the same in the stand-in).
        """
        if name not in self._made:
            raise self.error(ERROR_FILE_NOT_FOUND, "The system cannot find the file specified.", None, None)
        return self._made[name]

    def ended(self, name: str) -> None:
        """The process that made an event has ended."""
        self._made.pop(name, None)

    @staticmethod
    def wait(event: threading.Event, milliseconds: int) -> int:
        """`win32event.WaitForSingleObject`."""
        return WAIT_OBJECT_0 if event.wait(None if milliseconds < 0 else milliseconds / 1000) else WAIT_TIMEOUT


EVENTS = Events()

#: What the modules of pywin32 take from here.
MEMBERS: dict[str, dict[str, Any]] = {
    "pythoncom": {
        "CLSCTX_LOCAL_SERVER": 4,
        "REGCLS_MULTIPLEUSE": 1,
        "REGCLS_SUSPENDED": 4,
        "MakePyFactory": Factory,
        "CoRegisterClassObject": CLASSES.register,
        "CoRevokeClassObject": CLASSES.revoke,
        "CoResumeClassObjects": CLASSES.resume,
        "EnableQuitMessage": PROCESSES.enable_quit,
        "PumpWaitingMessages": PROCESSES.pump,
    },
    "win32api": {"GetCurrentThreadId": threading.get_ident},
    "win32event": {
        "WAIT_OBJECT_0": WAIT_OBJECT_0,
        "INFINITE": -1,
        "QS_ALLEVENTS": 0x4BF,
        "MsgWaitForMultipleObjects": PROCESSES.wait,
        "CreateEvent": EVENTS.create,
        "OpenEvent": EVENTS.open,
        "SetEvent": threading.Event.set,
        "WaitForSingleObject": EVENTS.wait,
    },
}
