"""The worked example, on the day on which it plays."""

from __future__ import annotations

import datetime as dt

import pytest

from arena.locale import LANGUAGES
from arena.method.notes import Seen
from arena.workbook.example import example
from arena.workbook.model import evaluate
from arena.workbook.progress import progress

pytestmark = pytest.mark.pure

DAY = dt.date(2026, 2, 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_talk_is_late_and_the_fifth_step_is_under_way(language: str) -> None:
    result = evaluate(example(language), Seen(DAY))
    codes = result.assessment.notes["code"].astype(str).to_list()
    assert codes.count("talk_late") == 1
    assert progress(result)[5].state == "busy"
    assert not any(code.startswith("invalid_") for code in codes)
