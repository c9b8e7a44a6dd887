"""A generated sheet in the live workbook: found, asked about where its user changed it, and painted anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from arena.excel import painter, writable
from arena.excel.click import Click
from arena.excel.host import books, contents, sheets
from arena.excel.stopped import Stopped
from arena.excel.undo.page import Page, Presence
from arena.locale import Catalogue
from arena.workbook.cells import Whereabouts, column_name
from arena.workbook.free_names import free_name
from arena.workbook.model import ReadAnalysis, Result
from arena.workbook.sheet import MadeFrom, Source
from arena.workbook.sheets.generated import agreements, seal, sizes
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.generated.sizes import Sizes

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.live import LiveAnalysis
    from arena.workbook.description import Sheet
    from arena.workbook.sheets.generated.seal import SealRead

Shown = Sequence[Sequence[object]]
"""What the cells of a sheet show, from A1 on."""


def _agreements_hold_all(shown: Shown, column: int) -> bool:
    return agreements.hold_all(shown, column, agreements.read(shown))


class OwnColumn(NamedTuple):
    """What a generated sheet makes of a column that is its user's own.

    Attributes:
        holds_all: tells, from what the sheet shows and the number of such a column, whether all in it goes to the next
            page.
        question: the key of the question that is put where the user changed something else.
    """

    holds_all: Callable[[Shown, int], bool]
    question: str


AGREEMENTS = OwnColumn(_agreements_hold_all, "generated.changed")


@dataclass(frozen=True)
class Target:
    """Where a generated sheet goes.

    Attributes:
        name: the sheet's name.
        sheet: the sheet that is there; ``None`` where there is none yet.
        before: the sizes that it has.
        shown: what its cells show.
        keep_as: the name under which what its user changed is to be kept; ``None`` where nothing is.
    """

    name: str
    sheet: xw.Sheet | None
    before: Sizes
    shown: Shown
    keep_as: str | None

    @property
    def agreed(self) -> Sequence[Agreement]:
        """What its user agreed with actors."""
        return agreements.read(self.shown)


def made_from(
    live: LiveAnalysis, read: ReadAnalysis, result: Result, target: Target, agreed: Sequence[Agreement] | None = None
) -> MadeFrom:
    """Return what a sheet is made from today: the analysis as read, and what users wrote on the one before it.

    ``agreed`` is what they wrote there; left out where it is what they agreed, in the column of agreements.
    """
    written = target.agreed if agreed is None else agreed
    return MadeFrom(result, read, source_of(live), dt.date.today(), written)


def find(click: Click, key: str, texts: Catalogue, own: OwnColumn = AGREEMENTS) -> Target:
    """Look where a generated sheet goes; ask the user where cells of the one that is there were changed.

    Args:
        click: the click.
        key: the key of the sheet's description.
        texts: the catalogue in the language of the analysis.
        own: what becomes of its user's own column.

    Raises:
        Stopped: a sheet of that name is not ours, it is protected, or the user cancels.
    """
    found = on_sheet(click.book, key, texts)
    if found is None:
        return Target(texts(f"sheet.{key}.tab"), None, sizes.NONE, (), None)
    name = found.name
    writable.check_sheet(found.sheet, name)
    keep_as = None
    sealed = found.sealed
    changed = not sealed.unbroken or not all(own.holds_all(found.shown, one) for one in sealed.seal.own_columns)
    if changed or sheets.has_notes(found.sheet):
        keep_as = free_name(name, books.sheet_names(click.book))
        answer = click.ask(texts(own.question, sheet=name, kept=keep_as), "yes_no_cancel")
        if answer == "cancel":
            raise Stopped("generated.cancelled")
        keep_as = keep_as if answer == "yes" else None
    return Target(name, found.sheet, sizes.read(found.typed), found.shown, keep_as)


@dataclass(frozen=True)
class OnSheet:
    """A generated sheet that is there: its name, what was typed in its cells, what they show, and its seal."""

    name: str
    sheet: xw.Sheet
    typed: Sequence[Sequence[object]]
    shown: Shown
    sealed: SealRead


def on_sheet(book: xw.Book, key: str, texts: Catalogue) -> OnSheet | None:
    """Read a generated sheet by its key, in one block; ``None`` where the workbook has none.

    Raises:
        Stopped: a sheet of that name is not ours.
    """
    wanted = texts(f"sheet.{key}.tab")
    if not books.has_worksheet(book, wanted):
        return None
    sheet = sheets.sheet(book, wanted)
    name = sheet.name
    block = sheets.from_first_cell(sheet)
    typed = [[_plain(value) for value in row] for row in contents.typed(block)]
    sealed = seal.read(typed)
    if sealed is None or sealed.seal.key != key:
        raise Stopped("generated.foreign", sheet=name)
    return OnSheet(name, sheet, typed, contents.values(block), sealed)


def _plain(value: object) -> object:
    """Return what a cell holds, without the apostrophe with which a text is typed."""
    return value[1:] if isinstance(value, str) and value.startswith("'") else value


def paint(click: Click, target: Target, described: Sheet, after: xw.Sheet, texts: Catalogue) -> list[str]:
    """Paint a description where it goes, through the click's transaction; return what the user must know of it."""
    if target.sheet is None:
        added = click.transaction.change(partial(Presence, name=target.name), lambda page: page.add(after))
        in_size = painter.paint_new(described, added, click.progress)
        return [] if in_size else [texts("generated.sizes")]
    if target.keep_as is not None:
        kept = click.transaction.change(partial(Presence, name=target.keep_as), lambda page: page.add(target.sheet))
        sheets.copy_cells(target.sheet, kept)
    make = partial(Page, name=target.name, before=target.before, after=sizes.of(described))
    click.transaction.change(make, Page.empty)
    in_size = painter.paint_over(described, target.sheet, target.before, click.progress)
    said = [] if in_size else [texts("generated.sizes")]
    return said if target.keep_as is None else [*said, texts("generated.kept", sheet=target.keep_as)]


def source_of(live: LiveAnalysis) -> Source:
    """Return what a generated sheet is made from in a live workbook."""
    table = live.table
    return Source(table.sheet_name, table.headings, table.area.first_row + 1, live.calculation_as_made)


def whereabouts_of(live: LiveAnalysis) -> Whereabouts:
    """Return where the cells of the table stand, those of its calculated columns as well."""
    letters = {key: column_name(column) for key, column in live.table.columns.items()}
    return Whereabouts(live.interpreted.where.rows, letters)
