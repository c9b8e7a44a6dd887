"""The Python that Windows starts at logon serves one Excel after the other, and ends when it is told to."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from arena.excel import server
from tests.bench.excel_model import ExcelBench, pywin32
from tests.bench.excel_model.engine import windows_engine
from tests.bench.excel_model.local_servers import CLASSES, EVENTS
from tests.excel.installed import InstalledAddin

pytestmark = pytest.mark.model

Served = Callable[[Callable[[], None]], "threading.Thread"]


@pytest.fixture
def at_logon(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Start a server as Windows does at logon: a process of its own, here a thread."""
    with pywin32.installed():
        windows_engine()
        policy = sys.modules["win32com.server.policy"]
        monkeypatch.setattr(policy, "DefaultPolicy", policy.DefaultPolicy)  # xlwings puts its own in its place
        from xlwings import com_server

        monkeypatch.setattr(com_server, "print", lambda *_: None, raising=False)
        started: list[threading.Thread] = []

        def start(serve: Callable[[], None]) -> threading.Thread:
            def run() -> None:
                serve()
                EVENTS.ended(server._STOP)

            started.append(threading.Thread(target=run, daemon=True))
            started[-1].start()
            CLASSES.await_served(server.SERVER_CLASS)
            return started[-1]

        yield start
        server.stop()
        for thread in started:
            thread.join(10)
        com_server.loop.call_soon_threadsafe(com_server.loop.stop)


@contextmanager
def an_excel(built_addin: Path) -> Iterator[InstalledAddin]:
    with ExcelBench() as excel:
        installed = InstalledAddin(excel, built_addin)
        installed.install(server=True)
        yield installed


def as_xlwings_does() -> None:
    from xlwings import com_server

    com_server.serve(server.SERVER_CLASS)


def test_two_excels_in_turn_find_it(at_logon: Served, built_addin: Path, clicks) -> None:
    thread = at_logon(server.serve_every_excel)
    for _ in range(2):
        with an_excel(built_addin) as installed:
            installed.click("new")
            assert (installed.dll.starts, len(installed.excel.messages)) == (0, 1)
    assert clicks.said == [("new", None)] * 2
    assert thread.is_alive()


def test_the_control_xlwings_own_server_is_gone_after_the_first(at_logon: Served, built_addin: Path, clicks) -> None:
    thread = at_logon(as_xlwings_does)
    with an_excel(built_addin) as installed:
        installed.click("new")
    thread.join(10)
    assert not thread.is_alive()
    with an_excel(built_addin) as installed:
        installed.click("new")
        assert "meld u af" in installed.excel.messages[0]
    assert clicks.said == [("new", None)]


def test_told_to_stop_it_ends_at_once(at_logon: Served) -> None:
    thread = at_logon(server.serve_every_excel)
    assert server.stop()
    thread.join(10)
    assert not thread.is_alive()


def test_told_to_stop_while_it_still_starts_it_ends_without_serving(monkeypatch: pytest.MonkeyPatch) -> None:
    with pywin32.installed():
        windows_engine()
        imports = server._com_server

        def told_meanwhile() -> object:
            events = sys.modules["win32event"]
            events.SetEvent(events.OpenEvent(0x0002, False, server._STOP))
            return imports()

        monkeypatch.setattr(server, "_com_server", told_meanwhile)
        thread = threading.Thread(target=server.serve_every_excel, daemon=True)
        thread.start()
        thread.join(10)
        EVENTS.ended(server._STOP)
        assert not thread.is_alive()


def test_told_to_stop_it_stays_for_an_excel_that_uses_it(
    at_logon: Served, built_addin: Path, clicks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_SECONDS", 0.1)
    thread = at_logon(server.serve_every_excel)
    with an_excel(built_addin) as installed:
        installed.click("new")
        assert not server.stop()
        installed.click("new")
        assert thread.is_alive()
    thread.join(10)
    assert not thread.is_alive()
    assert clicks.said == [("new", None)] * 2


def test_where_none_runs_there_is_nothing_to_stop() -> None:
    assert server.stop()  # without Windows
    with pywin32.installed():
        assert server.stop()
