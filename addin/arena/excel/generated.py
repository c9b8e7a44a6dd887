"""A generated sheet in the live workbook: found, asked about where its user changed it, and painted in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arena.excel import format_host, host, painter, sheet_host, states
from arena.excel.click import Click, Stopped
from arena.locale import LANGUAGES, Catalogue, catalogue
from arena.workbook.cells import Whereabouts, column_name
from arena.workbook.sheets import agreements, columns, layout, seal
from arena.workbook.sheets.agreements import Agreement
from arena.workbook.sheets.control import Source
from arena.workbook.sheets.layout import Layout

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.live import LiveAnalysis
    from arena.workbook.description import Sheet

_LONGEST_NAME = 31


@dataclass(frozen=True)
class Place:
    """Where a generated sheet goes.

    Attributes:
        name: the sheet's name.
        sheet: the sheet that is there; ``None`` where there is none yet.
        before: the layout that it has.
        agreed: what its user wrote in the column Afspraken.
        keep_as: the name under which what its user changed is to be kept; ``None`` where nothing is.
    """

    name: str
    sheet: xw.Sheet | None
    before: Layout
    agreed: Sequence[Agreement]
    keep_as: str | None


def find(click: Click, key: str, texts: Catalogue) -> Place:
    """Look where a generated sheet goes; asks the user where cells of the one that is there were changed.

    Args:
        click: the click.
        key: the key of the sheet's description.
        texts: the catalogue in the language of the analysis.

    Raises:
        Stopped: a sheet of that name is not ours, it is protected, or the user cancels.
    """
    wanted = texts(f"sheet.{key}.tab")
    present = host.sheet_names(click.book)
    name = next((one for one in present if one.lower() == wanted.lower()), None)
    if name is None:
        return Place(wanted, None, layout.NONE, (), None)
    sheet = host.sheet(click.book, name)
    states.check_sheet(sheet, name)
    block = sheet_host.from_first_cell(sheet)
    held = host.typed(block)
    click.transaction.rely_on(lambda: host.typed(sheet_host.from_first_cell(sheet)), held)
    typed = [[_plain(value) for value in row] for row in held]
    found = seal.find(typed)
    if found is None or found.seal.key != key:
        raise Stopped("generated.foreign", sheet=name)
    keep_as = None
    if not found.unbroken:
        keep_as = _free_name(name, present)
        answer = click.ask(texts("generated.changed", sheet=name, kept=keep_as), "yes_no_cancel")
        if answer == "cancel":
            raise Stopped("generated.cancelled")
        keep_as = keep_as if answer == "yes" else None
    return Place(name, sheet, layout.find(typed), agreements.read(host.values(block)), keep_as)


def _plain(value: object) -> object:
    """What a cell holds, without the apostrophe with which a text is typed."""
    return value[1:] if isinstance(value, str) and value.startswith("'") else value


def _free_name(name: str, present: Sequence[str]) -> str:
    taken = {one.lower() for one in present}
    number = 2
    while (candidate := f"{name[: _LONGEST_NAME - 5]} ({number})").lower() in taken:
        number += 1
    return candidate


def paint(click: Click, place: Place, described: Sheet, after: xw.Sheet) -> None:
    """Paint a description in its place, through the click's transaction."""
    if place.sheet is None:
        painter.paint_new(described, click.transaction.add_sheet(place.name, after))
        return
    if place.keep_as is not None:
        kept = click.transaction.add_sheet(place.keep_as, place.sheet)
        format_host.copy_cells(place.sheet, kept)
    click.transaction.keep_sheet(place.sheet, place.before, layout.of(described))
    painter.paint_over(described, place.sheet, place.before)


def source_of(live: LiveAnalysis) -> Source:
    """Return the table of a live workbook as a generated sheet compares itself with it.

    A heading that is written otherwise than this product does (a space too many) is left out: formulas would not
    find its column.
    """
    table = live.table
    texts = [catalogue(language) for language in LANGUAGES]
    headings = {
        key: text for key, text in table.headings.items() if any(text == columns.heading(words, key) for words in texts)
    }
    return Source(table.sheet_name, table.name, headings, table.area.first_row + 1)


def whereabouts_of(live: LiveAnalysis) -> Whereabouts:
    """Return where the cells of the table stand, those of its calculated columns as well."""
    letters = {key: column_name(column) for key, column in live.table.columns.items()}
    return Whereabouts(live.read.where.rows, letters)
