"""Which files are taken at all, and their content: what can be known without looking into a file is said here."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from arena.workbook.errors import (
    InputEmpty,
    InputIsFolder,
    InputNotFound,
    InputUnreadable,
    NotAWorkbook,
    PasswordProtected,
    TooLarge,
    UnsupportedKind,
    shown_name,
)
from arena.workbook.intake import limits

KINDS = {".xlsx": "workbook", ".xltx": "workbook", ".xlsm": "workbook", ".csv": "csv"}
"""What is read, by the end of its name, with its kind."""

_OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP_MAGIC = b"PK\x03\x04"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_EXCEL_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


class Content(NamedTuple):
    """What a file holds, and its kind: ``"workbook"`` or ``"csv"``."""

    kind: str
    content: bytes


def content_of(path: Path) -> Content:
    """Return the content of a file that may be read.

    Raises:
        InputNotFound, InputIsFolder, InputUnreadable, InputEmpty, UnsupportedKind, NotAWorkbook, PasswordProtected,
        TooLarge: as their names say.
    """
    name = shown_name(path)
    with _opened(path, name) as file:
        try:
            kind = _kind(path, file, name)
            content = file.read(limits.FILE_BYTES + 1)
        except OSError as refused:  # a share that is gone, or a file that another program locked in part
            raise InputUnreadable("intake.unreadable", file=name) from refused
    if len(content) > limits.FILE_BYTES:  # it grew meanwhile
        raise TooLarge("intake.too_large", file=name, reason="file")
    return Content(kind, content)


def _opened(path: Path, name: str) -> BufferedReader:
    """Open a file for reading. Looks first: opening a pipe or a device can wait forever."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputIsFolder("intake.is_folder", file=name)
        if not stat.S_ISREG(mode):
            raise UnsupportedKind("intake.unsupported_kind", file=name)
        return path.open("rb")
    except FileNotFoundError as missing:
        raise InputNotFound("intake.not_found", file=name) from missing
    except NotADirectoryError as missing:
        raise InputNotFound("intake.not_found", file=name) from missing
    except (OSError, ValueError) as refused:  # ValueError: a zero byte in the name
        if isinstance(refused, OSError) and refused.errno == errno.ENAMETOOLONG:
            raise InputNotFound("intake.not_found", file=name) from refused
        raise InputUnreadable("intake.unreadable", file=name) from refused


def _kind(path: Path, file: BufferedReader, name: str) -> str:
    """Return what the child must read, or raise for what it need not see. Leaves the file at its beginning."""
    suffix = path.suffix.lower()
    size = os.fstat(file.fileno()).st_size
    magic = file.read(len(_OLE_MAGIC))
    file.seek(0)
    if magic == _OLE_MAGIC and size <= limits.FILE_BYTES:
        _refuse_ole(file.read(limits.FILE_BYTES), name)
    if suffix == ".xls":
        raise UnsupportedKind("intake.old_excel", file=name)
    if suffix not in KINDS:
        raise UnsupportedKind("intake.unsupported_kind", file=name)
    if not size:
        raise InputEmpty("intake.empty", file=name)
    if size > limits.FILE_BYTES:
        raise TooLarge("intake.too_large", file=name, reason="file")
    kind = KINDS[suffix]
    if magic.startswith(_ZIP_MAGIC) != (kind == "workbook"):
        raise NotAWorkbook("intake.not_a_workbook", file=name)
    return kind


def _refuse_ole(content: bytes, name: str) -> None:
    """Raise for the container of old Office files, which holds encrypted new ones too; its directory tells which."""
    if _ENCRYPTED_STREAM in content:
        raise PasswordProtected("intake.password", file=name)
    if any(stream in content for stream in _OLD_EXCEL_STREAMS):
        raise UnsupportedKind("intake.old_excel", file=name)
    raise UnsupportedKind("intake.unsupported_kind", file=name)
