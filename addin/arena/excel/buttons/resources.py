"""The button resources: who brings in what, the smallest circle, and what falls away, on a sheet of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from arena.excel import generated
from arena.excel.click import Click, Outcome
from arena.excel.generated import OwnColumn
from arena.excel.host import excel
from arena.locale import catalogue
from arena.workbook.attention import seen_in
from arena.workbook.model import evaluate
from arena.workbook.sheets import resources, resources_written

OWN = OwnColumn(resources_written.hold_all, "resources.changed")


def run(click: Click) -> Outcome:
    """Paint the sheet; what was answered there to whether a resource is needed counts, and stays with the resource.

    Raises:
        Stopped: a sheet of the user's has its name, it is protected, or the user cancels.
    """
    live = click.read()
    texts = catalogue(live.analysis.language)
    target = generated.find(click, resources.KEY, texts, OWN)
    written = resources_written.read(target.shown)
    analysis = replace(live.analysis, asked=resources_written.answers(written))
    result = evaluate(analysis, seen_in(live.interpreted, dt.date.today()))
    described = resources.describe(generated.made_from(live, live.interpreted, result, target, written))
    click.progress()
    with excel.quiet(click.app):
        also = generated.paint(click, target, described, live.table.sheet, texts)
    size = result.resources.size
    key = {0: "button.resources.done.none", 1: "button.resources.done.one"}.get(size, "button.resources.done")
    return Outcome(" ".join([texts(key, sheet=texts("sheet.resources.tab"), count=size), *also]))
