"""Place, rank, range and order."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arena.method.analysis import Rules, assess
from arena.method.levels import Entries, read_entries
from arena.method.ranking import CUSTOM, DEFAULT_PRIORITY, HEAVIEST, PRESETS, PRIORITIES, Weights, is_weight
from tests.method import plain
from tests.method.plain import Answer
from tests.method.sheet import DEPENDENCY_TYPED, DUTCH, HARDNESS_TYPED, assessed

pytestmark = pytest.mark.pure

TYPED_IMPORTANCE = {-2: "veel", -1: "?", 0: None, 1: 1, 2: 2, 3: 3, 4: 4}
TYPED_HARDNESS = {-2: "weinig", -1: "?", **HARDNESS_TYPED}
TYPED_FORM = {
    None: None, "network": "netwerk", "ad_hoc": "ad hoc", "consultation": "overleg", "none": "op de hoogte houden",
}  # fmt: skip
TYPED_DEPENDENCY = {-2: "nogal", -1: "?", **DEPENDENCY_TYPED}

levels = st.sampled_from([-2, -1, 0, 1, 2, 3, 4])
own_forms = st.sampled_from([None, None, "network", "ad_hoc", "consultation", "none"])
answers = st.builds(Answer, levels, levels, levels, st.booleans(), st.booleans(), st.booleans(), own_forms)
sheets = st.lists(answers, min_size=1, max_size=12)
rated_sheets = st.lists(answers.filter(plain.is_rated), min_size=1, max_size=8)
known = st.builds(Answer, *[st.integers(1, 4)] * 3)
weights = st.builds(Weights, *[st.integers(1, HEAVIEST)] * 3)


def typed(rows: list[Answer]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "actor": [f"actor {number}" for number in range(len(rows))],
            "resources": "geld",
            "importance": pd.Series([TYPED_IMPORTANCE[a.importance] for a in rows], dtype=object),
            "replaceability": pd.Series([TYPED_HARDNESS[a.hardness] for a in rows], dtype=object),
            "dependency": pd.Series([TYPED_DEPENDENCY[a.dependency] for a in rows], dtype=object),
            "target_group": ["ja" if a.target_group else None for a in rows],
            "needs_us": [None if a.needs_us else "neen" for a in rows],
            "attitude": ["heeft bezwaren" if a.opposes else None for a in rows],
            "own_form": [TYPED_FORM[a.own_form] for a in rows],
        }
    )


def entries_of(rows: list[Answer]) -> Entries:
    return read_entries(typed(rows), vocabulary=DUTCH)


def results(rows: list[Answer], used: Weights | None = None) -> pd.DataFrame:
    rules = Rules() if used is None else Rules.with_priority(CUSTOM, used)
    return assess(entries_of(rows), rules).actors


@given(sheets, weights)
def test_places_ranks_and_ranges_are_those_of_the_rules_counted_pair_by_pair(rows, used):
    actors = results(rows, used)
    rated = [a for a in rows if plain.is_rated(a)]
    found = actors[actors["rated"]]
    places = plain.places(rated, (used.dependency, used.importance, used.hardness))
    assert actors["rated"].to_list() == [plain.is_rated(a) for a in rows]
    assert found["place"].to_list() == places
    assert found["rank"].to_list() == [
        place if plain.is_known(a) else 0 for a, place in zip(rated, places, strict=True)
    ]
    assert list(zip(found["best"], found["worst"], strict=True)) == plain.ranges(rated)
    assert found["known"].to_list() == [plain.is_known(a) for a in rated]


@given(sheets)
def test_a_row_that_is_not_rated_has_no_results(rows):
    actors = results([*rows, Answer(0, 0, 0, target_group=True)])
    last = actors.iloc[-1]
    assert not last["rated"]
    assert not last["known"]
    numbers = ["place", "rank", "best", "worst", "key", "dependency_low", "dependency_high", "hardness_high"]
    assert (last[numbers] == 0).all()
    assert last["flag"] == "none"
    assert pd.isna(last["actor_class"])
    assert pd.isna(last["form"])


@given(sheets, weights)
def test_place_and_rank_lie_in_the_range(rows, used):
    actors = results(rows, used)
    rated = actors[actors["rated"]]
    assert ((rated["best"] >= 1) & (rated["worst"] <= len(rated))).all()
    assert ((rated["best"] <= rated["place"]) & (rated["place"] <= rated["worst"])).all()
    ranked = rated[rated["rank"] > 0]
    assert (ranked["rank"] == ranked["place"]).all()


def strictly_increasing_score(steps: list[int]) -> dict[plain.Vector, int]:
    """A score of all 64 vectors that never counts a higher level for as much as a lower one; it need be no sum."""
    score: dict[plain.Vector, int] = {}
    for vector, step in zip(product(plain.LEVELS, repeat=3), steps, strict=True):
        below = [tuple(x - (c == d) for d, x in enumerate(vector)) for c in range(3)]
        score[vector] = step + max((score[v] for v in below if v in score), default=0)
    return score


scores = st.lists(st.integers(1, 50), min_size=64, max_size=64).map(strictly_increasing_score)


@given(rated_sheets, scores, st.data())
def test_the_range_holds_under_every_strictly_increasing_score_and_every_filling_in(rows, score, data):
    actors = results(rows)
    filled = [data.draw(st.sampled_from(plain.fillings(a))) for a in rows]
    for row, mine in enumerate(filled):
        place = 1 + sum(score[other] > score[mine] for other in filled)
        assert actors["best"][row] <= place <= actors["worst"][row]


def _place(row: int, filled: list[plain.Vector], counts: plain.Vector, strict: bool) -> int:
    """The place of a row under the score of the proof: a level counts 1,000 from ``counts`` on, else very little."""

    def score(vector: plain.Vector) -> int:
        return sum(vector) + 1000 * sum(x > c if strict else x >= c for x, c in zip(vector, counts, strict=True))

    return 1 + sum(score(other) > score(filled[row]) for other in filled)


@given(rated_sheets)
def test_both_ends_of_the_range_are_attained(rows):
    actors = results(rows)
    for row, mine in enumerate(rows):
        at_best = [plain.low(a) for a in rows]
        at_best[row] = plain.high(mine)
        assert at_best[row] in plain.fillings(mine)
        assert _place(row, at_best, plain.high(mine), strict=False) == actors["best"][row]
        at_worst = [plain.high(a) for a in rows]
        at_worst[row] = plain.low(mine)
        assert at_worst[row] in plain.fillings(mine)
        assert _place(row, at_worst, plain.low(mine), strict=True) == actors["worst"][row]


@pytest.mark.parametrize("first", [Answer(4, 4, 4), Answer(2, -1, 0), Answer(-1, -1, 0), Answer(3, 0, 2)])
@pytest.mark.parametrize("second", [Answer(4, 4, 0), Answer(-1, 2, 0), Answer(1, 3, -2), Answer(2, 2, 1)])
@pytest.mark.parametrize("third", [Answer(4, 3, 4), Answer(-1, -1, -1), Answer(1, 1, 0)])
def test_in_small_tables_every_filling_in_stays_in_the_range_and_some_reach_its_ends(first, second, third):
    rows = [first, second, third]
    actors = results(rows)
    reached: list[set[int]] = [set() for _ in rows]
    corners = [[*set(plain.fillings(a))] for a in rows]
    for filled in product(*corners):
        for row, mine in enumerate(filled):
            for strict in (False, True):
                reached[row].add(_place(row, list(filled), mine, strict))
    assert [min(r) for r in reached] == actors["best"].to_list()
    assert [max(r) for r in reached] == actors["worst"].to_list()


@given(sheets, weights, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(rows, used, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    straight = results(rows, used)
    shuffled = results([rows[number] for number in order], used)
    pd.testing.assert_frame_equal(straight.iloc[order].reset_index(drop=True), shuffled)


@given(sheets)
def test_reversing_the_scale_of_importance_twice_is_nothing(rows):
    turned = typed(rows)
    turned["importance"] = pd.Series(
        [5 - cell if isinstance(cell, int) else cell for cell in turned["importance"]], dtype=object
    )
    straight = entries_of(rows)
    reversed_ = read_entries(turned, vocabulary=DUTCH, importance_reversed=True)
    np.testing.assert_array_equal(straight.importance, reversed_.importance)
    pd.testing.assert_frame_equal(assess(straight).actors, assess(reversed_).actors)


def test_ties_share_the_best_place():
    ranks = assessed("A 4 klein groot\nB 3 klein groot\nC 3 klein groot\nD 1 groot -").actors["rank"].to_list()
    assert ranks == [1, 2, 2, 4]


def test_a_single_actor_is_first_and_certainly_so():
    actor = assessed("A 2 groot -").actors.iloc[0]
    assert (actor["place"], actor["rank"], actor["best"], actor["worst"]) == (1, 1, 1, 1)


def test_an_actor_of_whom_something_is_open_has_a_place_but_no_rank_even_where_best_equals_worst():
    actors = assessed("A ? klein groot").actors
    assert (actors["place"][0], actors["best"][0], actors["worst"][0], actors["rank"][0]) == (1, 1, 1, 0)


def test_two_equal_actors_can_take_no_place_but_the_first():
    actors = assessed("A 4 klein groot\nB 4 klein groot").actors
    assert actors["best"].to_list() == actors["worst"].to_list() == [1, 1]


@given(known, known)
def test_the_dependency_preset_never_ranks_fewer_points_before_more_typed_klein_apart(a, b):
    if a.dependency == 1 or b.dependency == 1:
        return
    preset = PRESETS["dependency"]
    used = (preset.dependency, preset.importance, preset.hardness)
    if plain.points(plain.low(a)) < plain.points(plain.low(b)):
        assert plain.key(plain.low(a), used) < plain.key(plain.low(b), used)


@pytest.mark.parametrize("preset", ["importance", "equal"])
def test_no_other_preset_keeps_that_promise(preset):
    used = PRESETS[preset]
    vectors = [v for v in product(plain.LEVELS, repeat=3) if v[0] > 1]
    keys = {v: plain.key(v, (used.dependency, used.importance, used.hardness)) for v in vectors}
    assert any(plain.points(a) < plain.points(b) and keys[a] > keys[b] for a in vectors for b in vectors)


@pytest.mark.parametrize(
    ("preset", "first", "second"),
    [
        ("dependency", "A 1 groot groot", "B 4 klein eerder_groot"),
        ("dependency", "A 3 groot groot", "B 2 klein groot"),
        ("importance", "A 4 groot klein", "B 3 klein groot"),
        ("importance", "A 3 groot groot", "B 3 klein eerder_groot"),
    ],
)
def test_a_preset_looks_at_its_columns_one_after_the_other(preset, first, second):
    rules = Rules.with_priority(preset)
    assert assessed(f"{first}\n{second}", rules).actors["rank"].to_list() == [1, 2]
    assert assessed(f"{second}\n{first}", rules).actors["rank"].to_list() == [2, 1]


def test_the_plain_sum_ties_what_sums_to_the_same():
    rules = Rules.with_priority("equal")
    assert assessed("A 4 groot eerder_groot\nB 1 klein eerder_groot", rules).actors["rank"].to_list() == [1, 1]


def test_the_weights_of_the_presets_are_the_published_ones():
    published = {"dependency": (25, 5, 1), "importance": (5, 25, 1), "equal": (1, 1, 1)}
    assert {name: (w.dependency, w.importance, w.hardness) for name, w in PRESETS.items()} == published
    assert PRIORITIES == ("dependency", "importance", "equal", "custom")
    assert DEFAULT_PRIORITY == "dependency"
    assert Rules().weights == PRESETS["dependency"]


@pytest.mark.parametrize("value", [1, 99, 7, 5.0])
def test_a_weight_is_a_whole_number_from_1_to_99(value):
    assert is_weight(value)
    actors = assessed("A 4 klein groot", Rules.with_priority("custom", Weights(value, 1, 1))).actors
    assert actors["key"].dtype == np.int64


@pytest.mark.parametrize("value", [0, 100, -1, 1.5, "3", None, True, float("nan"), float("inf")])
def test_anything_else_is_no_weight(value):
    assert not is_weight(value)
    with pytest.raises(ValueError, match="weight"):
        Weights(value, 1, 1)


def test_weights_go_with_custom_and_only_with_it():
    with pytest.raises(ValueError, match="custom"):
        Rules.with_priority("custom")
    with pytest.raises(ValueError, match="custom"):
        Rules.with_priority("equal", Weights(1, 2, 3))


def test_the_order_puts_an_own_place_just_before_the_computed_place_of_the_same_number():
    lines = "A 4 klein groot\nB 3 klein groot\nC 2 groot - own=2\nD - - -\n- - - -\nE - - - own=1"
    assert assessed(lines).actors["order"].to_list() == [2, 4, 3, 8, 0, 1]


def test_an_own_place_that_is_none_is_ignored_in_the_order():
    assert assessed("A 4 klein groot own=eerste\nB 3 klein groot own=0").actors["order"].to_list() == [2, 4]


def test_an_empty_table_gives_empty_results():
    result = assess(read_entries(pd.DataFrame({"actor": []})))
    assert len(result.actors) == len(result.notes) == result.rated_count == 0
    assert result.sheet_notes == []


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_large_tables_are_counted_as_small_ones(seed):
    random = np.random.default_rng(seed)
    rows = [Answer(*map(int, random.integers(-2, 5, 3))) for _ in range(60)]
    rated = [a for a in rows if plain.is_rated(a)]
    actors = results(rows)
    found = actors[actors["rated"]]
    assert list(zip(found["best"], found["worst"], strict=True)) == plain.ranges(rated)
    assert found["place"].to_list() == plain.places(rated, (25, 5, 1))
