"""Runs in the Windows of the bench: pytest, on a few of each test's cases, or on all of them where the number is 0.

``python own_tests.py RESULTS CASES FILE...`` writes the results as pytest's XML.
"""

from __future__ import annotations

import sys
from collections import Counter

import pytest


class AFew:
    """Keeps the first cases of each test."""

    def __init__(self, cases: int) -> None:
        self._cases = cases

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        seen: Counter[str] = Counter()
        kept = []
        for item in items:
            test = item.nodeid.partition("[")[0]
            seen[test] += 1
            if seen[test] <= self._cases:
                kept.append(item)
        items[:] = kept


if __name__ == "__main__":
    results, cases, *files = sys.argv[1:]
    chosen = [AFew(int(cases))] if int(cases) else []
    sys.exit(pytest.main([*files, f"--junitxml={results}", "-q", "-p", "no:cacheprovider"], plugins=chosen))
