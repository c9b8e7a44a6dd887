"""The cells of a copy, as two readers that know nothing of each other find them, beside what was described."""

from __future__ import annotations

import datetime as dt
import io
import math
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arena.method.text import as_text
from arena.sharing.package import refused
from arena.workbook import days
from arena.workbook.cells import in_sheet
from arena.workbook.description import Book, Cell, Formula, Link, RichText, Sheet
from arena.workbook.errors import InputError, OutputTooLarge, TookTooLong, UnsafeFile
from arena.workbook.intake.plain_text import readable
from arena.workbook.intake.reading import read_cells
from arena.workbook.look import STYLES

Position = tuple[int, int]


def shown(value: object) -> object:
    """Return what a cell of a description shows: of a formula its result; nothing where it is empty."""
    if isinstance(value, Formula):
        value = value.value
    elif isinstance(value, Link):
        value = value.text
    elif isinstance(value, RichText):
        value = "".join(text for text, _ in value.parts)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    return None if value == "" else value


def _is_same(found: object, expected: object) -> bool:
    """Return True if two values are the same to whoever reads them; a truth value is no number."""
    if isinstance(expected, bool) or isinstance(found, bool):
        return found is expected
    if isinstance(found, dt.datetime) and isinstance(expected, int | float):  # a number that shows as a day
        found = days.number_of(found)
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(expected, str) and isinstance(found, str):
        return found.replace("\r\n", "\n") == expected.replace("\r\n", "\n")
    return found == expected


def by_openpyxl(content: bytes, described: Book) -> None:
    """Refuse unless openpyxl finds each cell as described: its value or formula, and how it looks; and no other."""
    import openpyxl  # noqa: PLC0415 - half of a command's start-up would be its import

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of footers and printed areas that it cannot read; these are looked at as XML
        book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in described.sheets:
        page = book[sheet.name]
        looks: dict[tuple[int, str], bool] = {}
        cells = {(row - 1, column - 1): cell for (row, column), cell in page._cells.items()}
        for at, target in _led_to(sheet).items():
            if at in cells and cells[at].value == target:
                cells[at].value = None  # openpyxl writes where a link leads in the empty cells that it covers
        for at in cells.keys() | sheet.cells.keys():
            cell, expected = cells.get(at), sheet.cells.get(at, Cell(None, ""))
            if not _holds(cell, expected.value):
                raise refused(f"{sheet.key}: cell")
            if isinstance(cell, openpyxl.cell.Cell) and at in sheet.cells:  # a merged cell shows nothing
                known = (cell.style_id, expected.style)
                if known not in looks:
                    looks[known] = _looks(cell, expected.style)
                if not looks[known]:
                    raise refused(f"{sheet.key}: look")


def _led_to(sheet: Sheet) -> Mapping[Position, str]:
    """Return where a link leads that covers more than its own cell, by each of the other cells."""
    links = ((at, cell.value) for at, cell in sheet.cells.items() if isinstance(cell.value, Link))
    return {
        (row, column + further): in_sheet(link.sheet, link.cell)
        for (row, column), link in links
        for further in range(1, link.across)
    }


def _holds(cell: Any, expected: object) -> bool:
    value = None if cell is None or cell.value == "" else cell.value
    if isinstance(expected, Formula):
        return cell is not None and cell.data_type == "f" and value == f"={expected.text}"
    if cell is not None and cell.data_type == "f":
        return False
    return _is_same(value, shown(expected))


def _looks(cell: Any, name: str) -> bool:
    style = STYLES[name]
    font, fill = cell.font, cell.fill
    ink = f"FF{style.ink[1:]}"
    has_ink = font.color is not None and font.color.rgb == ink
    has_fill = fill.fgColor.rgb == f"FF{style.fill[1:]}" if style.fill else fill.fill_type is None
    return has_ink and has_fill and font.sz == style.size and cell.number_format == style.number_format


def by_our_reader(content: bytes, described: Book) -> None:
    """Refuse unless our own reader finds each value as described, formulas where formulas are, and nothing besides.

    Raises:
        OutputTooLarge: the copy passes a limit of what is read.
    """
    with tempfile.TemporaryDirectory(prefix="arena-") as folder:
        path = Path(folder) / "copy.xlsx"
        path.write_bytes(content)
        try:
            read = read_cells(path)
        except (UnsafeFile, TookTooLong) as too_much:
            raise OutputTooLarge("copy.too_large") from too_much
        except InputError as failed:
            raise refused(failed.key) from failed
    found = {sheet.name: sheet for sheet in read.sheets}
    if set(found) != {sheet.name for sheet in described.sheets} or read.besides:
        raise refused("sheets")
    for sheet in described.sheets:
        raw = found[sheet.name]
        expected = _expected(sheet)
        formulas = {at for at, cell in sheet.cells.items() if isinstance(cell.value, Formula)}
        if {(row - 1, column - 1) for row, column in raw.formulas} != formulas or raw.uncalculated:
            raise refused(f"{sheet.key}: formulas")
        values = {(row - 1, column - 1): value for (row, column), value in raw.cells.items()}
        if values.keys() != expected.keys() or not all(_is_same(values[at], expected[at]) for at in values):
            raise refused(f"{sheet.key}: values")


def _expected(sheet: Sheet) -> Mapping[Position, object]:
    """Return what each cell shows, as our reader gives it: texts without what nobody sees in them."""
    values = {at: shown(cell.value) for at, cell in sheet.cells.items()}
    texts = {at: readable(value) if isinstance(value, str) else value for at, value in values.items()}
    return {at: value for at, value in texts.items() if value is not None and as_text(value) != ""}
