"""How typed cells are read as text, one by one and by the column."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.method import text

pytestmark = pytest.mark.pure

untidy = st.text(alphabet="aB,;Σİß \u00a0\u202f\t\n\r\0é?*~", max_size=8)
cells = st.one_of(untidy, st.none(), st.integers(-9, 9), st.floats(allow_infinity=False), st.booleans())


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("OCMW", "OCMW"),
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (True, "TRUE"),
        (np.bool_(False), "FALSE"),
        (3, "3"),
        (3.0, "3"),
        (np.float32(3), "3"),
        (np.int64(3), "3"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (dt.datetime(2026, 4, 3), "2026-04-03T00:00:00"),
        (dt.date(2026, 4, 3), "2026-04-03"),
    ],
)
def test_a_cell_is_read_as_the_text_that_a_formula_joins(value, read):
    assert text.as_text(value) == read


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\t", "\n", "\r", "  ", " \u00a0\t\n "])
def test_cleaning_takes_away_the_spaces_that_nobody_sees(space):
    assert text.clean(f"{space}eerder{space}groot{space}") == "eerder groot"


def test_accents_count_and_case_does_not():
    assert text.fold("École") == text.fold("éCOLE") != text.fold("Ecole")


@given(st.lists(cells, max_size=6))
def test_a_column_is_cleaned_as_its_cells_are(values):
    assert text.clean_column(list(values)) == [text.clean(value) for value in values]
    assert text.text_column(list(values)) == [text.as_text(value) for value in values]


@given(st.lists(untidy.map(text.clean), max_size=6))
def test_hashes_are_equal_where_folded_texts_are(names):
    folded = [text.fold(name) for name in names]
    assert text.hash_column(names).tolist() == [hash(name) for name in folded]
    assert text.filled(names).tolist() == [bool(name) for name in names]


@given(st.lists(untidy, min_size=1, max_size=6))
def test_the_lists_of_a_column_are_taken_apart_as_each_is(lists):
    owner, parts = text.split_and_fold_column(lists)
    expected = [(row, text.fold(part)) for row, cell in enumerate(lists) for part in text.split_list(cell)]
    assert list(zip(owner.tolist(), parts, strict=True)) == expected


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("geld; lokalen", ["geld", "lokalen"]),
        ("geld\nlokalen\r\nmensen", ["geld", "lokalen", "mensen"]),
        ("geld, lokalen", ["geld, lokalen"]),
        (" ;; \n;", []),
        (None, []),
        (3.0, ["3"]),
    ],
)
def test_a_list_is_separated_by_semicolons_and_line_breaks(cell, parts):
    assert text.split_list(cell) == parts


def test_batches_do_not_show():
    names = [f"Actor {number}" for number in range(2 * text.BATCH + 1)]
    assert text.hash_column(names).tolist() == [hash(name.lower()) for name in names]
