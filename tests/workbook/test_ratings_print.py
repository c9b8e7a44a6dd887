"""The sheet of ratings on paper: one A4 for the example, large enough to read, however many people filled in a form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from arena.workbook import file_painter
from arena.workbook.example import example
from arena.workbook.merged import NewName
from arena.workbook.model import evaluate
from arena.workbook.sheets.ratings_page import MOST_APART
from tests.bench.pictures import pdf_of, printed_texts
from tests.workbook import rated
from tests.workbook.test_summary_print import alone
from tests.workbook.typed import described

pytestmark = pytest.mark.picture

SMALLEST_IN_PRINT = 7

PEOPLE = (2, 5, MOST_APART, 40)


@pytest.mark.parametrize("people", PEOPLE)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_takes_one_page_that_can_be_read(language: str, people: int, tmp_path: Path) -> None:
    analysis = example(language)
    result = evaluate(analysis)
    own = (result.entries.importance, result.entries.hardness, result.entries.dependency)
    levels = np.repeat(np.stack(own)[:, None, :], people, axis=1)
    levels[1, people // 2 :, :] = 1  # they differ about everybody
    new = [NewName("Turks Huis", (0,)), NewName("Ouders van de Kerkstraat", (1,), "Oudergroep")]
    page = alone(rated.sheet(rated.of_levels(result, levels, new_names=new)))
    file_painter.paint(replace(described(analysis), sheets=[page], names={}, opens_on=None), tmp_path / "map.xlsx")
    texts = printed_texts(pdf_of(tmp_path / "map.xlsx", tmp_path))
    assert {text.page for text in texts} == {1}
    assert min(text.points for text in texts) >= SMALLEST_IN_PRINT
    assert "Ouders van de Kerkstraat" in {text.text for text in texts}
