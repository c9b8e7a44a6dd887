"""An Excel that clicks: the stand-in `programs/excel.c`, which calls xlwings' DLL as the add-in's VBA does."""

from __future__ import annotations

from tests.bench.windows.session import PYTHON, Ran, User
from tests.excel.installed import COMMAND
from tests.excel.installed import PYTHON as INSTALLED

EXCEL = r"C:\Programs\EXCEL.EXE"
PYTHONW = PYTHON.replace("python.exe", "pythonw.exe")
DLL = PYTHON.replace("python.exe", "xlwings64-0.37.8.dll")
STOP = (PYTHON, "-I", "-B", "-m", "arena.excel.server", "stop")
NOT_FOUND = 3
"""The code with which it ends where the DLL gave it no Python."""


def starting(pythonw: str) -> str:
    """Return the constant command that the add-in gives the DLL, for a Python."""
    return COMMAND.replace(INSTALLED, pythonw)


def click(user: User, command: str, *, times: int = 1, closing: str = "0", dll: str = DLL) -> Ran:
    """Click, let go of Python, and take some seconds more to end, as an Excel does that has much to save."""
    return user.run(EXCEL, "click", dll, command, "rank", str(times), closing, seconds=150)


def said(ran: Ran, word: str) -> list[str]:
    """Return what it said behind a word, once for each time that it clicked."""
    lines = ran.out.decode().splitlines()
    return [rest for first, _, rest in (line.partition(" ") for line in lines) if first == word]
