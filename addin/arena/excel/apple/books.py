"""Excel itself, its workbooks, and their sheets and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from appscript import k

from arena.excel.apple import addresses, ranges
from arena.excel.apple.printing import SheetPrinting
from arena.excel.apple.said import COLOUR, CommandError, FromRecord, Property, Reference, Refused, Said, choice, there
from arena.excel.apple.tables import SheetTables
from arena.excel.stubborn import stubbornly

_EXTERNAL = re.compile(r"'?\[.*\](.*?)'?!(.*)")
"""A sheet and an address in it, in an address that names the workbook as well."""

_CALCULATION = choice({-4105: "calculation_automatic", -4135: "calculation_manual", 2: "calculation_semiautomatic"})


class TemplateItselfOpened(Exception):
    """Excel opened a template instead of a new workbook made from it; it was closed again."""


class Excel(Said):
    """Excel, as it runs."""

    ActiveProtectedViewWindow = None
    """Excel on a Mac tells a program nothing of it."""

    ScreenUpdating = Property("screen_updating")
    EnableEvents = Property("enable_events")
    DisplayAlerts = Property("display_alerts")
    StatusBar = Property("status_bar")
    Calculation = Property("calculation", _CALCULATION)
    PrintCommunication = Refused()

    @property
    def Workbooks(self) -> OpenWorkbooks:
        return OpenWorkbooks(self)

    def __eq__(self, other: object) -> bool:
        """A process speaks to one Excel, and ends with it."""
        return isinstance(other, Excel)

    def __hash__(self) -> int:
        return hash(Excel)

    def Calculate(self) -> None:
        self.ref.calculate()

    def Union(self, one: ranges.Cells, other: ranges.Cells) -> ranges.Cells:
        """Return cells of the same sheet together, without asking Excel."""
        return ranges.Cells(one.sheet, *one.named, *other.named)

    def Intersect(self, one: ranges.Cells, other: ranges.Cells) -> ranges.Cells | None:
        """Return what two ranges of one sheet have in common, without asking Excel."""
        pairs = (addresses.overlap(a, b) for a in one.areas for b in other.areas)
        common = [area for area in pairs if area is not None]
        return ranges.Cells(one.sheet, *addresses.packed(common)) if common else None


@contextmanager
def alerts_off(excel: Excel) -> Iterator[None]:
    """Keep Excel from putting up alerts."""
    before = excel.DisplayAlerts
    excel.DisplayAlerts = False
    try:
        yield
    finally:
        stubbornly(partial(setattr, excel, "DisplayAlerts", before), times=2)


class OpenWorkbooks:
    """The open workbooks."""

    def __init__(self, application: Excel) -> None:
        self._application = application

    def __iter__(self) -> Iterator[Workbook]:
        return (Workbook(self._application, name) for name in names_of(self._application.ref.workbooks))

    def Add(self, template: str | None = None) -> Workbook:
        """Make a new workbook, and show it.

        Args:
            template: the file that it is to be a copy of.

        Raises:
            TemplateItselfOpened: what the user would save in it would be lost with the file.
        """
        ref = self._application.ref
        if template is None:
            return Workbook(self._application, _name_of(ref.make(new=k.workbook), ref.active_workbook))
        ref.open_workbook(workbook_file_name=template, update_links=k.do_not_update_links, editable=False, timeout=-1)
        made = Workbook(self._application, _name_of(ref.active_workbook))
        if made.Path:
            made.Close(False)
            raise TemplateItselfOpened
        return made


class Workbook(Said):
    """A workbook, by its name: no two open ones have the same."""

    Name = Property("name")
    ReadOnly = Property("read_only")
    ProtectStructure = Property("protect_structure")
    MultiUserEditing = Property("multi_user_editing")
    AutoSaveOn = Refused()
    Saved = Property("saved")

    def __init__(self, application: Excel, name: str) -> None:
        self._application = application
        self.name = name

    @property
    def Application(self) -> Excel:
        return self._application

    @property
    def refs(self) -> Sequence[Reference]:
        return [self.Application.ref.workbooks[self.name]]

    @property
    def Path(self) -> Any:
        """Its folder. Excel puts up an alert while it makes the record of a workbook with a protected sheet."""
        with alerts_off(self.Application):
            return self._path

    _path = FromRecord("path")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Workbook) and other.name.lower() == self.name.lower()

    def __hash__(self) -> int:
        return hash(self.name.lower())

    @property
    def Worksheets(self) -> BookSheets:
        return BookSheets(self)

    @property
    def ActiveSheet(self) -> AnySheet:
        return AnySheet(self, str(self.ref.active_sheet.name.get()))

    @property
    def Names(self) -> BookNames:
        return BookNames(self)

    @property
    def Windows(self) -> BookWindows:
        return BookWindows(self)

    def Activate(self) -> None:
        self.ref.activate_object()

    def Close(self, save: bool) -> None:
        self.ref.close(saving=k.yes if save else k.no)


class AnySheet(Said):
    """A sheet of whatever kind, by its name."""

    Name = Property("name")

    def __init__(self, book: Workbook, name: str) -> None:
        self.book = book
        self.name = name

    @property
    def refs(self) -> Sequence[Reference]:
        return [self.book.ref.sheets[self.name]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnySheet) and (other.book, other.name.lower()) == (self.book, self.name.lower())

    def __hash__(self) -> int:
        return hash((self.book, self.name.lower()))

    def Activate(self) -> None:
        self.ref.activate_object()

    def Select(self) -> None:
        self.ref.select()


class BookSheets:
    """The worksheets of a workbook, in order."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    @property
    def Count(self) -> int:
        return int(self._book.ref.count(each=k.worksheet))

    def __iter__(self) -> Iterator[Worksheet]:
        return (Worksheet(self._book, name) for name in names_of(self._book.ref.worksheets))

    def Item(self, key: int | str) -> Worksheet:
        """Return a worksheet, by its name or its number (from 1)."""
        return Worksheet(self._book, key if isinstance(key, str) else str(self._book.ref.worksheets[key].name.get()))

    def Add(self, After: Worksheet, Count: int) -> Worksheet:  # noqa: N803 - given by name
        """Add one (no other count is known) after another; Excel names it and puts it in front."""
        if Count != 1:
            raise NotImplementedError
        made = self._book.ref.make(new=k.worksheet, at=After.ref.after)
        try:
            return Worksheet(self._book, _name_of(made, self._book.ref.active_sheet))
        except CommandError:
            made.delete()
            raise


def _name_of(*ways: Reference) -> str:
    """Return the name of something that Excel just made: it is known in no other way, and may not be left behind."""
    found: list[str] = []
    stubbornly(*(partial(lambda one: found.append(str(one.name.get())), one) for one in ways), times=2)
    return found[0]


def names_of(elements: Reference) -> list[str]:
    """Return the names of all elements of a kind, asked for at once; Excel gives one by itself."""
    found = there(elements.name.get())
    return [str(name) for name in found] if isinstance(found, list) else [] if found is None else [str(found)]


class Worksheet(AnySheet):
    """A worksheet, by its name."""

    ProtectContents = Property("protect_contents")
    StandardWidth = Property("standard_width")
    CommentsThreaded = Refused()

    @property
    def refs(self) -> Sequence[Reference]:
        return [self.book.ref.worksheets[self.name]]

    @property
    def Application(self) -> Excel:
        return self.book.Application

    @property
    def Name(self) -> str:
        return str(self.ref.name.get())

    @Name.setter
    def Name(self, name: str) -> None:
        self.ref.name.set(name)
        self.name = name

    def Range(self, first: str, last: ranges.Cells | None = None) -> ranges.Cells:
        """Return cells by their address, or all from one cell to the end of others."""
        if last is None:
            return ranges.Cells(self, first)
        (one,), (other,) = addresses.areas(first), last.areas
        return ranges.Cells(self, addresses.address(addresses.around(one, other)))

    @property
    def Cells(self) -> ranges.Cells:
        return ranges.Cells(self, f"A1:XFD{addresses.LAST_ROW}")

    @property
    def UsedRange(self) -> ranges.Cells:
        return ranges.Cells(self, str(self.ref.used_range.get_address()))

    @property
    def ListObjects(self) -> SheetTables:
        return SheetTables(self)

    @property
    def PageSetup(self) -> SheetPrinting:
        return SheetPrinting(self)

    @property
    def Tab(self) -> SheetTab:
        return SheetTab(self)

    def Delete(self) -> None:
        self.ref.delete()


class SheetTab(Said):
    """The tab of a sheet."""

    Color = Property("color", COLOUR)

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    @property
    def refs(self) -> Sequence[Reference]:
        return [self._sheet.ref.sheet_tab]


class BookWindows:
    """The windows of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def Item(self, number: int) -> Window:
        return Window(self._book.ref.windows[number])


class Window(Said):
    """A window."""

    Visible = Property("visible")


class BookNames:
    """The names of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def __iter__(self) -> Iterator[BookName]:
        """Walk through them. Asked for all at once, Excel may give a sheet's own name for the workbook's."""
        items = self._book.ref.named_items
        found = names_of(items)
        often = Counter(found)
        for number, name in enumerate(found, start=1):
            yield BookName(items[number], self._book, str(items[number].name.get()) if often[name] > 1 else name)

    def Item(self, name: str) -> BookName:
        return BookName(self._book.ref.named_items[name], self._book, name)


class BookName(Said):
    """A name."""

    RefersTo = FromRecord("references")

    def __init__(self, ref: Reference, book: Workbook, name: str) -> None:
        super().__init__(ref)
        self._book = book
        self._name = name

    @property
    def Name(self) -> str:
        return self._name

    @property
    def RefersToRange(self) -> Any:
        """The cells that it refers to. Raises ``LookupError`` where Excel gives no such address."""
        found = _EXTERNAL.fullmatch(str(self.ref.reference_range.get_address(external=True)))
        if found is None:
            raise LookupError("the name refers to no cells")
        return ranges.Cells(Worksheet(self._book, found[1].replace("''", "'")), found[2])
