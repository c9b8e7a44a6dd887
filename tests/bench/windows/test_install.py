"""Installing on a Windows with a registry: what stands there is what VBA would read, and afterwards none of it does."""

from __future__ import annotations

import difflib
import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from arena.install import locations as at
from tests.bench.windows.clicking import EXCEL, click, said, starting
from tests.bench.windows.making import PYTHON
from tests.bench.windows.session import CODE_PAGE, CONSOLE_PAGE, User, Windows, registry

pytestmark = pytest.mark.windows

NAMES = ("Zoë De Smet", "Jan & Zoë O'Neil!")
OUR_PROGRAM = Path("AppData", "Local", "Programs")
"""Not the installation's to make or to take away: that of the double click."""
EVERYTHING = ("HKCU", r"HKLM\Software")
SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
OFFICE_LANGUAGE = r"HKCU\Software\Microsoft\Office\16.0\Common\LanguageResources"

State = tuple[dict[str, str], dict[str, str]]


@dataclass
class Machine:
    """A user with a Python of their own, in which the product is, as the double click leaves it."""

    user: User
    python: str

    def state(self) -> State:
        """The registry, and the user's files by their contents."""
        home, files = self.user.home, {}
        for path in sorted(home.rglob("*")):
            if OUR_PROGRAM not in path.relative_to(home).parents and path != home / OUR_PROGRAM:
                what = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
                files[str(path.relative_to(home))] = what
        return registry(self.user, *EVERYTHING), files

    def setting(self, name: str) -> str:
        """The line that VBA would read in a file of ours."""
        text = (self.user.home / "AppData" / "Local" / "Arena-analyse" / name).read_bytes().decode(CODE_PAGE)
        assert text.endswith("\r\n")
        return text.removesuffix("\r\n")

    def value(self, key: str, name: str) -> str:
        """A value of the registry; empty where there is none."""
        ran = self.user.run("reg", "query", key, "/v", name)
        return ran.out.decode(CONSOLE_PAGE).partition("REG_SZ")[2].strip() if ran.code == 0 else ""


def machine_of(windows: Windows, name: str) -> Machine:
    user = windows.user(name)
    folder = f"{user.environment['LOCALAPPDATA']}\\Programs\\Arena-analyse\\python"
    shutil.copytree(windows.path(f"C:\\{PYTHON}"), windows.path(folder), dirs_exist_ok=True, copy_function=os.link)
    for key, value, kind, text in (
        (SHELL_FOLDERS, "Personal", "REG_EXPAND_SZ", r"%USERPROFILE%\Documents"),
        (OFFICE_LANGUAGE, "UILanguageTag", "REG_SZ", "nl-be"),
    ):
        assert user.run("reg", "add", key, "/v", value, "/t", kind, "/d", text, "/f").code == 0
    assert user.run(EXCEL, "wait", "1").code == 0  # at its first window Wine notes a desktop in the registry
    return Machine(user, f"{folder}\\python.exe")


def changes(before: State, after: State) -> list[str]:
    """The lines of the registry and the files that came or went."""
    registries = ("\n".join(one[0].values()).splitlines() for one in (before, after))
    lines = [line for line in difflib.unified_diff(*registries, lineterm="", n=1) if line != " "]
    return lines + [f"{name}: {what}" for name, what in sorted(before[1].items() ^ after[1].items())]


@pytest.mark.parametrize("name", NAMES)
def test_installing_and_uninstalling_leave_registry_and_files_as_they_were(windows: Windows, name: str) -> None:
    machine = machine_of(windows, name)
    user, before = machine.user, machine.state()

    ran = user.arena("install", "--server", python=machine.python)
    assert ran.code == 0, ran.said
    pythonw = machine.setting("python.txt")
    assert pythonw == machine.python.replace("python.exe", "pythonw.exe")
    assert machine.value(at.RUN_AT_LOGON, at.RUN_NAME) == f'"{pythonw}" -I -B -m arena.excel.server'
    assert (user.home / "AppData/Roaming/Microsoft/Excel/XLSTART/arena.xlam").is_file()
    templates = machine.value(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES)
    assert {path.suffix for path in windows.path(templates).iterdir()} == {".xlsx", ".xltx"}

    ran = user.arena("install", "--no-server", python=machine.python)
    assert ran.code == 0, ran.said
    assert machine.value(at.RUN_AT_LOGON, at.RUN_NAME) == ""
    ran = user.arena("doctor", python=machine.python)
    assert "Nog niet geïnstalleerd" not in ran.said

    clicked = click(user, starting(pythonw), dll=pythonw.replace("pythonw.exe", "xlwings64-0.37.8.dll"))
    assert clicked.code == 0, clicked.said
    assert said(clicked, "answer") != []

    ran = user.arena("uninstall", python=machine.python)
    assert ran.code == 0, ran.said
    left = changes(before, machine.state())
    assert left == [], "\n".join(left)


def test_a_name_that_the_code_page_lacks_is_refused_by_its_own_letter_and_nothing_changes(windows: Windows) -> None:
    machine = machine_of(windows, "Łukasz Żółć")
    before = machine.state()
    ran = machine.user.run(machine.python, "-I", "-X", "utf8", "-m", "arena", "install")
    assert ran.code != 0
    assert "‘Ł’" in (ran.out + ran.err).decode()
    assert changes(before, machine.state()) == []
