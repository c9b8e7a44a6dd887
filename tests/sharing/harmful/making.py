"""How a harmful file is made: a table with one actor and one level, and what is wrong around it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.workbook.crafted import parts, sheet_xml, zipped

HEADINGS, ACTOR, LEVEL = ("Actoren", "Belangrijkheid"), "Bib", "4"


class Harm(NamedTuple):
    """How a file is written, the end of its name, and whether it is read (as one actor with one level) or refused."""

    write: Callable[[Path], object]
    read: bool = False
    suffix: str = ".xlsx"


def text(value: str) -> str:
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


TABLE = "".join(f"<row>{''.join(map(text, line))}</row>" for line in (HEADINGS, (ACTOR, LEVEL)))
"""One actor with one level, under its headings."""


def table(rows: str = "", *, before: str = "", after: str = "", **more: bytes) -> dict[str, bytes]:
    """Return a workbook with the table, and around it what is given."""
    return parts(sheet_xml(TABLE + rows, before=before, after=after), **more)


def of_parts(make: Callable[[], dict[str, bytes]], *, read: bool = False, stored: bool = False) -> Harm:
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return Harm(lambda path: zipped(path, make(), method=method), read)


def of_bytes(make: Callable[[], bytes], suffix: str = ".xlsx", *, read: bool = False) -> Harm:
    return Harm(lambda path: path.write_bytes(make()), read, suffix)


def packed(content: dict[str, bytes] | None = None) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in (table() if content is None else content).items():
            made.writestr(name, part)
    return file.getvalue()


def replaced(part: str, change: Callable[[bytes], bytes]) -> Callable[[], dict[str, bytes]]:
    def make() -> dict[str, bytes]:
        content = table()
        return content | {part: change(content[part])}

    return make


def patched(offset: int, value: bytes, *, mark: bytes = b"PK\x01\x02", last: bool = False) -> Callable[[], bytes]:
    """Return the file with bytes changed, counted from the first or last mark of a record of the zip."""

    def make() -> bytes:
        content = bytearray(packed())
        at = (content.rindex(mark) if last else content.index(mark)) + offset
        content[at : at + len(value)] = value
        return bytes(content)

    return make


MANY = 150_000
