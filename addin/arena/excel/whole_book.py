"""All that a live workbook holds, the same as a file gives it: for a new workbook in which nothing may be missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from arena.excel import live
from arena.excel.host import books, contents, sheets
from arena.workbook.intake.besides import MACROS, NOTES, PICTURES
from arena.workbook.intake.book import RawBook, RawSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from arena.excel.live import LiveAnalysis
    from arena.workbook.reading import WholeRead

FAR = "far"
"""What stands so far from the rest of its sheet that it is not read."""

_WITHOUT_MACROS = (".xlsx", ".xltx", ".csv", ".ods")
"""How the name of a file ends that can hold no macros; a workbook that is nowhere saved has no ending."""


def read(of: LiveAnalysis, progress: Callable[[], None]) -> WholeRead:
    """Read every sheet of a workbook, each in blocks, and what it has besides cells.

    Raises ``Stopped`` where the workbook is of a newer version, or the table turns out to be none.
    """
    besides: dict[str, list[str]] = {}
    if charts := books.sheets_without_cells(of.book):
        besides[PICTURES] = charts
    if not of.file.lower().endswith(_WITHOUT_MACROS) and "." in of.file:
        besides[MACROS] = []
    found = []
    for name in books.sheet_names(of.book):
        progress()
        sheet = sheets.sheet(of.book, name)
        held = contents.block_with_formulas(sheet, *live.last_cell(name, of.found))
        found.append(_raw_sheet(name, held))
        has_notes, has_pictures = sheets.notes_and_pictures(sheet)
        for kind, is_there in {NOTES: has_notes, PICTURES: has_pictures, FAR: not held.is_all}.items():
            if is_there:
                besides.setdefault(kind, []).append(name)
    table = live.raw_table(of.found)
    raw = RawBook(
        kind="workbook",
        sheets=tuple(found),
        tables=(table,),
        names=dict(of.all_references),
        besides={kind: tuple(names) for kind, names in besides.items()},
    )
    return live.understood(raw, of.file, table)


def _raw_sheet(name: str, held: contents.WithFormulas) -> RawSheet:
    area, _ = held.block
    formulas = {(area.first_row + 1 + row, area.first_column + 1 + column) for row, column in held.formulas}
    return replace(live.raw_sheet(name, held.block), formulas=frozenset(formulas))
