"""What XlsxWriter does not know of a file is put in afterwards: the type of a template, columns without a button."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from arena.workbook.description import Table

_COMPRESSION = 8
"""Of 9: thousands of formulas that are alike take a tenth less room than at the usual 6, and 9 costs twice the time."""

_TYPE_OF_BOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPE_OF_TEMPLATE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"


def finished(workbook: io.BytesIO, tables: Sequence[Table], *, template: bool) -> bytes:
    """Return a workbook as a file, from what XlsxWriter wrote.

    Args:
        workbook: what XlsxWriter wrote.
        tables: the tables in it, as described.
        template: whether the file is an .xltx.
    """
    finished = io.BytesIO()
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(finished, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if template and entry.filename == "[Content_Types].xml":
                content = content.replace(_TYPE_OF_BOOK, _TYPE_OF_TEMPLATE)
            if entry.filename.startswith("xl/tables/"):
                content = _without_buttons(content, tables)
            target.writestr(entry, content, compresslevel=_COMPRESSION)
    return finished.getvalue()


def _without_buttons(part: bytes, tables: Sequence[Table]) -> bytes:
    """Return the part of a table with a filter button on those columns alone by which people filter."""
    table = next(one for one in tables if f' name="{one.name}"'.encode() in part)
    hidden = "".join(
        f'<filterColumn colId="{number}" hiddenButton="1"/>'
        for number, column in enumerate(table.columns)
        if not column.filtered
    )
    return re.sub(rb"(<autoFilter [^>]*)/>", rb"\1>" + hidden.encode() + b"</autoFilter>", part) if hidden else part
