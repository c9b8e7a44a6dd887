"""No process that the product starts ends an Excel, or leaves generated classes in the temp folder.

Each is started for real, by the very words with which the product starts it, on a machine that takes itself for a
Windows. The control is a bare `import xlwings`: it does both.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from arena.install import interpreter
from arena.install.install import server_command
from arena.install.interpreter import Interpreter
from tests.excel.imagined_windows import ImaginedWindows, imagined_windows
from tests.excel.installed import COMMAND, PYTHON

pytestmark = pytest.mark.model


@pytest.fixture
def windows(tmp_path: Path) -> ImaginedWindows:
    return imagined_windows(tmp_path)


def python_of(windows: ImaginedWindows) -> Interpreter:
    root = windows.python.parents[1]
    return Interpreter(windows.python, root, root, root, None, "0.37.8")


def of_the_dll(_: ImaginedWindows) -> list[str]:
    """The command that the add-in gives the DLL, with the number that the DLL puts in it."""
    return shlex.split(COMMAND.replace("$(CLSID)", "{506e67c3-55b5-48c3-a035-eed5deea7d6d}").replace(PYTHON, "x"))[1:]


def of_the_logon(windows: ImaginedWindows) -> list[str]:
    return shlex.split(server_command(python_of(windows)))[1:]


PROCESSES = {
    "the server that an Excel starts": of_the_dll,
    "the server of the logon": of_the_logon,
    "the server of the logon, told to stop": lambda windows: [*of_the_logon(windows), "stop"],
    "the trial of a Python": lambda _: ["-I", "-B", "-c", interpreter._TRIAL],
    "arena install": lambda _: ["-I", "-m", "arena", "install"],
    "arena doctor": lambda _: ["-I", "-m", "arena", "doctor"],
    "arena uninstall": lambda _: ["-I", "-m", "arena", "uninstall"],
    "arena selftest": lambda _: ["-I", "-m", "arena", "selftest", "--excel"],
    "arena demo": lambda _: ["-I", "-m", "arena", "demo", "--out", "demo"],
}

ENDS_WITH = {"arena doctor": 1, "arena selftest": 2}
"""The doctor finds no Excel of which the add-in could be part, the selftest no Excel that is open."""


@pytest.mark.parametrize("process", PROCESSES)
def test_it_ends_no_excel_and_generates_no_classes(windows: ImaginedWindows, process: str) -> None:
    ran = windows.run(*PROCESSES[process](windows))
    assert ran.returncode == ENDS_WITH.get(process, 0), ran.stdout + ran.stderr
    assert not windows.excel_was_ended
    assert not windows.classes_were_generated


def test_the_control_a_bare_import_of_xlwings_does_both(windows: ImaginedWindows) -> None:
    ran = windows.run("-I", "-B", "-c", "import arena, xlwings")
    assert ran.returncode == 0, ran.stderr
    assert (windows.root / "said").read_text().splitlines() == ["asked", "killed 4711"]
    assert windows.classes_were_generated


def test_the_button_that_examines_the_installation_ends_no_excel(windows: ImaginedWindows) -> None:
    ran = windows.run("-I", "-c", "from arena.excel.buttons.trouble import _findings; print(len(_findings('nl')))")
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 5
    assert not windows.excel_was_ended
    assert not windows.classes_were_generated
