"""The seal of a generated sheet: a text beside the page that tells what this product painted there.

By it a button knows a sheet as generated, whatever its name, and sees whether its user changed cells since. What
users write in their own columns does not break it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from arena.workbook.cells import cell_name, column_name, column_number
from arena.workbook.description import Formula, Sheet
from arena.workbook.sheets.generated import sizes

_SEAL = re.compile(r"^arena-([a-z_]+)-([A-Z]{1,3}(?:\.[A-Z]{1,3})*)-([0-9a-f]{16})$")
_DIGITS = ".10g"
"""Numbers go through Excel's own texts; fifteen digits would be too many to rely on."""


@dataclass(frozen=True)
class Seal:
    """What a sheet says of itself: which sheet it is, which columns are its user's (from 0), and its digest."""

    key: str
    own_columns: tuple[int, ...]
    digest: str

    @property
    def text(self) -> str:
        """The seal as a cell holds it."""
        return f"arena-{self.key}-{'.'.join(map(column_name, self.own_columns))}-{self.digest}"


@dataclass(frozen=True)
class SealRead:
    """The seal on a sheet, and whether the cells are still those that were sealed."""

    seal: Seal
    unbroken: bool


def put(sheet: Sheet, row: int, column: int, own: int | Collection[int], style: str) -> None:
    """Seal a described sheet, its sizes beside the seal; nothing may be put on it afterwards.

    Args:
        sheet: the sheet.
        row: where the seal goes.
        column: likewise.
        own: the column that is its user's, or all of them.
        style: the look of the seal.
    """
    own_columns = (own,) if isinstance(own, int) else tuple(sorted(own))
    sheet.put(row, column + 1, sizes.as_text(sheet), style)
    texts = ((at, as_text(cell.value)) for at, cell in sheet.cells.items() if at != (row, column))
    digest = _digest((at, text) for at, text in texts if at[1] not in own_columns)
    sheet.put(row, column, Seal(sheet.key, own_columns, digest).text, style)


def is_seal(value: object) -> bool:
    """Return True if a cell holds a seal, of whatever sheet."""
    return isinstance(value, str) and _SEAL.match(value) is not None


def read(block: Sequence[Sequence[object]]) -> SealRead | None:
    """Return the seal on a sheet, from its cells as typed, from A1 on; ``None`` where it has none."""
    for row, line in enumerate(block):
        for column, value in enumerate(line):
            match = _SEAL.match(value) if isinstance(value, str) else None
            if match:
                seal = Seal(match[1], tuple(map(column_number, match[2].split("."))), match[3])
                return SealRead(seal, _digest_of(block, (row, column), seal.own_columns) == seal.digest)
    return None


def _digest_of(block: Sequence[Sequence[object]], seal: tuple[int, int], own_columns: Collection[int]) -> str:
    return _digest(
        ((row, column), as_text(value))
        for row, line in enumerate(block)
        for column, value in enumerate(line)
        if (row, column) != seal and column not in own_columns
    )


def as_text(value: object) -> str:
    """Return what a cell holds as the seal counts it: of a formula only that it is one, since Excel rewrites those."""
    if value is None or isinstance(value, Formula):
        return "" if value is None else "="
    if isinstance(value, bool):
        return str(value).upper()
    text = str(value)
    if text.startswith("="):
        return "="
    try:
        return format(float(text), _DIGITS)
    except ValueError:
        return text.replace("\r\n", "\n")


def _digest(cells: Iterable[tuple[tuple[int, int], str]]) -> str:
    lines = sorted(f"{cell_name(*at)}\t{text}" for at, text in cells if text)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]
