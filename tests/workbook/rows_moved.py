"""What users do to the rows of the table, in any order, and what must hold of the workbook afterwards.

Each actor has a mark of its own in the column of contacts, by which it is known however it is called, and entries of
every step. What stands in the table is followed in Python, actor by actor.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from arena.workbook.model import Analysis, ReadAnalysis, evaluate
from arena.workbook.sheets import calculation
from arena.workbook.sheets.columns import COLUMNS
from tests.workbook.typed import analysis

MARK = "contact"
RESULTS = tuple(column.key for column in COLUMNS if column.calculated)

ACTORS = """
    actor    | resources | imp | repl         | by   | dep          | own | own_form | in_network | contact | agreed
    Sportclub| zaal      | 2   | groot        | Bib  |              |     | ad hoc   | nu niet    | m1      | a1
    OCMW     | geld      | 4   | klein        |      |              |     |          | ja         | m2      | a2
    School   | lokalen   | 3   | eerder klein |      | groot        |     | netwerk  | ja         | m3      | a3
             |           |     |              |      |              |     |          |            |         |
    Bib      | boeken    | 2   | groot        | OCMW | eerder klein | 1   |          | later      | m4      | a4
    Buurtwerk| tijd      | ?   | eerder klein |      |              |     |          |            | m5      | a5"""
"""A tie, an own place, an unknown level, and a blank row in between."""


class Sort(NamedTuple):
    """Sort the rows of the table by a column, upwards or downwards."""

    key: str
    upwards: bool


class Type(NamedTuple):
    """Type something in the row of a mark."""

    mark: str
    key: str
    value: str | int


class Delete(NamedTuple):
    """Delete the row of a mark."""

    mark: str


class Insert(NamedTuple):
    """Insert a blank row above that of a mark."""

    mark: str


class Add(NamedTuple):
    """Type a new actor with a mark in the first row below all others."""

    mark: str


Step = Sort | Type | Delete | Insert | Add
Entries = dict[str, dict[str, object]]
"""What is typed, by column, for each mark."""


def start() -> Analysis:
    """The analysis to begin with."""
    return analysis(ACTORS)


def entries(of: Analysis) -> Entries:
    """What is typed in an analysis."""
    rows = of.table.to_dict("records")
    filled = [{key: value for key, value in row.items() if value is not None} for row in rows]
    return {str(row[MARK]): row for row in filled if MARK in row}


def steps(seed: int, count: int) -> Iterator[tuple[Step, Entries]]:
    """Yield steps in a random order, each with what must be typed after it."""
    luck, typed = random.Random(seed), entries(start())
    for number in range(count):
        mark = luck.choice(sorted(typed))
        step = luck.choice(
            [
                Sort(luck.choice(["actor", "importance", "order", "agreed"]), luck.random() < 0.7),
                Sort("order", upwards=True),
                Type(mark, "actor", f"Nieuwe naam {number}"),
                Type(mark, "importance", luck.choice([1, 4])),
                Type(mark, "replaceability", luck.choice(["klein", "groot"])),
                Insert(mark),
                Add(f"n{number}"),
                *([Delete(mark)] if len(typed) > 3 else []),
            ]
        )
        match step:
            case Type(mark, key, value):
                typed[mark][key] = value
            case Delete(mark):
                del typed[mark]
            case Add(mark):
                typed[mark] = {"actor": f"Actor {mark}", "importance": 3, MARK: mark}
        yield step, typed


def wrong(read: ReadAnalysis, shown: Mapping[int, Mapping[str, object]], typed: Entries) -> list[str]:
    """Where a workbook does not hold what must be typed, or shows another result than Python gives.

    Args:
        read: the workbook, read.
        shown: the results that it shows, by the number of the row; of a row without formulas there are none.
        typed: what must stand in it.
    """
    found = [] if entries(read.analysis) == typed else [f"typed: {entries(read.analysis)} instead of {typed}"]
    values = calculation.values(evaluate(read.analysis))
    wanted = {row: {key: values[key][line] for key in RESULTS} for line, row in enumerate(read.where.rows)}
    blank = dict.fromkeys(RESULTS, "")
    for row, results in shown.items():
        right = wanted.get(row, blank)
        found += [f"{key} in row {row}: {results[key]!r} instead of {right[key]!r}" for key in RESULTS
          if (results[key] if results[key] is not None else "") != right[key]]  # fmt: skip
    return found
