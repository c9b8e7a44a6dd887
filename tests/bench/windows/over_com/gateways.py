"""The model's objects as COM objects: what another program asks of one goes to the model, and its answer back.

What an object answers, refuses and counts is bench 2's own (`excel_model.dispatch`); only the values cross otherwise.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

import pythoncom
import win32com.client
import winerror
from pyopenvba.formula._values import ExcelError
from pyopenvba.interpreter._objects import MemberSpec, VBAObject
from pyopenvba.interpreter._values import EMPTY, MISSING, NOTHING, VBAArray, VBAErrorValue
from win32com.server.exception import COMException
from win32com.server.util import ListEnumerator, wrap

from tests.bench.excel_model.dispatch import PyIDispatch
from tests.bench.excel_model.errors import BenchError, ComError
from tests.bench.excel_model.session import Session
from tests.bench.excel_model.values import error_code, to_model, to_python
from tests.bench.windows.over_com.clock import Clock
from tests.bench.windows.over_com.type_information import NEW_ENUM, VALUE, description

INTERFACE = pythoncom.TypeIIDs[pythoncom.IID_IDispatch]
_WRITES = pythoncom.DISPATCH_PROPERTYPUT | pythoncom.DISPATCH_PROPERTYPUTREF
_LEFT_OUT = winerror.DISP_E_PARAMNOTFOUND
_ARGUMENT_NOT_OPTIONAL = -2146828288 + 449


class Border:
    """Where the objects of one model leave it as COM objects and come back."""

    def __init__(self, session: Session, clock: Clock, remote: Callable[[Any], VBAObject]) -> None:
        """Take the model's session, and what makes an object of VBA's of one of another program."""
        self.session, self.clock = session, clock
        self._remote = remote
        self._gateways: dict[int, tuple[VBAObject, Any]] = {}
        #: What went wrong that Excel would not have done; a test looks here.
        self.failures: list[str] = []

    def gateway(self, target: VBAObject) -> Any:
        """The COM object of an object of the model: always the same one, so that it is equal to itself."""
        if id(target) not in self._gateways:
            made = pythoncom.WrapObject(Policy(target, self), pythoncom.IID_IDispatch, pythoncom.IID_IDispatch)
            self._gateways[id(target)] = (target, made)
        return self._gateways[id(target)][1]

    def out(self, value: object) -> object:
        """A value of the model as pywin32 takes it, to become the VARIANT that Excel hands over."""
        if isinstance(value, VBAArray):
            items = [self.out(one) for one in value.items]
            return to_python(VBAArray(value.bounds, items=items), self.gateway)
        if value is EMPTY:
            return pythoncom.Empty
        if value is MISSING:
            return pythoncom.ArgNotFound
        if value is NOTHING:
            return win32com.client.VARIANT(pythoncom.VT_DISPATCH, None)
        if isinstance(value, VBAErrorValue | ExcelError):
            return win32com.client.VARIANT(pythoncom.VT_ERROR, error_code(value))
        return to_python(value, self.gateway)

    def inward(self, value: object) -> object:
        """What pywin32 made of a VARIANT, as the model takes it."""
        return to_model(value, self._behind)

    def _behind(self, value: object) -> VBAObject | None:
        if not isinstance(value, INTERFACE):
            return None
        try:
            target: VBAObject = pythoncom.UnwrapObject(value).target
        except (pythoncom.com_error, ValueError, AttributeError):
            return self._remote(value)
        return target


class Served(PyIDispatch):
    """Bench 2's side of an object, with values as real COM carries them."""

    def __init__(self, target: VBAObject, border: Border) -> None:
        super().__init__(target, border.session)
        self.border = border

    def to_python(self, value: object) -> object:
        """As the answer to another program."""
        return self.border.out(value)

    def to_model(self, value: object) -> object:
        """As it came from another program."""
        return self.border.inward(value)

    def _is_left_out(self, spec: MemberSpec, name: str, value: object) -> bool:
        return value == _LEFT_OUT or super()._is_left_out(spec, name, value)


class Items(ListEnumerator):
    """A collection's enumerator, whose every call counts."""

    def __init__(self, items: list[object], served: Served) -> None:
        super().__init__(items)
        self._served = served

    def Next(self, count: int) -> Any:  # noqa: N802 - IEnumVARIANT's
        with self._served.border.clock.in_model():
            self._served.session.traffic.dispatch(self._served.target.vba_type_name, "_NewEnum.Next")
            return super().Next(count)


class Policy:
    """What pywin32 asks of an object that it hands out: IDispatch, in Python."""

    def __init__(self, target: VBAObject, border: Border) -> None:
        self.target, self.border = target, border
        self._served = Served(target, border)
        self._description = description(target)

    def _QueryInterface_(self, _: object) -> int:  # noqa: N802
        return 0

    def _GetTypeInfoCount_(self) -> int:  # noqa: N802
        return 1

    def _GetTypeInfo_(self, _: int, __: int) -> tuple[int, Any]:  # noqa: N802
        return 0, self._description.information

    def _GetIDsOfNames_(self, names: Any, _: int) -> tuple[int]:  # noqa: N802
        name = str(names[0] if isinstance(names, tuple) else names)
        known = self._description.numbers.get(name.lower())
        if known is None:
            if self._served.member(name) is None:
                raise COMException(scode=winerror.DISP_E_UNKNOWNNAME)
            known = self._description.number(name)
        return (known,)

    def _Invoke_(self, number: int, _: int, flags: int, arguments: tuple[object, ...]) -> tuple[int, int, object]:  # noqa: N802
        with self.border.clock.in_model():
            try:
                answer = self._answer(number, flags, arguments)
            except ComError as refusal:
                raise _as_excel_says(refusal) from refusal
            except (Exception, BenchError) as failure:
                self.border.failures.append("".join(traceback.format_exception(failure)))
                raise COMException(description=repr(failure), scode=winerror.E_UNEXPECTED) from failure
        # a bare tuple would be the result and what arguments by reference become
        return 0, 0, (answer,) if isinstance(answer, tuple) else answer

    def _answer(self, number: int, flags: int, arguments: tuple[object, ...]) -> object:
        served = self._served
        if number == NEW_ENUM:
            served.session.traffic.dispatch(self.target.vba_type_name, "_NewEnum")
            items = [served.to_python(one) for one in self.target.vba_iterate()]
            return wrap(Items(items, served), pythoncom.IID_IEnumVARIANT)
        member = self._member(number, bool(arguments) and not flags & _WRITES)
        if flags & _WRITES:
            served.put(member, arguments[-1], arguments[:-1])
            return None
        return served.get(member, arguments, {})

    def _member(self, number: int, with_arguments: bool) -> MemberSpec:
        if number == VALUE and with_arguments and self.target.vba_type_name == "Range":
            found = self._served.member("Item")  # a Range's default member is Value, and with arguments Item
        elif number == VALUE:
            found = self.target.vba_default_member()
        else:
            found = self._served.member(self._description.names.get(number, ""))
        if found is None:
            raise ComError(winerror.DISP_E_MEMBERNOTFOUND)
        return found


def _as_excel_says(refusal: ComError) -> COMException:
    if refusal.excepinfo is None:
        return COMException(scode=refusal.hresult)
    _, source, text, file, _, number = refusal.excepinfo
    if number == _ARGUMENT_NOT_OPTIONAL:  # said of the call, and not as an error of Excel's own
        return COMException(scode=winerror.DISP_E_PARAMNOTOPTIONAL)
    return COMException(description=text, source=source, scode=number, helpfile=file)
