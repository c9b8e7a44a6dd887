"""What the live workbook holds is what its file holds, for every standing sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.excel import live
from arena.workbook.example import example
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import Analysis
from arena.workbook.reading import interpret
from tests.excel import workbooks
from tests.excel.clicking import Session
from tests.workbook.filled_in import filled_in
from tests.workbook.typed import described, paint

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "of", [example("nl"), filled_in("nl"), filled_in("en")], ids=["example", "filled in", "English"]
)
def test_it_is_read_as_its_file(excel: Session, of: Analysis, tmp_path: Path) -> None:
    book = described(of)
    workbooks.without_formulas(book)  # what was typed is read; the model would recalculate the rest
    paint(book, tmp_path / "map.xlsx")
    in_file = interpret(read_cells(tmp_path / "map.xlsx"), "map.xlsx")
    found = live.read(excel.open(tmp_path / "map.xlsx"), "map.xlsx", lambda _: False).interpreted
    assert found.analysis.table.equals(in_file.analysis.table)
    for field in ("language", "answers", "settings", "example"):
        assert getattr(found.analysis, field) == getattr(in_file.analysis, field), field
    assert (list(found.where.rows), found.where.letters) == (list(in_file.where.rows), in_file.where.letters)
    assert (found.sheet, found.unread) == (in_file.sheet, in_file.unread)
