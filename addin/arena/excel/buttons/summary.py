"""Samenvatting: one page for a meeting, painted anew each time; what users wrote under Afspraken stays."""

from __future__ import annotations

import datetime as dt

from arena.excel import generated
from arena.excel.click import Click, Outcome
from arena.excel.host import excel
from arena.locale import catalogue
from arena.workbook.model import evaluate
from arena.workbook.sheets import summary


def run(click: Click) -> Outcome:
    """Make the summary, on its own sheet after the table's, or in the place of the one before.

    Raises:
        Stopped: a sheet of the user's has its name, it is protected, or the user cancels.
    """
    live = click.read()
    texts = catalogue(live.read.analysis.language)
    place = generated.find(click, "summary", texts)
    described = summary.describe(
        evaluate(live.read.analysis),
        dt.date.today(),
        source=generated.source_of(live),
        agreed=place.agreed,
    )
    click.progress()
    with excel.quiet(click.app):
        more = generated.paint(click, place, described, live.table.sheet, texts)
    return Outcome(" ".join([texts("summary.done", sheet=place.name), *more]))
