"""Workbooks to run commands on."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from arena.workbook.example import example
from arena.workbook.model import Analysis
from tests.workbook.typed import described, paint

# Workbooks are made of many objects that refer to each other in no circle. Looking for garbage among them as often as
# Python does by itself takes a tenth of the time.
gc.set_threshold(50_000, 20, 50)


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[Analysis], Path]:
    def write(of: Analysis) -> Path:
        path = tmp_path / "map.xlsx"
        paint(described(of), path)
        return path

    return write


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("invoer") / "voorbeeld.xlsx"
    paint(described(example("nl")), path)
    return path
