"""What a button makes of the worked example, for the manual: clicked in the model of Excel, rendered by LibreOffice.

Run with the other pictures, ``python -m tests.bench.pictures docs/pictures``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

import xlwings as xw

from arena.locale import catalogue
from arena.sharing import window
from arena.sharing.audiences import propose
from arena.workbook import book, file_painter
from arena.workbook.audience import Audience, Reader
from arena.workbook.description import Book, PrintSetup, Sheet
from arena.workbook.example import example
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import evaluate
from arena.workbook.reading import read_whole
from arena.workbook.sheets.columns import FIRST_ROW, POSITION
from tests.bench.pictures.gallery import MADE_ON, Shot, pages_by_sheet, picture, with_setup
from tests.bench.pictures.render import pdf_of
from tests.excel import workbooks
from tests.excel.clicking import session
from tests.workbook.made import check_sheet

CLICKED = {"rank": "nl-knop-rangschikken", "hard_to_miss": "nl-knop-moeilijk-te-missen"}
"""Buttons that change the sheet Arena-analyse, and the name of the picture of it after a click."""

LISTED = "nl-knop-nakijken"
SHARED = "nl-knop-delen"
"""The pictures of sheets that buttons paint."""

_SPOILT = 3
"""The row of the example in which a word is none of the levels, for the list to begin with a fault."""


def make(outdir: Path) -> list[Path]:
    """Render the effect of the buttons to a folder and return the pictures."""
    outdir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="arena-clicks-") as folder:
        made = [_after_click(button, name, Path(folder), outdir) for button, name in CLICKED.items()]
        return [*made, _list(Path(folder), outdir), _window(Path(folder), outdir)]


def _after_click(button: str, name: str, folder: Path, outdir: Path) -> Path:
    """The form and the signals after a click, in a workbook of values: the model need not recalculate it."""
    described = example_on_screen()
    before, after = folder / f"{button}.xlsx", folder / f"{button}-after.xlsx"
    file_painter.paint(described, before)
    with mock.patch.dict("os.environ", LOCALAPPDATA=str(folder), LC_ALL="nl_BE.UTF-8"), session() as started:
        opened = started.open(before)
        answer = started.click(button, opened)
        if not answer.undo:
            raise ValueError(f"{button} did nothing: {answer.message}")
        sheet = described.sheet("arena")
        fit_rows(opened.sheets[sheet.name], sheet, example("nl").table["actor"])
        opened.save(str(after))
    return _rendered(described, "arena", after, outdir / f"{name}.png")


def fit_rows(page: xw.Sheet, described: Sheet, actors: Sequence[str]) -> None:
    """Make rows that were moved as high as their texts ask, as Excel does; the model cannot measure text.

    A hidden row is left alone: with a height it would be shown.
    """
    heights = {actor: described.fitted[FIRST_ROW + row] for row, actor in enumerate(actors)}
    for row in range(FIRST_ROW, FIRST_ROW + len(actors)):
        actor, line = page[row, POSITION["actor"]].value, page[f"{row + 1}:{row + 1}"]
        if not line.api.Hidden:
            line.row_height = heights[actor]


def example_on_screen() -> Book:
    result = evaluate(example("nl"))
    described = book.describe(result)
    workbooks.without_formulas(described)
    setup = PrintSetup(footer="", columns=POSITION["signal"] + 1, rows=FIRST_ROW + len(result.entries) - 1)
    return with_setup(Shot(described, "arena", ""), setup).described


def _list(folder: Path, outdir: Path) -> Path:
    """The sheet that Nakijken paints, of the example with a word that is none of the levels.

    Its painter in Excel gives the same cells (tests/excel/test_painter.py).
    """
    analysis = example("nl")
    table = analysis.table.copy()
    table.loc[table.index[_SPOILT], "importance"] = "veel"
    result = evaluate(replace(analysis, table=table))
    whole = book.describe(result)
    described = replace(whole, sheets=[*whole.sheets, check_sheet(result, MADE_ON)])
    path = folder / "list.xlsx"
    file_painter.paint(described, path)
    return _rendered(described, "check", path, outdir / f"{LISTED}.png")


def _window(folder: Path, outdir: Path) -> Path:
    """The sheet that Met partners paints of the example."""
    texts, described = catalogue("nl"), book.describe(evaluate(example("nl")))
    path = folder / "window.xlsx"
    file_painter.paint(described, path)
    whole = read_whole(read_cells(path), path.name)
    reader = Reader(Audience.PARTNERS)
    proposal = propose(whole, evaluate(whole.read.analysis), reader, texts, "nl")
    choices = window.proposed(proposal, talks=False, language="nl", today=MADE_ON)
    described = replace(described, sheets=[*described.sheets, window.describe(proposal, choices, texts).sheet])
    file_painter.paint(described, path)
    return _rendered(described, window.KEY, path, outdir / f"{SHARED}.png")


def _rendered(described: Book, key: str, path: Path, target: Path) -> Path:
    """The first page of a sheet of a workbook, as a picture."""
    pdf = pdf_of(path, path.parent)
    page = pages_by_sheet(pdf, described.sheets)[key][0]
    picture(pdf, page, Shot(described, key, target.stem), target)
    return target
