"""The parent's side: which files are taken at all, the process that reads them, and what its answer means."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import threading
from datetime import datetime
from io import FileIO
from pathlib import Path
from typing import Any

from arena.workbook.errors import (
    DamagedFile,
    InputEmpty,
    InputError,
    InputIsFolder,
    InputNotFound,
    InputUnreadable,
    MalformedLine,
    NotAWorkbook,
    PasswordProtected,
    ReaderFailed,
    TookTooLong,
    TooLarge,
    UnsafeFile,
    UnsupportedKind,
    WrongEncoding,
    shown_name,
)
from arena.workbook.intake import limits, rejection
from arena.workbook.intake.answer import DATE, ERROR, TEXT
from arena.workbook.intake.book import CellError, CellValue, RawBook, RawSheet, RawTable

_KINDS = {".xlsx": "workbook", ".xltx": "workbook", ".xlsm": "workbook", ".csv": "csv"}
_OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP_MAGIC = b"PK\x03\x04"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_EXCEL_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))

_OUT_OF_PROCESSOR_TIME = -signal.SIGXCPU if sys.platform != "win32" else None

_ERRORS: dict[str, tuple[type[InputError], str]] = {
    rejection.UNSAFE: (UnsafeFile, "intake.unsafe"),
    rejection.TOO_LARGE: (TooLarge, "intake.too_large"),
    rejection.DAMAGED: (DamagedFile, "intake.damaged"),
    rejection.NOT_A_WORKBOOK: (NotAWorkbook, "intake.not_a_workbook"),
    rejection.ENCODING: (WrongEncoding, "intake.wrong_encoding"),
    rejection.CSV_LINE: (MalformedLine, "intake.csv_line"),
    rejection.FAILED: (ReaderFailed, "intake.reader_failed"),
}


def read_cells(path: Path) -> RawBook:
    """Return all that a workbook or CSV file holds: values as last calculated, cells with formulas, tables, names.

    Raises a subclass of ``InputError``; see ``start_reading``. The file is only read, never changed.
    """
    return start_reading(path).result()


def start_reading(path: Path) -> Reading:
    """Begin to read a file in a process of its own and return at once.

    What can be known without looking into the file is raised here: ``InputNotFound``, ``InputIsFolder``,
    ``InputUnreadable``, ``InputEmpty``, ``UnsupportedKind``, ``NotAWorkbook``, ``PasswordProtected``, ``TooLarge``,
    ``ReaderFailed`` where no process can be started. The rest is raised by ``Reading.result``. Source of the limits:
    docs/security, "Files that come back".
    """
    name = shown_name(path)
    with _opened(path, name) as file:
        kind = _kind(path, file, name)
        try:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and constants; the file is an open handle
                [sys.executable, "-I", "-m", "arena.workbook.intake.child", kind],
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no black window flashes up in Windows
            )
        except OSError as refused:
            raise ReaderFailed("intake.reader_failed", file=name, reason=f"start {refused.errno}") from refused
    return Reading(process, kind=kind, path=path)


class Reading:
    """A file that is being read. Made by ``start_reading``."""

    def __init__(self, process: subprocess.Popen[bytes], *, kind: str, path: Path) -> None:
        self._process = process
        self._kind = kind
        self._stem = shown_name(Path(path.stem))
        self._name = shown_name(path)
        self._output = b""
        self._late = False
        self._clock = threading.Timer(limits.SECONDS, self._stop)
        self._clock.daemon = True
        self._clock.start()
        # The pipe is emptied while the caller does other things, else the child would wait for it.
        self._collector = threading.Thread(target=self._collect, daemon=True)
        self._collector.start()

    def result(self) -> RawBook:
        """Wait for the end and return what was read; at most 15 s after the start.

        Raises ``UnsafeFile``, ``TooLarge``, ``DamagedFile``, ``NotAWorkbook``, ``WrongEncoding``, ``TookTooLong`` or
        ``ReaderFailed``, each time it is asked.
        """
        self._collector.join()
        if self._late or self._process.returncode == _OUT_OF_PROCESSOR_TIME:
            raise TookTooLong("intake.took_too_long", file=self._name)
        if len(self._output) > limits.ANSWER_BYTES:
            raise TooLarge("intake.too_large", file=self._name, reason="answer")
        if self._process.returncode:
            raise ReaderFailed("intake.reader_failed", file=self._name, reason=f"exit {self._process.returncode}")
        try:
            answer = json.loads(self._output)
            if "rejected" in answer:
                verdict, reason = answer["rejected"]
                error, key = _ERRORS[verdict]
                raise error(key, file=self._name, reason=reason)
            return self._book(answer)
        except (ValueError, KeyError, IndexError, TypeError) as nonsense:
            raise ReaderFailed("intake.reader_failed", file=self._name, reason="answer") from nonsense

    def _stop(self) -> None:
        self._late = True
        self._process.kill()

    def _collect(self) -> None:
        pipe = self._process.stdout
        if pipe is not None:
            with pipe:
                self._output = pipe.read(limits.ANSWER_BYTES + 1)
        if len(self._output) > limits.ANSWER_BYTES:
            self._process.kill()
        self._process.wait()
        self._clock.cancel()

    def _book(self, answer: dict[str, Any]) -> RawBook:
        texts: list[str] = answer["texts"]
        return RawBook(
            kind=self._kind,
            sheets=tuple(_sheet(sheet, texts, self._stem) for sheet in answer["sheets"]),
            tables=tuple(
                RawTable(
                    sheet=table["sheet"],
                    name=table["name"],
                    ref=_ref(*table["ref"]),
                    headers=tuple(table["headers"]),
                    has_header=table["has_header"],
                    has_totals=table["has_totals"],
                )
                for table in answer["tables"]
            ),
            names=answer["names"],
            letters_guessed=answer["letters_guessed"],
            besides={kind: tuple(sheets) for kind, sheets in answer["besides"].items()},
        )


def _sheet(sheet: dict[str, Any], texts: list[str], stem: str) -> RawSheet:
    cells: dict[tuple[int, int], CellValue] = {}
    for row, column, kind, value in zip(sheet["rows"], sheet["columns"], sheet["kinds"], sheet["values"], strict=True):
        if kind == TEXT:
            cells[row, column] = texts[value]
        elif kind == ERROR:
            cells[row, column] = CellError(texts[value])
        elif kind == DATE:
            cells[row, column] = datetime.fromisoformat(texts[value])
        else:
            cells[row, column] = value
    return RawSheet(
        name=sheet["name"] or stem,
        cells=cells,
        formulas=_places(sheet["formulas"]),
        uncalculated=_places(sheet["uncalculated"]),
    )


def _places(numbers: list[int]) -> frozenset[tuple[int, int]]:
    by_turns = iter(numbers)
    return frozenset(zip(by_turns, by_turns, strict=True))


def _ref(row1: int, column1: int, row2: int, column2: int) -> tuple[int, int, int, int]:
    return row1, column1, row2, column2


def _opened(path: Path, name: str) -> FileIO:
    """Open a file for reading. Looks first: opening a pipe or a device can wait forever.

    Without a buffer, so that the position in the file is the same for the process that the open file is handed to.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputIsFolder("intake.is_folder", file=name)
        if not stat.S_ISREG(mode):
            raise UnsupportedKind("intake.unsupported_kind", file=name)
        return path.open("rb", buffering=0)
    except FileNotFoundError as missing:
        raise InputNotFound("intake.not_found", file=name) from missing
    except NotADirectoryError as missing:
        raise InputNotFound("intake.not_found", file=name) from missing
    except (OSError, ValueError) as refused:  # ValueError: a zero byte in the name
        if isinstance(refused, OSError) and refused.errno == errno.ENAMETOOLONG:
            raise InputNotFound("intake.not_found", file=name) from refused
        raise InputUnreadable("intake.unreadable", file=name) from refused


def _kind(path: Path, file: FileIO, name: str) -> str:
    """Return what the child must read, or raise for what it need not see. Leaves the file at its beginning."""
    suffix = path.suffix.lower()
    size = os.fstat(file.fileno()).st_size
    magic = file.read(len(_OLE_MAGIC))
    file.seek(0)
    if magic == _OLE_MAGIC and size <= limits.FILE_BYTES:
        _refuse_ole(file.read(), name)
    if suffix == ".xls":
        raise UnsupportedKind("intake.old_excel", file=name)
    if suffix not in _KINDS:
        raise UnsupportedKind("intake.unsupported_kind", file=name)
    if not size:
        raise InputEmpty("intake.empty", file=name)
    if size > limits.FILE_BYTES:
        raise TooLarge("intake.too_large", file=name, reason="file")
    kind = _KINDS[suffix]
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
