"""The settings sheet while it is written from top to bottom, and how its formulas look a typed word up."""

from __future__ import annotations

from collections.abc import Sequence

from arena.locale import Catalogue
from arena.workbook.cells import Area
from arena.workbook.description import Sheet, Validation, Value
from arena.workbook.formulas import cleaned_or_empty, position_in
from arena.workbook.model import Settings

WIDTHS = (46, 32, 22, 22, 22, 22, 40)
HANDOUT, SISTER, OURS = (f"settings.source.{name}" for name in ("handout", "sister", "ours"))
_SECTION_HEIGHT = 20


class Page:
    """The sheet while it is written from top to bottom: ``row`` is the next free one."""

    def __init__(self, sheet: Sheet, texts: Catalogue, settings: Settings) -> None:
        self.sheet = sheet
        self.texts = texts
        self.settings = settings
        self.row = 0

    def part(self, key: str) -> None:
        """Put a heading over the sections that follow, and a sentence about them, on a page of their own."""
        self.row += 1
        self.new_page()
        self.sheet.put(self.row, 0, self.texts(key), "part")
        self.sheet.heights[self.row] = _SECTION_HEIGHT
        self.row += 1
        self.line([self.texts(f"{key}.intro")], ["pale_line"])

    def section(self, key: str, source: str | None = None, *, new_page: bool = False) -> None:
        """Put a heading, and under it where what follows comes from."""
        self.row += 1
        if new_page:
            self.new_page()
        self.sheet.put(self.row, 0, self.texts(key), "section")
        self.sheet.heights[self.row] = _SECTION_HEIGHT
        self.row += 1
        if source:
            self.line([self._source(source)], ["pale_line"])

    def new_page(self) -> None:
        """Begin a page of print at the next row."""
        self.sheet.breaks.append(self.row)

    def sources(self, keys: Sequence[str | None]) -> None:
        """Put where each of the lists below comes from, a column each."""
        for column, key in enumerate(keys):
            if key is not None:
                self.sheet.put(self.row, column, self._source(key), "pale")
        self.row += 1

    def _source(self, key: str) -> str:
        return f"{self.texts('settings.source')}: {self.texts(key)}"

    def line(self, values: Sequence[Value], styles: Sequence[str], *, first: int = 0) -> int:
        """Put values next to each other; return their row."""
        for column, (value, style) in enumerate(zip(values, styles, strict=True), start=first):
            if value is not None or style != "text":
                self.sheet.put(self.row, column, value, style)
        self.row += 1
        return self.row - 1

    def name(self, name: str, area: Area) -> Area:
        """Give an area its name in the workbook."""
        self.sheet.names[name] = area
        return area

    def list_down(self, first_row: int, column: int, heading: str, values: Sequence[Value], name: str | None) -> None:
        """Put a heading and values under it; the values get the name."""
        self.sheet.put(first_row, column, heading, "header_computed")
        for row, value in enumerate(values, start=first_row + 1):
            self.sheet.put(row, column, value, "computed")
        if name:
            self.name(name, Area(first_row + 1, column, first_row + len(values), column))

    def choice(self, area: Area, source: str, title: str, message: str) -> None:
        """Let an area choose from a list."""
        self.sheet.validations.append(
            Validation(
                area,
                source=source,
                title=self.texts(title),
                message=self.texts(message),
                error_title=self.texts("issue.answer.error.title"),
                error=self.texts("issue.answer.error"),
            )
        )


def looked_up(reference: str, spellings: str, levels: str, otherwise: str) -> str:
    """Return the formula of what a typed word counts as."""
    return f"IFERROR(INDEX({levels},{position_in(cleaned_or_empty(reference), spellings)}),{otherwise})"
