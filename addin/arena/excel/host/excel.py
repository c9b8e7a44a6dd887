"""Excel itself: its objects as xlwings knows them, its settings, and what it says to its user.

A call that Excel refuses raises ``pywintypes.com_error``; ``performing`` catches it.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import xlwings as xw

from arena.excel.host.stubborn import stubbornly

Handle = Any
"""An object of Excel, to be handed back to this room."""

_AUTOMATIC = -4105


# -- Excel and its workbooks


def app_of(application: object) -> xw.App:
    """Return Excel as xlwings knows it, from the object that Excel's VBA handed over"""
    if isinstance(application, xw.App):
        return application
    engine = importlib.import_module("xlwings._xlwindows")
    return xw.App(impl=engine.App(xl=engine.COMRetryObjectWrapper(application)))


def book_of(workbook: object) -> xw.Book:
    """Return a workbook as xlwings knows it, from the object that Excel's VBA handed over; see ``app_of``."""
    if isinstance(workbook, xw.Book):
        return workbook
    engine = importlib.import_module("xlwings._xlwindows")
    return xw.Book(impl=engine.Book(xl=engine.COMRetryObjectWrapper(workbook)))


def same(one: xw.Book | xw.Sheet, other: xw.Book | xw.Sheet) -> bool:
    """Return True if two handles are of the same workbook (or sheet), without asking Excel."""
    return bool(bare(one) == bare(other))


def com_object(item: xw.App | xw.Book) -> object:
    """Return Excel or a workbook as Excel's VBA would hand it over."""
    return bare(item)


def bare(item: Any) -> Any:
    """Return the object of Excel in a handle, or in one of xlwings' objects: two of the same are equal."""
    api = item.api if isinstance(item, xw.App | xw.Book | xw.Sheet) else item
    return getattr(api, "_inner", api)


def open_as_new(app: xw.App, path: str) -> None:
    """Open a copy of a file as a new workbook that is nowhere saved; what is open stays as it is."""
    app.api.Workbooks.Add(path)


def ask(app: xw.App, text: str, buttons: str = "yes_no") -> str:
    """Put a question to the user; return ``yes``, ``no`` or ``cancel``."""
    return str(app.alert(text, "Arena-analyse", buttons))


# -- settings of Excel


@contextmanager
def quiet(app: xw.App) -> Iterator[None]:
    """Keep Excel still while a button writes: no redrawing, events or questions; restored after it."""
    with _set_aside(app, {"ScreenUpdating": False, "EnableEvents": False, "DisplayAlerts": False}):
        yield


@contextmanager
def _set_aside(app: xw.App, wanted: Mapping[str, object]) -> Iterator[None]:
    """Set some settings for a while.

    None of them is a reason to fail. One that cannot be put back is tried once more, and then left to the add-in's
    VBA, which does the same.
    """
    api = app.api
    before: dict[str, Any] = {}
    for name, value in wanted.items():
        with suppress(Exception):
            found = getattr(api, name)
            if found != value:
                before[name] = found
                setattr(api, name, value)
    try:
        yield
    finally:
        for name, value in reversed(before.items()):
            with suppress(Exception):
                stubbornly(partial(setattr, api, name, value), times=2)


def calculate_where_manual(excel: xw.App | Handle) -> None:
    """Calculate now where the user has calculation switched off: what is read must be of today, also after a sort."""
    api = excel.api if isinstance(excel, xw.App) else excel
    if api.Calculation != _AUTOMATIC:
        api.Calculate()


def in_protected_view(app: xw.App) -> bool:
    """Return True if what the user looks at is a file in Protected View, which no program may touch."""
    return app.api.ActiveProtectedViewWindow is not None


def show_status(app: xw.App, text: str | None) -> None:
    """Show a text in the status bar; ``None`` gives the bar back to Excel."""
    app.api.StatusBar = False if text is None else text
