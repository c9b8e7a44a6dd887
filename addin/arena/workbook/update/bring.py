"""A new workbook of today's layout with all that stands in another one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from arena.locale import Catalogue, catalogue
from arena.method.text import as_text, clean, fold
from arena.workbook import book, days
from arena.workbook.cells import cell_name
from arena.workbook.description import Book, PrintSetup, Sheet, TableColumn, Value
from arena.workbook.free_names import LONGEST_TAB, free_name
from arena.workbook.intake.besides import MACROS
from arena.workbook.intake.book import Cell, CellError, CellValue, RawSheet
from arena.workbook.model import Analysis, ReadAnalysis, Result, evaluate
from arena.workbook.reading import WholeRead
from arena.workbook.sheets.columns import FIRST_ROW, HEADER_ROW
from arena.workbook.update import own as users
from arena.workbook.update.own import LONGEST_HEADING, Beside, Own, OwnColumn
from arena.workbook.update.written import NO_LAYOUT, Layout, is_of_today, schema_1, today

_NOT_IN_TABS = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_NARROWEST, _WIDEST = 9.0, 48.0
"""Characters of the columns of what is the user's own: formats do not come along."""

_MOST_FRAMED = 20
"""Columns of the user's own whose empty cells get their lines as well: a file may have thousands."""

_LIST_WIDTHS = {0: 24.0, 1: 9.0, 2: 30.0, 3: _WIDEST}
_LIST_HEADINGS = 2
"""The row of the headings on the list of what was typed elsewhere, counted from 0."""


@dataclass(frozen=True)
class Brought:
    """A workbook that was brought along.

    Attributes:
        book: the new workbook.
        result: what it comes to.
        is_current: whether the old one is of today's layout already.
        missing: the tabs of the standing sheets that the old one lacks, in the language of the workbook.
        columns: the headings of the user's own columns, as they stand in the new table.
        sheets: the tabs of the user's own sheets in the new workbook.
        listed: how many cells are listed that no sheet asks for, and the tab of that list.
        agreed: how many agreements of generated sheets stand in the table now.
        formulas: the names of the cells of which only the result came along.
        besides: what did not come along, by kind: the sheets that have it.
    """

    book: Book
    result: Result
    is_current: bool
    missing: Sequence[str]
    columns: Sequence[str]
    sheets: Sequence[str]
    listed: tuple[int, str]
    agreed: int
    formulas: Sequence[str]
    besides: Mapping[str, Sequence[str]]

    @property
    def holds_own(self) -> bool:
        """True if anything came along that is not asked for, without the looks that its user gave it."""
        return bool(self.columns or self.sheets or self.listed[0])

    @property
    def filled_cells(self) -> int:
        """How many cells of the new workbook hold anything."""
        return sum(cell.value is not None for sheet in self.book.sheets for cell in sheet.cells.values())


def bring_along(whole: WholeRead, *, summary_on: dt.date | None = None) -> Brought:
    """Return a workbook of today's layout with all that stands in another, in the language of that one.

    What the sheets ask for stands where it belongs. A column that the user added to the table stands right of it, a
    sheet of the user's own is there with its values, and what else was typed stands in a list, with its cell.

    Args:
        whole: the other workbook.
        summary_on: the day on which the summary's dated block is made; it is left empty without one.
    """
    read = whole.read
    of_today = is_of_today(read.schema)
    own = users.find(whole, layout_of(read))
    analysis, agreed = _with_agreements(read.analysis, own)
    result = evaluate(analysis)
    described = book.describe(result, summary_on=summary_on)
    texts = catalogue(analysis.language)
    columns = _add_columns(described.sheet("arena"), own.columns)
    tabs = [_add_sheet(described, sheet, texts) for sheet in own.sheets]
    return Brought(
        book=described,
        result=result,
        is_current=of_today,
        missing=[texts(f"sheet.{one.key}.tab") for one in book.STANDING if of_today and one.key not in own.present],
        columns=columns,
        sheets=tabs,
        listed=(len(own.beside), _add_list(described, own.beside, texts)),
        agreed=agreed,
        formulas=_named(own.formulas),
        besides={kind: sheets for kind, sheets in whole.raw.besides.items() if sheets or kind == MACROS},
    )


def layout_of(read: ReadAnalysis) -> Layout:
    """Return what this product wrote in a workbook that was read, by the version of its layout."""
    if is_of_today(read.schema):
        return today(book.describe(evaluate(read.analysis)))
    return NO_LAYOUT if read.schema is None else schema_1(read.analysis.language)


def _with_agreements(analysis: Analysis, own: Own) -> tuple[Analysis, int]:
    """Put what was agreed with an actor in the table; who is not in it joins what was typed elsewhere."""
    row_of: dict[str, int] = {}
    for row, name in enumerate(analysis.table["actor"]):
        if clean(name):
            row_of.setdefault(fold(name), row)
    agreed: list[object] = analysis.table["agreed"].tolist()
    placed = 0
    for agreement in own.agreed:
        value, where = _spelled(agreement.value), row_of.get(fold(agreement.actor))
        if where is None:
            own.beside.append(Beside(agreement.group, "", agreement.actor, value))
            continue
        before = as_text(agreed[where])
        placed += 1
        if not clean(before):
            agreed[where] = value
        elif as_text(value) not in before.split("\n"):
            agreed[where] = f"{before}\n{as_text(value)}"
    return replace(analysis, table=analysis.table.assign(agreed=pd.Series(agreed, dtype=object))), placed


def _spelled(value: Value) -> CellValue:
    """Return an agreement as a text of the table: a day as people write it."""
    if isinstance(value, dt.date):
        return days.in_numbers(value)
    return value if isinstance(value, str | int | float) else as_text(value)


def _put(sheet: Sheet, row: int, column: int, value: CellValue, style: str = "own") -> None:
    """Put a value of the user's: a day keeps its day, and its hour where it has one."""
    if isinstance(value, dt.datetime):
        style = "own_day" if value.time() == dt.time() else "own_moment"
        sheet.put(row, column, value, style)
    else:
        sheet.put(row, column, value.code if isinstance(value, CellError) else value, style)


def _add_columns(sheet: Sheet, columns: Sequence[OwnColumn]) -> list[str]:
    """Add the user's own columns to the table, right of ours, so that sorting moves them too; return their headings."""
    table = sheet.table
    assert table is not None  # noqa: S101 - the sheet of the table
    added: list[str] = []
    for position, column in enumerate(columns, start=table.area.last_column + 1):
        taken = [*(one.heading for one in table.columns), *added]
        heading = free_name(column.heading or "-", taken, longest=LONGEST_HEADING)
        sheet.put(HEADER_ROW, position, heading, "heading_optional")
        for row in range(FIRST_ROW, table.area.last_row + 1) if len(columns) <= _MOST_FRAMED else ():
            sheet.put(row, position, None, "row_text")
        for number, value in column.values.items():
            _put(sheet, FIRST_ROW + number, position, value, "row_text")
        sheet.widths[position] = _width([heading, *column.values.values()])
        added.append(heading)
    area = table.area._replace(last_column=table.area.last_column + len(added))
    sheet.table = replace(table, area=area, columns=(*table.columns, *map(TableColumn, added)))
    return added


def _add_sheet(described: Book, raw: RawSheet, texts: Catalogue) -> str:
    """Add a sheet of the user's own, its values in their cells; return its tab."""
    sheet = _own_sheet(described, _tab(described, raw.name), texts)
    widths: dict[int, list[object]] = {}
    for (row, column), value in raw.cells.items():
        _put(sheet, row - 1, column - 1, value)
        widths.setdefault(column - 1, []).append(value)
    sheet.widths = {column: _width(values) for column, values in widths.items()}
    return sheet.name


def _add_list(described: Book, found: Sequence[Beside], texts: Catalogue) -> str:
    """Add the list of what was typed where no sheet asks for it, if there is any; return its tab."""
    name = _tab(described, texts("sheet.brought.tab"))
    if not found:
        return name
    sheet = _own_sheet(described, name, texts)
    sheet.put(0, 0, texts("sheet.brought.title"), "title")
    for column, key in enumerate(("sheet", "cell", "actor", "typed")):
        sheet.put(_LIST_HEADINGS, column, texts(f"brought.column.{key}"), "header_computed")
    for row, one in enumerate(found, start=_LIST_HEADINGS + 1):
        for column, value in enumerate((one.sheet, one.cell, one.actor, one.value)):
            _put(sheet, row, column, value)
    sheet.widths, sheet.freeze = dict(_LIST_WIDTHS), (_LIST_HEADINGS + 1, 0)
    return name


def _own_sheet(described: Book, name: str, texts: Catalogue) -> Sheet:
    sheet = Sheet(key=name, name=name, tab_style="tab_internal", print_setup=PrintSetup(texts("print.internal")))
    sheet.put(0, 0, None, "own")
    described.sheets.append(sheet)
    return sheet


def _tab(described: Book, wanted: str) -> str:
    """Return the name of a new sheet: as wanted, where Excel takes it and no sheet has it yet."""
    name = wanted.translate(_NOT_IN_TABS).strip("'")[:LONGEST_TAB].strip("'") or "-"
    return free_name(name, [sheet.name for sheet in described.sheets])


def _width(values: Sequence[object]) -> float:
    longest = max(len(line) for value in values for line in str(value).split("\n"))
    return min(max(_NARROWEST, 1.1 * longest + 2), _WIDEST)


def _named(formulas: Mapping[str, Sequence[Cell]]) -> list[str]:
    return [f"‘{sheet}’ {cell_name(row - 1, column - 1)}" for sheet, cells in formulas.items() for row, column in cells]
