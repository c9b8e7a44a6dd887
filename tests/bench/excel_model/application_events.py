"""Excel's own events, as a class module hears them through a variable that is declared WithEvents.

| what happens | event |
|---|---|
| another workbook comes in front, or the one in front closes | `WorkbookDeactivate`, `WorkbookActivate` |
| another sheet of a workbook comes in front | `SheetActivate` |
| a workbook was saved | `WorkbookAfterSave` |
| a workbook is to close, for a user, a program or Excel's end | `WorkbookBeforeClose`, which may cancel that |

None of them comes while `EnableEvents` is False. What a handler does to Excel brings events of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyopenvba.apps.excel import _events
from pyopenvba.apps.excel._model import Application, Workbook, Worksheet
from pyopenvba.interpreter._runtime import Slot
from pyopenvba.interpreter._values import EMPTY

from .amendments import Amendment, Replacement, wrapped_getter


def _raise(application: Application, event: str, *arguments: object) -> None:
    if application.enable_events:
        interpreter: Any = application.interpreter
        interpreter.raise_application_event(event, list(arguments))


def _may_close(book: Workbook) -> bool:
    """Ask who listens; a handler sets Cancel to keep the workbook open."""
    cancel = Slot(False, "Boolean")
    _raise(book.application, "WorkbookBeforeClose", book, cancel)
    return not cancel.get()


def _fronts(application: Application, before: Workbook | None) -> None:
    """Say that another workbook is in front than before."""
    after = application.active_book
    if after is before:
        return
    if before is not None:
        _raise(application, "WorkbookDeactivate", before)
    if after is not None:
        _raise(application, "WorkbookActivate", after)


def _activating(activate: Callable[..., None]) -> Callable[..., None]:
    def activated(self: Application, book: Workbook) -> None:
        before = self.active_book
        activate(self, book)
        _fronts(self, before)

    return activated


def _closing(close: Callable[..., object]) -> Any:
    def closed(self: Workbook, *arguments: object) -> object:
        before = self.application.active_book
        if _may_close(self):
            close(self, *arguments)
            _fronts(self.application, before)
        return EMPTY

    return closed


def _quitting(leave: Callable[..., object]) -> Any:
    def left(self: Application) -> object:
        if all(_may_close(book) for book in list(self.workbooks_.books)):
            before = self.active_book
            leave(self)
            _fronts(self, before)
        return EMPTY

    return left


def _saving(save: Callable[..., object]) -> Any:
    def saved(self: Workbook, *arguments: object) -> object:
        answer = save(self, *arguments)
        _raise(self.application, "WorkbookAfterSave", self, True)
        return answer

    return saved


def _activating_sheets(activated: Callable[..., None]) -> Callable[..., None]:
    def activate(book: Workbook, before: Worksheet | None, after: Worksheet) -> None:
        activated(book, before, after)
        if before is not after:
            _raise(book.application, "SheetActivate", after)

    return activate


def application_event_amendments() -> Iterator[Amendment | Replacement]:
    """What raises the events, ready to be put in the model."""
    yield Replacement(Application, "activate_book", _activating)
    yield Replacement(_events, "activated", _activating_sheets)
    yield wrapped_getter(Workbook, "Close", _closing)
    yield wrapped_getter(Application, "Quit", _quitting)
    for name in ("Save", "SaveAs"):
        yield wrapped_getter(Workbook, name, _saving)
