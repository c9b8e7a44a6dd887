"""The pictures of what buttons do show what the button did: rows that it hid stay hidden when heights are fitted."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.workbook import file_painter
from arena.workbook.example import example
from arena.workbook.sheets.arena import FIRST_ROW
from tests.bench.pictures import clicks
from tests.excel.clicking import session


@pytest.mark.model
def test_rows_that_a_button_hid_are_not_in_its_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    described, actors = clicks.example_on_screen(), example("nl").table["actor"]
    file_painter.paint(described, tmp_path / "Voorbeeld.xlsx")
    with session() as started:
        book = started.open(tmp_path / "Voorbeeld.xlsx")
        page = book.sheets[described.sheet("arena").name]
        rows = range(FIRST_ROW + 1, FIRST_ROW + len(actors) + 1)
        started.click("hard_to_miss", book)
        hidden = [row for row in rows if page[f"{row}:{row}"].api.Hidden]
        assert 0 < len(hidden) < len(actors)
        clicks.fit_rows(page, described.sheet("arena"), actors)
        assert [row for row in rows if page[f"{row}:{row}"].api.Hidden] == hidden
