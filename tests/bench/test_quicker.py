"""The model as it is made quicker for the tests comes to what it comes to by itself, before and after writing."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from pyopenvba.apps.excel import ExcelApplication

from arena.workbook.cells import cell_name
from tests.bench.judges.excel_model import AUTOMATIC, QUICKER
from tests.excel import workbooks

pytestmark = pytest.mark.model

WRITTEN = {
    workbooks.at("importance", 5): 1.0,
    workbooks.at("actor", 7): "Harmonie",
    workbooks.at("importance", 8): "=1+2",
}
"""What is typed: a level, a name, a formula."""


def seen(path: Path) -> list[dict[str, Any]]:
    """How high the rows are on opening; what each cell holds, its formula as Excel shows it and its format: on opening,
    with everything worked out anew, and after each write."""
    book = ExcelApplication.open(path, with_vba=False).workbook
    book.application.calculation = AUTOMATIC
    found = [heights(book), everything(book)]
    book.calculator.rebuild()
    found.append(everything(book))
    table = book.sheets_[[sheet.name for sheet in book.sheets_].index("Arena-analyse")]
    for place, value in WRITTEN.items():
        table.vba_get("Range", [place]).vba_set("Formula", value, [])
        found.append(everything(book))
    table.vba_set("Name", "Anders", [])
    found.append(everything(book))
    return found


def heights(book: Any) -> dict[str, Any]:
    rows = {(sheet.name, row): sheet for sheet in book.sheets_ for row, _ in sheet.cells_}
    return {f"{name} {row}": sheet.dims.row_quarters(row) for (name, row), sheet in rows.items()}


def everything(book: Any) -> dict[str, Any]:
    return {
        f"{sheet.name}!{cell_name(row - 1, column - 1)}": (
            repr(book.calculator.value_of(sheet.name, row, column)),
            sheet.vba_get("Cells", [row, column]).vba_get("Formula", []),
            repr(sheet.style_at(row, column)),
        )
        for sheet in book.sheets_
        for row, column in sheet.cells_
    }


def test_it_comes_to_the_same(tmp_path: Path) -> None:
    path = workbooks.small(tmp_path / "map.xlsx")
    by_itself, quicker, once_more = (seen_with(each, path) for each in (nullcontext(), QUICKER, QUICKER))
    assert by_itself[1] == by_itself[2]  # as the file has it
    assert len({repr(each) for each in by_itself}) == len(by_itself) - 1, "each write changes something"
    assert quicker == by_itself
    assert once_more == by_itself  # with all that the first Excel read


def seen_with(amended: Any, path: Path) -> list[dict[str, Any]]:
    with amended:
        return seen(path)
