"""How what was typed becomes levels."""

from __future__ import annotations

import datetime as dt
from itertools import product

import numpy as np
import pandas as pd
import pytest

from arena.method.levels import (
    CHOICES,
    COLUMNS,
    DEPENDENCY_CODES,
    EMPTY,
    HARDNESS_CODES,
    IMPORTANCE_WORDS,
    INVALID,
    UNKNOWN,
    WITHOUT_UNKNOWN,
    Vocabulary,
    read_entries,
    read_level,
    read_levels,
    read_own_rank,
)
from tests.method.sheet import DEPENDENCY_WORDS, DUTCH, HARDNESS_WORDS, entries

pytestmark = pytest.mark.pure

EMPTIES = [None, "", " ", "\u00a0", "\u202f\t\r\n ", float("nan"), pd.NA, pd.NaT]
UNKNOWNS = ["?", " ? ", "\u00a0?\n"]
NEVER_A_LEVEL = [
    True,
    False,
    np.bool_(True),
    "TRUE",
    "WAAR",
    dt.date(2026, 1, 2),
    dt.datetime(1900, 1, 3),
    dt.time(3),
    "g*",
    "eerder?groot",
    "~g",
    "*",
    "??",
    "#N/A",
    "veel",
    "0",
    "5",
    2.5,
    0,
    5,
    -1,
    1e300,
    "eerdergroot",
    "gr oot",
    "gróót",
]


@pytest.mark.parametrize("words", [IMPORTANCE_WORDS, HARDNESS_WORDS, DEPENDENCY_WORDS])
@pytest.mark.parametrize(
    ("values", "read"), [(EMPTIES, EMPTY), (UNKNOWNS, UNKNOWN), (NEVER_A_LEVEL, INVALID)], ids=["empty", "?", "invalid"]
)
def test_empty_unknown_and_invalid_are_told_apart(words, values, read):
    for value in values:
        assert read_level(value, words) == read, repr(value)
    assert read_levels(pd.Series(values, dtype=object), words).tolist() == [read] * len(values)


@pytest.mark.parametrize(("value", "level"), [(1, 1), (4, 4), (3.0, 3), ("3", 3), (" 2\n", 2), (np.int64(4), 4)])
def test_a_digit_counts_as_number_and_as_text(value, level):
    assert read_level(value, IMPORTANCE_WORDS) == level


@pytest.mark.parametrize("value", ["2.5", "3.0", "03", "3,0", "+3", "drie", "٣", "³"])
def test_other_spellings_of_a_number_do_not(value):
    assert read_level(value, IMPORTANCE_WORDS) == INVALID


@pytest.mark.parametrize(
    "value",
    [
        *("eerder groot", "Eerder Groot", "EERDER GROOT", " eerder  groot ", "eerder\u00a0groot", "eerder\u202fgroot"),
        *("eerder\tgroot", "eerder\ngroot", "\r\neerder\r\ngroot", "EG", "eg "),
    ],
)
def test_words_are_matched_without_regard_to_case_and_spaces(value):
    assert read_level(value, DEPENDENCY_WORDS) == 3
    assert read_level(value, HARDNESS_WORDS) == 2


@pytest.mark.parametrize(("short", "level"), [("g", 4), ("eg", 3), ("ek", 2), ("k", 1)])
def test_short_words_are_levels_and_replaceability_runs_the_other_way(short, level):
    assert read_level(short, DEPENDENCY_WORDS) == level
    assert read_level(short, HARDNESS_WORDS) == 5 - level


def test_without_a_vocabulary_the_codes_of_json_are_read():
    columns = {"replaceability": list(HARDNESS_CODES.values()), "dependency": list(DEPENDENCY_CODES.values())}
    read = read_entries(pd.DataFrame(columns))
    assert read.hardness.tolist() == read.dependency.tolist() == [1, 2, 3, 4]
    assert HARDNESS_CODES[4] == "small"
    assert DEPENDENCY_CODES[4] == "large"


@pytest.mark.parametrize("tick", [True, np.bool_(True)])
def test_a_tick_is_no_level_even_where_its_word_is_one(tick):
    assert read_level(tick, {"true": 4}) == INVALID
    assert read_level("true", {"true": 4}) == 4


def test_a_tick_in_a_column_of_numbers_is_no_one():
    assert read_levels(pd.Series([1, True, 1.0, "1", None], dtype=object), IMPORTANCE_WORDS).tolist() == [
        1,
        INVALID,
        1,
        1,
        EMPTY,
    ]


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([4, 1, 9]),
        pd.Series([4.0, 1.0, 9.0]),
        pd.Series(["4", "1", "9"]),
        pd.Series([4, "1", 9.0], dtype=object),
        pd.Series([4, 1, 9], dtype="Int64"),
        pd.Series([4, 1, 9], dtype="category"),
        pd.Series([4, 1, 9], dtype="int8"),
        pd.Series([4, 1, 9], index=[7, 7, 2]),
    ],
    ids=lambda c: str(c.dtype),
)
def test_the_kind_of_column_makes_no_difference(column):
    assert read_levels(column, IMPORTANCE_WORDS).tolist() == [4, 1, INVALID]
    assert read_levels(column, IMPORTANCE_WORDS).dtype == np.int8


@pytest.mark.parametrize("dtype", ["object", "str", "category", "Int64"])
def test_missing_values_are_empty_in_every_kind_of_column(dtype):
    column = pd.Series([None, None], dtype=dtype)
    assert read_levels(column, IMPORTANCE_WORDS).tolist() == [EMPTY, EMPTY]


@pytest.mark.parametrize(
    ("value", "read"),
    [(1, 1), (12.0, 12), ("3", 3), (" 3 ", 3), (np.int64(2), 2), (9_999, 9_999)]
    + [(None, EMPTY), ("", EMPTY), ("\u00a0", EMPTY), (float("nan"), EMPTY)]
    + [
        (value, INVALID)
        for value in (0, -1, 1.5, "0", "1.5", "3e", "eerste", "?", True, "٣", 1e15, 10**15, 10_000, 45931, "1e3")
    ]
    + [(dt.date(2026, 1, 1), INVALID)],
)
def test_an_own_place_is_a_whole_number_from_1_on(value, read):
    assert read_own_rank(value) == read
    assert read_entries(pd.DataFrame({"own_rank": pd.Series([value], dtype=object)})).own_rank.tolist() == [read]


def test_every_column_may_be_absent_and_others_are_ignored():
    read = read_entries(pd.DataFrame({"x": [1, 2]}))
    assert len(read) == 2
    assert not read.rated.any()
    assert not read.named.any()
    assert read.needs_us.all()
    assert read.actor == read.resources == read.replaced_by == ["", ""]


def test_the_columns_are_those_of_the_sheet():
    assert COLUMNS[:7] == (
        "actor",
        "resources",
        "importance",
        "replaceability",
        "replaced_by",
        "dependency",
        "own_rank",
    )


def test_answers_are_read_as_yes_no_and_attitudes():
    read = entries("""
        A 1 g k target=JA needs=Neen attitude=heeft_bezwaren why=daarom
        B 1 g k target=neen needs=ja attitude=wacht_af
        C 1 g k target=misschien needs=? attitude=zomaar
        D 1 g k needs=nee
    """)
    assert read.target_group.tolist() == [True, False, False, False]
    assert read.needs_us.tolist() == [False, True, True, False]
    assert read.answered("attitude").tolist() == [True, True, False, False]
    assert read.opposes.tolist() == [True, False, False, False]
    assert read.written["explanation"].tolist() == [True, False, False, False]


def test_a_tick_is_no_word_of_a_list():
    read = read_entries(pd.DataFrame({"target_group": [True, False], "needs_us": [False, True]}))
    assert read.choices["target_group"].tolist() == read.choices["needs_us"].tolist() == [INVALID, INVALID]


@pytest.mark.parametrize("key", CHOICES)
def test_each_list_has_its_numbers_from_one_and_knows_what_is_in_no_list(key):
    typed = [*CHOICES[key], "?", None, " ", "misschien", 1.0]
    read = read_entries(pd.DataFrame({key: pd.Series(typed, dtype=object)})).choices[key].tolist()
    mark = INVALID if key in WITHOUT_UNKNOWN else UNKNOWN
    assert read == [*range(1, len(CHOICES[key]) + 1), mark, EMPTY, EMPTY, INVALID, INVALID]


@pytest.mark.parametrize(
    ("value", "read"),
    [(dt.date(2026, 2, 3), 46056), (dt.datetime(2026, 2, 3, 23, 59), 46056), (46056.75, 46056), (1, 1)]
    + [(2_958_465.9, 2_958_465), (None, EMPTY), (" ", EMPTY), (float("nan"), EMPTY)]
    + [(value, INVALID) for value in ("3 februari", "46056", True, 0, -1, 0.5, 2_958_466, dt.date(1899, 12, 30))],
)
def test_a_day_is_a_date_or_excels_number_of_one(value, read):
    assert read_entries(pd.DataFrame({"talk_by": pd.Series([value], dtype=object)})).days["talk_by"].tolist() == [read]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_row_is_in_use_as_soon_as_any_typed_column_holds_something(column):
    typed = pd.Series(["x", "?", None, " \n"], dtype=object)
    assert read_entries(pd.DataFrame({column: typed})).in_use.tolist() == [True, True, False, False]


@pytest.mark.parametrize("typed", list(product([None, "?", "x", 2], repeat=3)))
def test_a_row_is_rated_as_soon_as_one_of_the_three_holds_anything(typed):
    columns = dict(zip(("importance", "replaceability", "dependency"), typed, strict=True))
    table = pd.DataFrame({name: pd.Series([cell], dtype=object) for name, cell in columns.items()})
    assert read_entries(table).rated.tolist() == [any(cell is not None for cell in typed)]


def test_spaces_alone_do_not_rate_a_row():
    table = pd.DataFrame({"actor": ["OCMW"], "importance": [" "], "dependency": ["\u00a0\n"]})
    assert not read_entries(table).rated.any()


def test_names_and_resources_are_cleaned_and_lists_of_substitutes_keep_their_line_breaks():
    table = pd.DataFrame({"actor": [" De\u00a0Linde "], "resources": ["geld;\tlokalen"], "replaced_by": ["A\nB"]})
    read = read_entries(table, vocabulary=DUTCH)
    assert (read.actor, read.resources, read.replaced_by) == (["De Linde"], ["geld; lokalen"], ["A\nB"])


def test_reversed_importance_is_turned_round_once_and_leaves_the_rest_alone():
    table = pd.DataFrame({"importance": pd.Series([1, 2, 3, 4, "?", None, "x"], dtype=object)})
    read = read_entries(table, vocabulary=Vocabulary(), importance_reversed=True)
    assert read.importance.tolist() == [4, 3, 2, 1, UNKNOWN, EMPTY, INVALID]
