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

from arena.build.parts import Parts
from arena.excel.server import SERVER_CLASS
from arena.install import places as at
from arena.install.changes import Changes
from arena.install.interpreter import Interpreter
from arena.install.ledger import Ledger, WrittenValue, fingerprint, read_ledger
from arena.install.places import Places
from arena.install.refusals import (
    AddinBlocked,
    AddinOpen,
    CommandTooLong,
    ExcelNeverStarted,
    FoldersClosed,
    ForeignAddin,
    InstallFailed,
    InstallRefused,
    PathUnreadable,
    SecondAddin,
)
from arena.install.windows_registry import Entry
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


def install(places: Places, python: Interpreter, parts: Parts, *, server: bool | None = None) -> Installed:
    """Install the add-in; where it is installed, renew it. ``server=None`` keeps the choice that was made before.

    Raises a subclass of ``InstallRefused``; everything is then as it was.
    """
    try:
        before = _before(places)
        _refuse(places, python, before)
        at_logon = before.value(at.RUN_AT_LOGON, at.RUN_NAME) is not None if server is None else server
        at_logon = at_logon and places.system == at.WINDOWS
        command = server_command(python) if at_logon else None
        with tempfile.TemporaryDirectory() as folder:
            wanted = _wanted(places, python, parts, Path(folder), server=at_logon)
        with Changes(places.registry) as changes:
            return _apply(places, before, wanted, command, changes)
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


def starts_at_logon(places: Places) -> bool:
    """Return whether Windows starts our server at logon."""
    entry = places.registry.entry(at.RUN_AT_LOGON, at.RUN_NAME)
    return entry is not None and entry.text.endswith(f" -m {_SERVER}")


def as_vba_reads(text: str, encoding: str) -> bytes:
    """Return a line as the add-in's VBA reads it: its Line Input ends a line at CR LF and not at LF alone.

    Raises ``PathUnreadable`` where Excel could not read the text.
    """
    try:
        return f"{text}\r\n".encode(encoding)
    except UnicodeEncodeError as unknown:
        raise PathUnreadable("install.error.path_unreadable", letter=unknown.object[unknown.start]) from unknown


def is_ours(path: Path) -> bool:
    """Return whether an add-in or a script is one of Arena-analyse, whoever put it there.

    The start folder travels with a user to another computer and our ledger does not: there they stand unknown.
    """
    try:
        if path.suffix == ".applescript":
            return _OUR_CALLBACK in path.read_bytes()
        with zipfile.ZipFile(path) as package:
            return _OUR_CALLBACK in package.read(_RIBBON)
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def missing_folders(places: Places) -> InstallRefused | None:
    """Return why nothing can be installed where Excel was never started; None where it was."""
    missing = next((folder for folder in places.made_by_excel if not folder.is_dir()), None)
    if missing is None:
        return None
    return ExcelNeverStarted("install.error.excel_never_started", folder=shown_name(missing))


def closed_folders(places: Places) -> InstallRefused | None:
    """Return the refusal where a Mac does not let us into Excel's folders; None where we may look into them.

    Looking is what makes the Mac ask its user; what was answered counts for reading and writing alike.
    """
    if places.system != at.MAC:
        return None
    for folder in (*places.made_by_excel, places.start, places.templates, places.scripts):
        try:
            _in_folder(folder)
        except PermissionError:
            return FoldersClosed("install.error.folders_closed")
    return None


def second_addin(places: Places) -> InstallRefused | None:
    """Return the refusal where Excel opens an Arena add-in from elsewhere too; None where it does not."""
    second = next(iter(places.second_addins()), None)
    return None if second is None else SecondAddin("install.error.second_addin", file=second)


def read_interpreter(places: Places) -> str:
    """Return the path of the Python that the add-in starts; empty where none is written down."""
    try:
        return places.interpreter_file.read_text(encoding=places.encoding).strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _refuse(places: Places, python: Interpreter, before: Ledger) -> None:
    """Raise where installing would not give an add-in that works, or would take what is another's."""
    for reason in (
        missing_folders(places),
        python.refusal(needs_dll=places.system == at.WINDOWS),
        second_addin(places),
    ):
        if reason is not None:
            raise reason
    for path in (places.addin, places.script):
        if path is not None and path.exists() and not before.holds(path) and not is_ours(path):
            raise ForeignAddin("install.error.foreign_addin", file=path)


def _wanted(places: Places, python: Interpreter, parts: Parts, work: Path, *, server: bool) -> dict[Path, bytes]:
    """Make everything in a folder of its own, and return what is to stand where; the add-in comes first."""
    wanted = {places.addin: parts.addin(work).read_bytes()}
    wanted[places.interpreter_file] = as_vba_reads(str(python.windowless), places.encoding)
    wanted |= {places.local / name: page.encode() for name, page in parts.manuals().items()}
    if server:
        wanted[places.server_file] = as_vba_reads(SERVER_CLASS, places.encoding)
    if places.script is not None:
        wanted[places.script] = parts.script(python.program).encode()
    if places.templates is not None:
        books = work / "templates"
        books.mkdir()
        wanted |= {places.templates / book.name: book.read_bytes() for book in parts.workbooks(books)}
    return wanted


def _apply(
    places: Places, before: Ledger, wanted: dict[Path, bytes], command: str | None, changes: Changes
) -> Installed:
    done = Installed(places.addin, server=command is not None, templates=places.templates)
    stood_there = places.addin.exists()
    after = Ledger(folders=list(before.folders), keys=list(before.keys), others=before.others)
    _note_folders(after, changes.make_folders(places.local))
    planned = replace(before, files=before.files | {path: fingerprint(content) for path, content in wanted.items()})
    changes.put_file(places.ledger, planned.as_bytes())  # if the power fails now, uninstalling still knows
    for path, content in wanted.items():
        if not _may_write(places, before, path):
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
        values[at.RUN_AT_LOGON, at.RUN_NAME] = Entry(command)
    if places.templates is not None and _names_templates(places, before):
        values[at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES] = Entry(str(places.templates))
    _write_values(places, before, after, values, changes)
    changes.put_file(places.ledger, after.as_bytes())
    if at.mark_of_the_web(places.addin):
        key = "install.error.addin_blocked" if stood_there else "install.error.addin_blocked_at_once"
        raise AddinBlocked(key, file=places.addin)
    return done


def _may_write(places: Places, before: Ledger, path: Path) -> bool:
    """Whether nothing stands there, or what stands there is ours: as we wrote it, or one of our own working files."""
    return path in places.working_files or path.parent == places.local or not path.exists() or before.holds(path)


def _names_templates(places: Places, before: Ledger) -> bool:
    """Whether Excel has to be told where the templates stand; the user's own choice goes first."""
    written = before.value(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES)
    current = places.registry.entry(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES)
    return places.names_templates_folder or (written is not None and current == written.written)


def _write_values(
    places: Places, before: Ledger, after: Ledger, values: dict[tuple[str, str], Entry], changes: Changes
) -> None:
    for (key, name), entry in values.items():
        earlier = before.value(key, name)
        found = places.registry.entry(key, name)
        original = earlier.before if earlier is not None and earlier.written == found else found
        after.keys += changes.put_value(key, name, entry)
        after.values.append(WrittenValue(key, name, entry, original))
    for written in before.values:
        if (written.key, written.name) not in values:
            put_back(places, written, changes)


def put_back(places: Places, written: WrittenValue, changes: Changes) -> None:
    """Let a value of the registry be as it was before us; leave it where somebody changed it since."""
    if places.registry.entry(written.key, written.name) != written.written:
        return
    if written.before is None:
        changes.remove_value(written.key, written.name)
    else:
        changes.put_value(written.key, written.name, written.before)


def _before(places: Places) -> Ledger:
    """What stands there, ours and others'. Raises ``FoldersClosed`` where we may not look."""
    closed = closed_folders(places)
    if closed is not None:
        raise closed
    return read_ledger(places.ledger) or Ledger(others=_in_folder(places.templates))


def _in_folder(folder: Path | None) -> list[Path]:
    return sorted(folder.iterdir()) if folder is not None and folder.is_dir() else []


def _note_folders(ledger: Ledger, made: list[Path]) -> None:
    ledger.folders += [folder for folder in made if folder not in ledger.folders]
