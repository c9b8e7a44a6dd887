"""Runs in the Windows of the bench: the reading process on a file, and on stderr the most memory that it had.

``python reading_measured.py FILE KIND``
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from io import BytesIO, TextIOWrapper
from pathlib import Path

from arena.workbook.intake import channel, child


class Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of Windows' psapi.h."""

    _fields_ = [
        ("size", wintypes.DWORD),
        ("faults", wintypes.DWORD),
        ("peak", ctypes.c_size_t),
        ("others", ctypes.c_size_t * 7),
    ]


def peak() -> int:
    """Return the most bytes of this process that were in memory at once."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.K32GetProcessMemoryInfo.argtypes = [wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD]
    counters = Counters(size=ctypes.sizeof(Counters))
    if not kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), counters, counters.size):
        raise ctypes.WinError(ctypes.get_last_error())
    return counters.peak


if __name__ == "__main__":
    path, kind = sys.argv[1:]
    given = BytesIO()
    channel.send(given, channel.KINDS[kind], Path(path).read_bytes())
    given.seek(0)
    sys.stdin = TextIOWrapper(given)
    child.main()
    print(peak(), file=sys.stderr)
