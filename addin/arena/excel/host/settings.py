"""What makes a generated sheet look as it does beside the formats of its cells, as plain data that can be put back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import xlwings as xw

from arena.excel.host.addresses import addresses, cells_at, columns, rows
from arena.excel.host.contents import Typed
from arena.excel.host.excel import Handle
from arena.excel.host.looks import colour
from arena.excel.host.page_setup import BREAK, NO_BREAK
from arena.excel.host.properties import HeldSetting
from arena.excel.host.sizes import by_size, together
from arena.workbook.cells import column_name
from arena.workbook.look import STYLES
from arena.workbook.sheets.generated.sizes import Sizes, runs


class Setting(NamedTuple):
    """A property of cells (by address) or of the page, with its value: plain data, by which it can be put back."""

    where: str
    name: str
    value: object


_PAGE = "page"


def with_objects(sheet: xw.Sheet, settings: Iterable[Setting]) -> list[HeldSetting]:
    """Return settings with the objects that they are of."""
    return [(_object_of(sheet, one.where), one.name, one.value) for one in settings]


def _object_of(sheet: xw.Sheet, where: str) -> Handle:
    return sheet.api.PageSetup if where == _PAGE else cells_at(sheet, where)


def settings_of(
    sheet: xw.Sheet, typed: Sequence[Sequence[Typed]], before: Sizes, after: Sizes
) -> tuple[list[Setting], list[HeldSetting]]:
    """Return what makes a generated sheet look as it does beside the formats of its cells, as data and with handles.

    Neighbours that have one size are asked together where they still do: a section more costs no call.

    Args:
        sheet: the sheet.
        typed: its cells, from A1 on.
        before: the sizes that it has.
        after: the sizes that it gets.
    """
    columns = range(1 + max([*before.widths, *after.widths, len(typed[0]) - 1]))
    found = [
        *_page_settings(sheet),
        *_break_settings(sheet, before, after),
        *_link_settings(sheet, typed),
        *_width_settings(sheet, {column: before.widths.get(column, 0) for column in columns}),
        *_height_settings(sheet, before.heights, after.heights.keys() - before.heights.keys()),
    ]
    return [Setting(where, name, value) for where, _, name, value in found], [one[1:] for one in found]


_Found = tuple[str, Handle, str, object]
"""A setting, and the object that it is of."""


def _page_settings(sheet: xw.Sheet) -> list[_Found]:
    """Return what ``page_setup.set_pages`` sets; nothing where Excel does not say, as without a printer."""
    with suppress(Exception):
        page = sheet.api.PageSetup
        names = ("FitToPagesTall", "PrintTitleRows") if page.Zoom is False else ("PrintTitleRows",)
        return [(_PAGE, page, name, getattr(page, name)) for name in names]
    return []


def _break_settings(sheet: xw.Sheet, before: Sizes, after: Sizes) -> list[_Found]:
    """Return where pages begin, and where they will and do not yet."""
    kinds = {**dict.fromkeys(after.breaks, NO_BREAK), **dict.fromkeys(before.breaks, BREAK)}
    names = {row: rows(row, row) for row in kinds}
    return [(names[row], cells_at(sheet, names[row]), "PageBreak", kind) for row, kind in kinds.items()]


def _link_settings(sheet: xw.Sheet, typed: Sequence[Sequence[Typed]]) -> list[_Found]:
    """Return the colour of the links among cells: Excel gives a link just typed its own."""
    names = []
    for column in range(len(typed[0])):
        links = {row: 0.0 for row, line in enumerate(typed) if str(line[column]).startswith("=HYPERLINK(")}
        letters = column_name(column)
        names += [f"{letters}{run.first + 1}:{letters}{run.last + 1}" for run in runs(links)]
    ink = colour(STYLES["link"].ink)
    return [(address, cells_at(sheet, address), "Font.Color", ink) for address in addresses(names)]


def _width_settings(sheet: xw.Sheet, like: Mapping[int, float]) -> list[_Found]:
    standard = float(sheet.api.StandardWidth)
    found: list[_Found] = []
    for first, last, _ in runs(like):
        address = columns(first, last)
        block = cells_at(sheet, address)
        if block.ColumnWidth is not None:
            found.append(_width(address, block, float(block.ColumnWidth), standard))
            continue
        for column in range(first, last + 1):
            address = columns(column, column)
            one = cells_at(sheet, address)
            found.append(_width(address, one, float(one.ColumnWidth), standard))
    return found


def _width(address: str, block: Handle, width: float, standard: float) -> _Found:
    name, value = ("UseStandardWidth", True) if width == standard else ("ColumnWidth", width)
    return address, block, name, value


def _height_settings(sheet: xw.Sheet, fixed: Mapping[int, float], free: Iterable[int]) -> list[_Found]:
    """Return the heights of the fixed rows; others are left to Excel."""
    free_rows = addresses(together(free))
    found: list[_Found] = [(name, cells_at(sheet, name), "UseStandardHeight", True) for name in free_rows]
    for height, names in sorted(by_size(fixed, rows).items()):
        alike = [(name, block, block.RowHeight) for name in addresses(names) for block in [cells_at(sheet, name)]]
        if any(now is None for _, _, now in alike):
            each = [rows(row, row) for row in sorted(fixed) if fixed[row] == height]
            alike = [(name, block, block.RowHeight) for name in each for block in [cells_at(sheet, name)]]
        found += [(name, block, "RowHeight", float(now)) for name, block, now in alike]
    return found
