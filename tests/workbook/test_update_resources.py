"""What was answered on the generated sheet of resources comes along in a new workbook, and still counts there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from arena.workbook.intake.reading import read_cells
from tests.command import arena
from tests.test_cli_resources import with_answers

pytestmark = pytest.mark.file


def tabs(path: Path) -> list[str]:
    return [sheet.name for sheet in read_cells(path).sheets]


def test_answers_come_along_and_count(tmp_path: Path) -> None:
    old, new = with_answers(tmp_path, {"trainers": "ja", "vervoer": "ja"}), tmp_path / "Nieuw.xlsx"
    assert arena("update", old, "--out", new).code == 0
    assert "Hulpbronnen" in tabs(new)
    before, after = (json.loads(arena("resources", path, "--json").out) for path in (old, new))
    assert before == after
    assert after["circle"]["size"] == 7


def test_a_sheet_on_which_nothing_was_typed_does_not(tmp_path: Path) -> None:
    old, new = with_answers(tmp_path, {}), tmp_path / "Nieuw.xlsx"
    assert "Hulpbronnen" in tabs(old)
    assert arena("update", old, "--out", new).code == 0
    assert "Hulpbronnen" not in tabs(new)


def test_the_dated_block_goes_by_the_answers(tmp_path: Path) -> None:
    old, new = with_answers(tmp_path, {"trainers": "ja"}), tmp_path / "Nieuw.xlsx"
    assert arena("summary", old, "--out", new).code == 0
    cells = next(sheet for sheet in read_cells(new).sheets if sheet.name == "Samenvatting").cells
    assert any("Op papier brengen deze 7 actoren" in str(value) for value in cells.values())
