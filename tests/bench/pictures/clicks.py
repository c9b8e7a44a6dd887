"""What a button makes of the worked example, for the manual: clicked in the model of Excel, rendered by LibreOffice.

Run with the other pictures, ``python -m tests.bench.pictures docs/pictures``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np
import xlwings as xw

from arena.method.levels import UNKNOWN
from arena.method.raters import COLUMNS
from arena.workbook import book, file_painter
from arena.workbook.description import Book, PrintSetup, Sheet
from arena.workbook.example import example
from arena.workbook.merged import Merged, NewName
from arena.workbook.model import Result, evaluate
from arena.workbook.sheets.columns import FIRST_ROW, POSITION
from tests.bench.pictures.gallery import MADE_ON, Shot, pages_by_sheet, picture, with_setup
from tests.bench.pictures.render import pdf_of
from tests.excel import workbooks
from tests.excel.clicking import session
from tests.workbook import rated
from tests.workbook.made import check_sheet

CLICKED = {"rank": "nl-knop-rangschikken", "hard_to_miss": "nl-knop-moeilijk-te-missen"}
"""Buttons that change the sheet Arena-analyse, and the name of the picture of it after a click."""

LISTED = "nl-knop-nakijken"
COMPARED = "nl-knop-inschattingen"

COLLEAGUES = ("Mieke", None, "An", None, "Joris")
"""Who filled in a form about the example; all invented."""

APART = {
    ("Wijkcomité Ter Linden", "importance"): (3, 1, 4, 1, 4),
    ("Wijkcomité Ter Linden", "dependency"): (4, 3, 4, 2, 4),
    ("Bibliotheek Lindegem", "replaceability"): (2, 2, 3, 2, 2),
    ("Buurtwerk Ter Linden", "replaceability"): (3, 2, 3, 3, 2),
    ("Kunstacademie Lindegem", "importance"): (UNKNOWN, 2, 3, UNKNOWN, 4),
    ("Kinderopvang ’t Zonnetje", "importance"): (3, 3, 4, 3, 3),
    ("Jeugdhuis De Kelder", "importance"): (2, 2, 3, 2, 4),
    ("Gemeente Lindegem, dienst Vrije Tijd", "importance"): (4, 4, UNKNOWN, 4, 4),
}
"""Where they say something else than the example does, by actor and column; replaceability by its hardness."""

_SPOILT = 3
"""The row of the example in which a word is none of the levels, for the list to begin with a fault."""


def make(outdir: Path) -> list[Path]:
    """Render the effect of the buttons to a folder and return the pictures."""
    outdir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="arena-clicks-") as folder:
        made = [_after_click(button, name, Path(folder), outdir) for button, name in CLICKED.items()]
        return [*made, _list(Path(folder), outdir), _compared(Path(folder), outdir)]


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


def _compared(folder: Path, outdir: Path) -> Path:
    """The sheet that Inschattingen samenleggen paints of what the colleagues filled in."""
    result = evaluate(example("nl"))
    page = rated.sheet(colleagues(result))
    whole = book.describe(result)
    path = folder / "compared.xlsx"
    described = replace(whole, sheets=[*whole.sheets, page])
    file_painter.paint(described, path)
    return _rendered(described, page.key, path, outdir / f"{COMPARED}.png")


def colleagues(result: Result) -> Merged:
    """What the colleagues filled in about the Dutch example; of other actors they all think what stands there."""
    own = (result.entries.importance, result.entries.hardness, result.entries.dependency)
    levels = np.repeat(np.stack(own)[:, None, :], len(COLLEAGUES), axis=1)
    row_of = {name: row for row, name in enumerate(result.entries.actor)}
    for (actor, column), given in APART.items():
        if actor in row_of:
            levels[COLUMNS.index(column), :, row_of[actor]] = given
    new = [NewName("Turks Huis", (1, 3)), NewName("Ouders van de Kerkstraat", (0,), "Oudergroep De Linde")]
    return rated.of_levels(result, levels, names=COLLEAGUES, new_names=new)


def _rendered(described: Book, key: str, path: Path, target: Path) -> Path:
    """The first page of a sheet of a workbook, as a picture."""
    pdf = pdf_of(path, path.parent)
    page = pages_by_sheet(pdf, described.sheets)[key][0]
    picture(pdf, page, Shot(described, key, target.stem), target)
    return target
