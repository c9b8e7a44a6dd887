"""A copy as a PDF, by LibreOffice where this computer has one; where Excel is at hand, Excel prints it itself.

LibreOffice works without a window, in a profile of its own that is gone after it: it reads nothing of its user's,
starts beside one that is open, and remembers no file. Nothing that was typed stands on its command line.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

PATIENCE = 90
"""Seconds; a profile that starts for the first time takes ten of them on a slow machine."""

_PLACES = ("PROGRAMFILES", "PROGRAMFILES(X86)")
_PROGRAM_OF_WINDOWS = ("LibreOffice", "program", "soffice.com")
"""Of the two programs there this is the one that waits until it is done."""


def program() -> str | None:
    """Return the path of LibreOffice; ``None`` where this computer has none that is found."""
    for place in _PLACES:
        installed = Path(os.environ.get(place) or os.devnull, *_PROGRAM_OF_WINDOWS)
        if installed.is_file():
            return str(installed)
    return shutil.which("soffice") or shutil.which("libreoffice")


def printed(copy: bytes) -> bytes | None:
    """Return a copy, the bytes of an .xlsx, as a PDF; ``None`` where no LibreOffice made one in time."""
    soffice = program()
    if soffice is None:
        return None
    with tempfile.TemporaryDirectory(prefix="arena-pdf-", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder, "copy.xlsx"), Path(folder, "made", "copy.pdf")
        source.write_bytes(copy)
        profile = Path(folder, "profile").as_uri()
        options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(made.parent), str(source)]
        _run([soffice, f"-env:UserInstallation={profile}", *options])
        return made.read_bytes() if made.is_file() else None


def _run(command: list[str]) -> None:
    """Run a program and wait; where it takes too long, it ends with all that it started."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the paths are LibreOffice's and our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):  # there soffice is a script around the program
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
