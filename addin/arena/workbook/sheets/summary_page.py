"""The page of the summary: its columns, and how a section, an actor and a line of text are put on it.

All actors stand in one table, under one row of headings that is printed on each page; a band opens each section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from arena.locale import Catalogue
from arena.method.text import split_list
from arena.workbook import fitting
from arena.workbook.description import Sheet, Value
from arena.workbook.fitting import Written
from arena.workbook.look import STYLES
from arena.workbook.model import Result
from arena.workbook.sheets import arena
from arena.workbook.sheets.generated import agreements
from arena.workbook.sheets.generated.agreements import Agreement, Slot

BAR_CELLS = 20
"""The bar has a cell for each place, and at most this many: with more actors a cell stands for several places."""

_PLACE, _ACTOR, _RANGE, _BAR = range(4)
_WIDTHS_BEFORE_BAR = {_PLACE: 10.0, _ACTOR: 28.0, _RANGE: 9.0}
_BAR_WIDTH = 9.0
_LEAST_CELL, _MOST_CELL = 0.42, 3.0
_AFTER_BAR = (
    ("signal", 19.0),
    ("brings", 34.0),
    ("replaced_by", 24.5),
    ("why", 34.0),
    ("next", 27.0),
    ("agreements", 12.0),
)
_BAND_POINTS = 14.5
_HEADINGS_POINTS = 29.0
_AROUND_TITLE = 1.0
_BAR_HEADED_FROM = 8
"""So many cells of the bar hold its heading."""


@dataclass
class Page:
    """The page while it is written from top to bottom; ``row`` is the next free one.

    ``shown`` are the rows of the analysis that already have a row of their own on the page.
    """

    sheet: Sheet
    result: Result
    texts: Catalogue
    row: int = 0
    section: str = ""
    slots: list[Slot] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.places = self.result.assessment.rated_count
        self.bar_cells = max(1, min(self.places, BAR_CELLS))
        self.column = {key: _BAR + self.bar_cells + number for number, (key, _) in enumerate(_AFTER_BAR)}
        self.column |= {"place": _PLACE, "actor": _ACTOR, "range": _RANGE}
        self.last_column = self.column["agreements"]
        cell = max(_LEAST_CELL, min(_MOST_CELL, _BAR_WIDTH / self.bar_cells))
        self.sheet.widths = {
            **_WIDTHS_BEFORE_BAR,
            **dict.fromkeys(range(_BAR, _BAR + self.bar_cells), cell),
            **{self.column[key]: width for key, width in _AFTER_BAR},
        }
        self.actors = {name: values.tolist() for name, values in self.result.actors.items()}
        self._resources = self.result.analysis.table["resources"].tolist()

    def say(self, text: str, style: str) -> None:
        """Put a line over the whole page, cut where it gets too long: generated sheets have no merged cells."""
        room = self._width(_PLACE, self.last_column) / _size_of(style)
        for part in fitting.paragraph(text, room):
            self.sheet.put(self.row, _PLACE, part, style)
            self.row += 1

    def put_headings(self) -> int:
        """Put the row of headings, and return it."""
        for key, column in self.column.items():
            style = "header_page_center" if key in ("place", "range") else "header_page"
            self.sheet.put(self.row, column, self.texts(f"summary.column.{key}"), style)
        for offset in range(self.bar_cells):
            self.sheet.put(self.row, _BAR + offset, None, "header_bar")
        if self.bar_cells >= _BAR_HEADED_FROM:
            self.sheet.put(self.row, _BAR, self.texts("summary.column.bar", count=self.places), "header_bar")
        self.sheet.heights[self.row] = _HEADINGS_POINTS
        self.row += 1
        return self.row - 1

    def open_section(self, title: str, beside: Sequence[str] = (), between: str = " ") -> None:
        """Put the band that opens a section, with texts beside its title, over more lines where they are many."""
        self.section = title
        needed = fitting.text_width(title, bold=True) + _AROUND_TITLE
        starts = [self.column[key] for key in ("actor", "signal", "brings", "replaced_by", "why")]
        first = next(column for column in starts if self._width(_PLACE, column - 1) > needed or column == starts[-1])
        room = self._width(first, self.last_column)
        for number, line in enumerate(fitting.flow(beside, between, room)):
            for column in range(self.last_column + 1):
                self.sheet.put(self.row, column, None, "band_text")
            if number == 0:
                self.sheet.put(self.row, _PLACE, title, "band")
            self.sheet.put(self.row, first, line, "band_text")
            self.sheet.heights[self.row] = _BAND_POINTS
            self.row += 1

    def put_actor(self, row: int, why: str, step: str) -> None:
        """Put one actor: place, name, range, the range as a bar of cells, and what goes with it."""
        best, worst = self.actors["best"][row], self.actors["worst"][row]
        signal = self.actors["flag"][row]
        flagged = signal != "none"
        values: dict[str, tuple[Value, str]] = {
            "place": (self._place(row), "cell_center"),
            "actor": (self.name(row), "cell_bold"),
            "range": (arena.range_text(best, worst) if self.actors["rated"][row] else None, "cell_center"),
            "signal": (self.texts(f"flag.{signal}") if flagged else None, signal if flagged else "cell"),
            "brings": (", ".join(split_list(self._resources[row])), "cell"),
            "replaced_by": (", ".join(self.result.substitutes(row)), "cell"),
            "why": (why, "cell"),
            "next": (step, "cell"),
            "agreements": (None, "agreement"),
        }
        self._put_row({self.column[key]: cell for key, cell in values.items()})
        self._put_bar(row)
        self.slots.append(Slot(self.row, self.column["agreements"], self.section, self.name(row)))
        self.shown.add(row)
        self.row += 1

    def put_agreement(self, agreement: Agreement) -> None:
        """Put an agreement with an actor that has no row on the page."""
        cells: dict[int, tuple[Value, str]] = dict.fromkeys(range(self.last_column), (None, "cell"))
        cells[_ACTOR] = (agreement.actor, "cell_bold")
        self._put_row(cells)
        agreements.put(self.sheet, self.row, self.column["agreements"], agreement.value)
        self.row += 1

    def name(self, row: int) -> str:
        """Return the name of an actor, or that it has none."""
        return self.result.entries.actor[row] or self.texts("summary.nameless")

    def fits_one_page(self) -> bool:
        """Return True if all of it, on one landscape page, is still large enough to read."""
        widths = self.sheet.widths.values()
        width = sum(fitting.POINTS_PER_DIGIT * each + fitting.COLUMN_EXTRA_POINTS for each in widths)
        heights = self.sheet.fitted | self.sheet.heights
        return fitting.one_page(width, sum(heights.get(row, fitting.LINE_POINTS) for row in range(self.row)))

    def _put_row(self, cells: dict[int, tuple[Value, str]]) -> None:
        written = []
        for column, (value, style) in cells.items():
            self.sheet.put(self.row, column, value, style)
            if value is not None:
                look = STYLES[style]
                written.append(Written(str(value), self.sheet.widths[column], look.bold, look.indent))
        self.sheet.fitted[self.row] = fitting.height_for(written)

    def _put_bar(self, row: int) -> None:
        best, worst, place = (self.actors[name][row] for name in ("best", "worst", "place"))
        is_rated, mark = self.actors["rated"][row], "●" if self.actors["known"][row] else "○"

        def cell(of_place: int) -> int:
            return (of_place - 1) * self.bar_cells // self.places

        for offset in range(self.bar_cells):
            within = is_rated and cell(best) <= offset <= cell(worst)
            marked = is_rated and offset == cell(place)
            self.sheet.put(self.row, _BAR + offset, mark if marked else None, "bar" if within else "bar_empty")

    def _place(self, row: int) -> Value:
        own, place = int(self.result.entries.own_rank[row]), self.actors["place"][row]
        if own >= 1 and place:
            return self.texts("summary.own_place.of", own=own, place=place)
        if own >= 1:
            return self.texts("summary.own_place", own=own)
        if not place:
            return None
        return place if self.actors["known"][row] else f"{place} ?"

    def _width(self, first: int, last: int) -> float:
        extra = fitting.COLUMN_EXTRA_POINTS / fitting.POINTS_PER_DIGIT
        return sum(self.sheet.widths[column] + extra for column in range(first, last + 1)) - extra


def _size_of(style: str) -> float:
    """Return how large a style is, beside the font by which columns are measured."""
    return STYLES[style].size / STYLES["text"].size
