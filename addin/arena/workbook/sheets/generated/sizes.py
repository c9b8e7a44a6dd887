"""How wide and high the columns and rows of a generated sheet are, and where its pages begin, as a text on the sheet.

Excel gives the height of one row at a time; a sheet that is painted anew must be put back in a number of calls that
does not grow with its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from arena.workbook.description import Sheet

_START = "arena-layout "
_RUN = re.compile(r"([rc])(\d+)(?:-(\d+))?=([\d.]+)")
_BREAK = re.compile(r"\bb(\d+)")
_LONGEST = 8000
"""Texts in a block of cells may not be longer than 8,203 characters in older Excels."""


class Run(NamedTuple):
    """Neighbouring rows or columns of one size, counted from 0, both included."""

    first: int
    last: int
    size: float


class Sizes(NamedTuple):
    """The sizes of rows (points) and columns (characters) that a painter set, and the rows that begin a page."""

    heights: Mapping[int, float]
    widths: Mapping[int, float]
    breaks: tuple[int, ...] = ()


NONE = Sizes({}, {})


def of(sheet: Sheet) -> Sizes:
    """Return the fixed heights, the widths and the page breaks of a description."""
    return Sizes(sheet.heights, sheet.widths, tuple(sheet.breaks))


def runs(sizes: Mapping[int, float]) -> list[Run]:
    """Return the runs of neighbours of one size."""
    together: list[Run] = []
    for number, size in sorted(sizes.items()):
        if together and together[-1].last == number - 1 and together[-1].size == size:
            together[-1] = together[-1]._replace(last=number)
        else:
            together.append(Run(number, number, size))
    return together


def as_text(sheet: Sheet) -> str:
    """Return the sizes of a description as a text."""
    breaks = (f"b{row + 1}" for row in sheet.breaks)
    text = _START + " ".join([*_texts("c", sheet.widths), *breaks, *_texts("r", sheet.heights)])
    return text[:_LONGEST]


def _texts(kind: str, sizes: Mapping[int, float]) -> Iterable[str]:
    for first, last, size in runs(sizes):
        lines = f"{first + 1}" if first == last else f"{first + 1}-{last + 1}"
        yield f"{kind}{lines}={size:g}"


def read(block: Sequence[Sequence[object]]) -> Sizes:
    """Return the sizes that a sheet tells, from its cells; nothing where it tells none."""
    text = next((v for line in block for v in line if isinstance(v, str) and v.startswith(_START)), "")
    sizes: dict[str, dict[int, float]] = {"r": {}, "c": {}}
    for kind, first, last, size in _RUN.findall(text):
        for number in range(int(first) - 1, int(last or first)):
            sizes[kind][number] = float(size)
    return Sizes(sizes["r"], sizes["c"], tuple(int(row) - 1 for row in _BREAK.findall(text)))
