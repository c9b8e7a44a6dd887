"""The button adjust: what changed since the last time is noted on the sheet of step 6; only why is left to write."""

from __future__ import annotations

import datetime as dt

from arena.excel import noted_changes, table_lines
from arena.excel.click import LONGEST_MESSAGE, Click, Outcome
from arena.excel.host import excel
from arena.locale import Catalogue, catalogue
from arena.method.levels import read_day
from arena.workbook import days, noting
from arena.workbook.fitting import shortened
from arena.workbook.model import Adjustments, Analysis, evaluate

_LONGEST = LONGEST_MESSAGE - 300
"""Characters of names that a message shows: its sentences take the others."""


def run(click: Click) -> Outcome:
    """Offer the actors that partners named, note what changed since the state, and keep the state of today.

    Without a state, only that of today is kept. Where nothing changed, the user may have the state emptied.

    Raises:
        Stopped: the workbook has no sheet for it, that sheet or the table has no room, or it is protected.
    """
    live = click.read()
    sheet = noted_changes.Sheet(click, live)
    analysis, today = sheet.analysis, dt.date.today()
    texts = catalogue(analysis.language)
    result = evaluate(analysis)
    new = _wanted(click, noting.still_missing(result), texts)
    lines = table_lines.blank(live, len(new))
    renamed = sheet.renamed(result)
    if new:
        result = evaluate(noting.with_names(analysis, new))
    rows = noting.noted(result, today, renamed)
    if analysis.adjustments.has_state and not rows:
        return _unchanged(click, sheet, texts)
    click.progress()
    with excel.quiet(click.app):
        table_lines.write_names(click, live, lines, new)
        sheet.note(rows, noting.state_of(result, today))
    return Outcome(" ".join([_done(len(rows), analysis, sheet.name, texts), *_added(new, texts)]))


def _wanted(click: Click, missing: list[str], texts: Catalogue) -> list[str]:
    """Return the names that partners missed and that the user wants in the list."""
    if not missing:
        return []
    names = shortened("\n".join(missing), _LONGEST)
    return missing if click.ask(texts("button.adjust.missing", names=names), "yes_no") == "yes" else []


def _unchanged(click: Click, sheet: noted_changes.Sheet, texts: Catalogue) -> Outcome:
    number = read_day(sheet.analysis.adjustments.stood_on)
    day = days.brief(texts, days.day_of(number)) if number > 0 else "?"
    if click.ask(texts("button.adjust.empty", day=day, sheet=sheet.name), "yes_no") != "yes":
        return Outcome(texts("button.adjust.unchanged", day=day))
    with excel.quiet(click.app):
        sheet.keep(Adjustments())
    return Outcome(texts("button.adjust.emptied"))


def _done(count: int, analysis: Analysis, sheet: str, texts: Catalogue) -> str:
    if not analysis.adjustments.has_state:
        return texts("button.adjust.first", sheet=sheet)
    return texts("button.adjust.done.one" if count == 1 else "button.adjust.done", sheet=sheet, count=count)


def _added(new: list[str], texts: Catalogue) -> list[str]:
    return [texts("button.adjust.added", names=shortened(", ".join(new), _LONGEST))] if new else []
