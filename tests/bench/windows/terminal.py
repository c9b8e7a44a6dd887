"""A terminal for a program of that Windows: the console that Wine gives it draws there what the program shows."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_LINES, _COLUMNS = 60, 141
"""Windows' rich leaves the last column free, so it has as much room as in a pipe."""

_READ_AT_ONCE = 65536
_PAUSE = 0.2
_CTRL_C = b"\x03"
_FORWARD = re.compile(r"\x1b\[(\d+)C")
_OF_NO_PLACE = re.compile(r"\x1b\[(?:\?\d+[hl]|[\d;]*m|K)")
"""The cursor shown or hidden, a colour, the rest of the line cleared."""


class Late(Exception):
    """A program was not done in its time."""


@dataclass(frozen=True)
class Shown:
    """How a program ended, and what then stood in its console."""

    code: int
    text: str


def show(
    command: Sequence[str],
    environment: Mapping[str, str],
    seconds: float,
    break_off_when: Callable[[], bool],
) -> Shown:
    """Run a command on a terminal of its own; Ctrl+C is pressed there once, as soon as it is time. Raises ``Late``."""
    ours, theirs = pty.openpty()
    try:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
        process = subprocess.Popen(
            command,
            env={**environment, "TERM": "xterm-256color"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        drawn = _drawn(process, ours, time.monotonic() + seconds, break_off_when)
    finally:
        os.close(ours)
    return Shown(process.wait(), read(drawn.decode()))


def read(drawn: str) -> str:
    """Return the text that what was drawn leaves on a screen, without blanks at the ends of lines.

    It knows only what programs draw that write one line after another; for anything else it raises ``ValueError``.
    """
    text = _OF_NO_PLACE.sub("", _FORWARD.sub(lambda found: " " * int(found[1]), drawn))
    if "\x1b" in text:
        raise ValueError(f"the cursor goes back: {text!r}")
    return "\n".join(line.rstrip() for line in text.replace("\r", "").split("\n"))


def _drawn(process: subprocess.Popen[bytes], terminal: int, ends: float, break_off_when: Callable[[], bool]) -> bytes:
    """Return what is drawn until the program has ended and nothing comes any more."""
    drawn, broken_off = b"", False
    while time.monotonic() < ends:
        if not broken_off and break_off_when():
            os.write(terminal, _CTRL_C)
            broken_off = True
        ended = process.poll() is not None
        ready, _, _ = select.select([terminal], [], [], _PAUSE)
        if ready:
            try:
                drawn += os.read(terminal, _READ_AT_ONCE)
            except OSError:  # nobody holds the other end any more
                return drawn
        elif ended:
            return drawn
    process.kill()
    process.wait()
    raise Late(f"still running, and showed: {drawn.decode(errors='replace')}")
