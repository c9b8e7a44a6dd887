"""Several raters side by side: against counting pair by pair, and what must hold whoever rates."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from arena.method.agreement import OrderWord, Word
from arena.method.analysis import Rules, assess
from arena.method.forms import ISSUE_KINDS, IssueKind
from arena.method.levels import EMPTY, UNKNOWN
from arena.method.raters import COLUMNS, Comparison, Opinion, Ratings, compare
from tests.method import plain, plain_raters
from tests.method.plain import Answer
from tests.method.sheet import entries
from tests.method.test_ranking import answers, entries_of

pytestmark = pytest.mark.pure

kinds = st.sampled_from(ISSUE_KINDS)
known = st.builds(Answer, *[st.integers(1, 4)] * 3, own_form=st.none())


def groups(one: st.SearchStrategy[Answer], actors: int = 5, raters: int = 5) -> st.SearchStrategy[list[list[Answer]]]:
    """What each of some raters typed about the same actors; the first one's choices are those of the list."""
    return st.integers(1, actors).flatmap(
        lambda count: st.lists(st.lists(one, min_size=count, max_size=count), min_size=1, max_size=raters)
    )


def rules_of(kind: str) -> Rules:
    return Rules(issue=IssueKind(kind, assumed=False))


def ratings_of(group: list[list[Answer]]) -> Ratings:
    return Ratings(*(np.array([[a[place] for a in rows] for rows in group], dtype=np.int8) for place in range(3)))


def compared(group: list[list[Answer]], kind: str = "complex") -> Comparison:
    return compare(ratings_of(group), entries_of(group[0]), rules_of(kind))


def typed(*sheets: str, listed: str | None = None, rules: Rules | None = None) -> Comparison:
    """Lay sheets in the mini language side by side; the list of actors is the first one where none is given."""
    read = [entries(lines) for lines in sheets]
    ratings = Ratings(
        *(np.stack([getattr(each, name) for each in read]) for name in ("importance", "hardness", "dependency"))
    )
    return compare(ratings, entries(listed) if listed else read[0], rules or Rules())


def word_of(found: Comparison, column: str, row: int = 0) -> Word | None:
    return found.opinions[column][row].word


def _chosen(*levels: tuple[int, int, int]) -> list[Answer]:
    return [Answer(*each, own_form="consultation") for each in levels]


GUARANTEED_OR_BEST = [
    _chosen((2, 2, 2), (2, 1, 0), (3, 2, 0)),
    _chosen((2, 4, 3), (1, 4, 2), (4, 2, 0)),
]
"""Of two cells with the same word one gains more whatever is chosen, the other more if all goes well."""


@settings(deadline=None)
@example(GUARANTEED_OR_BEST, "complex")
@given(groups(answers), kinds)
def test_all_is_what_counting_pair_by_pair_finds(group, kind):
    found, count = compared(group, kind), len(group[0])
    by_actor = [[rows[row] for rows in group] for row in range(count)]
    rated = [row for row in range(count) if any(plain.is_rated(a) for a in by_actor[row])]
    actors = [plain_raters.actor(group[0][row], by_actor[row]) for row in rated]
    assert found.rated.tolist() == [row in rated for row in range(count)]
    assert [(int(found.best[row]), int(found.worst[row])) for row in rated] == plain_raters.ranges(actors)
    keys = [plain.key(each.low, (25, 5, 1)) for each in actors]
    assert [int(found.place[row]) for row in rated] == [1 + sum(other > key for other in keys) for key in keys]
    urgency = {}
    for row in range(count):
        for column in COLUMNS:
            levels = plain_raters.levels_of(by_actor[row], column)
            named, opinion = [level for level in levels if level >= 1], found.opinions[column][row]
            assert opinion.levels == tuple(levels)
            assert opinion.given == named
            mine = plain_raters.actor(group[0][row], by_actor[row])
            said = plain_raters.word(named, mine, column, kind)
            assert opinion.word == said
            assert opinion.proposed == plain_raters.proposed(named, said)
            if said:
                merits = plain_raters.merits(actors, rated.index(row), column, named, kind)
                urgency[row, column] = (
                    plain_raters.GRAVEST_FIRST[said],
                    *(-merit for merit in merits),
                    opinion.agreement,
                    int(found.place[row]),
                    row,
                    COLUMNS.index(column),
                )
    assert list(found.order) == sorted(urgency, key=urgency.__getitem__)


@settings(deadline=None)
@given(groups(answers), kinds, st.data())
def test_neither_the_order_of_raters_nor_that_of_rows_matters(group, kind, data):
    one = compared(group, kind)
    choices, raters = group[0], data.draw(st.permutations(range(len(group))))
    rows = data.draw(st.permutations(range(len(choices))))
    turned = [[group[rater][row] for row in rows] for rater in raters]
    other = compare(ratings_of(turned), entries_of([choices[row] for row in rows]), rules_of(kind))
    for column in COLUMNS:
        for new, old in enumerate(rows):
            before, after = one.opinions[column][old], other.opinions[column][new]
            assert after.levels == tuple(before.levels[rater] for rater in raters)
            assert (after.word, after.agreement, after.proposed) == (before.word, before.agreement, before.proposed)
    for array in ("rated", "place", "best", "worst"):
        assert getattr(other, array).tolist() == [getattr(one, array).tolist()[row] for row in rows]
    assert (other.kendall_w, other.order_word) == (one.kendall_w, one.order_word)
    assert {(rows[row], column) for row, column in other.order} == set(one.order)


@given(groups(answers, raters=1), kinds)
def test_one_rater_alone_gives_what_the_workbook_gives(group, kind):
    found, alone = compared(group, kind), assess(entries_of(group[0]), rules_of(kind)).actors
    for array in ("rated", "place", "best", "worst"):
        assert getattr(found, array).tolist() == alone[array].tolist()
    assert found.order == ()
    assert (found.kendall_w, found.order_word) == (None, None)


@settings(deadline=None)
@given(groups(known, actors=6, raters=4), st.data())
def test_one_rater_more_never_makes_a_place_more_certain(group, data):
    one_more = data.draw(st.lists(known, min_size=len(group[0]), max_size=len(group[0])))
    before, after = compared(group), compared([*group, one_more])
    assert (after.best <= before.best).all()
    assert (after.worst >= before.worst).all()
    for column in COLUMNS:
        for was, becomes in zip(before.opinions[column], after.opinions[column], strict=True):
            assert min(becomes.given) <= min(was.given)
            assert max(becomes.given) >= max(was.given)


@given(groups(known, raters=1), st.integers(2, 5))
def test_who_all_give_the_same_agree_and_leave_the_places_as_one_would(group, raters):
    alone, together = compared(group), compared(group * raters)
    assert {each.word for found in together.opinions.values() for each in found} == {Word.AGREE}
    assert {each.agreement for found in together.opinions.values() for each in found} == {1}
    assert (alone.best.tolist(), alone.worst.tolist()) == (together.best.tolist(), together.worst.tolist())


class TestADependency:
    def test_that_a_rater_did_not_type_follows_from_that_raters_two_others(self):
        found = typed("A 4 klein -", "A 1 groot -", "A 4 klein eerder_klein").opinions["dependency"][0]
        assert found == Opinion((4, 2, 2), (True, True, False), Word.SPREAD, Fraction(2, 9), 2)

    def test_that_nobody_typed_is_proposed_but_not_offered_for_taking_over(self):
        left_open = typed(*["A 4 klein -"] * 3).opinions["dependency"][0]
        typed_once = typed(*["A 4 klein -"] * 2, "A 4 klein groot").opinions["dependency"][0]
        assert (left_open.proposed, left_open.offered) == (4, None)
        assert (typed_once.proposed, typed_once.offered) == (4, 4)

    def test_does_not_follow_where_one_of_the_raters_two_others_is_not_known(self):
        found = typed("A 4 ? ?", "A - klein -", "A ? ? groot").opinions["dependency"][0]
        assert found.levels == (UNKNOWN, EMPTY, 4)
        assert found.derived == (False, False, False)

    def test_that_nobody_gives_follows_from_the_lowest_and_the_highest_of_all(self):
        found = typed("A 4 - -\nB 4 klein groot", "A 2 - -\nB 4 klein groot")
        # L = (2, 2, 1) and U = (4, 4, 4): may stand beside B or after it
        assert (found.best[0], found.worst[0]) == (1, 2)
        assert word_of(found, "importance") is Word.SPREAD


class TestADifferenceOfOneLevel:
    def test_matters_where_the_form_hangs_on_it(self):
        assert word_of(typed("A 2 groot eerder_groot", "A 3 groot eerder_groot"), "importance") is Word.MATTERS

    def test_matters_where_the_flag_hangs_on_it(self):
        sheets = ("A 4 klein groot form=overleg", "A 4 eerder_klein groot")
        assert word_of(typed(*sheets), "replaceability") is Word.MATTERS

    def test_does_not_matter_where_neither_does(self):
        assert word_of(typed("A 1 groot klein", "A 2 groot klein"), "importance") is Word.ALMOST

    def test_does_not_matter_to_a_form_that_the_group_chose(self):
        sheets = ("A 2 groot eerder_groot", "A 3 groot eerder_groot")
        assert word_of(typed(*sheets, listed="A - - - form=overleg"), "importance") is Word.ALMOST


class TestTheOrderOfPoints:
    def test_puts_two_camps_first_however_little_hangs_on_them(self):
        camps = ("Z 1 groot klein", "Z 1 groot klein", "Z 3 groot klein", "Z 3 groot klein")
        others = ("A 2 groot eerder_groot", "A 3 groot eerder_groot", "A 3 groot eerder_groot", "A 3 groot groot")
        found = typed(*(f"{a}\n{z}" for a, z in zip(others, camps, strict=True)))
        assert word_of(found, "importance", 1) is Word.CAMPS
        assert found.order[0] == (1, "importance")
        words = [found.opinions[column][row].word for row, column in found.order]
        assert words[-1] is Word.AGREE

    def test_leaves_out_what_fewer_than_two_gave(self):
        assert typed("A 4 ? ?", "A ? ? ?", "A - - -").order == ()


class TestTheOrderOfActors:
    SAME = "A 4 klein groot\nB 3 klein groot\nC 2 groot klein"

    def test_is_agreed_on_in_words_from_three_raters_on(self):
        two, three = typed(*[self.SAME] * 2), typed(*[self.SAME] * 3)
        assert (two.kendall_w, two.order_word) == (1, None)
        assert (three.kendall_w, three.order_word) == (1, OrderWord.MOSTLY)

    def test_is_undefined_where_fewer_than_three_actors_are_known_to_every_rater(self):
        found = typed(self.SAME, self.SAME, self.SAME.replace("2 groot", "2 ?"))
        assert (found.kendall_w, found.order_word) == (None, None)

    def test_does_not_wait_for_somebody_who_gave_no_level(self):
        found = typed(*[self.SAME] * 3, "A - - -\nB ? - -\nC - - -")
        assert (found.kendall_w, found.order_word) == (1, OrderWord.MOSTLY)

    def test_is_that_by_the_weights_that_count(self):
        sheets = (
            "A 4 groot klein\nB 1 groot groot\nC 2 groot eerder_klein",
            "A 1 groot groot\nB 4 groot klein\nC 2 groot eerder_klein",
        )
        assert typed(*sheets).kendall_w == 0  # A and B change places, C is second with both
        assert typed(*sheets, rules=Rules.with_priority("equal")).kendall_w == 1  # C is last with both


def test_nobody_and_nothing_gives_nothing():
    empty = np.zeros((0, 2), dtype=np.int8)
    found = compare(Ratings(empty, empty, empty), entries("A - - -\nB - - -"), Rules())
    assert found.order == ()
    assert found.kendall_w is None
    assert not found.rated.any()
