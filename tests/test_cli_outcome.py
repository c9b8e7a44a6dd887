"""How commands end: one sentence in the user's language, never a traceback, and the exit code that belongs to it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from arena import cli_outcome, locale
from arena.locale import LANGUAGES, catalogue
from tests.command import arena, really

pytestmark = pytest.mark.file

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")

UNCHANGED = {"nl": "Er is niets gewijzigd.", "en": "Nothing was changed."}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "lijst.csv"
    path.write_text("Actoren;Belangrijkheid\nOCMW;4\n", encoding="utf-8")
    return path


class TestCommandLine:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(
        ("arguments", "key", "named"),
        [
            (["ran", "x.csv"], "command", "ran"),
            (["rank"], "missing", "INPUT"),
            (["summary", "x.csv"], "missing", "--out"),
            (["rank", "x.csv", "--prio"], "no_option", "--prio"),
            (["--wat"], "no_option", "--wat"),
            (["rank", "x.csv", "--priority"], "value", "--priority"),
            (["rank", "x.csv", "--json=ja"], "value", "--json"),
            (["rank", "x.csv", "y.csv"], "other", "arena rank --help"),
        ],
        ids=" ".join,
    )
    def test_that_cannot_be_understood_is_one_sentence(
        self, arguments: list[str], key: str, named: str, language: str
    ) -> None:
        ran = really(*arguments, language=language)
        assert (ran.code, ran.out) == (2, "")
        [line] = ran.err.splitlines()
        assert named in line
        assert line.endswith(UNCHANGED[language])
        start = catalogue(language)(f"cli.usage.{key}").partition("{")[0]
        assert line.startswith(start)

    def test_of_an_unknown_command_names_those_there_are(self) -> None:
        assert "rank, check, resources, summary" in arena("x").err

    @pytest.mark.parametrize("typed", [f"{'9' * 6000},1,1", f"1,{'0' * 5000}1,1", "1,1,\x1b[31m"])
    def test_with_endless_or_hostile_weights_is_refused_in_one_short_line(self, typed: str, listed: Path) -> None:
        ran = arena("rank", listed, "--weights", typed)
        assert (ran.code, ran.out) == (2, "")
        [line] = ran.err.splitlines()
        assert len(line) < 250
        assert "\x1b" not in line

    def test_weights_of_one_or_two_digits_are_taken(self, listed: Path) -> None:
        assert arena("rank", listed, "--weights", "1,99,05").code == 0


class TestUnreadable:
    """As root reads everything, what the system refuses is imagined; Typer's own look at a file is switched off."""

    @pytest.mark.parametrize("command", ["rank", "check", "summary"])
    def test_input_is_the_sentence_of_the_catalogue(
        self, command: str, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = Path.open

        def refuse(path: Path, *arguments: object, **options: object) -> object:
            if path == listed:
                raise PermissionError(errno.EACCES, "")
            return real(path, *arguments, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(os, "access", lambda *_, **__: False)
        monkeypatch.setattr(Path, "open", refuse)
        more = ["--out", tmp_path / "uit.xlsx"] if command == "summary" else []
        ran = arena(command, listed, *more)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == cli_outcome.TEXTS("intake.unreadable", file="lijst.csv") + "\n"

    @pytest.mark.parametrize("command", ["demo", "build"])
    def test_folder_is_the_sentence_of_the_catalogue(
        self, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = os.stat

        def refuse(path: object, *arguments: object, **options: object) -> object:
            if str(path).startswith(str(tmp_path / "dicht")) and str(path) != str(tmp_path / "dicht"):
                raise PermissionError(errno.EACCES, "")
            return real(path, *arguments, **options)  # type: ignore[arg-type, call-overload]

        (tmp_path / "dicht").mkdir()
        monkeypatch.setattr(os, "access", lambda *_, **__: False)
        monkeypatch.setattr(os, "stat", refuse)
        ran = arena(command, "--out", tmp_path / "dicht")
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert "‘dicht’" in ran.err
        assert ran.err.endswith("Er is niets gewijzigd.\n")

    def test_place_for_a_folder_does_not_ask_to_make_it_first(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(errno.EACCES, "")

        monkeypatch.setattr(os, "mkdir", refuse)
        ran = arena("demo", "--out", tmp_path / "nieuw")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == cli_outcome.TEXTS("output.folder_not_made", folder="nieuw") + "\n"

    @pytest.mark.parametrize("command", ["new", "summary", "demo", "build", "rank"])
    def test_name_that_is_too_long_is_one_sentence(self, command: str, listed: Path, tmp_path: Path) -> None:
        long = tmp_path / f"{'a' * 300}.xlsx"
        arguments = {"new": [long], "summary": [listed, "--out", long], "rank": [long]}.get(command, ["--out", long])
        ran = arena(command, *arguments)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert list(tmp_path.iterdir()) == [listed]


class TestFullDisk:
    @pytest.mark.parametrize("name", ["a.xlsx", "a.xltx"])
    def test_is_one_sentence_and_leaves_nothing(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(path: Path, content: bytes) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(Path, "write_bytes", full)
        ran = arena("new", tmp_path / name)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == cli_outcome.TEXTS("output.disk_full", file=name) + "\n"
        assert list(tmp_path.iterdir()) == []

    @posix
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
    @pytest.mark.parametrize("command", ["rank", "rank --json", "check", "new", "--help", "doctor"])
    def test_behind_stdout_is_one_sentence(self, command: str, listed: Path, tmp_path: Path) -> None:
        name, *options = command.split()
        target = {"new": [tmp_path / "uit.xlsx"], "--help": [], "doctor": []}.get(name, [listed])
        with Path("/dev/full").open("wb") as full:
            done = self.run([name, *target, *options], full.fileno())
        assert done.returncode == 2
        [line] = done.stderr.decode().splitlines()
        assert "ENOSPC" in line

    @staticmethod
    def run(arguments: list[object], stdout: int) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "arena", *map(str, arguments)],
            check=False,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=os.environ | {"LC_ALL": "nl_BE.UTF-8", "PYTHONUTF8": "1"},
        )


class TestClosedPipe:
    @posix
    @pytest.mark.parametrize("command", ["rank", "rank --json", "check", "--help"])
    def test_ends_quietly_and_not_as_if_faults_were_found(self, command: str, listed: Path) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        name, *options = command.split()
        try:
            done = TestFullDisk.run([name, *([] if name == "--help" else [listed]), *options], writing)
        finally:
            os.close(writing)
        assert (done.returncode, done.stderr) == (cli_outcome.CLOSED_PIPE, b"")


class TestLanguage:
    """Windows sets no LANG: there the language of its own menus counts."""

    @pytest.fixture(autouse=True)
    def _bare(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(variable, raising=False)

    @pytest.mark.parametrize(
        ("windows", "language"),
        [("en_GB", "en"), ("en_US", "en"), ("nl_BE", "nl"), ("nl_NL", "nl"), ("fr_BE", "nl"), (None, "nl")],
    )
    def test_is_that_of_windows_where_no_variable_says_it(
        self, windows: str | None, language: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(locale, "_locale_of_windows", lambda: windows)
        assert locale.language_of_environment() == language

    def test_is_that_of_a_variable_before_that_of_windows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(locale, "_locale_of_windows", lambda: "nl_BE")
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        assert locale.language_of_environment() == "en"

    @pytest.mark.skipif(sys.platform == "win32", reason="what every other system does")
    def test_elsewhere_asks_the_environment_alone(self) -> None:
        assert locale._locale_of_windows() is None
        assert locale.language_of_environment() == "nl"
