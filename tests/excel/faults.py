"""Faults at the dispatches of a click: what may become of the workbook, and which dispatches are struck."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import FrameType
from typing import Any
from unittest import mock

import xlwings as xw

from arena.excel import progress
from tests.bench.excel_model import Dispatch, Fault, difference
from tests.excel.clicking import Answer, Session, restore_as_vba_does, state_of
from tests.thorough import ALL

_CLICK_AGAIN = 50 if ALL else 20
"""One in so many faults is followed by the same click without a fault: then the button does its work."""

_GONE = 4
"""Where every dispatch is struck, one in so many is with an Excel that is gone: that ends alike wherever it went."""

_LOOKS = (" / rows / ", " / columns / ", " / format", "gone, was {'format'", "PageSetup", "PageBreak", " / validations")
"""What a dump says of looks (of an empty cell as well), of lists to choose from, which come back with the looks, and of
the sizes of rows, columns and pages.
"""


class Kind(StrEnum):
    """How Excel fails at a dispatch."""

    PASSING = "passing"
    """Once."""

    LASTING = "lasting"
    """It goes on refusing the member that it refused first."""

    GONE = "gone"
    """It refuses everything from then on."""


@dataclass
class Faults:
    """How a series of faults ended."""

    struck: int = 0
    restored: int = 0
    carried_on: int = 0
    looks_left: int = 0
    admitted: int = 0


class Chosen:
    """Says of each dispatch of a click, in their order, whether it is struck.

    One of each kind is: the same member, asked for by the same functions of the product from the click down. So each
    thing that a step does is refused once, and that a loop does it for every sheet or style makes no new kind. In which
    of the ways Excel fails at it they take in turn. With `make test-all` each dispatch is struck, in each way.
    """

    def __init__(self, kind: Kind) -> None:
        self._turn, self._turns = list(Kind).index(kind), len(Kind)
        if ALL:
            self._turn, self._turns = 0, _GONE if kind is Kind.GONE else 1
        self._known: set[object] = set()

    def __call__(self, n: int, dispatch: Dispatch) -> bool:
        asked = n if ALL else (dispatch, _way(sys._getframe(1)))
        if asked in self._known:
            return False
        self._known.add(asked)
        return len(self._known) % self._turns == self._turn


def _way(frame: FrameType | None) -> tuple[object, ...]:
    """The functions of the product that are at work, the innermost first."""
    way = []
    while frame is not None:
        if str(frame.f_globals.get("__name__", "")).startswith("arena."):
            way.append(frame.f_code)
        frame = frame.f_back
    return tuple(way)


class Judge:
    """Tells what became of a workbook by a click with a fault: by what the user reads, and whether that is so.

    A fault that the button gets round counts as carried on: then the button has done its work, and the workbook is as
    after a click without a fault, but for looks of which the message says so. A fault that lasts may leave looks
    behind that Excel refuses to give back, and again the message says so. Where Excel refuses everything, nothing can
    be put back: then the message names what is not as it was.
    """

    def __init__(self, started: Session, book: xw.Book, clean: CleanClick, kind: Kind) -> None:
        self._started, self._book, self._clean, self._kind = started, book, clean, kind
        self._settings = started.excel.settings()

    def __call__(self, fault: Fault, answer: Answer) -> str:
        """Return which count of ``Faults`` a fault belongs to."""
        outcomes: dict[str, Callable[[Answer], str]] = {
            "Er is niets gewijzigd": self._restored,
            "Er liep iets mis. Wat in de cellen staat, is zoals het was": self._looks_left,
            "Klaar": self._carried_on,
        }
        found = next((judged for sign, judged in outcomes.items() if answer.message.startswith(sign)), self._admitted)
        outcome = found(answer)
        if outcome == "restored" and fault.number % _CLICK_AGAIN == 0:
            self._works_again()
        return outcome

    def _changed(self, since: dict[str, Any]) -> list[str]:
        return difference(since, state_of(self._started.excel, self._book))

    def _restored(self, answer: Answer) -> str:
        assert answer.undo == "" or self._clean.button == "undo"  # an undoing that failed can be tried again
        assert self._changed(self._clean.before) == []
        restore_as_vba_does(self._started.excel, self._settings)
        left = difference(self._settings, self._started.excel.settings())
        if self._kind is Kind.GONE:  # what lies aside is closed at the next click (test_summary)
            left = [line for line in left if not line.startswith("open workbooks")]
        assert left == [], left
        return "restored"

    def _looks_left(self, answer: Answer) -> str:
        assert self._kind is not Kind.PASSING, answer
        # heights that Excel fits are not asked: it may be said for nothing
        more = [line for line in self._changed(self._clean.before) if not _only_looks([line])]
        assert more == [], (answer, more)
        return "looks_left"

    def _carried_on(self, answer: Answer) -> str:
        # where Excel will not forget by what it sorted, an arrow stays on two headings: no reason to fail
        # nor is it one that what the button did is not brought in front
        left_aside = ("active sheet", " / sort fields")
        changed = [line for line in self._changed(self._clean.after) if not any(sign in line for sign in left_aside)]
        assert changed == [] or (answer.message != self._clean.said and _only_looks(changed)), (answer, changed)
        return "carried_on"

    def _admitted(self, answer: Answer) -> str:
        assert "kon niet teruggezet worden" in answer.message, answer
        assert self._kind is Kind.GONE, answer
        return "admitted"

    def _works_again(self) -> None:
        excel = self._started.excel
        excel.forget_dialogs()
        excel.answer(*self._clean.answers)
        assert self._started.click(self._clean.button, self._book).message == self._clean.said
        assert self._changed(self._clean.after) == []


@dataclass(frozen=True)
class CleanClick:
    """A click without a fault: the workbook's state before and after it, and what was said."""

    button: str
    answers: tuple[object, ...]
    before: dict[str, Any]
    after: dict[str, Any]
    said: str


def clean_click(
    started: Session, prepare: Callable[[], xw.Book], button: str, answers: tuple[object, ...]
) -> CleanClick:
    """Click on a button in a workbook of its own, which is closed after it."""
    excel = started.excel
    book = prepare()
    before = state_of(excel, book)
    excel.answer(*answers)
    said = started.click(button, book).message
    assert said.startswith("Klaar"), said
    after = state_of(excel, book)
    book.close()
    excel.forget_dialogs()
    return CleanClick(button, answers, before, after, said)


def strike(
    started: Session, prepare: Callable[[], xw.Book], button: str, kind: Kind, answers: tuple[object, ...] = ()
) -> Faults:
    """Click on a button with a fault at each kind of its dispatches in turn, and judge each.

    Args:
        started: Excel.
        prepare: opens a workbook in the state before the click.
        button: the button.
        kind: how Excel fails.
        answers: what the user answers to the button's questions.
    """
    clean = clean_click(started, prepare, button, answers)
    book = prepare()
    started.excel.answer(*answers)
    with mock.patch.object(progress, "PATIENCE", -1):  # the status bar speaks at once, however quick the machine
        _, struck = started.excel.striking_each(
            lambda: started.click(button, book),
            Judge(started, book, clean, kind),
            lasting=kind is not Kind.PASSING,
            same_member=kind is Kind.LASTING,
            chosen=Chosen(kind),
        )
    failed = [f"{button}, dispatch {one.n}, {one.dispatch}\n{one.failure}" for one in struck if one.failure]
    assert not failed, f"{len(failed)} of {len(struck)} faults\n" + "\n".join(failed[:5])
    return Faults(len(struck), **Counter(one.found for one in struck if one.found))


def _only_looks(changed: list[str]) -> bool:
    """Whether the differences between two dumps are in looks and sizes only."""
    return all(any(sign in line for sign in _LOOKS) for line in changed)
