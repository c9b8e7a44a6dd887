"""Finished files of ours, opened in Excel: to be read by their user, or to be printed to a PDF.

Only what was just made here is opened so, never a file that came from elsewhere (docs/security.md, "Copies that
leave the house").
"""

from __future__ import annotations

import xlwings as xw

from arena.excel.host.excel import Handle
from arena.excel.host.sheets import leave_open
from arena.excel.host.stubborn import managed

_NO_LINKS = 0
_PDF = 0


def open_names(app: xw.App) -> set[str]:
    """Return the names of the workbooks that are open, in lower case: Excel opens no two of one name."""
    return {str(book.Name).lower() for book in app.api.Workbooks}


def documents(app: xw.App) -> str:
    """Return the folder in which Excel saves what its user makes."""
    return str(app.api.DefaultFilePath or "")


def open_to_read(app: xw.App, path: str) -> bool:
    """Open a file so that it can be read and not changed; return True if it is open."""
    return managed(lambda: app.api.Workbooks.Open(path, _NO_LINKS, True))


def bring_forward(app: xw.App, name: str, folder: str) -> bool:
    """Bring an open workbook in front; return True if it is the one of that folder, and in front."""

    def activate() -> None:
        book = app.api.Workbooks.Item(name)
        if str(book.Path) != folder:
            raise LookupError(name)
        book.Activate()

    return managed(activate)


def print_to_pdf(book: xw.Book, source: str, target: str) -> bool:
    """Print a file to a PDF; return True if Excel did so. The workbook stays in front, and is open alone after it."""
    shown, excel = book.api, book.app.api
    made: list[Handle] = []
    # a copy without a path: no workbook that is open has its name, and nothing of it is locked
    if not managed(lambda: made.append(excel.Workbooks.Add(source))):
        return False
    (copy,), names = made, list[str]()

    def write() -> None:
        # neither this user's name nor that of the workbook goes along
        copy.ExportAsFixedFormat(Type=_PDF, Filename=target, IncludeDocProperties=False)

    printed = managed(lambda: names.append(str(copy.Name))) and managed(write)
    managed(lambda: setattr(copy, "Saved", True))
    if not managed(lambda: copy.Close(False)):
        leave_open(*names)
    managed(lambda: shown.Activate())  # noqa: PLW0108 - the workbook itself may be what Excel refuses
    return printed
