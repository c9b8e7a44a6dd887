"""Cost of a click: dispatches to Excel per button, Python's own share, and the import of the click entry.

Run with ``python -m benchmarks.dispatches [BUTTON ...]``. Dispatches are counted by the bench
(tests/bench/excel_model), in a workbook in which each formula is its value: the model would recalculate a thousand
rows for minutes. "Own share" is the time of a click outside the dispatches over the time inside them, all in the
model, whose dispatches are not Excel's: only its order of size means something.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

from benchmarks.stopwatch import least_seconds, print_ratio
from tests.bench.excel_model.dispatch import PyIDispatch
from tests.excel import workbooks
from tests.excel.clicking import YES, Session, session

COUNTS = (10, 100, 1000)
BUTTONS = ("rank", "hard_to_miss", "check", "summary")
RUNS = 15


class _Clock:
    """Time spent inside dispatches."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, function: Callable[..., object]) -> Callable[..., object]:
        def timed(*args: object, **named: object) -> object:
            started = time.perf_counter()
            try:
                return function(*args, **named)
            finally:
                self.seconds += time.perf_counter() - started

        return timed


def _click(started: Session, button: str, book: object) -> tuple[int, float, float]:
    """The dispatches of a click, the seconds inside them and the seconds outside."""
    clock = _Clock()
    with ExitStack() as stack:
        for name in ("get", "put"):
            stack.enter_context(mock.patch.object(PyIDispatch, name, clock.around(getattr(PyIDispatch, name))))
        calls = stack.enter_context(started.excel.counting())
        began = time.perf_counter()
        started.click(button, book)
        total = time.perf_counter() - began
    return calls.total, clock.seconds, total - clock.seconds


def _buttons(folder: Path, buttons: Sequence[str]) -> None:
    print(f"{'button':<22}" + "".join(f"{count:>8} actors" for count in COUNTS) + "   own share at 1,000")
    for button in buttons:
        row, share = [], 0.0
        for step in (button, "undo"):
            row.clear()
            for count in COUNTS:
                path = folder / f"{count}.xlsx"
                if not path.exists():
                    workbooks.of_values(path, workbooks.many_actors(count))
                with session() as started:
                    book = started.open(path)
                    started.excel.answer(YES)
                    started.click("rank", started.open(_warm(folder)))  # imports
                    if step == "undo":
                        started.click(button, book)
                    dispatches, inside, outside = _click(started, step, book)
                    row.append(dispatches)
                    share = outside / inside
            name = button if step == button else f"  undo of {button}"
            print(f"{name:<22}" + "".join(f"{total:>15}" for total in row) + f"   {share:.2f}")


def _warm(folder: Path) -> Path:
    path = folder / "warm.xlsx"
    return path if path.exists() else workbooks.of_values(path, workbooks.many_actors(3))


def _import(*modules: str) -> float:
    script = f"import {', '.join(modules)}"
    return least_seconds(lambda: subprocess.run([sys.executable, "-c", script], check=True), RUNS)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LOCALAPPDATA"] = folder
        _buttons(Path(folder), sys.argv[1:] or BUTTONS)
    bare, entry = _import("xlwings"), _import("xlwings", "arena.excel.entry")
    print_ratio("import of the click entry after xlwings", entry, "import xlwings", bare, 1.05)


if __name__ == "__main__":
    main()
