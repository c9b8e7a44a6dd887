"""Installing the add-in for one user, without administrator's rights: whole or not at all, and as often as one likes.

What stands on the machine already and is not ours is never overwritten. The server at logon is a value under ``Run``
and no .cmd in the Startup folder: one text that can be put back exactly, that shows no black window, and that no
shell ever reads.
"""

from __future__ import annotations

import tempfile
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from arena import __version__
from arena.build.parts import Parts
from arena.excel.server import SERVER_CLASS
from arena.install import locations as at
from arena.install.changes import Changes
from arena.install.interpreter import Interpreter
from arena.install.ledger import Ledger, WrittenValue, fingerprint, read_ledger
from arena.install.locations import Locations
from arena.install.refusals import (
    AddinBlocked,
    AddinOpen,
    CommandTooLong,
    ExcelNeverStarted,
    ForeignAddin,
    InstallFailed,
    InstallRefused,
    PathUnreadable,
    SecondAddin,
    StoreExcel,
)
from arena.install.windows_registry import RegistryText
from arena.workbook.errors import OutputError, OutputLocked, shown_name

_SERVER = "arena.excel.server"
_RIBBON = "customUI/customUI14.xml"
_OUR_CALLBACK = b"ArenaClick"


@dataclass
class Installed:
    """What an installation did: the files that it put there, and those that it left as they were."""

    addin: Path
    written: list[Path] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)
    server: bool = False
    templates: Path | None = None


def install(locations: Locations, python: Interpreter, parts: Parts, *, server: bool | None = None) -> Installed:
    """Install the add-in; where it is installed, renew it. ``server=None`` keeps the choice that was made before.

    Raises a subclass of ``InstallRefused``; everything is then as it was.
    """
    try:
        before = _before(locations)
        _refuse(locations, python, before)
        at_logon = before.value(at.RUN_AT_LOGON, at.RUN_NAME) is not None if server is None else server
        command = server_command(python) if at_logon else None
        with tempfile.TemporaryDirectory() as folder:
            wanted = _wanted(locations, python, parts, Path(folder), server=at_logon)
        with Changes(locations.registry) as changes:
            return _apply(locations, before, wanted, command, changes)
    except OutputLocked as locked:
        raise AddinOpen("install.error.addin_open", file=locked.data["file"]) from locked
    except OutputError as refused:
        raise InstallFailed("install.error.failed", file=refused.data["file"]) from refused
    except OSError as refused:
        file = shown_name(Path(refused.filename)) if refused.filename else "–"
        raise InstallFailed("install.error.failed", file=file) from refused


def server_command(python: Interpreter) -> str:
    """Return the command that Windows runs at logon. Raises ``CommandTooLong``."""
    command = f'"{python.windowless}" -I -B -m {_SERVER}'
    if len(command) > at.LONGEST_RUN:
        raise CommandTooLong("install.error.command_too_long", longest=at.LONGEST_RUN)
    return command


def starts_at_logon(locations: Locations) -> bool:
    """Return True if Windows starts our server at logon."""
    command = locations.registry.value(at.RUN_AT_LOGON, at.RUN_NAME)
    return command is not None and command.text.endswith(f" -m {_SERVER}")


def as_vba_reads(text: str, encoding: str) -> bytes:
    """Return a line as the add-in's VBA reads it: its Line Input ends a line at CR LF and not at LF alone.

    Raises ``PathUnreadable`` where Excel could not read the text.
    """
    try:
        return f"{text}\r\n".encode(encoding)
    except UnicodeEncodeError as unknown:
        letter = next(each for each in text if not _is_known(each, encoding))
        raise PathUnreadable("install.error.path_unreadable", letter=letter, code=f"U+{ord(letter):04X}") from unknown


def _is_known(letter: str, encoding: str) -> bool:
    """Return True if a code page knows a letter. Of a whole text, Windows' own codec does not say where it fails."""
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def is_ours(path: Path) -> bool:
    """Return True if an add-in is one of Arena-analyse, whoever put it there.

    The start folder travels with a user to another computer and our ledger does not: there they stand unknown.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return _OUR_CALLBACK in package.read(_RIBBON)
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def missing_folders(locations: Locations) -> InstallRefused | None:
    """Return why nothing can be installed where Excel was never started; None where it was."""
    if locations.made_by_excel.is_dir():
        return None
    return ExcelNeverStarted("install.error.excel_never_started", folder=shown_name(locations.made_by_excel))


def store_excel(locations: Locations) -> InstallRefused | None:
    """Return why the buttons cannot work in the Excel of the Microsoft Store; None where Excel is another."""
    return StoreExcel("install.error.store_excel") if locations.excel_from_store else None


def second_addin(locations: Locations) -> InstallRefused | None:
    """Return the refusal where Excel opens an Arena add-in from elsewhere too; None where it does not."""
    second = next(iter(locations.second_addins()), None)
    return None if second is None else SecondAddin("install.error.second_addin", file=second)


def read_interpreter(locations: Locations) -> str:
    """Return the path of the Python that the add-in starts; empty where none is written down."""
    try:
        return locations.interpreter_file.read_text(encoding=locations.encoding).strip()
    except (OSError, UnicodeDecodeError):
        return ""


def read_version(locations: Locations) -> str:
    """Return the version that is installed; empty where none is written down."""
    try:
        return locations.version_file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _refuse(locations: Locations, python: Interpreter, before: Ledger) -> None:
    """Raise where installing would not give an add-in that works, or would take what is another's."""
    for reason in (
        missing_folders(locations),
        store_excel(locations),
        python.refusal(),
        second_addin(locations),
    ):
        if reason is not None:
            raise reason
    addin = locations.addin
    if addin.exists() and not before.holds(addin) and not is_ours(addin):
        raise ForeignAddin("install.error.foreign_addin", file=addin)


def _wanted(locations: Locations, python: Interpreter, parts: Parts, work: Path, *, server: bool) -> dict[Path, bytes]:
    """Make everything in a folder of its own, and return what is to stand where; the add-in comes first."""
    wanted = {locations.addin: parts.addin(work).read_bytes()}
    wanted[locations.interpreter_file] = as_vba_reads(str(python.windowless), locations.encoding)
    wanted[locations.version_file] = f"{__version__}\r\n".encode()
    wanted |= {locations.local / name: page.encode() for name, page in parts.manuals().items()}
    if server:
        wanted[locations.server_file] = as_vba_reads(SERVER_CLASS, locations.encoding)
    if locations.templates is not None:
        books = work / "templates"
        books.mkdir()
        wanted |= {locations.templates / book.name: book.read_bytes() for book in parts.workbooks(books)}
    return wanted


def _apply(
    locations: Locations, before: Ledger, wanted: dict[Path, bytes], command: str | None, changes: Changes
) -> Installed:
    done = Installed(locations.addin, server=command is not None, templates=locations.templates)
    stood_there = locations.addin.exists()
    after = Ledger(folders=list(before.folders), keys=list(before.keys), others=before.others)
    _note_folders(after, changes.make_folders(locations.local))
    planned = replace(before, files=before.files | {path: fingerprint(content) for path, content in wanted.items()})
    changes.put_file(locations.ledger, planned.as_bytes())  # if the power fails now, uninstalling still knows
    for path, content in wanted.items():
        if not _may_write(locations, before, path):
            if path.read_bytes() != content:
                done.left.append(path)
            continue
        _note_folders(after, changes.make_folders(path.parent))
        changes.put_file(path, content)
        after.files[path] = fingerprint(content)
        done.written.append(path)
    for path in before.files:
        if path not in wanted and before.holds(path):
            changes.remove_file(path)
    values = {}
    if command is not None:
        values[at.RUN_AT_LOGON, at.RUN_NAME] = RegistryText(command)
    if locations.templates is not None and _names_templates(locations, before):
        values[at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES] = RegistryText(str(locations.templates))
    _write_values(locations, before, after, values, changes)
    changes.put_file(locations.ledger, after.as_bytes())
    if at.mark_of_the_web(locations.addin):
        key = "install.error.addin_blocked" if stood_there else "install.error.addin_blocked_at_once"
        raise AddinBlocked(key, file=locations.addin)
    return done


def _may_write(locations: Locations, before: Ledger, path: Path) -> bool:
    """Return True if nothing stands there, or what we wrote, or one of our own working files."""
    return path in locations.working_files or path.parent == locations.local or not path.exists() or before.holds(path)


def _names_templates(locations: Locations, before: Ledger) -> bool:
    """Return True if Excel has to be told where the templates stand; the user's own choice goes first."""
    written = before.value(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES)
    current = locations.registry.value(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES)
    return locations.names_templates_folder or (written is not None and current == written.written)


def _write_values(
    locations: Locations, before: Ledger, after: Ledger, values: dict[tuple[str, str], RegistryText], changes: Changes
) -> None:
    for (key, name), value in values.items():
        earlier = before.value(key, name)
        found = locations.registry.value(key, name)
        original = earlier.before if earlier is not None and earlier.written == found else found
        after.keys += changes.put_value(key, name, value)
        after.values.append(WrittenValue(key, name, value, original))
    for written in before.values:
        if (written.key, written.name) not in values:
            put_back(locations, written, changes)


def put_back(locations: Locations, written: WrittenValue, changes: Changes) -> None:
    """Let a value of the registry be as it was before us; leave it where somebody changed it since."""
    if locations.registry.value(written.key, written.name) != written.written:
        return
    if written.before is None:
        changes.remove_value(written.key, written.name)
    else:
        changes.put_value(written.key, written.name, written.before)


def _before(locations: Locations) -> Ledger:
    """Return the ledger of what stands there, ours and others'."""
    return read_ledger(locations.ledger) or Ledger(others=_in_folder(locations.templates))


def _in_folder(folder: Path | None) -> list[Path]:
    return sorted(folder.iterdir()) if folder is not None and folder.is_dir() else []


def _note_folders(ledger: Ledger, made: list[Path]) -> None:
    ledger.folders += [folder for folder in made if folder not in ledger.folders]
