"""Many files, read by as many processes as there are processors, which they share.

Source of the limits: docs/security, "Files that come back".
"""

from __future__ import annotations

import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from arena.workbook.errors import InputError
from arena.workbook.intake.book import RawBook
from arena.workbook.intake.input_file import Content, content_of
from arena.workbook.intake.process import Died, ReadingProcess
from arena.workbook.intake.reading import answer_of, book_in, reader_failed

_AT_A_TIME = 8
"""Of many files so many go to a process one after the other, before who asked for them is woken."""

_AHEAD = 2
"""So many times as many are under way for each process before the first is asked for: no more wait to be taken."""

Understood = TypeVar("Understood")


def read_many(
    paths: Sequence[Path], understand: Callable[[Path, RawBook], Understood]
) -> Iterator[Understood | InputError]:
    """Yield, in the order of the paths, what becomes of each file: what is understood of its cells, or why it is none.

    As many processes as the machine has processors share the files; one that dies or is late is replaced, and only the
    file that it was reading is lost. Cells are let go once they are understood: memory does not grow with the files.

    Args:
        paths: the files.
        understand: what is made of a file's cells, one file at a time; may raise ``InputError``.
    """
    count = min(_processors(), len(paths))
    if not count:
        return
    pool = _Processes(count)
    one_at_a_time = threading.Lock()

    def read(path: Path) -> Understood | InputError:
        try:
            content = content_of(path)
            answer = pool.read(path, content)
            with one_at_a_time:  # Python works on one at a time anyway; so only one file's cells are in memory
                return understand(path, book_in(answer, path, content.kind))
        except InputError as error:
            return error

    def read_some(some: Sequence[Path]) -> list[Understood | InputError]:
        return [read(path) for path in some]

    at_a_time = max(1, min(_AT_A_TIME, len(paths) // (count * _AT_A_TIME)))
    with ThreadPoolExecutor(count) as threads:
        under_way: deque[Future[list[Understood | InputError]]] = deque()
        try:
            for start in range(0, len(paths), at_a_time):
                some = paths[start : start + at_a_time]
                under_way.append(threads.submit(read_some, some))
                if len(under_way) > _AHEAD * count:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        finally:
            pool.close()  # who asks for no more waits for none
            threads.shutdown(cancel_futures=True)


class _Processes:
    """Reading processes for as many files at a time as are asked for; each is started when it is first needed."""

    def __init__(self, count: int) -> None:
        self._free: queue.LifoQueue[ReadingProcess | None] = queue.LifoQueue()
        self._started: set[ReadingProcess] = set()
        self._closing = threading.Lock()
        self._closed = False
        for _ in range(count):
            self._free.put(None)

    def read(self, path: Path, content: Content) -> bytes:
        """Return the answer to a file. Raises what ``Reading.result`` raises for a process that gives none."""
        process = self._free.get()
        try:
            if process is None or process.ended:
                process = self._start()
            return answer_of(process, path, content)
        except Died as failed:
            raise reader_failed(path, str(failed)) from failed
        finally:
            self._free.put(process)

    def close(self) -> None:
        """End them all, those that are reading too, and let none be started from here on."""
        with self._closing:
            self._closed = True
        for process in self._started:
            process.kill()

    def _start(self) -> ReadingProcess:
        with self._closing:
            if self._closed:
                raise Died("closed")
            self._started = {one for one in self._started if not one.ended}
            started = ReadingProcess()
            self._started.add(started)
            return started


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
