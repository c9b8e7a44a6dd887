"""The rows of `arena selftest --excel`: each tries one thing in the Excel that is running, on the invented example."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from arena.locale import LANGUAGES, Catalogue, catalogue
from arena.packaging.places import ADDIN

if TYPE_CHECKING:
    import xlwings as xw

    from arena.workbook.intake.book import CellValue

SLOW_CLICK = 5.0
"""Seconds that a second click may take: the server is warm, and what remains is Excel's own work."""

_RATINGS = ((4, "klein"), (3, "groot"), (1, "eerder groot"))


class NotAsExpected(Exception):
    """Excel did something else; the text says what, in our own words and with invented values only."""


class NotTried(Exception):
    """The row cannot be tried here, or nobody could say what they saw."""


class Stage:
    """The Excel in which rows are tried, and the workbooks that they open in it."""

    def __init__(self, app: xw.App, texts: Catalogue, folder: Path, look: Callable[[str], bool | None]) -> None:
        self.app = app
        self.texts = texts
        self._look = look
        self._folder = folder
        self._opened: list[xw.Book] = []

    def example(self, *, read_only: bool = False) -> xw.Book:
        """Open the worked example: as a new workbook, or its file to be read only."""
        from arena.excel import host  # noqa: PLC0415 - xlwings, which `--list` does not need

        path = self.example_file()
        if read_only:
            return self._note(self.app.books.open(path, read_only=True))
        host.open_as_new(self.app, str(path))
        return self._note(self.app.books.active)

    def example_file(self) -> Path:
        """Write the worked example, once, and return its path."""
        from arena.packaging.templates import shipped, write  # noqa: PLC0415

        item = next(each for each in shipped() if each.analysis().example)
        path = self._folder / item.file
        return path if path.exists() else write(item, self._folder)

    def empty(self) -> xw.Book:
        """Open a workbook that is no Arena workbook."""
        return self._note(self.app.books.add())

    def press(self, button: str, book: xw.Book | None, *, refused: bool = False) -> None:
        """Do what a click on a button does, and see that it ends with a message; ``refused``: that of a refusal.

        Raises ``NotAsExpected``, without the message itself, which may name a file.
        """
        from arena.excel import entry, host  # noqa: PLC0415

        before = {each.name for each in self.app.books}
        answer = entry.click(button, host.com_object(self.app), host.com_object(book) if book is not None else None)
        self._opened += [each for each in self.app.books if each.name not in before]
        said = str(answer).partition("\n")[2]
        if not said and button not in ("new", "example"):
            raise NotAsExpected(self.texts("selftest.found.silent"))
        if refused != said.startswith(tuple(catalogue(each)("state.nothing_changed", reason="") for each in LANGUAGES)):
            raise NotAsExpected(self.texts("selftest.found.done" if refused else "selftest.found.refused"))

    def ask(self, question: str) -> None:
        """Ask whether something is what is seen. Raises ``NotAsExpected`` or ``NotTried``."""
        seen = self._look(question)
        if seen is None:
            raise NotTried
        if not seen:
            raise NotAsExpected(self.texts("selftest.found.seen_otherwise"))

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
        """The catalogue key of what is tried."""
        return f"selftest.row.{self.key}.what"

    @property
    def expected(self) -> str:
        """The catalogue key of what is expected."""
        return f"selftest.row.{self.key}.expected"


def _equal(found: object, expected: object) -> None:
    if found != expected:
        raise NotAsExpected(f"{expected!r} <> {found!r}")


def _true(condition: bool, found: object) -> None:
    if not condition:
        raise NotAsExpected(str(found))


def _on_windows() -> None:
    """On a Mac a button answers nothing to the program that pressed it: there somebody has to look."""
    if sys.platform == "darwin":
        raise NotTried


def table_values(book: xw.Book) -> dict[str, list[CellValue | None]]:
    """Return the columns of the table with the actors, by heading."""
    from arena.excel import host, table_host  # noqa: PLC0415

    heading = {catalogue(language)("column.actor.heading") for language in LANGUAGES}
    table = next(each for each in table_host.tables(book) if heading & set(each.headings))
    rows = host.values(host.cells(host.sheet(book, table.sheet), table.area))
    return {str(column[0]): list(column[1:]) for column in zip(*rows, strict=True)}


def all_values(book: xw.Book) -> dict[str, list[list[CellValue | None]]]:
    """Return the values of every sheet."""
    from arena.excel import host  # noqa: PLC0415

    return {name: host.used_block(host.sheet(book, name))[1] for name in host.sheet_names(book)}


def _column(book: xw.Book, key: str) -> list[CellValue | None]:
    columns = table_values(book)
    return next(columns[word] for word in (catalogue(x)(f"column.{key}.heading") for x in LANGUAGES) if word in columns)


def _numbers(book: xw.Book, key: str) -> list[float]:
    return [float(value) for value in _column(book, key) if isinstance(value, int | float)]


# -- the add-in and its functions


def addin_open(stage: Stage) -> None:
    """The add-in is open and its VBA runs."""
    _on_windows()
    stage.app.macro(f"'{ADDIN}'!ArenaRefresh")()


def function_one(stage: Stage) -> None:
    """A function in one cell."""
    _on_windows()
    sheet = stage.empty().sheets[0]
    sheet["A1"].formula = '=ARENA_AFHANKELIJKHEID(4,"klein")'
    _true(sheet["A1"].value in {catalogue(x)("level.dependency.4") for x in LANGUAGES}, sheet["A1"].value)


def function_many(stage: Stage) -> None:
    """A function over a range gives what Python gives."""
    _on_windows()
    from arena.excel import functions, registry  # noqa: PLC0415

    sheet = stage.empty().sheets[0]
    sheet["A1"].value = [list(row) for row in _RATINGS]
    sheet["C1:C3"].formula_array = "=ARENA_RANGORDE(A1:A3,B1:B3)"
    blocks: list[functions.Block | None] = [[[row[0]] for row in _RATINGS], [[row[1]] for row in _RATINGS], None, None]
    expected = functions.call(registry.function("rank"), stage.texts.language, blocks)
    _equal([[number] for number in sheet["C1:C3"].value], expected)


def function_refuses(stage: Stage) -> None:
    """A function shows an error on bad input, and no text."""
    _on_windows()
    from arena.excel import host  # noqa: PLC0415
    from arena.workbook.intake.book import CellError  # noqa: PLC0415

    sheet = stage.empty().sheets[0]
    sheet["A1"].formula = '=ARENA_AFHANKELIJKHEID("x","klein")'
    found = host.used_block(sheet)[1][0][0]
    _true(isinstance(found, CellError) and found.code == "#VALUE!", found)


# -- the workbook


def opens_as_new(stage: Stage) -> None:
    """The template's example opens as a workbook that is nowhere saved."""
    from arena.excel import book_host  # noqa: PLC0415

    _equal(book_host.book_facts(stage.example()).saved_somewhere, False)


def recalculates(stage: Stage) -> None:
    """A full calculation changes no value, and none is an error."""
    from arena.workbook.intake.book import CellError  # noqa: PLC0415

    book = stage.example()
    before = all_values(book)
    stage.app.calculate()
    after = all_values(book)
    _equal([name for name in before if before[name] != after[name]], [])
    errors = [name for name, rows in after.items() if any(isinstance(v, CellError) for row in rows for v in row)]
    _equal(errors, [])


# -- the buttons


def button_new(stage: Stage) -> None:
    """A new, empty analysis."""
    _on_windows()
    stage.press("new", None)
    _equal([value for value in _column(stage.app.books.active, "actor") if value], [])


def button_example(stage: Stage) -> None:
    """The worked example."""
    _on_windows()
    stage.press("example", None)
    _true(bool(_numbers(stage.app.books.active, "rank")), "-")


def button_rank(stage: Stage) -> None:
    """The rows are in the order of their places."""
    _on_windows()
    book = stage.example()
    stage.press("rank", book)
    order = _numbers(book, "order")
    _equal(order, sorted(order))


def button_undo(stage: Stage) -> None:
    """After undoing, every value is what it was."""
    _on_windows()
    book = stage.example()
    before = all_values(book)
    stage.press("rank", book)
    stage.press("undo", book)
    after = all_values(book)
    _equal([name for name in before if before[name] != after.get(name)], [])


def button_check(stage: Stage) -> None:
    """A sheet with what asks for attention."""
    _makes_sheet(stage, "check")


def button_summary(stage: Stage) -> None:
    """A sheet with the summary."""
    _makes_sheet(stage, "summary")


def _makes_sheet(stage: Stage, button: str) -> None:
    _on_windows()
    from arena.excel import host  # noqa: PLC0415

    book = stage.example()
    stage.press(button, book)
    tabs = {catalogue(language)(f"sheet.{button}.tab") for language in LANGUAGES}
    _true(bool(tabs & set(host.sheet_names(book))), host.sheet_names(book))


def button_hard_to_miss(stage: Stage) -> None:
    """A second click takes the filter away again: the values never changed."""
    _on_windows()
    book = stage.example()
    before = table_values(book)
    stage.press("hard_to_miss", book)
    stage.press("hard_to_miss", book)
    _equal(table_values(book), before)


def button_trouble(stage: Stage) -> None:
    """A text for whoever helps."""
    _on_windows()
    stage.press("trouble", None)


def read_only(stage: Stage) -> None:
    """A button that writes says why it does not, and changes nothing."""
    _on_windows()
    book = stage.example(read_only=True)
    before = all_values(book)
    stage.press("rank", book, refused=True)
    after = all_values(book)
    _equal([name for name in before if before[name] != after.get(name)], [])


def warm_click(stage: Stage) -> None:
    """A second click is quick."""
    _on_windows()
    book = stage.example()
    stage.press("rank", book)
    started = time.perf_counter()
    stage.press("rank", book)
    seconds = time.perf_counter() - started
    _true(seconds <= SLOW_CLICK, f"{seconds:.1f} s")


def installed(stage: Stage) -> None:
    """The doctor finds nothing wrong with the installation."""
    from arena.packaging.doctor import excel_findings  # noqa: PLC0415
    from arena.packaging.interpreter import this_interpreter  # noqa: PLC0415
    from arena.packaging.places import here  # noqa: PLC0415
    from arena.packaging.refusals import NoExcelHere  # noqa: PLC0415

    try:
        found = list(excel_findings(here(), this_interpreter(), stage.texts))
    except NoExcelHere as elsewhere:
        raise NotTried from elsewhere
    _equal([finding.what for finding in found if not finding.in_order], [])


def _looked_at(key: str, prepare: Callable[[Stage], object] | None = None) -> Row:
    """A row that somebody judges: it sets the stage, says what to do and what to expect, and asks."""

    def tries(stage: Stage) -> None:
        if prepare is not None:
            prepare(stage)
        row = f"selftest.row.{key}"
        stage.ask(f"{stage.texts(f'{row}.what')} {stage.texts(f'{row}.expected')}")

    return Row(key, tries, asks=True)


ROWS = (
    Row("addin_open", addin_open),
    Row("installed", installed),
    Row("function_one", function_one),
    Row("function_many", function_many),
    Row("function_refuses", function_refuses),
    Row("opens_as_new", opens_as_new),
    Row("recalculates", recalculates),
    Row("button_new", button_new),
    Row("button_example", button_example),
    Row("button_check", button_check),
    Row("button_rank", button_rank),
    Row("button_undo", button_undo),
    Row("button_hard_to_miss", button_hard_to_miss),
    Row("button_summary", button_summary),
    Row("button_trouble", button_trouble),
    Row("read_only", read_only),
    Row("warm_click", warm_click),
    _looked_at("tab", Stage.example),
    _looked_at("language", Stage.example),
    _looked_at("enabled", Stage.empty),
    _looked_at("click", Stage.example),
    _looked_at("ctrl_z", Stage.example),
    _looked_at("manual", Stage.example),
    _looked_at("wizard", Stage.empty),
    _looked_at("file_new"),
    _looked_at("table_grows", Stage.example),
    _looked_at("lists", Stage.example),
    _looked_at("look", Stage.example),
    _looked_at("print", Stage.example),
    _looked_at("protected_view"),
    _looked_at("installer"),
    _looked_at("uninstall"),
)
"""Every row, in order: a row's number is its place. New rows come at the end of their kind."""
