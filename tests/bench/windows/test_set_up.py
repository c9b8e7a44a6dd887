"""Where no Windows is set up, and where none can be, that is said with what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.bench.windows import making, session, wine

pytestmark = pytest.mark.pure


@pytest.fixture(params=["no Wine", "another lock"])
def missing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What keeps the tests from starting a Windows."""
    there = None if request.param == "no Wine" else wine.Wine(None)
    monkeypatch.setattr(session, "found", lambda: there)
    monkeypatch.setattr(making, "FOLDER", tmp_path)


@pytest.mark.usefixtures("missing")
def test_a_missing_windows_skips_the_test_with_the_command_that_sets_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARENA_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="make windows"):
        session.required_wine()


@pytest.mark.usefixtures("missing")
def test_a_missing_windows_fails_the_test_where_all_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARENA_REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="make windows"):
        session.required_wine()


def test_whoever_is_not_root_hears_what_setting_up_takes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(wine, "_PROGRAM", str(tmp_path / "wine64"))
    monkeypatch.setattr(wine, "_ROOT", tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(wine.NotSetUp, match="root"):
        wine.set_up()


def test_a_step_that_fails_is_named_with_what_it_said() -> None:
    with pytest.raises(wine.NotSetUp, match=r"sh -c echo no; exit 3\nno\n"):
        wine.quiet("sh", "-c", "echo no; exit 3")
