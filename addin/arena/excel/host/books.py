"""Workbooks: what they allow, who else edits them, their names and sheets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import xlwings as xw

from arena.excel.host.excel import Handle


@dataclass(frozen=True)
class BookFacts:
    """What decides whether a workbook can be changed, and by whom else."""

    name: str
    read_only: bool
    structure_protected: bool
    saved_somewhere: bool
    shared: bool


def book_facts(book: xw.Book) -> BookFacts:
    """Ask a workbook's state. ``shared``: others may be editing it right now (a shared or an online workbook)."""
    api = book.api
    path = str(api.Path)  # never FullName: xlwings and OneDrive disagree about it
    return BookFacts(
        name=str(api.Name),
        read_only=bool(api.ReadOnly),
        structure_protected=bool(api.ProtectStructure),
        saved_somewhere=bool(path),
        shared=bool(api.MultiUserEditing) or _is_online(path) or _saves_itself(api),
    )


def folder(book: xw.Book) -> str | None:
    """Return the folder in which a workbook is saved; ``None`` where it is nowhere saved, or online."""
    path = str(book.api.Path)
    return None if not path or _is_online(path) else path


def _is_online(path: str) -> bool:
    return path.lower().startswith(("http:", "https:"))


def _saves_itself(api: Handle) -> bool:
    """Return True if AutoSave is on, which it is for files online only; an older Excel has none."""
    try:
        return bool(api.AutoSaveOn)
    except Exception:
        return False


def name_references(book: xw.Book, wanted: Collection[str]) -> dict[str, str]:
    """Return what names of the whole workbook refer to, without ``=``; a name that is not there is left out.

    Each is asked for. Where a name is not there, Excel gives the error of any failure: then all are walked through.
    """
    names = book.api.Names
    try:
        return {name: str(names.Item(name).RefersTo).removeprefix("=") for name in wanted}
    except Exception:
        return _among_all(names, wanted)


def _among_all(names: Handle, wanted: Collection[str]) -> dict[str, str]:
    spelled = {name.lower(): name for name in wanted}
    found = {}
    for one in names:
        name = spelled.get(str(one.Name).lower())
        if name is not None:
            found[name] = str(one.RefersTo).removeprefix("=")
    return found


def name_value(book: xw.Book, name: str) -> object:
    """Return the value of the cell that a name refers to; ``None`` where there is no such name or cell."""
    try:
        return book.api.Names.Item(name).RefersToRange.Value
    except Exception:
        return None


def sheet_names(book: xw.Book) -> list[str]:
    """Return the names of all worksheets, in order."""
    return [str(sheet.Name) for sheet in book.api.Worksheets]


def has_worksheet(book: xw.Book, name: str) -> bool:
    """Return True if a workbook has a worksheet of a name of ours, asked in one call however many sheets there are.

    A failure of Excel is raised, and not taken for a sheet that is missing.
    """
    quoted = name.replace("'", "''")
    return book.api.Worksheets.Item(1).Evaluate(f"ISREF('{quoted}'!A1)") is True


def sheets_without_cells(book: xw.Book) -> list[str]:
    """Return the names of the sheets that hold no cells: those that are one chart."""
    if book.api.Sheets.Count == book.api.Worksheets.Count:
        return []
    with_cells = set(sheet_names(book))
    return [name for name in (str(sheet.Name) for sheet in book.api.Sheets) if name not in with_cells]


def active_sheet(book: xw.Book) -> Handle:
    """Return the sheet that the user looks at, of whatever kind."""
    return book.api.ActiveSheet


def active_sheet_name(book: xw.Book) -> str:
    """Return the name of the sheet that the user looks at."""
    return str(book.api.ActiveSheet.Name)
