"""What a click that paints a sheet costs, in dispatches to Excel."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.excel import workbooks
from tests.excel.clicking import CHANGING, NO, Session, start_anew

pytestmark = pytest.mark.model


MOST_TO_FILL = 150
"""Dispatches of a click that fills the dated block of the summary."""


def test_filling_the_block_of_the_summary_costs_little_for_10_and_for_230_actors(
    excel: Session, tmp_path: Path
) -> None:
    counts = []
    for size in (10, 230):
        book = excel.open(workbooks.of_values(tmp_path / f"{size}.xlsx", workbooks.many_actors(size)))
        with excel.excel.counting() as calls:
            assert excel.click("summary", book).message.startswith("Klaar: onderaan")
        counts.append(calls.total)
        excel.close(book)
    assert max(counts) <= MOST_TO_FILL, counts
    assert counts[1] <= counts[0] + 5, counts


@pytest.mark.parametrize("button", CHANGING)
def test_a_click_costs_the_same_for_10_and_for_230_actors(excel: Session, tmp_path: Path, button: str) -> None:
    """Whatever the actors are; 1,000 take the model minutes: benchmarks.dispatches counts them, test_painter paints."""
    counts: dict[str, list[int]] = {"new": [], "over": [], "undo": []}
    for size in (10, 230):
        book = excel.open(workbooks.of_values(tmp_path / f"{size}.xlsx", workbooks.many_actors(size)))
        for turn, row in counts.items():
            if turn != "undo" and button == "check":  # what is not there in a workbook of values stays so
                excel.excel.answer(NO)
            with excel.excel.counting() as calls:
                assert excel.click("undo" if turn == "undo" else button, book).message.startswith("Klaar")
            row.append(calls.total)
        book.close()
        start_anew()
    assert {turn: max(row) - min(row) <= 5 for turn, row in counts.items()} == dict.fromkeys(counts, True), counts
