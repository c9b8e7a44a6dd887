"""Clicks on buttons as the add-in's VBA makes them, and a workbook's state to compare."""

from __future__ import annotations

import os
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
    app.api.PrintCommunication = True


@dataclass
class Faults:
    """How a series of faults ended."""

    struck: int = 0
    restored: int = 0
    carried_on: int = 0
    looks_left: int = 0


ALL_FAULTS = bool(os.environ.get("ARENA_ALL_FAULTS"))
"""Whether each dispatch is struck also where that takes many minutes (``ARENA_ALL_FAULTS=1 pytest tests/excel``)."""

_LOOKS = (" / rows / ", " / columns / ", " / format", "gone, was {'format'", "PageSetup")
"""What a dump says of looks (of an empty cell as well), and of the sizes of rows, columns and pages."""


def strike_each_dispatch(
    started: Session,
    prepare: Callable[[], xw.Book],
    button: str,
    *,
    lasting: bool,
    answers: tuple[int, ...] = (),
    first: int = 1,
    every: int = 1,
) -> Faults:
    """Click a button with a fault at each of its dispatches in turn; after each the workbook is as it was.

    Args:
        prepare: opens a workbook in the state before the click.
        lasting: whether Excel goes on refusing the member that was struck.
        answers: what the user answers to the button's questions.
        first, every: the first dispatch to be struck, and how many lie between two, where a click has hundreds.

    A fault that the button gets round counts as carried on: then the button has done its work, and the workbook is as
    after a click without a fault, but for looks of which the message says so. A fault that lasts may leave looks
    behind that Excel refuses to give back, and again the message says so.
    """
    excel = started.excel
    before, expected, said = _without_a_fault(started, prepare, button, answers)
    book = prepare()
    settings = excel.settings()
    faults, n = Faults(), first - every
    every = 1 if ALL_FAULTS else every
    while True:
        n = max(n + every, 1)
        excel.model.dialogs.clear()
        excel.answer(*answers)
        with excel.counting() as calls, excel.failing_at(n, lasting=lasting, same_member=lasting) as fault:
            answer = started.click(button, book)
        if not fault.raised:
            return faults
        faults.struck += 1
        where = f"{button}, dispatch {n}: {fault.struck}, {answer.message}"
        fresh = False
        if answer.message.startswith("Er is niets gewijzigd"):
            assert answer.undo == "" or button == "undo", where  # an undoing that failed can be tried again
            if started.may_have_changed([str(one) for one in calls.dispatches]):
                assert difference(before, state_of(excel, book)) == [], where
            faults.restored += 1
        elif answer.message.startswith("Er liep iets mis. Wat in de cellen staat, is zoals het was"):
            assert lasting, where  # heights that Excel fits are not asked, so it may say so for nothing
            changed = difference(before, state_of(excel, book))
            assert only_looks(changed), (where, [line for line in changed if not only_looks([line])])
            faults.looks_left += 1
            fresh = True
        else:
            assert answer.message.startswith("Klaar"), where
            changed = difference(expected, state_of(excel, book))
            # where Excel will not forget by what it sorted, an arrow stays on two headings: no reason to fail
            changed = [line for line in changed if " / sort fields" not in line]
            assert changed == [] or (answer.message != said and only_looks(changed)), (where, changed)
            faults.carried_on += 1
            fresh = True
        restore_as_vba_does(excel)
        if fresh:
            book.close()
            book = prepare()
            settings = excel.settings()
        else:
            assert difference(settings, excel.settings()) == [], where


def only_looks(changed: list[str]) -> bool:
    """Whether the differences between two dumps are in looks and sizes only."""
    return all(any(sign in line for sign in _LOOKS) for line in changed)


def _without_a_fault(
    started: Session, prepare: Callable[[], xw.Book], button: str, answers: tuple[int, ...]
) -> tuple[dict[str, Any], dict[str, Any], str]:
    """A workbook's state before a click and after it, and what was said."""
    excel = started.excel
    book = prepare()
    before = state_of(excel, book)
    excel.answer(*answers)
    said = started.click(button, book).message
    assert said.startswith("Klaar"), said
    expected = state_of(excel, book)
    book.close()
    excel.model.dialogs.clear()
    return before, expected, said
