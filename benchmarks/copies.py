"""Cost of taking copies back: safely and by all processors, against the reader alone and against other readers.

Run with ``python -m benchmarks.copies``. Per core means by the processor's seconds of all processes together, so that a
busy machine changes little; only the ratios mean something on another machine.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import python_calamine

from arena.workbook.intake import container
from arena.workbook.intake.many import read_many
from arena.workbook.intake.reading import book_of
from arena.workbook.intake.workbook_file import read_workbook
from benchmarks.stopwatch import ROUNDS, verdict, verdict_of_time
from tests.sharing.forms import Filled, rating

FORMS = 500
FOLDERS = (2, 500, 2_000)
FILLERS = 20
"""So many forms are filled in differently; the others are these under other names."""

AT_MOST_OF_READER, AT_MOST_OF_PANDAS = 1.3, 0.5
"""What reading safely may take, of our own reader without child and limits, and of a loop of pandas."""
AT_MOST_MORE_MEMORY, AT_MOST_MORE_TIME = 1.1, 1.25
"""How much more the largest folder may take than the one before it: of memory, and of time for each file."""

_NAME = "Naam van de invuller"

_MORE_OF_A_CORE = 1.1
"""What the busiest process may do of all the work, beyond a core's even part: what it does more, another core waits."""

# Collects a folder in a process of its own. Says how many files were read, the seconds that passed, those of
# processors, what its busiest process had of these, and the most memory in kilobytes: its own, and that of its largest
# reading process. These are looked at now and then (once they have ended, the system mixes them up with their parent).
_COLLECTED = """
import json, os, resource, sys, time
from pathlib import Path
from arena.locale import catalogue
from arena.sharing.collecting import Estimate, collect

busy, largest = {}, 0

def look_at_children():
    global largest
    for pid in (pid for told in Path("/proc/self/task").glob("*/children") for pid in told.read_text().split()):
        status = Path(f"/proc/{pid}/status").read_text()
        if "VmHWM" in status:
            largest = max(largest, int(status.partition("VmHWM:")[2].split()[0]))
        ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        busy[pid] = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

began, before, read = time.perf_counter(), time.process_time(), 0
for one in collect([Path(sys.argv[1])], texts=catalogue("nl")):
    read += isinstance(one, Estimate)
    if read % 50 == 1 or read == int(sys.argv[2]):
        look_at_children()
passed = time.perf_counter() - began
own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
of_own = own.ru_utime + own.ru_stime - before
used = of_own + children.ru_utime + children.ru_stime
print(json.dumps([read, passed, used, max(of_own, *busy.values()), own.ru_maxrss, largest]))
"""


class _Collected(NamedTuple):
    """What collecting a folder came to, as ``_COLLECTED`` says it."""

    read: int
    passed: float
    used: float
    busiest: float
    own_memory: int
    reading_memory: int


def _collected(folder: str, count: int, *, on_one: bool = False) -> _Collected:
    """Collect a folder of so many forms, by all processors or by one of them."""
    one = {min(os.sched_getaffinity(0))}
    said = subprocess.run(
        [sys.executable, "-c", _COLLECTED, folder, str(count)],
        check=True,
        capture_output=True,
        preexec_fn=(lambda: os.sched_setaffinity(0, one)) if on_one else None,
    )
    found = _Collected(*json.loads(said.stdout))
    assert found.read == count, found
    return found


def forms(folder: Path, count: int) -> list[Path]:
    """Write so many filled-in forms, each with a name of its own."""
    made = []
    for filler in range(FILLERS):
        path = Filled(name=_NAME, rate=lambda row, filler=filler: rating(row, filler)).write(folder / "form.xlsx")  # type: ignore[misc]
        with zipfile.ZipFile(path) as form:
            made.append({name: form.read(name) for name in form.namelist()})
        path.unlink()
    paths = []
    for number in range(count):
        paths.append(folder / f"{number:05}.xlsx")
        with zipfile.ZipFile(paths[-1], "w", zipfile.ZIP_DEFLATED) as copy:
            for name, part in made[number % FILLERS].items():
                copy.writestr(name, part.replace(_NAME.encode(), f"Invuller {number}".encode()))
    return paths


@contextmanager
def without_limits() -> Iterator[None]:
    """Let the reader look at no part that it does not read, and count nothing."""
    inspect, overlap, elsewhere = (
        container.Container._inspect,
        container._check_overlap,
        container.Container.refuse_dtd_elsewhere,
    )
    container.Container._inspect = lambda *_: None  # type: ignore[method-assign]
    container.Container.refuse_dtd_elsewhere = lambda *_: None  # type: ignore[method-assign]
    container._check_overlap = lambda *_: None
    try:
        yield
    finally:
        container.Container._inspect = inspect  # type: ignore[method-assign]
        container.Container.refuse_dtd_elsewhere = elsewhere  # type: ignore[method-assign]
        container._check_overlap = overlap


def _alone(paths: list[Path]) -> None:
    """Read by the reader alone: a part of the files on each processor, since neighbours at work slow one another."""
    cores = _cores()
    with without_limits(), multiprocessing.get_context("fork").Pool(cores) as pool:
        pool.map(_read, paths, chunksize=-(-len(paths) // cores))


def _read(path: Path) -> None:
    book_of(read_workbook(io.BytesIO(path.read_bytes())).book(), path, "workbook")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _safely(paths: list[Path]) -> None:
    for found in read_many(paths, lambda _, book: book):
        assert not isinstance(found, Exception), found


def _by_pandas(paths: list[Path]) -> None:
    for path in paths:
        pd.read_excel(path, header=None, engine="openpyxl")


def _by_calamine(paths: list[Path]) -> None:
    for path in paths:
        python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _seconds(work: Callable[[list[Path]], None], paths: list[Path]) -> tuple[float, float]:
    """Return the seconds of processors that work took, and those that passed."""
    began, before = time.perf_counter(), sum(os.times()[:4])
    work(paths)
    return sum(os.times()[:4]) - before, time.perf_counter() - began


def _of_readers(paths: list[Path]) -> None:
    rounds = [
        {work: _seconds(work, paths) for work in (_alone, _safely, _by_pandas, _by_calamine)} for _ in range(ROUNDS)
    ]
    lines = (
        ("the same reader, no child, no limits", _alone, AT_MOST_OF_READER),
        ("a loop of pandas.read_excel", _by_pandas, AT_MOST_OF_PANDAS),
        ("a loop of python-calamine", _by_calamine, None),
    )
    for against, base, at_most in lines:
        ratios = sorted(one[_safely][0] / one[base][0] for one in rounds)
        passed = sorted(one[_safely][1] / one[base][1] for one in rounds)
        usual = ratios[len(ratios) // 2]
        said = "" if at_most is None else f"{verdict_of_time(usual, ratios[0], at_most)} {at_most:g}"
        what = f"{len(paths)} forms read safely, per core"
        _line(usual, against, what, f"{said}; {passed[len(passed) // 2]:.2f} x of the time that passes")


def _line(ratio: float, against: str, what: str, said: str) -> None:
    print(f"{ratio:6.2f} x {against:<44} {what:<44} {said}")


def _of_folders() -> None:
    cores = _cores()
    found = {}
    for count in FOLDERS:
        with tempfile.TemporaryDirectory() as folder:
            forms(Path(folder), count)
            found[count] = one = _collected(folder, count)
        print(
            f"{count:6} forms: {one.passed / count * 1e3:.1f} ms each, {one.used / one.passed:.1f} of {cores} "
            f"processors, {one.own_memory / 1024:.0f} MB and {one.reading_memory / 1024:.0f} MB in a reading process"
        )
    before, last = (found[count] for count in FOLDERS[-2:])
    against = f"with {FOLDERS[-2]} forms"
    of_memory = {"collecting": "own_memory", "reading": "reading_memory"}
    for what, which in of_memory.items():
        ratio = getattr(last, which) / getattr(before, which)
        held = f"{verdict(ratio <= AT_MOST_MORE_MEMORY)} {AT_MOST_MORE_MEMORY:g}"
        _line(ratio, against, f"memory of the process that is {what}", held)
    ratio = last.used / FOLDERS[-1] / (before.used / FOLDERS[-2])
    held = f"{verdict_of_time(ratio, ratio, AT_MOST_MORE_TIME)} {AT_MOST_MORE_TIME:g}"
    _line(ratio, against, "time of processors for each form", held)


def _of_cores() -> None:
    """Compare all processors with one: by how the work is spread, which a busy machine leaves as it is, and by time.

    Only the first is judged: how much time passes is a matter of what else the machine does.
    """
    cores = _cores()
    with tempfile.TemporaryDirectory() as folder:
        forms(Path(folder), FORMS)
        rounds = [(_collected(folder, FORMS), _collected(folder, FORMS, on_one=True)) for _ in range(ROUNDS)]
    spread = sorted(everywhere.busiest / (everywhere.used / cores) for everywhere, _ in rounds)[ROUNDS // 2]
    held = f"{verdict(cores == 1 or spread <= _MORE_OF_A_CORE)} {_MORE_OF_A_CORE:g}"
    _line(spread, f"an even part for each of {cores} processors", "work of the busiest process", held)
    ratios = sorted(everywhere.passed / alone.passed for everywhere, alone in rounds)
    _line(ratios[ROUNDS // 2], "one processor, the time that passes", f"{FORMS} forms by all {cores}", "")


def main() -> None:
    """Measure and print."""
    if sys.platform != "linux":
        print("copies that come back: measured on Linux, which tells what each process takes")
        return
    with tempfile.TemporaryDirectory() as folder:
        _of_readers(forms(Path(folder), FORMS))
    _of_folders()
    _of_cores()


if __name__ == "__main__":
    main()
