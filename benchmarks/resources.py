"""Time of the smallest circles, in the worst cases that were found: families in which nobody stands out.

Run with ``python -m benchmarks.resources``. The worst are not random: every actor covers as many resources as another,
and no two cover two together, if that can be, so that no bound helps. Published planes are among them.
"""

from __future__ import annotations

import itertools
import random
import sys
import time
from collections.abc import Iterable, Iterator

from arena.method.circles import smallest_circles
from benchmarks.stopwatch import missed, verdict_of_time

RESOURCES = 64
AT_MOST = {22: 0.3, 40: 3.0}
"""Seconds, by the number of actors."""

_SEEDS = 3


def bits(actors: Iterable[int]) -> int:
    """Return a bit set."""
    return sum(1 << actor for actor in actors)


def even(actors: int, covers: int, seed: int, *, apart: bool) -> list[int]:
    """Return cover sets in which all actors are about equally often; ``apart``: and no two twice, if that can be."""
    chance, often, together = random.Random(seed), [0] * actors, dict[tuple[int, int], int]()
    found = []
    for _ in range(RESOURCES):
        chosen: list[int] = []
        while len(chosen) < covers:

            def cost(actor: int, chosen: list[int] = chosen) -> tuple[float, ...]:
                met = sum(together.get((min(actor, other), max(actor, other)), 0) for other in chosen)
                return (met if apart else 0, often[actor], chance.random())

            chosen.append(min((actor for actor in range(actors) if actor not in chosen), key=cost))
        for pair in itertools.combinations(sorted(chosen), 2):
            together[pair] = together.get(pair, 0) + 1
        for actor in chosen:
            often[actor] += 1
        found.append(bits(chosen))
    return found


def cyclic(actors: int, *differences: tuple[int, ...]) -> list[int]:
    """Return cover sets that are shifted round a circle of actors."""
    shifted = [bits((start + d) % actors for d in each) for each in differences for start in range(actors)]
    return shifted[:RESOURCES]


def families(actors: int) -> Iterator[tuple[str, list[list[int]]]]:
    """Yield kinds of families by what they are, a family for each seed."""
    for covers in (2, 3, 4, 5, 6, 7, 8, 10, 14):
        yield (
            f"random, {covers} covers",
            [
                [bits(random.Random(seed + 97 * number).sample(range(actors), covers)) for number in range(RESOURCES)]
                for seed in range(_SEEDS)
            ],
        )
        for apart in (False, True):
            name = f"even{', apart' if apart else ''}, {covers} covers"
            yield name, [even(actors, covers, seed, apart=apart) for seed in range(_SEEDS)]
    yield "cyclic", [cyclic(actors, (0, 1, 5, 11), (0, 2, 9, 19)), cyclic(actors, (0, 1, 5), (0, 2, 9))]


def main() -> None:
    """Measure and print."""
    for actors, most in AT_MOST.items():
        worst = 0.0
        for name, each in families(actors):
            times = []
            for cover_sets in each:
                began = time.perf_counter()
                found = smallest_circles(cover_sets)
                times.append(time.perf_counter() - began)
            worst = max(worst, *times)
            print(f"  {actors} actors, {RESOURCES} resources, {name:<24} {max(times):6.3f} s, the last {found.size}")
        print(f"{actors} actors: {worst:.2f} s {verdict_of_time(worst, worst, most)} {most}", flush=True)


if __name__ == "__main__":
    main()
    sys.exit(1 if missed() else 0)
