"""An imagined machine for the installer: a Windows in a folder, with a registry in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from arena.build import ADDIN
from arena.build.parts import Parts
from arena.install import locations as at
from arena.install.interpreter import Interpreter
from arena.install.locations import Locations
from arena.install.windows_registry import RegistryText

OFFICE_LANGUAGE = r"HKCU\Software\Microsoft\Office\16.0\Common\LanguageResources"
EXCEL_PROGRAM = r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


@dataclass
class MemoryRegistry:
    """A registry that stands in memory: the values of each key."""

    keys: dict[str, dict[str, RegistryText]] = field(default_factory=dict)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    bytes_by_key: dict[str, list[bytes]] = field(default_factory=dict)

    def value(self, key: str, name: str) -> RegistryText | None:
        return self.keys.get(key, {}).get(name)

    def values(self, key: str) -> dict[str, RegistryText]:
        return dict(self.keys.get(key, {}))

    def number(self, key: str, name: str) -> int | None:
        return self.numbers.get((key.lower(), name.lower()))

    def bytes_of(self, key: str) -> list[bytes]:
        return self.bytes_by_key.get(key, [])

    def set_number(self, key: str, name: str, number: int) -> None:
        self.numbers[key.lower(), name.lower()] = number

    def put(self, key: str, name: str, value: RegistryText) -> list[str]:
        parts = key.split("\\")
        made = ["\\".join(parts[:size]) for size in range(2, len(parts) + 1)]
        made = [each for each in made if each not in self.keys]
        for each in made:
            self.keys[each] = {}
        self.keys[key][name] = value
        return made

    def remove(self, key: str, name: str) -> None:
        self.keys.get(key, {}).pop(name, None)

    def remove_key(self, key: str) -> None:
        below = [each for each in self.keys if each.startswith(key + "\\")]
        if not below and not self.keys.get(key):
            self.keys.pop(key, None)

    def dump(self) -> dict[str, dict[str, RegistryText]]:
        return {key: dict(values) for key, values in self.keys.items()}


class WorkingInterpreter(Interpreter):
    """A Python of which a test says whether it starts."""

    def starts(self) -> bool:
        return "broken" not in self.prefix.name


@dataclass
class ImaginedMachine:
    """A machine in a folder: its locations, its Python, and what it looks like from outside."""

    root: Path
    registry: MemoryRegistry
    python: Interpreter
    environment: dict[str, str]

    @property
    def locations(self) -> Locations:
        return at.of_user(self.environment, self.registry, "cp1252")

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
    registry.put(SHELL_FOLDERS, "Personal", RegistryText(r"%USERPROFILE%/Documents", expands=True))
    registry.put(OFFICE_LANGUAGE, "UILanguageTag", RegistryText("nl-nl"))
    registry.put(at.RUN_AT_LOGON, "OneDrive", RegistryText("OneDrive.exe /background"))
    registry.put(at.EXCEL_OPTIONS, "DefaultSheets", RegistryText("1"))
    environment = {"APPDATA": str(roaming), "LOCALAPPDATA": str(local), "UserProfile": str(home)}
    return ImaginedMachine(root, registry, python, environment)


def second_addin(machine: ImaginedMachine) -> Path:
    """An Arena add-in in another folder from which Excel opens everything."""
    machine.registry.put(at.EXCEL_OPTIONS, "AltStartup", RegistryText(str(machine.root / "alternative")))
    (folder,) = machine.locations.other_starts
    folder.mkdir(parents=True)
    return addin_file(folder / ADDIN)


def close_folder(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """As where this user may not look into a folder: that it is there can be seen, and no more."""
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
        manuals=lambda: {"manual.nl.html": f"<html>{version}</html>"},
    )
