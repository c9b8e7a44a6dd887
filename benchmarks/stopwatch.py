"""The least of several runs: what the work costs where nothing else on the machine interfered; and what is asked."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_verdicts: list[bool] = []


def verdict(holds: bool) -> str:
    """Return the word for whether a figure is as asked, and keep it for the end."""
    _verdicts.append(holds)
    return "within" if holds else "ABOVE"


def missed() -> int:
    """Return how many figures were not as asked."""
    return _verdicts.count(False)


def least_seconds(work: Callable[[], object], runs: int = 9) -> float:
    """Return the shortest of ``runs`` durations of ``work``, in seconds."""
    durations = []
    for _ in range(runs):
        gc.collect()
        begun = time.perf_counter()
        work()
        durations.append(time.perf_counter() - begun)
    return min(durations)


def print_ratio(what: str, seconds: float, against: str, base: float, at_most: float) -> None:
    """Print one line: a ratio, what it is of, and the ratio that is asked for."""
    ratio = seconds / base
    print(f"{ratio:6.2f} x {against:<44} {what:<44} {verdict(ratio <= at_most)} {at_most:g}")
