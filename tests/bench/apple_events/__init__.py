"""Excel for Mac without a Mac: xlwings' engine for it, and Apple events, on the same model of Excel.

    code under test -> arena.excel.apple -> xlwings._xlmac -> stand-in for appscript -> list of words -> model of Excel

The engine is the real one and so is Excel's dictionary (``xlwings.mac_dict``). The stand-in refuses what appscript
would refuse. Which word belongs to which object is written down in ``dictionary``, each with where it was seen. Each
event counts as one dispatch and may be made to fail. Nothing here was ever held against Excel on a Mac: a word that is
used rightly here may still be one that Excel does not heed.
"""

from __future__ import annotations

import os
from types import TracebackType
from typing import Any, Self

import xlwings as xw

from tests.bench.excel_model import ExcelBench

from . import modules
from .excel import AppleExcel, UnknownWordError

YES, NO, CANCEL = 6, 7, 2
"""What a question is answered with: the same as on Windows."""

_FROM_THE_END = {YES: -1, NO: -2, CANCEL: 0}


class MacBench(ExcelBench):
    """An Excel on a Mac, as a process that takes Apple events."""

    def __init__(self) -> None:
        super().__init__()
        self.events = AppleExcel(self)

    def __enter__(self) -> Self:
        super().__enter__()
        self._open.enter_context(modules.at_work(os.getpid(), self.events.answer, self._show))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, failure, trace)

    def _show(self, title: str, message: str, buttons: list[str]) -> str:
        """Show a dialogue: a question is answered from ``answer(...)``, else with its last button."""
        interpreter: Any = self.model.interpreter
        interpreter.dialogs.append(("MsgBox", message, title, len(buttons)))
        if len(buttons) == 1 or not interpreter.answers:
            return buttons[-1]
        return buttons[_FROM_THE_END[int(interpreter.answers.pop(0))]]

    def mac_app(self) -> xw.App:
        """This Excel as the add-in finds it on a Mac."""
        from arena.excel.apple import handles

        found = handles.running()
        assert found is not None
        return found

    def mac_book(self) -> xw.Book | None:
        """The active workbook as the add-in finds it on a Mac."""
        from arena.excel.apple import handles

        return handles.active_book(self.mac_app())


__all__ = ["CANCEL", "NO", "YES", "MacBench", "UnknownWordError"]
