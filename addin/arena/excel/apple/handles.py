"""Excel and its workbooks as xlwings knows them, their ``api`` being the objects of this package."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import xlwings as xw
from appscript import k
from osax import OSAX
from xlwings import _xlmac

from arena.excel import language
from arena.excel.apple.books import Excel, Workbook, Worksheet, names_of
from arena.excel.apple.said import CommandError, Reference, there
from arena.locale import catalogue

_QUESTIONS: Mapping[str | None, tuple[str, ...]] = {
    "ok": ("ok",),
    "yes_no": ("no", "yes"),
    "yes_no_cancel": ("cancel", "no", "yes"),
}


class App(_xlmac.App):
    """Excel."""

    @property
    def api(self) -> Excel:
        return Excel(self.xl)

    @property
    def books(self) -> Books:
        return Books(self)

    def alert(
        self, prompt: str, title: str | None, buttons: str | None, mode: str | None = None, callback: object = None
    ) -> str:
        """Show a text, with buttons in the user's language, for as long as the user needs."""
        texts = catalogue(language.chosen())
        labels = {texts(f"dialog.{word}"): word for word in _QUESTIONS[buttons]}
        shown = OSAX(pid=self.pid)
        shown.activate()
        answer = shown.display_alert(title or "", message=prompt, buttons=list(labels), as_=k.informational, timeout=-1)
        return labels[answer[k.button_returned]]


class Books(_xlmac.Books):
    """The open workbooks."""

    @property
    def active(self) -> Book:
        return Book(self.app, str(self.app.xl.active_workbook.name.get()))

    def add(self) -> Book:
        return Book(self.app, str(super().add().name))

    def open(self, fullname: str, *more: object, **options: object) -> Book:
        return Book(self.app, str(super().open(fullname, *more, **options).name))

    def __call__(self, name_or_index: str | int) -> Book:
        return Book(self.app, str(self.app.xl.workbooks[name_or_index].name.get()))


class Book(_xlmac.Book):
    """A workbook."""

    stands_still = True
    """Its handles are addresses: they stay where they were when rows are inserted before them."""

    def __init__(self, app: App, name: str) -> None:
        self._held = Workbook(app.api, name)
        super().__init__(app, name)

    @property
    def xl(self) -> Reference:
        return self._held.ref

    @xl.setter
    def xl(self, ref: Reference) -> None:
        """Nothing: where the workbook is follows from its name."""

    @property
    def api(self) -> Workbook:
        return self._held

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)


class Sheets(_xlmac.Sheets):
    """The worksheets of a workbook."""

    def __call__(self, name_or_index: str | int) -> Sheet:
        return Sheet(self.workbook.api.Worksheets.Item(name_or_index), self.workbook)


class Sheet(_xlmac.Sheet):
    """A worksheet, which keeps its handle when it is given another name."""

    def __init__(self, xl: Worksheet, workbook: Book | None = None) -> None:
        self._held = xl
        self.workbook = workbook or Book(App(xl=xl.Application.ref), xl.book.name)

    @property
    def xl(self) -> Reference:
        return self._held.ref

    @property
    def api(self) -> Worksheet:
        return self._held


_NOT_PERMITTED = -1743


def running() -> xw.App | None:
    """Return the Excel that is in front, or nothing where none runs."""
    found = next(iter(_xlmac.Apps().keys()), None)
    return None if found is None else xw.App(impl=App(xl=found))


def is_running(app: xw.App) -> bool:
    """Whether that Excel still runs."""
    try:
        os.kill(app.pid, 0)
    except (ProcessLookupError, CommandError):
        return False
    except PermissionError:
        return True
    return True


def active_book(app: xw.App) -> xw.Book | None:
    """Return the workbook that the user looks at, or nothing where none is open.

    Raises:
        CommandError: the user does not let this program control Excel (-1743).
    """
    try:
        name = there(app.impl.xl.active_workbook.name.get())
    except CommandError as error:
        if error.errornumber == _NOT_PERMITTED:
            raise
        return None
    return None if name is None else xw.Book(impl=Book(app.impl, str(name)))


def follow_renamed(held: Sequence[xw.Book], shown: xw.Book) -> None:
    """Let the handle of a workbook that is not open any more be that of the one in front, which has a new name.

    Only where there is one such handle. The workbook may still be another one: whoever uses the handle has to look.
    """
    if any(book.api == shown.api for book in held):
        return
    still_open = {name.lower() for name in names_of(shown.app.impl.xl.workbooks)}
    gone = [book for book in held if book.api.name.lower() not in still_open]
    if len(gone) == 1:
        gone[0].api.name = shown.api.name
