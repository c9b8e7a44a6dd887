"""What XlsxWriter does otherwise here: cached texts, fitted heights, shared formulas and links, and its speed.

It overrides private methods, so XlsxWriter is pinned exactly.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Link
from arena.workbook.shared_texts import RichTexts, TextsPackager


class SharedFormula(NamedTuple):
    """A formula that a file writes once for the cells of a column, and its number."""

    number: int
    area: Area


class AmendedSheet(Worksheet):
    """A worksheet that says of a text that it is one, and of a fitted height that it may change.

    Descriptions spell formulas as files do, so that XlsxWriter need not look each up for newer functions: that search
    took nine tenths of the time of writing a workbook.
    """

    fitted: frozenset[int] = frozenset()
    shared: Mapping[tuple[int, int], SharedFormula] = {}
    links: Mapping[tuple[int, int], Link] = {}

    def _write_hyperlink_internal(self, row: int, col: int, url: Any) -> None:
        across = self.links[row, col].across
        ref = Area(row, col, row, col + across - 1).address.replace("$", "") if across > 1 else cell_name(row, col)
        self._xml_empty_tag("hyperlink", [("ref", ref), ("location", url._link), ("display", url._text)])

    def _write_row(self, row: int, *args: Any, **options: Any) -> None:
        if row not in self.fitted:
            super()._write_row(row, *args, **options)
            return
        written = self._caught(lambda: super(AmendedSheet, self)._write_row(row, *args, **options))
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


class AmendedBook(xlsxwriter.Workbook):
    """A workbook of such sheets."""

    worksheet_class = AmendedSheet

    def _get_packager(self) -> TextsPackager:
        return TextsPackager()
