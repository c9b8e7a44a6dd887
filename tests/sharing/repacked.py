"""Copies changed in one way, packed again: what the check before handing over must refuse."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

Parts = dict[str, bytes]
Change = Callable[[Parts], None]


def parts_of(content: bytes) -> Parts:
    """The parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def put(part: str, before: str, after: str) -> Change:
    """Change the first place in a part; it must be there."""

    def change(parts: Parts) -> None:
        assert before.encode() in parts[part], f"{part} has no {before}"
        parts[part] = parts[part].replace(before.encode(), after.encode(), 1)

    return change


def fill(part: str, cell: str, content: str) -> Change:
    """Put something in an empty cell of a sheet, which keeps its look."""

    def change(parts: Parts) -> None:
        parts[part], changed = re.subn(
            rf'(<c r="{cell}" s="\d+")/>'.encode(), rf"\1>{content}</c>".encode(), parts[part], count=1
        )
        assert changed, f"{part} has no empty {cell}"

    return change


def add(part: str, content: str) -> Change:
    """Add a part."""
    return lambda parts: parts.__setitem__(part, content.encode())
