"""How far raters agree: published values, the words, and what is undefined."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.method.agreement import OrderWord, Word, agreement, agreement_on, kendall_w, order_word, proposed, word

pytestmark = pytest.mark.pure

levels = st.lists(st.integers(1, 4), max_size=9)

ANXIETY = [
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
]
"""The data ``anxiety`` of the R package DescTools: three raters, twenty people."""


class TestAgreement:
    @pytest.mark.parametrize(
        ("counts", "published"),
        [([30, 40, 210, 130, 530, 50, 10], 0.6113333), ([2, 0, 1, 1], 0.0833333)],
    )
    def test_is_that_of_the_r_package_agrmt(self, counts, published):
        assert round(float(agreement(counts)), 7) == published

    @pytest.mark.parametrize(
        ("counts", "exact"),
        [
            ((3, 0, 0, 0), Fraction(1)),
            ((2, 1, 0, 0), Fraction(7, 9)),
            ((1, 1, 1, 0), Fraction(1, 3)),
            ((2, 0, 0, 1), Fraction(-1, 3)),
            ((1, 0, 0, 1), Fraction(-1)),
            ((1, 1, 1, 1), Fraction(0)),
        ],
    )
    def test_is_exact(self, counts, exact):
        assert agreement(counts) == exact

    @given(levels, st.randoms())
    def test_lies_between_the_ends_and_depends_on_no_order_and_no_direction(self, given_, random):
        found = agreement_on(given_)
        if found is None:
            assert len(given_) < 2
            return
        assert -1 <= found <= 1
        assert (found == 1) == (len(set(given_)) == 1)
        random.shuffle(given_)
        assert agreement_on(given_) == agreement_on([5 - level for level in given_]) == found


class TestTheWord:
    @pytest.mark.parametrize(
        ("given_", "expected"),
        [
            ([], None),
            ([3], None),
            ([3, 3], Word.AGREE),
            ([3, 4], Word.ALMOST),
            ([1, 4], Word.SPREAD),
            ([1, 4, 4], Word.SPREAD),
            ([1, 1, 4], Word.SPREAD),
            ([1, 1, 4, 4], Word.CAMPS),
            ([3, 1, 4, 1, 4], Word.CAMPS),
            ([1, 2, 4, 4], Word.CAMPS),
            ([1, 1, 3, 4], Word.CAMPS),
            ([1, 1, 2, 4], Word.SPREAD),
            ([1, 2, 3, 4], Word.SPREAD),
            ([1, 1, 2, 2, 3, 3], Word.SPREAD),
            ([2, 2, 4, 4], Word.CAMPS),
            ([2, 3, 4], Word.SPREAD),
        ],
    )
    def test_is_the_one_of_the_rule(self, given_, expected):
        assert word(given_) is expected

    @given(levels, st.randoms())
    def test_depends_on_no_order_and_no_direction(self, given_, random):
        before = word(given_)
        random.shuffle(given_)
        assert word(given_) is word([5 - level for level in given_]) is before

    def test_is_two_camps_by_the_rule_in_every_small_case(self):
        for count in range(2, 7):
            for each in product(range(1, 5), repeat=count):
                divided = [
                    level
                    for level in (1, 2, 3, 4)
                    if level not in each and sum(x < level for x in each) >= 2 and sum(x > level for x in each) >= 2
                ]
                assert (word(each) is Word.CAMPS) == (count >= 4 and bool(divided)), each


class TestTheProposal:
    @pytest.mark.parametrize(
        ("given_", "expected"),
        [
            ([4, 4], None),
            ([4, 1, 4], 4),
            ([4, 3, 3, 4], 3),
            ([1, 2, 3, 4], 2),
            ([1, 1, 4, 4], None),
            ([1, 1, 4, 4, 4], None),
        ],
    )
    def test_is_the_low_median_from_three_on_and_never_with_two_camps(self, given_, expected):
        assert proposed(given_) == expected

    @given(levels)
    def test_is_a_level_that_somebody_gave(self, given_):
        assert proposed(given_) in {None, *given_}


def textbook_w(scores: list[list[int]], *, ties: bool) -> Fraction:
    """W by the squared distance of the sums of ranks from their mean, rank by counting."""
    m, n = len(scores), len(scores[0])
    ranks = [
        [Fraction(2 * sum(other < mine for other in row) + sum(other == mine for other in row) + 1, 2) for mine in row]
        for row in scores
    ]
    sums = [sum(each) for each in zip(*ranks, strict=True)]
    spread = sum((each - Fraction(m * (n + 1), 2)) ** 2 for each in sums)
    tied = sum(count**3 - count for row in scores for count in Counter(row).values()) if ties else 0
    return 12 * spread / (m**2 * (n**3 - n) - m * tied)


class TestKendallsW:
    def test_is_that_of_the_r_package_desctools(self):
        assert round(float(kendall_w(ANXIETY)), 7) == 0.5396569
        assert round(float(textbook_w(ANXIETY, ties=False)), 7) == 0.5019215

    @given(st.integers(2, 4), st.integers(3, 6), st.data())
    def test_is_that_of_the_textbook_and_the_order_of_raters_and_actors_never_matters(self, m, n, data):
        row = st.lists(st.integers(1, 4), min_size=n, max_size=n)
        scores = data.draw(st.lists(row, min_size=m, max_size=m))
        found = kendall_w(scores)
        if all(len(set(each)) == 1 for each in scores):
            assert found is None
            return
        assert found == textbook_w(scores, ties=True)
        assert 0 <= found <= 1
        order = data.draw(st.permutations(range(n)))
        assert found == kendall_w(data.draw(st.permutations([[each[actor] for actor in order] for each in scores])))

    def test_is_1_where_all_give_the_same_order(self):
        assert kendall_w([[1, 2, 2, 9], [5, 7, 7, 8]]) == 1

    @pytest.mark.parametrize("scores", [[], [[1, 2, 3]], [[1, 2], [1, 2]], [[4, 4, 4], [2, 2, 2]]])
    def test_is_undefined_for_one_rater_two_actors_or_nothing_but_ties(self, scores):
        assert kendall_w(scores) is None

    def test_tells_the_mean_rank_correlation_of_two_raters(self):
        scores = [[1, 2, 3, 4], [2, 1, 4, 3], [4, 1, 2, 3]]
        squares = [sum((a - b) ** 2 for a, b in zip(x, y, strict=True)) for x, y in combinations(scores, 2)]
        mean = sum(1 - Fraction(6 * each, 4 * 15) for each in squares) / 3
        assert (3 * kendall_w(scores) - 1) / 2 == mean


class TestTheWordOnTheOrder:
    @pytest.mark.parametrize(
        ("mean", "expected"),
        [
            (Fraction(1), OrderWord.MOSTLY),
            (Fraction(7, 10), OrderWord.MOSTLY),
            (Fraction(69, 100), OrderWord.PARTLY),
            (Fraction(4, 10), OrderWord.PARTLY),
            (Fraction(39, 100), OrderWord.LITTLE),
            (Fraction(-1, 4), OrderWord.LITTLE),
        ],
    )
    def test_goes_by_the_mean_rank_correlation(self, mean, expected):
        assert order_word((4 * mean + 1) / 5, 5) is expected

    def test_needs_three_raters_and_a_coefficient(self):
        assert order_word(Fraction(1), 2) is None
        assert order_word(None, 5) is None
