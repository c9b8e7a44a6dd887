"""Rows sorted, renamed, deleted, inserted and added, by hand and by button: each keeps its entries and its results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from arena.excel import live
from arena.workbook.sheets.arena import FIRST_ROW
from arena.workbook.sheets.columns import POSITION
from tests.excel import workbooks
from tests.excel.clicking import ARENA, Session
from tests.thorough import one_in
from tests.workbook.rows_moved import MARK, RESULTS, Add, Delete, Insert, Sort, Step, Type, start, steps, wrong
from tests.workbook.typed import described, paint

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "Rijen.xlsx"
    book = described(start())
    workbooks.shorten(book, 8)
    paint(book, path)
    return path


def table_of(book: xw.Book) -> Any:
    return book.sheets[ARENA].api.ListObjects.Item("Arena")


def marks(book: xw.Book) -> list[object]:
    return [row[0] for row in table_of(book).ListColumns.Item(POSITION[MARK] + 1).DataBodyRange.Value]


def do(excel: Session, book: xw.Book, step: Step) -> None:
    table = table_of(book)
    match step:
        case Sort("order", True):
            assert excel.click("rank", book).message.startswith("Klaar")
        case Sort(key, upwards):
            table.Sort.SortFields.Clear()
            table.Sort.SortFields.Add(table.ListColumns.Item(POSITION[key] + 1).DataBodyRange, 0, 1 if upwards else 2)
            table.Sort.Header = 1
            table.Sort.Apply()
        case Type(mark, key, value):
            book.sheets[ARENA][workbooks.at(key, FIRST_ROW + 1 + marks(book).index(mark))].value = value
        case Delete(mark):
            table.ListRows.Item(marks(book).index(mark) + 1).Delete()
        case Insert(mark):
            table.ListRows.Add(marks(book).index(mark) + 1)
        case Add(mark):
            row = FIRST_ROW + 1 + max(n for n, one in enumerate(marks(book)) if one) + 1
            for key, value in {"actor": f"Actor {mark}", "importance": 3, MARK: mark}.items():
                book.sheets[ARENA][workbooks.at(key, row)].value = value


def shown(book: xw.Book) -> dict[int, dict[str, object]]:
    """The results of each row that has its formulas."""
    body = table_of(book).DataBodyRange
    found = {}
    for number, (values, formulas) in enumerate(zip(body.Value, body.Formula, strict=True), start=FIRST_ROW + 1):
        if str(formulas[POSITION["order"]]).startswith("="):
            found[number] = {key: values[POSITION[key]] for key in RESULTS}
    return found


@pytest.mark.parametrize("seed", one_in(2, [1, 3, 4]))
def test_in_any_order_nobody_gets_somebody_elses(excel: Session, file: Path, seed: int) -> None:
    book = excel.open(file)
    book.sheets[ARENA].used_range.unmerge()  # the model shifts no merged cells
    for step, typed in steps(seed, 6):
        do(excel, book, step)
        read = live.read(book, "Rijen.xlsx", lambda _: False).interpreted
        found = shown(book)
        assert len(found) >= len(typed)
        assert wrong(read, found, typed) == [], step
