"""Sorting where the model stops: a table's own Sort, cells with notes, and text beyond ASCII.

- `ListObject.Sort` sorts the table's rows by its fields with the model's own sort: formats move with their cells,
  formulas shift, and a filter keeps hidden rows where they are.
- Notes move with their cells, as in Excel.
- Text beyond ASCII is ordered by its base letters first and by accents after that (`e < é < f`). That is right for
  Dutch, French and English words; the finer rules of Windows for other languages are not modelled.
"""

# ruff: noqa: N802, N803 - members and arguments carry the names that Excel and Windows give them

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from pyopenvba._a1 import Area
from pyopenvba.apps.excel import _sort
from pyopenvba.apps.excel._model import Cell, Range, Worksheet
from pyopenvba.apps.excel._tables import ListObject
from pyopenvba.interpreter._objects import MemberSpec, method
from pyopenvba.interpreter._values import EMPTY, MISSING, error

from .amendments import Amendment, Replacement, method_spec, property_spec

_Key = tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, int], ...]]

#: Letters without a decomposition, and the ASCII letters that they are sorted with.
_PLAIN_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "Æ": "AE", "Œ": "OE"})

#: Typographic marks that sort with their ASCII counterparts.
_PLAIN_MARKS = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-", "—": "-", "“": '"', "”": '"', "\u00a0": " "})

#: Where letters of other scripts come: after every ASCII weight.
_OTHER_SCRIPTS = 1000


def _beyond_ascii(text_key: Callable[[str, bool], _Key]) -> Callable[[str, bool], _Key]:
    def key(text: str, match_case: bool) -> _Key:
        if text.isascii() and text.isprintable():
            return text_key(text, match_case)
        weights: list[int] = []
        cases: list[int] = []
        passed: list[tuple[int, int]] = []
        for char in unicodedata.normalize("NFD", text.translate(_PLAIN_LETTERS).translate(_PLAIN_MARKS)):
            if unicodedata.combining(char):
                if cases:
                    cases[-1] += 2 * ord(char)  # an accent counts before upper and lower case
                continue
            if char.isascii() and char.isprintable():
                more_weights, more_cases, more_passed = text_key(char, match_case)
                passed.extend((-len(weights), kind) for _, kind in more_passed)
                weights.extend(more_weights)
                cases.extend(more_cases)
            else:
                weights.append(_OTHER_SCRIPTS + ord(char.lower()) if ord(char) >= 32 else 0)
                cases.append(0)
        return tuple(weights), tuple(cases), tuple(passed)

    return key


def _taking_notes_along(sort_area: Callable[..., None]) -> Callable[..., None]:
    def sort(sheet: Worksheet, area: Area, keys: list[Any], **how: Any) -> None:
        inside = {place: note for place, note in sheet.notes.items() if area.contains(*place)}
        if not inside:
            sort_area(sheet, area, keys, **how)
            return
        # The model moves Cell objects, so a note follows the object of its cell; an empty cell gets one for a while.
        added = {id(sheet.cells_.setdefault(place, Cell())) for place in inside if place not in sheet.cells_}
        carriers = {place: sheet.cells_[place] for place in inside}
        everything = dict(sheet.notes)
        sheet.notes = {place: note for place, note in everything.items() if place not in inside}
        try:
            sort_area(sheet, area, keys, **how)
            now = {id(cell): place for place, cell in sheet.cells_.items()}
            moved = {now[id(carriers[place])]: note for place, note in inside.items()}
        except BaseException:
            sheet.notes = everything
            raise
        finally:
            for place, cell in list(sheet.cells_.items()):
                if id(cell) in added:
                    del sheet.cells_[place]
        sheet.notes.update(moved)
        sheet.notes_changed = True

    return sort


class TableSort(_sort.SortObject):
    """`ListObject.Sort`: like a sheet's Sort, over the table's own range and with its header kept."""

    def __init__(self, table: Any) -> None:
        self.sheet = table.sheet
        self.table = table
        if not hasattr(table, "sort_state"):
            table.sort_state = _sort.SortState()
        self.state = table.sort_state
        self.state.header = _sort.YES
        area = table.area
        self.state.area = Range(table.sheet, [Area(area.top, area.left, _last_row(table), area.right)])

    @method
    def SetRange(self, Rng: object = MISSING) -> object:
        """Not for a table: its Sort has the table's own range."""
        raise error(1004, "Application-defined or object-defined error")


def _last_row(table: Any) -> int:
    """The last row that a sort may move: a totals row stays where it is."""
    bottom: int = table.area.bottom
    return bottom - 1 if table.totals else bottom


def _table_sort(self: ListObject) -> object:
    return TableSort(self.table)


def _add2(
    self: _sort.SortFields,
    Key: object = MISSING,
    SortOn: object = MISSING,
    Order: object = MISSING,
    CustomOrder: object = MISSING,
    DataOption: object = MISSING,
    SubField: object = MISSING,
) -> object:
    if SubField is not MISSING and SubField is not EMPTY:
        raise error(1004, "Sorting by a part of a linked data type is not modelled")
    return self.Add(Key, SortOn, Order, CustomOrder, DataOption)


def sorting_amendments() -> Iterator[Amendment | Replacement]:
    """The additions to sorting, ready to be put in the model."""
    yield Replacement(_sort, "text_key", _beyond_ascii)
    yield Replacement(_sort, "sort_area", _taking_notes_along)
    yield Amendment(ListObject, "Sort", lambda _: property_spec("Sort", _table_sort))
    yield Amendment(_sort.SortFields, "Add2", _add2_spec)


def _add2_spec(spec: MemberSpec | None) -> MemberSpec:
    return spec or method_spec("Add2", _add2)
