"""The looks of cells in the live workbook.

Every function takes cells of any shape: a handle may hold thousands of areas, and still costs one call for each thing
that is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import xlwings as xw

from arena.excel.host.contents import Typed, for_excel
from arena.excel.host.excel import Handle
from arena.workbook.style import FONT, Edge, Style

_CONSTANTS = 2
STENCILS: tuple[tuple[int, Typed], ...] = ((1, 1.0), (2, "x"), (4, True))
"""What tells cells apart on a stencil: Excel's number for a kind of constant, and a constant of that kind."""

_HORIZONTAL = {"left": -4131, "center": -4108, "right": -4152}
_VERTICAL = {"top": -4160, "center": -4108, "bottom": -4107}
_UPWARD = 90
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
    if style.turned:
        cells.Orientation = _UPWARD
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
    """Return Excel's number of a colour such as ``#17496B``."""
    red, green, blue = (int(code[start : start + 2], 16) for start in (1, 3, 5))
    return red + green * 0x100 + blue * 0x10000


# -- sheets


def clear(sheet: xw.Sheet) -> None:
    """Take everything out of all cells of a sheet; the columns become as wide as any."""
    cells = sheet.api.Cells
    cells.Clear()
    cells.UseStandardWidth = True


def clear_looks(block: Handle) -> None:
    """Make a block look as if it was never touched."""
    block.ClearFormats()


def fit_heights(block: Handle) -> None:
    """Make the rows of a block as high as their texts ask."""
    block.EntireRow.AutoFit()


def set_tab_colour(sheet: xw.Sheet, code: str) -> None:
    """Colour a sheet's tab."""
    sheet.api.Tab.Color = colour(code)
