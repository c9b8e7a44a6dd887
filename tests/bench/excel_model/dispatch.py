"""pywin32's side of an object of Excel: attribute access in Python becomes a dispatch to the model.

The rules are those of `win32com.client`, including its traps:
- a property whose arguments are all optional is read at once, so `rng.Offset(1, 0)` is *item (1, 0)* of the range
  itself; with arguments it is called `GetOffset(1, 0)`;
- a property that needs an argument, and every method, is a bound method;
- an unknown name is an AttributeError.
Objects that Python hands back to Excel carry their model object in `_oleobj_`.
"""

# ruff: noqa: N802 - members and arguments carry the names that Excel and Windows give them

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pyopenvba.exceptions import PyOpenVBAError, VBARuntimeError, VBAUnsupportedError
from pyopenvba.interpreter._objects import MemberSpec, VBAObject
from pyopenvba.interpreter._values import MISSING

from .errors import (
    DISP_E_TYPEMISMATCH,
    DISP_E_UNKNOWNNAME,
    ComError,
    ModelFailureError,
    NotInModelError,
    excel_error,
)
from .session import Session
from .traffic import Dispatch
from .values import to_model, to_python

#: Properties whose first argument Excel requires; the model lets it be left out.
_NEEDS_ARGUMENT = frozenset({"range", "item"})


#: Members to which xlwings passes None for arguments that are to be left out, so Excel must take it for that.
NULL_IS_LEFT_OUT = frozenset(
    {
        ("Workbooks", "Open"),
        ("Workbook", "SaveAs"),
        ("Worksheet", "Move"),
        ("Worksheet", "Copy"),
        ("ListObjects", "Add"),
    }
)


class _TypeAttributes:
    def __init__(self, iid: str) -> None:
        self.iid = iid


class _TypeInfo:
    """As much of ITypeInfo as xlwings asks for: it tells a Range from other objects by its IID."""

    def __init__(self, type_name: str) -> None:
        self._type_name = type_name

    def GetTypeAttr(self) -> _TypeAttributes:
        iid = "{00020846-0000-0000-C000-000000000046}" if self._type_name == "Range" else "{" + self._type_name + "}"
        return _TypeAttributes(iid)

    def GetDocumentation(self, index: int) -> tuple[str, None, int, None]:
        return (self._type_name, None, 0, None)


class PyIDispatch:
    """The bare COM interface of an object of the model: what pywin32 holds inside a `CDispatch`."""

    def __init__(self, target: VBAObject, session: Session) -> None:
        self.target = target
        self.session = session
        session.held.take(self, target.vba_type_name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PyIDispatch) and other.target is self.target

    def __hash__(self) -> int:
        return id(self.target)

    def GetIDsOfNames(self, *names: object) -> int:
        """Raise as COM does for a name that the object does not have; the numbers themselves mean nothing here."""
        name = str(names[-1])
        if self.member(name) is None:
            raise ComError(DISP_E_UNKNOWNNAME, "Unknown name.", None, None)
        return 1

    def GetTypeInfo(self, *_: object) -> _TypeInfo:
        return _TypeInfo(self.target.vba_type_name)

    def member(self, name: str) -> MemberSpec | None:
        """The object's member, or None where Excel has none of that name.

        Raises:
            NotInModelError: Excel has it and the model has not.
        """
        if (self.target.vba_type_name, name.lower()) in self.session.lacking:
            return None
        with _translated(self.target, name):
            spec = self.target.vba_member(name)
        if spec is not None:
            return spec
        gap = self.target.vba_no_member(name)
        if isinstance(gap, VBAUnsupportedError):
            raise NotInModelError(gap.message)
        return None

    def get(self, spec: MemberSpec, args: Sequence[object], named: Mapping[str, object]) -> object:
        """Read a property or call a method: one dispatch."""
        self.session.traffic.dispatch(self.target.vba_type_name, spec.name)
        laid, given = self._fitted(spec, args, named)
        with _translated(self.target, spec.name):
            answer = self.target.vba_get(spec.name, laid, given)
        return self.to_python(answer)

    def put(self, spec: MemberSpec, value: object, args: Sequence[object] = ()) -> None:
        """Write a property: one dispatch."""
        self.session.traffic.dispatch(self.target.vba_type_name, spec.name + "=")
        given, laid = self.to_model(value), [self.to_model(one) for one in args]
        with _translated(self.target, spec.name):
            self.target.vba_set(spec.name, given, laid)

    def to_python(self, value: object) -> object:
        """A value of the model as the code under test sees it."""
        return to_python(value, self.wrap)

    def to_model(self, value: object) -> object:
        """A value of the code under test as the model takes it."""
        return to_model(value, object_behind)

    def wrap(self, target: VBAObject) -> CDispatch:
        """The Python side of another object of the same Excel."""
        return CDispatch(PyIDispatch(target, self.session))

    def _fitted(
        self, spec: MemberSpec, args: Sequence[object], named: Mapping[str, object]
    ) -> tuple[list[object], dict[str, object]]:
        """The arguments as the model takes them; None is a null value, which Excel does not take for one left out."""
        if spec.varargs:
            if named:
                self._drop(spec, next(iter(named)), next(iter(named.values())))
            return [self.to_model(one) for one in args], {}
        known = {one.lower() for one in spec.parameters}
        given: dict[str, object] = {}
        for name, value in named.items():
            if self._is_left_out(spec, name, value):
                continue
            if name.lower() in known:
                given[name] = self.to_model(value)
            else:
                self._drop(spec, name, value)
        laid: list[object] = []
        for place, value in enumerate(args, start=1):
            if place > len(spec.parameters):
                if not self._is_left_out(spec, f"#{place}", value):
                    self._drop(spec, f"#{place}", value)
            else:
                left_out = self._is_left_out(spec, spec.parameters[place - 1], value)
                laid.append(MISSING if left_out else self.to_model(value))
        while laid and laid[-1] is MISSING:
            laid.pop()
        return laid, given

    def _is_left_out(self, spec: MemberSpec, name: str, value: object) -> bool:
        """Whether an argument says nothing.

        Raises:
            ComError: it is None, and the member is not one to which xlwings itself passes that.
        """
        if value is None and (self.target.vba_type_name, spec.name) not in NULL_IS_LEFT_OUT:
            raise ComError(DISP_E_TYPEMISMATCH, f"Type mismatch: {spec.name} was given a null value for {name}.")
        return value is None or value is LEFT_OUT

    def _drop(self, spec: MemberSpec, argument: str, value: object) -> None:
        self.session.traffic.drop(self.target.vba_type_name, spec.name, argument, value)


class _LeftOut:
    """`pythoncom.ArgNotFound`: an optional argument that was not given."""

    def __repr__(self) -> str:
        return "<argument left out>"


LEFT_OUT = _LeftOut()


def object_behind(value: object) -> VBAObject | None:
    """The model's object in a `CDispatch`, in a bare interface, or in a wrapper around one; None for other values."""
    if isinstance(value, PyIDispatch):
        return value.target
    if isinstance(value, type):
        return None
    try:
        ole = value._oleobj_  # type: ignore[attr-defined]
    except AttributeError:
        return None
    return ole.target if isinstance(ole, PyIDispatch) else None


class CDispatch:
    """`win32com.client.CDispatch`: an object of Excel as Python code sees it."""

    _oleobj_: PyIDispatch

    def __init__(self, ole: PyIDispatch) -> None:
        object.__setattr__(self, "_oleobj_", ole)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        ole = self._oleobj_
        spec = ole.member(name)
        if spec is None and name[:3] in ("Get", "Set") and len(name) > 3:
            with_arguments = ole.member(name[3:])
            if with_arguments is not None and with_arguments.parameters and with_arguments.kind != "method":
                return self._bound(with_arguments, write=name.startswith("Set"))
        if spec is None:
            raise AttributeError(f"{ole.target.vba_type_name}.{name}")
        if spec.kind == "method" or (spec.parameters and spec.name.lower() in _NEEDS_ARGUMENT):
            return self._bound(spec)
        return ole.get(spec, (), {})

    def __setattr__(self, name: str, value: object) -> None:
        ole = self._oleobj_
        spec = ole.member(name)
        if spec is None or not spec.settable:
            ole.session.traffic.repeated(Dispatch(ole.target.vba_type_name, f"{name}="))
            raise AttributeError(f"Property '{ole.target.vba_type_name}.{name}' can not be set.")
        ole.put(spec, value)

    def __call__(self, *args: object, **named: object) -> object:
        ole = self._oleobj_
        spec = ole.target.vba_default_member()
        if ole.target.vba_type_name == "Range" and args:
            spec = ole.member("Item")  # a Range's default member is Value, and with arguments Item
        if spec is None:
            raise TypeError(f"{ole.target.vba_type_name} has no default member")
        return ole.get(spec, args, named)

    def __getitem__(self, index: object) -> object:
        return self(index)

    def __iter__(self) -> Iterator[object]:
        """Walk a collection: a trip for the enumerator and one for each of its items."""
        ole = self._oleobj_
        traffic, type_name = ole.session.traffic, ole.target.vba_type_name
        traffic.dispatch(type_name, "_NewEnum")
        with _translated(ole.target, "_NewEnum"):
            items = list(ole.target.vba_iterate())
        for item in items:
            traffic.dispatch(type_name, "_NewEnum.Next")
            yield ole.to_python(item)

    def __len__(self) -> int:
        return int(self.Count)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return getattr(other, "_oleobj_", None) == self._oleobj_

    __hash__ = None  # type: ignore[assignment] # as pywin32's, which has an __eq__ and no more

    def __repr__(self) -> str:
        return f"<COMObject {self._oleobj_.target.vba_type_name}>"

    def _bound(self, spec: MemberSpec, *, write: bool = False) -> types.MethodType:
        # A real bound method: xlwings looks for types.MethodType to know what it has to wrap.
        def call(dispatch: CDispatch, *args: object, **named: object) -> object:
            if not write:
                return dispatch._oleobj_.get(spec, args, named)
            dispatch._oleobj_.put(spec, args[-1], args[:-1])
            return None

        return types.MethodType(call, self)


@contextmanager
def _translated(target: VBAObject, member: str) -> Iterator[None]:
    """Turn what the model raises into what the caller should see.

    An AttributeError in particular may not leave here: xlwings takes it for a busy Excel and tries again for ever.
    """
    try:
        yield
    except VBARuntimeError as failure:
        raise excel_error(failure.number, failure.description) from failure
    except VBAUnsupportedError as gap:
        raise NotInModelError(gap.message) from gap
    except ComError:
        raise
    except (PyOpenVBAError, OSError) as failure:
        # A file that cannot be opened or written: Excel says so with its error 1004.
        raise excel_error(1004, str(failure)) from failure
    except Exception as failure:
        raise ModelFailureError(f"{target.vba_type_name}.{member}: {failure!r}") from failure
