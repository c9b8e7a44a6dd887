"""The looks of cells in the live workbook.

Every function takes cells of any shape: a handle may hold thousands of areas, and still costs one call for each thing
that is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

import xlwings as xw

from arena.excel.host.contents import Typed, for_excel
from arena.excel.host.excel import Handle
from arena.excel.host.stubborn import managed
from arena.workbook.cells import column_name
from arena.workbook.look import STYLES
from arena.workbook.sheets.generated.sizes import Run, Sizes, runs
from arena.workbook.style import FONT, Edge, Style

_LONGEST_ADDRESS = 255
"""Of an address that Excel takes."""

_LIST_SEPARATOR = 5
"""Of what Excel knows of the machine's conventions."""

_CONSTANTS = 2
STENCILS: tuple[tuple[int, Typed], ...] = ((1, 1.0), (2, "x"), (4, True))
"""What tells cells apart on a stencil: Excel's number for a kind of constant, and a constant of that kind."""

_HORIZONTAL = {"left": -4131, "center": -4108, "right": -4152}
_VERTICAL = {"top": -4160, "center": -4108, "bottom": -4107}
_CONTINUOUS, _SINGLE_UNDERLINE = 1, 2
_DOTTED, _THIN = -4118, 2
LINES = {
    "hair": (_CONTINUOUS, 1),
    "dotted": (_DOTTED, _THIN),
    "thin": (_CONTINUOUS, _THIN),
    "medium": (_CONTINUOUS, -4138),
    "thick": (_CONTINUOUS, 4),
}
"""Excel's numbers of a line and of its weight; a line that is just drawn is thin."""

_SIDES = {"left": (7, 11), "top": (8, 12), "bottom": (9, 12), "right": (10, 11)}
"""Excel's numbers of an area's edge, and of the lines between cells that lie along the same side of each."""


_PLAIN = Style()


# -- choosing cells


def put_stencil(block: Handle, rows: Sequence[Sequence[Typed]]) -> None:
    """Write the values of a stencil (of :data:`STENCILS`, or ``None``) over a block."""
    block.Value2 = for_excel(rows)


def cells_on_stencil(block: Handle, kind: int) -> Handle:
    """Return all cells of a block of at least two cells that hold a kind of constant; there must be one."""
    return block.SpecialCells(_CONSTANTS, kind)


def addresses(names: Iterable[str]) -> Iterator[str]:
    """Return addresses, as few as Excel's limit allows, from names of rows, columns or cells such as ``3:3``."""
    address = ""
    for name in names:
        if address and len(address) + 1 + len(name) > _LONGEST_ADDRESS:
            yield address
            address = ""
        address = f"{address},{name}" if address else name
    if address:
        yield address


def lines(sheet: xw.Sheet, names: Iterable[str]) -> Iterator[Handle]:
    """Return rows, columns or cells, by names such as ``3:3`` and ``B:D``, in as few handles as addresses allow."""
    return (_cells_at(sheet, address) for address in addresses(names))


def _cells_at(sheet: xw.Sheet, address: str) -> Handle:
    """Return the cells of an address. Where Excel refuses commas between areas, it is asked for its own sign."""
    try:
        return sheet.api.Range(address)
    except Exception:
        if "," not in address:
            raise
        separator = str(sheet.api.Application.GetInternational(_LIST_SEPARATOR))
        return sheet.api.Range(address.replace(",", separator))


# -- cells


def set_plain(cells: Handle) -> None:
    """Give cells the look of plain text: whatever a style leaves unsaid."""
    font = cells.Font
    font.Name, font.Size, font.Color = FONT, _PLAIN.size, colour(_PLAIN.ink)
    cells.HorizontalAlignment = _HORIZONTAL[_PLAIN.align]
    cells.VerticalAlignment = _VERTICAL[_PLAIN.valign]


def set_style(cells: Handle, style: Style, aside: Handle) -> None:
    """Give cells, which are plain, the look of a style: only what it has of its own is set.

    Args:
        cells: the cells.
        style: the look.
        aside: two rows and columns of cells that hold nothing; they take borders along and must be cleared after it.
            Excel goes by the first area in whether there are lines within areas.
    """
    _set_font(cells, style)
    if style.fill:
        cells.Interior.Color = colour(style.fill)
    if style.border:
        borders = cells.Application.Union(aside, cells).Borders
        borders.LineStyle = _CONTINUOUS
        borders.Color = colour(style.border)
    if style.edges:
        _set_edges(cells.Application.Union(aside, cells).Borders, style.edges)
    if style.align != _PLAIN.align:
        cells.HorizontalAlignment = _HORIZONTAL[style.align]
    if style.indent:
        cells.IndentLevel = style.indent
    if style.valign != _PLAIN.valign:
        cells.VerticalAlignment = _VERTICAL[style.valign]
    if style.wrap:
        cells.WrapText = True
    if style.number_format != _PLAIN.number_format:
        cells.NumberFormat = style.number_format


def _set_edges(borders: Handle, edges: Iterable[Edge]) -> None:
    """Draw lines along single sides of each cell: along the areas' own edge, and between the cells within them."""
    for edge in edges:
        line_style, weight = LINES[edge.weight]
        for number in _SIDES[edge.side]:
            line = borders.Item(number)
            line.LineStyle = line_style
            if weight != _THIN:
                line.Weight = weight
            line.Color = colour(edge.colour)


def _set_font(cells: Handle, style: Style) -> None:
    wanted: dict[str, object] = {}
    if style.font != _PLAIN.font:
        wanted["Name"] = style.font
    if style.size != _PLAIN.size:
        wanted["Size"] = style.size
    if style.ink != _PLAIN.ink:
        wanted["Color"] = colour(style.ink)
    if style.bold:
        wanted["Bold"] = True
    if style.italic:
        wanted["Italic"] = True
    if style.underline:
        wanted["Underline"] = _SINGLE_UNDERLINE
    if wanted:
        font = cells.Font
        for name, value in wanted.items():
            setattr(font, name, value)


def colour(code: str) -> int:
    """Excel's number of a colour such as ``#17496B``."""
    red, green, blue = (int(code[start : start + 2], 16) for start in (1, 3, 5))
    return red + green * 0x100 + blue * 0x10000


# -- rows, columns and sheets


def clear(sheet: xw.Sheet) -> None:
    """Take everything out of all cells of a sheet; the columns become as wide as any."""
    cells = sheet.api.Cells
    cells.Clear()
    cells.UseStandardWidth = True


def set_widths(sheet: xw.Sheet, widths: Mapping[int, float]) -> bool:
    """Set the widths of columns, in characters, those of one width at once; return True if all have theirs."""
    by_width = _by_size(widths, lambda run: f"{column_name(run.first)}:{column_name(run.last)}")
    return put_back(
        [(handle, "ColumnWidth", width) for width, names in by_width.items() for handle in lines(sheet, names)]
    )


def widths(sheet: xw.Sheet, like: Mapping[int, float]) -> dict[int, float]:
    """Return the widths of columns; neighbours that are alike in ``like`` are asked together, where they still are."""
    found: dict[int, float] = {}
    for first, last, _ in runs(like):
        width = sheet.api.Range(f"{column_name(first)}:{column_name(last)}").ColumnWidth
        for column in range(first, last + 1):
            own = (
                sheet.api.Range(f"{column_name(column)}:{column_name(column)}").ColumnWidth if width is None else width
            )
            found[column] = float(own)
    return found


def set_heights(sheet: xw.Sheet, heights: Mapping[int, float]) -> bool:
    """Set the heights of rows, in points, those of one height at once; return True if all have theirs."""
    by_height = _by_size(heights, _rows)
    return put_back(
        [(handle, "RowHeight", height) for height, names in by_height.items() for handle in lines(sheet, names)]
    )


def free_heights(sheet: xw.Sheet, rows: Iterable[int]) -> bool:
    """Let rows be as high as any again; return True if all are."""
    names = (_rows(run) for run in runs(dict.fromkeys(rows, 0.0)))
    return put_back([(handle, "UseStandardHeight", True) for handle in lines(sheet, names)])


def _rows(run: Run) -> str:
    return f"{run.first + 1}:{run.last + 1}"


def _by_size(sizes: Mapping[int, float], name: Callable[[Run], str]) -> dict[float, list[str]]:
    found: dict[float, list[str]] = {}
    for run in runs(sizes):
        found.setdefault(run.size, []).append(name(run))
    return found


def clear_looks(block: Handle) -> None:
    """Make a block look as if it was never touched."""
    block.ClearFormats()


def fit_heights(block: Handle) -> None:
    """Make the rows of a block as high as their texts ask."""
    block.EntireRow.AutoFit()


def copy_cells(source: xw.Sheet, target: xw.Sheet) -> None:
    """Copy all cells of a sheet, with their looks and widths, to the same place of an empty one."""
    block = source.api.Range("A1", source.api.UsedRange)
    block.Copy(target.api.Range("A1"))
    set_widths(target, widths(source, {column: float(column) for column in range(int(block.Columns.Count))}))


def set_tab_colour(sheet: xw.Sheet, code: str) -> None:
    """Colour a sheet's tab."""
    sheet.api.Tab.Color = colour(code)


# -- the way back


class Setting(NamedTuple):
    """A property of cells (by address) or of the page, with its value: plain data, by which it can be put back."""

    where: str
    name: str
    value: object


_PAGE = "page"

HeldSetting = tuple[Handle, str, object]
"""The object of a setting, the name of the property, and its value: put back without asking Excel for the object."""


def held(sheet: xw.Sheet, settings: Iterable[Setting]) -> list[HeldSetting]:
    """Return settings with the objects that they are of."""
    return [(_object_of(sheet, one.where), one.name, one.value) for one in settings]


def _object_of(sheet: xw.Sheet, where: str) -> Handle:
    return sheet.api.PageSetup if where == _PAGE else _cells_at(sheet, where)


def put_back(settings: Iterable[HeldSetting]) -> bool:
    """Set properties, each even where another is refused; return True if all have their value now."""
    return all([managed(partial(_set, *one)) or _has(*one) for one in settings])


def _set(of: Handle, name: str, value: object) -> None:
    *path, last = name.split(".")
    for part in path:
        of = getattr(of, part)
    setattr(of, last, value)


def _has(of: Handle, name: str, value: object) -> bool:
    """Return True if a property has its value although Excel refuses to set it; heights, which Excel fits, never do."""
    if name == "RowHeight":
        return False
    try:
        return bool(getattr(of, name) == value)
    except Exception:
        return False


def settings_of(
    sheet: xw.Sheet, rows: Sequence[Sequence[Typed]], before: Sizes, after: Sizes
) -> tuple[list[Setting], list[HeldSetting]]:
    """Return what makes a generated sheet look as it does beside the formats of its cells, as data and with handles.

    Neighbours that have one size are asked together where they still do: a section more costs no call.

    Args:
        sheet: the sheet.
        rows: its cells as typed, from A1 on.
        before: the sizes that it has.
        after: the sizes that it gets.
    """
    columns = range(1 + max([*before.widths, *after.widths, len(rows[0]) - 1]))
    found = [
        *_page_settings(sheet),
        *_link_settings(sheet, rows),
        *_width_settings(sheet, {column: before.widths.get(column, 0) for column in columns}),
        *_height_settings(sheet, before.heights, after.heights.keys() - before.heights.keys()),
    ]
    return [Setting(where, name, value) for where, _, name, value in found], [one[1:] for one in found]


_Found = tuple[str, Handle, str, object]
"""A setting, and the object that it is of."""


def _page_settings(sheet: xw.Sheet) -> list[_Found]:
    """Return what :func:`set_pages` sets; nothing where Excel does not say, as without a printer."""
    with suppress(Exception):
        page = sheet.api.PageSetup
        return [(_PAGE, page, name, getattr(page, name)) for name in ("FitToPagesTall", "PrintTitleRows")]
    return []


def _link_settings(sheet: xw.Sheet, rows: Sequence[Sequence[Typed]]) -> list[_Found]:
    """Return the colour of the links among rows: Excel gives a link just typed its own."""
    names = []
    for column in range(len(rows[0])):
        links = {row: 0.0 for row, line in enumerate(rows) if str(line[column]).startswith("=HYPERLINK(")}
        letters = column_name(column)
        names += [f"{letters}{run.first + 1}:{letters}{run.last + 1}" for run in runs(links)]
    ink = colour(STYLES["link"].ink)
    return [(address, _cells_at(sheet, address), "Font.Color", ink) for address in addresses(names)]


def _width_settings(sheet: xw.Sheet, like: Mapping[int, float]) -> list[_Found]:
    standard = float(sheet.api.StandardWidth)
    found: list[_Found] = []
    for first, last, _ in runs(like):
        address = f"{column_name(first)}:{column_name(last)}"
        block = _cells_at(sheet, address)
        if block.ColumnWidth is not None:
            found.append(_width(address, block, float(block.ColumnWidth), standard))
            continue
        for column in range(first, last + 1):
            address = f"{column_name(column)}:{column_name(column)}"
            one = _cells_at(sheet, address)
            found.append(_width(address, one, float(one.ColumnWidth), standard))
    return found


def _width(address: str, block: Handle, width: float, standard: float) -> _Found:
    name, value = ("UseStandardWidth", True) if width == standard else ("ColumnWidth", width)
    return address, block, name, value


def _height_settings(sheet: xw.Sheet, fixed: Mapping[int, float], free: Iterable[int]) -> list[_Found]:
    """Return the heights of the fixed rows; others are left to Excel."""
    names = addresses(_rows(run) for run in runs(dict.fromkeys(free, 0.0)))
    found: list[_Found] = [(name, _cells_at(sheet, name), "UseStandardHeight", True) for name in names]
    for height, together in sorted(_by_size(fixed, _rows).items()):
        alike = [(name, block, block.RowHeight) for name in addresses(together) for block in [_cells_at(sheet, name)]]
        if any(now is None for _, _, now in alike):
            single = [f"{row + 1}:{row + 1}" for row in sorted(fixed) if fixed[row] == height]
            alike = [(name, block, block.RowHeight) for name in single for block in [_cells_at(sheet, name)]]
        found += [(name, block, "RowHeight", float(now)) for name, block, now in alike]
    return found
