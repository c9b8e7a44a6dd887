"""Where a row of `arena selftest --excel` is tried: the Excel that is running, and workbooks of its own in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from arena.build import ADDIN
from arena.locale import LANGUAGES, catalogue, in_every_language
from arena.selftest.wording import Wording

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.tables import FoundTable
    from arena.workbook.cells import Area
    from arena.workbook.intake.book import CellValue


class NotAsExpected(Exception):
    """Excel did something else; the text says what, in our own words and with invented values only."""


class NotTried(Exception):
    """The row cannot be tried here, or nobody could say what they saw."""


class Stage:
    """The Excel in which rows are tried, and the workbooks that they open in it."""

    def __init__(self, app: xw.App, wording: Wording, folder: Path, look: Callable[[str], bool | None]) -> None:
        self.app = app
        self.wording = wording
        self._look = look
        self._folder = folder
        self._opened: list[xw.Book] = []

    def example(self, *, read_only: bool = False) -> xw.Book:
        """Open the worked example: as a new workbook, or its file to be read only."""
        from arena.excel.host import excel  # noqa: PLC0415 - xlwings, which `--list` does not need

        path = self.example_file()
        if read_only:
            return self._note(self.app.books.open(path, read_only=True))
        excel.open_as_new(self.app, str(path))
        return self._note(self.app.books.active)

    def example_file(self) -> Path:
        """Write the worked example, once, and return its path."""
        from arena.build.templates import shipped, write  # noqa: PLC0415

        item = next(each for each in shipped() if each.analysis().example)
        path = self._folder / item.file
        return path if path.exists() else write(item, self._folder)

    def empty(self) -> xw.Book:
        """Open a workbook that is no Arena workbook."""
        return self._note(self.app.books.add())

    def press(self, button: str, book: xw.Book | None, *, refused: bool = False) -> None:
        """Do what a click on a button does, and see that it ends with a message.

        The add-in's VBA is what calls Python, as for a user: called by a program alone, Excel reads some texts by the
        machine's own separators.

        Args:
            button: its id.
            book: the workbook that it works on; None for a button that needs none.
            refused: whether the message is that of a refusal.

        Raises:
            NotAsExpected: it ended otherwise; without the message itself, which may name a file.
        """
        from arena.excel.host import excel  # noqa: PLC0415

        before, alerts = {each.name for each in self.app.books}, self.app.display_alerts
        works_on = [] if book is None else [excel.com_object(book)]
        try:
            given = self.app.macro(f"'{ADDIN}'!ArenaAnswer")(button, *works_on)
        finally:
            self.app.display_alerts = alerts  # which VBA puts back after a click
        self._opened += [each for each in self.app.books if each.name not in before]
        said = str(given).partition("\n")[2]
        if not said and button not in ("new", "example"):
            raise NotAsExpected(self.wording("found.silent"))
        if refused != said.startswith(tuple(catalogue(each)("state.nothing_changed", reason="") for each in LANGUAGES)):
            raise NotAsExpected(self.wording("found.done" if refused else "found.refused"))

    def ask(self, question: str) -> None:
        """Ask whether something is what is seen. Raises ``NotAsExpected`` or ``NotTried``."""
        seen = self._look(question)
        if seen is None:
            raise NotTried
        if not seen:
            raise NotAsExpected(self.wording("found.seen_otherwise"))

    def save_as(self, book: xw.Book) -> None:
        """Save a workbook under another name, in a folder of its own."""
        book.save(self._folder / "Andere naam.xlsx")

    def close_books(self) -> None:
        """Close what the rows opened, without saving."""
        while self._opened:
            self._opened.pop().close()

    def _note(self, book: xw.Book) -> xw.Book:
        self._opened.append(book)
        return book


@dataclass(frozen=True)
class Row:
    """One thing to see in a real Excel: its key, what tries it, and whether it asks somebody to look."""

    key: str
    tries: Callable[[Stage], None]
    asks: bool = False

    @property
    def what(self) -> str:
        """The key of what is tried."""
        return f"row.{self.key}.what"

    @property
    def expected(self) -> str:
        """The key of what is expected."""
        return f"row.{self.key}.expected"


Contents = dict[str, dict[tuple[int, int], "CellValue"]]
"""The values of a workbook: by sheet, and by row and column (from 0) of the cells that are not empty."""


def table_values(book: xw.Book) -> dict[str, list[CellValue | None]]:
    """Return the columns of the table with the actors, by heading."""
    from arena.excel.host import contents, sheets  # noqa: PLC0415

    table = _table(book)
    rows = contents.values(sheets.cells(sheets.sheet(book, table.sheet), table.area))
    return {str(column[0]): list(column[1:]) for column in zip(*rows, strict=True)}


def table_cells(book: xw.Book, key: str) -> tuple[xw.Sheet, Area]:
    """Return the sheet of the table with the actors, and where the rows of one of its columns stand on it."""
    from arena.excel.host import sheets  # noqa: PLC0415
    from arena.workbook.cells import Area  # noqa: PLC0415

    table = _table(book)
    headings = in_every_language(f"column.{key}.heading")
    position = next(number for number, heading in enumerate(table.headings) if heading in headings)
    column = table.area.first_column + position
    return sheets.sheet(book, table.sheet), Area(table.area.first_row + 1, column, table.area.last_row, column)


def all_values(book: xw.Book) -> Contents:
    """Return the values of every sheet."""
    from arena.excel.host import books, contents, sheets  # noqa: PLC0415

    found: Contents = {}
    for name in books.sheet_names(book):
        area, rows = contents.used_block(sheets.sheet(book, name))
        found[name] = {
            (row, column): value
            for row, line in enumerate(rows, start=area.first_row)
            for column, value in enumerate(line, start=area.first_column)
            if value is not None
        }
    return found


def changed_sheets(before: Contents, book: xw.Book) -> list[str]:
    """Return the names of the sheets whose values are not what they were, or that came or went."""
    after = all_values(book)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _table(book: xw.Book) -> FoundTable:
    from arena.excel.host import tables  # noqa: PLC0415

    actors = in_every_language("column.actor.heading")
    return next(each for each in tables.tables(book) if not set(actors).isdisjoint(each.headings))


def looked_at(key: str, prepare: Callable[[Stage], object] | None = None) -> Row:
    """A row that somebody judges: it sets the stage, says what to do and what to expect, and asks."""

    def tries(stage: Stage) -> None:
        if prepare is not None:
            prepare(stage)
        stage.ask(f"{stage.wording(row.what)} {stage.wording(row.expected)}")

    row = Row(key, tries, asks=True)
    return row
