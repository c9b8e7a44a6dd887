"""Python objects that VBA calls: the other direction of COM, as `win32com.server` offers it.

An object whose class names its `_public_methods_` is wrapped; VBA then calls those methods. Their arguments arrive as
pywin32 hands them over (objects of Excel as bare interfaces), and an exception reaches VBA as an error with the
traceback in its description, the last line first.
"""

from __future__ import annotations

import threading
import traceback
import weakref
from collections.abc import Iterator
from typing import Any

from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter._objects import MemberSpec, VBAObject
from pyopenvba.interpreter._values import error

from .dispatch import PyIDispatch
from .errors import E_FAIL, ComError
from .local_servers import PROCESSES
from .session import Session
from .values import to_model, to_python


class DefaultPolicy:
    """`win32com.server.policy.DefaultPolicy`: a name to derive from; objects that exist already are made by `wrap`."""

    def __init__(self, obj: object = None) -> None:
        """A class factory makes one with nothing in it."""


class Gateway:
    """A Python object on its way to Excel: what `win32com.server.util.wrap` answers.

    Windows counts it for as long as somebody holds it, for the process in which it was made; here, for the thread.
    """

    def __init__(self, obj: object) -> None:
        self.obj = obj
        process = threading.get_ident()
        PROCESSES.hold(process)
        weakref.finalize(self, PROCESSES.let_go, process).atexit = False


def wrap(obj: object, iid: object = None, **_: object) -> Gateway:
    """Make a Python object one that COM can carry."""
    return Gateway(obj)


def unwrap(item: object) -> object:
    """The Python object behind what `wrap` made, also after a visit to VBA.

    Raises:
        ValueError: anything else, as pywin32 has it for an object of another program.
    """
    if isinstance(item, Gateway):
        return item.obj
    if isinstance(item, PyIDispatch) and isinstance(item.target, PythonObject):
        return item.target.obj
    raise ValueError("The object is not a Python object wrapped for COM")


class PythonObject(VBAObject):
    """A Python object in VBA's hands."""

    vba_type_name = "Object"

    def __init__(self, obj: object, session: Session) -> None:
        self.obj = obj
        self.session = session

    def vba_member(self, name: str) -> MemberSpec | None:
        """One of the object's public methods; COM does not look at upper and lower case."""
        for public in getattr(self.obj, "_public_methods_", ()):
            if public.lower() == name.lower():
                return MemberSpec(public, "method", getter=_caller(public), varargs=True)
        return None

    def vba_no_member(self, name: str) -> Exception:
        """VBA's own error for a name that the object does not offer: nothing here is a gap of the model."""
        return error(438, f"{type(self.obj).__name__} has no public method {name}")

    def vba_iterate(self) -> Iterator[object]:
        """What For Each walks: the object's own enumerator, asked for one item at a time."""
        if not hasattr(self.obj, "_NewEnum"):
            raise error(451)
        enumerator: Any = unwrap(self.obj._NewEnum())
        while batch := enumerator.Next(1):
            yield value_for_vba(batch[0], self.session)

    def call(self, name: str, args: list[object]) -> object:
        """Call a method of the Python object and give VBA its answer.

        Raises:
            VBARuntimeError: the method raised; the description holds the traceback, as xlwings' DLL hands it over.
        """
        try:
            answer = getattr(self.obj, name)(*[argument_for_server(one, self.session) for one in args])
        except ComError as failure:
            number, text = failure.hresult, failure.strerror
            if failure.excepinfo:
                number, text = failure.excepinfo[5] or number, failure.excepinfo[2] or text
            raise VBARuntimeError(number, str(text), source="Python") from failure
        except Exception as failure:
            raise VBARuntimeError(
                E_FAIL, _as_the_dll_says(failure), source="Python COM Server Internal Error"
            ) from failure
        if isinstance(answer, tuple):
            # pywin32 reads a tuple as the result followed by what the ByRef arguments become.
            answer = answer[0] if answer else None
        return value_for_vba(answer, self.session)


def _as_the_dll_says(failure: Exception) -> str:
    """The text of an error: the lines of its traceback from the last to the first, without the word Traceback."""
    lines = "".join(traceback.format_exception(failure)).splitlines()
    return "\n".join(line for line in reversed(lines) if not line.startswith("Traceback (most recent call last)"))


def _caller(public: str) -> Any:
    def call(self: PythonObject, *args: object) -> object:
        return self.call(public, list(args))

    return call


def argument_for_server(value: object, session: Session) -> object:
    """A value of VBA's as a Python COM server receives it."""
    return to_python(value, lambda target: PyIDispatch(target, session))


def value_for_vba(value: object, session: Session) -> object:
    """A Python value as VBA receives it; a wrapped Python object becomes one that VBA can call."""

    def behind(item: object) -> VBAObject | None:
        if isinstance(item, Gateway):
            return PythonObject(item.obj, session)
        if isinstance(item, PyIDispatch):
            return item.target
        ole = getattr(item, "_oleobj_", None)
        return ole.target if isinstance(ole, PyIDispatch) else None

    return value if isinstance(value, VBAObject) else to_model(value, behind)
