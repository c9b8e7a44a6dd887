"""Clicks on buttons as the add-in's VBA makes them, and a workbook's state to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from unittest import mock

import xlwings as xw

from arena.excel import entry, progress, states
from arena.excel.undo import last_click as undo
from tests.bench.excel_model import ExcelBench, Fault, difference

YES, NO = 6, 7
"""What a message box answers."""

ARENA = "Arena-analyse"


class Kind(StrEnum):
    """How Excel fails at a dispatch."""

    PASSING = "passing"
    """Once."""

    LASTING = "lasting"
    """It goes on refusing the member that it refused first."""

    GONE = "gone"
    """It refuses everything from then on."""


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


VBA_RESTORES = ("ScreenUpdating", "EnableEvents", "DisplayAlerts", "PrintCommunication", "StatusBar")
"""Settings that Excel may refuse to take back from Python. ``conftest.clicks`` leaves them switched off where Python
raises, so ``test_loader`` shows that VBA puts each of them back."""


def restore_as_vba_does(excel: ExcelBench, before: dict[str, Any]) -> None:
    """Put settings back, as the add-in's VBA does after each click, whatever Python could."""
    for name in VBA_RESTORES:
        setattr(excel.app.api, name, before[name])


@dataclass
class Faults:
    """How a series of faults ended."""

    struck: int = 0
    restored: int = 0
    carried_on: int = 0
    looks_left: int = 0
    admitted: int = 0


_CLICK_AGAIN = 50
"""One in so many faults is followed by the same click without a fault: then the button does its work."""

_LOOKS = (" / rows / ", " / columns / ", " / format", "gone, was {'format'", "PageSetup")
"""What a dump says of looks (of an empty cell as well), and of the sizes of rows, columns and pages."""


def strike_each_dispatch(
    started: Session,
    prepare: Callable[[], xw.Book],
    button: str,
    kind: Kind,
    *,
    answers: tuple[int, ...] = (),
    chosen: Container[int] | None = None,
) -> Faults:
    """Click a button with a fault at each of its dispatches in turn; after each the workbook is as it was.

    Args:
        started: Excel.
        prepare: opens a workbook in the state before the click.
        button: the button.
        kind: how Excel fails.
        answers: what the user answers to the button's questions.
        chosen: the dispatches to be struck, counted from 1; all unless given.

    A fault that the button gets round counts as carried on: then the button has done its work, and the workbook is as
    after a click without a fault, but for looks of which the message says so. A fault that lasts may leave looks
    behind that Excel refuses to give back, and again the message says so. Where Excel refuses everything, nothing can
    be put back: then the message names what is not as it was.
    """
    excel = started.excel
    before, expected, said = _without_a_fault(started, prepare, button, answers)
    book = prepare()
    settings = excel.settings()
    excel.answer(*answers)

    def judge(fault: Fault, answer: Answer) -> str:
        """Which count of ``Faults`` this fault belongs to."""
        found = judged(answer)
        if found == "restored" and fault.number % _CLICK_AGAIN == 0:
            excel.forget_dialogs()
            excel.answer(*answers)
            assert started.click(button, book).message == said
            assert difference(expected, state_of(excel, book)) == []
        return found

    def judged(answer: Answer) -> str:
        if answer.message.startswith("Er is niets gewijzigd"):
            assert answer.undo == "" or button == "undo"  # an undoing that failed can be tried again
            assert difference(before, state_of(excel, book)) == []
            restore_as_vba_does(excel, settings)
            left = difference(settings, excel.settings())
            if kind is Kind.GONE:  # what lies aside is closed at the next click (test_summary)
                left = [line for line in left if not line.startswith("open workbooks")]
            assert left == [], left
            return "restored"
        if answer.message.startswith("Er liep iets mis. Wat in de cellen staat, is zoals het was"):
            assert kind is not Kind.PASSING, answer  # heights that Excel fits are not asked: it may be said for nothing
            changed = difference(before, state_of(excel, book))
            assert only_looks(changed), (answer, [line for line in changed if not only_looks([line])])
            return "looks_left"
        if "kon niet teruggezet worden" in answer.message:
            assert kind is Kind.GONE, answer
            return "admitted"
        assert answer.message.startswith("Klaar"), answer
        changed = difference(expected, state_of(excel, book))
        # where Excel will not forget by what it sorted, an arrow stays on two headings: no reason to fail
        changed = [line for line in changed if " / sort fields" not in line]
        assert changed == [] or (answer.message != said and only_looks(changed)), (answer, changed)
        return "carried_on"

    with mock.patch.object(progress, "PATIENCE", -1):  # the status bar speaks at once, however quick the machine
        _, struck = excel.striking_each(
            lambda: started.click(button, book),
            judge,
            lasting=kind is not Kind.PASSING,
            same_member=kind is Kind.LASTING,
            chosen=chosen,
        )
    failed = [f"{button}, dispatch {one.n}, {one.dispatch}\n{one.failure}" for one in struck if one.failure]
    assert not failed, f"{len(failed)} of {len(struck)} faults\n" + "\n".join(failed[:5])
    return Faults(len(struck), **Counter(one.found for one in struck if one.found))


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
    excel.forget_dialogs()
    return before, expected, said
