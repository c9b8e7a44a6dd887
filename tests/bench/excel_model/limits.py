"""Limits of Excel that the model does not keep: what Excel refuses is refused here, with its error 1004.

| what | limit |
|---|---|
| an address given to Range | 255 characters |
| a sheet's name | 1 to 31 characters, none of `: \\ / ? * [ ]`, no apostrophe at either end, not "History" |
| a cell's text | 32,767 characters |
| a text within a formula | 255 characters |
| a block of formulas | no null values (ours: Excel's answer to them is not known) |
| a validation's list, typed out | 255 characters |
| a validation's titles and messages | 32 and 255 characters |
| sheets | the last visible one can be neither hidden nor deleted |

Unique sheet names, the lengths of formulas, column widths, row heights, font sizes, table and defined names are
checked by the model itself.
"""

# ruff: noqa: N803 - members and arguments carry the names that Excel and Windows give them

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pyopenvba.apps.excel._model import Application, Range, Worksheet
from pyopenvba.apps.excel._validation import Validation
from pyopenvba.interpreter._objects import VBAObject
from pyopenvba.interpreter._values import MISSING, NULL, VBAArray, error, to_integer, to_text

from .amendments import Amendment, guarded_setter, wrapped_getter

ADDRESS_LENGTH = 255
SHEET_NAME_LENGTH = 31
CELL_LENGTH = 32_767
LITERAL_LENGTH = 255
LIST_LENGTH = 255
TITLE_LENGTH = 32
MESSAGE_LENGTH = 255

_FORBIDDEN_IN_NAME = set(":\\/?*[]")
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_QUOTED_SHEET = re.compile(r"'(?:[^']|'')*'")
_LIST_VALIDATION = 3
_VISIBLE = -1


def _address_within_limit(getter: Callable[..., Any]) -> Any:
    def limited(self: VBAObject, Cell1: object = MISSING, Cell2: object = MISSING) -> object:
        for given in (Cell1, Cell2):
            if isinstance(given, str) and len(given) > ADDRESS_LENGTH:
                raise error(1004, "Method 'Range' of object '_Worksheet' failed")
        return getter(self, Cell1, Cell2)

    return limited


def _check_sheet_name(_: Worksheet, value: object) -> None:
    name = to_text(value)
    if (
        not 1 <= len(name) <= SHEET_NAME_LENGTH
        or _FORBIDDEN_IN_NAME & set(name)
        or name.startswith("'")
        or name.endswith("'")
        or name.lower() == "history"
    ):
        raise error(1004, "You typed an invalid name for a sheet or chart.")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, VBAArray):
        for item in value.items:
            if isinstance(item, str):
                yield item
    elif isinstance(value, str):
        yield value


def _check_formulas(block: Range, value: object) -> None:
    """Refuse a null value in a block of formulas: what Excel makes of it is not known, and an empty text is as good."""
    if value is NULL or (isinstance(value, VBAArray) and any(item is NULL for item in value.items)):
        raise error(1004, "Application-defined or object-defined error")
    _check_cell_text(block, value)


def _check_cell_text(_: Range, value: object) -> None:
    for text in _texts(value):
        if text.startswith("="):
            formula = _QUOTED_SHEET.sub("", text)
            too_long = any(len(found) > LITERAL_LENGTH for found in _LITERAL.findall(formula))
        else:
            too_long = len(text) > CELL_LENGTH
        if too_long:
            raise error(1004, "Application-defined or object-defined error")


def _check_still_visible(sheet: Worksheet) -> None:
    """Refuse to take away the last sheet that can be seen."""
    others = [one for one in sheet.book.sheets_ if one is not sheet and one.visible == _VISIBLE]
    if sheet.visible == _VISIBLE and not others:
        raise error(1004, "A workbook must contain at least one visible worksheet.")


def _check_visibility(sheet: Worksheet, value: object) -> None:
    if value is False or (value is not True and int(to_integer(value, "Long")) != _VISIBLE):
        _check_still_visible(sheet)


def _deleting_checked(getter: Callable[..., Any]) -> Any:
    def delete(self: Worksheet) -> object:
        _check_still_visible(self)
        return getter(self)

    return delete


def _list_within_limit(getter: Callable[..., Any]) -> Any:
    def add(  # the parameters are those of Validation.Add and Modify
        self: Validation,
        Type: object = MISSING,
        AlertStyle: object = MISSING,
        Operator: object = MISSING,
        Formula1: object = MISSING,
        Formula2: object = MISSING,
    ) -> object:
        typed = isinstance(Formula1, str) and not Formula1.startswith("=")
        if typed and Type is not MISSING and int(to_integer(Type, "Long")) == _LIST_VALIDATION:
            assert isinstance(Formula1, str)
            if len(Formula1) > LIST_LENGTH:
                raise error(1004, "Application-defined or object-defined error")
        return getter(self, Type, AlertStyle, Operator, Formula1, Formula2)

    return add


def _at_most(length: int) -> Callable[[Validation, object], None]:
    def check(_: Validation, value: object) -> None:
        if len(to_text(value)) > length:
            raise error(1004, "Application-defined or object-defined error")

    return check


def limit_amendments() -> Iterator[Amendment]:
    """Every limit, ready to be put in the model."""
    for owner in (Application, Worksheet, Range):
        yield wrapped_getter(owner, "Range", _address_within_limit)
    yield guarded_setter(Worksheet, "Name", _check_sheet_name)
    yield guarded_setter(Worksheet, "Visible", _check_visibility)
    yield wrapped_getter(Worksheet, "Delete", _deleting_checked)
    for name in ("Value", "Value2"):
        yield guarded_setter(Range, name, _check_cell_text)
    for name in ("Formula", "Formula2", "FormulaR1C1", "Formula2R1C1"):
        yield guarded_setter(Range, name, _check_formulas)
    for name in ("Add", "Modify"):
        yield wrapped_getter(Validation, name, _list_within_limit)
    for name, length in {
        "InputTitle": TITLE_LENGTH,
        "ErrorTitle": TITLE_LENGTH,
        "InputMessage": MESSAGE_LENGTH,
        "ErrorMessage": MESSAGE_LENGTH,
    }.items():
        yield guarded_setter(Validation, name, _at_most(length))
