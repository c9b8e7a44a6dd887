"""How a sheet is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arena.excel.apple.said import COUNT, TEXT, Property, Reference, Said, Unsaid, choice

if TYPE_CHECKING:
    from arena.excel.apple.books import Worksheet


class SheetPrinting(Said):
    """How a sheet is printed."""

    PrintArea = Property("print_area", TEXT)
    PrintTitleRows = Property("print_title_rows", TEXT)
    Orientation = Property("page_orientation", choice({1: "portrait", 2: "landscape"}))
    Zoom = Property("zoom")
    FitToPagesWide = Property("fit_to_pages_wide", COUNT)
    FitToPagesTall = Property("fit_to_pages_tall", COUNT)
    LeftMargin = Property("left_margin")
    RightMargin = Property("right_margin")
    TopMargin = Property("top_margin")
    BottomMargin = Property("bottom_margin")
    LeftFooter = Property("left_footer")
    RightFooter = Property("right_footer")
    PaperSize = Unsaid()
    ScaleWithDocHeaderFooter = Unsaid()

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    @property
    def refs(self) -> Sequence[Reference]:
        return [self._sheet.ref.page_setup_object]
