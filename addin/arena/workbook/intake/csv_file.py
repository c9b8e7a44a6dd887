"""A CSV file: one sheet of texts and whole numbers."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from arena.workbook.intake import limits
from arena.workbook.intake.answer import NUMBER, TEXT, Answer
from arena.workbook.intake.numbers import whole_number_or_text
from arena.workbook.intake.place import Room, check_edges
from arena.workbook.intake.rejection import DAMAGED, ENCODING, TOO_LARGE, Rejected

_DELIMITERS = ";,\t"
"""In the order that decides a tie: a Flemish Excel writes semicolons."""
_LONGEST_HEADER = 65_536


def read_csv(file: BinaryIO) -> Answer:
    """Read a CSV file in UTF-8, with or without byte order mark.

    Fields stay text, a formula too; only what is nothing but a whole number becomes one. Raises ``Rejected``:
    encoding for other encodings (UTF-16 and Windows-1252 above all), damaged for quotes that do not close.
    """
    text = _decoded(file.read(limits.FILE_BYTES + 1))
    csv.field_size_limit(limits.TEXT_LENGTH)
    answer = Answer()
    room = Room()
    rows: list[int] = []
    columns: list[int] = []
    kinds: list[str] = []
    values: list[int | float | bool] = []
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        for row, fields in enumerate(lines, 1):
            check_edges(row, len(fields))
            for column, field in enumerate(fields, 1):
                if not field:
                    continue
                room.take(row, column)
                value = whole_number_or_text(field)
                rows.append(row)
                columns.append(column)
                kinds.append(TEXT if isinstance(value, str) else NUMBER)
                values.append(answer.text(value) if isinstance(value, str) else value)
    except csv.Error as broken:
        raise Rejected(DAMAGED, "csv") from broken
    answer.sheets.append(
        {"name": "", "rows": rows, "columns": columns, "kinds": "".join(kinds), "values": values, "formulas": []}
    )
    return answer


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
    """Return the delimiter that stands most often in the first line with content, outside quotes."""
    quoted = False
    counts = dict.fromkeys(_DELIMITERS, 0)
    for letter in text.lstrip("\r\n")[:_LONGEST_HEADER]:
        if letter == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif letter in counts:
            counts[letter] += 1
        elif letter in "\r\n":
            break
    return max(counts, key=counts.__getitem__)
