"""The least of several runs: what the work costs where nothing else on the machine interfered."""

from __future__ import annotations

import time
from collections.abc import Callable


def least_seconds(work: Callable[[], object], runs: int) -> float:
    """Return the shortest of ``runs`` durations of ``work``, in seconds."""
    durations = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        durations.append(time.perf_counter() - begun)
    return min(durations)


def print_ratio(what: str, seconds: float, against: str, base: float, at_most: float) -> None:
    """Print one line: a ratio, what it is of, and the ratio that is asked for."""
    ratio = seconds / base
    verdict = "within" if ratio <= at_most else "ABOVE"
    print(f"{ratio:6.2f} x {against:<44} {what:<44} {verdict} {at_most:g}")
