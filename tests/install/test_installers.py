"""The files to double-click: what they start, what they say, and that nothing around them can mislead them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from arena.build import bundle

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[2]
WINDOWS = [ROOT / "Installeer Arena.cmd", ROOT / "Verwijder Arena.cmd"]
LOCK = (ROOT / "requirements-bundle.lock").read_text(encoding="utf-8")
UV_VERSION = re.search(r"(?m)^uv==(\S+)", LOCK)
CODES = {"0", "1", "2", "3", "1618"}
"""Those that docs/it.md explains."""


def test_one_version_of_uv_is_fetched_from_its_makers() -> None:
    (found,) = re.findall(r"https?://\S+/uv\S*", WINDOWS[0].read_text(encoding="utf-8"))
    assert UV_VERSION is not None
    assert found.startswith(f"https://github.com/astral-sh/uv/releases/download/{UV_VERSION[1]}/")


@pytest.mark.parametrize("path", WINDOWS, ids=lambda path: path.name)
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
            "BUNDLE",
            "LIST",
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
        locations = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
        assert {a or b for a, b in re.findall(r"goto (\w+)|call :(\w+)", text)} == locations

    def test_run_on_into_no_place_that_is_jumped_to_but_those_meant(self, lines: list[str]) -> None:
        before = [
            lines[: lines.index(f":{place}")]
            for place in ("not_here", "in_use", "no_package", "not_with_uv", "not_put", "no_python", "find_uv_here")
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
        assert lines[-3:] == ["pause >nul", "exit /b %CODE%", ""]

    def test_wait_for_no_key_where_they_are_told_to_be_silent(self, lines: list[str]) -> None:
        assert 'if /i "%~1"=="/stil" set "SILENT=1"' in lines
        assert lines[lines.index(":stay") + 1] == "if defined SILENT exit /b %CODE%"
        assert sum(line.startswith("pause") for line in lines) == 1

    def test_end_with_a_code_that_is_explained(self, lines: list[str]) -> None:
        codes = set(re.findall(r'set "CODE=(\d+)"', "\n".join(lines)))
        assert {"0", "1", "1618"} <= codes <= CODES

    def test_take_no_value_over_that_decides_what_is_thrown_away(self, installer: list[str]) -> None:
        thrown = next(number for number, line in enumerate(installer) if "rd /s /q" in line)
        for name in ("FRESH", "FOLDER"):
            assert installer.index(f'set "{name}="') < thrown

    def test_say_so_where_a_step_fails(self, lines: list[str]) -> None:
        steps = [line for line in lines if line.startswith(('"', "ren ", "copy ", "%PYTHON%"))]
        unchecked = ("arena.excel.server stop", 'venv.old" "venv"')  # what follows shows whether they did it
        steps = [line for line in steps if not any(each in line for each in unchecked)]
        assert len(steps) in (3, 14)
        ends = "failed|refused|in_use|no_python|without_uv|not_with_uv|not_put|fetch"
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
        assert installer[at(":without_uv") + 1 :][:2] == [
            "if defined BUNDLE goto not_put",
            "if defined FETCHED goto no_python",
        ]
        assert installer[at(":not_with_uv") + 1] == "if defined FETCHED goto not_put"
        jumps = [line for line in installer if line.endswith("goto fetch")]
        # with a Python that is there, before anything is fetched
        assert all(line.startswith(('"%OWN%"', "%PYTHON%")) for line in jumps)
        assert len(jumps) == 3

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

    def test_install_every_package_by_its_hash(self, installer: list[str]) -> None:
        installs = [line for line in installer if "pip install" in line]
        assert len(installs) == 4
        for line in installs:
            listed = '--require-hashes --only-binary=:all: -r "%LIST%"' in line
            assert listed != ('--no-deps --no-build-isolation "%PACKAGE%"' in line)

    def test_fetch_nothing_where_a_bundle_lies_beside_them(self, installer: list[str]) -> None:
        at = installer.index
        assert at('set "UV_OFFLINE=1"') < at(":find_uv_here") < at(":fetch")
        assert installer[at(":find_uv_here") - 2] == "goto with_uv"

    def test_know_the_bundle_by_its_own_names(self, installer: list[str]) -> None:
        text = "\n".join(installer)
        named = {name for name in re.findall(r"%BUNDLE%\\([\w.]+)", text)}
        assert named == {bundle.LIST, f"{bundle.INSTALLER}.exe", bundle.PYTHON, bundle.PYTHON_LIST}
        assert rf'"%~dp0{bundle.FOLDER}\{bundle.LIST}"' in text

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
