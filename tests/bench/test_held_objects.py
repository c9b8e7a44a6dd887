"""The bench tells which objects of Excel Python holds, and where they were taken."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
import xlwings as xw

from tests.bench.excel_model import ExcelBench

pytestmark = pytest.mark.model

_kept: list[object] = []


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    yield
    _kept.clear()


def click(book: xw.Book, keep: object = None) -> None:
    """Read a few cells and write one, in a circle of references as well, and keep what is asked."""
    work(book, keep)
    if keep != "circle":
        gc.collect()


def work(book: xw.Book, keep: object) -> None:
    cells = book.sheets["Arena"]["A1:B3"]
    values = cells.value
    circle: list[object] = [cells]
    circle.append(circle)
    cells.value = values
    if keep == "sheet":
        _kept.append(book.sheets["Arena"])
    elif keep == "cells":
        _kept.append(cells.api)
    elif keep == "method":
        _kept.append(cells.api.Select)
    elif keep == "interface":
        _kept.append(cells.api._inner._oleobj_)
    elif keep == "failure":
        try:
            cells.api.Worksheet.Range("no such name")
        except Exception as failure:
            _kept.append(failure)


def test_a_click_that_keeps_nothing_holds_nothing(excel: ExcelBench, book: xw.Book) -> None:
    with excel.nothing_held():
        click(book)


@pytest.mark.parametrize(
    ("keep", "kind"),
    [
        ("sheet", "Worksheet"),
        ("cells", "Range"),
        ("method", "Range"),
        ("interface", "Range"),
        ("failure", "Worksheet"),
        ("circle", "Range"),
    ],
)
def test_what_a_click_keeps_is_found_with_the_place_where_it_was_taken(
    excel: ExcelBench, book: xw.Book, keep: str, kind: str
) -> None:
    with pytest.raises(AssertionError, match="held") as raised, excel.nothing_held():
        click(book, keep)
    assert kind in str(raised.value)
    assert f"taken in work ({__file__}" in str(raised.value)


def test_after_letting_go_nothing_is_held(excel: ExcelBench, book: xw.Book) -> None:
    before = excel.taken()
    click(book, "cells")
    assert [held.kind for held in excel.held(before)] == ["Range"]
    _kept.clear()
    assert excel.held(before) == []


def test_once_a_test_has_let_go_of_its_own_workbook_none_is_alive(excel: ExcelBench) -> None:
    book = excel.new_book()
    book.sheets[0]["A1"].value = 1
    assert {held.kind for held in excel.held()} >= {"Workbook"}
    book.close()
    assert excel.held()
    del book
    assert excel.held() == []
