"""Hands clicks to one process that stays: the first click starts it, later ones find it by a socket.

So undo can stay in memory, and a later click waits for no start of Python. The socket stands in the user's own folder,
open to that user alone. All that goes through it is the id of a button; nothing from a workbook ever leaves the
process. That folder is locked meanwhile, so that there is one process at a time; the system frees the lock when it
ends, however it ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from arena.excel import user_files

_BEAT = 30.0
"""Seconds between two looks at whether the process may end."""

_PATIENCE = 60.0
"""Seconds that a click waits for the one before it; a later answer would only surprise."""

_PAUSE, _TRIES = 0.1, 100
_LONGEST = 32
_TAKEN = b"+"


def click(
    button: str, perform: Callable[[str], None], is_over: Callable[[float], bool], folder: Path, beat: float = _BEAT
) -> None:
    """Have a click performed: by the process that waits for clicks, or else by this one, which then stays.

    Args:
        button: the id of the button.
        perform: does what a button does, and never raises.
        is_over: whether there is nothing left to wait for, told for how many seconds no click came.
        folder: the user's own folder.
        beat: seconds between two questions of ``is_over``.

    Raises:
        OSError: the folder cannot be used; nothing was done.
        TimeoutError: another process neither takes the click nor ends; nothing was done.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for _ in range(_TRIES):
        if _handed_over(button, folder):
            return
        with _only_one(folder) as alone:
            if alone:
                _stay(button, perform, is_over, folder, beat)
                return
        time.sleep(_PAUSE)
    raise TimeoutError


def _handed_over(button: str, folder: Path) -> bool:
    """Whether a process took the click. False where there is none, or it ended just now."""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(_PATIENCE)
        try:
            with contextlib.chdir(folder):  # the whole path may be longer than a socket's may be
                caller.connect(user_files.SOCKET)
            caller.sendall(f"{button}\n".encode())
            return caller.recv(1) == _TAKEN
        except (FileNotFoundError, ConnectionError):
            return False


@contextlib.contextmanager
def _only_one(folder: Path) -> Iterator[bool]:
    """Whether no other process waits for clicks; none will, for as long as the block lasts: the folder is locked."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _locked(handle)
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stay(
    first: str, perform: Callable[[str], None], is_over: Callable[[float], bool], folder: Path, beat: float
) -> None:
    door = folder / user_files.SOCKET
    door.unlink(missing_ok=True)  # of a process that was killed
    with socket.socket(socket.AF_UNIX) as listening:
        _bind(listening, folder)
        listening.settimeout(beat)
        try:
            perform(first)
            last = time.time()
            while not is_over(time.time() - last):
                button = _next(listening)
                if button is not None:
                    perform(button)
                    last = time.time()
        finally:
            door.unlink(missing_ok=True)


def _bind(listening: socket.socket, folder: Path) -> None:
    before = os.umask(0o177)
    try:
        with contextlib.chdir(folder):
            listening.bind(user_files.SOCKET)
    finally:
        os.umask(before)
    listening.listen()


def _next(listening: socket.socket) -> str | None:
    """The button of the next click; none where no click came, or its process gave up waiting."""
    try:
        caller, _ = listening.accept()
        with caller:
            caller.settimeout(1)
            button = caller.recv(_LONGEST).decode("ascii").strip()
            caller.sendall(_TAKEN)
            return button
    except (TimeoutError, ConnectionError, UnicodeDecodeError):
        return None
