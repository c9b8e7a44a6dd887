"""The widths of columns and the heights of rows in the live workbook, those of one size in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import xlwings as xw

from arena.excel.host.addresses import columns, lines, rows
from arena.excel.host.properties import put_back
from arena.workbook.sheets.generated.sizes import runs


def set_widths(sheet: xw.Sheet, widths: Mapping[int, float]) -> bool:
    """Set the widths of columns, in characters, those of one width at once; return True if all have theirs."""
    by_width = by_size(widths, columns)
    return put_back(
        [(handle, "ColumnWidth", width) for width, names in by_width.items() for handle in lines(sheet, names)]
    )


def widths(sheet: xw.Sheet, like: Mapping[int, float]) -> dict[int, float]:
    """Return the widths of columns; neighbours that are alike in ``like`` are asked together, where they still are."""
    found: dict[int, float] = {}
    for first, last, _ in runs(like):
        width = sheet.api.Range(columns(first, last)).ColumnWidth
        for column in range(first, last + 1):
            own = sheet.api.Range(columns(column, column)).ColumnWidth if width is None else width
            found[column] = float(own)
    return found


def set_heights(sheet: xw.Sheet, heights: Mapping[int, float]) -> bool:
    """Set the heights of rows, in points, those of one height at once; return True if all have theirs."""
    by_height = by_size(heights, rows)
    return put_back(
        [(handle, "RowHeight", height) for height, names in by_height.items() for handle in lines(sheet, names)]
    )


def free_heights(sheet: xw.Sheet, numbers: Iterable[int]) -> bool:
    """Let rows, by their numbers, be as high as any again; return True if all are."""
    return put_back([(handle, "UseStandardHeight", True) for handle in lines(sheet, together(numbers))])


def together(numbers: Iterable[int]) -> list[str]:
    """Return the names of rows, from their numbers, neighbours together."""
    return [rows(run.first, run.last) for run in runs(dict.fromkeys(numbers, 0.0))]


def by_size(sizes: Mapping[int, float], name: Callable[[int, int], str]) -> dict[float, list[str]]:
    """Return the names of rows or columns by their size, neighbours of one size together."""
    found: dict[float, list[str]] = {}
    for run in runs(sizes):
        found.setdefault(run.size, []).append(name(run.first, run.last))
    return found
