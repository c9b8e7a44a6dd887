"""The Windows of the bench, one for all tests of a process, where `make windows` set it up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from arena.excel.server import SERVER_CLASS
from tests.bench.windows import making
from tests.bench.windows.clicking import NOT_FOUND, PYTHONW, STOP, click
from tests.bench.windows.session import Started, User, Windows, processes, required_wine
from tests.bench.windows.wine import Wine

_SECONDS = 60
"""In which a server has to be found, or a program to end; on a calm machine it is after three."""
_PAUSE = 0.2
AGENT_ALONE = ["python.exe"]


@pytest.fixture(scope="session")
def made() -> tuple[Wine, Path]:
    """A Wine, and what `make windows` made for it."""
    return required_wine(), making.base()


@pytest.fixture(scope="session")
def windows(made: tuple[Wine, Path]) -> Iterator[Windows]:
    with Windows(*made) as windows:
        yield windows


@pytest.fixture
def zoe(windows: Windows) -> Iterator[User]:
    """A user with a letter beyond ASCII in their name, as the most part of our users have one somewhere.

    Each test has its own, with nothing of an earlier one in their folders, and leaves no program running.
    """
    user = windows.user("Zoë De Smet")
    yield user
    ends = time.monotonic() + _SECONDS
    while (running := ours(user)) != AGENT_ALONE and time.monotonic() < ends:
        time.sleep(_PAUSE)
    assert running == AGENT_ALONE


def ours(user: User) -> list[str]:
    """Return the names of the programs that run and are none of Windows' own."""
    return [name for name in processes(user) if name.startswith(("python", "excel"))]


@pytest.fixture
def logon_server(zoe: User) -> Iterator[Started]:
    """The server of the logon, from when an Excel finds it until it is told to stop."""
    server = zoe.start(PYTHONW, "-I", "-B", "-m", "arena.excel.server")
    ends = time.monotonic() + _SECONDS
    while click(zoe, SERVER_CLASS).code == NOT_FOUND and time.monotonic() < ends:
        assert server.code is None, server.said
    yield server
    zoe.run(*STOP)
    server.end()
