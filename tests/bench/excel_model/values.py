"""Values on their way between Python and the model, as pywin32 converts them between Python and COM.

Towards Python: Empty, Null and Nothing are None; an argument left out is the number -2147352572, by which xlwings
knows it; other numbers are int or float by their VBA type; a cell's error is the number that COM gives (-2146826246
for #N/A); a date is a `pywintypes.Time`; a one-dimensional array is a tuple, a two-dimensional one a tuple of rows.
Towards Excel the reverse, but None is Null. Where this is otherwise than pywin32 has it, `pywin32_rows` says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from pyopenvba.formula._values import ExcelError
from pyopenvba.interpreter._objects import VBAObject
from pyopenvba.interpreter._values import (
    EMPTY,
    MISSING,
    NOTHING,
    NULL,
    VBAArray,
    VBACurrency,
    VBADate,
    VBADecimal,
    VBAErrorValue,
    VBAInt,
    VBASingle,
)

from .errors import NaiveDateError

#: What CVErr calls each error that a cell can show.
ERROR_NUMBERS = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
    "#SPILL!": 2045,
    "#CALC!": 2050,
}

#: COM shows error 2042 as -2146826246: the number in the facility of VBA's errors.
_ERROR_BASE = -2146828288

#: DISP_E_PARAMNOTFOUND: what VBA hands over for an optional argument that was left out.
_PARAMETER_NOT_FOUND = -2147352572

_SINGLE = (EMPTY, NULL, NOTHING, MISSING)

_LONG = range(-(2**31), 2**31)
_UNSIGNED_64 = 2**64


class Time(dt.datetime):
    """`pywintypes.TimeType`: a datetime, marked as UTC although Excel's dates know no time zone."""


def error_code(error: ExcelError | VBAErrorValue) -> int:
    """The number under which COM hands over a cell's error."""
    number = error.number if isinstance(error, VBAErrorValue) else ERROR_NUMBERS[error.name]
    return _ERROR_BASE + number


def to_python(value: object, wrap: Callable[[VBAObject], object]) -> object:
    """A value of the model as pywin32 hands it to Python.

    Args:
        value: what the model answered.
        wrap: makes the Python side's object of an object of the model.
    """
    if value is None or value is EMPTY or value is NULL or value is NOTHING:
        return None
    if value is MISSING:
        return _PARAMETER_NOT_FOUND
    if isinstance(value, VBAObject):
        return wrap(value)
    if isinstance(value, VBAArray):
        return _to_tuples(value, wrap)
    if isinstance(value, bool | str):
        return value
    if isinstance(value, VBAInt):
        return int(value)
    if isinstance(value, VBASingle):
        return float(value)
    if isinstance(value, VBACurrency | VBADecimal):
        return Decimal(value)
    if isinstance(value, VBADate):
        when = value.to_datetime()
        return Time(when.year, when.month, when.day, when.hour, when.minute, when.second, tzinfo=dt.UTC)
    if isinstance(value, VBAErrorValue | ExcelError):
        return error_code(value)
    return value


def _to_tuples(array: VBAArray, wrap: Callable[[VBAObject], object]) -> tuple[object, ...]:
    if array.dimensions == 1:
        return tuple(to_python(item, wrap) for item in array.items)
    if array.dimensions != 2:
        raise TypeError("only arrays of one or two dimensions are converted")
    (top, bottom), (left, right) = array.bounds
    height = bottom - top + 1
    # The model stores an array column by column, as VBA does.
    columns = [array.items[index * height : (index + 1) * height] for index in range(right - left + 1)]
    return tuple(tuple(to_python(item, wrap) for item in row) for row in zip(*columns, strict=True))


def to_model(value: object, unwrap: Callable[[object], VBAObject | None]) -> object:
    """A Python value as pywin32 hands it to Excel.

    Args:
        value: what the code under test passed.
        unwrap: the model's object behind a Python side's object, or None for anything else.

    Raises:
        TypeError: a type that pywin32 cannot put in a VARIANT, or one whose value would mean nothing in a cell.
        NaiveDateError: a datetime without a time zone.
    """
    if value is None:
        return NULL
    if isinstance(value, bool | str):
        return value
    if isinstance(value, VBAObject | VBAArray | VBADate | VBAErrorValue) or any(value is one for one in _SINGLE):
        return value
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, float):
        if value != value:
            raise TypeError("NaN in a call to Excel: the cell would show a number of no meaning")
        return float(value)
    if isinstance(value, Decimal):
        return VBADecimal(str(value))
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise NaiveDateError(f"{value} has no time zone: in Brussels in July the cell shows two hours less")
        return VBADate.from_datetime(value.astimezone(dt.UTC).replace(tzinfo=None))
    if isinstance(value, list | tuple):
        return _to_array(value, unwrap)
    found = unwrap(value)
    if found is not None:
        return found
    kind = type(value)
    raise TypeError(f"Objects of type '{kind.__module__}.{kind.__qualname__}' can not be converted to a COM VARIANT")


def _integer(value: int) -> VBAInt:
    """A whole number, as wide as it needs: 32 bits with a sign, else 64 (VBA has no wider and no unsigned kind)."""
    if not -(2**63) <= value < _UNSIGNED_64:
        raise OverflowError("int too big to convert")
    return VBAInt(value, "Long" if value in _LONG else "LongLong")


def _to_array(rows: Sequence[object], unwrap: Callable[[object], VBAObject | None]) -> VBAArray:
    if not rows or not isinstance(rows[0], list | tuple):
        return VBAArray([(0, len(rows) - 1)], items=[to_model(item, unwrap) for item in rows])
    width = len(rows[0])
    if any(not isinstance(row, list | tuple) or len(row) != width for row in rows):
        raise ValueError("All elements of the sequence must be of the same length")
    items = [to_model(row[column], unwrap) for column in range(width) for row in rows]  # type: ignore[index]
    return VBAArray([(0, len(rows) - 1), (0, width - 1)], items=items)
