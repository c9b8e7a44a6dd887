"""A Windows that runs: a copy of what `make windows` made, with the product in it, gone when the tests are done."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest

from tests.bench.windows import making
from tests.bench.windows.terminal import Late, Shown, show
from tests.bench.windows.wine import FOLDER, Wine, found

PYTHON = f"C:\\{making.PYTHON}\\python.exe"
CODE_PAGE = "cp1252"
"""That of this Windows: what a program reads of a file and writes to a pipe that is not UTF-8."""

CONSOLE_PAGE = "cp850"
"""That in which the programs of Windows themselves speak."""

AGENT = "C:\\Programs\\agent.py"

_SECONDS = 400.0
"""How long a program may take where the machine does other things too."""
_GRACE = 20.0
"""How much longer than the program itself the answer may take."""


@dataclass(frozen=True)
class Ran:
    """How a program ended, and what it said, as bytes."""

    code: int
    out: bytes
    err: bytes

    @property
    def said(self) -> str:
        """What it said on either stream, for whoever reads why a test failed."""
        return (self.out + self.err).decode(CODE_PAGE, errors="replace").replace("\r\n", "\n")


@dataclass
class User:
    """Somebody with a profile of their own: their folders, and the variables by which Windows names them."""

    windows: Windows
    name: str
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        home = f"C:\\users\\{self.name}"
        self.environment |= {
            "USERNAME": self.name,
            "USERPROFILE": home,
            "HOMEDRIVE": "C:",
            "HOMEPATH": home[2:],
            "APPDATA": f"{home}\\AppData\\Roaming",
            "LOCALAPPDATA": f"{home}\\AppData\\Local",
            "TEMP": f"{home}\\AppData\\Local\\Temp",
            "TMP": f"{home}\\AppData\\Local\\Temp",
        }
        for each in ("AppData/Local/Temp", "AppData/Roaming/Microsoft/Excel", "Documents"):
            (self.home / each).mkdir(parents=True, exist_ok=True)

    @property
    def home(self) -> Path:
        """Their folder, as this machine names it."""
        return self.windows.path(f"C:\\users\\{self.name}")

    def run(self, *command: str, seconds: float = _SECONDS, given: bytes = b"", **environment: str) -> Ran:
        """Run a program to its end in their folder, through pipes. Raises ``Late``."""
        answer = self.windows.ask(
            "run",
            seconds,
            command=command,
            environment=self.environment | environment,
            folder=self.environment["USERPROFILE"],
            given=base64.b64encode(given).decode(),
            seconds=seconds,
        )
        said = [base64.b64decode(answer[each]) for each in ("out", "err")]
        if "late" in answer:
            raise Late(f"{command} was not done after {seconds:.0f} seconds: {said}")
        return Ran(answer["code"], *said)

    def arena(self, *words: str, python: str = PYTHON, seconds: float = _SECONDS) -> Ran:
        """Run a command of the product's."""
        return self.run(python, "-I", "-m", "arena", *words, seconds=seconds)

    def at_console(self, command: str, break_off_when: Callable[[], bool] = lambda: False) -> Shown:
        """Run a command line to its end in a console of its own, or until Ctrl+C ends it there. Raises ``Late``."""
        folder = self.environment["USERPROFILE"]
        return self.windows.at_console(command, self.environment, folder, _SECONDS, break_off_when)

    def start(self, *command: str, folder: str = "") -> Started:
        """Start a program that runs on, in their folder or in another."""
        output = f"{self.environment['TEMP']}\\said-{time.monotonic_ns()}.txt"
        folder = folder or self.environment["USERPROFILE"]
        given = {"command": command, "environment": self.environment, "folder": folder, "output": output}
        return Started(self.windows, self.windows.ask("start", _SECONDS, **given)["pid"], self.windows.path(output))


@dataclass(frozen=True)
class Started:
    """A program that runs, or ran."""

    windows: Windows
    pid: int
    output: Path

    @property
    def code(self) -> int | None:
        """The code with which it ended; None while it runs."""
        code: int | None = self.windows.ask("code", _SECONDS, pid=self.pid)["code"]
        return code

    @property
    def said(self) -> list[str]:
        """The lines that it wrote until now."""
        return self.output.read_bytes().decode(errors="replace").splitlines()

    def wait(self, seconds: float = _SECONDS) -> int:
        """Wait for its end. Raises ``Late``."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if (code := self.code) is not None:
                return code
            time.sleep(0.1)
        raise Late(f"process {self.pid} still runs after {seconds:.0f} seconds: {self.said}")

    def end(self) -> None:
        """End it, and all that it started."""
        self.windows.ask("end", _SECONDS, pid=self.pid)


def required_wine() -> Wine:
    """Return the Wine in which `making.base` was made.

    Where it was not, the running test is skipped with that reason, and fails instead where ARENA_REQUIRE_ALL=1: there
    a missing one must not look like success.
    """
    here = found()
    if here is not None and making.base().is_dir():
        return here
    reason = "no Windows is set up, or one of other files: make windows"
    if os.environ.get("ARENA_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


class Windows:
    """A copy of the prefix in which an agent runs; use it as a context. ``wheel`` is the product as it is now."""

    wheel: Path

    def __init__(self, wine: Wine, made: Path) -> None:
        """Take a Wine and what `making.make` made."""
        self._wine, self._made = wine, made

    def __enter__(self) -> Self:
        self._gone_after = tempfile.TemporaryDirectory(prefix="session-", dir=FOLDER, ignore_cleanup_errors=True)
        self._folder = Path(self._gone_after.name)
        prefix = self._folder / "prefix"
        prefix.mkdir()
        for each in (self._made / "prefix").iterdir():
            # nothing in the drive is written in place, as Wine does with its registry where it is linked
            subprocess.run(["cp", "-al" if each.name == "drive_c" else "-a", each, prefix], check=True)
        self._drive = prefix / "drive_c"
        self.wheel = _wheel(self._folder)
        making.unpack_wheel(self.wheel, self._drive / making.PYTHON)
        shutil.copy(Path(__file__).with_name("agent.py"), self._drive / "Programs")
        self._environment = self._wine.environment(prefix, self._made / "locales", making.LANGUAGE)
        self._agent = subprocess.Popen(
            self._wine.windows_command(PYTHON, "-X", "utf8", "-I", AGENT),
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(self._folder / "agent.log").open("wb"),
        )
        self._answer("its start", _SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        self._wine.end_all(self._environment)
        self._agent.kill()
        self._agent.wait()
        self._gone_after.cleanup()

    def user(self, name: str) -> User:
        """Return a user, with their folders; those of an earlier user of that name go first."""
        shutil.rmtree(self.path(f"C:\\users\\{name}"), ignore_errors=True)
        return User(self, name)

    def path(self, path: str) -> Path:
        """Return where a file of C: stands on this machine."""
        assert path.startswith("C:\\"), path
        return self._drive.joinpath(*path[3:].split("\\"))

    def ask(self, deed: str, seconds: float, /, **given: Any) -> dict[str, Any]:
        """Have the agent do something, and return its answer. Raises ``Late``."""
        assert self._agent.stdin is not None
        assert self._agent.stdout is not None
        self._agent.stdin.write(json.dumps({"do": deed, **given}).encode() + b"\n")
        self._agent.stdin.flush()
        return self._answer(f"{deed} {given}", seconds + _GRACE)

    def at_console(
        self,
        command: str,
        environment: dict[str, str],
        folder: str,
        seconds: float,
        break_off_when: Callable[[], bool],
    ) -> Shown:
        """Run a command line in a console of its own: that of a second agent, on a terminal. Raises ``Late``."""
        asked = json.dumps({"command": command, "environment": environment, "folder": folder})
        agent = self._wine.windows_command(PYTHON, "-X", "utf8", "-I", AGENT, asked)
        return show(agent, self._environment, seconds, break_off_when)

    def _answer(self, asked: str, seconds: float) -> dict[str, Any]:
        assert self._agent.stdout is not None
        ready, _, _ = select.select([self._agent.stdout], [], [], seconds)
        line = self._agent.stdout.readline() if ready else b""
        if not line:
            raise Late(f"no answer to {asked}: {(self._folder / 'agent.log').read_text(errors='replace')}")
        answer: dict[str, Any] = json.loads(line)
        return answer


def registry(user: User, *hives: str) -> dict[str, str]:
    """Return the registry as text, by hive: "HKCU", or a key in one."""
    texts = {}
    for number, hive in enumerate(hives):
        file = f"C:\\Programs\\registry-{number}.reg"
        done = user.run("reg", "export", hive, file, "/y")
        assert done.code == 0, done.said
        texts[hive] = user.windows.path(file).read_text(encoding="utf-16")
    return texts


def processes(user: User) -> Sequence[str]:
    """Return the names of the programs that run, in small letters, as Windows' own list has them."""
    said = user.run("tasklist").out.decode(CONSOLE_PAGE, errors="replace")
    return [line.split()[0].lower() for line in said.splitlines() if ".exe" in line.lower()]


def _wheel(folder: Path) -> Path:
    """Build the product as it is now."""
    build = [
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
    ]
    subprocess.run([sys.executable, *build, str(making.ROOT)], check=True)
    return next(folder.glob("arena_analyse-*.whl"))
