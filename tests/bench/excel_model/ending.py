"""How a Python process ends on Windows: what is registered for its end, and what that would do there.

xlwings' Windows engine registers a function for the end of each process that imports it. It ends every Excel that
shows no workbook, with `taskkill`. In the process of the tests it stays registered and does nothing (`engine`);
`run_to_its_end` starts a process of its own, in which it finds a `tasklist` that names two Excels, and a `taskkill`
that only writes down which it was told to end.
"""

from __future__ import annotations

import atexit
import ctypes
import importlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import pywin32

_ROOT = Path(__file__).parents[3]

#: The process numbers of the Excels that the imagined `tasklist` names; neither shows a workbook.
EXCELS = ("4711", "4712")

_TASKS = "".join(
    f"EXCEL.EXE                     {number} Console                    1     98.320 K\n" for number in EXCELS
)

#: Modules that look at the system when they are imported, and know no Windows without its own parts.
_IMPORTED_BEFORE = (
    "asyncio",
    "multiprocessing",
    "subprocess",
    "webbrowser",
    "pandas",
    "numpy",
    "rich.console",
    "typer",
)

#: How long a process may take.
_SECONDS = 60

_START = """
import sys
sys.path[:0] = {paths!r}
from tests.bench.excel_model.ending import be_on_windows
be_on_windows()
sys.argv[:] = {arguments!r}
{code}
"""


class _Listener:
    """Compared with each function that is registered for the interpreter's end, and equal to none."""

    def __init__(self) -> None:
        self.heard: list[object] = []

    def __eq__(self, other: object) -> bool:
        self.heard.append(other)
        return False

    __hash__ = None  # type: ignore[assignment]


def exit_handlers() -> list[str]:
    """The functions that are registered for this process' end, by module and name.

    `atexit` has no list of them, but compares each with the one that it is asked to take off.
    """
    listener = _Listener()
    atexit.unregister(listener)
    return [f"{getattr(one, '__module__', '')}.{getattr(one, '__qualname__', repr(one))}" for one in listener.heard]


def be_on_windows() -> None:
    """Let xlwings believe, for the rest of this process, that it is on Windows, with pywin32."""
    for name in _IMPORTED_BEFORE:
        importlib.import_module(name)
    subprocess.CREATE_NO_WINDOW = 0  # type: ignore[attr-defined]
    sys.modules.update(pywin32.MODULES)
    for name, loader in pywin32.LOADERS.items():
        setattr(ctypes, name, loader)
    sys.platform = "win32"


@dataclass(frozen=True)
class Ended:
    """A process that has ended."""

    status: int
    output: str
    #: The Excels that it ended, of `EXCELS`.
    killed: list[str]
    #: What it left in the folder where pywin32 keeps generated classes.
    generated: list[str]


def run_to_its_end(arguments: Sequence[str], folder: Path) -> Ended:
    """Run Python as the product starts it on Windows, with stand-ins for pywin32, until it ends by itself.

    Args:
        arguments: what comes after the interpreter, as `-I -B -c "import xlwings"` or `-m arena doctor`.
        folder: an empty folder, for the temporary files of that process and for this.
    """
    program, log, temporary = folder / "bin", folder / "killed.txt", folder / "temp"
    program.mkdir()
    temporary.mkdir()
    (folder / "tasks.txt").write_text(f"\nImage Name\n=====\n{_TASKS}")
    _put(program / "tasklist", f'cat "{folder / "tasks.txt"}"')
    _put(program / "taskkill", f'echo "$2" >> "{log}"')
    given = [one for one in arguments if one not in ("-I", "-B")]
    kind, what, *rest = given
    code = what if kind == "-c" else f"import runpy; runpy.run_module({what!r}, run_name='__main__', alter_sys=True)"
    start = _START.format(paths=[str(_ROOT), *sys.path], arguments=[kind, *rest], code=code)
    environment = {**os.environ, "PATH": f"{program}{os.pathsep}{os.environ['PATH']}", "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", start]
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=_SECONDS)
    return Ended(
        done.returncode,
        done.stdout + done.stderr,
        sorted(log.read_text().split()) if log.exists() else [],
        sorted(path.name for path in temporary.glob("gen_py/*/*.py")),
    )


def _put(path: Path, command: str) -> None:
    path.write_text(f"#!/bin/sh\n{command}\n")
    path.chmod(0o755)
