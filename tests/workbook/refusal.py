"""Reading a file that must be refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from arena.workbook import errors
from arena.workbook.intake.reading import read_cells
from tests.workbook.crafted import digest

SECONDS = 3


def spent() -> float:
    """Return the processor seconds of the reading processes so far: a busy machine makes them no more."""
    times = os.times()
    return times.children_user + times.children_system


def refused(path: Path) -> errors.InputError:
    """Read a file that must be refused, in time and unchanged; return the error."""
    before = digest(path)
    began = spent()
    with pytest.raises(errors.InputError) as caught:
        read_cells(path)
    assert spent() - began < SECONDS
    assert digest(path) == before
    return caught.value
