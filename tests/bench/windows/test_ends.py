"""A program called EXCEL.EXE that shows no workbook lives on, whatever of ours begins and ends beside it.

The programs that list and end it are those of this Windows. The control is a bare `import xlwings`, which ends it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from arena.install import interpreter
from tests.bench.windows.session import PYTHON, Started, User, processes

pytestmark = pytest.mark.windows

LONG = "300"
EXCEL = r"C:\Programs\EXCEL.EXE"
PYTHONW = PYTHON.replace("python.exe", "pythonw.exe")
SERVER = ("-I", "-B", "-m", "arena.excel.server")


@pytest.fixture
def excel(zoe: User) -> Iterator[Started]:
    """An Excel on its start screen."""
    started = zoe.start(EXCEL, "wait", LONG)
    assert started.code is None
    yield started
    started.end()


@contextmanager
def server_running(zoe: User) -> Iterator[None]:
    """The server of the logon, stopped as the installer stops it."""
    server = zoe.start(PYTHONW, *SERVER)
    time.sleep(2)
    assert server.code is None, server.said
    yield
    assert zoe.run(PYTHON, *SERVER, "stop").code == 0
    assert server.wait() == 0, server.said


def test_the_control_a_bare_import_of_xlwings_ends_it(zoe: User, excel: Started) -> None:
    ran = zoe.run(PYTHON, "-I", "-c", "import arena, xlwings")
    assert ran.code == 0, ran.said
    assert excel.wait(10) != 0


def test_it_lives_on_after_the_trial_of_a_python(zoe: User, excel: Started) -> None:
    ran = zoe.run(PYTHON, "-I", "-B", "-c", interpreter._TRIAL)
    assert ran.code == 0, ran.said
    assert excel.code is None


@pytest.mark.parametrize("command", ["doctor", "install", "uninstall"])
def test_it_lives_on_after(zoe: User, excel: Started, command: str) -> None:
    ran = zoe.arena(command)
    assert "Traceback" not in ran.said
    assert excel.code is None, ran.said


def test_it_lives_on_after_the_server_of_the_logon(zoe: User, excel: Started) -> None:
    with server_running(zoe):
        assert excel.code is None
    assert excel.code is None
    assert "pythonw.exe" not in processes(zoe)
