"""A CSV file: one sheet of texts and whole numbers."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from arena.workbook import headings
from arena.workbook.intake import limits
from arena.workbook.intake.answer import NUMBER, TEXT, Answer, empty_sheet
from arena.workbook.intake.numbers import whole_number_or_text
from arena.workbook.intake.place import Room, check_edges
from arena.workbook.intake.plain_text import readable
from arena.workbook.intake.rejection import CSV_LINE, ENCODING, TOO_LARGE, Rejected

_DELIMITERS = ";,\t"
"""In the order that decides a tie: a Flemish Excel writes semicolons."""


def read_csv(file: BinaryIO) -> Answer:
    """Read a CSV file in UTF-8, with or without byte order mark.

    Fields stay text, a formula too; only what is nothing but a whole number becomes one. Raises ``Rejected``:
    encoding for other encodings (UTF-16 and Windows-1252 above all), and the line where one cannot be taken apart:
    quotes that do not close, or a text longer than a cell can hold.
    """
    text = _decoded(file.read(limits.FILE_BYTES + 1))
    csv.field_size_limit(limits.TEXT_LENGTH)
    answer = Answer()
    room = Room()
    sheet = empty_sheet("")
    kinds: list[str] = []
    for row, fields in enumerate(_records(text, _delimiter(text)), 1):
        check_edges(row, len(fields))
        for column, field in enumerate(fields, 1):
            value = whole_number_or_text(readable(field))
            if value == "":
                continue
            room.take(row, column)
            sheet["rows"].append(row)
            sheet["columns"].append(column)
            kinds.append(TEXT if isinstance(value, str) else NUMBER)
            sheet["values"].append(answer.text(value) if isinstance(value, str) else value)
    sheet["kinds"] = "".join(kinds)
    answer.sheets.append(sheet)
    return answer


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begun = lines.line_num + 1
        try:
            yield next(lines)
        except StopIteration:
            return
        except csv.Error as broken:
            raise Rejected(CSV_LINE, str(begun)) from broken


def _decoded(content: bytes) -> str:
    if len(content) > limits.FILE_BYTES:  # it grew since the parent looked
        raise Rejected(TOO_LARGE, "file")
    # UTF-8 knows the byte 0 as well, but in a text of people it means UTF-16 or no text at all.
    if b"\0" in content:
        raise Rejected(ENCODING, "zero byte")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Rejected(ENCODING, "not utf-8") from wrong


def _delimiter(text: str) -> str:
    """Return the delimiter that takes the line of headings apart: a title above it may hold commas of its own.

    Where no line heads a table of actors, any delimiter does: the file holds nothing for us.
    """
    known = headings.known((headings.ACTOR, *headings.RATED), _folded)
    found = {delimiter: _line_of_headings(text, delimiter, known) for delimiter in _DELIMITERS}
    return min(found, key=found.__getitem__)


def _line_of_headings(text: str, delimiter: str, known: Mapping[str, tuple[str, str]]) -> float:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for fields in lines:
            words = {_folded(field) for field in fields}
            if headings.are_of_actors(known[word][0] for word in words & known.keys()):
                return lines.line_num
    except csv.Error:
        return math.inf
    return math.inf


def _folded(text: str) -> str:
    """The form in which headings are compared, as ``arena.method.text.fold`` gives it, without its imports."""
    return " ".join(readable(text).split()).lower()
