"""Runs in the Windows of the bench: asks pywin32 what `excel_model/pywin32_rows.py` says of it, and prints the answers.

Values go through the very functions with which pywin32 makes a VARIANT of a Python value, and back.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import json
import math
import struct
from collections.abc import Callable

import numpy as np
import pythoncom

KINDS = {0: "Empty", 1: "Null", 3: "Long", 5: "Double", 7: "Date", 8: "String", 10: "left out", 11: "Boolean"}
KINDS |= {19: "VT_UI4", 20: "LongLong", 21: "VT_UI8", 0x200C: "Variant()"}
EMPTY, NULL, CURRENCY, DATE, TEXT, OBJECT, ERROR = 0, 1, 6, 7, 8, 9, 10
SIZE = 24
NOON = dt.datetime(2024, 7, 1, 12, 0)

DLL = ctypes.PyDLL(pythoncom.__file__)
FROM_VARIANT = DLL.PyCom_PyObjectFromVariant
FROM_VARIANT.restype, FROM_VARIANT.argtypes = ctypes.py_object, [ctypes.c_void_p]
TO_VARIANT = DLL.PyCom_VariantFromPyObject
TO_VARIANT.argtypes = [ctypes.py_object, ctypes.c_void_p]


def kind(value: object) -> str:
    made = ctypes.create_string_buffer(SIZE)
    TO_VARIANT(value, ctypes.addressof(made))
    return KINDS[struct.unpack_from("<H", made)[0]]


def answer(kind_: int, value: bytes = b"") -> object:
    given = ctypes.create_string_buffer(struct.pack("<HHHH", kind_, 0, 0, 0) + value.ljust(16, b"\0"), SIZE)
    return FROM_VARIANT(ctypes.addressof(given))


def error(number: int) -> object:
    return answer(ERROR, struct.pack("<i", number))


def date(serial: float) -> dt.datetime:
    made = answer(DATE, struct.pack("<d", serial))
    assert isinstance(made, dt.datetime)
    return made


def marked_utc(value: dt.datetime) -> tuple[str, bool]:
    return str(value.replace(tzinfo=None)), value.tzinfo is not None


ASKED: dict[str, Callable[[], object]] = {
    "None as argument": lambda: kind(None),
    "a Boolean": lambda: kind(True),
    "a whole number": lambda: kind(1),
    "2^31 - 1": lambda: kind(2**31 - 1),
    "2^31": lambda: kind(2**31),
    "2^40": lambda: kind(2**40),
    "2^63": lambda: kind(2**63),
    "a float": lambda: kind(1.5),
    "a text": lambda: kind("é▲"),
    "a date marked as UTC": lambda: kind(NOON.replace(tzinfo=dt.UTC)),
    "a date without a time zone": lambda: kind(NOON),
    "a block": lambda: kind(((1, "a"), (2, None))),
    "pythoncom.Empty": lambda: kind(pythoncom.Empty),
    "pythoncom.Missing": lambda: kind(pythoncom.Missing),
    "pythoncom.ArgNotFound": lambda: kind(pythoncom.ArgNotFound),
    "a set": lambda: kind({1}),
    "a whole number of numpy": lambda: kind(np.int64(3)),
    "True of numpy": lambda: kind(np.bool_(True)),
    "NaN": lambda: kind(math.nan),
    "rows of unequal length": lambda: kind(((1, 2), (3,))),
    "Empty, Null, Nothing": lambda: [answer(one) for one in (EMPTY, NULL, OBJECT)],
    "#N/A": lambda: error(-2146826246),
    "#SPILL!": lambda: error(-2146826243),
    "an argument left out": lambda: error(-2147352572),
    "currency": lambda: repr(answer(CURRENCY, struct.pack("<q", 12345))),
    "a date": lambda: marked_utc(date(45474.5)),
    "the date 0": lambda: marked_utc(date(0)),
    "a date there and back": lambda: kind(date(10.25)),
    "a text that is a null pointer": lambda: answer(TEXT) == "",
}


def told(ask: Callable[[], object]) -> object:
    try:
        return ask()
    except Exception as failure:
        return type(failure).__name__


if __name__ == "__main__":
    print(json.dumps({what: told(ask) for what, ask in ASKED.items()}))
