"""Everything at once: all combinations of levels, against the rules written out once more."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest

from arena.method.analysis import Rules, assess
from arena.method.forms import ISSUE_KINDS, IssueKind
from arena.method.levels import read_entries
from tests.method import plain
from tests.method.plain import Answer
from tests.method.test_ranking import entries_of

pytestmark = pytest.mark.pure

ANY_LEVEL = (-2, -1, 0, 1, 2, 3, 4)
OWN_FORMS = (None, "network", "ad_hoc", "consultation", "none")
ALL = [
    Answer(*levels, *marks, OWN_FORMS[number % len(OWN_FORMS)])
    for number, (levels, marks) in enumerate(
        product(product(ANY_LEVEL, repeat=3), product((False, True), repeat=3)),
    )
]
"""Every combination of levels, target group, need and objections; in turn each own form, which changes one result."""


def _or_none(column: pd.Series) -> list[str | None]:
    return [value if isinstance(value, str) else None for value in column]


@pytest.mark.parametrize("kind", ISSUE_KINDS)
def test_all_combinations_of_levels_unknown_empty_and_invalid_give_what_the_rules_say(kind):
    actors = assess(entries_of(ALL), Rules(issue=IssueKind(kind, False))).actors
    rated = [plain.is_rated(a) for a in ALL]
    assert actors["rated"].to_list() == rated
    assert actors["flag"].to_list() == [plain.flag(a) if r else "none" for a, r in zip(ALL, rated, strict=True)]
    assert _or_none(actors["actor_class"]) == [
        plain.actor_class(a) if r else None for a, r in zip(ALL, rated, strict=True)
    ]
    assert _or_none(actors["form"]) == [plain.form(a, kind) if r else None for a, r in zip(ALL, rated, strict=True)]
    assert _or_none(actors["form_that_counts"]) == [plain.form_that_counts(a, kind) for a in ALL]
    for bound, of in (("low", plain.low), ("high", plain.high)):
        found = zip(*(actors[f"{name}_{bound}"] for name in ("dependency", "importance", "hardness")), strict=True)
        assert list(found) == [of(a) if r else (0, 0, 0) for a, r in zip(ALL, rated, strict=True)]


def test_each_combination_alone_is_ranked_first():
    for answer in filter(plain.is_rated, ALL[::4]):
        actor = assess(entries_of([answer])).actors.iloc[0]
        assert (actor["place"], actor["best"], actor["worst"]) == (1, 1, 1)
        assert actor["rank"] == (1 if plain.is_known(answer) else 0)


def test_the_results_have_the_documented_columns_and_types():
    actors = assess(entries_of(ALL[:5])).actors
    assert {name: str(dtype) for name, dtype in actors.dtypes.items()} == {
        "rated": "bool",
        "known": "bool",
        **{f"{n}_{b}": "int8" for n in ("dependency", "importance", "hardness") for b in ("low", "high")},
        **dict.fromkeys(["derived_dependency", "class_low", "class_high"], "int8"),
        **dict.fromkeys(["key", "place", "best", "worst", "rank", "order"], "int64"),
        **dict.fromkeys(["flag", "actor_class", "form", "form_that_counts"], "category"),
    }


def test_assessing_changes_nothing_in_the_table():
    table = pd.DataFrame({"actor": [" A ", None], "importance": pd.Series([4, "x"], dtype=object)})
    before = table.copy(deep=True)
    _ = assess(read_entries(table)).notes
    pd.testing.assert_frame_equal(table, before)
