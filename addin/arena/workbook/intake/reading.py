"""The parent's side: a file is read by a process of its own, and what its answer means.

Many files share a few processes: ``arena.workbook.intake.many``. Source of the limits: docs/security, "Files that come
back".
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from arena.workbook.errors import (
    DamagedFile,
    InputError,
    MalformedLine,
    NotAWorkbook,
    ReaderFailed,
    TookTooLong,
    TooLarge,
    UnsafeFile,
    WrongEncoding,
    shown_name,
)
from arena.workbook.intake import rejection
from arena.workbook.intake.answer import ERROR, NUMBER, TEXT
from arena.workbook.intake.book import CellError, CellValue, RawBook, RawSheet, RawTable
from arena.workbook.intake.input_file import Content, content_of
from arena.workbook.intake.process import Died, Flooded, Late, ReadingProcess

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

    What can be known without looking into the file is raised here: what ``input_file.content_of`` raises, and
    ``ReaderFailed`` where no process can be started. The rest is raised by ``Reading.result``.
    """
    content = content_of(path)
    try:
        return Reading(ReadingProcess(), path, content)
    except Died as failed:
        raise reader_failed(path, str(failed)) from failed


class Reading:
    """A file that is being read. Made by ``start_reading``."""

    def __init__(self, process: ReadingProcess, path: Path, content: Content) -> None:
        self._path, self._kind = path, content.kind
        self._answer: bytes | InputError = b""
        # The pipes are served while the caller does other things, else the child would wait for it.
        self._server = threading.Thread(target=self._serve, args=(process, content), daemon=True)
        self._server.start()

    def result(self) -> RawBook:
        """Wait for the end and return what was read; at most 15 s after the start.

        Raises ``UnsafeFile``, ``TooLarge``, ``DamagedFile``, ``NotAWorkbook``, ``WrongEncoding``, ``MalformedLine``,
        ``TookTooLong`` or ``ReaderFailed``, each time it is asked.
        """
        self._server.join()
        if isinstance(self._answer, InputError):
            raise self._answer
        return book_in(self._answer, self._path, self._kind)

    def _serve(self, process: ReadingProcess, content: Content) -> None:
        try:
            self._answer = answer_of(process, self._path, content)
        except InputError as error:
            self._answer = error
        process.kill()


def answer_of(process: ReadingProcess, path: Path, content: Content) -> bytes:
    """Return the answer of a reading process to a file. Raises ``TookTooLong``, ``TooLarge`` or ``ReaderFailed``."""
    name = shown_name(path)
    try:
        return process.read(*content)
    except Late as late:
        raise TookTooLong("intake.took_too_long", file=name) from late
    except Flooded as flooded:
        raise TooLarge("intake.too_large", file=name, reason="answer") from flooded
    except Died as died:
        raise reader_failed(path, str(died)) from died


def reader_failed(path: Path, reason: str) -> ReaderFailed:
    """Return the error of a file whose reading process gave no answer; the reason is for the log."""
    return ReaderFailed("intake.reader_failed", file=shown_name(path), reason=reason)


def book_in(written: bytes, path: Path, kind: str) -> RawBook:
    """Return the cells that an answer holds. Raises what it says, and ``ReaderFailed`` where it is no answer."""
    try:
        answer = json.loads(written)
        if "rejected" in answer:
            verdict, reason = answer["rejected"]
            error, key = _ERRORS[verdict]
            raise error(key, file=shown_name(path), reason=reason)
        return book_of(answer, path, kind)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as nonsense:
        raise reader_failed(path, "answer") from nonsense


def book_of(answer: Mapping[str, Any], path: Path, kind: str) -> RawBook:
    """Return the cells that an answer holds, as ``Answer.book`` gives it, of a file of a kind."""
    texts: list[str] = answer["texts"]
    stem = shown_name(Path(path.stem))
    return RawBook(
        kind=kind,
        sheets=tuple(_sheet(sheet, texts, stem) for sheet in answer["sheets"]),
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


def _sheet(sheet: Mapping[str, Any], texts: list[str], stem: str) -> RawSheet:
    typed: list[CellValue] = [
        texts[value] if kind == TEXT else value if kind == NUMBER else _other_value(kind, texts[value])
        for kind, value in zip(sheet["kinds"], sheet["values"], strict=True)
    ]
    return RawSheet(
        name=sheet["name"] or stem,
        cells=dict(zip(zip(sheet["rows"], sheet["columns"], strict=True), typed, strict=True)),
        formulas=_places(sheet["formulas"]),
        uncalculated=_places(sheet["uncalculated"]),
    )


def _other_value(kind: str, text: str) -> CellValue:
    return CellError(text) if kind == ERROR else datetime.fromisoformat(text)


def _places(numbers: list[int]) -> frozenset[tuple[int, int]]:
    by_turns = iter(numbers)
    return frozenset(zip(by_turns, by_turns, strict=True))


def _ref(row1: int, column1: int, row2: int, column2: int) -> tuple[int, int, int, int]:
    return row1, column1, row2, column2
