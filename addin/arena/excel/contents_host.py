"""What a block of cells holds, kept to be put back exactly. A part of ``host``: it speaks to Excel's objects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from arena.excel.host import Handle, Typed, typed, write
from arena.excel.stubborn import stubbornly

_AS_TEXT = "@"


def typed_if_there(block: Handle) -> list[list[Typed]]:
    """Return what was typed in a block that may be gone by now: then no rows at all.

    Raises what Excel raised where the block is there and cannot be read.
    """
    found: list[list[Typed]] = []
    try:
        stubbornly(lambda: found.extend(typed(block)), times=2)
    except Exception:
        if _is_there(block):
            raise
    return found


def _is_there(block: Handle) -> bool:
    try:
        return bool(block.Address)
    except Exception:
        return False


class _BareText(NamedTuple):
    """A text that Excel would read as something else when typed, in a cell where it stands without an apostrophe."""

    row: int
    column: int
    cell: Handle
    number_format: str
    text: str


class Contents:
    """What a block holds.

    A text such as ``1-2`` came there without an apostrophe where the cell had the format of texts, or where another
    program wrote the file. Typed again it would need one, which Excel would then keep; so each such cell is asked how
    it had it. In a table that holds its formulas there are none.

    Attributes:
        typed: the cells as typed (``host.typed``).
    """

    def __init__(self, block: Handle) -> None:
        self.typed = typed(block)
        self._block = block
        self._bare = list(_bare_texts(block, self.typed))

    def put_back(self, rows: Sequence[Sequence[Typed]] | None = None) -> None:
        """Write the cells as they were, or rows in which other cells hold something else."""
        wanted = [list(row) for row in (self.typed if rows is None else rows)]
        bare = [one for one in self._bare if wanted[one.row][one.column] == self.typed[one.row][one.column]]
        for one in bare:
            wanted[one.row][one.column] = None
        write(self._block, wanted)
        for one in bare:
            stubbornly(partial(_put_bare, one), partial(_put_bare, one), partial(_put_with_apostrophe, one))


def _bare_texts(block: Handle, rows: Sequence[Sequence[Typed]]) -> list[_BareText]:
    found = []
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if isinstance(value, str) and value.startswith("'"):
                cell = block.Item(row + 1, column + 1)
                if not cell.PrefixCharacter:
                    found.append(_BareText(row, column, cell, str(cell.NumberFormat), value[1:]))
    return found


def _put_bare(one: _BareText) -> None:
    """Write a text into a cell that takes all for text for a moment; it stays one when that ends."""
    if one.number_format == _AS_TEXT:
        one.cell.Value2 = one.text
        return
    one.cell.NumberFormat = _AS_TEXT
    try:
        one.cell.Value2 = one.text
    finally:
        stubbornly(partial(setattr, one.cell, "NumberFormat", one.number_format), times=2)


def _put_with_apostrophe(one: _BareText) -> None:
    """The last way, where Excel refuses to change a number format: the text is back, and shows the same."""
    one.cell.Value2 = f"'{one.text}"
