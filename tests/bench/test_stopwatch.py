"""A figure that divides by nearly nothing is none; only what is far above, each time, is a miss."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from benchmarks import stopwatch
from benchmarks.stopwatch import missed, print_ratio, verdict, verdict_of_time

pytestmark = pytest.mark.pure


class Clock:
    """Stands still while nothing works."""

    def __init__(self) -> None:
        self.now = 0.0

    def perf_counter(self) -> float:
        return self.now

    def lasting(self, *durations: float) -> Callable[[], None]:
        """Work that lasts each time as long as is said, and from then on as the last time."""
        left: Iterator[float] = iter(durations)

        def work() -> None:
            self.now += next(left, durations[-1])

        return work


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(stopwatch, "time", clock)
    monkeypatch.setattr(stopwatch, "_missed", [])
    return clock


@pytest.mark.parametrize(
    ("usual", "least", "word", "misses"),
    [(1.0, 1.0, "within", 0), (1.2, 1.2, "above", 0), (9.0, 1.2, "above", 0), (1.6, 1.6, "FAR ABOVE", 1)],
)
def test_a_time_is_a_miss_only_where_it_is_far_above_each_time(
    usual: float, least: float, word: str, misses: int
) -> None:
    assert verdict_of_time(usual, least, 1.0) == word
    assert missed() == misses


def test_a_count_that_is_above_is_a_miss() -> None:
    assert (verdict(True), verdict(False)) == ("within", "ABOVE")
    assert missed() == 1


def test_what_is_too_short_is_compared_with_nothing(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    print_ratio("work", clock.lasting(0.002), "nothing", lambda: None, 2)
    assert capsys.readouterr().out.split() == ["nothing", "work", "too", "short", "to", "compare"]
    assert missed() == 0


@pytest.mark.parametrize(
    ("durations", "ending", "misses"),
    [((0.003,), "within 2", 0), ((0.003, 0.05, 0.003), "within 2", 0), ((0.05,), "FAR ABOVE 2", 1)],
    ids=["quick", "once disturbed", "slow"],
)
def test_noise_is_no_miss(
    clock: Clock, capsys: pytest.CaptureFixture[str], durations: tuple[float, ...], ending: str, misses: int
) -> None:
    print_ratio("work", clock.lasting(*durations), "base", clock.lasting(0.003), 2, runs=3)
    assert capsys.readouterr().out.strip().endswith(ending)
    assert missed() == misses
