"""The button new: an empty Arena workbook."""

from __future__ import annotations

from arena.excel.click import Desk, Outcome
from arena.excel.opening import open_new
from arena.workbook import book
from arena.workbook.model import Analysis, evaluate


def run(desk: Desk) -> Outcome:
    """Open an empty workbook in the user's language, nowhere saved yet."""
    open_new(desk, book.describe(evaluate(Analysis(language=desk.language))), desk.texts("file.template"))
    return Outcome(desk.texts("button.new.done"))
