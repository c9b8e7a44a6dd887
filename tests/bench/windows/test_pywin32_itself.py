"""pywin32 does what the rows say of it by which the stand-in is judged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.bench.excel_model.pywin32_rows import ROWS
from tests.bench.windows.session import PYTHON, User

pytestmark = pytest.mark.windows

ASKING = Path(__file__).with_name("asked_of_pywin32.py")
NEEDS_A_MODEL = 14
"""So many rows ask an object of Excel's, or a server in Python: they were seen once, with the model behind real COM."""


def as_json(value: object) -> object:
    """A value as the asking program writes it: a date as text, a Decimal as Python writes it, a tuple as a list."""
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    if value is None or isinstance(value, str | int):
        return value
    return str(value) if hasattr(value, "year") else repr(value)


def test_each_row_that_needs_no_excel_is_so(zoe: User) -> None:
    shutil.copy(ASKING, zoe.home)
    ran = zoe.run(PYTHON, "-X", "utf8", ASKING.name)
    assert ran.code == 0, ran.said
    answers = json.loads(ran.out)
    expected = {row.what: as_json(row.pywin32) for row in ROWS}
    assert answers == {what: expected[what] for what in answers}
    assert len(ROWS) - len(answers) == NEEDS_A_MODEL
