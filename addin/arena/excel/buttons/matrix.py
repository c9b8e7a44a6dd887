"""The button matrix: the names of the actors in a grid of importance and replaceability, on a sheet of its own."""

from __future__ import annotations

from arena.excel import generated
from arena.excel.click import Click, Outcome
from arena.excel.generated import OwnColumn
from arena.excel.host import excel
from arena.locale import catalogue
from arena.workbook.model import evaluate
from arena.workbook.sheets import matrix, matrix_written

OWN = OwnColumn(matrix_written.hold_all, "matrix.changed")


def run(click: Click) -> Outcome:
    """Paint the sheet; what the group wrote beside it stays.

    Raises:
        Stopped: a sheet of the user's has its name, it is protected, or the user cancels.
    """
    live = click.read()
    texts = catalogue(live.analysis.language)
    target = generated.find(click, matrix.KEY, texts, OWN)
    written = matrix_written.read(target.shown)
    described = matrix.describe(generated.made_from(live, live.interpreted, evaluate(live.analysis), target, written))
    click.progress()
    with excel.quiet(click.app):
        also = generated.paint(click, target, described, live.table.sheet, texts)
    return Outcome(" ".join([texts("button.matrix.done", sheet=texts("sheet.matrix.tab")), *also]))
