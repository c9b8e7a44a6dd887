"""Taking an installation away: files and registry are as they were before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from arena.packaging import places as at
from arena.packaging.changes import Changes
from arena.packaging.install import is_ours, put_back
from arena.packaging.ledger import Ledger, read_ledger
from arena.packaging.places import Places
from arena.packaging.refusals import AddinOpen, InstallFailed, NotInstalled
from arena.workbook.errors import shown_name


@dataclass
class Uninstalled:
    """What was taken away, and what was left because somebody changed it since."""

    removed: list[Path] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)


def uninstall(places: Places) -> Uninstalled:
    """Take the add-in and all that came with it away. Raises ``NotInstalled``, ``AddinOpen`` or ``InstallFailed``."""
    ledger = read_ledger(places.ledger)
    if ledger is None:
        raise NotInstalled("install.error.not_installed")
    done = Uninstalled()
    try:
        with Changes(places.registry) as changes:
            _take_away(places, ledger, done, changes)
    except PermissionError as refused:
        raise AddinOpen("install.error.addin_open", file=_name(refused)) from refused
    except OSError as refused:
        raise InstallFailed("install.error.failed", file=_name(refused)) from refused
    return done


def _take_away(places: Places, ledger: Ledger, done: Uninstalled, changes: Changes) -> None:
    for path in ledger.files:
        if ledger.holds(path) or (path in places.working_files and is_ours(path)):
            changes.remove_file(path)
            done.removed.append(path)
        elif path.exists() and path.parent != places.local:
            done.left.append(path)
    if places.local in ledger.folders:  # our own folder, made by us: the log and the settings go too
        changes.remove_contents(places.local)
    for written in ledger.values:
        if written.name != at.PERSONAL_TEMPLATES or _has_only(places.templates, ledger.others):
            put_back(places, written, changes)
    changes.remove_file(places.ledger)
    for folder in reversed(ledger.folders):
        changes.remove_folder(folder)
    for key in reversed(ledger.keys):
        changes.remove_key(key)


def _has_only(folder: Path | None, others: list[Path]) -> bool:
    """Whether the user put no template of their own in the folder since: else Excel has to keep knowing it."""
    return folder is None or not folder.is_dir() or set(folder.iterdir()) <= set(others)


def _name(refused: OSError) -> str:
    return shown_name(Path(refused.filename)) if refused.filename else "–"
