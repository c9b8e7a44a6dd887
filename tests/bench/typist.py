"""Somebody who types in LibreOffice: cell after cell, in a workbook that is opened as users open it.

Only what hangs on a typed cell is worked out, as in a window; the judges of formulas have all of a workbook worked out
at once. What LibreOffice passes on to nobody shows here alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.libreoffice import LibreOffice

Entry = str | int | float | dt.date

_LINE_BREAK, _PARTED = "\x1e", "\x1f"
_FIRST_DAY = dt.datetime(1899, 12, 30)

_PROFILE = LibreOffice(recalculates=False)


class Typed(NamedTuple):
    """What is typed in a cell, its row and column counted from 0: a text, a number or a day."""

    sheet: str
    row: int
    column: int
    value: Entry


def type_in(books: Sequence[tuple[Path, Sequence[Typed]]], folder: Path) -> list[Path]:
    """Return, for each workbook, the file that LibreOffice saves of it after somebody typed in it.

    Args:
        books: the workbooks, each with what is typed in it, in that order; none is changed.
        folder: where the saved files come.
    """
    saved = [folder / f"typed {number}.xlsx" for number in range(len(books))]
    typed = folder / "typed.txt"
    lines = []
    for (path, entries), target in zip(books, saved, strict=True):
        lines.append(_PARTED.join(("open", path.as_uri())))
        lines += [_line(one) for one in entries]
        lines.append(_PARTED.join(("save", target.as_uri())))
    # the text stream keeps the end of the last line, so that line says nothing
    typed.write_text("\n".join((*lines, "end", "")), encoding="utf-8")
    _PROFILE.run_basic(_DRIVER.replace("{typed}", typed.as_uri()), folder)
    return saved


def _line(one: Typed) -> str:
    value = one.value
    if isinstance(value, dt.date):
        day = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        value = (day - _FIRST_DAY) / dt.timedelta(days=1)
    kind = "text" if isinstance(value, str) else "number"
    said = str(value).replace("\n", _LINE_BREAK)
    return _PARTED.join((kind, said, one.sheet, str(one.column), str(one.row)))


_DRIVER = f"""
Sub Main
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  lines = createUnoService("com.sun.star.io.TextInputStream")
  lines.setInputStream(files.openFileRead("{{typed}}"))
  lines.setEncoding("UTF-8")
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  opened(0).Name = "Hidden"
  opened(0).Value = True
  Dim kept(0) As New com.sun.star.beans.PropertyValue
  kept(0).Name = "FilterName"
  kept(0).Value = "Calc MS Excel 2007 XML"
  Do While Not lines.isEOF()
    said = Split(lines.readLine(), Chr({ord(_PARTED)}))
    If UBound(said) < 1 Then Exit Do
    Select Case said(0)
      Case "open"
        document = StarDesktop.loadComponentFromURL(said(1), "_blank", 0, opened())
      Case "save"
        document.storeToURL(said(1), kept())
        document.close(False)
      Case Else
        cell = document.Sheets.getByName(said(2)).getCellByPosition(CLng(said(3)), CLng(said(4)))
        If said(0) = "text" Then
          cell.String = Replace(said(1), Chr({ord(_LINE_BREAK)}), Chr(10))
        Else
          cell.Value = Val(said(1))
        End If
    End Select
  Loop
  lines.closeInput()
  StarDesktop.terminate()
End Sub
"""
