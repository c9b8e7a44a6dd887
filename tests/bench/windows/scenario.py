"""Every button with its undo, and every function, in an Excel of bench 2's kind: in its own process, or behind COM.

What to click comes from the table of the buttons, what to ask from the registry of the functions.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from arena.excel.buttons.table import BUTTONS, BookButton, WorksOn
from arena.excel.functions.registry import FUNCTIONS, SINGLE, Kind
from tests.bench.excel_model.bench import ExcelBench

ANALYSIS, CELLS = "analyse.xlsx", "cellen.xlsx"
"""The files in the folder of a scenario: an analysis of which `workbooks.of_values` makes one, and `write_cells`."""

ON_FILES = ("merge", "take_over")
"""Buttons that need files to choose, or a sheet made of them; here nobody chooses any."""

_NO = 7
_RATED = {
    Kind.IMPORTANCE: (4, 3, "?"),
    Kind.REPLACEABILITY: ("klein", "groot", "blauw"),
    Kind.DEPENDENCY: ("groot", None, "klein"),
    Kind.YES_NO: ("ja", None, "neen"),
    Kind.LEVELS: (4, 1, 4),
}

Step = dict[str, Any]
Clock = Callable[[], tuple[float, float]]


def write_cells(path: Path) -> None:
    """Write a column of cells for each kind of argument; those of one value a call stay empty."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for column, kind in enumerate(Kind):
            sheet.write_column(0, column, _RATED.get(kind, ()))


def walk(excel: ExcelBench, folder: Path, clock: Clock = lambda: (0.0, 0.0)) -> Iterator[Step]:
    """Do all of it in an Excel in which the add-in is loaded; yield what each step came to, as JSON can hold it.

    Args:
        excel: the Excel.
        folder: where the two files stand.
        clock: reads the seconds in the model and outside it until now.
    """
    for key, button in BUTTONS.items():
        if not isinstance(button, BookButton):
            yield _step(excel, clock, key, lambda key=key: _click(excel, key))
            _close_all(excel)
        elif button.works_on is WorksOn.NOTHING:
            excel.open(folder / ANALYSIS)
            _delete_a_sheet(excel)
            yield _step(excel, clock, key, lambda key=key: _click(excel, key))
            _close_all(excel)
        elif key not in ON_FILES and button.works_on is not WorksOn.LAST_CLICK:
            excel.open(folder / ANALYSIS)
            for name, deed in _there_and_back(excel, key):
                yield _step(excel, clock, name, deed)
            yield _step(excel, clock, f"{key}, closing", lambda: _close_all(excel))
    excel.open(folder / CELLS)
    for function in FUNCTIONS:
        ranges = [_cells(excel, one.kind) for one in function.arguments]
        asked = {function.name: ranges, f"{function.name}, typed": [4, "klein"][: len(ranges)]}
        for what, given in asked.items():
            yield _step(excel, clock, what, lambda name=function.name, given=given: excel.run(name, *given))


def _step(excel: ExcelBench, clock: Clock, what: str, deed: Callable[[], object]) -> Step:
    excel.forget_dialogs()
    excel.answer(_NO)
    began, before = time.perf_counter(), clock()
    with excel.counting() as calls:
        answer = deed()
    spent = [after - then for after, then in zip(clock(), before, strict=True)]
    active = excel.application.ActiveWorkbook
    return {
        "what": what,
        "answer": answer,
        "messages": excel.messages,
        "dispatches": dict(calls.by_member),
        "workbook": None if active is None else excel.dump(active),
        "settings": excel.settings(),
        "undoable": excel.ribbon.ask("undo", "ArenaEnabled"),
        "seconds": time.perf_counter() - began,
        "in the model": spent[0],
        "outside": spent[1],
    }


def _there_and_back(excel: ExcelBench, key: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """A button and each way in which it is undone."""
    yield key, lambda: _click(excel, key)
    yield f"{key}, Ctrl+Z", lambda: _undo_by_keyboard(excel)
    yield f"{key} again", lambda: _click(excel, key)
    yield f"{key} over it", lambda: _click(excel, key)
    yield f"{key}, undo", lambda: _click(excel, "undo")


def _click(excel: ExcelBench, key: str) -> None:
    excel.ribbon.click(key, "ArenaClick")


def _delete_a_sheet(excel: ExcelBench) -> None:
    """Take a standing sheet away: then there is something to bring along."""
    excel.application.DisplayAlerts = False
    excel.application.ActiveWorkbook.Worksheets("Invulblad").Delete()
    excel.application.DisplayAlerts = True


def _undo_by_keyboard(excel: ExcelBench) -> None:
    procedure = excel.recorded("Application", "OnUndo")[-1].arguments["Procedure"]
    excel.run(str(procedure).split("!")[1])


def _close_all(excel: ExcelBench) -> None:
    for book in list(excel.model.application.workbooks_.books):
        assert excel.close(book)


def _cells(excel: ExcelBench, kind: Kind) -> object:
    """The cells of a kind of argument, or one empty cell."""
    column = list(Kind).index(kind) + 1
    sheet = excel.application.ActiveWorkbook.Worksheets(1)
    last = 1 if kind in SINGLE else max(len(values) for values in _RATED.values())
    return sheet.Range(sheet.Cells(1, column), sheet.Cells(last, column))
