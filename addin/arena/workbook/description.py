"""A sheet as data: what stands where, in which style; painted by one painter to a file and by another in Excel.

Rows and columns count from 0. Styles are names of :mod:`arena.workbook.look`.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from arena.method.text import as_text
from arena.workbook.cells import ROWS, Area, in_sheet

Scalar = str | int | float | bool


@dataclass(frozen=True)
class Formula:
    """A native formula (English names, commas, no leading ``=``) with the value that it gives: its cached value."""

    text: str
    value: Scalar


@dataclass(frozen=True)
class Link:
    """A link to a cell of another sheet of the same workbook; ``across`` cells lead there, the first shows the text."""

    sheet: str
    cell: str
    text: str
    across: int = 1


class RichText(NamedTuple):
    """A text in parts, each with the name of the style whose letters it has."""

    parts: tuple[tuple[str, str], ...]


Warned = Literal["number_stored_as_text", "formula_differs", "empty_cell_reference"]
"""What Excel may warn of in the corner of a cell, as XlsxWriter names it."""

Value = Scalar | dt.date | Formula | Link | RichText | None


def as_typed(value: object) -> Value:
    """Return what was typed as a description holds it: nothing where the cell was empty."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return value if isinstance(value, str | bool | int | float) else as_text(value)


@dataclass(frozen=True)
class Cell:
    """One cell: what it holds and the name of its style."""

    value: Value
    style: str


@dataclass(frozen=True)
class Validation:
    """What a cell accepts, the message beside it, and what is said about anything else.

    ``source`` is the list to choose from (a formula); ``None`` where any entry goes, or ``whole`` bounds a number
    or ``longest`` the characters of a text.
    ``stops`` refuses other entries; otherwise Excel asks, so that short forms and other languages pass. Without an
    ``error`` nothing is said at all.
    """

    area: Area
    source: str | None = None
    whole: tuple[int, int] | None = None
    longest: int | None = None
    title: str = ""
    message: str = ""
    error_title: str = ""
    error: str = ""
    stops: bool = False


@dataclass(frozen=True)
class Condition:
    """A style, and a number format if one is given, that cells take while a formula (for the first cell) holds."""

    area: Area
    formula: str
    style: str
    number_format: str | None = None


@dataclass(frozen=True)
class TableColumn:
    """A column of a table: its heading, the formula of calculated cells, and whether it has a button to filter by."""

    heading: str
    formula: str | None = None
    filtered: bool = False


@dataclass(frozen=True)
class Table:
    """An Excel table; the first row of the area holds the headings."""

    name: str
    area: Area
    columns: tuple[TableColumn, ...]
    title: str
    description: str


MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
"""The margins of a printed page, in inches."""


@dataclass(frozen=True)
class PrintSetup:
    """A4, one page wide, and where ``one_page`` is set one page high as well.

    With a ``scale``, in percent, nothing is made to fit: the page breaks count. ``columns`` and ``rows`` limit
    what is printed, from ``first_column`` on, or with ``to_end`` all that stands below as well; ``repeat`` rows stand
    on each page; ``margins``, and that from the paper's edge to the footer, are in inches.
    In the footer ``{p}`` is the page and ``{n}`` the number of pages.
    """

    footer: str
    landscape: bool = True
    columns: int | None = None
    repeat: tuple[int, int] | None = None
    rows: int | None = None
    to_end: bool = False
    one_page: bool = False
    scale: int | None = None
    centred: bool = False
    margins: Mapping[str, float] = field(default_factory=lambda: MARGINS)
    first_column: int = 0
    footer_margin: float = 0.3

    @property
    def footer_code(self) -> str:
        """The footer as Excel spells it, in 11 points: some programs shrink it with the sheet."""
        return f"&11{self.footer.replace('{p}', '&P').replace('{n}', '&N')}" if self.footer else ""


@dataclass
class Sheet:
    """A sheet: a mapping of cells and what goes with them.

    ``heights`` are fixed; ``fitted`` heights are how the texts fit today: the program that shows the sheet may fit
    them anew. ``breaks`` are the rows that begin a new page; files alone say that. ``names`` are the workbook's names
    for areas of this sheet. ``beside`` is what is printed as well, on pages of its own; files alone say that too.
    ``ignored_errors`` are the cells in which Excel must not warn of something that is meant; files alone say that.
    ``filled_down`` are areas in which each formula is that of the first row filled down, so that a file writes it only
    once. ``styles`` are those that it has for some analyses only: in Excel they are set each time, so that a click
    costs the same for all.
    """

    key: str
    name: str
    print_setup: PrintSetup
    tab_style: str = "tab"
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    fitted: dict[int, float] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    outlines: list[tuple[int, int]] = field(default_factory=list)
    table: Table | None = None
    freeze: tuple[int, int] | None = None
    names: dict[str, Area] = field(default_factory=dict)
    beside: tuple[Area, ...] = ()
    filled_down: list[Area] = field(default_factory=list)
    ignored_errors: dict[Warned, Sequence[Area]] = field(default_factory=dict)
    styles: Sequence[str] = ()
    zoom: int = 100

    def put(self, row: int, column: int, value: Value, style: str) -> None:
        """Put a value in a cell."""
        self.cells[row, column] = Cell(value, style)

    def put_across(self, row: int, first: int, last: int, value: Value, style: str) -> None:
        """Put a value in a cell that takes the width of several; the merged cells share the style."""
        self.put(row, first, value, style)
        for column in range(first + 1, last + 1):
            self.put(row, column, None, style)
        if last > first:
            self.merges.append(Area(row, first, row, last))

    @property
    def printed(self) -> Area:
        """The area that is printed; of a table to the last row, so that what is typed below it is printed too."""
        columns = self.print_setup.columns or 1 + max(column for _, column in self.cells)
        last = self.print_setup.rows
        if last is None:
            within = (row for row, column in self.cells if column < columns)
            last = ROWS - 1 if self.table is not None or self.print_setup.to_end else max(within)
        return Area(0, self.print_setup.first_column, last, columns - 1)

    def reference(self, area: Area) -> str:
        """Return an absolute reference to an area of this sheet, for formulas and names."""
        return in_sheet(self.name, area.address)


@dataclass
class Book:
    """A workbook: its sheets in order, its defined names (name -> reference, no ``=``), and its title."""

    language: str
    title: str
    sheets: list[Sheet]
    names: dict[str, str]
    opens_on: str | None = None
    """The key of the sheet that is seen first; the first sheet where none is given."""

    def sheet(self, key: str) -> Sheet:
        """Return the sheet with a key. Raises ``KeyError`` where there is none."""
        for sheet in self.sheets:
            if sheet.key == key:
                return sheet
        raise KeyError(key)
