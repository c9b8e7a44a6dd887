"""Stand-ins for the modules of pywin32 and for `ctypes`' Windows loaders, as far as xlwings imports and uses them.

The modules exist only while `installed()` is open; they are the same objects each time, so that an `except
pywintypes.com_error` in a module imported during one test still catches in the next.
"""

# ruff: noqa: N802 - members and arguments carry the names that Excel and Windows give them

from __future__ import annotations

import ctypes
import datetime as dt
import itertools
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pyopenvba.interpreter._values import EMPTY

from .com_server import DefaultPolicy, unwrap, wrap
from .dispatch import LEFT_OUT, CDispatch, PyIDispatch
from .early_binding import EARLY_BINDING, generated_folder
from .errors import ComError
from .local_servers import MEMBERS
from .values import Time

IID_IDISPATCH = "{00020400-0000-0000-C000-000000000046}"
IID_IENUMVARIANT = "{00020404-0000-0000-C000-000000000046}"

#: The process that every window of the bench belongs to; no process of this machine is meant.
PROCESS_ID = 4242


class RunningExcels:
    """The windows on the imagined desktop: each open bench has one, the newest in front."""

    def __init__(self) -> None:
        self._windows: dict[int, CDispatch] = {}
        self._numbers = itertools.count(65552, 2)

    def add(self, application: CDispatch) -> int:
        """Show a new window; its handle is the answer."""
        handle = next(self._numbers)
        self._windows[handle] = application
        return handle

    def remove(self, handle: int) -> None:
        """Close a window."""
        self._windows.pop(handle, None)

    def front(self) -> int:
        """The handle of the window in front, 0 for none."""
        return max(self._windows, default=0)

    def behind(self, handle: int) -> int:
        """The handle of the window behind another, 0 for none."""
        return max((one for one in self._windows if one < handle), default=0)

    def application(self, handle: int) -> CDispatch:
        """The Application in a window."""
        return self._windows[handle]


RUNNING = RunningExcels()

#: What AccessibleObjectFromWindow was last asked for; the "pointer" that it fills in is not used.
_asked: list[int] = []


PROGRAMS: dict[str, Callable[[], CDispatch]] = {}
"""The other programs of the machine that can be started by name; the bench that is open puts them here."""


def _no_such_program(name: str, *_: object, **__: object) -> CDispatch:
    raise ComError(-2147221005, f"Invalid class string: {name}", None, None)


def _dispatch(target: object, *_: object, **__: object) -> object:
    """`win32com.client.Dispatch`: a name starts a program, anything else is wrapped."""
    if isinstance(target, PyIDispatch):
        gencache: Any = MODULES["win32com.client.gencache"]
        gencache.GetClassForCLSID(target.GetTypeInfo().GetTypeAttr().iid)
        return CDispatch(target)
    if isinstance(target, str):
        return PROGRAMS[target]() if target in PROGRAMS else _no_such_program(target)
    return target


def _message_box(handle: int, text: str, title: str, style: int) -> int:
    """A message box of Windows' own: noted and answered as one of VBA's is."""
    interpreter = RUNNING.application(handle)._oleobj_.target.interpreter  # type: ignore[attr-defined]
    return int(interpreter.show_message(text, style, title))


class _User32:
    @staticmethod
    def GetTopWindow(_: object) -> int:
        return RUNNING.front()

    @staticmethod
    def GetWindow(handle: int, _: int) -> int:
        return RUNNING.behind(handle)

    @staticmethod
    def GetForegroundWindow() -> int:
        return RUNNING.front()

    @staticmethod
    def SetForegroundWindow(_: int) -> bool:
        return True

    @staticmethod
    def SetWindowPos(*_: object) -> bool:
        return True


class _Ole32:
    @staticmethod
    def CLSIDFromString(*_: object) -> int:
        return 0


class _Oleacc:
    @staticmethod
    def AccessibleObjectFromWindow(handle: int, *_: object) -> int:
        _asked[:] = [handle]
        return 0


class _PythonCom:
    """The one function that xlwings calls inside pythoncom's DLL: a pointer becomes a Python object."""

    class _FromPointer:
        restype: object = None

        def __call__(self, *_: object) -> PyIDispatch:
            return RUNNING.application(_asked[-1])._oleobj_

    PyCom_PyObjectFromIUnknown = _FromPointer()

    def __init__(self, *_: object) -> None:
        """The DLL's path does not matter."""


def _module(name: str, **members: Any) -> types.ModuleType:
    made = types.ModuleType(name, f"Stand-in for pywin32's {name}.")
    made.__dict__.update(members)
    return made


def _nothing(*_: object, **__: object) -> None:
    return None


class _Missing:
    """`pythoncom.Missing`: the name says otherwise, but it is no argument that was left out, and no VARIANT either."""


class _UtcZone:
    """`win32timezone.TimeZoneInfo`, of which only utc() is used."""

    @staticmethod
    def utc() -> dt.timezone:
        return dt.UTC


def _modules() -> dict[str, types.ModuleType]:
    gencache = _module(
        "win32com.client.gencache",
        EnsureDispatch=_dispatch,
        EnsureModule=EARLY_BINDING.ensure_module,
        GetClassForCLSID=EARLY_BINDING.class_for,
    )
    client = _module(
        "win32com.client",
        CDispatch=CDispatch,
        DispatchBaseClass=type("DispatchBaseClass", (), {}),
        CoClassBaseClass=type("CoClassBaseClass", (), {}),
        Dispatch=_dispatch,
        DispatchEx=_dispatch,
        GetActiveObject=_no_such_program,
        gencache=gencache,
    )
    policy = _module("win32com.server.policy", DefaultPolicy=DefaultPolicy)
    dispatcher = _module("win32com.server.dispatcher")
    util = _module("win32com.server.util", wrap=wrap, unwrap=unwrap)
    server = _module("win32com.server", policy=policy, dispatcher=dispatcher, util=util)
    pythoncom = _module(
        "pythoncom",
        CoInitialize=_nothing,
        CoUninitialize=_nothing,
        **MEMBERS["pythoncom"],
        com_error=ComError,
        ole_error=ComError,
        Empty=EMPTY,
        Missing=_Missing(),
        ArgNotFound=LEFT_OUT,
        IID_IDispatch=IID_IDISPATCH,
        IID_IEnumVARIANT=IID_IENUMVARIANT,
        TypeIIDs={IID_IDISPATCH: PyIDispatch},
        __file__="pythoncom.dll",
    )
    made = [
        _module("pywintypes", com_error=ComError, error=ComError, TimeType=Time, Time=Time, IID=str),
        pythoncom,
        _module("win32api", MessageBox=_message_box, **MEMBERS["win32api"]),
        _module(
            "win32con",
            MB_OK=0,
            MB_OKCANCEL=1,
            MB_YESNOCANCEL=3,
            MB_YESNO=4,
            MB_ICONWARNING=0x30,
            MB_ICONINFORMATION=0x40,
        ),
        _module("win32event", **MEMBERS["win32event"]),
        _module("win32gui", FindWindowEx=lambda parent, *_: parent),
        _module("win32process", GetWindowThreadProcessId=lambda _: (1, PROCESS_ID)),
        _module("win32timezone", TimeZoneInfo=_UtcZone, now=dt.datetime.now),
        _module("win32com", client=client, server=server, __gen_path__=str(generated_folder())),
        client,
        gencache,
        server,
        policy,
        dispatcher,
        util,
    ]
    return {one.__name__: one for one in made}


MODULES = _modules()

_LOADERS: dict[str, object] = {
    "windll": types.SimpleNamespace(user32=_User32),
    "oledll": types.SimpleNamespace(ole32=_Ole32, oleacc=_Oleacc),
    "PyDLL": _PythonCom,
}


@contextmanager
def installed() -> Iterator[None]:
    """Make `import pythoncom` and the like find the stand-ins."""
    before = {name: sys.modules.get(name) for name in MODULES}
    sys.modules.update(MODULES)
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module


@contextmanager
def windows_loaders() -> Iterator[None]:
    """Give `ctypes` the loaders that it has on Windows only, for the time of an import."""
    before = {name: ctypes.__dict__.get(name) for name in _LOADERS}
    for name, loader in _LOADERS.items():
        setattr(ctypes, name, loader)
    try:
        yield
    finally:
        for name, loader in before.items():
            if loader is None:
                delattr(ctypes, name)
            else:
                setattr(ctypes, name, loader)
