"""A new workbook from a description: painted to a file that is gone again once Excel has opened a copy of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from arena.excel.click import Desk
from arena.excel.host import excel
from arena.workbook import book, file_painter
from arena.workbook.model import Analysis, evaluate


def open_new(desk: Desk, analysis: Analysis, name: str) -> None:
    """Open a new workbook, nowhere saved, with an analysis in it; what is open stays as it is.

    Args:
        name: after which Excel names it, with a number.
    """
    with tempfile.TemporaryDirectory(prefix="arena-", ignore_cleanup_errors=True) as folder:
        desk.progress()
        path = Path(folder) / f"{name}.xltx"
        file_painter.paint(book.describe(evaluate(analysis)), path, template=True)
        desk.progress()
        excel.open_as_new(desk.app, str(path))
