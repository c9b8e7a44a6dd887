"""The button example: the filled-in example in a workbook of its own."""

from __future__ import annotations

from arena.excel.click import Desk, Outcome
from arena.excel.opening import open_new
from arena.workbook import book
from arena.workbook.example import example
from arena.workbook.model import evaluate


def run(desk: Desk) -> Outcome:
    """Open the example in the user's language, nowhere saved yet."""
    open_new(desk, book.describe(evaluate(example(desk.language))), desk.texts("file.example"))
    return Outcome(desk.texts("button.example.done"))
