"""The reading process: ``python -I -m arena.workbook.intake.child workbook|csv``, the file as standard input.

The parent opens the file and hands over the open file itself, so no name or path of a user's stands on a command
line. The answer is JSON on standard output: a book, or ``{"rejected": [verdict, reason]}``. Imports nothing but the
standard library, defusedxml and this package.
"""

from __future__ import annotations

import gc
import json
import sys
from typing import Any

from arena.workbook.intake import limits
from arena.workbook.intake.rejection import FAILED, UNSAFE, Rejected


def _limit_resources() -> None:
    """Set memory and processor time. POSIX only: on Windows the parent's clock is the only limit.

    macOS refuses a limit on address space; the limits on sizes and cells hold there as everywhere.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    for what, soft, hard in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.SECONDS, limits.SECONDS + 1),  # at the hard limit the signal no longer says why
        (resource.RLIMIT_CORE, 0, 0),
    ):
        try:
            resource.setrlimit(what, (soft, hard))
        except (ValueError, OSError):  # the system has a stricter limit already, or knows none
            continue


def _answer(kind: str) -> dict[str, Any]:
    """Read standard input; whatever happens becomes an answer."""
    file = sys.stdin.buffer
    try:
        if kind == "csv":
            from arena.workbook.intake.csv_file import read_csv  # noqa: PLC0415 - half of a start-up is imports

            return read_csv(file).book()
        from arena.workbook.intake.workbook_file import read_workbook  # noqa: PLC0415

        return read_workbook(file).book()
    except Rejected as rejected:
        return {"rejected": [rejected.verdict, rejected.reason]}
    except MemoryError:
        return {"rejected": [UNSAFE, "memory"]}
    except Exception as fault:  # the parent shows a sentence; the log learns where to look
        trace = fault.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""
        return {"rejected": [FAILED, f"{type(fault).__name__} {where}"]}


def main() -> None:
    """Read, answer, end."""
    _limit_resources()
    gc.disable()  # many objects, none in cycles, and a short life
    answer = _answer(sys.argv[1])
    try:
        written = json.dumps(answer, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except MemoryError:
        written = json.dumps({"rejected": [UNSAFE, "memory"]}).encode()
    sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
