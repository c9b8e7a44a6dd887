"""The button check: what still asks for attention on a sheet of its own, what was lost in the table put back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from arena.excel import generated, repairs
from arena.excel.click import Click, Outcome
from arena.excel.host import excel
from arena.excel.repairs import Repairs
from arena.locale import Catalogue, catalogue
from arena.method.notes import NoteWeight
from arena.workbook.attention import seen_in
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets import check
from arena.workbook.sheets.check import Point


def run(click: Click) -> Outcome:
    """Look for what was lost, ask whether to put it back, and list what asks for attention then.

    Raises:
        Stopped: a sheet of the user's has the name of the list, it is protected, or the user cancels.
    """
    live = click.read()
    texts = catalogue(live.analysis.language)
    found = repairs.find(live, texts)
    target = generated.find(click, check.SHEET.key, texts)
    wanted = not found.is_empty and click.ask(repairs.question(found, texts), "yes_no") == "yes"
    where = generated.whereabouts_of(live)
    seen = seen_in(live.interpreted, dt.date.today())
    noted = {row: where.cell(row, "rank") for row in seen.overwritten}
    if wanted:
        still = [row for row, cell in noted.items() if cell not in found.ranks]
        analysis = _with_own_places(live.analysis, found)
        result, more = evaluate(analysis, replace(seen, overwritten=frozenset(still))), []
    else:
        result, more = evaluate(live.analysis, seen), repairs.points(found, texts, noted.values())
    if live.calculation is None:
        gone = texts("check.no_calculation", sheet=texts("sheet.calculation.tab"))
        more.append(Point(NoteWeight.FAULT, texts("check.whole_sheet"), gone, "", None))
    read = replace(live.with_formulas, where=where)
    described = check.describe(generated.made_from(live, read, result, target), more=more)
    click.progress()
    with excel.quiet(click.app):
        if wanted:
            repairs.make(found, live, click.transaction)
        also = generated.paint(click, target, described, live.table.sheet, texts)
    said = [_done(check.numbered(described), texts)]
    if wanted:
        said.append(texts("check.restored.one") if found.count == 1 else texts("check.restored", count=found.count))
    return Outcome(" ".join([*said, *also]))


def _with_own_places(analysis: Analysis, found: Repairs) -> Analysis:
    """Return the analysis as it is once the places that were typed over formulas count as own places."""
    table = analysis.table.copy()
    for row, place in found.own_places.items():
        table.loc[table.index[row], "own_rank"] = place
    return replace(analysis, table=table)


def _done(count: int, texts: Catalogue) -> str:
    if count == 0:
        return texts("button.check.done.nothing")
    sheet = texts("sheet.check.tab")
    return (
        texts("button.check.done.one", sheet=sheet)
        if count == 1
        else texts("button.check.done", count=count, sheet=sheet)
    )
