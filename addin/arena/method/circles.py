"""The smallest circles: the smallest sets of actors that hold a cover of every resource that is needed.

Sets are bit sets, Python's whole numbers: bit i of a *cover set* is actor i, who covers that resource. The search is a
branch and bound: it takes one of the covers of a resource in turn, keeps what two bounds allow, and remembers what it
has seen to fail. Source: docs/method.md, "Resources: the smallest circle" (ours, exact).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice, product
from math import ceil, prod
from operator import and_, or_

MOST_LISTED = 20
"""So many smallest circles are listed; of more it is only said that there are more."""

MOST_EXACT = 40
"""Up to so many actors who cover something the answer is exact; beyond that it is an estimate with its bound."""

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Circles:
    """The smallest circles, without those who are in every circle whatever is needed.

    Attributes:
        size: how many actors are in one.
        lower_bound: none can be smaller than this; the size where it is exact.
        exact: whether it is sure that none is smaller.
        listed: the smallest circles as bit sets, at most :data:`MOST_LISTED`, in the order of their actors; of an
            estimate the one that was found.
        more: whether there are, or of an estimate may be, others than those listed.
        in_every: the actors who are in every smallest circle, as a bit set; of an estimate the sole covers.
        in_some: the actors who are in at least one of them, as a bit set; of an estimate those of the one found.
    """

    size: int
    lower_bound: int
    exact: bool
    listed: tuple[int, ...]
    more: bool
    in_every: int
    in_some: int


def smallest_circles(cover_sets: Iterable[int]) -> Circles:
    """Return the smallest circles.

    Args:
        cover_sets: for each resource that is needed the actors who cover it, as a bit set; none of them empty.

    Returns:
        Exact where at most :data:`MOST_EXACT` actors cover something; else one found by taking whoever covers most
        of what is still left, with a bound below which none can be.
    """
    minimal = _minimal(cover_sets)
    if _everyone(minimal).bit_count() > MOST_EXACT:
        return _estimated(minimal)
    parts = [_of_component(component) for component in _components(minimal)]
    number = prod(len(part.listed) for part in parts)
    combined = (reduce(or_, chosen, 0) for chosen in product(*(part.listed for part in parts)))
    listed = sorted(islice(combined, MOST_LISTED), key=members)
    size = sum(part.size for part in parts)
    return Circles(
        size=size,
        lower_bound=size,
        exact=True,
        listed=tuple(listed),
        more=number > MOST_LISTED or any(part.more for part in parts),
        in_every=reduce(or_, (part.in_every for part in parts), 0),
        in_some=reduce(or_, (part.in_some for part in parts), 0),
    )


def members(actors: int) -> tuple[int, ...]:
    """Return the numbers of the actors in a bit set, the lowest first."""
    found = []
    while actors:
        lowest = actors & -actors
        found.append(lowest.bit_length() - 1)
        actors ^= lowest
    return tuple(found)


def _everyone(cover_sets: Iterable[int]) -> int:
    return reduce(or_, cover_sets, 0)


def _minimal(cover_sets: Iterable[int]) -> list[int]:
    """Return the cover sets that hold no other one: whoever hits those hits all. The smallest come first."""
    kept: list[int] = []
    for covers in sorted(set(cover_sets), key=lambda covers: (covers.bit_count(), covers)):
        if not _holds_one(covers, kept):
            kept.append(covers)
    return kept


def _components(cover_sets: Iterable[int]) -> list[list[int]]:
    """Return the cover sets in groups that share no actor with each other."""
    groups: list[tuple[int, list[int]]] = []
    for covers in cover_sets:
        touched = [group for group in groups if group[0] & covers]
        groups = [group for group in groups if not group[0] & covers]
        together = sorted([covers, *(each for _, of_group in touched for each in of_group)], key=_by_size)
        groups.append((_everyone(together), together))
    return [of_group for _, of_group in groups]


def _by_size(covers: int) -> tuple[int, int]:
    return covers.bit_count(), covers


def _of_component(cover_sets: list[int]) -> Circles:
    """Return the smallest circles of cover sets that hang together."""
    search = _Search()
    size = _bound(cover_sets)
    while (first := search.within(cover_sets, size)) is None:
        size += 1
    listed = sorted(islice(_all_within(search, cover_sets, size), MOST_LISTED + 1), key=members)
    more = len(listed) > MOST_LISTED
    in_every, in_some = reduce(and_, listed, first), reduce(or_, listed, first)
    if more:  # those listed tell of most actors; of the others it is asked by a search with each left out or taken in
        for actor in members(in_every):
            without = [covers & ~(1 << actor) for covers in cover_sets]
            other = search.within(_minimal(without), size) if all(without) else None
            if other is not None:
                in_every, in_some = in_every & other, in_some | other
        for actor in members(_everyone(cover_sets) & ~in_some):
            if not in_some >> actor & 1:
                other = search.within([covers for covers in cover_sets if not covers >> actor & 1], size - 1)
                if other is not None:
                    in_some |= other | 1 << actor
    return Circles(size, size, True, tuple(listed[:MOST_LISTED]), more, in_every, in_some)


def _bound(cover_sets: Sequence[int]) -> int:
    """Return a number below which no set hits all cover sets.

    The larger of two: cover sets that share no actor each need one of their own; and where every cover set pays its
    part of the actor in it who hits most, no actor is paid more than once.
    """
    hit_by_so_many = _by_degree(cover_sets)
    most, apart, taken = len(hit_by_so_many), 0, 0
    paid = 0.0
    for covers in cover_sets:
        if not covers & taken:
            taken |= covers
            apart += 1
        degree = most
        while not covers & hit_by_so_many[degree - 1]:
            degree -= 1
        paid += 1 / degree
    return max(apart, ceil(paid - _ROUNDING))


def _by_degree(cover_sets: Sequence[int]) -> list[int]:
    """Return the actors who are in one cover set or more, in two or more, and so on, as bit sets.

    The counts of all actors are added at once, as binary digits: a bit set holds the same digit of every count.
    """
    digits: list[int] = []
    for covers in cover_sets:
        carry = covers
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
            if not carry:
                break
        else:
            if carry:
                digits.append(carry)
    at_least: list[int] = []
    while True:
        degree = len(at_least) + 1
        # as numbers are compared: by their highest digit that differs
        more, equal = 0, -1
        for place in reversed(range(max(len(digits), degree.bit_length()))):
            digit = digits[place] if place < len(digits) else 0
            if degree >> place & 1:
                equal &= digit
            else:
                more |= equal & digit
        if not more | equal:
            return at_least
        at_least.append(more | equal)


class _Search:
    """A search for sets that hit all cover sets; it remembers which cover sets cannot be hit by how many."""

    def __init__(self) -> None:
        self._fails: dict[tuple[int, ...], int] = {}

    def within(self, cover_sets: list[int], most: int) -> int | None:
        """Return a set of at most so many actors that hits all cover sets, ``None`` where there is none.

        Args:
            cover_sets: none holds another one, none is empty; the smallest first.
            most: how many actors may be taken.
        """
        if not cover_sets:
            return 0
        if most <= 1:
            common = reduce(and_, cover_sets) if most == 1 else 0
            return common & -common or None
        key = tuple(cover_sets)
        if self._fails.get(key, -1) >= most:
            return None
        found = self._branched(cover_sets, most) if _bound(cover_sets) <= most else None
        if found is None:
            self._fails[key] = most
        return found

    def _branched(self, cover_sets: list[int], most: int) -> int | None:
        left_out = 0
        for actor in _worth_trying(cover_sets):
            rest = _without(cover_sets, actor, left_out)
            if rest is None:
                break
            found = self.within(rest, most - 1)
            if found is not None:
                return found | actor
            left_out |= actor
        return None


def _without(cover_sets: list[int], taken: int, left_out: int) -> list[int] | None:
    """Return the cover sets that an actor who is taken does not hit, others left out of them; ``None`` where one of
    them is left without covers. None of them holds another one.
    """
    rest = [covers for covers in cover_sets if not covers & taken]
    shrunk = [covers & ~left_out for covers in rest if covers & left_out]
    if not shrunk:
        return rest
    if not all(shrunk):
        return None
    smaller = _minimal(shrunk)  # none of the others lay within them before they shrank, but they may now lie in others
    kept = [covers for covers in rest if not covers & left_out and not _holds_one(covers, smaller)]
    return sorted([*smaller, *kept], key=int.bit_count)


def _holds_one(covers: int, others: Iterable[int]) -> bool:
    for other in others:  # noqa: SIM110 - half of the time is spent here, and a loop takes half of that of any()
        if not other & ~covers:
            return True
    return False


def _worth_trying(cover_sets: list[int]) -> list[int]:
    """Return the covers of the first of the smallest cover sets, one bit each, who hits most first.

    Who hits nothing that another of them does not hit as well is left out.
    """
    hit: dict[int, int] = {}
    rest = cover_sets[0]
    while rest:
        lowest = rest & -rest
        hit[lowest] = sum(1 << number for number, covers in enumerate(cover_sets) if covers & lowest)
        rest ^= lowest
    kept: list[int] = []
    for actor in sorted(hit, key=lambda actor: (-hit[actor].bit_count(), actor)):
        if all(hit[actor] & ~hit[other] for other in kept):
            kept.append(actor)
    return kept


def _all_within(search: _Search, cover_sets: list[int], size: int) -> Iterator[int]:
    """Yield each set of so many actors that hits all cover sets, once; none smaller hits them."""
    if not cover_sets:
        yield 0
        return
    left_out, rest_of_first = 0, cover_sets[0]
    while rest_of_first:
        actor = rest_of_first & -rest_of_first
        rest_of_first ^= actor
        rest = [covers & ~left_out for covers in cover_sets if not covers & actor]
        left_out |= actor
        if all(rest):
            smaller = _minimal(rest)
            if search.within(smaller, size - 1) is not None:
                for found in _all_within(search, smaller, size - 1):
                    yield found | actor


def _estimated(cover_sets: list[int]) -> Circles:
    """Return one circle, found by taking whoever covers most of what is left, and what none can be smaller than."""
    covered_by: dict[int, set[int]] = {}
    for number, covers in enumerate(cover_sets):
        for actor in members(covers):
            covered_by.setdefault(actor, set()).add(number)
    found = 0
    while covered_by:
        best = max(covered_by, key=lambda actor: (len(covered_by[actor]), -actor))
        found |= 1 << best
        for number in tuple(covered_by[best]):
            for actor in members(cover_sets[number]):
                covered_by[actor].discard(number)
                if not covered_by[actor]:
                    del covered_by[actor]
    sole = reduce(or_, (covers for covers in cover_sets if covers.bit_count() == 1), 0)
    size = found.bit_count()
    bound = sum(_bound(component) for component in _components(cover_sets))
    return Circles(size, bound, False, (found,), True, sole, found)
