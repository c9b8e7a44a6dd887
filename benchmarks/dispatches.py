"""Cost of a click: dispatches to Excel per button, Python's own share, imports, and calls of a function over rows.

Run with ``python -m benchmarks.dispatches [BUTTON ...]``. Dispatches are counted by the bench
(tests/bench/excel_model), in a workbook in which each formula is its value: the model would recalculate a thousand
rows for minutes. For the same reason Nakijken is answered "no" there: putting formulas back in a thousand rows would
make the model calculate them all. The two buttons that paint a sheet still take the model some ten minutes at 1,000.

"Own share" is the time of a click outside the dispatches over the time inside them. A dispatch is what happens from
xlwings' wrapper around an object of Excel inwards: the wrapper, the stand-in for pywin32, and the model. These are not
Excel's own times, so only the order of size means something.
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

import xlwings as xw

from arena.excel.functions import compute as functions
from arena.excel.functions import registry
from benchmarks.stopwatch import missed, print_ratio, verdict, verdict_of_time
from tests.bench.excel_model.engine import windows_engine
from tests.excel import workbooks
from tests.excel.clicking import CHANGING, NO, ON_TABLES, Session, session

COUNTS = (10, 100, 1000)
RUNS = 15
AT_MOST_MORE = 5
"""Dispatches at any number of actors above the least."""

AT_MOST_SHARE = 0.1
AT_MOST_IMPORT = 1.05
ROWS = 1000


class _Clock:
    """Time spent inside dispatches, those within another one counted once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._depth = 0

    def around(self, function: Callable[..., object]) -> Callable[..., object]:
        def timed(*args: object, **named: object) -> object:
            if self._depth:
                return function(*args, **named)
            self._depth = 1
            started = time.perf_counter()
            try:
                return function(*args, **named)
            finally:
                self.seconds += time.perf_counter() - started
                self._depth = 0

        return timed


def clicked(started: Session, button: str, book: xw.Book) -> tuple[int, float, float]:
    """The dispatches of a click, the seconds inside them and the seconds outside."""
    clock, engine = _Clock(), windows_engine()
    with ExitStack() as stack:
        for owner, names in (
            (engine.COMRetryObjectWrapper, ("__getattr__", "__setattr__", "__call__", "__iter__")),
            (engine.COMRetryMethodWrapper, ("__call__",)),
        ):
            for name in names:
                if name in vars(owner):
                    timed = clock.around(vars(owner)[name])
                    stack.enter_context(mock.patch.object(owner, name, timed))
        calls = stack.enter_context(started.excel.counting())
        began = time.perf_counter()
        started.click(button, book)
        total = time.perf_counter() - began
    return calls.total, clock.seconds, total - clock.seconds


def _buttons(folder: Path, buttons: Sequence[str]) -> None:
    print(f"{'button':<22}" + "".join(f"{count:>8} actors" for count in COUNTS) + "   own share at the last")
    for button in buttons:
        found: dict[str, list[tuple[int, float, float]]] = {button: [], f"  undo of {button}": []}
        for count in COUNTS:
            path = folder / f"{count}.xlsx"
            if not path.exists():
                workbooks.of_values(path, workbooks.many_actors(count))
            with session() as started:
                _warm(started, folder, button)
                book = started.open(path)
                started.excel.answer(NO)
                found[button].append(clicked(started, button, book))
                found[f"  undo of {button}"].append(clicked(started, "undo", book))
                if button in ON_TABLES:  # so quick that what else the machine does would count
                    for name, step in zip(found, (button, "undo"), strict=True):
                        found[name][-1] = min(found[name][-1], clicked(started, step, book), key=_share)
        for name, row in found.items():
            totals = [total for total, _, _ in row]
            flat = verdict(max(totals) - min(totals) <= AT_MOST_MORE)
            share = _share(row[-1])
            counts = "".join(f"{total:>15}" for total in totals)
            own = f"{share:.2f} {verdict_of_time(share, share, AT_MOST_SHARE)} {AT_MOST_SHARE}"
            print(f"{name:<22}{counts}   {flat} {AT_MOST_MORE} more   {own}", flush=True)


def _share(measured: tuple[int, float, float]) -> float:
    _, inside, outside = measured
    return outside / inside


def _warm(started: Session, folder: Path, button: str) -> None:
    """A click on a small workbook, so that all is imported."""
    path = folder / "warm.xlsx"
    if not path.exists():
        workbooks.of_values(path, workbooks.many_actors(3))
    book = started.open(path)
    started.excel.answer(NO)
    started.click(button, book)
    started.click("undo", book)
    book.close()


def _imports(folder: Path) -> None:
    bare, entry = _import("xlwings"), _import("xlwings", "arena.excel.entry")
    print_ratio("import of the click entry after xlwings", entry, "import xlwings", bare, AT_MOST_IMPORT, RUNS)
    for button in CHANGING:
        with session() as started:
            _warm(started, folder, button)
            before = set(sys.modules)
            _warm(started, folder, button)
            new = len(set(sys.modules) - before)
        print(f"{new:6} modules imported by a warm click on {button} and by undoing it: {verdict(new == 0)} 0")


def _import(*modules: str) -> Callable[[], object]:
    script = f"import {', '.join(modules)}"
    return lambda: subprocess.run([sys.executable, "-c", script], check=True)


def _functions() -> None:
    blocks = {
        registry.Kind.IMPORTANCE: [[1 + row % 4] for row in range(ROWS)],
        registry.Kind.REPLACEABILITY: [[("klein", "groot")[row % 2]] for row in range(ROWS)],
    }
    for function in registry.FUNCTIONS:
        given = [None if one.optional else blocks[one.kind] for one in function.arguments]
        with mock.patch.object(functions, "assess", wraps=functions.assess) as assessed:
            answer = functions.call(function, "nl", given)
        calls = assessed.call_count
        holds = calls == 1 and len(answer) == ROWS
        print(f"{calls:6} call for {len(answer):,} rows of {function.name}: {verdict(holds)} 1")


def main(buttons: Sequence[str] = CHANGING) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, LOCALAPPDATA=folder):
        _buttons(Path(folder), buttons)
        _imports(Path(folder))
    _functions()


if __name__ == "__main__":
    main(sys.argv[1:] or CHANGING)
    sys.exit(1 if missed() else 0)
