"""What is the user's own in a workbook, beside the entries that its sheets ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from arena.method.text import as_text, clean, fold
from arena.workbook import names, words
from arena.workbook.cells import cell_name, sheet_of
from arena.workbook.intake.book import Cell, CellError, CellValue, RawSheet
from arena.workbook.model import QUESTIONS
from arena.workbook.reading import WholeRead
from arena.workbook.sheets import (
    adjustments,
    matrix,
    matrix_written,
    network,
    resources,
    resources_written,
    summary,
    summary_block,
    talks,
)
from arena.workbook.sheets.generated import agreements
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.generated.page import generated_page
from arena.workbook.update.written import NOTHING, Layout

LONGEST_HEADING = 255
"""Characters of the heading of a table's column in Excel."""

MOST_COLUMNS = 200
"""Columns of the user's own that come into the table; a file may have sixteen thousand."""

_WRITTEN_ON = {resources.KEY: resources_written.typed, matrix.KEY: matrix_written.read}
"""What was typed on the generated sheets on which that stays beside its own line, by the key of the sheet."""

_OF_THE_MOMENT = frozenset({"share"})
"""The generated sheets, by key, whose user's own column holds nothing that is of use in another workbook."""


@dataclass(frozen=True)
class OwnColumn:
    """A column that the user added to the table: its heading, and its values by the position of their row."""

    heading: str
    values: Mapping[int, CellValue]


@dataclass(frozen=True)
class Beside:
    """What was typed where no sheet asks for it.

    Attributes:
        sheet: the name of its sheet.
        cell: the name of its cell; empty where it followed an actor, not a cell.
        actor: the actor of its row, where it has one.
        value: what was typed.
    """

    sheet: str
    cell: str
    actor: str
    value: CellValue


@dataclass
class Own:
    """All that is the user's own.

    Attributes:
        columns: the columns of the table.
        sheets: the sheets, generated ones among them that were changed.
        beside: what stands elsewhere.
        agreed: what was agreed with actors, on generated sheets.
        formulas: the cells with a formula of the user's, by sheet.
        present: the keys of the standing sheets that the workbook has.
    """

    columns: list[OwnColumn] = field(default_factory=list)
    sheets: list[RawSheet] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    agreed: list[Agreement] = field(default_factory=list)
    formulas: dict[str, Sequence[Cell]] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)


def find(whole: WholeRead, layout: Layout) -> Own:
    """Return what is the user's own in a workbook that was read whole.

    Args:
        whole: the workbook.
        layout: what this product wrote in it.
    """
    own = Own()
    keys = _keys(whole, layout)
    own.present.update(keys.values())
    for sheet in whole.raw.sheets:
        key = keys.get(sheet.name)
        if key == "arena":
            _on_table_sheet(whole, layout, own)
        elif key is not None:
            entries = whole.asked.get(sheet.name, set())
            among = {*sheet.cells, *sheet.formulas} - entries - _dated_block(sheet, key)
            _note(own, sheet, layout.written.get(key, NOTHING).others(sheet, among, entries), {})
        elif not _is_generated(sheet, own):
            own.sheets.append(sheet)
            own.formulas[sheet.name] = sorted(sheet.formulas)
    return own


def _keys(whole: WholeRead, layout: Layout) -> dict[str, str]:
    """Return the key of each standing sheet by its name, whatever name the user gave those that names lead to."""
    present = {fold(sheet.name): sheet.name for sheet in whole.raw.sheets}
    found = {whole.actors.sheet.name: "arena"}
    if not layout.tabs:
        return found
    leading = {names.SCHEMA: "settings", names.answer_to(QUESTIONS[0]): "issue", names.NOTE_DIGITS: "calculation"}
    leading |= {names.TALKS_FOR: talks.SHEET.key, names.ACTIONS: network.SHEET.key}
    leading |= {names.ADJUSTMENTS: adjustments.SHEET.key}
    for name, key in leading.items():
        sheet = present.get(fold(sheet_of(whole.raw.names.get(name, ""))))
        if sheet is not None and key in layout.written:
            found.setdefault(sheet, key)
    headed = {sheet.name: fold(sheet.cells.get((1, 1))) for sheet in whole.raw.sheets}
    for tab, key in layout.tabs.items():
        ours = tab in present and (key not in _TITLED or headed[present[tab]] in words.spellings(f"sheet.{key}.title"))
        if ours and key not in found.values():
            found.setdefault(present[tab], key)
    return found


_TITLED = (talks.SHEET.key, network.SHEET.key, adjustments.SHEET.key)
"""Sheets that a workbook of this layout may lack, so that its user may have one of that name: they have our title."""


def _dated_block(sheet: RawSheet, key: str) -> set[Cell]:
    """Return the cells that a button fills on the summary."""
    area = summary_block.AREA
    first = (area.first_row + 1, area.first_column + 1)
    if key != summary.SHEET.key or not summary_block.is_head(sheet.cells.get(first)):
        return set()
    verdict = (first[0], area.last_column + 1)
    return {verdict, *((row + 1, first[1]) for row in range(area.first_row, area.last_row + 1))}


def _note(own: Own, sheet: RawSheet, cells: Collection[Cell], actors: Mapping[int, str]) -> None:
    """Note what was typed in cells of a sheet, each with the actor of its row where it has one."""
    for row, column in cells:
        if (row, column) in sheet.cells:
            name = cell_name(row - 1, column - 1)
            own.beside.append(Beside(sheet.name, name, actors.get(row, ""), sheet.cells[row, column]))
    formulas = [cell for cell in cells if cell in sheet.formulas]
    if formulas:
        own.formulas[sheet.name] = sorted({*own.formulas.get(sheet.name, ()), *formulas})


def _on_table_sheet(whole: WholeRead, layout: Layout, own: Own) -> None:
    actors = whole.actors
    sheet, typed = actors.sheet, set(actors.columns.values())
    number_of = {row: number for number, row in enumerate(whole.read.where.rows)}
    headed = _headed(whole)
    calculated = {column for column, heading in headed.items() if fold(heading) in layout.headings} - typed
    own_columns = [column for column in headed if column not in typed | calculated][:MOST_COLUMNS]
    values: dict[int, dict[int, CellValue]] = {column: {} for column in own_columns}
    known = {*typed, *calculated, *values}
    lost, taken, others = _lost(whole), set(), set()
    for cell in {*sheet.cells, *sheet.formulas}:
        row, column = cell
        if row in number_of and column in values:
            taken.add(cell)
            if cell in sheet.cells:
                values[column][number_of[row]] = sheet.cells[cell]
        elif row in number_of and column in typed and cell not in lost:
            taken.add(cell)
        elif not (row == actors.row and column in known) and not (
            row > actors.row and column in calculated and cell in sheet.formulas
        ):
            others.add(cell)
    own.columns.extend(OwnColumn(headed[column], found) for column, found in values.items())
    own.formulas[sheet.name] = sorted(taken & sheet.formulas)
    entries = whole.read.analysis.table["actor"].tolist()
    names_in = {row: clean(as_text(entries[number])) for row, number in number_of.items()}
    _note(own, sheet, layout.written.get("arena", NOTHING).others(sheet, others, taken), names_in)
    for column in (one for one in values if len(headed[one]) > LONGEST_HEADING):
        own.beside.append(Beside(sheet.name, cell_name(actors.row - 1, column - 1), "", headed[column]))


def _headed(whole: WholeRead) -> dict[int, str]:
    """Return the heading of each column of the table, as it stands there; elsewhere of all that have one in its row."""
    actors = whole.actors
    sheet, table = actors.sheet, actors.table
    if table is None:
        columns = {column for row, column in sheet.cells if row == actors.row}
        return {column: as_text(sheet.cells[actors.row, column]) for column in sorted(columns)}
    first, last = table.ref[1], table.ref[3]
    columns = {*range(first, last + 1), *actors.columns.values()}
    named = dict(zip(range(first, last + 1), table.headers, strict=True))
    found = ((column, sheet.cells.get((actors.row, column), named.get(column, ""))) for column in sorted(columns))
    return {column: value.code if isinstance(value, CellError) else as_text(value) for column, value in found}


def _lost(whole: WholeRead) -> set[Cell]:
    """Return the entry cells that hold an error value where a text belongs: the entry is empty."""
    sheet, table, rows = whole.actors.sheet, whole.read.analysis.table, whole.read.where.rows
    return {
        (row, column)
        for key, column in whole.actors.columns.items()
        for row, entry in zip(rows, table[key], strict=True)
        if entry is None and isinstance(sheet.cells.get((row, column)), CellError)
    }


def _is_generated(sheet: RawSheet, own: Own) -> bool:
    """Note what was agreed on a sheet that a button made; return True if nothing else on it is the user's."""
    page = generated_page(sheet)
    if page is None:
        return False
    written_on = _WRITTEN_ON.get(page.sealed.seal.key)
    if written_on is not None:  # what stands there is about its own lines: the sheet comes along as it is
        return page.sealed.unbroken and not written_on(page.shown)
    agreed = agreements.read(page.shown)
    own.agreed.extend(agreed)
    if page.sealed.seal.key in _OF_THE_MOMENT:
        return page.sealed.unbroken
    columns = page.sealed.seal.own_columns
    return page.sealed.unbroken and all(agreements.hold_all(page.shown, column, agreed) for column in columns)
