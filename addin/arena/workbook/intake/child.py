"""The reading process: ``python -I -m arena.workbook.intake.child``, files on standard input, one after the other.

Each comes as ``arena.workbook.intake.channel`` says, and is answered before the next: JSON, a book or
``{"rejected": [verdict, reason]}``. The process ends when standard input does, so that none outlives its parent, and
by itself where its memory does not come back after a file. Imports nothing but the standard library, defusedxml and
this package.
"""

from __future__ import annotations

import gc
import io
import json
import sys
from typing import Any

from arena.workbook.intake import channel, limits
from arena.workbook.intake.rejection import FAILED, UNSAFE, Rejected

_GROWTH_AT_REST = 1.5
"""By how much the objects of Python may have grown at rest, where the system does not tell a process's memory."""


def _limit_resources() -> None:
    """Set the memory. POSIX only: on Windows the limits on sizes and cells hold it down.

    macOS refuses a limit on address space; the limits on sizes and cells hold there as everywhere.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    _set_limit(resource.RLIMIT_AS, limits.MEMORY_BYTES, limits.MEMORY_BYTES)
    _set_limit(resource.RLIMIT_CORE, 0, 0)


def _limit_time() -> None:
    """Give the next file its processor time, on top of what the files before it took. POSIX only, as above."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    used = resource.getrusage(resource.RUSAGE_SELF)
    at_most = int(used.ru_utime + used.ru_stime) + 1 + int(limits.SECONDS)
    _set_limit(resource.RLIMIT_CPU, at_most, resource.getrlimit(resource.RLIMIT_CPU)[1])


def _set_limit(what: int, soft: int, hard: int) -> None:
    import resource  # noqa: PLC0415

    try:
        resource.setrlimit(what, (soft, hard))
    except (ValueError, OSError):  # the system has a stricter limit already, or knows none
        return


def _answer(mark: bytes, file: io.BytesIO) -> dict[str, Any]:
    """Read a file; whatever happens becomes an answer."""
    try:
        if mark == channel.KINDS["csv"]:
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


def _written(mark: bytes, content: bytes) -> bytes:
    try:
        answer = _answer(mark, io.BytesIO(content))
        return json.dumps(answer, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except MemoryError:
        return json.dumps({"rejected": [UNSAFE, "memory"]}, separators=(",", ":")).encode()


class _Rest:
    """Whether the process is as small again as before a file, so that the next one has all of its room."""

    def __init__(self) -> None:
        self._blocks = 0

    def reached(self) -> bool:
        """Let go of what was read, and return True if the process may go on."""
        gc.collect()
        gc.freeze()  # what is there now was imported: the next collection need not look at it
        if sys.platform == "linux":
            with open("/proc/self/statm", encoding="ascii") as told:
                return int(told.read().split()[1]) * _page_size() <= limits.REST_BYTES
        blocks = sys.getallocatedblocks()
        self._blocks = self._blocks or blocks
        return blocks <= _GROWTH_AT_REST * self._blocks


def _page_size() -> int:
    import resource  # noqa: PLC0415

    return resource.getpagesize()


def main() -> None:
    """Read and answer, until no file follows."""
    _limit_resources()
    gc.disable()  # many objects, in few cycles, and a short life
    files, answers = sys.stdin.buffer, sys.stdout.buffer
    rest = _Rest()
    marks = tuple(channel.KINDS.values())
    while True:
        _limit_time()
        message = channel.receive(files, marks, limits.FILE_BYTES)
        if message is None:
            return
        written = _written(*message)
        del message  # ten megabytes, perhaps
        goes_on = rest.reached()
        channel.send(answers, channel.MORE if goes_on else channel.LAST, written)
        if not goes_on:
            return


if __name__ == "__main__":
    main()
