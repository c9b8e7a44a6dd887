"""Addresses of cells as Excel reads them: taken apart, put together, packed into as few as Excel takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from arena.workbook.cells import Area, column_name, column_number

LONGEST = 255
"""Of an address that Excel takes, and of one that it gives: a longer one is cut off without a word."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CORNER = re.compile(r"\$?([A-Z]*)\$?([0-9]*)")


def areas(address: str) -> list[Area]:
    """Return the areas of an address; whole columns and rows reach to the sheet's end.

    Raises:
        ValueError: it is no address.
    """
    return [_area(part.strip()) for part in address.split(",")]


def _area(part: str) -> Area:
    first, colon, last = part.partition(":")
    corners = [_CORNER.fullmatch(corner) for corner in (first, last if colon else first)]
    if "" in (first, last if colon else first) or None in corners:
        raise ValueError("not an address")
    (left, top), (right, bottom) = [corner.groups() for corner in corners if corner]
    return Area(
        int(top or 1) - 1,
        column_number(left) if left else 0,
        int(bottom or LAST_ROW) - 1,
        column_number(right) if right else LAST_COLUMN - 1,
    )


def address(area: Area) -> str:
    """Return the absolute address of an area, in the short form for whole rows and columns."""
    if (area.first_row, area.last_row) == (0, LAST_ROW - 1) and area.last_column < LAST_COLUMN - 1:
        return f"${column_name(area.first_column)}:${column_name(area.last_column)}"
    if (area.first_column, area.last_column) == (0, LAST_COLUMN - 1) and area.last_row < LAST_ROW - 1:
        return f"${area.first_row + 1}:${area.last_row + 1}"
    return area.address


def around(one: Area, other: Area) -> Area:
    """Return the smallest area that holds two."""
    return Area(*map(min, one[:2], other[:2]), *map(max, one[2:], other[2:]))


def overlap(one: Area, other: Area) -> Area | None:
    """Return what two areas have in common; ``None`` where that is nothing."""
    common = Area(*map(max, one[:2], other[:2]), *map(min, one[2:], other[2:]))
    return common if common[0] <= common[2] and common[1] <= common[3] else None


def rectangles(cells: Iterable[tuple[int, int]]) -> list[Area]:
    """Return few rectangles that together are these cells (row and column, from 0)."""
    found: list[Area] = []
    growing: dict[tuple[int, int], Area] = {}
    for row, first, last in _runs(cells):
        above = growing.get((first, last))
        if above is not None and above.last_row == row - 1:
            found.remove(above)
        area = Area(row if above is None or above.last_row != row - 1 else above.first_row, first, row, last)
        growing[first, last] = area
        found.append(area)
    return found


def _runs(cells: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring cells of a row: the row, the first and the last column."""
    ordered = sorted(set(cells))
    start = 0
    for place, (row, column) in enumerate(ordered, start=1):
        if place == len(ordered) or ordered[place] != (row, column + 1):
            yield row, ordered[start][1], column
            start = place


def packed(found: Iterable[Area]) -> list[str]:
    """Return areas as addresses of several each, none longer than Excel takes."""
    addresses: list[str] = []
    for area in found:
        one = address(area).replace("$", "")
        if addresses and len(addresses[-1]) + 1 + len(one) <= LONGEST:
            addresses[-1] += f",{one}"
        else:
            addresses.append(one)
    return addresses
