"""The smallest sets that hit all cover sets: published values, brute force, and what must hold of any of them."""

from __future__ import annotations

import itertools
import random
from functools import reduce
from operator import and_, or_

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.method.circles import MOST_EXACT, MOST_LISTED, members, smallest_circles

pytestmark = pytest.mark.pure

FANO = ("012", "034", "056", "135", "146", "236", "245")
"""The seven lines of the projective plane of order two."""


def bits(actors: object) -> int:
    return sum(1 << int(actor) for actor in actors)  # type: ignore[attr-defined]


def affine_plane(order: int) -> list[int]:
    """The lines of the affine plane of a prime order, over the points (x, y)."""
    sloping = [[(x, (m * x + b) % order) for x in range(order)] for m in range(order) for b in range(order)]
    upright = [[(x, y) for y in range(order)] for x in range(order)]
    return [bits(order * x + y for x, y in line) for line in [*sloping, *upright]]


def by_brute_force(cover_sets: list[int]) -> list[int]:
    """Every smallest set that hits all, by trying all sets."""
    everyone = members(reduce(or_, cover_sets, 0))
    for size in range(len(everyone) + 1):
        found = [
            circle for chosen in itertools.combinations(everyone, size) if hits(circle := bits(chosen), cover_sets)
        ]
        if found:
            return found
    raise AssertionError("the set of all hits all")


def hits(circle: int, cover_sets: list[int]) -> bool:
    return all(circle & covers for covers in cover_sets)


def test_the_fano_plane_has_seven_of_three() -> None:
    found = smallest_circles(map(bits, FANO))
    assert (found.size, len(found.listed), found.more, found.exact) == (3, 7, False, True)
    assert set(found.listed) == set(map(bits, FANO))  # its blocking sets of three are its lines
    assert (found.in_every, found.in_some) == (0, bits(range(7)))


def test_the_affine_plane_of_order_three_has_more_than_twenty_of_five() -> None:
    lines = affine_plane(3)
    found = smallest_circles(lines)
    assert (found.size, len(found.listed), found.more) == (5, MOST_LISTED, True)
    assert len(by_brute_force(lines)) == 54
    assert set(found.listed) <= set(by_brute_force(lines))


def test_the_affine_plane_of_order_five_needs_nine() -> None:
    """2q - 1, by Jamison and by Brouwer and Schrijver."""
    assert smallest_circles(affine_plane(5)).size == 9


def test_nothing_that_is_needed_needs_nobody() -> None:
    found = smallest_circles([])
    assert (found.size, found.listed, found.more, found.in_some) == (0, (0,), False, 0)


some_cover_sets = st.lists(st.integers(1, 2**9 - 1), max_size=9)


@given(some_cover_sets)
def test_are_those_of_brute_force(cover_sets: list[int]) -> None:
    wanted = by_brute_force(cover_sets)
    found = smallest_circles(cover_sets)
    assert found.size == found.lower_bound == wanted[0].bit_count()
    assert found.more == (len(wanted) > MOST_LISTED)
    assert len(found.listed) == len(set(found.listed)) == min(len(wanted), MOST_LISTED)
    assert set(found.listed) <= set(wanted)
    assert found.in_every == reduce(and_, wanted)
    assert found.in_some == reduce(or_, wanted)


@given(some_cover_sets, st.randoms(use_true_random=False))
def test_do_not_depend_on_the_order(cover_sets: list[int], shuffler: random.Random) -> None:
    shuffled = shuffler.sample(cover_sets, len(cover_sets))
    assert smallest_circles(shuffled) == smallest_circles(cover_sets)


@given(some_cover_sets.filter(bool), st.data())
def test_grow_no_larger_by_one_cover_more(cover_sets: list[int], data: st.DataObject) -> None:
    where = data.draw(st.integers(0, len(cover_sets) - 1))
    wider = list(cover_sets)
    wider[where] |= 1 << data.draw(st.integers(0, 9))
    assert smallest_circles(wider).size <= smallest_circles(cover_sets).size


@given(some_cover_sets, st.integers(0, 8))
def test_hold_a_sole_cover(cover_sets: list[int], actor: int) -> None:
    found = smallest_circles([*cover_sets, 1 << actor])
    assert found.in_every >> actor & 1
    assert all(circle >> actor & 1 for circle in found.listed)


def test_of_parts_that_share_nobody_are_put_together() -> None:
    twice = [*map(bits, FANO), *(bits(line) << 7 for line in FANO)]
    found = smallest_circles(twice)
    assert (found.size, len(found.listed), found.more) == (6, MOST_LISTED, True)  # 7 x 7 of them
    assert all(hits(circle, twice) for circle in found.listed)
    assert smallest_circles([*map(bits, FANO), bits([7, 8])]).more is False  # 7 x 2


@given(st.lists(st.sets(st.integers(0, 59), min_size=1, max_size=4), min_size=60, max_size=80))
def test_beyond_forty_actors_are_an_estimate_between_its_bounds(sets: list[set[int]]) -> None:
    cover_sets = [bits(each) for each in sets]
    found = smallest_circles(cover_sets)
    many = reduce(or_, [covers for covers in cover_sets], 0).bit_count()
    assert hits(found.listed[0], cover_sets)
    assert found.listed[0].bit_count() == found.size >= found.lower_bound
    if many <= MOST_EXACT:
        assert found.exact
    elif not found.exact:
        assert (len(found.listed), found.more) == (1, True)


def test_of_forty_are_exact_and_of_forty_one_estimated() -> None:
    of_forty = [bits([actor, (actor + 1) % 40]) for actor in range(40)]
    of_more = [bits([actor, (actor + 1) % 41]) for actor in range(41)]
    assert (smallest_circles(of_forty).exact, smallest_circles(of_forty).size) == (True, 20)
    estimated = smallest_circles(of_more)
    assert not estimated.exact
    assert estimated.lower_bound <= 21 <= estimated.size
    assert hits(estimated.listed[0], of_more)
