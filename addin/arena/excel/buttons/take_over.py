"""The button take_over: what the group decided on the sheet of ratings goes into the table, after a look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from arena.excel import generated
from arena.excel.click import Click, Outcome
from arena.excel.host import excel
from arena.excel.host.contents import Typed
from arena.excel.host.typed_text import escaped, is_formula
from arena.excel.live import LiveAnalysis
from arena.excel.stopped import Stopped
from arena.excel.undo.cells import Cells
from arena.locale import Catalogue, catalogue
from arena.workbook import fitting
from arena.workbook.cells import Area
from arena.workbook.model import evaluate
from arena.workbook.sheets import ratings, ratings_written
from arena.workbook.taking_over import Change, Decisions, decide

_PAGE = 850
"""Characters of changes that one question shows; Excel shows some 1,000 in all."""

_LONGEST_NAME = 60

_Line = int
"""A row below the headings of the table, from 0."""


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
    blank = _blank_lines(live, len(found.new_names))
    changes = [*found.chosen, *_proposals(click, found, texts)]
    if not changes and not found.new_names:
        raise Stopped("button.take_over.nothing", sheet=page.name)
    _show(click, [*(_said(one, texts) for one in changes), *(_added(name, texts) for name in found.new_names)], texts)
    with excel.quiet(click.app):
        for column in dict.fromkeys(one.column for one in changes):
            of_column = (one for one in changes if one.column == column)
            _write(click, live, column, {_line_of(live, one.row): one.after for one in of_column})
        if found.new_names:
            _write(click, live, "actor", dict(zip(blank, map(escaped, found.new_names), strict=True)))
    return Outcome(" ".join(_done(len(changes), found, texts)))


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


def _line_of(live: LiveAnalysis, row: int) -> _Line:
    return live.interpreted.where.rows[row] - (live.table.area.first_row + 2)  # as cells count rows


def _blank_lines(live: LiveAnalysis, count: int) -> list[_Line]:
    """Return blank rows of the table for new names: those below the last that is used, and then the others."""
    if count == 0:
        return []
    lines = range(live.table.area.last_row - live.table.area.first_row)
    blank = {line for line, row in enumerate(live.table.typed) if all(_is_blank(value) for value in row)}
    last = max((line for line in lines if line not in blank), default=-1)
    found = sorted(blank, key=lambda line: (line < last, line))
    if len(found) < count:
        raise Stopped("button.take_over.no_room", rows=len(found), names=count)
    return sorted(found[:count])


def _is_blank(typed: Typed) -> bool:
    return typed is None or is_formula(typed)


def _write(click: Click, live: LiveAnalysis, key: str, values: Mapping[_Line, Typed]) -> None:
    """Type values in a column of the table, in one block from the first row that changes to the last."""
    table = live.table
    first, last = min(values), max(values)
    column, top = table.columns[key], table.area.first_row + 1
    typed = table.typed_to(top + last)
    rows = [[values.get(line, typed[line][column - table.area.first_column])] for line in range(first, last + 1)]
    area = Area(top + first, column, top + last, column)
    click.transaction.change(partial(Cells, spot=table.spot(area)), lambda cells: cells.write(rows))


def _done(changes: int, found: Decisions, texts: Catalogue) -> Iterator[str]:
    yield texts("button.take_over.done", changes=changes, names=len(found.new_names))
    if found.not_found:
        actors = ", ".join(f"‘{_short(name)}’" for name in found.not_found)
        yield texts("button.take_over.not_found", actors=actors)
