"""A program called EXCEL.EXE that shows no workbook lives on, whatever of ours begins and ends beside it.

The programs that list and end it are those of this Windows. The control is a bare `import xlwings`, which ends it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from arena.install import interpreter
from tests.bench.windows.clicking import EXCEL, STOP
from tests.bench.windows.session import PYTHON, Started, User

pytestmark = pytest.mark.windows

LONG = "600"
NOT_INSTALLED = 1


@pytest.fixture
def excel(zoe: User) -> Iterator[Started]:
    """An Excel on its start screen."""
    started = zoe.start(EXCEL, "wait", LONG)
    assert started.code is None
    yield started
    started.end()


def test_the_control_a_bare_import_of_xlwings_ends_it(zoe: User, excel: Started) -> None:
    ran = zoe.run(PYTHON, "-I", "-c", "import arena, xlwings")
    assert ran.code == 0, ran.said
    assert excel.wait() != 0


def test_it_lives_on_after_the_trial_of_a_python(zoe: User, excel: Started) -> None:
    ran = zoe.run(PYTHON, "-I", "-B", "-c", interpreter._TRIAL)
    assert ran.code == 0, ran.said
    assert excel.code is None


def test_it_lives_on_after_the_doctor(zoe: User, excel: Started) -> None:
    ran = zoe.arena("doctor")
    assert ran.code == NOT_INSTALLED, ran.said
    assert excel.code is None


def test_it_lives_on_after_installing_and_uninstalling(zoe: User, excel: Started) -> None:
    for command in ("install", "uninstall"):
        ran = zoe.arena(command)
        assert ran.code == 0, ran.said
        assert excel.code is None


def test_it_lives_on_after_the_server_of_the_logon(zoe: User, excel: Started, logon_server: Started) -> None:
    assert zoe.run(*STOP).code == 0
    assert logon_server.wait() == 0, logon_server.said
    assert excel.code is None
