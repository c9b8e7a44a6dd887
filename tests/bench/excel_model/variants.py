"""What one Excel does otherwise than another: for each, a test says that its Excel is of that kind.

    excel.variants.local_addresses = True

An Excel without a member is another matter: `ExcelBench.without`.
"""

# ruff: noqa: N803 - members and arguments carry the names that Excel gives them

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyopenvba.apps.excel._model import Application, Range, Sheets, Worksheet
from pyopenvba.interpreter._objects import VBAObject
from pyopenvba.interpreter._values import MISSING, error

from .amendments import Amendment, wrapped_getter
from .session import session_of

_LIST_SEPARATOR = 5
"""Of Application.International."""


def _local(getter: Callable[..., Any]) -> Any:
    def limited(self: VBAObject, Cell1: object = MISSING, Cell2: object = MISSING) -> object:
        if not session_of(self).variants.local_addresses:
            return getter(self, Cell1, Cell2)
        application = self if isinstance(self, Application) else self.vba_get("Application")
        assert isinstance(application, Application)
        separator = str(application.vba_get("International", [_LIST_SEPARATOR]))
        given = []
        for cell in (Cell1, Cell2):
            if isinstance(cell, str) and separator != ",":
                if "," in cell:
                    raise error(1004, "Method 'Range' of object '_Worksheet' failed")
                given.append(cell.replace(separator, ","))
            else:
                given.append(cell)
        return getter(self, *given)

    return limited


def _adding(add: Callable[..., object]) -> Any:
    def added(
        self: Sheets, Before: object = MISSING, After: object = MISSING, Count: object = MISSING, Type: object = MISSING
    ) -> object:
        if After is not MISSING and session_of(self).variants.adds_before:
            return add(self, After, MISSING, Count, Type)
        return add(self, Before, After, Count, Type)

    return added


def variant_amendments() -> Iterator[Amendment]:
    """What asks an Excel of which kind it is, ready to be put in the model."""
    for owner in (Application, Worksheet, Range):
        yield wrapped_getter(owner, "Range", _local)
    yield wrapped_getter(Sheets, "Add", _adding)
