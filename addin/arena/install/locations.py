"""Where everything of an installation stands: every path and every registry value that we write goes through here.

The machine is described from an environment and a registry that are handed in, so that a test can describe one in a
folder of its own.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from arena.build import ADDIN
from arena.excel import user_files
from arena.install.refusals import NoExcelHere
from arena.install.windows_registry import Registry, WindowsRegistry

LEDGER = "installed.json"
"""What was installed, in the folder of the user's own files (``arena.excel.user_files``)."""

EXCEL_OPTIONS = r"HKCU\Software\Microsoft\Office\16.0\Excel\Options"
"""Excel's settings of this user; 16.0 is every Excel from 2016 on."""

RUN_AT_LOGON = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
RUN_NAME = "Arena-analyse"
LONGEST_RUN = 260
"""Windows starts no command from ``Run`` that is longer than this number of characters."""

_REMOTE = 4
"""``DRIVE_REMOTE``, Windows' number for a letter behind which another computer stands."""

PERSONAL_TEMPLATES = "PersonalTemplates"
_EXCEL_POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Options"
_SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_EXCEL_PROGRAM = tuple(
    rf"{hive}\Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe" for hive in ("HKLM", "HKCU")
)
_OFFICE_LANGUAGE = r"HKCU\Software\Microsoft\Office\16.0\Common\LanguageResources"
_CUSTOM_TEMPLATES = {
    "nl": "Aangepaste Office-sjablonen",
    "en": "Custom Office Templates",
    "fr": "Modèles Office personnalisés",
}
"""The folder in Documents that Office itself makes for a user's templates, as each of its languages calls it."""


@dataclass(frozen=True)
class Locations:
    """Where an installation stands on one machine, for one user.

    Attributes:
        start: the folder from which Excel opens add-ins by itself and that it trusts.
        other_starts: the other folders from which it opens everything. Folders of add-ins are not among them: there
            Excel opens only what is ticked.
        made_by_excel: a folder that is there once Excel has been started.
        excel: Excel's program; None where Windows does not say.
        local: what does not travel with the user to another computer: which Python runs, the log, the settings.
        templates: where Excel's "New" looks; None where that cannot be known.
        names_templates_folder: whether Excel has yet to be told where that is, before the first own template.
        registry: Windows' registry.
        encoding: in which Excel's VBA reads a text file line by line, the machine's own code page.
        variables: the folders of the user, by the names under which anybody finds their own (``%LOCALAPPDATA%``), those
            in another before it.
    """

    start: Path
    other_starts: tuple[Path, ...]
    made_by_excel: Path
    excel: Path | None
    local: Path
    templates: Path | None
    names_templates_folder: bool
    registry: Registry
    encoding: str
    variables: tuple[tuple[str, str], ...]

    @property
    def addin(self) -> Path:
        """The add-in."""
        return self.start / ADDIN

    @property
    def interpreter_file(self) -> Path:
        """One line: the path of the Python that runs, which the add-in's VBA reads."""
        return self.local / user_files.INTERPRETER

    @property
    def server_file(self) -> Path:
        """One line: under which number the add-in finds the server that was started at logon; absent without one."""
        return self.local / user_files.SERVER

    @property
    def version_file(self) -> Path:
        """One line: the version that is installed."""
        return self.local / user_files.VERSION

    @property
    def working_files(self) -> frozenset[Path]:
        """The files with which the add-in works: nobody but us writes them, and each installation renews them."""
        return frozenset((self.addin, self.interpreter_file, self.server_file))

    @property
    def ledger(self) -> Path:
        """What was installed, and what stood there before: uninstalling goes by it."""
        return self.local / LEDGER

    @property
    def start_on_network(self) -> bool:
        """Return True if the start folder is another computer's, which Excel does not trust unless it is told to."""
        return on_network(self.start)

    @property
    def excel_from_store(self) -> bool:
        """Return True if Excel is that of the Microsoft Store, which sees no server that another program registers."""
        return self.excel is not None and from_store(self.excel)

    def without_user(self, text: str) -> str:
        """Return a text without the user's name in a path: with the variable that stands for their folder."""
        for variable, folder in self.variables:
            text = re.sub(re.escape(folder), lambda _, name=variable: name, text, flags=re.IGNORECASE)  # type: ignore[misc]
        return text

    def second_addins(self) -> list[Path]:
        """Return every other file that Excel would open as an Arena add-in too."""
        found = [folder / ADDIN for folder in self.other_starts if (folder / ADDIN).exists()]
        for name, value in sorted(self.registry.values(EXCEL_OPTIONS).items()):
            if re.fullmatch(r"OPEN\d*", name, re.IGNORECASE):
                opened = Path(value.text.removeprefix("/R").strip().strip('"'))
                if _last_part(opened).lower() == ADDIN and opened != self.addin and opened not in found:
                    found.append(opened)
        return found


def here() -> Locations:
    """Return the locations of this machine and user. Raises ``NoExcelHere`` on a system other than Windows."""
    if sys.platform == "win32":
        return of_user(os.environ, WindowsRegistry())
    raise NoExcelHere("install.error.no_excel_here")


def of_user(environment: Mapping[str, str], registry: Registry, encoding: str = "mbcs") -> Locations:
    """Return the locations of a Windows user, from the variables APPDATA and LOCALAPPDATA and the registry."""
    roaming, local = Path(environment["APPDATA"]), Path(environment["LOCALAPPDATA"])
    folder = roaming / "Microsoft" / "Excel"
    said = next(filter(None, (registry.value(key, "") for key in _EXCEL_PROGRAM)), None)
    excel = None if said is None else Path(said.text.strip('"'))
    templates, unnamed = _templates(environment, registry)
    return Locations(
        start=folder / "XLSTART",
        other_starts=tuple(_other_starts(environment, registry, excel)),
        made_by_excel=folder,
        excel=excel,
        local=local / user_files.FOLDER,
        templates=templates,
        names_templates_folder=unnamed,
        registry=registry,
        encoding=encoding,
        variables=tuple(
            (f"%{name}%", folder)
            for name in ("LOCALAPPDATA", "APPDATA", "USERPROFILE")
            for each, folder in environment.items()
            if each.upper() == name and folder
        ),
    )


def _templates(environment: Mapping[str, str], registry: Registry) -> tuple[Path | None, bool]:
    """Return the folder of the user's own templates, and whether Excel has yet to be told of it.

    A policy goes before the user's own setting. Where neither is set, Office's own folder in Documents is taken, in
    the language in which it stands there; where it does not yet, in the language of Office, and where that is not
    known there is none: a folder of another name would stay empty of all that Office itself saves.
    """
    for key in (_EXCEL_POLICY, EXCEL_OPTIONS):
        chosen = registry.value(key, PERSONAL_TEMPLATES)
        if chosen is not None and chosen.text.strip():
            return _expanded(chosen.text, environment), False
    documents = registry.value(_SHELL_FOLDERS, "Personal")
    if documents is None or not _expanded(documents.text, environment).is_dir():
        return None, False
    folders = {each: _expanded(documents.text, environment) / name for each, name in _CUSTOM_TEMPLATES.items()}
    spoken = registry.value(_OFFICE_LANGUAGE, "UILanguageTag")
    own = None if spoken is None else folders.get(spoken.text[:2].lower())
    found = own if own is not None and own.is_dir() else next(filter(Path.is_dir, folders.values()), own)
    return found, found is not None


def _other_starts(environment: Mapping[str, str], registry: Registry, excel: Path | None) -> list[Path]:
    """Return the alternative start folder and that of the whole machine."""
    folders = []
    alternative = registry.value(EXCEL_OPTIONS, "AltStartup")
    if alternative is not None and alternative.text.strip():
        folders.append(_expanded(alternative.text, environment))
    if excel is not None:
        folders.append(excel.parent / "XLSTART")
    return folders


def _expanded(text: str, environment: Mapping[str, str]) -> Path:
    """Fill in ``%NAMES%`` as Windows does, which does not look at capitals."""
    values = {name.upper(): value for name, value in environment.items()}
    return Path(re.sub(r"%([^%]+)%", lambda found: values.get(found[1].upper(), found[0]), text.strip()))


def _last_part(path: Path) -> str:
    return re.split(r"[\\/]", str(path))[-1]


def from_store(path: Path) -> bool:
    """Return True if a program is one of the Microsoft Store."""
    return "windowsapps" in re.split(r"[\\/]", str(path).lower())


def on_network(path: Path) -> bool:
    """Return True if Windows finds a path on another computer: by its name, or behind a letter."""
    text = str(path).replace("/", "\\").upper()
    if text.startswith(("\\\\?\\", "\\\\.\\")):
        return text[4:].startswith("UNC\\") or drive_kind(text[4:6]) == _REMOTE
    return text.startswith("\\\\") or drive_kind(text[:2]) == _REMOTE


def drive_kind(letter: str) -> int:
    """Return what Windows has behind a letter and its colon, as ``GetDriveType`` numbers it; 0 is unknown."""
    if sys.platform != "win32":
        return 0
    return int(ctypes.windll.kernel32.GetDriveTypeW(f"{letter}\\"))


def mark_of_the_web(path: Path) -> bool:
    """Return True if Windows holds a file for one from the internet, so that Excel keeps its macros shut.

    Windows keeps that beside the file's contents, in a stream of its own that opens as a file by this name.
    """
    try:
        with open(f"{path}:Zone.Identifier", encoding="utf-8", errors="replace") as stream:
            zone = re.search(r"ZoneId\s*=\s*(\d)", stream.read())
    except OSError:
        return False
    return zone is not None and int(zone[1]) >= 3
