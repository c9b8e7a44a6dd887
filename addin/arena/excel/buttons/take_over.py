"""The button take_over: what the group decided on the sheet of ratings goes into the table, after a look at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from arena.excel import generated, noted_changes, table_lines
from arena.excel.click import LONGEST_MESSAGE, Click, Outcome
from arena.excel.host import excel
from arena.excel.live import LiveAnalysis
from arena.excel.stopped import Stopped
from arena.locale import Catalogue, catalogue
from arena.method.text import clean
from arena.workbook import fitting, noting
from arena.workbook.model import Adjustments, evaluate
from arena.workbook.sheets import ratings, ratings_written
from arena.workbook.taking_over import Change, Decisions, decide

_PAGE = LONGEST_MESSAGE - 150
"""Characters of changes that one question shows: the question itself takes the others."""

_LONGEST_NAME = 60


def run(click: Click) -> Outcome:
    """Show what changes, old and new, and once that is agreed to, change it.

    Raises:
        Stopped: the workbook has no sheet of ratings, something on it is no answer, nothing changes, the table has too
            few blank rows for new names, or the user does not agree.
    """
    live = click.read()
    texts = catalogue(live.analysis.language)
    page = generated.on_sheet(click.book, ratings.KEY, texts)
    if page is None:
        raise Stopped("button.take_over.no_sheet", sheet=texts("sheet.ratings.tab"))
    found = decide(ratings_written.read(page.shown), evaluate(live.analysis), texts)
    for one in found.unread:
        column = texts(f"column.{one.group}.heading")
        raise Stopped("button.take_over.unread", actor=_short(one.actor), column=column, value=str(one.value))
    blank = table_lines.blank(live, len(found.new_names))
    changes = [*found.chosen, *_proposals(click, found, texts)]
    if not changes and not found.new_names:
        raise Stopped("button.take_over.nothing", sheet=page.name)
    sheet = noted_changes.find(click, live)
    _show(click, [*(_said(one, texts) for one in changes), *(_added(name, texts) for name in found.new_names)], texts)
    to_note = None if sheet is None else _to_note(sheet, changes, found, texts)
    with excel.quiet(click.app):
        for column in dict.fromkeys(one.column for one in changes):
            of_column = (one for one in changes if one.column == column)
            table_lines.write(click, live, column, {_line_of(live, one.row): one.after for one in of_column})
        if found.new_names:
            table_lines.write_names(click, live, blank, found.new_names)
        if sheet is not None and to_note is not None:
            sheet.note(*to_note)
    return Outcome(" ".join(_done(len(changes), found, texts)))


def _to_note(
    sheet: noted_changes.Sheet, changes: Sequence[Change], found: Decisions, texts: Catalogue
) -> tuple[list[noting.Row], Adjustments]:
    """Return the rows that are noted of what is taken over, and the state that is kept after it."""
    cells = {(one.row, one.column): one.after for one in changes}
    after = noting.taken_over(evaluate(sheet.analysis), cells, found.new_names)
    today = dt.date.today()
    of = {(clean(one.actor), texts(f"column.{one.column}.heading")) for one in changes}
    rows = noting.noted(after, today, sheet.renamed(after))
    return noting.said_of(rows, of, texts("adjustments.taken_over")), noting.state_of(after, today)


def _proposals(click: Click, found: Decisions, texts: Catalogue) -> Sequence[Change]:
    """Return what changes by the proposals in brackets, where there are any and the user wants them."""
    if not found.proposed:
        return ()
    wanted = click.ask(texts("button.take_over.proposals", count=len(found.proposed)), "yes_no_cancel")
    if wanted == "cancel":
        raise Stopped("button.take_over.cancelled")
    return found.proposed if wanted == "yes" else ()


def _show(click: Click, lines: Sequence[str], texts: Catalogue) -> None:
    """Show every change before anything is written, in as many questions as it takes."""
    pages = list(_pages(lines))
    seen = 0
    for number, page in enumerate(pages, start=1):
        last = number == len(pages)
        key = "button.take_over.preview" if last else "button.take_over.preview.more"
        seen += len(page)
        text = texts(key, changes="\n".join(page), seen=seen, count=len(lines))
        if click.ask(text, "yes_no") != "yes":
            raise Stopped("button.take_over.cancelled")


def _pages(lines: Sequence[str]) -> Iterator[list[str]]:
    page: list[str] = []
    for line in lines:
        if page and sum(map(len, page)) + len(page) + len(line) > _PAGE:
            yield page
            page = []
        page.append(line)
    yield page


def _said(one: Change, texts: Catalogue) -> str:
    column, before = texts(f"column.{one.column}.heading"), _short(one.before) or texts("button.take_over.empty")
    return texts("button.take_over.change", actor=_short(one.actor), column=column, before=before, after=one.after)


def _added(name: str, texts: Catalogue) -> str:
    return texts("button.take_over.new", actor=_short(name))


def _short(text: str) -> str:
    return fitting.shortened(text, _LONGEST_NAME)


def _line_of(live: LiveAnalysis, row: int) -> table_lines.Line:
    return live.interpreted.where.rows[row] - (live.table.area.first_row + 2)  # as cells count rows


def _done(changes: int, found: Decisions, texts: Catalogue) -> Iterator[str]:
    yield texts("button.take_over.done", changes=changes, names=len(found.new_names))
    if found.not_found:
        actors = ", ".join(f"‘{_short(name)}’" for name in found.not_found)
        yield texts("button.take_over.not_found", actors=actors)
