"""A reading process as its parent sees it: files go in, answers come out, and it may be late, flood or die.

Source of the limits: docs/security, "Files that come back".
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
import weakref

from arena.workbook.intake import channel, limits

_OUT_OF_PROCESSOR_TIME = -signal.SIGXCPU if sys.platform != "win32" else None

_SECONDS_BETWEEN_LOOKS = 0.1


class Late(Exception):
    """Reading did not end in time; the process was killed."""


class Flooded(Exception):
    """The answer was longer than is taken; the process was killed."""


class Died(Exception):
    """The process did not start, or ended without an answer, or with one that is none. The reason is for the log."""


class ReadingProcess:
    """One process that reads files, one at a time. Raises ``Died`` where none can be started."""

    def __init__(self) -> None:
        self._late = False
        self._until: float | None = None
        self._clock = threading.Lock()
        try:
            self._process = subprocess.Popen(  # our own interpreter and constants
                [sys.executable, "-I", "-m", "arena.workbook.intake.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no black window flashes up in Windows
            )
        except OSError as refused:
            raise Died(f"start {refused.errno}") from refused
        # it ends with us, also where Ctrl+C breaks us off in the midst of a file: Windows tells it nothing of that
        weakref.finalize(self, self._process.kill)
        threading.Thread(target=self._watch, daemon=True).start()

    def read(self, kind: str, content: bytes) -> bytes:
        """Return the answer to a file of a kind, ``"workbook"`` or ``"csv"``, as JSON.

        Raises:
            Late, Flooded, Died: as their names say; the process has then ended.
        """
        self._set_clock(time.monotonic() + limits.SECONDS)
        try:
            mark, answer = self._exchange(channel.KINDS[kind], content)
        except channel.TooLong as flood:
            self.kill()
            raise Flooded from flood
        except (OSError, channel.Broken, MemoryError) as broken:
            self.kill()
            if self._late or self._process.returncode == _OUT_OF_PROCESSOR_TIME:
                raise Late from broken
            raise Died(f"exit {self._process.returncode}") from broken
        self._set_clock(None)
        if mark == channel.LAST or self._late:
            self.kill()
        return answer

    @property
    def ended(self) -> bool:
        """True if it takes no further file, for whatever reason."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """End the process at once: it holds nothing that could be lost."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not written has nobody to go to
                    continue

    def _exchange(self, kind: bytes, content: bytes) -> tuple[bytes, bytes]:
        files, answers = self._process.stdin, self._process.stdout
        if files is None or answers is None:
            raise channel.Broken("pipes")
        channel.send(files, kind, content)
        answer = channel.receive(answers, (channel.MORE, channel.LAST), limits.ANSWER_BYTES)
        if answer is None:
            raise channel.Broken("no answer")
        return answer

    def _set_clock(self, until: float | None) -> None:
        with self._clock:  # a file that is done in time is never taken for the next one
            self._until = until

    def _watch(self) -> None:
        """Kill the process when the time of its file is over; one thread for all its files, since each costs time."""
        while not self.ended:
            time.sleep(_SECONDS_BETWEEN_LOOKS)
            with self._clock:
                if self._until is not None and time.monotonic() > self._until:
                    self._late = True
                    self._process.kill()
                    return
