"""Clicks on buttons as the add-in's AppleScript brings them about on a Mac."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import xlwings as xw

from arena.excel import mac, states, undo
from arena.excel.transaction import Transaction
from tests.bench.apple_events import MacBench
from tests.excel.clicking import Answer, Session


class MacSession(Session):
    """An Excel on a Mac, and a process that was just started by a click."""

    excel: MacBench

    def __init__(self, excel: MacBench) -> None:
        super().__init__(excel)
        self.clicks = mac.Clicks()

    def click(self, button: str, book: xw.Book | None = None) -> Answer:
        """Click a button: the workbook is the one in front. The answer is what the user reads last."""
        shown, kept = len(self.excel.messages), self._kept()
        self.clicks.perform(button)
        undone = "" if self._kept() in (None, kept) else "can be undone"
        return Answer(undone, self.excel.messages[-1] if len(self.excel.messages) > shown else "")

    def _kept(self) -> Transaction | None:
        """What can be undone now."""
        book = self.excel.mac_book()
        return None if book is None else undo.kept_for(book)


@contextmanager
def mac_session() -> Iterator[MacSession]:
    with MacBench() as excel:
        yield MacSession(excel)
        undo.forget()
        states.forget()
