"""The computer of a user on which the product is put and from which it is taken away."""

from __future__ import annotations

import difflib
import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.bench.windows.clicking import EXCEL
from tests.bench.windows.making import PYTHON
from tests.bench.windows.session import CODE_PAGE, CONSOLE_PAGE, User, Windows, registry

EVERYTHING = ("HKCU", r"HKLM\Software")
SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
OFFICE_LANGUAGE = r"HKCU\Software\Microsoft\Office\16.0\Common\LanguageResources"

State = tuple[dict[str, str], dict[str, str]]


@dataclass
class Machine:
    """A user, and where the Python of their own stands in which the product is."""

    user: User
    python: str

    def state(self, but_for: Path | None = None) -> State:
        """The registry, and the user's files by their contents, but for those of one folder."""
        home, files = self.user.home, {}
        for path in sorted(home.rglob("*")):
            if but_for is None or not path.is_relative_to(home / but_for):
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


def machine_of(windows: Windows, name: str, *, with_python: bool = False) -> Machine:
    """A user of an Excel that was started once; where it is said, with a Python that holds the product."""
    user = windows.user(name)
    program = f"{user.environment['LOCALAPPDATA']}\\Programs\\Arena-analyse"
    folder = f"{program}\\python" if with_python else f"{program}\\venv\\Scripts"
    if with_python:
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
