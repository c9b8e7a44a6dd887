"""The sheet of step 6 in the live workbook: changes noted on top, and the state that is compared with next time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from arena.excel import writable
from arena.excel.click import Click
from arena.excel.host import contents, sheets
from arena.excel.host.contents import Typed
from arena.excel.live import LiveAnalysis, NoSheet
from arena.excel.painter import typed_value
from arena.excel.stopped import Stopped
from arena.excel.undo.block import Block
from arena.workbook import names, noting
from arena.workbook.cells import Area
from arena.workbook.description import as_typed
from arena.workbook.model import Adjustments, Result
from arena.workbook.noting import Row
from arena.workbook.sheets import adjustments


def find(click: Click, live: LiveAnalysis) -> Sheet | None:
    """Return the sheet, for a button that notes on it what it changes; ``None`` where the workbook has none."""
    try:
        return Sheet(click, live)
    except NoSheet:
        return None


class Sheet:
    """The sheet of step 6 as it stands in the workbook of a click.

    Attributes:
        analysis: the analysis, with what is typed on the sheet.
        name: the sheet's name.
    """

    def __init__(self, click: Click, live: LiveAnalysis) -> None:
        """Read the sheet. Raises ``Stopped`` where the workbook has none, lost a part of it, or it is protected."""
        self._click = click
        self.analysis, self._where = live.with_typed_on(adjustments.SHEET)
        self.name = self._where[names.ADJUSTMENTS].sheet
        self._page = sheets.sheet(click.book, self.name)
        writable.check_sheet(self._page, self.name)

    def renamed(self, result: Result) -> list[noting.Rename]:
        """Ask about each actor that may have another name now; return those that have."""
        texts = self._click.texts
        return [
            one
            for one in noting.possible(result)
            if self._click.ask(texts("button.adjust.rename", before=one.before, name=one.name), "yes_no") == "yes"
        ]

    def note(self, rows: Sequence[Row], state: Adjustments) -> None:
        """Put rows on top of those that stand there, and keep a state.

        Raises ``Stopped`` where there is no room for so many.
        """
        kept = len(self.analysis.adjustments.changes)
        area = self._where[names.ADJUSTMENTS].area
        if kept + len(rows) > area.last_row - area.first_row + 1:
            raise Stopped("button.adjust.full", sheet=self.name, count=len(rows))
        if rows:
            before = contents.typed(sheets.cells(self._page, _first_rows(area, kept))) if kept else []
            noted = [*map(_typed, rows), *before]
            make = partial(Block, name=self.name, area=_first_rows(area, len(noted)), together=True)
            self._click.transaction.change(make, lambda block: block.write_typed(noted))
        self.keep(state)

    def keep(self, state: Adjustments) -> None:
        """Write a state in the place of the one that is kept."""
        at = self._where[names.STOOD].area
        width = at.last_column - at.first_column + 1
        blank: list[list[Typed]] = [[None] * width] * max(0, len(self.analysis.adjustments.stood) - len(state.stood))
        stood = [*map(_typed, state.stood), *blank]
        if stood:
            self._write(_first_rows(at, len(stood)), stood)
        self._write(self._where[names.ANSWERED].area, [_typed([answer]) for answer in state.answered])
        self._write(self._where[names.STOOD_ON].area, [_typed([state.stood_on])])

    def _write(self, area: Area, rows: Sequence[Sequence[Typed]]) -> None:
        self._click.transaction.change(partial(Block, name=self.name, area=area), lambda block: block.write(rows))


def _first_rows(area: Area, count: int) -> Area:
    return area._replace(last_row=area.first_row + count - 1)


def _typed(row: Sequence[object]) -> list[Typed]:
    return [typed_value(value if isinstance(value, dt.date) else as_typed(value)) for value in row]
