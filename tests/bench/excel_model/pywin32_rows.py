"""Where the stand-in for pywin32 is held against pywin32 312 itself, kept as data that a test tries.

What pywin32 does was seen with the real one, on CPython 3.13 for Windows under Wine 10, through a gateway of its own or
VARIANTs made byte by byte. A row in which the stand-in does otherwise says why; the day on which it becomes the same,
the test of that row fails.
"""

# ruff: noqa: N802 - members carry the names that Excel gives them

from __future__ import annotations

import datetime as dt
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from pyopenvba.interpreter._objects import VBAObject, member, method
from pyopenvba.interpreter._values import (
    EMPTY,
    MISSING,
    NOTHING,
    NULL,
    VBACurrency,
    VBADate,
    VBAErrorValue,
    type_name,
)

from .bench import ExcelBench
from .dispatch import CDispatch, PyIDispatch
from .engine import exit_handlers
from .errors import BenchError, ComError
from .xlwings_dll import xlwings_server


class Echo(VBAObject):
    """An object that says as what kind of VARIANT an argument arrived, and hands out values of any kind."""

    vba_type_name = "Echo"

    def __init__(self, answer: object = EMPTY) -> None:
        self.answer = answer

    @method
    def Kind(self, Value: object = MISSING) -> object:  # noqa: N803
        """The VARIANT's kind, as VBA's TypeName has it."""
        return "left out" if Value is MISSING else type_name(Value)

    @method
    def Answer(self) -> object:
        """The value that it was made with."""
        return self.answer

    @member
    def Fixed(self) -> object:
        """A property that can only be read."""
        return True


@dataclass(frozen=True)
class Trial:
    """An Excel with a workbook, in which a row is tried."""

    excel: ExcelBench

    def kind(self, value: object) -> object:
        """The kind of VARIANT that a Python value becomes."""
        return self._echo().Kind(value)

    def answer(self, value: object) -> object:
        """What Python gets for a value of Excel's."""
        return self._echo(value).Answer()

    def write_fixed(self) -> None:
        self._echo().Fixed = False

    def _echo(self, answer: object = EMPTY) -> Any:
        return CDispatch(PyIDispatch(Echo(answer), self.excel.session))

    @property
    def application(self) -> Any:
        return self.excel.application

    @property
    def cell(self) -> Any:
        return self.application.ActiveSheet.Range("B4")

    @property
    def pythoncom(self) -> Any:
        return sys.modules["pythoncom"]

    def python_error(self) -> str:
        """The text with which an error in a Python server reaches VBA."""
        self.excel.add_class("Trial.Server", xlwings_server)
        self.excel.add_module(
            "Trial",
            "Function ErrorText() As String\nOn Error Resume Next\n"
            'CreateObject("Trial.Server").Module "no.such.module"\n'
            "ErrorText = Err.Number & vbLf & Err.Description\nEnd Function",
        )
        return str(self.excel.run("ErrorText"))

    def com_error(self) -> ComError:
        try:
            self.application.Worksheets(99)
        except ComError as failure:
            return failure
        raise AssertionError("a sheet that is not there was found")


@dataclass(frozen=True)
class Row:
    """One thing that was seen of pywin32.

    Attributes:
        what: what was asked.
        ask: asks it of the stand-in.
        pywin32: what pywin32 312 does; the name of an exception where it raises one.
        stand_in: what the stand-in does.
        why: the reason where they differ.
    """

    what: str
    ask: Callable[[Trial], object]
    pywin32: object
    stand_in: object
    why: str = ""

    def tried(self, trial: Trial) -> object:
        """What the stand-in does now."""
        try:
            return self.ask(trial)
        except (Exception, BenchError) as failure:
            return type(failure).__name__


def _same(what: str, ask: Callable[[Trial], object], does: object) -> Row:
    return Row(what, ask, does, does)


_STRICT = "the stand-in refuses more, so nothing passes here that fails there"
_NOON = dt.datetime(2024, 7, 1, 12, 0)
_UTC_NOON = _NOON.replace(tzinfo=dt.UTC)


def _marked_utc(value: object) -> tuple[object, bool]:
    assert isinstance(value, dt.datetime)
    return value.replace(tzinfo=None), value.tzinfo is not None


ROWS = (
    # -- what a Python value becomes on its way to Excel
    Row(
        "None as argument",
        lambda t: t.kind(None),
        "Null",
        "ComError",
        "a null value; Excel calls it a type mismatch where it expects an argument left out, so do all methods here",
    ),
    _same("a Boolean", lambda t: t.kind(True), "Boolean"),
    _same("a whole number", lambda t: t.kind(1), "Long"),
    _same("2^31 - 1", lambda t: t.kind(2**31 - 1), "Long"),
    Row("2^31", lambda t: t.kind(2**31), "VT_UI4", "LongLong", "the model has no number of 32 bits without a sign"),
    _same("2^40", lambda t: t.kind(2**40), "LongLong"),
    Row("2^63", lambda t: t.kind(2**63), "VT_UI8", "LongLong", "the model has no number of 64 bits without a sign"),
    _same("a float", lambda t: t.kind(1.5), "Double"),
    _same("a text", lambda t: t.kind("é▲"), "String"),
    _same("a date marked as UTC", lambda t: t.kind(_UTC_NOON), "Date"),
    Row(
        "a date without a time zone",
        lambda t: t.kind(_NOON),
        "Date",
        "NaiveDateError",
        "it is taken for local time and sent as UTC: 12:00 in Brussels in July shows as 10:00, before 1970 an OSError",
    ),
    _same("a block", lambda t: t.kind(((1, "a"), (2, None))), "Variant()"),
    _same("pythoncom.Empty", lambda t: t.kind(t.pythoncom.Empty), "Empty"),
    _same("pythoncom.Missing", lambda t: t.kind(t.pythoncom.Missing), "TypeError"),
    _same("pythoncom.ArgNotFound", lambda t: t.kind(t.pythoncom.ArgNotFound), "left out"),
    _same("a set", lambda t: t.kind({1}), "TypeError"),
    Row("a whole number of numpy", lambda t: t.kind(np.int64(3)), "Double", "TypeError", _STRICT),
    Row("True of numpy", lambda t: t.kind(np.bool_(True)), "Double", "TypeError", f"it becomes 1.0; {_STRICT}"),
    Row(
        "NaN", lambda t: t.kind(math.nan), "Double", "TypeError", f"a cell would show a number of no meaning; {_STRICT}"
    ),
    Row(
        "rows of unequal length",
        lambda t: t.kind(((1, 2), (3,))),
        "Variant()",
        "ValueError",
        f"it becomes an array of arrays; {_STRICT}",
    ),
    # -- what a value of Excel's becomes on its way to Python
    _same("Empty, Null, Nothing", lambda t: [t.answer(one) for one in (EMPTY, NULL, NOTHING)], [None] * 3),
    _same("#N/A", lambda t: t.answer(VBAErrorValue(2042)), -2146826246),
    _same("#SPILL!", lambda t: t.answer(VBAErrorValue(2045)), -2146826243),
    _same("an argument left out", lambda t: t.answer(MISSING), -2147352572),
    _same("currency", lambda t: t.answer(VBACurrency("1.2345")), Decimal("1.2345")),
    _same("a date", lambda t: _marked_utc(t.answer(VBADate(45474.5))), (_NOON, True)),
    _same("the date 0", lambda t: _marked_utc(t.answer(VBADate(0))), (dt.datetime(1899, 12, 30), True)),
    _same("a date there and back", lambda t: t.kind(t.answer(VBADate(10.25))), "Date"),
    Row(
        "a text that is a null pointer",
        lambda t: hasattr(t, "null_text"),
        True,
        False,
        "pywin32 gives ''; the model has no such text, and Excel gives none",
    ),
    # -- objects
    _same("a property with optional arguments is read at once", lambda t: t.cell.Offset(1, 0).GetAddress(), "$A$4"),
    _same("its arguments go to Get...", lambda t: t.cell.GetOffset(1, 0).GetAddress(), "$B$5"),
    _same("a property that is a text is not called", lambda t: t.cell.Address(False, False), "TypeError"),
    _same("an unknown name read", lambda t: t.application.NoSuchThing, "AttributeError"),
    _same("an unknown name written", lambda t: setattr(t.application, "NoSuchThing", 1), "AttributeError"),
    _same("a property that can only be read, written", Trial.write_fixed, "AttributeError"),
    _same("two of one object are equal", lambda t: t.application.ActiveWorkbook == t.application.ActiveWorkbook, True),
    _same("hash of an object", lambda t: hash(t.application), "TypeError"),
    # -- errors and endings
    _same("the number of a refusal", lambda t: t.com_error().hresult, -2147352567),
    Row(
        "the first text of a refusal",
        lambda t: t.com_error().args[1],
        "DISP_E_EXCEPTION",
        "Exception occurred.",
        "the system's own words, each in its language: under Wine these, on an English Windows those",
    ),
    _same("the number of an error in Python, in VBA", lambda t: t.python_error().splitlines()[0], "-2147467259"),
    _same("its text", lambda t: t.python_error().splitlines()[1], "ModuleNotFoundError: No module named 'no'"),
    _same("its text says Traceback", lambda t: "Traceback" in t.python_error(), False),
    _same("xlwings ends Excels at the end", lambda _: "xlwings._xlwindows.cleanup" in exit_handlers(), True),
)
