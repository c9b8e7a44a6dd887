"""Paints a described sheet into the live workbook: the same cells as the painter of files gives.

What it costs does not grow with the rows. Values and formulas go in one block. Looks are a matter of *stencils*: a
block of marks is written where the sheet's values will stand, a mark for every cell of a style, and Excel is asked for
all cells with that mark (``Range.SpecialCells``); it answers with one range, of however many areas, that takes each
property in one call. There are three marks that Excel tells apart (a number, a text, a logical value), so a stencil
serves three styles, and their number depends on the styles alone, not on how they lie. An address for such a range
would be too long (255 characters), and a call for each of its areas would grow with the rows, the more so for bars.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from arena.excel.host import conditions, contents, looks, page_setup, sheets, typed_text, validations
from arena.excel.host.looks import STENCILS
from arena.excel.host.sizes import free_heights, set_heights, set_widths
from arena.workbook import days
from arena.workbook.cells import Area
from arena.workbook.description import Cell, Formula, Link, RichText, Sheet, Value
from arena.workbook.formulas import entered
from arena.workbook.look import STYLES, TABS
from arena.workbook.sheets.generated import sizes
from arena.workbook.sheets.generated.sizes import Sizes

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.contents import Typed
    from arena.excel.host.excel import Handle

_Position = tuple[int, int]


def paint_new(sheet: Sheet, page: xw.Sheet, progress: Callable[[], None] = lambda: None) -> bool:
    """Paint a description on a sheet that has just been added.

    Args:
        sheet: the description.
        page: the sheet.
        progress: called for each style.

    Returns:
        Whether the page has its sizes too: widths, heights, and all that concerns printing. These are no reason to
        fail (Excel refuses the last where there is no printer).
    """
    looks.set_tab_colour(page, TABS[sheet.tab_style])
    printed = page_setup.set_print(page, sheet.print_setup)
    broken = page_setup.set_breaks(page, sheet.breaks)
    return _paint(sheet, page, sizes.NONE, progress) and printed and broken


def show(sheet: Sheet, page: xw.Sheet) -> bool:
    """Bring a sheet that was just painted in front, as its file would open; return True if all of it was done.

    Excel lets the conditions and the view of a sheet be set only there. They are no reason to fail.
    """
    seen = page_setup.set_view(page, sheet.zoom)
    styled = all([conditions.set_condition(page, condition) for condition in sheet.conditions])
    return sheets.select_first(page) and seen and styled


def paint_over(sheet: Sheet, page: xw.Sheet, before: Sizes, progress: Callable[[], None] = lambda: None) -> bool:
    """Paint a description over a generated sheet, whose every cell gives way.

    Args:
        sheet: the description.
        page: the sheet.
        before: the sizes that it had from the description before this one.
        progress: called for each style.

    Returns:
        Whether the page has its sizes too, see ``paint_new``.
    """
    looks.clear(page)
    paged = page_setup.set_pages(page, sheet.print_setup)
    broken = page_setup.set_breaks(page, sheet.breaks, before.breaks)
    return _paint(sheet, page, before, progress) and paged and broken


def _paint(sheet: Sheet, page: xw.Sheet, before: Sizes, progress: Callable[[], None]) -> bool:
    if sheet.merges or sheet.table:
        raise ValueError(f"{sheet.key} is a sheet that users fill in: it has more than cells and lists to choose from")
    area = _around(sheet.cells)
    in_size = [set_widths(page, sheet.widths)]
    aside = sheets.cells(page, Area(0, area.last_column + 2, 1, area.last_column + 3))
    by_style = _styled(sheet, page, area, aside, progress)
    block = sheets.cells(page, area)
    contents.write_once(
        block, _block(area, {position: typed_value(cell.value) for position, cell in sheet.cells.items()})
    )
    for style in sorted({cell.style for cell in sheet.cells.values() if _is_link(cell)}):
        looks.set_style(by_style[style], STYLES[style], aside)  # Excel gave the links a look of its own
    looks.clear_looks(aside)
    for validation in sheet.validations:
        validations.add(validations.rule(sheets.cells(page, validation.area)), validation)
    looks.fit_heights(block)
    in_size.append(free_heights(page, before.heights.keys() - sheet.heights.keys()))
    in_size.append(set_heights(page, sheet.heights))
    in_size.append(sheets.set_print_area(page, sheet.printed.address))
    return all(in_size)


def _styled(sheet: Sheet, page: xw.Sheet, area: Area, aside: Handle, progress: Callable[[], None]) -> dict[str, Handle]:
    """Give all cells of a description their looks; return the cells of every style. Marks are left behind."""
    positions: dict[str, list[_Position]] = {}
    for position, cell in sheet.cells.items():
        positions.setdefault(cell.style, []).append(position)
    (everything,) = _marked(page, area, [list(sheet.cells)])
    looks.set_plain(everything)
    used = sorted(
        positions, key=lambda style: (_around(positions[style]).first_column, style)
    )  # neighbours share a stencil
    handles: dict[str, Handle] = {}
    for start in range(0, len(used), len(STENCILS)):
        some = used[start : start + len(STENCILS)]
        of_some = [positions[style] for style in some]
        around = _around([position for of_style in of_some for position in of_style])
        handles |= zip(some, _marked(page, around, of_some), strict=True)
    for style in sorted({*positions, *sheet.styles}, key=list(STYLES).index):
        progress()
        looks.set_style(handles.get(style, aside), STYLES[style], aside)
    return handles


def _marked(page: xw.Sheet, area: Area, groups: Sequence[Sequence[_Position]]) -> list[Handle]:
    """Mark groups of cells, as many as there are stencils, on a block that holds them; return the cells of each."""
    marks: dict[_Position, Typed] = {}
    for group, (_, mark) in zip(groups, STENCILS, strict=False):
        marks |= dict.fromkeys(group, mark)
    block = sheets.cells(page, area)
    looks.put_stencil(block, _block(area, marks))
    return [looks.cells_on_stencil(block, kind) for _, (kind, _) in zip(groups, STENCILS, strict=False)]


def _around(positions: Iterable[_Position]) -> Area:
    """Return the smallest area around cells, two columns at least: of one cell Excel would search the whole sheet."""
    rows, columns = zip(*positions, strict=True)
    return Area(min(rows), min(columns), max(rows), max(*columns, min(columns) + 1))


def _block(area: Area, values: Mapping[_Position, Typed]) -> list[list[Typed]]:
    rows = range(area.first_row, area.last_row + 1)
    columns = range(area.first_column, area.last_column + 1)
    return [[values.get((row, column)) for column in columns] for row in rows]


def _is_link(cell: Cell) -> bool:
    return isinstance(cell.value, Formula) and cell.value.text.startswith("HYPERLINK(")


def typed_value(value: Value) -> Typed:
    """Return what must be typed for a cell to hold a described value.

    Raises:
        ValueError: a link; Excel makes those one by one, so generated sheets link by formula.
    """
    if isinstance(value, Link | RichText):
        raise ValueError("a generated sheet links by formula (arena.workbook.formulas.link_to)")
    if isinstance(value, Formula):
        return entered(value.text)
    if isinstance(value, dt.date):
        return float(days.number_of(value))
    if isinstance(value, str):
        return typed_text.escaped(value) if value else None
    return value
