"""The button that makes a PDF of a copy: by this Excel, or by LibreOffice where Excel does not."""

from __future__ import annotations

import tempfile
from pathlib import Path

from arena.excel import sharing
from arena.excel.click import Click, Outcome
from arena.excel.host import excel, finished
from arena.excel.stopped import Stopped
from arena.sharing import pdf
from arena.workbook.errors import OutputError, shown_name


def run(click: Click) -> Outcome:
    """Make the copy that the sheet Delen shows, and a PDF of it beside it.

    Raises ``Stopped`` as ``sharing.make_copy`` does.
    """
    made = sharing.make_copy(click)
    click.progress(at_once=True)
    content = _printed(click, made.content)
    if content is None:
        return Outcome(click.texts("button.share_pdf.none", file=shown_name(made.path), where=made.where))
    try:
        path = sharing.save(made.path.with_suffix(".pdf"), content)
    except OutputError as refused:
        raise Stopped("button.share.not_saved") from refused
    return Outcome(click.texts("button.share_pdf.done", file=shown_name(path), where=made.where))


def _printed(click: Click, copy: bytes) -> bytes | None:
    """Return a copy as a PDF; ``None`` where nothing here makes one."""
    with tempfile.TemporaryDirectory(prefix="arena-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "copy.xlsx"), Path(folder, "copy.pdf")
        source.write_bytes(copy)
        with excel.quiet(click.app):
            finished.print_to_pdf(click.book, str(source), str(target))
        return target.read_bytes() if target.is_file() else pdf.printed(copy)
