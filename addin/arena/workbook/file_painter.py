"""Paints a described workbook to a file with XlsxWriter, every formula with its cached value.

XlsxWriter alone writes cached values, tables, validations and outlines well; what it lacks is patched here and nowhere
else: the cached value of an empty text, no forced recalculation on load, and the content type of a template. What it
does wrong with texts, :mod:`arena.workbook.shared_texts` does instead.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Book, Cell, Condition, Formula, Link, RichText, Sheet, Validation
from arena.workbook.finished_file import finished
from arena.workbook.look import STYLES, TABS
from arena.workbook.shared_texts import RichTexts, TextsPackager
from arena.workbook.style import FONT, INK, Style

CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Fixed, so that the same analysis always gives the same bytes."""

_A4 = 9
CALCULATION_ENGINE = 191029
"""The engine of Excel 2019 and later; a file that names an older one is recalculated on load."""

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would become a formula once its cell is opened and left (docs/security, "Numbers and text")."""

PRODUCT = "Arena-analyse"


class _Shared(NamedTuple):
    """A formula that a file writes once for the cells of a column, and its number."""

    number: int
    area: Area


class _Sheet(Worksheet):
    """A worksheet that says of a text that it is one, and of a fitted height that it may change.

    Descriptions spell formulas as files do, so that XlsxWriter need not look each up for newer functions: that search
    took nine tenths of the time of writing a workbook.
    """

    fitted: frozenset[int] = frozenset()
    shared: Mapping[tuple[int, int], _Shared] = {}
    links: Mapping[tuple[int, int], Link] = {}

    def _write_hyperlink_internal(self, row: int, col: int, url: Any) -> None:
        across = self.links[row, col].across
        ref = Area(row, col, row, col + across - 1).address.replace("$", "") if across > 1 else cell_name(row, col)
        self._xml_empty_tag("hyperlink", [("ref", ref), ("location", url._link), ("display", url._text)])

    def _write_row(self, row: int, *args: Any, **options: Any) -> None:
        if row not in self.fitted:
            super()._write_row(row, *args, **options)
            return
        written = self._caught(lambda: super(_Sheet, self)._write_row(row, *args, **options))
        self.fh.write(written.replace(' customHeight="1"', ""))

    fh: Any
    str_table: Any

    def _calculate_spans(self) -> None:
        # XlsxWriter looks at every cell between the first of a sheet and the last, here and in the next method
        columns: dict[int, list[int]] = {}
        for row, cells in self.table.items():
            if cells:
                columns.setdefault(row // 16, []).extend((min(cells) + 1, max(cells) + 1))
        self.row_spans = {block: f"{min(found)}:{max(found)}" for block, found in columns.items()}

    def _write_rows(self) -> None:
        self._calculate_spans()
        for row in sorted(self.row_info.keys() | {row for row, cells in self.table.items() if cells}):
            cells = self.table.get(row, {})
            self._write_row(row, self.row_spans.get(row // 16), self.row_info.get(row), not cells)
            for column in sorted(cells):
                self._write_cell(row, column, cells[column])
            if cells:
                self._xml_end_tag("row")

    def _prepare_formula(self, formula: str, *_: object) -> str:
        return formula.removeprefix("=")

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None, value: Any = 0
    ) -> int:
        self._check_dimensions(row, col)
        self.table[row][col] = CellFormulaTuple(self._prepare_formula(formula), cell_format, value)
        return 0

    def _write_rich_string(self, row: int, col: int, *args: Any) -> int:
        texts, self.str_table = self.str_table, RichTexts(self.str_table)
        try:
            return int(super()._write_rich_string(row, col, *args))
        finally:
            self.str_table = texts

    def _caught(self, write: Callable[[], None]) -> str:
        before, self.fh = self.fh, io.StringIO()
        try:
            write()
            return str(self.fh.getvalue())
        finally:
            self.fh = before

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        is_formula = type(cell).__name__ == "Formula"
        if is_formula and (isinstance(cell.value, str) or (row, col) in self.shared):
            self._write_result(row, col, cell)
        else:
            super()._write_cell(row, col, cell)

    def _write_result(self, row: int, col: int, cell: Any) -> None:
        # XlsxWriter writes an empty text without its type, which readers take for a number that is missing; it takes
        # an actor called #N/A for an error, and leaves what XML cannot hold as it is; and it knows no shared formulas
        style = cell.format._get_xf_index()
        kind = ' t="str"' if isinstance(cell.value, str) else ""
        value = self._escape_data(self._escape_control_characters(str(cell.value)))
        formula = f"<f>{self._escape_data(cell.formula)}</f>"
        shared = self.shared.get((row, col))
        if shared is not None:
            first = row == shared.area.first_row
            index = f't="shared" si="{shared.number}"'
            ref = shared.area.address.replace("$", "")
            formula = f'<f ref="{ref}" {index}>{self._escape_data(cell.formula)}</f>' if first else f"<f {index}/>"
        self.fh.write(f'<c r="{cell_name(row, col)}" s="{style}"{kind}>{formula}<v>{value}</v></c>')


class _Book(xlsxwriter.Workbook):
    worksheet_class = _Sheet

    def _get_packager(self) -> TextsPackager:
        return TextsPackager()


def paint(book: Book, path: Path, *, template: bool = False) -> None:
    """Write a described workbook to a new file.

    Args:
        book: the description.
        path: the file; overwritten where it exists (``arena.workbook.atomic`` guards what users have).
        template: whether the file is an .xltx.
    """
    path.write_bytes(painted(book, template=template))


def painted(book: Book, *, template: bool = False) -> bytes:
    """Return a described workbook as the bytes of a file, an .xltx where it is a template."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # XlsxWriter drops what it cannot write with a mere warning
        # In memory: what the system refuses of the file is then said by Python, not by XlsxWriter in its own way
        content = io.BytesIO()
        workbook = _Book(content, {"default_date_format": "dd/mm/yyyy", "in_memory": True})
        _Painter(workbook, book).paint()
        workbook.close()
    tables = [sheet.table for sheet in book.sheets if sheet.table is not None]
    return finished(content, tables, template=template)


class _Painter:
    def __init__(self, workbook: xlsxwriter.Workbook, book: Book) -> None:
        self._workbook = workbook
        self._book = book
        self._formats: dict[tuple[str, bool], Format] = {}

    def paint(self) -> None:
        workbook, book = self._workbook, self._book
        workbook.set_properties({"title": book.title, "author": PRODUCT, "created": CREATED})
        workbook.set_calc_mode("auto", CALCULATION_ENGINE)
        workbook.calc_on_load = False
        default = workbook.formats[0]
        default.set_font_name(FONT)
        pages = [(sheet, workbook.add_worksheet(sheet.name)) for sheet in book.sheets]
        for name, reference in sorted(book.names.items()):
            workbook.define_name(name, f"={reference}")
        for sheet, page in pages:
            self._paint_sheet(sheet, page)
            if sheet.key == book.opens_on:
                page.activate()

    def _format(self, style: str, *, quoted: bool = False) -> Format:
        """Return the format of a style; ``quoted`` marks, as Excel does, that a leading ``=`` belongs to the text."""
        if (style, quoted) not in self._formats:
            properties = _properties(STYLES[style]) | ({"quote_prefix": True} if quoted else {})
            self._formats[style, quoted] = self._workbook.add_format(properties)
        return self._formats[style, quoted]

    def _paint_sheet(self, sheet: Sheet, page: Worksheet) -> None:
        page.hide_gridlines(2)
        page.set_tab_color(TABS[sheet.tab_style])
        page.set_zoom(sheet.zoom)
        self._set_columns(sheet, page)
        for row, height in (sheet.fitted | sheet.heights).items():
            page.set_row(row, height)
        page.fitted = frozenset(sheet.fitted) - frozenset(sheet.heights)
        page.shared = _shared_formulas(sheet)
        if sheet.freeze:
            page.freeze_panes(*sheet.freeze)
        for area in sheet.merges:
            corner = sheet.cells[area.first_row, area.first_column]
            page.merge_range(
                area.first_row, area.first_column, area.last_row, area.last_column, "", self._format(corner.style)
            )
        self._add_table(sheet, page)
        page.links = {at: cell.value for at, cell in sheet.cells.items() if isinstance(cell.value, Link)}
        for (row, column), cell in sorted(sheet.cells.items()):
            self._write(page, row, column, cell)
        for validation in sheet.validations:
            _add_validation(page, validation)
        for condition in sheet.conditions:
            self._add_condition(page, condition)
        if any(sheet.ignored_errors.values()):
            page.ignore_errors({kind: _spaced(areas) for kind, areas in sorted(sheet.ignored_errors.items()) if areas})
        _set_print(sheet, page)

    def _set_columns(self, sheet: Sheet, page: Worksheet) -> None:
        outlined = {column for first, last in sheet.outlines for column in range(first, last + 1)}
        for column, width in sheet.widths.items():
            page.set_column(column, column, width, None, {"level": 1} if column in outlined else {})

    def _add_table(self, sheet: Sheet, page: Worksheet) -> None:
        table = sheet.table
        if table is None:
            return
        columns = []
        for offset, column in enumerate(table.columns):
            cell = sheet.cells[table.area.first_row, table.area.first_column + offset]
            entry: dict[str, Any] = {"header": column.heading, "header_format": self._format(cell.style)}
            if column.formula is not None:
                entry["formula"] = f"={column.formula}"
            columns.append(entry)
        page.add_table(
            table.area.first_row,
            table.area.first_column,
            table.area.last_row,
            table.area.last_column,
            {
                "name": table.name,
                "columns": columns,
                "style": None,
                "autofilter": True,
                "title": table.title,
                "description": table.description,
            },
        )

    def _write(self, page: Worksheet, row: int, column: int, cell: Cell) -> None:
        value, style = cell.value, self._format(cell.style)
        if value is None or value == "":
            page.write_blank(row, column, None, style)
        elif isinstance(value, Formula):
            page.write_formula(row, column, f"={value.text}", style, value.value)
        elif isinstance(value, Link):
            name = value.sheet.replace("'", "''")
            page.write_url(row, column, f"internal:'{name}'!{value.cell}", style, value.text)
        elif isinstance(value, RichText):
            if value.parts[0][0].startswith(BEGINS_A_FORMULA):
                style = self._format(cell.style, quoted=True)
            parts = [piece for text, letters in value.parts for piece in (self._format(letters), text)]
            page.write_rich_string(row, column, *parts, style)
        elif isinstance(value, bool):
            page.write_boolean(row, column, value, style)
        elif isinstance(value, int | float):
            page.write_number(row, column, value, style)
        elif isinstance(value, dt.date):
            day = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
            page.write_datetime(row, column, day, style)
        else:
            if value.startswith(BEGINS_A_FORMULA):
                style = self._format(cell.style, quoted=True)
            page.write_string(row, column, value, style)

    def _add_condition(self, page: Worksheet, condition: Condition) -> None:
        style, area = STYLES[condition.style], condition.area
        look: dict[str, Any] = {"bold": style.bold}
        if style.ink != INK:
            look["font_color"] = style.ink
        if style.fill:
            look["bg_color"] = style.fill
        if condition.number_format:
            look["num_format"] = condition.number_format
        for edge in style.edges:
            look |= {edge.side: _LINES[edge.weight], f"{edge.side}_color": edge.colour}
        page.conditional_format(
            area.first_row,
            area.first_column,
            area.last_row,
            area.last_column,
            {"type": "formula", "criteria": f"={condition.formula}", "format": self._workbook.add_format(look)},
        )


_LINES = {"thin": 1, "medium": 2, "dotted": 4, "thick": 5, "hair": 7}
"""XlsxWriter's numbers of lines."""


def _shared_formulas(sheet: Sheet) -> dict[tuple[int, int], _Shared]:
    """Return the formula that stands for each cell of the areas that are filled down, column by column."""
    columns = [
        Area(area.first_row, column, area.last_row, column)
        for area in sheet.filled_down
        for column in range(area.first_column, area.last_column + 1)
    ]
    return {
        (row, area.first_column): _Shared(number, area)
        for number, area in enumerate(columns)
        for row in range(area.first_row, area.last_row + 1)
    }


def _properties(style: Style) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": style.font,
        "font_size": style.size,
        "font_color": style.ink,
        "bold": style.bold,
        "italic": style.italic,
        "align": style.align,
        "valign": "vcenter" if style.valign == "center" else style.valign,
        "text_wrap": style.wrap,
        "num_format": style.number_format,
    }
    properties |= {"rotation": 90} if style.turned else {}
    properties |= {"indent": style.indent} if style.indent else {}
    if style.underline:
        properties["underline"] = 1
    if style.fill:
        properties["bg_color"] = style.fill
    if style.border:
        properties |= {"border": 1, "border_color": style.border}
    for edge in style.edges:
        properties |= {edge.side: _LINES[edge.weight], f"{edge.side}_color": edge.colour}
    return properties


def _spaced(areas: Sequence[Area]) -> str:
    return " ".join(area.address.replace("$", "") for area in areas)


def _add_validation(page: Worksheet, validation: Validation) -> None:
    options: dict[str, Any] = {
        "input_title": validation.title,
        "input_message": validation.message,
        "error_title": validation.error_title,
        "error_message": validation.error,
        "show_error": bool(validation.error),
        "error_type": "stop" if validation.stops else "warning",
    }
    if validation.source is not None:
        options |= {"validate": "list", "source": f"={validation.source}"}
    elif validation.whole is not None:
        least, most = validation.whole
        options |= {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most}
    elif validation.longest is not None:
        options |= {"validate": "length", "criteria": "<=", "value": validation.longest}
    else:
        options["validate"] = "any"
    area = validation.area
    page.data_validation(area.first_row, area.first_column, area.last_row, area.last_column, options)


def _set_print(sheet: Sheet, page: Worksheet) -> None:
    setup = sheet.print_setup
    page.set_paper(_A4)
    if setup.landscape:
        page.set_landscape()
    if setup.scale is None:
        page.fit_to_pages(1, 1 if setup.one_page else 0)
    else:
        page.set_print_scale(setup.scale)
    if setup.centred:
        page.center_horizontally()
    page.set_margins(**setup.margins)
    # the footer keeps its size where the page is made to fit
    page.set_footer(f"&L{setup.footer_code}", {"scale_with_doc": False, "margin": setup.footer_margin})
    if setup.repeat:
        page.repeat_rows(*setup.repeat)
    if sheet.breaks:
        page.set_h_pagebreaks(sheet.breaks)
    if setup.columns is not None or setup.rows is not None or setup.first_column:
        page.print_area(*sheet.printed)
    for area in sheet.beside:  # XlsxWriter knows one area alone
        page.print_area_range += f",{sheet.reference(area)}"
