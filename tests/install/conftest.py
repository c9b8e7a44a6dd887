"""What the tests of the installer share: a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from .imagined import ImaginedMachine, windows_machine


@pytest.fixture
def windows(tmp_path: Path) -> ImaginedMachine:
    return windows_machine(tmp_path)
