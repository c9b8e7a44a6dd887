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

# Collects a folder in a process of its own, and says how many files were read, the seconds that passed, those of
# processors, and the most memory in kilobytes: its own, and that of its largest reading process, looked at now and then
# (once it has ended, the system mixes it up with its parent's).
_COLLECTED = """
import json, os, resource, sys, time
from pathlib import Path
from arena.locale import catalogue
from arena.sharing.collecting import Estimate, collect

def most_of_children():
    pids = [pid for told in Path("/proc/self/task").glob("*/children") for pid in told.read_text().split()]
    said = [Path(f"/proc/{pid}/status").read_text() for pid in pids]
    return max((int(one.partition("VmHWM:")[2].split()[0]) for one in said if "VmHWM" in one), default=0)

began, read, largest = time.perf_counter(), 0, 0
for one in collect([Path(sys.argv[1])], texts=catalogue("nl")):
    read += isinstance(one, Estimate)
    if read % 50 == 1:
        largest = max(largest, most_of_children())
passed = time.perf_counter() - began
own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
used = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
print(json.dumps([read, passed, used, own.ru_maxrss, largest]))
"""


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
        print(
            f"{usual:6.2f} x {against:<44} {what:<44} {said}; {passed[len(passed) // 2]:.2f} x of the time that passes"
        )


def _of_folders() -> None:
    cores = _cores()
    found = {}
    for count in FOLDERS:
        with tempfile.TemporaryDirectory() as folder:
            forms(Path(folder), count)
            said = subprocess.run([sys.executable, "-c", _COLLECTED, folder], check=True, capture_output=True).stdout
            read, passed, used, own, child = found[count] = json.loads(said)
        assert read == count, read
        print(
            f"{count:6} forms: {passed / count * 1e3:.1f} ms each, {used / passed:.1f} of {cores} processors, "
            f"{own / 1024:.0f} MB and {child / 1024:.0f} MB in a reading process"
        )
    before, last = (found[count] for count in FOLDERS[-2:])
    for which, what in ((3, "collecting"), (4, "reading")):
        ratio = last[which] / before[which]
        held = f"{verdict(ratio <= AT_MOST_MORE_MEMORY)} {AT_MOST_MORE_MEMORY:g}"
        print(
            f"{ratio:6.2f} x with {FOLDERS[-2]} forms".ljust(53)
            + f"memory of the process that is {what}".ljust(45)
            + held
        )
    ratio = last[2] / FOLDERS[-1] / (before[2] / FOLDERS[-2])
    held = verdict_of_time(ratio, ratio, AT_MOST_MORE_TIME)
    print(
        f"{ratio:6.2f} x with {FOLDERS[-2]} forms".ljust(53)
        + "time of processors for each form".ljust(45)
        + f"{held} {AT_MOST_MORE_TIME:g}"
    )


def main() -> None:
    """Measure and print."""
    if sys.platform != "linux":
        print("copies that come back: measured on Linux, which tells what each process takes")
        return
    with tempfile.TemporaryDirectory() as folder:
        _of_readers(forms(Path(folder), FORMS))
    _of_folders()


if __name__ == "__main__":
    main()
