"""The type information of the model's objects, by which pywin32 knows a property from a method, as with Excel's own."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator

import pythoncom
import pywintypes
from pyopenvba.interpreter._inventory import members_of
from pyopenvba.interpreter._objects import MemberSpec, VBAObject

from tests.bench.excel_model.dispatch import _NEEDS_ARGUMENT
from tests.bench.excel_model.recorded_objects import RecordedObject

NEW_ENUM = pythoncom.DISPID_NEWENUM
VALUE = pythoncom.DISPID_VALUE

_RANGE = pywintypes.IID("{00020846-0000-0000-C000-000000000046}")  # by it xlwings tells a Range from other objects
_WIN64, _VARIANT, _IN, _OPTIONAL = 3, 12, 1, 16
_DISPATCH, _CALL = 4, 4
_GET, _PUT, _METHOD = pythoncom.INVOKE_PROPERTYGET, pythoncom.INVOKE_PROPERTYPUT, pythoncom.INVOKE_FUNC
_MOST = 30


class Description:
    """What COM is told of one type of object: its members and their numbers, and the ITypeInfo that holds both."""

    def __init__(self, type_name: str, members: list[MemberSpec]) -> None:
        self.names: dict[int, str] = {}
        library = pythoncom.CreateTypeLib2(_WIN64, f"{type_name}.tlb")  # never written
        self._made = library.CreateTypeInfo(type_name, pythoncom.TKIND_DISPATCH)
        own = pywintypes.IID("{" + str(uuid.uuid5(uuid.NAMESPACE_OID, type_name)) + "}")
        self._made.SetGuid(_RANGE if type_name == "Range" else own)
        self._places = itertools.count()
        for number, member in enumerate(members, start=1):
            self._add(VALUE if member.default and VALUE not in self.names else number, member)
        self._function(NEW_ENUM, "_NewEnum", _METHOD, (), 0)
        self._made.LayOut()
        self.information = self._made.QueryInterface(pythoncom.IID_ITypeInfo)
        self.numbers = {name.lower(): number for number, name in self.names.items()} | {"_newenum": NEW_ENUM}

    def number(self, name: str) -> int:
        """The number of a member that may stand in no type information; it gets one."""
        number = self.numbers.setdefault(name.lower(), len(self.numbers) + 1000)
        self.names.setdefault(number, name)
        return number

    def _add(self, number: int, member: MemberSpec) -> None:
        self.names[number] = member.name
        names = tuple(f"Arg{each}" for each in range(_MOST)) if member.varargs else member.parameters
        if member.kind == "method":
            self._function(number, member.name, _METHOD, names, 0)
            return
        required = 1 if member.name.lower() in _NEEDS_ARGUMENT and names else 0
        self._function(number, member.name, _GET, names, required)
        if member.settable:
            self._function(number, member.name, _PUT, names, required)

    def _function(self, number: int, name: str, kind: int, arguments: tuple[str, ...], required: int) -> None:
        about = pythoncom.FUNCDESC()
        about.memid, about.invkind, about.funckind, about.callconv = number, kind, _DISPATCH, _CALL
        about.rettype = (_VARIANT, 0, None)
        kinds = [_IN if place < required else _IN | _OPTIONAL for place in range(len(arguments))]
        if kind == _PUT:
            kinds.append(_IN)
        about.args = tuple((_VARIANT, one, None) for one in kinds)
        about.cParamsOpt = 0
        place = next(self._places)
        self._made.AddFuncDesc(place, about)
        self._made.SetFuncAndParamNames(place, (name, *arguments))


_DESCRIBED: dict[str, Description] = {}


def description(target: VBAObject) -> Description:
    """What COM is told of an object's type: the same for all of one type, whatever class of the model they have."""
    name = target.vba_type_name
    if name not in _DESCRIBED:
        _DESCRIBED[name] = Description(name, list(_members(target)))
    return _DESCRIBED[name]


def _members(target: VBAObject) -> Iterator[MemberSpec]:
    if isinstance(target, RecordedObject):
        found = {name: target.vba_member(name) for name in members_of(target.vba_type_name, "excel")}
    else:
        found = {}
        for kind in [*_kinds(VBAObject), type(target)]:
            if kind.vba_type_name == target.vba_type_name:
                found.update(kind._vba_members)
    for name in sorted(found):
        member = found[name]
        if member is not None and member.name.isidentifier():
            yield member


def _kinds(kind: type[VBAObject]) -> Iterator[type[VBAObject]]:
    for one in kind.__subclasses__():
        yield one
        yield from _kinds(one)
