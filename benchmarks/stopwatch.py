"""What work costs where nothing else on the machine interfered, and whether that is what is asked."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

ROUNDS = 3
"""How often two kinds of work are timed in turn, so that both meet what else the machine does."""

FAR = 1.5
"""A time is a miss beyond so many times what is asked: a shared machine alone can take it above."""

SHORTEST = 1e-3
"""Seconds below which a time says more of the clock than of the work, and nothing is compared with it."""

_missed: list[str] = []


def verdict(holds: bool) -> str:
    """Return the word for whether a count is as asked; one that is not is a miss."""
    if not holds:
        _missed.append("a count")
    return "within" if holds else "ABOVE"


def verdict_of_time(usual: float, least: float, at_most: float) -> str:
    """Return the word for whether a time is as asked: a miss is what is far above even at its least."""
    if usual <= at_most:
        return "within"
    if least <= at_most * FAR:
        return "above"
    _missed.append("a time")
    return "FAR ABOVE"


def missed() -> int:
    """Return how many figures were not as asked."""
    return len(_missed)


def least_seconds(work: Callable[[], object], runs: int = 9) -> float:
    """Return the shortest of ``runs`` durations of ``work``, in seconds."""
    durations = []
    for _ in range(runs):
        gc.collect()
        begun = time.perf_counter()
        work()
        durations.append(time.perf_counter() - begun)
    return min(durations)


def print_ratio(
    what: str, work: Callable[[], object], against: str, base: Callable[[], object], at_most: float, runs: int = 9
) -> None:
    """Time two kinds of work and print one line: their ratio, what it is of, and the ratio that is asked for."""
    ratios = []
    for _ in range(ROUNDS):
        shortest = least_seconds(base, runs // ROUNDS)
        if shortest < SHORTEST:
            print(f"{'':>6}   {against:<44} {what:<44} too short to compare")
            return
        ratios.append(least_seconds(work, runs // ROUNDS) / shortest)
    usual = statistics.median(ratios)
    print(f"{usual:6.2f} x {against:<44} {what:<44} {verdict_of_time(usual, min(ratios), at_most)} {at_most:g}")
