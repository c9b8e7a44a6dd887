"""Clicks on buttons as the add-in's VBA makes them, and a workbook's state to compare."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlwings as xw

from arena.excel import entry, writable
from arena.excel.buttons.table import BUTTONS, BookButton, WorksOn
from arena.excel.host.excel import bare
from arena.excel.undo import last_click
from tests.bench.excel_model import ExcelBench, difference
from tests.bench.windows.scenario import ON_FILES

YES, NO = 6, 7
"""What a message box answers."""

ARENA = "Arena-analyse"

ON_BOOKS = {key: one.works_on for key, one in BUTTONS.items() if isinstance(one, BookButton) and key not in ON_FILES}
"""What each button that works on a workbook changes in it; test_merge and test_take_over try those on files."""

CHANGING = tuple(key for key, works_on in ON_BOOKS.items() if works_on in (WorksOn.TABLE, WorksOn.SHEETS))
"""The buttons that change a workbook and can be undone."""

ON_TABLES = tuple(key for key, works_on in ON_BOOKS.items() if works_on is WorksOn.TABLE)
"""Those of them that change the table alone."""


@dataclass(frozen=True)
class Answer:
    """What a click came to: what can be undone now, and what the user reads."""

    undo: str
    message: str


class Session:
    """An Excel with at most one Arena workbook open, and a server that was just started."""

    def __init__(self, excel: ExcelBench) -> None:
        self.excel = excel
        self._books: list[object] = []
        start_anew()

    def open(self, path: Path) -> xw.Book:
        return self.excel.open(path)

    def click(self, button: str, book: xw.Book | None = None) -> Answer:
        active = self.excel.application.ActiveWorkbook if book is None else book.api
        answer = entry.click(button, self.excel.application, active, None, self.key_of(active))
        label, _, message = answer.partition("\n")
        return Answer(label, message)

    def close(self, book: xw.Book) -> None:
        """Close a workbook as its user does: the add-in's VBA has Python let go of it first."""
        entry.let_go(self.excel.application, self.key_of(book.api))
        book.close()

    def key_of(self, book: object) -> str:
        """The key of a workbook, as the add-in's VBA gives it: the same under another name."""
        inner = bare(book)
        if inner not in self._books:
            self._books.append(inner)
        return str(self._books.index(inner))


def start_anew() -> None:
    """Make Python's side as it is before the first click: nothing kept, nothing agreed, nothing said."""
    for remembered in (last_click._kept, writable._agreed, writable._hinted):
        remembered.clear()


@contextmanager
def session() -> Iterator[Session]:
    with ExcelBench() as excel:
        yield Session(excel)
    start_anew()


def state_of(excel: ExcelBench, book: xw.Book) -> dict[str, Any]:
    """A dump without two things that only the model does when a table is filtered.

    It keeps a table's filter as its sheet's, also when nothing is filtered any more, and gives it a hidden name that
    Excel gives to a sheet's own filter alone.
    """
    found = excel.dump(book)
    found["names"] = {name: entry for name, entry in found["names"].items() if "_FilterDatabase" not in name}
    for sheet in found["sheets"].values():
        if sheet["filter"] is not None and not sheet["filter"]["fields"]:
            sheet["filter"] = None
    return found


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Where two states differ, apart from the sheet in front: the button for the summary brings its own there."""
    return [each for each in difference(before, after) if not each.startswith("active sheet")]


VBA_RESTORES = ("ScreenUpdating", "EnableEvents", "DisplayAlerts", "PrintCommunication", "StatusBar")
"""Settings that Excel may refuse to take back from Python. ``conftest.clicks`` leaves them switched off where Python
raises, so ``test_loader`` shows that VBA puts each of them back."""


def restore_as_vba_does(excel: ExcelBench, before: dict[str, Any]) -> None:
    """Put settings back, as the add-in's VBA does after each click, whatever Python could."""
    for name in VBA_RESTORES:
        setattr(excel.app.api, name, before[name])
