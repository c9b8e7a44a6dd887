"""Imagined machines for the installer: a Windows and a Mac, each in a folder, with a registry in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from arena.build import ADDIN
from arena.build.parts import Parts
from arena.install import places as at
from arena.install.interpreter import Interpreter
from arena.install.places import Places
from arena.install.windows_registry import Entry

OFFICE_LANGUAGE = r"HKCU\Software\Microsoft\Office\16.0\Common\LanguageResources"
SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


@dataclass
class MemoryRegistry:
    """A registry that stands in memory: the values of each key."""

    keys: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def entry(self, key: str, name: str) -> Entry | None:
        return self.keys.get(key, {}).get(name)

    def entries(self, key: str) -> dict[str, Entry]:
        return dict(self.keys.get(key, {}))

    def put(self, key: str, name: str, entry: Entry) -> list[str]:
        parts = key.split("\\")
        made = ["\\".join(parts[:size]) for size in range(2, len(parts) + 1)]
        made = [each for each in made if each not in self.keys]
        for each in made:
            self.keys[each] = {}
        self.keys[key][name] = entry
        return made

    def remove(self, key: str, name: str) -> None:
        self.keys.get(key, {}).pop(name, None)

    def remove_key(self, key: str) -> None:
        below = [each for each in self.keys if each.startswith(key + "\\")]
        if not below and not self.keys.get(key):
            self.keys.pop(key, None)

    def dump(self) -> dict[str, dict[str, Entry]]:
        return {key: dict(values) for key, values in self.keys.items()}


class WorkingInterpreter(Interpreter):
    """A Python of which a test says whether it starts."""

    def starts(self) -> bool:
        return "broken" not in self.prefix.name


@dataclass
class ImaginedMachine:
    """A machine in a folder: its places, its Python, and what it looks like from outside."""

    root: Path
    registry: MemoryRegistry
    python: Interpreter
    environment: dict[str, str]
    system: str

    @property
    def places(self) -> Places:
        if self.system == at.MAC:
            return at.mac(self.root / "home", self.root / "machine")
        return at.windows(self.environment, self.registry, "cp1252")

    def dump(self) -> dict[str, object]:
        """Every folder and file with its bytes, and the registry."""
        tree: dict[str, object] = {
            str(path.relative_to(self.root)): path.read_bytes() if path.is_file() else None
            for path in sorted(self.root.rglob("*"))
        }
        return tree | {"registry": self.registry.dump()}

    def with_python(self, **changed: object) -> Interpreter:
        return replace(self.python, **changed)  # type: ignore[arg-type]


def interpreter(prefix: Path, program: Path) -> Interpreter:
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_bytes(b"")
    for bits in (32, 64):
        (prefix / f"xlwings{bits}-0.37.8.dll").write_bytes(b"MZ")
    return WorkingInterpreter(
        program=program,
        prefix=prefix,
        base=prefix.parent / "base",
        packages=prefix / "Lib" / "site-packages",
        user_packages=prefix.parent / "user-site",
        xlwings="0.37.8",
    )


def windows_machine(root: Path) -> ImaginedMachine:
    """A Windows with a Dutch Excel that was started once, in which no template was saved yet."""
    home = root / "Users" / "Zoë de Wit"
    roaming, local = home / "AppData" / "Roaming", home / "AppData" / "Local"
    for folder in (roaming / "Microsoft" / "Excel", local, home / "Documents"):
        folder.mkdir(parents=True)
    tool = roaming / "uv" / "tools" / "arena-analyse"
    python = interpreter(tool_made(tool), tool / "Scripts" / "python.exe")
    (tool / "Scripts" / "pythonw.exe").write_bytes(b"")
    registry = MemoryRegistry()
    registry.put(SHELL_FOLDERS, "Personal", Entry(r"%USERPROFILE%/Documents", expands=True))
    registry.put(OFFICE_LANGUAGE, "UILanguageTag", Entry("nl-nl"))
    registry.put(at.RUN_AT_LOGON, "OneDrive", Entry("OneDrive.exe /background"))
    registry.put(at.EXCEL_OPTIONS, "DefaultSheets", Entry("1"))
    environment = {"APPDATA": str(roaming), "LOCALAPPDATA": str(local), "UserProfile": str(home)}
    return ImaginedMachine(root, registry, python, environment, at.WINDOWS)


def mac_machine(root: Path) -> ImaginedMachine:
    """A Mac on which Excel was started once."""
    home = root / "home"
    (home / "Library/Group Containers/UBF8T346G9.Office").mkdir(parents=True)
    (home / "Library/Containers/com.microsoft.Excel/Data").mkdir(parents=True)
    tool = home / ".local/share/uv/tools/arena-analyse"
    python = interpreter(tool_made(tool), tool / "bin" / "python")
    return ImaginedMachine(root, MemoryRegistry(), python, {}, at.MAC)


def second_addin(machine: ImaginedMachine) -> Path:
    """An Arena add-in in another folder from which Excel opens everything."""
    if machine.system == at.WINDOWS:
        machine.registry.put(at.EXCEL_OPTIONS, "AltStartup", Entry(str(machine.root / "alternative")))
    (folder,) = machine.places.other_starts
    folder.mkdir(parents=True)
    return addin_file(folder / ADDIN)


def close_folder(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """As a Mac does where its user did not let this program in: that the folder is there can be seen, and no more."""
    listed = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path == folder:
            raise PermissionError(1, "Operation not permitted", str(path))
        return listed(path)

    patch.setattr(Path, "iterdir", iterdir)


def tool_made(tool: Path) -> Path:
    tool.mkdir(parents=True)
    return tool


def addin_file(path: Path, version: str = "1") -> Path:
    """A package that looks like our add-in from outside."""
    with zipfile.ZipFile(path, "w") as package:
        info = zipfile.ZipInfo("customUI/customUI14.xml")
        package.writestr(info, f'<customUI><button onAction="ArenaClick"/><!-- {version} --></customUI>')
    return path


def parts(version: str = "1", books: tuple[str, ...] = ("Arena-analyse.xltx", "Arena-analyse.xlsx")) -> Parts:
    """Small parts, so that a test of the installer builds no workbook."""

    def workbooks(folder: Path) -> list[Path]:
        for name in books:
            (folder / name).write_bytes(f"{name} {version}".encode())
        return [folder / name for name in books]

    return Parts(
        addin=lambda folder: addin_file(folder / "built.xlam", version),
        workbooks=workbooks,
        script=lambda python: f"-- {python} {version}\non ArenaClick(buttonId)\n",
        manuals=lambda: {"manual.nl.html": f"<html>{version}</html>"},
    )
