"""Workbooks as Excel opens, makes and saves them, where the model takes fewer arguments.

`Workbooks.Add(template)` opens a copy without a path, named after the template with a number. `Workbooks.Open` takes
all of Excel's arguments: ReadOnly is kept and honoured, the others are recorded. `SaveCopyAs` writes a file and leaves
the workbook as it is. `Worksheets` takes a list of names for several sheets, and refuses it where one is not there.
"""

# ruff: noqa: N803 - members and arguments carry the names that Excel and Windows give them

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pyopenvba.apps.excel._io import load_workbook, save_workbook
from pyopenvba.apps.excel._model import Sheets, Workbook, Workbooks
from pyopenvba.exceptions import PyOpenVBAError
from pyopenvba.interpreter._objects import MemberSpec
from pyopenvba.interpreter._values import EMPTY, MISSING, VBAArray, error, to_bool, to_text

from .amendments import Amendment, Replacement, method_spec, wrapped_getter
from .recorded_objects import plain
from .session import session_of

#: The content type of a template's main part, and of the workbook that Excel makes of it.
_CONTENT_TYPES = "[Content_Types].xml"
_TEMPLATE_TYPE = b"spreadsheetml.template.main+xml"
_WORKBOOK_TYPE = b"spreadsheetml.sheet.main+xml"

_OPEN_ARGUMENTS = (
    "Filename",
    "UpdateLinks",
    "ReadOnly",
    "Format",
    "Password",
    "WriteResPassword",
    "IgnoreReadOnlyRecommended",
    "Origin",
    "Delimiter",
    "Editable",
    "Notify",
    "Converter",
    "AddToMru",
    "Local",
    "CorruptLoad",
)


def read_book(books: Workbooks, path: Path) -> Workbook:
    """A workbook from a file, not yet among the open ones.

    Raises:
        VBARuntimeError: 1004, there is no such file or it is no workbook.
    """
    try:
        return load_workbook(books.application, path)
    except PyOpenVBAError as failure:
        raise error(1004, f"Sorry, we couldn't find or open {path}: {failure}") from failure


def show_book(books: Workbooks, book: Workbook) -> None:
    """Put a workbook among the open ones and in front."""
    books.books.append(book)
    books.application.activate_book(book)


def _adding_from_template(add: Callable[..., object]) -> Any:
    def added(self: Workbooks, Template: object = MISSING) -> object:
        if not isinstance(Template, str):
            return add(self, Template)
        path = Path(Template)
        book = read_book(self, path)
        taken = {one.name.casefold() for one in self.books}
        number = next(count for count in range(1, 10_000) if f"{path.stem}{count}".casefold() not in taken)
        book.name, book.path = f"{path.stem}{number}", ""
        types = book.package.read(_CONTENT_TYPES)
        if _TEMPLATE_TYPE in types:
            book.package.write(_CONTENT_TYPES, types.replace(_TEMPLATE_TYPE, _WORKBOOK_TYPE))
        show_book(self, book)
        session_of(self).record(self, "Add", {"Template": path.name})
        return book

    return added


def _open_spec(spec: MemberSpec | None) -> MemberSpec:
    assert spec is not None
    assert spec.getter is not None
    open_file = spec.getter

    def opened(self: Workbooks, *args: object) -> object:
        given = {name: value for name, value in zip(_OPEN_ARGUMENTS, args, strict=True) if value is not MISSING}
        path = given.pop("Filename", MISSING)
        book = open_file(self, path)
        session = session_of(self)
        if "ReadOnly" in given:
            session.kept(book)["ReadOnly"] = to_bool(given["ReadOnly"])
        if given:
            session.record(self, "Open", {name: plain(value) for name, value in given.items()})
        return book

    return MemberSpec("Open", "method", getter=opened, parameters=_OPEN_ARGUMENTS)


def _refusing_read_only(save: Callable[..., object]) -> Any:
    def saved(self: Workbook) -> object:
        if session_of(self).kept(self).get("ReadOnly"):
            raise error(1004, f"{self.name} is read-only. To save a copy, give the workbook a new name.")
        return save(self)

    return saved


def _save_copy_as(self: Workbook, Filename: object = MISSING) -> object:
    if Filename is MISSING:
        raise error(449)
    saved = self.saved
    target = Path(to_text(Filename))
    save_workbook(self, target)
    self.saved = saved
    return EMPTY


class _SomeSheets(Sheets):
    """Those of a workbook that a list names."""

    def __init__(self, book: Workbook, chosen: list[object]) -> None:
        super().__init__(book)
        self._chosen = chosen

    def vba_items(self) -> list[object]:
        return self._chosen


def _looking_up_lists(look_up: Callable[..., object]) -> Any:
    def found(self: Sheets, index: object, items: list[object]) -> object:
        if isinstance(index, VBAArray):
            return _SomeSheets(self.book, [look_up(self, one, items) for one in index.items])
        return look_up(self, index, items)

    return found


def book_amendments() -> Iterator[Amendment | Replacement]:
    """The additions to workbooks, ready to be put in the model."""
    yield wrapped_getter(Workbooks, "Add", _adding_from_template)
    yield Amendment(Workbooks, "Open", _open_spec)
    yield Replacement(Sheets, "vba_lookup", _looking_up_lists)
    yield wrapped_getter(Workbook, "Save", _refusing_read_only)
    yield Amendment(Workbook, "SaveCopyAs", lambda spec: spec or method_spec("SaveCopyAs", _save_copy_as))
