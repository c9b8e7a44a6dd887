"""The stand-in for pywin32 against the real one, row by row."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.excel_model import EndlessCallError, ExcelBench, exit_handlers
from tests.bench.excel_model.early_binding import EARLY_BINDING, generated_folder
from tests.bench.excel_model.pywin32_rows import ROWS, Row, Trial

pytestmark = pytest.mark.model


@pytest.mark.parametrize("row", ROWS, ids=[row.what for row in ROWS])
def test_the_stand_in_does_what_its_row_says(excel: ExcelBench, row: Row) -> None:
    excel.new_book()
    assert row.tried(Trial(excel)) == row.stand_in


@pytest.mark.parametrize("row", ROWS, ids=[row.what for row in ROWS])
def test_a_reason_is_given_where_it_differs_and_only_there(row: Row) -> None:
    assert bool(row.why) == (row.stand_in != row.pywin32)


def test_a_write_that_pywin32_refuses_is_told_once_and_through_xlwings_ends_in_an_error(excel: ExcelBench) -> None:
    book = excel.new_book()
    with pytest.raises(AttributeError, match="FullName"):
        excel.application.ActiveWorkbook.FullName = "x"
    with pytest.raises(EndlessCallError, match="FullName"):
        book.api.FullName = "x"


def test_handlers_are_listed_and_stay_registered(excel: ExcelBench) -> None:
    assert "xlwings._xlwindows.cleanup" in exit_handlers()
    assert exit_handlers() == exit_handlers()


def test_classes_that_somebody_had_generated_are_taken_by_whoever_comes_after(
    excel: ExcelBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    client = sys.modules["win32com.client"]
    bound = len(EARLY_BINDING.bound)
    client.Dispatch(excel.application._oleobj_)
    assert len(EARLY_BINDING.bound) == bound
    client.gencache.EnsureModule("{00020813-0000-0000-C000-000000000046}", lcid=0, major=1, minor=2)
    assert generated_folder().is_relative_to(tmp_path)
    client.Dispatch(excel.application._oleobj_)
    assert len(EARLY_BINDING.bound) == bound + 1
