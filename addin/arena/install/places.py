"""Where everything of an installation stands: every path and every registry value goes through here.

Windows and a Mac are described side by side, from an environment and a registry that are handed in, so that a test
can describe either machine in a folder of its own. Sources: docs/engineering, "Windows" and "Mac".
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from arena.build import ADDIN, SCRIPT
from arena.excel import user_files
from arena.install.refusals import NoExcelHere
from arena.install.windows_registry import NoRegistry, Registry, WindowsRegistry

WINDOWS, MAC = "windows", "mac"

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
_EXCEL_PROGRAM = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_OFFICE_LANGUAGE = r"HKCU\Software\Microsoft\Office\16.0\Common\LanguageResources"
_CUSTOM_TEMPLATES = {
    "nl": "Aangepaste Office-sjablonen",
    "en": "Custom Office Templates",
    "fr": "Modèles Office personnalisés",
}
"""The folder in Documents that Office itself makes for a user's templates, as each of its languages calls it."""

_OFFICE_GROUP = Path("Library/Group Containers/UBF8T346G9.Office")
_EXCEL_CONTAINER = Path("Library/Containers/com.microsoft.Excel/Data")


@dataclass(frozen=True)
class Places:
    """Where an installation stands on one machine, for one user.

    ``start`` is the folder from which Excel opens add-ins by itself and that it trusts; ``other_starts`` are the others
    of which it opens everything. The folders of add-ins are not among them: of those, Excel opens what is ticked.
    ``local`` is what does not travel with the user to another computer: which Python runs, the log, the settings.
    ``templates`` is where Excel's "New" looks, None where that cannot be known. ``made_by_excel`` are folders that are
    there once Excel has been started. ``encoding`` is that in which Excel's VBA reads a text file line by line: on
    Windows the machine's own code page.
    """

    system: str
    start: Path
    other_starts: tuple[Path, ...]
    local: Path
    templates: Path | None
    scripts: Path | None
    made_by_excel: tuple[Path, ...]
    registry: Registry
    encoding: str
    names_templates_folder: bool = False
    """Whether Excel has yet to be told where the templates stand (Windows, before the first own template)."""

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
    def working_files(self) -> frozenset[Path]:
        """The files with which the add-in works: nobody but us writes them, and each installation renews them."""
        files = (self.addin, self.script, self.interpreter_file, self.server_file)
        return frozenset(path for path in files if path is not None)

    @property
    def ledger(self) -> Path:
        """What was installed, and what stood there before: uninstalling goes by it."""
        return self.local / LEDGER

    @property
    def script(self) -> Path | None:
        """Our AppleScript on a Mac."""
        return self.scripts / SCRIPT if self.scripts else None

    @property
    def start_on_network(self) -> bool:
        """Whether the start folder is another computer's, which Excel does not trust unless it is told to."""
        return self.system == WINDOWS and on_network(self.start)

    def second_addins(self) -> list[Path]:
        """Return every other place from which Excel would open an Arena add-in too."""
        found = [folder / ADDIN for folder in self.other_starts if (folder / ADDIN).exists()]
        for name, entry in sorted(self.registry.entries(EXCEL_OPTIONS).items()):
            if re.fullmatch(r"OPEN\d*", name, re.IGNORECASE):
                opened = Path(entry.text.removeprefix("/R").strip().strip('"'))
                if _last_part(opened).lower() == ADDIN and opened != self.addin and opened not in found:
                    found.append(opened)
        return found


def here() -> Places:
    """Return the places of this machine and user. Raises ``NoExcelHere`` on a system that has no Excel."""
    if sys.platform == "win32":
        return windows(os.environ, WindowsRegistry())
    if sys.platform == "darwin":
        return mac(Path.home())
    raise NoExcelHere("install.error.no_excel_here")


def windows(environment: Mapping[str, str], registry: Registry, encoding: str = "mbcs") -> Places:
    """Return the places of a Windows user, from the variables APPDATA and LOCALAPPDATA and the registry."""
    roaming, local = Path(environment["APPDATA"]), Path(environment["LOCALAPPDATA"])
    excel = roaming / "Microsoft" / "Excel"
    templates, unnamed = _windows_templates(environment, registry)
    return Places(
        system=WINDOWS,
        start=excel / "XLSTART",
        other_starts=tuple(_windows_other_starts(environment, registry)),
        local=local / user_files.FOLDER,
        templates=templates,
        scripts=None,
        made_by_excel=(excel,),
        registry=registry,
        encoding=encoding,
        names_templates_folder=unnamed,
    )


def mac(home: Path, machine: Path = Path("/")) -> Places:
    """Return the places of a user of a Mac whose disk begins at ``machine``.

    The log and the settings stand in the container that Excel may write in.
    """
    office, excel = home / _OFFICE_GROUP, home / _EXCEL_CONTAINER
    content = office / "User Content.localized"
    return Places(
        system=MAC,
        start=content / "Startup.localized" / "Excel",
        other_starts=(
            machine / "Library/Application Support/Microsoft/Office365/User Content.localized/Startup.localized/Excel",
        ),
        local=excel / "Library" / "Application Support" / user_files.FOLDER,
        templates=content / "Templates.localized",
        scripts=home / "Library" / "Application Scripts" / "com.microsoft.Excel",
        made_by_excel=(office, excel),
        registry=NoRegistry(),
        encoding="utf-8",
    )


def _windows_templates(environment: Mapping[str, str], registry: Registry) -> tuple[Path | None, bool]:
    """Return the folder of the user's own templates, and whether Excel has yet to be told of it.

    A policy goes before the user's own setting. Where neither is set, Office's own folder in Documents is taken, in
    the language in which it stands there; where it does not yet, in the language of Office, and where that is not
    known there is none: a folder of another name would stay empty of all that Office itself saves.
    """
    for key in (_EXCEL_POLICY, EXCEL_OPTIONS):
        entry = registry.entry(key, PERSONAL_TEMPLATES)
        if entry is not None and entry.text.strip():
            return _expanded(entry.text, environment), False
    documents = registry.entry(_SHELL_FOLDERS, "Personal")
    if documents is None or not _expanded(documents.text, environment).is_dir():
        return None, False
    folders = {each: _expanded(documents.text, environment) / name for each, name in _CUSTOM_TEMPLATES.items()}
    spoken = registry.entry(_OFFICE_LANGUAGE, "UILanguageTag")
    own = None if spoken is None else folders.get(spoken.text[:2].lower())
    found = own if own is not None and own.is_dir() else next(filter(Path.is_dir, folders.values()), own)
    return found, found is not None


def _windows_other_starts(environment: Mapping[str, str], registry: Registry) -> list[Path]:
    """Return the alternative start folder and that of the whole machine."""
    folders = []
    alternative = registry.entry(EXCEL_OPTIONS, "AltStartup")
    if alternative is not None and alternative.text.strip():
        folders.append(_expanded(alternative.text, environment))
    program = registry.entry(_EXCEL_PROGRAM, "")
    if program is not None:
        folders.append(Path(program.text.strip('"')).parent / "XLSTART")
    return folders


def _expanded(text: str, environment: Mapping[str, str]) -> Path:
    """Fill in ``%NAMES%`` as Windows does, which does not look at capitals."""
    values = {name.upper(): value for name, value in environment.items()}
    return Path(re.sub(r"%([^%]+)%", lambda found: values.get(found[1].upper(), found[0]), text.strip()))


def _last_part(path: Path) -> str:
    return re.split(r"[\\/]", str(path))[-1]


def on_network(path: Path) -> bool:
    """Return whether Windows finds a path on another computer: by its name, or behind a letter."""
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
    """Return whether Windows holds a file for one from the internet, so that Excel keeps its macros shut.

    Windows keeps that beside the file's contents, in a stream of its own that opens as a file by this name.
    """
    try:
        with open(f"{path}:Zone.Identifier", encoding="utf-8", errors="replace") as stream:
            zone = re.search(r"ZoneId\s*=\s*(\d)", stream.read())
    except OSError:
        return False
    return zone is not None and int(zone[1]) >= 3
