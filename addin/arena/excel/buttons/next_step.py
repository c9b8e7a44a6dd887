"""The button next_step: goes to the first step that is not done, and says what is still missing there."""

from __future__ import annotations

from functools import partial

from arena.excel.click import Click, Outcome
from arena.excel.host import sheets
from arena.workbook.model import evaluate
from arena.workbook.next_place import next_places
from arena.workbook.sheets import start

_ARROW = " →"


def run(click: Click) -> Outcome:
    """Select the cell where the step goes on; nothing in the workbook changes.

    Raises ``Stopped`` where the workbook has no table of actors, or is of another version.
    """
    live = click.read()
    result = evaluate(live.analysis)
    places = next_places(result, live.interpreted, live.all_references, live.table.area.first_row + 2)
    found = next(place for place in places if sheets.find(click.book, place.sheet) is not None)
    said = start.next_text(result).removesuffix(_ARROW)
    return Outcome(f"{said}.", partial(sheets.select_cell, sheets.sheet(click.book, found.sheet), found.cell))
