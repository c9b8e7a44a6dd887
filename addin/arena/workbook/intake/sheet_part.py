"""The cells of one sheet, read from front to back."""

from __future__ import annotations

from datetime import datetime

from arena.workbook.cells import area_of, cell_at
from arena.workbook.intake import limits
from arena.workbook.intake.answer import DATE, ERROR, NUMBER, TEXT, Answer, SheetAnswer, empty_sheet
from arena.workbook.intake.numbers import date_or_number, moment_or_number, number_from
from arena.workbook.intake.plain_text import readable
from arena.workbook.intake.rejection import DAMAGED, TOO_LARGE, Rejected
from arena.workbook.intake.room import Room, check_edges
from arena.workbook.intake.styles_part import Styles
from arena.workbook.intake.xml_part import PartListener

_TRUTH = {"1": True, "true": True, "0": False, "false": False}
_XML_SPACE = " \t\r\n"


class SheetPart(PartListener):
    """Hears ``xl/worksheets/sheet…xml`` and fills the answer's sheet. ``<dimension>`` is not believed.

    Args:
        name: the sheet's name.
        shared: the shared texts of the workbook.
        styles: which formats are dates.
        since_1904: whether the workbook counts days from 1904.
        room: the cells and characters used so far, counted on.
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
        self._blank = 0
        self._row = 0
        self._address: str | None = None  # of the last cell in this row that gave one
        self._steps = 0  # cells since then that gave none
        self._cell: dict[str, str] = {}
        self._value: str | None = None
        self._inline: list[str] | None = None
        self._has_formula = False
        self._data_seen = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear a start tag; a cell's address is only looked at when the cell holds something."""
        if name == "c":
            self._cell = attributes
            self._value = self._inline = None
            self._has_formula = False
            self._address, self._steps = attributes.get("r", self._address), 0 if "r" in attributes else self._steps + 1
        elif name == "v":
            self._once(self._value is None)
            self.captured = []
        elif name == "t":
            self.captured = []
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "f":
            self._once(not self._has_formula)
            self._begin_formula(attributes)
        elif name == "is":
            self._once(self._inline is None)
            self._inline = []
        elif name == "sheetData":
            self._once(not self._data_seen)
            self._data_seen = True

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
        elif name == "t" and self._inline is not None:
            self._inline.append(self.take())

    def sheet(self) -> SheetAnswer:
        """Return the sheet, once the part has been read."""
        self._sheet["kinds"] = "".join(self._kinds)
        self._sheet["formulas"] = [number for cell in sorted(self._formulas) for number in cell]
        self._sheet["uncalculated"] = [number for cell in self._uncalculated for number in cell]
        return self._sheet

    @staticmethod
    def _once(first: bool) -> None:
        """Refuse what a schema-abiding file has once: readers disagree on which of two counts, so neither does."""
        if not first:
            raise Rejected(DAMAGED, "twice")

    def _begin_row(self, number: str | None) -> None:
        self._row = self._row + 1 if number is None else int(number)
        if self._row < 1:
            raise Rejected(DAMAGED, "row")
        check_edges(self._row, 1)
        self._address, self._steps = None, 0

    def _where(self) -> tuple[int, int]:
        """Return row and column of the cell, from 1."""
        row, column = self._row, 0
        if self._address:
            try:
                row, column = (number + 1 for number in cell_at(self._address))
            except ValueError as wrong:
                raise Rejected(DAMAGED, "address") from wrong
        column += self._steps
        check_edges(row, column)
        # Readers disagree on which of two contradicting addresses holds, so neither does.
        if row != self._row or not row or not column or (row, column) in self._seen:
            raise Rejected(DAMAGED, "place")
        return row, column

    def _keep(self) -> None:
        row, column = cell = self._where()
        if cell not in self._formulas:  # those of an array formula were counted with it
            self._room.take_cells()
        self._seen.add(cell)
        if self._has_formula:
            self._formulas.add(cell)
            if self._inline is None and self._is_no_result(self._value):
                self._uncalculated.append(cell)
        kind, value = self._kind_and_value()
        if kind:
            self._sheet["rows"].append(row)
            self._sheet["columns"].append(column)
            self._kinds.append(kind)
            self._sheet["values"].append(value)

    def _is_no_result(self, value: str | None) -> bool:
        """Return True if nothing was stored with a formula; some writers leave an empty element, as for no text."""
        return value is None or (not value.strip(_XML_SPACE) and self._cell.get("t") != "str")

    def _kind_and_value(self) -> tuple[str, int | float | bool]:
        """Return the letter and the value for the answer; no letter for an empty cell. Source: ECMA-376-1, 18.18.11.

        White space around anything but a text means nothing: some writers put each tag on a line of its own.
        """
        type_ = self._cell.get("t", "n")
        if type_ == "inlineStr":
            return self._text(TEXT, "".join(self._inline or ()))
        if type_ == "str":
            return self._text(TEXT, self._value or "")
        written = (self._value or "").strip(_XML_SPACE)
        if not written:
            return "", 0
        match type_:
            case "n":
                found = self._number(written)
            case "s":
                found = self._text(TEXT, self._shared_text(written))
            case "b" if written in _TRUTH:
                found = NUMBER, _TRUTH[written]
            case "e":
                found = self._text(ERROR, written)
            case "d":
                found = self._moment(moment_or_number(written, since_1904=self._since_1904))
            case _:
                raise Rejected(DAMAGED, "cell type")
        return found

    def _text(self, kind: str, text: str) -> tuple[str, int | float | bool]:
        text = readable(text)
        if len(text) > limits.TEXT_LENGTH:  # of runs joined
            raise Rejected(DAMAGED, "text length")
        self._room.take_text(text)
        return (kind, self._answer.text(text)) if text else ("", 0)

    def _number(self, written: str) -> tuple[str, int | float | bool]:
        number = number_from(written)
        if self._cell.get("s") in self._date_styles:
            return self._moment(date_or_number(number, since_1904=self._since_1904))
        return NUMBER, number

    def _moment(self, moment: datetime | int | float) -> tuple[str, int | float | bool]:
        if isinstance(moment, datetime):
            return DATE, self._answer.date(moment)
        return NUMBER, moment

    def _shared_text(self, written: str) -> str:
        index = number_from(written)
        if isinstance(index, float) or not 0 <= index < len(self._shared):
            raise Rejected(DAMAGED, "shared text")
        return self._shared[index]

    def _begin_formula(self, attributes: dict[str, str]) -> None:
        """Note a formula, and the cells that an array formula fills: used cells all, counted before they are noted."""
        self._has_formula = True
        reference = attributes.get("ref")
        if reference is None or attributes.get("t") not in ("array", "dataTable"):
            return
        try:
            area = area_of(reference)
        except ValueError as wrong:
            raise Rejected(DAMAGED, "address") from wrong
        rows, columns = range(area.first_row, area.last_row + 1), range(area.first_column, area.last_column + 1)
        self._room.take_cells(len(rows) * len(columns))
        self._formulas.update((row + 1, column + 1) for row in rows for column in columns)
