"""The summary on paper: three pages of A4, whatever stands on them, large enough to read across a table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import LANGUAGES
from arena.workbook import file_painter
from arena.workbook.description import Formula, Sheet
from arena.workbook.example import example
from arena.workbook.model import Analysis, evaluate
from tests.bench.pictures import pdf_of, printed_texts
from tests.workbook.made import summary_sheet
from tests.workbook.test_summary_formulas import actors
from tests.workbook.test_summary_sheet import DAY
from tests.workbook.typed import described

pytestmark = pytest.mark.picture

LEAST = {1: 9.0, 2: 7.5, 3: 7.5}
"""Points of the smallest text on each page."""

FULL = actors(230, 7)
"""Every row of the three pages is filled, with long names and texts."""

CASES: dict[str, Analysis] = {**{language: example(language) for language in LANGUAGES}, "full": FULL}


def alone(sheet: Sheet) -> Sheet:
    """The sheet without what it reads: each formula's value in its place."""
    cells = {
        place: replace(cell, value=cell.value.value) if isinstance(cell.value, Formula) else cell
        for place, cell in sheet.cells.items()
    }
    return replace(sheet, cells=cells)


@pytest.mark.parametrize("of", CASES.values(), ids=CASES)
def test_has_three_pages_that_can_be_read(of: Analysis, tmp_path: Path) -> None:
    page = alone(summary_sheet(evaluate(of), DAY))
    book = replace(described(of), sheets=[page], names={}, opens_on=None)
    file_painter.paint(book, tmp_path / "map.xlsx")
    texts = printed_texts(pdf_of(tmp_path / "map.xlsx", tmp_path))
    footer = {page.print_setup.footer.format(p=number, n=3) for number in LEAST}
    assert {text.page for text in texts} == {1, 2, 3}
    assert len([text for text in texts if text.text in footer]) == len(LEAST)
    for number, least in LEAST.items():
        assert min(text.points for text in texts if text.page == number and text.text not in footer) >= least
    for number, row in enumerate((0, *page.breaks), start=1):
        on_page = " ".join(text.text for text in texts if text.page == number)
        assert str(page.cells[row, 0].value) in on_page
