"""The rows of `arena selftest --excel`: each tries one thing in the Excel that is running, on the invented example."""

from __future__ import annotations

import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from arena.build import ADDIN
from arena.locale import LANGUAGES, catalogue, in_every_language
from arena.selftest import sharing
from arena.selftest.stage import (
    Contents,
    NotAsExpected,
    NotTried,
    Row,
    Stage,
    all_values,
    changed_sheets,
    looked_at,
    table_cells,
    table_values,
)
from arena.workbook.sheets import summary_block

if TYPE_CHECKING:
    import xlwings as xw

    from arena.workbook.intake.book import CellValue

SLOW_CLICK = 5.0
"""Seconds that a second click may take: the server is warm, and what remains is Excel's own work."""

_TYPED_OVER, _RENAMED = 9, "Aanloophuis"
"""What is typed in the table: over a formula, and over an actor's name."""

_GENERATED = "gen_py"
"""Where pywin32 puts the classes that it generates of a program's objects."""

_RATINGS = ((4, "klein"), (3, "groot"), (1, "eerder groot"))


def _equal(found: object, expected: object) -> None:
    if found != expected:
        raise NotAsExpected(f"{expected!r} <> {found!r}")


def _true(condition: bool, found: object) -> None:
    if not condition:
        raise NotAsExpected(str(found))


def _unchanged(before: Contents, book: xw.Book) -> None:
    _equal(changed_sheets(before, book), [])


def _column(book: xw.Book, key: str) -> list[CellValue | None]:
    columns = table_values(book)
    return next(columns[word] for word in in_every_language(f"column.{key}.heading") if word in columns)


def _numbers(book: xw.Book, key: str) -> list[float]:
    return [float(value) for value in _column(book, key) if isinstance(value, int | float)]


# -- the add-in and its functions


def addin_open(stage: Stage) -> None:
    """The add-in is open and its VBA runs."""
    stage.app.macro(f"'{ADDIN}'!ArenaRefresh")()


def function_one(stage: Stage) -> None:
    """A function in one cell."""
    sheet = stage.empty().sheets[0]
    sheet["A1"].formula = '=ARENA_AFHANKELIJKHEID(4,"klein")'
    _true(sheet["A1"].value in in_every_language("level.dependency.4"), sheet["A1"].value)


def function_many(stage: Stage) -> None:
    """Each function over a range gives what Python gives, in one of our languages."""
    from arena.excel.functions import compute, registry  # noqa: PLC0415

    for function in registry.FUNCTIONS:
        sheet = stage.empty().sheets[0]
        sheet["A1"].value = [list(row) for row in _RATINGS]
        asked = function.arguments
        given: list[compute.Block | None] = [[[row[0]] for row in _RATINGS], [[row[1]] for row in _RATINGS]]
        blocks = (given + [None] * len(asked))[: len(asked)]
        expected = [compute.call(function, language, blocks) for language in LANGUAGES]
        answers = sheet["C1"].resize(len(expected[0]), function.columns)
        answers.formula_array = f"={function.name}({','.join(['A1:A3', 'B1:B3'][: len(asked)])})"
        found = [["" if each is None else each for each in row] for row in answers.options(ndim=2).value]
        _true(found in expected, f"{function.name}: {found}")


def function_refuses(stage: Stage) -> None:
    """A function shows an error on bad input, and no text."""
    from arena.excel.host import contents  # noqa: PLC0415
    from arena.workbook.intake.book import CellError  # noqa: PLC0415

    sheet = stage.empty().sheets[0]
    sheet["A1"].formula = '=ARENA_AFHANKELIJKHEID("x","klein")'
    found = contents.used_block(sheet)[1][0][0]
    _true(isinstance(found, CellError) and found.code == "#VALUE!", found)


# -- the workbook


def opens_as_new(stage: Stage) -> None:
    """The template's example opens as a workbook that is nowhere saved."""
    from arena.excel.host import books  # noqa: PLC0415

    _equal(books.book_facts(stage.example()).saved_somewhere, False)


def recalculates(stage: Stage) -> None:
    """A full calculation changes no value, and none is an error."""
    from arena.workbook.intake.book import CellError  # noqa: PLC0415

    book = stage.example()
    before = all_values(book)
    stage.app.calculate()
    _unchanged(before, book)
    errors = [name for name, cells in before.items() if any(isinstance(value, CellError) for value in cells.values())]
    _equal(errors, [])


# -- the buttons


def button_new(stage: Stage) -> None:
    """A new, empty analysis."""
    stage.press("new", None)
    _equal([value for value in _column(stage.app.books.active, "actor") if value], [])


def button_example(stage: Stage) -> None:
    """The worked example."""
    stage.press("example", None)
    _true(bool(_numbers(stage.app.books.active, "rank")), "-")


def button_rank(stage: Stage) -> None:
    """The rows are in their order."""
    book = stage.example()
    stage.press("rank", book)
    order = _numbers(book, "order")
    _equal(order, sorted(order))


def button_undo(stage: Stage) -> None:
    """After undoing, every value is what it was."""
    book = stage.example()
    before = all_values(book)
    stage.press("rank", book)
    stage.press("undo", book)
    _unchanged(before, book)


def undo_after_save_as(stage: Stage) -> None:
    """A workbook can be undone under the name that it got since."""
    book = stage.example()
    before = all_values(book)
    stage.press("rank", book)
    stage.save_as(book)
    stage.press("undo", book)
    _unchanged(before, book)


def button_check(stage: Stage) -> None:
    """A sheet with what asks for attention."""
    _makes_sheet(stage, "check")


def button_summary(stage: Stage) -> None:
    """On the sheet of the summary stands what the button adds, with the day."""
    book = stage.example()
    before = all_values(book)
    stage.press("summary", book)
    found = list(filter(summary_block.is_head, _summary(book)["A1:A120"].value))
    _equal(len(found), 1)
    _true(all_values(book) != before, found)


def summary_made(stage: Stage) -> None:
    """A summary that was deleted comes back, right after the table's sheet."""
    book = stage.example()
    _summary(book).delete()
    _makes_sheet(stage, "summary", book)


def _summary(book: xw.Book) -> xw.Sheet:
    tabs = in_every_language("sheet.summary.tab")
    return next(sheet for sheet in book.sheets if sheet.name in tabs)


def _makes_sheet(stage: Stage, button: str, book: xw.Book | None = None) -> None:
    """A sheet of the button's name stands right after that of the table."""
    from arena.excel.host import books  # noqa: PLC0415

    book = book or stage.example()
    stage.press(button, book)
    tabs = in_every_language(f"sheet.{button}.tab")
    names = books.sheet_names(book)
    after = names.index(table_cells(book, "actor")[0].name) + 1
    _true(names[after : after + 1] in [[tab] for tab in tabs], names)


def nothing_generated(stage: Stage) -> None:
    """A click leaves no generated classes in the temp folder; where another program did, nothing can be seen."""
    folder = Path(tempfile.gettempdir(), _GENERATED)
    if folder.exists():
        raise NotTried
    stage.press("rank", stage.example())
    _true(not folder.exists(), _GENERATED)


def check_repairs(stage: Stage) -> None:
    """What was lost in the table comes back after a yes to the question, and after undoing it is lost again."""
    from arena.excel.host import sheets, validations  # noqa: PLC0415

    book = stage.example()
    sheet, ranks = table_cells(book, "rank")
    _, importance = table_cells(book, "importance")
    rank = sheet.range((ranks.first_row + 1, ranks.first_column + 1))
    rank.value = _TYPED_OVER
    validations.remove(validations.rule(sheets.cells(sheet, importance)))
    before = all_values(book)
    stage.press("check", book)
    _true(str(rank.formula).startswith("="), rank.formula)
    _equal(validations.count_without(sheet, [importance])[0][0], 0)
    stage.press("undo", book)
    _unchanged(before, book)
    _true(not str(rank.formula).startswith("="), rank.formula)
    _equal(validations.count_without(sheet, [importance])[0][0], importance.last_row - importance.first_row + 1)


def summary_again(stage: Stage) -> None:
    """A summary made over the one before, of another table by then, is undone to the one before."""
    book = stage.example()
    stage.press("summary", book)
    sheet, names = table_cells(book, "actor")
    sheet.range((names.first_row + 1, names.first_column + 1)).value = _RENAMED
    before = all_values(book)
    stage.press("summary", book)
    _true(all_values(book) != before, "=")
    stage.press("undo", book)
    _unchanged(before, book)


def button_hard_to_miss(stage: Stage) -> None:
    """A second click takes the filter away again: the values never changed."""
    book = stage.example()
    before = table_values(book)
    stage.press("hard_to_miss", book)
    stage.press("hard_to_miss", book)
    _equal(table_values(book), before)


def button_update(stage: Stage) -> None:
    """A new workbook has again the sheet that this one lacks, and this one does not change."""
    from arena.excel.host import books, excel, sheets  # noqa: PLC0415

    book = stage.example()
    tabs = in_every_language("sheet.paper.tab")
    with excel.quiet(stage.app):
        sheets.delete_sheet(next(sheet for sheet in book.sheets if sheet.name in tabs))
    before = all_values(book)
    stage.press("update", book)
    _unchanged(before, book)
    _true(not set(tabs).isdisjoint(books.sheet_names(stage.app.books.active)), tabs)


def button_trouble(stage: Stage) -> None:
    """A text for whoever helps."""
    stage.press("trouble", None)


def button_next_step(stage: Stage) -> None:
    """The button goes to the table, where the first step of the example goes on that is not done."""
    book = stage.example()
    before = all_values(book)
    stage.press("next_step", book)
    tabs = in_every_language("sheet.arena.tab")
    _true(book.sheets.active.name in tabs, book.sheets.active.name)
    _unchanged(before, book)


def read_only(stage: Stage) -> None:
    """A button that writes says why it does not, and changes nothing."""
    book = stage.example(read_only=True)
    before = all_values(book)
    stage.press("rank", book, refused=True)
    _unchanged(before, book)


def warm_click(stage: Stage) -> None:
    """A second click is quick."""
    book = stage.example()
    stage.press("rank", book)
    started = time.perf_counter()
    stage.press("rank", book)
    seconds = time.perf_counter() - started
    _true(seconds <= SLOW_CLICK, f"{seconds:.1f} s")


def installed(stage: Stage) -> None:
    """The doctor finds nothing wrong with the installation."""
    from arena.install.doctor import excel_findings  # noqa: PLC0415
    from arena.install.interpreter import this_interpreter  # noqa: PLC0415
    from arena.install.locations import here  # noqa: PLC0415
    from arena.install.refusals import NoExcelHere  # noqa: PLC0415

    try:
        found = list(excel_findings(here(), this_interpreter(), catalogue(stage.wording.language)))
    except NoExcelHere as elsewhere:
        raise NotTried from elsewhere
    _equal([finding.what for finding in found if not finding.in_order], [])


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
    Row("check_repairs", check_repairs, asks=True),
    Row("button_rank", button_rank),
    Row("button_undo", button_undo),
    Row("button_hard_to_miss", button_hard_to_miss),
    Row("button_summary", button_summary),
    Row("summary_made", summary_made),
    Row("summary_again", summary_again),
    Row("button_resources", partial(_makes_sheet, button="resources")),
    Row("button_matrix", partial(_makes_sheet, button="matrix")),
    Row("button_trouble", button_trouble),
    Row("button_update", button_update),
    Row("button_next_step", button_next_step),
    *sharing.ROWS,
    looked_at("button_share_mail", Stage.example),
    looked_at("button_share_pdf", Stage.example),
    looked_at("share_without_outlook", Stage.example),
    looked_at("share_lists", Stage.example),
    Row("read_only", read_only),
    Row("warm_click", warm_click),
    Row("undo_after_save_as", undo_after_save_as),
    Row("nothing_generated", nothing_generated),
    looked_at("tab", Stage.example),
    looked_at("language", Stage.example),
    looked_at("enabled", Stage.empty),
    looked_at("click", Stage.example),
    looked_at("ctrl_z", Stage.example),
    looked_at("button_manual", Stage.example),
    looked_at("button_adjust", Stage.example),
    looked_at("button_merge", Stage.example),
    looked_at("button_take_over", Stage.example),
    looked_at("merge_undone", Stage.example),
    looked_at("wizard", Stage.empty),
    looked_at("file_new"),
    looked_at("table_grows", Stage.example),
    looked_at("lists", Stage.example),
    looked_at("look", Stage.example),
    looked_at("print", Stage.example),
    looked_at("resources_what_if", Stage.example),
    looked_at("protected_view"),
    looked_at("installer"),
    looked_at("uninstall"),
    looked_at("keytips", Stage.example),
    looked_at("undo_name", Stage.example),
    looked_at("question", Stage.example),
    looked_at("hidden_rows", Stage.example),
    looked_at("grouped_sheets", Stage.example),
    looked_at("no_printer", Stage.example),
    looked_at("server"),
    looked_at("process_ends"),
    looked_at("stays_open"),
    looked_at("installer_no_python"),
    looked_at("installer_bundle"),
    looked_at("remover"),
)
"""Every row, in order: its number is counted from 1. New rows come at the end of their kind."""
