"""A generated sheet as a whole: whether it is there (``Presence``), and all that stands on it (``Page``)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from arena.excel.host import books, contents, excel, sheets
from arena.excel.host.contents import AsRead, Typed
from arena.excel.host.properties import put_back
from arena.excel.host.settings import settings_of, with_objects
from arena.excel.host.stubborn import managed
from arena.excel.undo.state import Gone, Merged, State, Wanted

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.host.excel import Handle
    from arena.excel.host.properties import HeldSetting
    from arena.excel.host.settings import Setting
    from arena.excel.host.sheets import Aside
    from arena.workbook.sheets.generated.sizes import Sizes


class SheetGone(Exception):
    """A sheet was deleted, and nothing brings it back."""


class LooksNotRestored(Exception):
    """All cells of a sheet hold what they held; Excel refuses to give them all of their looks and sizes back."""


@dataclass
class OnPage:
    """All that stands on a sheet, as plain data.

    Attributes:
        typed: its cells, from A1 on.
        settings: the widths of its columns, its fixed row heights, and on how many pages it is printed.
        print_area: what is printed; ``None`` where Excel does not say.
        formats: where its formats, links and notes lie aside; ``None`` as long as the sheet itself has them.
    """

    typed: list[list[Typed]]
    settings: list[Setting]
    print_area: str | None
    formats: Aside | None = None


class Presence(State):
    """Whether a sheet is there: one that a button added is taken back by deleting it, and nothing brings it back."""

    last = True

    def __init__(self, book: xw.Book, name: str) -> None:
        """Take the handles of the sheet of a name, which may not be there, and of the one that the user looks at."""
        self.sheet = name
        self._book = book
        self._page = sheets.sheet(book, name) if name in books.sheet_names(book) else None
        self._shown = books.active_sheet(book)

    def read(self) -> bool:
        return self._page is not None

    def look(self) -> AsRead | None:
        return None if self._page is None else contents.as_read(sheets.used_cells(self._page))

    def add(self, after: xw.Sheet | None) -> xw.Sheet:
        """Add the sheet after another one, or at the end; the sheet that the user looks at stays in front."""
        self._page = sheets.add_sheet(self._book, after)
        sheets.put_after(self._page, after)
        sheets.name_sheet(self._page, self.sheet)
        sheets.show_sheet(self._shown)
        return self._page

    def put(self, wanted: bool) -> None:
        if wanted and self._page is None:
            raise SheetGone(self.where)
        if not wanted and self._page is not None:
            is_shown = excel.bare(self._shown) == excel.bare(self._page)
            sheets.delete_sheet(self._page)
            self._page = None
            if not is_shown:
                managed(partial(sheets.show_sheet, self._shown))  # with the sheet gone, Excel shows one of the others

    def merge(self, before: bool, after: AsRead, now: AsRead | None) -> Merged:
        if now is None:  # its user deleted it
            return Merged(None)
        return Merged(Wanted(before)) if after.same_typed(now) else Merged(None, [self.where])


class Page(State):
    """All that stands on a sheet: its cells with formats, links and notes, its sizes, and what is printed."""

    def __init__(self, book: xw.Book, name: str, before: Sizes, after: Sizes) -> None:
        """Take the handles.

        Args:
            book: the workbook.
            name: the sheet's name.
            before: the sizes that it has (it tells so itself, ``arena.workbook.sheets.generated.sizes``).
            after: the sizes that it gets.

        Raises:
            Gone: there is no such sheet.
        """
        self.sheet = name
        page = sheets.find(book, name)
        if page is None:
            raise Gone(self.where)
        self._book, self._page = book, page
        self._block = sheets.from_first_cell(self._page)
        self._sizes = before, after
        self._settings: list[HeldSetting] = []
        self._copy: Handle = None
        self._read: OnPage | None = None
        self._emptied = False

    def read(self) -> OnPage:
        rows = contents.typed(self._block)
        settings, self._settings = settings_of(self._page, rows, *self._sizes)
        area: str | None = None
        with suppress(Exception):  # where there is no printer
            area = sheets.print_area(self._page)
        self._read = OnPage(rows, settings, area)
        return self._read

    def look(self) -> AsRead:
        return contents.as_read(sheets.used_cells(self._page))

    def empty(self) -> None:
        """Take the contents away and lay the formats aside, so that a painter may do what it likes.

        What the painter does not touch is the same as when the sheet was made, or its user's own: the colour of the
        tab, frozen panes, outline, other print settings, heights that are not fixed.
        """
        self._emptied = True
        sheets.empty(self._block)
        aside, self._copy = sheets.lay_aside(self._block)
        if self._read is not None:
            self._read.formats = aside

    def put(self, wanted: OnPage) -> None:
        if wanted is not self._read:  # of an earlier click
            copy = None if wanted.formats is None else sheets.from_aside(self._book.app, wanted.formats)
            settings = with_objects(self._page, wanted.settings)
            block = sheets.first_cells(self._page, len(wanted.typed), len(wanted.typed[0]))
            self.empty()
            self._put(wanted, block, copy, settings)
        elif self._emptied:
            self._put(wanted, self._block, self._copy, self._settings)

    def _put(self, wanted: OnPage, block: Handle, copy: Handle, settings: list[HeldSetting]) -> None:
        """Put the cells back first; looks, sizes and print area come after, and cannot keep the cells away."""
        in_looks = True
        if copy is not None:
            sheets.wipe(self._page)
            in_looks = managed(partial(sheets.copy_to, copy, block))
        contents.write(block, wanted.typed)
        in_looks &= put_back(settings)  # links that are typed again get a colour of their own
        if copy is not None and wanted.print_area is not None:
            in_looks &= sheets.set_print_area(self._page, wanted.print_area)
        if not in_looks:
            raise LooksNotRestored(self.where)

    def merge(self, before: OnPage, after: AsRead, now: AsRead) -> Merged:
        return Merged(Wanted(before)) if after.same_typed(now) else Merged(None, [self.where])
