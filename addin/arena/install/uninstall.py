"""Taking an installation away: files and registry are as they were before it.

Where the list of what was installed is lost, what can be recognised as ours goes; a template cannot, since the user may
have made it their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from arena.excel import user_files
from arena.install import locations as at
from arena.install.changes import Changes
from arena.install.install import is_ours, put_back, starts_at_logon
from arena.install.ledger import Ledger, read_ledger
from arena.install.locations import Locations
from arena.install.refusals import AddinOpen, InstallFailed, NotInstalled
from arena.workbook.errors import shown_name

_OWN_FILES = (*user_files.PATTERNS, at.LEDGER)
"""What stands in our own folder, by pattern."""


@dataclass
class Uninstalled:
    """What was taken away, and what was left because somebody changed it since."""

    removed: list[Path] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)
    listed: bool = True
    """Whether there was a list to go by."""


def uninstall(locations: Locations) -> Uninstalled:
    """Take the add-in and all that came with it away.

    Raises ``NotInstalled``, ``AddinOpen`` or ``InstallFailed``.
    """
    ledger = read_ledger(locations.ledger)
    done = Uninstalled(listed=ledger is not None)
    try:
        with Changes(locations.registry) as changes:
            if ledger is not None:
                _take_away(locations, ledger, done, changes)
            else:
                _take_away_recognised(locations, done, changes)
    except PermissionError as refused:
        raise AddinOpen("install.error.addin_open", file=_name(refused)) from refused
    except OSError as refused:
        raise InstallFailed("install.error.failed", file=_name(refused)) from refused
    if not done.listed and not done.removed:
        raise NotInstalled("install.error.not_installed")
    return done


def _take_away(locations: Locations, ledger: Ledger, done: Uninstalled, changes: Changes) -> None:
    for path in ledger.files:
        if ledger.holds(path) or (path in locations.working_files and is_ours(path)):
            changes.remove_file(path)
            done.removed.append(path)
        elif path.exists() and path.parent != locations.local:
            done.left.append(path)
    if locations.local in ledger.folders:  # our own folder, made by us: the log and the settings go too
        changes.remove_contents(locations.local)
    for written in ledger.values:
        if written.name != at.PERSONAL_TEMPLATES or _has_only(locations.templates, ledger.others):
            put_back(locations, written, changes)
    changes.remove_file(locations.ledger)
    for folder in reversed(ledger.folders):
        changes.remove_folder(folder)
    for key in reversed(ledger.keys):
        changes.remove_key(key)


def _take_away_recognised(locations: Locations, done: Uninstalled, changes: Changes) -> None:
    recognised = [locations.addin] if is_ours(locations.addin) else []
    recognised += [path for pattern in _OWN_FILES for path in sorted(locations.local.glob(pattern))]
    for path in recognised:
        changes.remove_file(path)
        done.removed.append(path)
    changes.remove_folder(locations.local)
    if starts_at_logon(locations):
        changes.remove_value(at.RUN_AT_LOGON, at.RUN_NAME)


def _has_only(folder: Path | None, others: list[Path]) -> bool:
    """Return True if the user put no template of their own in the folder since: else Excel has to keep knowing it."""
    return folder is None or not folder.is_dir() or set(folder.iterdir()) <= set(others)


def _name(refused: OSError) -> str:
    return shown_name(Path(refused.filename)) if refused.filename else "–"
