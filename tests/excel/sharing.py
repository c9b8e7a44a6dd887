"""A workbook from which something is shared, in a folder of its own, on a machine with no other programs."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from arena.sharing import pdf
from tests.excel import workbooks
from tests.excel.clicking import Session

DELEN = "Delen"
ACTORS = """Zwembad | bad  | 4 | klein | | |
            Atelier | verf | 3 | groot | | |"""


class Sharing:
    """An analysis open in an Excel, and the folder beside which its copies come.

    Args:
        excel: the Excel.
        folder: a folder that is not there yet.
        content: the workbook's file.
    """

    def __init__(self, excel: Session, folder: Path, content: bytes) -> None:
        folder.mkdir()
        self._file = folder / "Analyse.xlsx"
        self._file.write_bytes(content)
        self.excel, self.folder = excel, folder
        self.book = excel.open(self._file)

    def click(self, button: str) -> str:
        """Click a button; return what the user reads."""
        return self.excel.click(button, self.book).message

    def made(self) -> list[Path]:
        """The files beside the workbook."""
        return sorted(path for path in self.folder.iterdir() if path != self._file)

    @property
    def sheet(self) -> xw.Sheet:
        return self.book.sheets[DELEN]

    def row_of(self, text: str) -> int:
        """The row of the sheet on which a choice is asked, counted from 1."""
        column = [row[0] for row in self.sheet["A1:B80"].value]
        return next(number for number, said in enumerate(column, start=1) if said and text in str(said))

    def choose(self, text: str, value: object) -> None:
        self.sheet[f"B{self.row_of(text)}"].value = value

    def move(self, path: str) -> None:
        """Have Excel say that the workbook stands elsewhere."""
        self.book.api._inner._oleobj_.target.path = path


def texts_in(path: Path) -> str:
    """All that the cells of a file say."""
    cells = (cell.value for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row)
    return " ".join(str(value) for value in cells if value is not None)


def file_to_share(folder: Path) -> bytes:
    """A workbook of two partners, as a file."""
    return workbooks.of_values(folder / "Analyse.xlsx", workbooks.table_of(ACTORS)).read_bytes()


def no_other_programs(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Let this machine have no mail program and no LibreOffice, and a home of the test's own."""
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    monkeypatch.setattr(pdf, "program", lambda: None)
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
