"""What changed between two tables: exactly what was done, each once, whatever was sorted in between."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.method.adjustments import (
    CAME,
    COMPARED,
    RENAMED,
    WENT,
    Actors,
    Change,
    actors_of,
    changes,
    possible_renames,
)
from arena.method.levels import COLUMNS, read_entries
from tests.method.sheet import DUTCH, table

pytestmark = pytest.mark.pure

THEN = """De_Linde  4 klein g    has=lokalen
          Gemeente  4 klein g    has=subsidie
          Buurtwerk 4 eg    eg   has=vertrouwen
          Turnclub  2 eg    ek   has=trainers
          Busbedrijf 1 g    ek   has=vervoer"""


def actors(lines: str | pd.DataFrame) -> Actors:
    typed = table(lines) if isinstance(lines, str) else lines
    return actors_of(typed, read_entries(typed, vocabulary=DUTCH))


def told(then: str | pd.DataFrame, now: str | pd.DataFrame, *, renamed: bool = True) -> list[tuple[str, str, str]]:
    """The changes as (kind, name then, name now)."""
    old, new = actors(then), actors(now)
    accepted = dict(possible_renames(old, new)) if renamed else {}
    names = [dict(zip(one.rows, one.names, strict=True)) for one in (old, new)]
    return [
        (one.kind, names[0].get(one.then, "") if one.then is not None else "", names[1].get(one.now, ""))
        for one in changes(old, new, accepted)
    ]


def test_nothing_changed_is_no_change() -> None:
    assert told(THEN, THEN) == []


def test_sorting_and_blank_rows_change_nothing() -> None:
    turned = "- - - - has=-\n" + "\n".join(reversed(THEN.splitlines()))
    assert told(THEN, turned) == []


def test_a_word_in_short_or_in_other_capitals_is_the_same_level() -> None:
    assert told(THEN, THEN.replace("Gemeente  4 klein g", "Gemeente 4 K Groot")) == []


def test_each_cell_that_changed_is_one_change() -> None:
    now = THEN.replace("Buurtwerk 4 eg    eg", "Buurtwerk 3 ek g attitude=heeft_bezwaren")
    assert told(THEN, now) == [
        (key, "Buurtwerk", "Buurtwerk") for key in ("importance", "replaceability", "dependency", "attitude")
    ]


def test_a_level_that_became_unknown_or_was_emptied_is_a_change() -> None:
    assert told(THEN, THEN.replace("Turnclub  2", "Turnclub ?")) == [("importance", "Turnclub", "Turnclub")]
    assert told(THEN.replace("Turnclub  2", "Turnclub ?"), THEN.replace("Turnclub  2", "Turnclub -")) == [
        ("importance", "Turnclub", "Turnclub")
    ]


def test_one_that_is_no_level_is_told_from_another() -> None:
    assert told(THEN.replace("Turnclub  2", "Turnclub 2-3"), THEN.replace("Turnclub  2", "Turnclub 3-4")) == [
        ("importance", "Turnclub", "Turnclub")
    ]


def test_who_came_and_who_went() -> None:
    now = "\n".join(THEN.splitlines()[:-1]) + "\nHandelaars - - - has=-"
    assert told(THEN, now) == [(CAME, "", "Handelaars"), (WENT, "Busbedrijf", "")]


def test_another_name_with_all_else_the_same_may_be_a_rename() -> None:
    now = THEN.replace("Turnclub", "Turnkring")
    assert told(THEN, now) == [(RENAMED, "Turnclub", "Turnkring")]
    assert told(THEN, now, renamed=False) == [(CAME, "", "Turnkring"), (WENT, "Turnclub", "")]


def test_a_rename_with_a_changed_level_is_both_where_the_resources_are_the_same() -> None:
    now = THEN.replace("Turnclub  2", "Turnkring 3")
    assert told(THEN, now) == [(RENAMED, "Turnclub", "Turnkring"), ("importance", "Turnclub", "Turnkring")]


def test_a_rename_that_two_could_be_is_not_offered() -> None:
    now = THEN.replace(
        "Turnclub  2 eg    ek   has=trainers", "Turnkring 2 eg ek has=trainers\nDansclub 2 eg ek has=trainers"
    )
    assert possible_renames(actors(THEN), actors(now)) == []


def test_a_name_alone_is_never_taken_for_another_name_alone() -> None:
    assert possible_renames(actors("A - - - has=-"), actors("B - - - has=-")) == []


def test_two_of_one_name_are_told_apart_by_what_they_say() -> None:
    then = "Bib 4 klein g has=boeken\nBib 1 g ek has=zaal"
    now = "Bib 2 g ek has=zaal\nBib 4 klein g has=boeken"
    assert told(then, now) == [("importance", "Bib", "Bib")]
    assert changes(actors(then), actors(now)) == [Change("importance", 1, 0)]


def test_a_row_without_a_name_counts_once_anything_compared_stands_in_it() -> None:
    assert told(THEN, THEN + "\n- 3 - - has=-") == [(CAME, "", "")]


ACTORS = 6
VALUES = {
    "resources": ["geld", "zaal", "tijd; zaal"],
    "importance": [1, 2, 3, 4, "?"],
    "replaceability": ["groot", "eerder groot", "eerder klein", "klein", "?"],
    "replaced_by": ["Bib", "CAW"],
    "dependency": ["groot", "eerder groot", "eerder klein"],
    "own_rank": [1, 2, 3],
    "attitude": ["staat erachter", "wacht af", "heeft bezwaren", "?"],
    "needs_us": ["ja", "neen"],
    "own_form": ["netwerk", "ad hoc", "overleg"],
    "in_network": ["ja", "later", "nu niet"],
}
Row = dict[str, object]


def as_table(rows: list[Row]) -> pd.DataFrame:
    return pd.DataFrame([dict.fromkeys(COLUMNS) | row for row in rows], columns=list(COLUMNS), dtype=object)


@given(seed=st.integers(0, 2**32), steps=st.integers(0, 30))
def test_any_sequence_of_edits_sorts_and_renames_gives_exactly_what_was_changed(seed: int, steps: int) -> None:
    chance = random.Random(seed)
    fresh = iter(range(1_000))
    start: list[Row] = [
        {"actor": f"naam {next(fresh)}", "resources": f"bron {number}"}
        | {key: chance.choice([None, *values]) for key, values in VALUES.items() if key != "resources"}
        for number in range(ACTORS)
    ]
    rows = [dict(row) for row in start]
    begun = list(rows)
    origin = dict(zip(map(id, begun), start, strict=True))
    for _ in range(steps):
        what = chance.choice(["edit", "edit", "edit", "sort", "rename", "come", "go", "blank"])
        if what == "sort":
            chance.shuffle(rows)
        elif what == "come":
            rows.insert(chance.randrange(len(rows) + 1), {"actor": f"naam {next(fresh)}"})
        elif what == "blank":
            rows.insert(chance.randrange(len(rows) + 1), {})
        elif rows:
            row = chance.choice(rows)
            if what == "go":
                rows.remove(row)
            elif row.get("actor") and what == "rename":
                row["actor"] = f"naam {next(fresh)}"
            elif row.get("actor"):
                key = chance.choice([key for key in COMPARED if key != "resources"])
                row[key] = chance.choice([None, *VALUES[key]])
    expected = []
    for row in rows:
        was = origin.get(id(row))
        if was is None:
            expected += [(CAME, "", row["actor"])] if row.get("actor") else []
            continue
        if was["actor"] != row["actor"]:
            expected.append((RENAMED, was["actor"], row["actor"]))
        expected += [(key, was["actor"], row["actor"]) for key in COMPARED if was.get(key) != row.get(key)]
    there = {id(row) for row in rows}
    expected += [(WENT, was["actor"], "") for key, was in origin.items() if key not in there]
    assert sorted(told(as_table(start), as_table(rows))) == sorted(expected)
