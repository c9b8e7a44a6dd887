"""All that one button writes to a workbook, kept so that it can be taken back.

A button changes a workbook through these methods alone. Each reads, in blocks, the state of exactly what it is about
to change, before it changes it; so ``roll_back`` can put everything back when a later call fails, and undo can do the
same after the click. Rows and columns count from 0, as in ``arena.workbook.description``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from arena.excel import host, table_host, validation_host
from arena.excel.click import Stopped
from arena.excel.kept_sheet import LooksNotRestored, SheetKept
from arena.excel.steps import CellsWritten, Deed, SheetAdded, SheetDeleted, Step, ValidationAdded, ValidationRemoved
from arena.excel.stubborn import stubbornly
from arena.excel.table_steps import (
    ColumnFiltered,
    FilterButtonsHidden,
    FilterCleared,
    FilterSetAgain,
    RowsPlaced,
    RowsSorted,
)
from arena.workbook.cells import Area
from arena.workbook.description import Scalar, Validation

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.contents_host import Contents
    from arena.excel.host import Handle
    from arena.excel.live import LiveTable
    from arena.excel.table_host import FilterOn, Sorter
    from arena.workbook.sheets.generated.sizes import Sizes

Block = Sequence[Sequence[Scalar | None]]
"""Rows of cells as they are typed: formulas start with ``=`` (English names, commas), ``None`` is an empty cell."""

_NUMBERED = ("attention", "mask", "order")
"""Calculated columns in which row numbers may stand for a moment, those on which least depends first."""


class NotRestored(Exception):
    """Excel refused every way of taking back a change.

    Attributes:
        places: the cells and sheets, as a message names them.
        only_looks: whether all cells hold what they held, and only looks and sizes are not as they were.
    """

    def __init__(self, places: Sequence[str], *, only_looks: bool = False) -> None:
        super().__init__(", ".join(places))
        self.places = list(places)
        self.only_looks = only_looks


class Transaction:
    """The changes of one click, in order, each with the way back.

    ``performing`` calls ``roll_back`` when a button fails, and ``finish`` when it ends well. A transaction without
    changes keeps nothing, so what was kept before can still be undone.
    """

    def __init__(self, book: xw.Book, progress: Callable[[], None] = lambda: None) -> None:
        """Begin.

        Args:
            book: the workbook that the button works on.
            progress: called at each step.
        """
        self.book = book
        self._progress = progress
        self._steps: list[Step] = []
        self._relied_on: list[tuple[Callable[[], object], object]] = []

    @property
    def adds_sheets(self) -> bool:
        """Whether sheets were added: undoing it takes them away."""
        return any(isinstance(step, SheetAdded) for step in self._steps)

    def changed_sheets(self) -> list[Handle]:
        """Return the sheets on which undoing it changes cells, one for each step."""
        found = [step.changes() for step in self._steps]
        return [sheet for sheet in found if sheet is not None]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed."""
        return not self._steps

    def rely_on(self, read: Callable[[], object], found: object) -> None:
        """Say what was read, and how to read it again: where Excel lets its user go on typing (on a Mac), the first
        change looks whether it is still so.
        """
        if host.stands_still(self.book):
            self._relied_on.append((read, found))

    def _check_unchanged(self) -> None:
        """Raises ``Stopped`` where what was read is no longer so; once, before the first change."""
        relied_on, self._relied_on = self._relied_on, []
        if not self._steps and any(read() != found for read, found in relied_on):
            raise Stopped("state.changed_meanwhile")

    # -- cells

    def write(self, sheet: xw.Sheet, area: Area, block: Block) -> None:
        """Write a block of values and formulas; formats stay.

        A text is written as it would be typed: to keep a text that Excel would take for a number, a date or a formula,
        pass it through ``entries.as_text_entry``. Undo puts back each cell that still holds what was written here, and
        leaves alone and names a cell that was changed since.

        Args:
            sheet: any sheet of the workbook.
            area: the block's place, as large as the block.
            block: what the cells shall hold, a formula with its ``=``.
        """
        step = CellsWritten(sheet, host.sheet_name(sheet), area)
        self._add(step)
        step.write(block)

    def write_back(self, sheet: xw.Sheet, area: Area, before: Contents, block: Block) -> None:
        """Write what a block held before a button wrote it, but for the cells in which ``block`` has another (undo)."""
        step = CellsWritten(sheet, host.sheet_name(sheet), area)
        self._add(step)
        step.write_back(before, block)

    def write_formula_column(self, sheet: xw.Sheet, area: Area, formula: str, *, own: bool) -> None:
        """Write one formula to all cells of a table's column at once, so that Excel knows it as calculated again.

        Args:
            area: the body of one column of a table.
            formula: with its ``=``.
            own: whether it is this product's own text, and was not read from the sheet, see ``host.write_one``.
        """
        step = CellsWritten(sheet, host.sheet_name(sheet), area)
        self._add(step)
        step.write_one(formula, own=own)

    def add_validations(self, sheet: xw.Sheet, validations: Sequence[Validation]) -> None:
        """Give the cells of each validation's area that have no validation this one (lost drop-downs).

        Cells that have one keep theirs; which those are, Excel is asked, for all areas before the first is given one:
        looking takes a validation away too (``validation_host.cells_without``), and where Excel refuses just that,
        one that was given could not be taken back. Undo takes them away again.
        """
        found = [(validation_host.cells_without(sheet, one.area), one) for one in validations]
        for blocks, validation in found:
            if blocks:
                self._do(ValidationAdded(sheet, host.sheet_name(sheet), blocks, validation))

    def remove_validation(self, sheet: xw.Sheet, blocks: Sequence[Handle], validation: Validation) -> None:
        """Take away a validation that ``add_validations`` gave (undo)."""
        self._do(ValidationRemoved(host.sheet_name(sheet), blocks, validation))

    # -- sheets

    def add_sheet(self, name: str, after: xw.Sheet | None = None) -> xw.Sheet:
        """Add a sheet, at the end or after another one, and return it; the active sheet stays the active one.

        Everything done to it afterwards needs no further keeping: taking back is deleting it. Undo leaves it, and
        names it, where its cells were changed since.

        Args:
            name: a name that no sheet of the workbook has (at most 31 characters; Excel's rules).
        """
        step = SheetAdded(self.book, name, after)
        self._do(step)
        return step.added()

    def delete_sheet(self, sheet: xw.Sheet) -> None:
        """Delete a sheet that ``add_sheet`` added (undo). Nothing can bring it back: do it last."""
        self._do(SheetDeleted(sheet))

    def keep_sheet(self, sheet: xw.Sheet, before: Sizes, after: Sizes) -> None:
        """Keep all of a generated sheet, before a painter does anything to it (also clearing it).

        Args:
            sheet: the sheet.
            before: the sizes that it has (it tells so itself, ``arena.workbook.sheets.generated.sizes``).
            after: the sizes that its new description gives it.

        Kept are its cells with formats and links, column widths and the print area; its contents are taken away in
        the process. Afterwards the painter may change these directly, through ``host``. It leaves tab colour, frozen
        panes, outline and the other print set-up of a sheet that was there as they are: they are the same as when it
        was made, or the user's own; heights that are not fixed it leaves to Excel, which fits them. Undo puts the
        sheet back as a whole; where its cells were changed since, it is left alone and named.
        """
        self._do(SheetKept(sheet, host.sheet_name(sheet), before, after))

    def put_sheet_back(self, sheet: xw.Sheet, kept: SheetKept) -> None:
        """Put a sheet back as it was kept (undo)."""
        self.keep_sheet(sheet, kept.layout_after, kept.layout_before)
        kept.take_back()

    # -- the table

    def sort_table(self, table: LiveTable, keys: Sequence[str]) -> None:
        """Sort the rows of the table by columns (keys of ``table.columns``), upwards, the first key first."""
        first = table.area.first_column
        numbered = next(table.columns[key] for key in _NUMBERED if key in table.columns) - first
        columns = [table.columns[key] - first for key in keys]
        handle = table_host.table(table.sheet, table.name)
        self._do(RowsSorted(handle, table.place, columns, numbered))

    def place_rows(self, sorter: Sorter, place: str, order: Sequence[int]) -> None:
        """Put the rows of a table in an order, see ``Sorter.place`` (undo)."""
        self._do(RowsPlaced(sorter, place, order))

    def show_rows_with_entry(self, table: LiveTable, key: str) -> None:
        """Hide the rows of the table in which a column (a key of ``table.columns``) is empty."""
        handle = table_host.table(table.sheet, table.name)
        self._do(ColumnFiltered(handle, table.place, table.columns[key] - table.area.first_column))

    def clear_filter(self, table: Handle, place: str, column: int | None = None) -> None:
        """Take the filter off a table's column (from 0 in the table), or off all of them."""
        self._do(FilterCleared(table, place, column))

    def hide_filter_buttons(self, table: Handle, place: str) -> None:
        """Take away the buttons of a table's filters, none of which is on (undo)."""
        self._do(FilterButtonsHidden(table, place))

    def filter_again(self, table: Handle, place: str, one: FilterOn) -> None:
        """Set a filter that was taken off (undo)."""
        self._do(FilterSetAgain(table, place, one))

    # -- the way back

    def _add(self, step: Step) -> None:
        self._progress()
        self._check_unchanged()
        self._steps.append(step)

    def _do(self, step: Deed) -> None:
        self._add(step)
        step.apply()

    def roll_back(self) -> None:
        """Take back everything, the last change first, whatever was changed in between.

        Every step is tried even when another one failed.

        Raises:
            NotRestored: some steps could not be taken back; says which.
        """
        failed, sizes = [], []
        while self._steps:
            step = self._steps.pop()
            try:
                stubbornly(step.take_back, times=2)
            except LooksNotRestored:
                sizes.append(step.place)
            except Exception:
                failed.append(step.place)
            if isinstance(step, SheetKept):
                step.forget()
        if failed or sizes:
            raise NotRestored(failed or sizes, only_looks=not failed)

    def finish(self) -> None:
        """Look at what all changes came to, so that undo can tell what was changed since."""
        for step in self._steps:
            step.finish()

    def undo(self, transaction: Transaction) -> list[str]:
        """Take back through another transaction what was not changed since; returns what was left alone, by name."""
        left: list[str] = []
        for step in self._steps:
            step.look()
        for step in sorted(reversed(self._steps), key=lambda step: step.last):
            left += step.undo(transaction)
        return left

    def forget(self) -> None:
        """Let go of what lies aside for undoing: it will not be undone any more."""
        for step in self._steps:
            if isinstance(step, SheetKept):
                step.forget()
