"""Numbers as a workbook writes them, and which of them are dates."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from arena.workbook.intake.rejection import DAMAGED, Rejected

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,14})", re.ASCII)
_SHOWN_WITH_DECIMALS = re.compile(rf"({_WHOLE.pattern})[.,]00?", re.ASCII)
"""A whole number in a column that shows one or two decimals; three zeros may be thousands."""
_DURATION = re.compile(
    r"(-)?P(?=.)(?:(\d{1,7})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?", re.ASCII
)
_LONGEST_NUMBER = 400
_EXACT = 10**15
"""Below this every whole number is exact, and Excel shows all its digits."""

_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NO_PATTERN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""What stands in a number format without being a pattern: quoted text, escapes, colours, conditions, locales."""

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_FIRST_DAY = datetime(1899, 12, 31)
"""Day 0 up to the false leap day."""
_FALSE_LEAP_DAY = 60
"""Serial of 29 February 1900, a day that never was."""
_LAST_SERIAL = 2_958_465
"""31 December 9999 in the 1900 system."""
_LEVELS = (1, 2, 3, 4)


def number_from(text: str) -> int | float:
    """Return a number of the file; whole ones as ``int``, since Excel does not tell 4 from 4.0.

    Raises ``Rejected`` as damaged for what is no finite number.
    """
    if _WHOLE.fullmatch(text):
        return int(text)
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        raise Rejected(DAMAGED, "number")
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Rejected(DAMAGED, "number")
    return _whole_if_it_is(number)


def _whole_if_it_is(number: float) -> int | float:
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def whole_number_or_text(text: str) -> int | str:
    """Return a CSV field as ``int`` where it is nothing but a whole number, else as it is.

    A column that shows decimals writes ``4,0`` or ``4.00`` for the number 4, which is all that such a file holds of it.
    """
    if shown := _SHOWN_WITH_DECIMALS.fullmatch(text):
        text = shown[1]
    return int(text) if _WHOLE.fullmatch(text) else text


def is_date_format(number: int, code: str | None) -> bool:
    """Return whether a number format, by its id and by its own code if it has one, shows a date or a time.

    Source: ECMA-376-1, 18.8.30 (built-in formats, those of East Asian languages included).
    """
    if code is None:
        return number in _BUILT_IN_DATES
    pattern = _NO_PATTERN.sub("", code).split(";")[0].lower()
    return "general" not in pattern and not {"d", "m", "y", "h", "s"}.isdisjoint(pattern)


def date_or_number(serial: int | float, *, since_1904: bool) -> datetime | int | float:
    """Return the moment that a date-formatted serial stands for, rounded to the millisecond.

    A whole number from 1 to 4 stays a number: somebody typed a level in a cell that Excel had turned into a date.
    So do times of day without a date, durations below a day, and serials that no calendar has.
    """
    if serial in _LEVELS or not 1 <= serial <= _LAST_SERIAL:
        return serial
    if since_1904:
        epoch = _EPOCH_1904
    elif int(serial) == _FALSE_LEAP_DAY:
        return serial
    else:
        epoch = _EPOCH_1900 + timedelta(days=1 if serial < _FALSE_LEAP_DAY else 0)
    try:
        return epoch + timedelta(milliseconds=round(serial * 86_400_000))
    except OverflowError:  # the last four years of 9999 counted from 1904
        return serial


def moment_or_number(text: str, *, since_1904: bool) -> datetime | int | float:
    """Return what a cell of Strict Open XML holds in ISO 8601: a date, without its time zone, or else a number of days.

    A time of day and a duration have no date: they are the number that Excel keeps for them, as ``date_or_number``
    leaves it. So is one of the first four days of the calendar: a level, typed in a cell that shows dates.
    Raises ``Rejected`` as damaged for anything else.
    """
    if found := _DURATION.fullmatch(text):
        sign, *parts = found.groups()
        units = zip(("days", "hours", "minutes", "seconds"), parts, strict=True)
        days = timedelta(**{unit: float(part) for unit, part in units if part}) / timedelta(days=1)
        return _whole_if_it_is(-days if sign else days)
    try:
        if "-" not in text:
            return (datetime.combine(_EPOCH_1900, time.fromisoformat(text)) - _EPOCH_1900) / timedelta(days=1)
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as wrong:
        raise Rejected(DAMAGED, "date") from wrong
    serial = (moment - (_EPOCH_1904 if since_1904 else _FIRST_DAY)) / timedelta(days=1)
    return int(serial) if serial in _LEVELS else moment
