"""Cost of the standing formulas in LibreOffice: 200 actors against 20 and against schema 1, recalculated on opening.

Run with ``python -m benchmarks.recalculation``. Timed is what a user waits for: opening with a forced recalculation
of every formula (and closing); and the same less what LibreOffice takes to open an empty workbook.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import xlsxwriter

from arena.method.levels import COLUMNS
from arena.workbook import book, file_painter
from arena.workbook.model import Analysis, evaluate
from benchmarks.stopwatch import least_seconds, print_ratio
from tests.bench.libreoffice import LibreOffice

FROZEN = Path(__file__).parents[1] / "tests" / "workbook" / "frozen" / "schema-1-200-actors.xlsx"
"""The same 200 actors, as schema 1 wrote them."""

RUNS = 5
LEAST_SHARE = 0.1
"""Of LibreOffice's own start: what takes less than that cannot be told from it."""

_WORDS = ("klein", "eerder klein", "eerder groot", "groot")


def _actors(count: int) -> Analysis:
    rows = [
        {
            "actor": f"Actor {number}",
            "resources": "kennis; geld",
            "importance": 1 + number % 4,
            "replaceability": _WORDS[number // 4 % 4],
            "replaced_by": f"Actor {(number + 7) % count}",
            "dependency": (*_WORDS[1:], None)[number // 16 % 4],
        }
        for number in range(count)
    ]
    return Analysis(language="nl", table=pd.DataFrame(rows, columns=list(COLUMNS), dtype=object))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        office = LibreOffice(recalculates=True)
        empty = Path(folder) / "empty.xlsx"
        xlsxwriter.Workbook(str(empty)).close()
        paths = {count: Path(folder) / f"{count}.xlsx" for count in (20, 200)}
        for count, path in paths.items():
            file_painter.paint(book.describe(evaluate(_actors(count))), path)

        def opened(path: Path) -> Callable[[], object]:
            return lambda: office.convert([path], Path(folder) / "out", "csv")

        what = "opening and recalculating 200 actors"
        print_ratio(what, opened(paths[200]), "the same with 20", opened(paths[20]), 2)
        print_ratio(what, opened(paths[200]), "the same in the frozen workbook of schema 1", opened(FROZEN), 1.3)
        started, few, many = (least_seconds(opened(path), RUNS) for path in (empty, paths[20], paths[200]))
        own = "the same with 20, less LibreOffice's own start"
        if few - started < started * LEAST_SHARE:
            print(f"{'':>6}   {own}: too short to compare")
        else:
            print(f"{(many - started) / (few - started):6.2f} x {own}")


if __name__ == "__main__":
    main()
