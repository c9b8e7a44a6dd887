"""The Windows of the bench, one for all tests of a process, where `make windows` set it up."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.bench.windows import making, wine
from tests.bench.windows.session import User, Windows


@pytest.fixture(scope="session")
def windows() -> Iterator[Windows]:
    here = wine.found()
    if here is None or not making.base().is_dir():
        reason = "no Windows is set up, or one of other files: make windows"
        if os.environ.get("ARENA_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with Windows(here, making.base()) as windows:
        yield windows


@pytest.fixture
def zoe(windows: Windows) -> User:
    """A user with a letter beyond ASCII in their name, as the most part of our users have one somewhere."""
    return windows.user("Zoë De Smet")
