"""What a workbook allows: its protection, who else edits it, whether it is open. A part of ``host``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import xlwings as xw

from arena.excel.host import Handle, bare


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
        shared=bool(api.MultiUserEditing) or path.lower().startswith(("http:", "https:")) or _saves_itself(api),
    )


def _saves_itself(api: Handle) -> bool:
    """Whether AutoSave is on, which it is for files online only; an older Excel has none."""
    try:
        return bool(api.AutoSaveOn)
    except Exception:
        return False


def in_protected_view(app: xw.App) -> bool:
    """Whether what the user looks at is a file in Protected View, which no program may touch."""
    return app.api.ActiveProtectedViewWindow is not None


def is_sheet_protected(sheet: xw.Sheet) -> bool:
    """Whether cells of a sheet are locked."""
    return bool(sheet.api.ProtectContents)


def name_if_protected(sheet: Handle) -> str | None:
    """Return the name of a sheet whose cells are locked; ``None`` where they are not, or the sheet is gone."""
    with suppress(Exception):
        if sheet.ProtectContents:
            return str(sheet.Name)
    return None


def not_open(app: xw.App, books: Sequence[xw.Book]) -> list[xw.Book]:
    """Return those of some workbooks that are no longer open in this Excel; of another Excel's nothing is said."""
    present = [bare(book) for book in app.api.Workbooks]
    return [book for book in books if bare(book) not in present and not _is_of_another(app, book)]


def _is_of_another(app: xw.App, book: xw.Book) -> bool:
    """Whether a workbook lives in another Excel than this one; a closed one lives in none."""
    with suppress(Exception):
        return bool(bare(book.api.Application) != bare(app))
    return False


def show_status(app: xw.App, text: str | None) -> None:
    """Show a text in the status bar; ``None`` gives the bar back to Excel."""
    app.api.StatusBar = False if text is None else text
