"""`arena selftest --excel`: what no bench without Excel can show, tried in a real one, row by row.

Some rows a program can judge by itself. The others set the stage and ask whoever sits at the screen, in the terminal so
that Excel stays free to be used, whether what was promised is what they see. The report names no person, path or file
of the user.
"""

from __future__ import annotations

import platform
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from arena import __version__
from arena.excel.server import harmless_xlwings
from arena.selftest import rows
from arena.selftest.stage import NotAsExpected, NotTried, Row, Stage
from arena.selftest.wording import Wording
from arena.workbook.atomic import write_atomically

if TYPE_CHECKING:
    import xlwings as xw

ROWS = rows.ROWS
"""Every row, in order."""

SEEN, OTHERWISE, NOT_TRIED = "seen", "otherwise", "not_tried"


@dataclass(frozen=True)
class RowResult:
    """How a row ended: its number and key, the verdict, what was found instead, and how long it took, in seconds."""

    number: int
    row: Row
    verdict: str
    found: str = ""
    seconds: float = 0.0


def listing(wording: Wording) -> list[str]:
    """Return every row as a line: its number, what is tried, what is expected, and whether somebody has to look."""
    return [
        f"{number}. {wording(row.what)} {wording(row.expected)}{' ' + wording('by_eye') if row.asks else ''}"
        for number, row in enumerate(ROWS, start=1)
    ]


def excel_here() -> xw.App | None:
    """Return the Excel that is running; None where there is none.

    One that a program starts would not open the add-ins of the start folder, so the user's own is needed.
    """
    try:
        apps: list[xw.App] = list(harmless_xlwings().apps)
    except Exception:  # a system without Excel fails in as many ways as there are systems
        return None
    return apps[0] if apps else None


def try_row(app: xw.App, wording: Wording, number: int, look: Callable[[str], bool | None]) -> RowResult:
    """Try one row, by its number, in workbooks of its own, which are closed after it.

    ``look`` puts before a person what to do and what to expect, and returns whether they saw it; None where they
    cannot tell.
    """
    row = ROWS[number - 1]
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(app, wording, Path(folder), look)
        started = time.perf_counter()
        verdict, found = _tried(row.tries, stage)
        seconds = time.perf_counter() - started
        with suppress(Exception):  # Excel may be gone by now, which the verdict already says
            stage.close_books()
    return RowResult(number, row, verdict, found, seconds)


def _tried(tries: Callable[[Stage], None], stage: Stage) -> tuple[str, str]:
    """Return the verdict. Of an error of Excel only its kind and number are kept: its text may name a file."""
    try:
        tries(stage)
    except NotTried:
        return NOT_TRIED, ""
    except NotAsExpected as found:
        return OTHERWISE, str(found)
    except Exception as error:
        number = error.args[0] if error.args and isinstance(error.args[0], int) else ""
        return OTHERWISE, f"{type(error).__name__} {number}".strip()
    return SEEN, ""


def report(results: Iterable[RowResult], app: xw.App, wording: Wording) -> str:
    """Return the text to mail to the makers: versions, and every row with its verdict."""
    lines = [
        f"arena-analyse {__version__}",
        f"xlwings {metadata.version('xlwings')}, Python {platform.python_version()} ({platform.architecture()[0]})",
        f"Excel {_digits(app.version)}, {platform.system()} {platform.release()} {platform.machine()}",
        "",
    ]
    for result in results:
        mark = f"{result.number:>3}. [{wording(f'verdict.{result.verdict}')}] {wording(result.row.what)}"
        lines.append(mark + (f" ({result.seconds:.1f} s)" if not result.row.asks else ""))
        if result.found:
            lines.append(f"       {result.found}")
    return "\n".join(lines) + "\n"


def write_report(text: str, path: Path) -> None:
    """Write the report; one that is there is replaced. Raises a subclass of ``OutputError``."""

    def fill(beside: Path) -> None:
        beside.write_text(text, encoding="utf-8")

    write_atomically(path, fill, overwrite=True)


def _digits(version: object) -> str:
    return "".join(letter for letter in str(version) if letter.isdigit() or letter == ".")[:12]
