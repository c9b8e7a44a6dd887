"""A new workbook from a description: painted to a file that is gone again once Excel has opened a copy of it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from arena.excel.host import excel
from arena.workbook import file_painter

if TYPE_CHECKING:
    from arena.excel.click import Click, Desk
    from arena.workbook.description import Book


def open_new(at: Desk | Click, described: Book, name: str) -> None:
    """Open a new workbook, nowhere saved, as it is described; what is open stays as it is.

    Args:
        at: the click.
        described: what stands in it.
        name: after which Excel names it, with a number.
    """
    with tempfile.TemporaryDirectory(prefix="arena-", ignore_cleanup_errors=True) as folder:
        at.progress()
        path = Path(folder) / f"{name}.xltx"
        file_painter.paint(described, path, template=True)
        at.progress()
        excel.open_as_new(at.app, str(path))
