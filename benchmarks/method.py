"""Cost of the analysis itself: time against one ``pandas.Series.rank``, memory against the input, growth, peers.

Run with ``python -m benchmarks.method``. Every figure is the least of several runs in one process; only the ratios
mean something on another machine.

What is compared:

- *one rank* is ``Series.rank()`` (pandas' defaults) of as many random float64 numbers, which nearly all differ: what
  ranking a composite score costs. The second column of ratios has the whole-number keys of the actors themselves
  instead, of which there are at most some hundreds: pandas ranks those about twice as fast.
- *our side* starts from a table as a file reader gives it: names, resources, typed level words, substitutes (three
  rows in ten name one, and one in ten names two, from anywhere in the list), ``None`` for empty cells, "?" for unknown.
  ``read_entries`` turns words into levels, and names into what tells the same names apart from others; ``assess``
  makes place, range, flag, class, form and every note of that, "door wie" taken apart included.
- *peers* get the three columns as numbers in a DataFrame, with the same weights, and give a ranking; so do we, once
  without the notes that they do not have. pymcdm by default compares every pair of actors to validate its input,
  which takes too long for 100,000: that run is of a smaller table and says so.
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
import sys
import tracemalloc
import warnings
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from arena.method.analysis import Assessment, assess
from arena.method.levels import Entries, Vocabulary, read_entries
from arena.method.ranking import DEFAULT_PRIORITY, PRESETS
from benchmarks.stopwatch import least_seconds

SIZE = 100_000
GROWTH = (1_000, 10_000, 100_000, 1_000_000)
PAIRWISE_SIZE = 10_000
AT_MOST_RANKS = 5
AT_MOST_INPUTS = 20

RESOURCES = ("lokalen; mensen", "geld", "kennis; contact met gezinnen", "draagvlak", "beslissingsmacht; geld", None)
REPLACEABILITY = ("large", "rather_large", "rather_small", "small", "?", None)
DEPENDENCY = ("rather_small", "rather_large", "large", "?", None)


def typed_table(size: int, seed: int = 2012) -> pd.DataFrame:
    """Return ``size`` invented actors as typed; every text is an object of its own, as in a table that was read."""
    random = np.random.default_rng(seed)

    def name(number: int) -> str:
        return f"Actor {number} van de wijk"

    def substitutes(kind: float, first: int, second: int) -> str | None:
        if kind < 0.6:
            return None
        return name(first) if kind < 0.9 else f"{name(first)}; {name(second)}"

    def typed(values: Sequence[str | None], shares: Sequence[float]) -> list[str | None]:
        return [values[number] for number in random.choice(len(values), size, p=shares)]

    return pd.DataFrame(
        {
            "actor": [name(number) for number in range(size)],
            "resources": typed(RESOURCES, (0.25, 0.2, 0.2, 0.15, 0.15, 0.05)),
            "importance": pd.Series([*random.integers(1, 5, size - 1).tolist(), "?"], dtype=object),
            "replaceability": typed(REPLACEABILITY, (0.24, 0.24, 0.24, 0.22, 0.03, 0.03)),
            "replaced_by": [
                substitutes(*row)
                for row in zip(random.random(size), *random.integers(0, size, (2, size)).tolist(), strict=True)
            ],
            "dependency": typed(DEPENDENCY, (0.2, 0.2, 0.2, 0.05, 0.35)),
        }
    )


def everything(entries: Entries) -> Assessment:
    """Assess entries that nothing was worked out of yet, notes included."""
    result = assess(dataclasses.replace(entries))
    _ = result.notes, result.sheet_notes
    return result


def input_bytes(table: pd.DataFrame) -> int:
    """Return what a table occupies: its columns, and every object in them once however often it occurs."""
    objects = {id(cell): sys.getsizeof(cell) for name in table for cell in table[name].to_list()}
    return int(table.memory_usage(index=False).sum()) + sum(objects.values())


def peak_bytes(run: Callable[[], object]) -> int:
    """Return the most memory that a run occupied at once, results included, beyond what was there before."""
    gc.collect()
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def show(title: str, rows: Sequence[Sequence[object]]) -> None:
    """Print a small table; the first row is its head, the first column is aligned to the left."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    print(f"\n{title}")
    for row in cells:
        print(
            "  "
            + row[0].ljust(widths[0])
            + "".join(f"  {c.rjust(w)}" for c, w in zip(row[1:], widths[1:], strict=True))
        )


def time_and_memory() -> None:
    table = typed_table(SIZE)
    entries = read_entries(table)
    scores = pd.Series(np.random.default_rng(0).random(SIZE))
    keys = assess(entries).actors["key"]
    rank, rank_keys = least_seconds(scores.rank), least_seconds(keys.rank)
    runs = [
        ("one Series.rank of random scores", rank),
        ("assess, without notes", least_seconds(lambda: assess(dataclasses.replace(entries)))),
        ("assess, all notes", least_seconds(lambda: everything(entries))),
        ("read_entries", least_seconds(lambda: read_entries(table))),
        ("read_entries + assess, all notes", least_seconds(lambda: everything(read_entries(table)))),
    ]
    show(
        f"time, {SIZE:,} actors (wanted: assess, all notes, at most {AT_MOST_RANKS} x one rank)",
        [("", "ms", "x rank", "x rank of the keys")]
        + [(name, f"{1e3 * s:.1f}", f"{s / rank:.2f}", f"{s / rank_keys:.2f}") for name, s in runs],
    )
    size = input_bytes(table)
    show(
        f"memory at its peak, {SIZE:,} actors (wanted: at most {AT_MOST_INPUTS} x the input)",
        [("", "MB", "x input"), ("input table", f"{size / 1e6:.1f}", "1.00")]
        + [
            (name, f"{peak / 1e6:.1f}", f"{peak / size:.2f}")
            for name, peak in (
                ("assess, all notes", peak_bytes(lambda: everything(entries))),
                ("read_entries + assess, all notes", peak_bytes(lambda: everything(read_entries(table)))),
            )
        ],
    )


def growth() -> None:
    times = []
    for size in GROWTH:
        entries = read_entries(typed_table(size))
        scores = pd.Series(np.random.default_rng(0).random(size))
        runs = 3 if size > SIZE else 9
        times.append((size, least_seconds(lambda e=entries: everything(e), runs), least_seconds(scores.rank, runs)))
    rows: list[Sequence[object]] = [("actors", "assess: us an actor", "exponent", "Series.rank: exponent")]
    for before, (size, ours, rank) in zip([None, *times], times, strict=False):
        step = [
            "" if before is None else f"{np.log(now / then) / np.log(size / before[0]):.2f}"
            for now, then in ((ours, before and before[1]), (rank, before and before[2]))
        ]
        rows.append((f"{size:,}", f"{1e6 * ours / size:.2f}", *step))
    show("growth of the time (wanted: linear, an exponent of 1; below 1 while fixed costs count)", rows)


def peers() -> None:
    warnings.simplefilter("ignore")
    from pymcdm.methods import TOPSIS, WSM
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel

    levels = {str(level): level for level in range(1, 5)}
    vocabulary = Vocabulary(replaceability=levels, dependency=levels)
    preset = PRESETS[DEFAULT_PRIORITY]
    weights = np.array([preset.dependency, preset.importance, preset.hardness])
    weights = weights / weights.sum()
    random = np.random.default_rng(2012)
    table = pd.DataFrame(random.integers(1, 5, (SIZE, 3)), columns=["dependency", "importance", "replaceability"])
    small = table.iloc[:PAIRWISE_SIZE]

    def ours(numbers: pd.DataFrame) -> Assessment:
        return assess(read_entries(numbers, vocabulary=vocabulary))

    def scikit_criteria() -> object:
        return WeightedSumModel().evaluate(mkdm(table.to_numpy(), [max] * 3, weights=weights)).rank_

    def pymcdm(numbers: pd.DataFrame, method: Callable[[], object], validation: bool) -> object:
        chosen = method()
        return chosen.rank(chosen(numbers.to_numpy(dtype=float), weights, np.ones(3), validation=validation))

    ranking, all_of_it = least_seconds(lambda: ours(table)), least_seconds(lambda: ours(table).notes)
    ours_small = least_seconds(lambda: ours(small).notes)
    rows = [
        ("Arena: place, range, flag, class, form", SIZE, ranking, ranking),
        ("Arena: the same and all notes", SIZE, all_of_it, ranking),
        ("scikit-criteria: WeightedSumModel", SIZE, least_seconds(scikit_criteria, 5), ranking),
        ("pymcdm: WSM, validation off", SIZE, least_seconds(lambda: pymcdm(table, WSM, False), 5), ranking),
        ("pymcdm: TOPSIS, validation off", SIZE, least_seconds(lambda: pymcdm(table, TOPSIS, False), 5), ranking),
        ("Arena: the same and all notes", PAIRWISE_SIZE, ours_small, ours_small),
        ("pymcdm: WSM as it comes", PAIRWISE_SIZE, least_seconds(lambda: pymcdm(small, WSM, True), 2), ours_small),
    ]
    show(
        "peers, three columns of numbers in a DataFrame to a ranking",
        [("", "actors", "ms", "x Arena")]
        + [(name, f"{size:,}", f"{1e3 * s:.1f}", f"{s / base:.2f}") for name, size, s, base in rows],
    )


PARTS = {"time": time_and_memory, "growth": growth, "peers": peers}


def main() -> None:
    parser = argparse.ArgumentParser(description="What the analysis costs, as ratios.")
    parser.add_argument("--only", choices=PARTS, help="one part of it")
    only = parser.parse_args().only
    for part in [only] if only else PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main()
