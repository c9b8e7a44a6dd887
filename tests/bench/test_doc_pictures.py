"""The pictures that a document shows, those that are made, and those that are kept are the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bench.pictures import clicks, gallery, ribbon

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
KEPT = ROOT / "docs" / "pictures"


@pytest.mark.pure
def test_every_picture_is_made_kept_and_shown() -> None:
    made = {shot.name for shot in gallery.shots()} | {*clicks.CLICKED.values()}
    made |= {clicks.LISTED, clicks.SHARED, clicks.COMPARED}
    made |= {Path(name).stem for name in ribbon.NAMES.values()}
    shown = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"pictures/([\w-]+)\.png\)", document.read_text(encoding="utf-8"))
    }
    assert made == shown
    assert made == {path.stem for path in KEPT.glob("*.png")}
