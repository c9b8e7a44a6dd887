"""Cost of the double click, of a first click and of later ones, and the server's memory, on the Windows of the bench.

Run with ``python -m benchmarks.on_windows``, where ``make windows`` was done; it says so where it was not. Everything
is a ratio to a figure of the same run: to a bare ``import xlwings`` there, or to as many empty dispatches (one is the
reading of a property that needs no thinking, through xlwings and real COM). Wine's own seconds mean nothing elsewhere.

A click's own seconds are those outside the model of Excel: Python's, and all that goes to and fro. That is more than
is dispatched: an object is made known to the other process, pywin32 asks it of what type it is, and lets go of both. So
a dispatch that hands out an object is compared with an empty one that does so too.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.stopwatch import missed, verdict, verdict_of_time
from tests.bench.windows import making, scenario, wine
from tests.bench.windows.double_clicks import INSTALL, REMOVE, SECONDS, make_bundle
from tests.bench.windows.over_com import place
from tests.bench.windows.over_com.memory import MEMORY
from tests.bench.windows.session import PYTHON, User, Windows
from tests.excel import workbooks

AT_MOST_DISPATCHES = 1.5
RUNS = 3


def main() -> None:
    """Measure and print."""
    here = wine.found()
    if here is None or not making.base().is_dir():
        print("no Windows is set up, or one of other files: make windows")
        return
    with Windows(here, making.base()) as windows, tempfile.TemporaryDirectory() as folder:
        user, files = place.with_windows(windows), Path(folder)
        workbooks.of_values(files / scenario.ANALYSIS, workbooks.table_of(workbooks.ACTORS))
        scenario.write_cells(files / scenario.CELLS)
        seconds, memory = _bare_xlwings(user)
        took = _double_click(windows)
        _print(took, seconds, "import xlwings", "from the double click to ‘Klaar’, with nothing to fetch")
        installed = user.arena("install", seconds=SECONDS)
        assert installed.code == 0, installed.said
        told = place.answers(user, files, "tests.bench.windows.over_com.speed")
        assert told["failures"] == [], told["failures"]
        _print(told["cold"], seconds, "import xlwings", "a first click, with the model's own work in it")
        _print(told["memory"], memory, "the memory of import xlwings", "memory of the server at rest after the clicks")
        for button, click in told["clicks"].items():
            count, objects = click["dispatches"], click["objects"]
            ratios = [of / (empty * (count - objects) / count + handing) for of, empty, handing in click["runs"]]
            plain = statistics.median(of / empty for of, empty, _ in click["runs"])
            usual = statistics.median(ratios)
            print(
                f"{usual:6.2f} x {count} empty dispatches, {objects} for an object".ljust(55)
                + f"a warm click on {button}".ljust(32)
                + f"{verdict_of_time(usual, min(ratios), AT_MOST_DISPATCHES)} {AT_MOST_DISPATCHES}; "
                + f"{plain:.1f} x if none were for an object; {verdict(click['bound'] == 0)} 0 members asked for anew"
            )


def _bare_xlwings(user: User) -> tuple[float, int]:
    """The seconds and the bytes of a Python there that imports xlwings and nothing else, the least of some runs."""
    times, sizes = [], []
    for _ in range(RUNS):
        began = time.perf_counter()
        ran = user.run(PYTHON, "-I", "-B", "-c", f"import xlwings\n{MEMORY}\nprint(answer)", seconds=SECONDS)
        times.append(time.perf_counter() - began)
        assert ran.code == 0, ran.said
        sizes.append(int(ran.out))
    return min(times), min(sizes)


def _double_click(windows: Windows) -> float:
    """The seconds in which the double click on a bundle installs it, for a user from whom it then goes."""
    user = windows.user("Zoë De Smet")
    unpacked = user.environment["USERPROFILE"] + r"\Downloads\Arena-analyse"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(make_bundle(windows, Path(folder)), windows.path(unpacked))
    took = []
    for file in (INSTALL, REMOVE):
        began = time.perf_counter()
        ran = user.run(f"{unpacked}\\{file}", "/stil", seconds=SECONDS)
        took.append(time.perf_counter() - began)
        assert ran.code == 0, ran.said
    return took[0]


def _print(found: float, of: float, against: str, what: str) -> None:
    print(f"{found / of:6.2f} x {against:<44} {what}")


if __name__ == "__main__":
    main()
    sys.exit(1 if missed() else 0)
