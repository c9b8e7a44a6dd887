"""The two files to double-click: what they start, what they say, and that nothing around them can mislead them."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[2]
CMD = ROOT / "Installeer Arena.cmd"
COMMAND = ROOT / "Installeer Arena.command"
BASH = shutil.which("bash")


class TestTheWindowsOne:
    @pytest.fixture
    def lines(self) -> list[str]:
        return CMD.read_bytes().decode("ascii").split("\r\n")

    def test_is_plain_ascii_with_the_line_ends_of_windows(self) -> None:
        content = CMD.read_bytes()
        assert content.isascii()
        assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")

    def test_has_every_path_between_quotes(self, lines: list[str]) -> None:
        for line in lines:
            for name in ("%~dp0", "%PACKAGE%", "%FOLDER%", "%OWN%", "%UV%", "%BIN%", "%USERPROFILE%", "%LOCALAPPDATA%"):
                for found in re.finditer(re.escape(name), line):
                    assert line[: found.start()].count('"') % 2 == 1, line

    def test_jumps_only_to_places_that_are_there(self, lines: list[str]) -> None:
        text = "\n".join(line for line in lines if not line.startswith("rem"))
        places = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
        assert set(re.findall(r"goto (\w+)|call :(\w+)", text)) <= {(a, "") for a in places} | {("", b) for b in places}
        assert places == {a or b for a, b in re.findall(r"goto (\w+)|call :(\w+)", text)} | {"done", "stay"}

    def test_leaves_the_folder_it_stands_in_before_it_starts_a_program(self, lines: list[str]) -> None:
        first = next(number for number, line in enumerate(lines) if re.match(r"where|py|call|for", line))
        assert lines.index('cd /d "%SystemRoot%"') < first
        assert lines.index('set "NoDefaultCurrentDirectoryInExePath=1"') < first

    def test_asks_nothing_and_needs_no_administrator(self, lines: list[str]) -> None:
        text = "\n".join(lines).lower()
        assert not re.search(r"\b(set /p|choice|runas|net session|powershell|setx|reg add)\b", text)
        assert lines[-2].startswith("pause")

    def test_every_step_that_can_fail_says_so(self, lines: list[str]) -> None:
        steps = [line for line in lines if re.search(r"-m venv\b|\binstall\b", line)]
        steps = [line for line in steps if line.startswith(('"', "%"))]
        assert len(steps) == 5
        assert all(line.endswith("|| goto failed") for line in steps)


STUB = """#!/bin/bash
printf '%s|' "{name}" "$@" >> "{log}"; echo >> "{log}"
case "$*" in
  *{fails}*) exit 1;;
  "tool dir --bin") echo "{bin}";;
  "-m venv"*) mkdir -p "${{@: -1}}/bin"; cp "$0" "${{@: -1}}/bin/python3";;
esac
"""


@pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="there is no bash here")
class TestTheMacOne:
    @pytest.fixture
    def log(self, tmp_path: Path) -> Path:
        return tmp_path / "log"

    def stub(self, path: Path, log: Path, fails: str = "never") -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STUB.format(name=path.name, log=log, fails=fails, bin=path.parent))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def run(self, tmp_path: Path, *, beside: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Double-click it in a folder of its own, for a user with a home of their own."""
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        folder = beside or tmp_path / "Arena $(touch hacked) `x`; 'map'"
        folder.mkdir(exist_ok=True)
        script = shutil.copy(COMMAND, folder)
        environment = {"HOME": str(home), "PATH": f"{tmp_path / 'bin'}:{self.plain_tools(tmp_path)}"}
        assert BASH is not None
        return subprocess.run(
            [BASH, script],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    @staticmethod
    def plain_tools(tmp_path: Path) -> Path:
        """A folder with what every Mac has, and neither Python nor uv."""
        folder = tmp_path / "system"
        folder.mkdir(exist_ok=True)
        for name in ("bash", "dirname", "mkdir", "cp", "touch"):
            found = shutil.which(name)
            assert found is not None
            if not (folder / name).exists():
                (folder / name).symlink_to(found)
        return folder

    def calls(self, log: Path) -> list[list[str]]:
        return [line.rstrip("|").split("|") for line in log.read_text().splitlines()]

    def test_can_be_double_clicked(self) -> None:
        assert os.access(COMMAND, os.X_OK)
        assert b"\r" not in COMMAND.read_bytes()
        assert BASH is not None
        subprocess.run([BASH, "-n", str(COMMAND)], check=True)

    def test_uses_uv_where_there_is_one(self, tmp_path: Path, log: Path) -> None:
        self.stub(tmp_path / "bin" / "uv", log)
        self.stub(tmp_path / "bin" / "arena", log)
        ran = self.run(tmp_path)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert self.calls(log) == [
            ["uv", "tool", "install", "--quiet", "--force", "--upgrade", "--python", ">=3.11", "arena-analyse"],
            ["uv", "tool", "dir", "--bin"],
            ["arena", "install"],
        ]
        assert "Klaar" in ran.stdout

    def test_makes_a_python_of_its_own_where_there_is_no_uv(self, tmp_path: Path, log: Path) -> None:
        self.stub(tmp_path / "bin" / "python3", log)
        ran = self.run(tmp_path)
        own = str(tmp_path / "home/Library/Application Support/Arena-analyse")
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert ["python3", "-m", "venv", "--clear", own] in self.calls(log)
        assert self.calls(log)[-1] == ["python3", "-I", "-m", "arena", "install"]

    def test_takes_the_package_that_lies_beside_it(self, tmp_path: Path, log: Path) -> None:
        self.stub(tmp_path / "bin" / "uv", log)
        self.stub(tmp_path / "bin" / "arena", log)
        folder = tmp_path / "Zoë's map & meer"
        (folder / "dist").mkdir(parents=True)
        wheel = folder / "dist" / "arena_analyse-0.1.0-py3-none-any.whl"
        wheel.write_bytes(b"PK")
        assert self.run(tmp_path, beside=folder).returncode == 0
        assert self.calls(log)[0][-1] == str(wheel)

    def test_starts_no_program_that_lies_beside_it(self, tmp_path: Path, log: Path) -> None:
        folder = tmp_path / "Downloads"
        for name in ("uv", "python3", "arena"):
            self.stub(folder / name, log)
        ran = self.run(tmp_path, beside=folder)
        assert not log.exists()
        assert "python.org" in ran.stdout

    def test_runs_nothing_from_the_name_of_its_folder(self, tmp_path: Path) -> None:
        self.run(tmp_path)
        assert not list(tmp_path.rglob("hacked"))

    def test_says_where_to_get_python(self, tmp_path: Path) -> None:
        ran = self.run(tmp_path)
        assert ran.returncode == 1
        assert "https://www.python.org/downloads/" in ran.stdout
        assert "Er is niets gewijzigd" in ran.stdout

    @pytest.mark.parametrize("step", ["tool install", "install"])
    def test_says_when_it_fails(self, tmp_path: Path, log: Path, step: str) -> None:
        self.stub(tmp_path / "bin" / "uv", log, fails=step if " " in step else "never")
        self.stub(tmp_path / "bin" / "arena", log, fails=step)
        ran = self.run(tmp_path)
        assert ran.returncode == 1
        assert "niet gelukt" in ran.stdout
        assert "Klaar." not in ran.stdout
