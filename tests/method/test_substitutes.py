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
        ("", []),
    ],
)
def test_a_comma_separates_only_where_the_whole_is_not_itself_a_name_in_the_list(cell, names):
    assert substitute_names(cell, LISTED) == names


def entries(rows: list[tuple[str | None, str | None]]) -> Entries:
    columns = {"actor": [name for name, _ in rows], "replaced_by": [by for _, by in rows]}
    return read_entries(pd.DataFrame({**columns, "replaceability": "groot"}, dtype=object), vocabulary=DUTCH)


names = st.sampled_from(["A", "a", "B", "C", "C, D", "D", "Σ", "ΑΣ", "", " ", "é"])
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
        for name in substitute_names(cell, set(folded))
    ]
    found = NamesAsRows.of(read)
    assert found.first.tolist() == [first.get(name, NO_ROW) for name in folded]
    assert list(zip(found.naming.tolist(), found.named.tolist(), strict=True)) == expected


@given(rows)
def test_two_actors_who_name_only_each_other_are_circular(rows):
    read = entries(rows)
    folded = [fold(name) for name in read.actor]
    named = [{fold(name) for name in substitute_names(cell, set(folded))} for cell in read.replaced_by]

    def other(row: int) -> int:
        if len(named[row]) != 1 or not folded[row] or named[row] == {folded[row]}:
            return NO_ROW
        (only,) = named[row]
        partner = folded.index(only) if only in folded else NO_ROW
        return partner if partner != NO_ROW and named[partner] == {folded[row]} else NO_ROW

    notes = assess(read).notes
    circular = notes[notes["code"] == "substitute_circular"]
    expected = [(row, other(row)) for row in range(len(rows)) if other(row) != NO_ROW]
    assert list(zip(circular["row"], circular["other"], strict=True)) == expected


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
