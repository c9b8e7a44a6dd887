"""The names in "door wie": taken apart, and matched with the list."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.method.analysis import assess
from arena.method.levels import Entries, read_entries
from arena.method.substitutes import NO_ROW, NamesAsRows, substitute_names
from arena.method.text import BATCH, fold
from tests.method.sheet import DUTCH

pytestmark = pytest.mark.pure

LISTED = {"ocmw", "caw", "zorg, welzijn en co"}
NOBODY = {"niemand", "geen", "nvt", "-", "/", "?"}


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("OCMW", ["OCMW"]),
        ("OCMW; CAW", ["OCMW", "CAW"]),
        ("OCMW\nCAW\r\nVDAB", ["OCMW", "CAW", "VDAB"]),
        ("OCMW, CAW", ["OCMW", "CAW"]),
        ("Zorg, welzijn en co", ["Zorg, welzijn en co"]),
        ("ZORG,\u00a0welzijn  en co", ["ZORG, welzijn en co"]),
        ("Zorg, welzijn en co; CAW, VDAB", ["Zorg, welzijn en co", "CAW", "VDAB"]),
        ("CAW, Zorg, welzijn en co", ["CAW", "Zorg", "welzijn en co"]),
        (" ; ,\n", []),
        ("niemand", []),
        ("OCMW; Geen", ["OCMW"]),
        ("-", []),
        (" / ", []),
        ("?", []),
        ("CAW, nvt", ["CAW"]),
        ("", []),
    ],
)
def test_a_comma_separates_only_where_the_whole_is_not_itself_a_name_in_the_list(cell, names):
    assert substitute_names(cell, LISTED, NOBODY) == names


def test_a_word_for_nobody_that_is_the_name_of_an_actor_names_it():
    assert substitute_names("niemand; geen", {"geen"}, NOBODY) == ["geen"]
    read = read_entries(
        pd.DataFrame({"actor": ["Geen", "A"], "importance": 4, "replaced_by": ["niemand", "geen"]}), vocabulary=DUTCH
    )
    found = NamesAsRows.of(read)
    assert (found.naming.tolist(), found.named.tolist()) == ([1], [0])


def entries(rows: list[tuple[str | None, str | None]]) -> Entries:
    columns = {"actor": [name for name, _ in rows], "replaced_by": [by for _, by in rows]}
    return read_entries(pd.DataFrame({**columns, "replaceability": "groot"}, dtype=object), vocabulary=DUTCH)


names = st.sampled_from(["A", "a", "B", "C", "C, D", "D", "Σ", "ΑΣ", "", " ", "é", "niemand", "-", "?"])
lists = st.lists(names, max_size=4).flatmap(
    lambda parts: st.lists(st.sampled_from([";", "; ", ", ", "\n", "\r\n"]), min_size=4, max_size=4).map(
        lambda separators: "".join(part + mark for part, mark in zip(parts, separators, strict=False))
    )
)
rows = st.lists(st.tuples(st.one_of(st.none(), names), st.one_of(st.none(), lists)), min_size=1, max_size=6)


@given(rows)
def test_names_are_matched_as_each_cell_taken_apart_alone(rows):
    read = entries(rows)
    folded = [fold(name) for name in read.actor]
    first = {name: folded.index(name) for name in folded if name}
    expected = [
        (row, first.get(fold(name), NO_ROW))
        for row, cell in enumerate(read.replaced_by)
        for name in substitute_names(cell, set(folded), NOBODY)
    ]
    found = NamesAsRows.of(read)
    assert found.first.tolist() == [first.get(name, NO_ROW) for name in folded]
    assert list(zip(found.naming.tolist(), found.named.tolist(), strict=True)) == expected


def circles_by_definition(named: list[set[int]]) -> list[int]:
    """For each row the first of the rows that reach it and are reached from it, where no name leads out of these."""
    reach = [{row} for row in range(len(named))]
    for _ in named:
        reach = [here.union(*(named[other] for other in here if other != NO_ROW)) for here in reach]
    found = [NO_ROW] * len(named)
    for row, here in enumerate(reach):
        together = {other for other in here - {NO_ROW} if row in reach[other]}
        if len(together) > 1 and all(named[one] <= together for one in together):
            found[row] = min(together)
    return found


@given(rows)
def test_circles_are_those_of_the_definition_by_names(rows):
    read = entries(rows)
    folded = [fold(name) for name in read.actor]
    first = {name: folded.index(name) for name in folded if name}
    named = [
        {first.get(fold(name), NO_ROW) for name in substitute_names(cell, set(folded), NOBODY)}
        for cell in read.replaced_by
    ]
    expected = circles_by_definition(named)
    notes = assess(read).notes
    circular = notes[notes["code"] == "substitute_circular"]
    assert list(zip(circular["row"], circular["other"], strict=True)) == [
        (row, circle) for row, circle in enumerate(expected) if circle != NO_ROW
    ]


@given(
    st.integers(2, 14).flatmap(
        lambda size: st.lists(st.sets(st.integers(-1, size - 1), max_size=3), min_size=size, max_size=size)
    )
)
def test_circles_are_those_of_the_definition_in_any_table(named):
    rows = [(f"A{row}", "; ".join(f"A{other}" for other in sorted(others))) for row, others in enumerate(named)]
    assert NamesAsRows.of(entries(rows)).circles().tolist() == circles_by_definition(named)


def test_a_long_circle_and_a_long_chain_are_walked_through():
    size = 3000
    around = entries([(f"A{row}", f"A{(row + 1) % size}") for row in range(size)])
    assert NamesAsRows.of(around).circles().tolist() == [0] * size
    chain = entries([(f"A{row}", f"A{row + 1}") for row in range(size)] + [(f"A{size}", f"A{size - 1}; buiten")])
    assert set(NamesAsRows.of(chain).circles().tolist()) == {NO_ROW}


def test_a_name_stands_for_the_first_row_with_it_whatever_is_said_of_its_twins():
    read = entries([("bib", None), ("A", "Bib"), ("Bib", None), ("B", "bib; a"), ("C", "x"), ("D", None)])
    names = NamesAsRows.of(read)
    first, twin = np.array([0, 1]), np.array([2, 1])

    def only(*rows: int) -> list[int]:
        return np.flatnonzero(names.names_only(np.isin(np.arange(6), rows))).tolist()

    assert only(*first) == [1, 3]
    assert only(*twin) == []


def test_a_row_is_twin_of_the_first_other_with_its_name():
    read = entries([("A", None), ("B", None), (" a ", None), (None, None), ("A", None), ("b", None), (None, None)])
    assert NamesAsRows.of(read).twins().tolist() == [2, 5, 0, NO_ROW, 0, 1, NO_ROW]


def test_batches_do_not_show():
    size = 2 * BATCH + 3
    read = entries([(f"A{row}", f"x; a{size - 1 - row}") for row in range(size)])
    found = NamesAsRows.of(read)
    assert found.naming.tolist() == [row for row in range(size) for _ in range(2)]
    assert found.named[1::2].tolist() == list(range(size - 1, -1, -1))
    assert (found.named[::2] == NO_ROW).all()
