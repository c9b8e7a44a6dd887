"""Each list to choose from on a generated sheet stands behind a name that workbooks have: Excel refuses another."""

from __future__ import annotations

import datetime as dt

import pytest

from arena.workbook import book
from arena.workbook.description import Sheet
from arena.workbook.example import example
from arena.workbook.model import evaluate
from tests.bench.pictures import clicks
from tests.workbook import rated
from tests.workbook.made import matrix_sheet, resources_sheet

pytestmark = pytest.mark.file

RESULT = evaluate(example("nl"))
DAY = dt.date(2026, 2, 3)
SHEETS = {
    "resources": resources_sheet(RESULT, DAY),
    "matrix": matrix_sheet(RESULT, DAY),
    "ratings": rated.sheet(clicks.colleagues(RESULT)),
}


@pytest.mark.parametrize("page", SHEETS.values(), ids=SHEETS)
def test_it_does(page: Sheet) -> None:
    sources = {one.source for one in page.validations if one.source is not None}
    behind_names = {source for source in sources if source.startswith("arena_")}
    assert behind_names <= book.describe(RESULT).names.keys()


def test_there_are_some() -> None:
    assert any(one.source for page in SHEETS.values() for one in page.validations)
