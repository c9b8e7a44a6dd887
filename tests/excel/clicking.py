"""Clicks on buttons as the add-in's VBA makes them, and a workbook's state to compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlwings as xw

from arena.excel import entry, states, undo
from tests.bench.excel_model import ExcelBench, difference

YES, NO = 6, 7
"""What a message box answers."""

ARENA = "Arena-analyse"


_CHANGING = ("=", ".Apply", ".AutoFilter", ".ShowAllData", ".Add", ".Delete", ".Copy", ".Clear", ".Activate")


@dataclass(frozen=True)
class Answer:
    """What a click came to: what can be undone now, and what the user reads."""

    undo: str
    message: str


class Session:
    """An Excel with at most one Arena workbook open, and a server that was just started."""

    def __init__(self, excel: ExcelBench) -> None:
        self.excel = excel
        states.forget()
        undo.forget()

    def open(self, path: Path) -> xw.Book:
        return self.excel.open(path)

    def click(self, button: str, book: xw.Book | None = None) -> Answer:
        active = self.excel.application.ActiveWorkbook if book is None else book.api
        answer = entry.click(button, self.excel.application, active)
        label, _, message = answer.partition("\n")
        return Answer(label, message)

    def may_have_changed(self, members: list[str]) -> bool:
        """Whether any of these dispatches can change a workbook; writing to Excel's own settings does not."""
        return any(
            any(one.endswith(sign) or sign + "C" in one for sign in _CHANGING)
            for one in members
            if not one.startswith("Application.")
        )


@contextmanager
def session() -> Iterator[Session]:
    with ExcelBench() as excel:
        yield Session(excel)
    undo.forget()
    states.forget()


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


def restore_as_vba_does(excel: ExcelBench) -> None:
    """Put Excel's settings back, as the add-in's VBA does after each click, whatever Python could."""
    app = excel.app
    app.screen_updating = app.enable_events = app.display_alerts = True


@dataclass
class Faults:
    """How a series of faults ended."""

    struck: int = 0
    restored: int = 0
    carried_on: int = 0


def strike_each_dispatch(
    started: Session,
    prepare: Callable[[], xw.Book],
    button: str,
    *,
    lasting: bool,
    answers: tuple[int, ...] = (),
    every: int = 1,
) -> Faults:
    """Click a button with a fault at each of its dispatches in turn; after each the workbook is as it was.

    Args:
        prepare: opens a workbook in the state before the click.
        lasting: whether Excel goes on refusing the member that was struck.
        answers: what the user answers to the button's questions.
        every: one fault for each so many dispatches, where a click has hundreds.

    A fault that the button gets round counts as carried on: then the button has done its work.
    """
    excel = started.excel
    book = prepare()
    before, settings = state_of(excel, book), excel.settings()
    faults, n = Faults(), 0
    while True:
        n += every
        excel.model.dialogs.clear()
        excel.answer(*answers)
        with excel.counting() as calls, excel.failing_at(n, lasting=lasting, same_member=lasting) as fault:
            answer = started.click(button, book)
        if not fault.raised:
            return faults
        faults.struck += 1
        where = f"{button}, dispatch {n}: {fault.struck}, {answer.message}"
        assert "teruggezet" not in answer.message, where
        if not answer.message.startswith("Er is niets gewijzigd"):
            faults.carried_on += 1
            restore_as_vba_does(excel)
            book.close()
            book = prepare()
            continue
        if started.may_have_changed([str(one) for one in calls.dispatches]):
            assert difference(before, state_of(excel, book)) == [], where
        if lasting and str(fault.struck).startswith("Application."):
            restore_as_vba_does(excel)
        assert difference(settings, excel.settings()) == [], where
        faults.restored += 1
