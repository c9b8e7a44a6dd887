"""The summary of the example on paper: one page that can be read across a table."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import LANGUAGES
from arena.workbook import file_painter
from arena.workbook.example import example
from arena.workbook.fitting import SMALLEST_IN_PRINT
from tests.bench.pictures import pdf_of, printed_texts
from tests.excel.generated import without_formulas
from tests.workbook.typed import described

pytestmark = pytest.mark.picture

ROUNDED = 0.05
"""Points: LibreOffice shrinks by whole percents."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_example_is_one_page_and_large_enough(language: str, tmp_path: Path) -> None:
    book = described(example(language), summary_on=dt.date(2026, 3, 1))
    page = book.sheet("summary")
    file_painter.paint(without_formulas(replace(book, sheets=[page], names={})), tmp_path / "map.xlsx")
    texts = printed_texts(pdf_of(tmp_path / "map.xlsx", tmp_path))
    footer = page.print_setup.footer.format(p=1, n=1)
    assert {text.page for text in texts} == {1}
    assert any(text.text == footer for text in texts)
    assert min(t.points for t in texts if t.text != footer) >= SMALLEST_IN_PRINT - ROUNDED
