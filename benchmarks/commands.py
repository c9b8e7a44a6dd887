"""Cost of the command line and of writing a workbook, against the libraries that they stand on; size of a template.

Run with ``python -m benchmarks.commands``. Commands are timed as whole processes, the least of several runs; only the
ratios mean something on another machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
import xlsxwriter

from arena.build import templates
from arena.method.levels import COLUMNS
from arena.workbook import book, file_painter
from arena.workbook.example import example
from arena.workbook.model import Analysis, evaluate
from benchmarks.stopwatch import print_ratio, verdict

ACTORS = 30
AT_MOST_KILOBYTES = 280
"""Of 1,000 bytes: what an empty template may weigh.

It would be half of it with each formula of Rekenblad written once, but then LibreOffice leaves counts as they were
while somebody types (`sheets/calculation/page.py`).
"""


def _process(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def _thirty_actors() -> Analysis:
    filled = example("nl")
    rows = [filled.table.iloc[[number % len(filled.table)]] for number in range(ACTORS)]
    table = pd.concat(rows, ignore_index=True)[list(COLUMNS)]
    table["actor"] = [f"{name} {number}" for number, name in enumerate(table["actor"])]
    return Analysis(language="nl", answers=filled.answers, table=table)


def _plain_cells(path: Path, sizes: list[tuple[str, list[tuple[int, int]]]]) -> None:
    """As many cells, on as many sheets, in the same places, each a short text of its own without a format."""
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as workbook:
        for name, places in sizes:
            sheet = workbook.add_worksheet(name)
            for row, column in places:
                sheet.write_string(row, column, f"cell {row} {column}")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thirty.xlsx"
        file_painter.paint(book.describe(evaluate(_thirty_actors())), path)

        def bare() -> None:
            _process("-c", "import pandas, openpyxl")

        def ranked() -> None:
            _process("-m", "arena", "rank", str(path), "--json")

        print_ratio(f"arena rank, {ACTORS} actors", ranked, "import pandas, openpyxl", bare, 1.6)
        print_ratio("arena --help", lambda: _process("-m", "arena", "--help"), "import pandas, openpyxl", bare, 0.3)

        for item in templates.shipped():
            if item.template:
                size = templates.write(item, Path(folder)).stat().st_size / 1000
                held = f"{verdict(size <= AT_MOST_KILOBYTES)} {AT_MOST_KILOBYTES}"
                print(f"{size:6.1f} kB {item.file}, empty: {held}")

        filled = evaluate(example("nl"))
        described = book.describe(filled)
        places = [(sheet.name, sorted(sheet.cells)) for sheet in described.sheets]
        cells = sum(len(of_sheet) for _, of_sheet in places)
        target = Path(folder) / "written.xlsx"
        writing = {
            f"writing the described example, {cells} cells": lambda: file_painter.paint(described, target),
            "the same, from reading the example on": lambda: file_painter.paint(
                book.describe(evaluate(example("nl"))), target
            ),
        }
        for what, work in writing.items():
            print_ratio(what, work, "XlsxWriter, as many plain cells", lambda: _plain_cells(target, places), 3)


if __name__ == "__main__":
    main()
