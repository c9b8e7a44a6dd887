"""Every button with its undo, and every function, in an Excel of bench 2's kind: in its own process, or behind COM.

What to click comes from the table of the buttons, what to ask from the registry of the functions.
"""

from __future__ import annotations

import hashlib
import time
import zipfile
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import SMTP
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from arena.excel import user_files
from arena.excel.buttons.table import BUTTONS, BookButton, WorksOn
from arena.excel.functions.registry import FUNCTIONS, SINGLE, Kind
from tests.bench.excel_model.bench import ExcelBench

ANALYSIS, CELLS = "analyse.xlsx", "cellen.xlsx"
"""The files in the folder of a scenario: an analysis of which `workbooks.of_values` makes one, and `write_cells`."""

SHARED, RETURNED = "delen", "ingevuld"
"""Folders beside them: with an analysis of the same name, beside which its copies come, and with forms sent back."""

ON_FILES = ("merge", "take_over")
"""Buttons that need files to choose, or a sheet made of them: they are walked apart."""

AUDIENCES = ("share_return", "share_partners", "share_team")
MAKE_FILES = ("share_view", "share_mail", "share_pdf")
"""Buttons that choose for whom a copy is, and those that make it: each of these is clicked for each of those."""

_YES, _NO = 6, 7
_RATINGS = "Inschattingen"
_ROWS_LOOKED_AT = 80
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
        folder: where the two files and the two folders stand.
        clock: reads the seconds in the model and outside it until now.
    """
    yield from _each_button(excel, folder, clock)
    yield from _sharing(excel, folder / SHARED, clock)
    yield from _merging(excel, folder, clock)
    excel.open(folder / CELLS)
    for function in FUNCTIONS:
        ranges = [_cells(excel, one.kind) for one in function.arguments]
        asked = {function.name: ranges, f"{function.name}, typed": [4, "klein"][: len(ranges)]}
        for what, given in asked.items():
            yield _step(excel, clock, what, lambda name=function.name, given=given: excel.run(name, *given))


def _each_button(excel: ExcelBench, folder: Path, clock: Clock) -> Iterator[Step]:
    """Each button in a workbook that was just opened, with its undo where it has one."""
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


def _sharing(excel: ExcelBench, folder: Path, clock: Clock) -> Iterator[Step]:
    """Share with each audience: the sheet Delen, then the copy as a file, read through, in an e-mail and as a PDF."""
    here = {path.name for path in folder.iterdir()}
    for audience in AUDIENCES:
        excel.open(folder / ANALYSIS)
        yield _step(excel, clock, f"{audience} in its folder", lambda key=audience: _click(excel, key))
        for key in MAKE_FILES:
            step = _step(excel, clock, f"{key} after {audience}", lambda key=key: _click(excel, key))
            draft = user_files.draft()
            made = [path for path in sorted(folder.iterdir()) if path.name not in here]
            yield step | {"files": {path.name: _told(path) for path in [*made, draft] if path.is_file()}}
            draft.unlink(missing_ok=True)
            for other in list(excel.model.application.workbooks_.books):
                if other.name != ANALYSIS:
                    assert excel.close(other)
        _close_all(excel)
        for path in folder.iterdir():
            if path.name not in here:
                path.unlink()


def _told(path: Path) -> object:
    """What is in a file that was made, in so far as it is the same each time: of a workbook the hash of each part."""
    if path.suffix != ".eml":
        return _parts(path.read_bytes())
    mail: Any = message_from_bytes(path.read_bytes(), policy=SMTP)
    return {
        "headers": {name: mail[name] for name in mail if name != "Content-Type"},
        "text": mail.get_body().get_content(),
        "attached": {one.get_filename(): _parts(one.get_content()) for one in mail.iter_attachments()},
    }


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {name: hashlib.sha256(file.read(name)).hexdigest() for name in file.namelist()}


def _merging(excel: ExcelBench, folder: Path, clock: Clock) -> Iterator[Step]:
    """Lay the forms of a folder side by side, and take over what was chosen; each with its undo."""
    chosen = (_YES, [str(folder / RETURNED)], _YES)
    excel.open(folder / ANALYSIS)
    for name, deed in _there_and_back(excel, "merge"):
        yield _step(excel, clock, name, deed, *chosen)
    yield _step(excel, clock, "merge before take_over", lambda: _click(excel, "merge"), *chosen)
    _choose(excel)
    for name, deed in _there_and_back(excel, "take_over"):
        yield _step(excel, clock, name, deed, *[_YES] * 4)
    yield _step(excel, clock, "take_over, closing", lambda: _close_all(excel))


def _choose(excel: ExcelBench) -> None:
    """Tick somebody who is missing on the sheet of ratings; what else is taken over is what is proposed there."""
    page = excel.application.ActiveWorkbook.Worksheets(_RATINGS)
    row = next(row for row in range(1, _ROWS_LOOKED_AT) if page.Cells(row, 1).Value == "Turks Huis")
    page.Cells(row, 2).Value = "ja"


def _step(excel: ExcelBench, clock: Clock, what: str, deed: Callable[[], object], *answers: object) -> Step:
    excel.forget_dialogs()
    excel.answer(*(answers or (_NO,)))
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
