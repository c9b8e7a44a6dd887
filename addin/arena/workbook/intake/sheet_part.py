"""The cells of one sheet, read from front to back."""

from __future__ import annotations

from datetime import datetime

from arena.workbook.intake import limits
from arena.workbook.intake.answer import DATE, ERROR, NUMBER, TEXT, Answer, SheetAnswer, empty_sheet
from arena.workbook.intake.numbers import date_from_iso, date_or_number, number_from
from arena.workbook.intake.place import Room, area_of, check_edges, place_of, size_of
from arena.workbook.intake.plain_text import readable
from arena.workbook.intake.rejection import DAMAGED, TOO_LARGE, UNSAFE, Rejected
from arena.workbook.intake.styles_part import Styles
from arena.workbook.intake.xml_part import PartListener, unescaped

_TRUTH = {"1": True, "true": True, "0": False, "false": False}
_LONGEST_ERROR_CODE = 32


class SheetPart(PartListener):
    """Hears ``xl/worksheets/sheet…xml`` and fills the answer's sheet. ``<dimension>`` is not believed.

    Args:
        name: the sheet's name.
        shared: the shared texts of the workbook.
        styles: which formats are dates.
        since_1904: whether the workbook counts days from 1904.
        room: the cells used so far, counted on.
        answer: takes the texts.
    """

    root = "worksheet"

    def __init__(
        self, name: str, shared: list[str], styles: Styles, *, since_1904: bool, room: Room, answer: Answer
    ) -> None:
        super().__init__()
        self._shared = shared
        self._date_styles = styles.dates
        self._since_1904 = since_1904
        self._room = room
        self._answer = answer
        self._sheet: SheetAnswer = empty_sheet(name)
        self._kinds: list[str] = []
        self._seen: set[tuple[int, int]] = set()
        self._formulas: set[tuple[int, int]] = set()
        self._uncalculated: list[tuple[int, int]] = []
        self._merged = 0
        self._blank = 0
        self._row = 0
        self._address: str | None = None  # of the last cell in this row that gave one
        self._steps = 0  # cells since then that gave none
        self._cell: dict[str, str] = {}
        self._value: str | None = None
        self._inline: list[str] | None = None
        self._has_formula = False
        self._phonetic = False
        room.next_sheet()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear a start tag; a cell's address is only looked at when the cell holds something."""
        if name == "c":
            self._cell = attributes
            self._value = self._inline = None
            self._has_formula = False
            self._address, self._steps = attributes.get("r", self._address), 0 if "r" in attributes else self._steps + 1
        elif name == "v" or (name == "t" and self._inline is not None and not self._phonetic):
            self.captured = []
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "f":
            self._begin_formula(attributes)
        elif name == "is":
            self._inline = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def closed(self, name: str) -> None:
        """Hear an end tag."""
        if name == "c":
            if self._value or self._inline or self._has_formula:
                self._keep()
            else:
                self._blank += 1
                if self._blank > limits.BLANK_CELLS:
                    raise Rejected(TOO_LARGE, "blank cells")
        elif name == "v":
            self._value = self.take()
        elif name == "t" and self._inline is not None and not self._phonetic:
            self._inline.append(self.take())
        elif name == "rPh":
            self._phonetic = False

    def sheet(self) -> SheetAnswer:
        """Return the sheet, once the part has been read."""
        self._sheet["kinds"] = "".join(self._kinds)
        self._sheet["formulas"] = [number for place in sorted(self._formulas) for number in place]
        self._sheet["uncalculated"] = [number for place in self._uncalculated for number in place]
        return self._sheet

    def _merge(self, reference: str) -> None:
        self._merged += size_of(area_of(reference))
        if self._merged > limits.MERGED_CELLS:
            raise Rejected(UNSAFE, "merged")

    def _begin_row(self, number: str | None) -> None:
        self._row = self._row + 1 if number is None else int(number)
        if self._row < 1:
            raise Rejected(DAMAGED, "row")
        check_edges(self._row, 1)
        self._address, self._steps = None, 0

    def _place(self) -> tuple[int, int]:
        row, column = place_of(self._address) if self._address else (self._row, 0)
        column += self._steps
        check_edges(row, column)
        # Readers disagree on which of two contradicting places holds, so neither does.
        if row != self._row or not row or not column or (row, column) in self._seen:
            raise Rejected(DAMAGED, "place")
        return row, column

    def _keep(self) -> None:
        row, column = place = self._place()
        self._room.take(row, column)
        self._seen.add(place)
        if self._has_formula:
            self._formulas.add(place)
            if self._value is None and self._inline is None:
                self._uncalculated.append(place)
        kind, value = self._kind_and_value()
        if kind:
            self._sheet["rows"].append(row)
            self._sheet["columns"].append(column)
            self._kinds.append(kind)
            self._sheet["values"].append(value)

    def _kind_and_value(self) -> tuple[str, int | float | bool]:
        """Return the letter and the value for the answer; no letter for an empty cell. Source: ECMA-376-1, 18.18.11."""
        type_ = self._cell.get("t", "n")
        written = self._value or ""
        if type_ == "inlineStr":
            return self._text("".join(self._inline or ()))
        if not written:
            return "", 0
        match type_:
            case "n":
                found = self._number(written)
            case "s":
                found = self._text(self._shared_text(written))
            case "str":
                found = self._text(written)
            case "b" if written in _TRUTH:
                found = NUMBER, _TRUTH[written]
            case "e" if len(written) <= _LONGEST_ERROR_CODE:
                found = ERROR, self._answer.text(written)
            case "d":
                found = DATE, self._answer.date(date_from_iso(written))
            case _:
                raise Rejected(DAMAGED, "cell type")
        return found

    def _text(self, text: str) -> tuple[str, int | float | bool]:
        text = readable(unescaped(text))
        return (TEXT, self._answer.text(text)) if text else ("", 0)

    def _number(self, written: str) -> tuple[str, int | float | bool]:
        number = number_from(written)
        if self._cell.get("s") in self._date_styles:
            moment = date_or_number(number, since_1904=self._since_1904)
            if isinstance(moment, datetime):
                return DATE, self._answer.date(moment)
        return NUMBER, number

    def _shared_text(self, written: str) -> str:
        index = number_from(written)
        if isinstance(index, float) or not 0 <= index < len(self._shared):
            raise Rejected(DAMAGED, "shared text")
        return self._shared[index]

    def _begin_formula(self, attributes: dict[str, str]) -> None:
        """Note a formula, and the cells that an array formula fills: used cells all, so no more than those may be."""
        self._has_formula = True
        reference = attributes.get("ref")
        if reference is None or attributes.get("t") not in ("array", "dataTable"):
            return
        row1, column1, row2, column2 = area = area_of(reference)
        if len(self._formulas) + size_of(area) > limits.USED_CELLS:
            raise Rejected(TOO_LARGE, "array")
        self._formulas.update((row, column) for row in range(row1, row2 + 1) for column in range(column1, column2 + 1))
