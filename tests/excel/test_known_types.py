"""What is known of a type is kept for all objects of it.

The modules of pywin32 are a few lines here; that the real ones work so, the Windows of the bench shows.
"""

# ruff: noqa: N802 - members carry the names that COM gives them

from __future__ import annotations

import sys
import types
from typing import Any

import pytest

from arena.excel import known_types

pytestmark = pytest.mark.pure

RANGE, SHEET, NONE = "{00020846}", "{000208d8}", known_types._UNNAMED


class Refused(Exception):
    """`pythoncom.com_error`."""


class Interface:
    """An object of Excel as COM hands it out, which counts what it is asked."""

    def __init__(self, iid: str | None) -> None:
        self.iid, self.asked = iid, []

    def GetTypeInfo(self) -> Interface:
        self.asked.append("type")
        if self.iid is None:
            raise Refused
        return self

    def GetTypeAttr(self) -> types.SimpleNamespace:
        return types.SimpleNamespace(iid=self.iid)

    def GetTypeComp(self) -> str:
        self.asked.append("members")
        return "members"


class LateBound:
    """`win32com.client.CDispatch`, as far as it keeps what it is given."""

    def __init__(self, interface: Interface, learnt: object, name: str | None, lazydata: Any) -> None:
        self.interface, self.learnt, self.lazydata = interface, learnt, lazydata
        self._builtMethods_: dict[str, object] = {}


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """`win32com.client`, after ours has been at work."""
    made = types.ModuleType("win32com.client")
    made.CDispatch = LateBound
    setattr(made, known_types._WRAPS, lambda *_, **__: "by itself")
    build, com = types.ModuleType("win32com.client.build"), types.ModuleType("pythoncom")
    build.LazyDispatchItem = lambda *_: object()
    com.com_error = Refused
    for module in (made, build, com):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(sys.modules, "win32com", types.ModuleType("win32com"))
    known_types.keep()
    return made


def wrap(client: types.ModuleType, interface: Interface, *more: object) -> Any:
    return getattr(client, known_types._WRAPS)(interface, "name", *more)


def test_objects_of_one_type_share_what_is_known_and_their_methods(client):
    one, other, sheet = (wrap(client, Interface(iid)) for iid in (RANGE, RANGE, SHEET))
    assert one.learnt is other.learnt
    assert one._builtMethods_ is other._builtMethods_
    assert sheet.learnt is not one.learnt
    assert sheet._builtMethods_ is not one._builtMethods_


def test_of_an_object_only_its_type_is_asked_until_a_member_is_not_known(client):
    made = wrap(client, Interface(RANGE))
    assert made.interface.asked == ["type"]
    assert list(made.lazydata) == [made.interface, "members"]


@pytest.mark.parametrize("iid", [None, NONE])
def test_an_object_whose_type_has_no_name_is_left_to_pywin32(client, iid):
    assert wrap(client, Interface(iid)) == "by itself"


def test_an_object_of_a_class_that_is_named_is_left_to_pywin32(client):
    interface = Interface(RANGE)
    assert wrap(client, interface, "{class}") == "by itself"
    assert interface.asked == []


def test_it_is_put_there_once(client):
    first = getattr(client, known_types._WRAPS)
    known_types.keep()
    assert getattr(client, known_types._WRAPS) is first


@pytest.mark.parametrize("lacking", ["pythoncom", "win32com.client.build"])
def test_where_there_is_no_pywin32_that_we_know_nothing_happens(monkeypatch, client, lacking):
    monkeypatch.setitem(sys.modules, lacking, None)
    setattr(client, known_types._WRAPS, wrap)
    known_types.keep()
    assert getattr(client, known_types._WRAPS) is wrap
