"""One process takes the clicks on a Mac, whoever starts it, and ends when nobody needs it any more."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from arena.excel import entry, mac, relay, undo, user_files
from tests.excel.on_a_mac import mac_session

SCRIPT = Path(__file__).parents[2] / "addin" / "mac" / "ArenaAnalyse.applescript"

CLICK = """
import os, sys, time
from pathlib import Path
from arena.excel import relay
folder = Path(sys.argv[1])
def perform(button):
    time.sleep(0.2)
    with (folder / "done.txt").open("a") as file:
        file.write(f"{button} {os.getpid()}\\n")
def is_over(idle):
    return (folder / "over").exists() or idle > float(sys.argv[3])
relay.click(sys.argv[2], perform, is_over, folder, beat=0.1)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The user's own folder, of a path that is longer than a socket's may be; its process ends with the test."""
    made = tmp_path / ("Application Support " * 6) / "Arena-analyse"
    made.mkdir(parents=True)
    yield made
    (made / "over").touch()


def start(folder: Path, button: str, idle: float = 20) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CLICK, str(folder), button, str(idle)])


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def done(folder: Path) -> list[list[str]]:
    path = folder / "done.txt"
    return [line.split() for line in path.read_text().splitlines()] if path.exists() else []


class TestTheProcess:
    def test_the_first_click_stays_and_the_next_is_handed_to_it(self, folder: Path) -> None:
        first = start(folder, "rank")
        wait_until(lambda: len(done(folder)) == 1)
        assert start(folder, "undo").wait(20) == 0
        wait_until(lambda: len(done(folder)) == 2)
        assert done(folder) == [["rank", str(first.pid)], ["undo", str(first.pid)]]
        assert first.poll() is None

    def test_clicks_at_once_make_one_process_that_does_them_one_after_the_other(self, folder: Path) -> None:
        started = [start(folder, "rank") for _ in range(5)]
        wait_until(lambda: len(done(folder)) == 5)
        assert len({pid for _, pid in done(folder)}) == 1
        wait_until(lambda: sum(one.poll() is None for one in started) == 1)
        assert [one.returncode for one in started if one.poll() is not None] == [0] * 4

    def test_only_the_user_can_reach_it(self, folder: Path) -> None:
        start(folder, "rank")
        wait_until(lambda: len(done(folder)) == 1)
        assert stat.S_IMODE((folder / user_files.SOCKET).stat().st_mode) == 0o600
        assert stat.S_ISSOCK((folder / user_files.SOCKET).stat().st_mode)

    def test_it_ends_when_it_is_over_and_the_next_click_starts_another(self, folder: Path) -> None:
        first = start(folder, "rank", idle=0)
        assert first.wait(20) == 0
        assert not (folder / user_files.SOCKET).exists()
        second = start(folder, "undo")
        wait_until(lambda: len(done(folder)) == 2)
        assert done(folder)[1] == ["undo", str(second.pid)]

    def test_one_that_was_killed_is_replaced(self, folder: Path) -> None:
        first = start(folder, "rank")
        wait_until(lambda: len(done(folder)) == 1)
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert (folder / user_files.SOCKET).exists()
        second = start(folder, "undo")
        wait_until(lambda: len(done(folder)) == 2)
        assert done(folder)[1] == ["undo", str(second.pid)]

    def test_a_click_whose_process_gave_up_waiting_is_not_done(self, folder: Path) -> None:
        heard: list[str] = []

        def perform(button: str) -> None:
            heard.append(button)
            if len(heard) > 1:
                return
            gone = socket.socket(socket.AF_UNIX)
            with contextlib.chdir(folder):
                gone.connect(user_files.SOCKET)
            gone.sendall(b"rank\n")
            gone.close()

        relay.click("summary", perform, lambda idle: idle > 1, folder, beat=0.2)
        assert heard == ["summary"]

    def test_noise_does_not_end_it(self, folder: Path) -> None:
        first = start(folder, "rank")
        wait_until(lambda: len(done(folder)) == 1)
        for noise in (b"", b"\xff\xfe", b"x" * 100_000):
            with socket.socket(socket.AF_UNIX) as caller:
                with contextlib.chdir(folder):
                    caller.connect(user_files.SOCKET)
                try:
                    caller.sendall(noise)
                except ConnectionError:
                    assert len(noise) > 32
        assert start(folder, "undo").wait(20) == 0
        wait_until(lambda: ["undo", str(first.pid)] in done(folder))


class TestTheSession:
    def test_it_is_over_when_excel_was_quit_or_a_day_after_the_last_click(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with mac_session() as started:
            assert started.clicks.is_over(0)
            started.click("manual")
            assert not started.clicks.is_over(0)
            assert not started.clicks.is_over(mac._DAY - 1)
            assert started.clicks.is_over(mac._DAY + 1)
            monkeypatch.setattr(os, "kill", lambda pid, number: (_ for _ in ()).throw(ProcessLookupError))
            assert started.clicks.is_over(0)

    def test_what_could_be_undone_is_forgotten_after_a_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Kept:
            book = None
            forgotten = False

            def forget(self) -> None:
                self.forgotten = True

        monkeypatch.setattr("arena.excel.host.same", lambda one, other: one is other)
        kept = Kept()
        undo.keep(kept)  # type: ignore[arg-type]
        undo.forget_after(mac._DAY)
        assert not kept.forgotten
        late = time.time() + mac._DAY + 1
        monkeypatch.setattr(time, "time", lambda: late)
        undo.forget_after(mac._DAY)
        assert kept.forgotten
        assert undo._kept == []

    def test_where_the_mac_does_not_let_us_the_user_reads_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told: list[str] = []
        monkeypatch.setattr(mac, "_tell", told.append)
        from tests.bench.apple_events.standin import RefusedEvent

        def refuse(_: object) -> None:
            raise RefusedEvent(-1743)

        with mac_session() as started:
            started.excel.events.between = refuse
            started.clicks.perform("rank")
        assert len(told) == 1
        assert "Automatisering" in told[0]

    def test_a_folder_that_cannot_be_used_keeps_no_button_from_working(self, monkeypatch: pytest.MonkeyPatch) -> None:
        user_files.folder().parent.mkdir(parents=True, exist_ok=True)
        user_files.folder().write_text("a file in the place of the folder", encoding="utf-8")
        clicked: list[str] = []
        monkeypatch.setattr(mac.Clicks, "perform", lambda _, button: clicked.append(button))
        assert mac.main(["manual"]) == 0
        assert clicked == ["manual"]


class TestTheCommand:
    def test_the_script_knows_the_same_buttons(self) -> None:
        listed = re.search(r"property knownButtons : \{(.*)\}", SCRIPT.read_text(encoding="utf-8"))
        assert listed
        assert sorted(re.findall(r'"(\w+)"', listed[1])) == sorted(mac.BUTTONS)
        assert set(entry.BUTTONS) - set(mac.BUTTONS) == {"hard_to_miss"}

    def test_it_is_started_as_the_script_starts_it(self, tmp_path: Path) -> None:
        """Here there is no Excel and no appscript: it ends, leaves nothing behind but its log, and says nothing."""
        environment = {**os.environ, "LOCALAPPDATA": str(tmp_path)}
        command = [sys.executable, "-I", "-B", "-m", "arena.excel.mac", "rank"]
        ended = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
        found = sorted(path.name for path in (tmp_path / "Arena-analyse").iterdir())
        assert found == ["arena.log"]

    @pytest.mark.parametrize("arguments", [[], ["hard_to_miss"], ["rank", "undo"], ["$(touch x)"]])
    def test_anything_else_than_one_button_is_refused(self, arguments: list[str]) -> None:
        assert mac.main(arguments) == 2
        assert not user_files.folder().exists()
