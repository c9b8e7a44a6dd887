"""A CSV file: one sheet of texts and whole numbers."""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from arena.workbook import headings
from arena.workbook.cells import ROWS
from arena.workbook.intake import limits
from arena.workbook.intake.answer import NUMBER, TEXT, Answer, empty_sheet
from arena.workbook.intake.numbers import whole_number_or_text
from arena.workbook.intake.plain_text import readable
from arena.workbook.intake.rejection import CSV_LINE, ENCODING, TOO_LARGE, Rejected
from arena.workbook.intake.room import Room, check_edges

_DELIMITERS = ";,\t"
"""In the order that decides a tie: a Flemish Excel writes semicolons."""

_SEPARATOR_LINE = re.compile(r'"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""The first line of some files, which tells Excel the delimiter; Excel does not show it and does not count it."""


def read_csv(file: BinaryIO) -> Answer:
    """Read a CSV file in UTF-8, in UTF-16 with a byte order mark, or else as Windows-1252.

    Fields stay text, a formula too; only what is nothing but a whole number becomes one. Raises ``Rejected``:
    encoding where the letters are of none of these, and the line where one cannot be taken apart: quotes that do not
    close, or a text longer than a cell can hold.
    """
    answer = Answer()
    text, answer.letters_guessed = _decoded(file.read(limits.FILE_BYTES + 1))
    csv.field_size_limit(limits.TEXT_LENGTH)
    told = _SEPARATOR_LINE.match(text)
    rows = text[told.end() :] if told else text
    room = Room()
    sheet = empty_sheet("")
    kinds: list[str] = []
    for row, fields in enumerate(_records(rows, told[1] if told else _delimiter(text), 1 if told else 0), 1):
        check_edges(row, len(fields))
        for column, field in enumerate(fields, 1):
            value = whole_number_or_text(readable(field)) if field else ""
            if value == "":
                continue
            room.take_cells()
            if isinstance(value, str):
                room.take_text(value)
            sheet["rows"].append(row)
            sheet["columns"].append(column)
            kinds.append(TEXT if isinstance(value, str) else NUMBER)
            sheet["values"].append(answer.text(value) if isinstance(value, str) else value)
    sheet["kinds"] = "".join(kinds)
    answer.sheets.append(sheet)
    return answer


def _records(text: str, delimiter: str, lines_before: int) -> Iterator[list[str]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begun = lines.line_num + 1
        try:
            yield next(lines)
        except StopIteration:
            return
        except csv.Error as broken:
            raise Rejected(CSV_LINE, str(lines_before + begun)) from broken


def _decoded(content: bytes) -> tuple[str, bool]:
    """Return the text, and whether its encoding was guessed.

    Windows-1252 is what Excel's plain "CSV" has here. It knows nearly every byte, so that a file in an older code page
    is read with wrong letters: whoever shows the result says that it was a guess.
    """
    if len(content) > limits.FILE_BYTES:  # it grew since the parent looked
        raise Rejected(TOO_LARGE, "file")
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16"), False
        # UTF-8 knows the byte 0 as well, but in a text of people it means UTF-16 or no text at all.
        if b"\0" in content:
            raise Rejected(ENCODING, "zero byte")
        try:
            return content.decode("utf-8-sig"), False
        except UnicodeDecodeError:
            return content.decode("cp1252"), True
    except UnicodeDecodeError as wrong:
        raise Rejected(ENCODING, "unknown") from wrong


def _delimiter(text: str) -> str:
    """Return the delimiter that takes the line of headings apart: a title above it may hold commas of its own.

    The headings are those of a table of actors, or of the form that colleagues fill in. Where no line has them, one
    that takes the whole file apart does: the file holds nothing for us, and its quotes are not to blame for it.
    """
    columns = (headings.ACTOR, *headings.RATED)
    known = headings.of_form(columns) | headings.known(columns, headings.unbroken)
    found = {delimiter: _line_of_headings(text, delimiter, known) for delimiter in _DELIMITERS}
    first = min(found, key=found.__getitem__)
    if found[first] < math.inf:
        return first
    return next((delimiter for delimiter in _DELIMITERS if _takes_apart(text, delimiter)), first)


def _line_of_headings(text: str, delimiter: str, known: Mapping[str, tuple[str, str]]) -> float:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for fields in islice(lines, ROWS):
            words = {headings.unbroken(readable(field)) for field in set(fields)}
            if headings.are_of_actors(known[word][0] for word in words & known.keys()):
                return lines.line_num
    except csv.Error:
        return math.inf
    return math.inf


def _takes_apart(text: str, delimiter: str) -> bool:
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True
