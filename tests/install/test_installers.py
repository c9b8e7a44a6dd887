"""The files to double-click: what they start, what they say, and that nothing around them can mislead them."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[2]
WINDOWS = [ROOT / "Installeer Arena.cmd", ROOT / "Verwijder Arena.cmd"]
MAC = [ROOT / "Installeer Arena.command", ROOT / "Verwijder Arena.command"]
BASH = shutil.which("bash")


def test_both_systems_fetch_one_version_of_uv_from_its_makers() -> None:
    found = [re.findall(r"https?://\S+/uv\S*", path.read_text(encoding="utf-8")) for path in (WINDOWS[0], MAC[0])]
    assert [len(each) for each in found] == [1, 1]
    released = re.compile(r"https://github\.com/astral-sh/uv/releases/download/([\d.]+)/")
    assert {released.match(each[0])[1] for each in found} == {UV_VERSION}  # type: ignore[index]


@pytest.mark.parametrize("path", [*WINDOWS, *MAC], ids=lambda path: path.name)
def test_none_asks_a_package_index_for_arena_by_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?i)package=[\"']?arena", text)
    assert not re.search(r"install[^\n]* arena-analyse", text)


class TestTheWindowsOnes:
    @pytest.fixture(params=WINDOWS, ids=lambda path: path.name)
    def lines(self, request: pytest.FixtureRequest) -> list[str]:
        return request.param.read_bytes().decode("ascii").split("\r\n")

    @pytest.fixture
    def installer(self) -> list[str]:
        return WINDOWS[0].read_bytes().decode("ascii").split("\r\n")

    def test_are_plain_ascii_with_the_line_ends_of_windows(self) -> None:
        for path in WINDOWS:
            content = path.read_bytes()
            assert content.isascii()
            assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")

    def test_have_every_path_between_quotes(self, lines: list[str]) -> None:
        names = (
            "PACKAGE",
            "FOLDER",
            "OWN",
            "UV",
            "SAID",
            "SYSTEM",
            "SystemRoot",
            "USERPROFILE",
            "LOCALAPPDATA",
        )
        for line in lines:
            for name in ("%~dp0", *(f"%{name}%" for name in names)):
                for found in re.finditer(re.escape(name), line):
                    assert line[: found.start()].count('"') % 2 == 1, line

    def test_jump_only_to_places_that_are_there(self, lines: list[str]) -> None:
        text = "\n".join(line for line in lines if not line.startswith("rem"))
        places = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
        assert {a or b for a, b in re.findall(r"goto (\w+)|call :(\w+)", text)} == places

    def test_run_on_into_no_place_that_is_jumped_to_but_those_meant(self, lines: list[str]) -> None:
        before = [
            lines[: lines.index(f":{place}")]
            for place in ("not_here", "in_use", "no_package", "not_with_uv", "not_put", "no_python")
            if f":{place}" in lines
        ]
        assert before
        for head in before:
            assert [line for line in head if line][-1].startswith(("goto ", "exit "))

    def test_leave_the_folder_they_stand_in_before_they_start_a_program(self, lines: list[str]) -> None:
        first = next(number for number, line in enumerate(lines) if re.match(r"where|py|call|for|ren|\"%", line))
        assert lines.index('cd /d "%SystemRoot%"') < first
        assert lines.index('set "NoDefaultCurrentDirectoryInExePath=1"') < first

    def test_ask_nothing_and_need_no_administrator(self, lines: list[str]) -> None:
        text = "\n".join(lines).lower()
        assert not re.search(r"\b(set /p|choice|runas|net session|powershell|setx|reg add)\b", text)
        assert lines[-2].startswith("pause")

    def test_say_so_where_a_step_fails(self, lines: list[str]) -> None:
        steps = [line for line in lines if line.startswith(('"', "ren "))]
        steps = [line for line in steps if "arena.excel.server stop" not in line]
        assert len(steps) in (3, 9)
        ends = "failed|in_use|no_python|without_uv|not_with_uv|fetch"
        assert all(re.search(rf"\|\| goto ({ends})$", line) for line in steps)

    def test_let_the_server_of_the_logon_end_before_they_look_whether_excel_is_open(self, lines: list[str]) -> None:
        stops = next(number for number, line in enumerate(lines) if "-m arena.excel.server stop" in line)
        looks = next(number for number, line in enumerate(lines) if line.endswith("|| goto in_use"))
        changes = [
            number for number, line in enumerate(lines) if re.search(r" (tool|pip) install | -m arena (un)?in", line)
        ]
        assert stops == looks - 1
        assert changes
        assert looks < min(changes)

    def test_fetch_uv_once_where_nothing_that_is_there_works(self, installer: list[str]) -> None:
        at = installer.index
        assert at('set "FETCHED="') < at(":without_uv") < at(":fetch") < at('set "FETCHED=1"')
        assert installer[at(":without_uv") + 1] == "if defined FETCHED goto no_python"
        assert installer[at(":not_with_uv") + 1] == "if defined FETCHED goto not_put"
        jumps = [line for line in installer if line.endswith("goto fetch")]
        assert all(
            line.startswith('"%OWN%"') for line in jumps
        )  # with a Python that is there, before anything is fetched
        assert len(jumps) == 2

    def test_fetch_over_a_network_that_hides_what_was_withdrawn_and_with_an_older_curl(
        self, installer: list[str]
    ) -> None:
        (line,) = [line for line in installer if "curl.exe" in line]
        first, second, otherwise = line.split(" || ")
        assert "--ssl-revoke-best-effort" in first
        assert "--ssl-revoke-best-effort" not in second
        assert "--ssl-no-revoke" not in line
        assert otherwise == "goto no_python"

    def test_start_programs_and_no_scripts_of_the_same_name(self, lines: list[str]) -> None:
        for line in lines:
            assert not re.match(r"(call :try_python )?(py|python|uv)( |$)", line)

    def test_prefer_what_the_package_is_made_from(self, installer: list[str]) -> None:
        sets = [line for line in installer if 'set "PACKAGE=%' in line]
        assert ["whl" in line for line in sets] == [True, False]  # the last one counts

    def test_take_no_python_that_excel_cannot_work_with(self, installer: list[str]) -> None:
        (trial,) = [line for line in installer if line.startswith('set "TRIAL=')]
        code = trial.removeprefix('set "TRIAL=').removesuffix('"')
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
        for there, wrong in (
            ("sys.version_info", "(3, 10)"),
            ("v.releaselevel", "'candidate'"),
            ("sys.maxsize", "2 ** 31"),
            ("sys.base_prefix", "'C:/Program Files/WindowsApps/Python'"),
        ):
            assert code.count(there) == 1
            spoiled = code.replace(there, wrong)
            assert subprocess.run([sys.executable, "-c", spoiled], check=False).returncode == 1, wrong


STUB = """#!/bin/bash
printf '%s|' "{name}" "$@" >> "{log}"; echo >> "{log}"
own() {{ mkdir -p "$1"; cp "$0" "$1/$2"; }}
case "$*" in
  *"{fails}"*) echo "the reason"; exit 1;;
  "tool install"*) own "$UV_TOOL_DIR/arena-analyse/bin" python;;
  "-m venv"*) own "${{@: -1}}/bin" python3;;
esac
"""
CURL = """#!{python}
import sys, shutil
assert "=https" in sys.argv and sys.argv[-1].startswith("https://github.com/astral-sh/uv/releases/")
shutil.copy("{archive}", sys.argv[sys.argv.index("--output") + 1])
"""
UV_VERSION = "0.13.9"


@pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="there is no bash here")
class TestTheMacOnes:
    @pytest.fixture
    def log(self, tmp_path: Path) -> Path:
        return tmp_path / "log"

    @pytest.fixture
    def own(self, tmp_path: Path) -> Path:
        """The folder in which everything is put."""
        return tmp_path / "home/Library/Application Support/Arena-analyse"

    def stub(self, path: Path, log: Path, fails: str = "never") -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.program(path, STUB.format(name=path.name, log=log, fails=fails))

    @staticmethod
    def program(path: Path, text: str) -> None:
        path.write_text(text)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def run(
        self, tmp_path: Path, script: Path = MAC[0], *, beside: Path | None = None, alone: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """Double-click it in a folder of its own, for a user with a home of their own."""
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        folder = beside or tmp_path / "Arena $(touch hacked) `x`; 'map'"
        folder.mkdir(exist_ok=True)
        if not alone:
            (folder / "pyproject.toml").write_text("")
        environment = {"HOME": str(home), "PATH": f"{tmp_path / 'bin'}:{self.plain_tools(tmp_path)}"}
        assert BASH is not None
        return subprocess.run(
            [BASH, shutil.copy(script, folder)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    @staticmethod
    def plain_tools(tmp_path: Path) -> Path:
        """A folder with what every Mac has, and neither Python nor uv nor a network."""
        folder = tmp_path / "system"
        folder.mkdir(exist_ok=True)
        for name in ("bash", "dirname", "cat", "mkdir", "cp", "touch", "rm", "chmod", "uname", "tar", "gzip"):
            found = shutil.which(name)
            assert found is not None
            if not (folder / name).exists():
                (folder / name).symlink_to(found)
        return folder

    def network(self, tmp_path: Path, log: Path, *, damaged: bool = False, fails: str = "never") -> None:
        """A network that hands out the archive of uv, whole or cut off."""
        uv = tmp_path / "uv"
        self.stub(uv, log, fails)
        archive = tmp_path / "uv.tar.gz"
        with tarfile.open(archive, "w:gz") as package:
            package.add(uv, "uv-x86_64-apple-darwin/uv")
        if damaged:
            archive.write_bytes(archive.read_bytes()[:40])
        tools = self.plain_tools(tmp_path)
        self.program(tools / "curl", CURL.format(python=sys.executable, archive=archive))

    def calls(self, log: Path) -> list[list[str]]:
        return [line.rstrip("|").split("|") for line in log.read_text().splitlines()]

    def test_can_be_double_clicked(self) -> None:
        for path in MAC:
            assert os.access(path, os.X_OK)
            assert b"\r" not in path.read_bytes()
            assert BASH is not None
            subprocess.run([BASH, "-n", str(path)], check=True)

    def test_uses_uv_where_there_is_one_with_a_python_of_its_own(self, tmp_path: Path, log: Path) -> None:
        self.stub(tmp_path / "bin" / "uv", log)
        self.stub(tmp_path / "bin" / "python3", log)
        ran = self.run(tmp_path)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        beside = str(tmp_path / "Arena $(touch hacked) `x`; 'map'")
        assert self.calls(log) == [
            ["uv", "python", "install", "3.13"],
            ["uv", "tool", "install", "--force", "--reinstall", "--python", "3.13", beside],
            ["uv", "-I", "-m", "arena", "install"],  # the Python of the tool: the stub is a copy of uv's
        ]
        assert "Klaar" in ran.stdout

    @pytest.mark.parametrize("uv", [False, True], ids=["without uv", "uv gets no Python"])
    def test_makes_an_environment_of_a_python_that_is_there(self, tmp_path: Path, log: Path, own: Path, uv: bool):
        self.stub(tmp_path / "bin" / "python3", log)
        if uv:
            self.stub(tmp_path / "bin" / "uv", log, fails="python install")
        ran = self.run(tmp_path)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert ["python3", "-m", "venv", "--clear", str(own / "venv")] in self.calls(log)
        (pip,) = [call for call in self.calls(log) if "pip" in call]
        assert "--force-reinstall" in pip
        assert self.calls(log)[-1] == ["python3", "-I", "-m", "arena", "install"]

    def test_fetches_uv_where_there_is_neither(self, tmp_path: Path, log: Path, own: Path) -> None:
        self.network(tmp_path, log)
        ran = self.run(tmp_path)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert [call[:3] for call in self.calls(log)][:2] == [["uv", "python", "install"], ["uv", "tool", "install"]]
        assert not (own / "uv.tar.gz").exists()
        assert "Klaar" in ran.stdout

    def test_starts_nothing_that_was_not_fetched_whole(self, tmp_path: Path, log: Path) -> None:
        self.network(tmp_path, log, damaged=True)
        ran = self.run(tmp_path)
        assert ran.returncode == 1
        assert not log.exists()
        assert "https://www.python.org/downloads/macos/" in ran.stdout

    def test_takes_the_package_that_lies_beside_it(self, tmp_path: Path, log: Path) -> None:
        self.stub(tmp_path / "bin" / "uv", log)
        folder = tmp_path / "Zoë's map & meer"
        (folder / "dist").mkdir(parents=True)
        wheel = folder / "dist" / "arena_analyse-0.1.0-py3-none-any.whl"
        wheel.write_bytes(b"PK")
        assert self.run(tmp_path, beside=folder, alone=True).returncode == 0
        assert self.calls(log)[1][-1] == str(wheel)

    def test_takes_what_the_package_is_made_from_before_one_that_was_made_long_ago(
        self, tmp_path: Path, log: Path
    ) -> None:
        self.stub(tmp_path / "bin" / "uv", log)
        folder = tmp_path / "map"
        (folder / "dist").mkdir(parents=True)
        (folder / "dist" / "arena_analyse-0.0.1-py3-none-any.whl").write_bytes(b"PK")
        assert self.run(tmp_path, beside=folder).returncode == 0
        assert self.calls(log)[1][-1] == str(folder)

    @pytest.mark.parametrize("step", ["-m venv", "pip install"])
    def test_fetches_uv_where_the_python_that_is_there_does_not_do(
        self, tmp_path: Path, log: Path, own: Path, step: str
    ) -> None:
        self.stub(tmp_path / "bin" / "python3", log, fails=step)
        self.network(tmp_path, log)
        ran = self.run(tmp_path)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert self.calls(log)[-1] == ["uv", "-I", "-m", "arena", "install"]
        assert "the reason" not in ran.stdout
        assert not (own / "uv.txt").exists()

    @pytest.mark.parametrize("step", ["python install", "tool install"])
    def test_fetches_uv_anew_where_the_one_it_has_does_not_do(
        self, tmp_path: Path, log: Path, own: Path, step: str
    ) -> None:
        self.stub(own / "uv", log, fails=step)
        self.network(tmp_path, log)
        ran = self.run(tmp_path)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert "never" in (own / "uv").read_text()  # the new one

    def test_says_in_dutch_what_to_look_at_where_nothing_does(self, tmp_path: Path, log: Path) -> None:
        self.network(tmp_path, log, fails="tool install")
        ran = self.run(tmp_path)
        assert ran.returncode == 1
        assert "the reason" in ran.stdout
        assert "Werkt het internet" in ran.stdout
        assert "python.org" not in ran.stdout
        assert "In Excel is niets gewijzigd" in ran.stdout

    def test_does_not_send_somebody_who_has_a_python_for_another(self, tmp_path: Path, log: Path) -> None:
        self.stub(tmp_path / "bin" / "python3", log, fails="pip install")
        ran = self.run(tmp_path)
        assert ran.returncode == 1
        assert "Werkt het internet" in ran.stdout
        assert "python.org" not in ran.stdout

    def test_alone_it_says_to_unpack_the_zip_and_installs_nothing(self, tmp_path: Path, log: Path) -> None:
        self.stub(tmp_path / "bin" / "uv", log)
        ran = self.run(tmp_path, alone=True)
        assert ran.returncode == 1
        assert "zip" in ran.stdout
        assert not log.exists()

    def test_starts_no_program_that_lies_beside_it(self, tmp_path: Path, log: Path) -> None:
        folder = tmp_path / "Downloads"
        for name in ("uv", "python3", "arena", "curl"):
            self.stub(folder / name, log)
        ran = self.run(tmp_path, beside=folder)
        assert not log.exists()
        assert "python.org" in ran.stdout

    def test_runs_nothing_from_the_name_of_its_folder(self, tmp_path: Path) -> None:
        self.run(tmp_path)
        assert not list(tmp_path.rglob("hacked"))

    def test_without_a_network_it_says_where_to_get_python(self, tmp_path: Path) -> None:
        ran = self.run(tmp_path)
        assert ran.returncode == 1
        assert "https://www.python.org/downloads/macos/" in ran.stdout
        assert "In Excel is niets gewijzigd" in ran.stdout

    def test_says_when_the_buttons_do_not_get_into_excel(self, tmp_path: Path, log: Path) -> None:
        self.stub(tmp_path / "bin" / "uv", log, fails="arena install")
        ran = self.run(tmp_path)
        assert ran.returncode == 1
        assert "niet gelukt" in ran.stdout
        assert "the reason" in ran.stdout
        assert "Klaar." not in ran.stdout

    def test_the_other_takes_buttons_and_program_away(self, tmp_path: Path, log: Path, own: Path) -> None:
        self.stub(tmp_path / "bin" / "uv", log)
        self.run(tmp_path)
        ran = self.run(tmp_path, MAC[1])
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert self.calls(log)[-1] == ["uv", "-I", "-m", "arena", "uninstall", "--program-too"]
        assert not own.exists()

    def test_the_other_leaves_the_program_where_the_buttons_stay(self, tmp_path: Path, log: Path, own: Path) -> None:
        self.stub(tmp_path / "bin" / "uv", log, fails="uninstall")
        self.run(tmp_path)
        ran = self.run(tmp_path, MAC[1])
        assert ran.returncode == 1
        assert own.exists()
        assert "niet gelukt" in ran.stdout

    def test_the_other_says_where_there_is_nothing_of_it(self, tmp_path: Path) -> None:
        ran = self.run(tmp_path, MAC[1])
        assert ran.returncode == 1
        assert "arena uninstall" in ran.stdout
