"""Writing a file whole or not at all. Source: docs/security, "Nothing lost"."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from arena.workbook.errors import (
    DiskFull,
    OutputExists,
    OutputFailed,
    OutputFolderMissing,
    OutputFolderProtected,
    OutputIsFolder,
    OutputLocked,
    OutputProtected,
    shown_name,
)

_FULL = (errno.ENOSPC, errno.EDQUOT)
_PROTECTED = (errno.EACCES, errno.EPERM, errno.EROFS)
_WRITABLE = 0o222


def write_atomically(
    target: Path,
    write: Callable[[Path], object],
    *,
    overwrite: bool = False,
    verify: Callable[[Path], None] | None = None,
) -> None:
    """Let ``write`` make a file, and give it the name ``target`` only when it is complete and on the disk.

    ``write`` gets the path of a new empty file beside ``target``, with the same extension, and fills it. ``verify``
    gets the same path once the bytes are on the disk, and raises where the file is not as it should be. What either
    raises passes through, save an ``OSError``, which becomes one of the errors below. Unless all goes well, ``target``
    stays as it was, and in no case anything else stays behind.

    Without ``overwrite`` an existing file is refused, also one that appears while ``write`` is at work. With it, a
    file that ``target`` points to as a symbolic link is replaced, and keeps its permissions.

    Raises ``OutputExists``, ``OutputIsFolder``, ``OutputProtected``, ``OutputFolderMissing``,
    ``OutputFolderProtected``, ``OutputLocked``, ``DiskFull`` and, for all else the system refuses, ``OutputFailed``.
    """
    if overwrite:
        target = Path(os.path.realpath(target))
    check_target(target, overwrite=overwrite)
    temporary = _new_file_beside(target)
    try:
        write(temporary)
        _to_disk(temporary)
        if verify is not None:
            verify(temporary)
        if overwrite:
            _replace(temporary, target)
        else:
            _claim(temporary, target)
        _folder_to_disk(target.parent)
    except OSError as refused:
        raise _failed(target, refused) from refused
    finally:
        temporary.unlink(missing_ok=True)


def numbered(target: Path) -> Iterator[Path]:
    """Yield names for a file beside one that is there: ``Summary (2).xlsx``, ``Summary (3).xlsx`` …"""
    return (target.with_name(f"{target.stem} ({number}){target.suffix}") for number in count(2))


def free_name_beside(target: Path) -> Path:
    """Return the first name like ``Summary (2).xlsx`` that is not taken in the folder of ``target``."""
    return next(beside for beside in numbered(target) if not os.path.lexists(beside))


def check_target(target: Path, *, overwrite: bool) -> None:
    """Raise what :func:`write_atomically` would raise of a target before it writes.

    Whoever writes several files asks this of all of them first, so that either all are made or none.
    """
    try:
        _check_target(target, overwrite=overwrite)
    except OSError as refused:  # a folder that may not be looked into, a name that is too long
        raise _refusal(target, refused) from refused


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where there is none.

    Raises ``OutputFolderMissing`` where a file stands in the way, ``OutputFolderProtected``, ``DiskFull``,
    ``OutputFailed``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as taken:
        raise OutputFolderMissing("output.folder_is_file", folder=shown_name(folder)) from taken
    except OSError as refused:
        if refused.errno in _PROTECTED:
            raise OutputFolderProtected("output.folder_not_made", folder=shown_name(folder)) from refused
        raise _failed(folder, refused) from refused


def _check_target(target: Path, *, overwrite: bool) -> None:
    if not target.parent.is_dir():
        raise OutputFolderMissing("output.folder_missing", file=shown_name(target), folder=shown_name(target.parent))
    if target.is_dir():
        raise OutputIsFolder("output.is_folder", file=shown_name(target))
    if not os.path.lexists(target):
        return
    if not overwrite:
        raise OutputExists("output.exists", file=shown_name(target))
    # Renaming over a file asks nothing of the file itself; who made it read-only meant something by it. An
    # administrator may write anything, so the permissions are looked at as well.
    if target.exists() and not (target.stat().st_mode & _WRITABLE and os.access(target, os.W_OK)):
        raise OutputProtected("output.protected", file=shown_name(target))


def _new_file_beside(target: Path) -> Path:
    """Make an empty file that nobody else has, with the permissions that any new file of this user gets."""
    temporary = target.with_name(f".arena-{secrets.token_hex(8)}{target.suffix}")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except OSError as refused:
        raise _refusal(target, refused) from refused
    return temporary


def _to_disk(path: Path) -> None:
    """Open what was written again and put it on the disk, so that a name never stands for half a file."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    """Put the new name itself on the disk, where the system can do that for a folder."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # a folder that may be written in and not be read; the file itself is safe
    try:
        os.fsync(handle)
    except OSError:
        return  # some network folders cannot; the file has its name already
    finally:
        os.close(handle)


def _replace(temporary: Path, target: Path) -> None:
    try:
        if target.exists() and sys.platform != "win32":
            temporary.chmod(target.stat().st_mode & 0o7777)
        os.replace(temporary, target)
    except PermissionError as refused:
        raise _locked(target) from refused
    except OSError as refused:
        raise _failed(target, refused) from refused


def _claim(temporary: Path, target: Path) -> None:
    """Give the file its name where no file has it, without a moment in between for somebody else's.

    Windows' rename refuses a taken name by itself. Elsewhere a second (hard) link does; folders that know no such
    links, on a USB stick for instance, get an empty file that only one can make, which is then replaced.
    """
    try:
        if sys.platform == "win32":
            temporary.rename(target)
            return
        try:
            os.link(temporary, target, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            _replace_own(temporary, target)
    except FileExistsError as taken:
        raise OutputExists("output.exists", file=shown_name(target)) from taken
    except PermissionError as refused:
        raise _locked(target) from refused
    except OSError as refused:
        raise _failed(target, refused) from refused


def _replace_own(temporary: Path, target: Path) -> None:
    try:
        os.replace(temporary, target)
    except OSError:
        target.unlink(missing_ok=True)  # the empty file is ours
        raise


def _locked(target: Path) -> OutputLocked:
    return OutputLocked("output.locked", file=shown_name(target), beside=free_name_beside(target).name)


def _refusal(target: Path, refused: OSError) -> OutputFolderProtected | OutputFailed | DiskFull:
    """Return what the folder of a target refuses, before there is anything to lose."""
    if refused.errno in _PROTECTED:
        return OutputFolderProtected(
            "output.folder_protected", file=shown_name(target), folder=shown_name(target.parent)
        )
    return _failed(target, refused)


def _failed(target: Path, refused: OSError) -> OutputFailed | DiskFull:
    if refused.errno in _FULL:
        return DiskFull("output.disk_full", file=shown_name(target))
    code = errno.errorcode.get(refused.errno, "") if refused.errno else ""
    return OutputFailed("output.failed", file=shown_name(target), reason=code)
