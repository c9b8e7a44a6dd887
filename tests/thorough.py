"""Which cases are tried: those that no other stands for (`make test`), or each of them (`make test-all`)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

Case = TypeVar("Case")

ALL = os.environ.get("ARENA_TEST_ALL") == "1"
"""Whether each case of each test is tried."""


def one_in(step: int, cases: Iterable[Case]) -> list[Case]:
    """Return the first case and every `step`-th after it; each of them where all are tried."""
    return list(cases)[:: 1 if ALL else step]
