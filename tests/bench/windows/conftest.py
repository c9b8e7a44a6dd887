"""The Windows of the bench, one for all tests of a process, where `make windows` set it up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from arena.excel.server import SERVER_CLASS
from tests.bench.windows import making, wine
from tests.bench.windows.clicking import NOT_FOUND, PYTHONW, STOP, click
from tests.bench.windows.session import Started, User, Windows

_SECONDS = 60
"""In which a server has to be found; on a calm machine it is after three."""


@pytest.fixture(scope="session")
def made() -> tuple[wine.Wine, Path]:
    """A Wine, and what `make windows` made for it."""
    here = wine.found()
    if here is None or not making.base().is_dir():
        pytest.skip("no Windows is set up, or one of other files: make windows")
    return here, making.base()


@pytest.fixture(scope="session")
def windows(made: tuple[wine.Wine, Path]) -> Iterator[Windows]:
    with Windows(*made) as windows:
        yield windows


@pytest.fixture
def zoe(windows: Windows) -> User:
    """A user with a letter beyond ASCII in their name, as the most part of our users have one somewhere."""
    return windows.user("Zoë De Smet")


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
