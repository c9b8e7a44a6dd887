"""Who brings in what: which resources are needed, who covers them, the smallest circles, and what falls away with whom.

Source: docs/method.md, "Resources: the smallest circle" (ours, exact).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from arena.method import circles
from arena.method.analysis import Assessment
from arena.method.circles import Circles
from arena.method.levels import LOWEST
from arena.method.notes import EASY_UP_TO
from arena.method.substitutes import NO_ROW
from arena.method.text import clean, fold, sort_key, split_list

NEEDED_FROM = 3
"""The first resource of an actor who may be so important is needed."""


class InCircles(StrEnum):
    """What an actor is to the smallest circles; the codes of the JSON contract."""

    SOLE = "sole"
    EVERY = "every"
    SOME = "some"
    ELSEWHERE = "elsewhere"
    TARGET_GROUP = "target_group"
    OBJECTS = "objects"
    NOTHING_NEEDED = "nothing_needed"
    NO_RESOURCE = "no_resource"


@dataclass(frozen=True)
class Resource:
    """A resource, and who brings it in: rows of rated actors, by place.

    Attributes:
        name: the first spelling of it.
        asked: what the user answered to whether it is needed; ``None`` where nothing was.
        holders: who has it, those with objections left out.
        stand_ins: who is named to take it over from an actor whose first resource it is, and does not hold it.
        objecting: who has it, and has objections.
        wanted_by: the actors whose first resource it is, and who may be important.
        needed: whether it is needed.
        covers: who covers it; who has objections only where nobody else holds it and the user asked for it.
        in_network: how many of those who cover it are in the network.
        promised: whether somebody who holds it is in the network, and is willing and able.
    """

    name: str
    asked: bool | None
    holders: tuple[int, ...]
    stand_ins: tuple[int, ...]
    objecting: tuple[int, ...]
    wanted_by: tuple[int, ...]
    needed: bool
    covers: tuple[int, ...]
    in_network: int
    promised: bool

    @property
    def only_with_objections(self) -> bool:
        """True if it would be needed, were it not that all who hold it have objections and nobody asked for it."""
        return bool(self.wanted_by and self.objecting and not self.holders) and self.asked is None


@dataclass(frozen=True)
class Part:
    """What an actor is to the circles.

    Attributes:
        row: its row.
        in_circles: what it is to the smallest circles.
        sole_of: the needed resources that nobody else covers, as positions in the list of resources.
        lost: what nobody brings in any more once it falls away: the same, but nothing for a target group, nor for who
            has objections.
    """

    row: int
    in_circles: InCircles
    sole_of: tuple[int, ...]
    lost: tuple[int, ...]


@dataclass(frozen=True)
class Pair:
    """Two actors with whom together more falls away than with each alone: their rows, and what that is."""

    rows: tuple[int, int]
    lost: tuple[int, ...]


@dataclass(frozen=True)
class Resources:
    """All resources, and what they come to.

    Attributes:
        resources: the resources: those that are needed first, and in the order of the actors who bring them in.
        found: the smallest circles, without who is in each of them whatever is needed.
        always: the rows of the target groups, who are in every circle.
        listed: the smallest circles, at most ``circles.MOST_LISTED``: each the rows in it, by place.
        parts: what each rated actor is to them, by place.
        pairs: the pairs of actors, by place.
        any_in_network: whether anybody is in the network.
    """

    resources: Sequence[Resource]
    found: Circles
    always: tuple[int, ...]
    listed: Sequence[tuple[int, ...]]
    parts: Sequence[Part]
    pairs: Sequence[Pair]
    any_in_network: bool

    @property
    def needed(self) -> list[Resource]:
        """The resources that are needed and that somebody covers."""
        return [one for one in self.resources if one.needed and one.covers]

    @property
    def unheld(self) -> list[Resource]:
        """The resources that are needed and that nobody covers: they are left out of the circles."""
        return [one for one in self.resources if one.needed and not one.covers]

    @property
    def size(self) -> int:
        """How many actors are in a smallest circle."""
        return self.found.size + self._outside

    @property
    def lower_bound(self) -> int:
        """How many are in one at least; the size, where it is exact."""
        return self.found.lower_bound + self._outside

    @property
    def _outside(self) -> int:
        return len(self.always)

    def names(self, positions: Iterable[int]) -> list[str]:
        """Return the names of resources by their positions."""
        return [self.resources[position].name for position in positions]


def resources_of(assessment: Assessment, asked: Mapping[str, bool] | None = None) -> Resources:
    """Return all resources of the rated actors, and what they come to.

    Args:
        assessment: the results.
        asked: what the user answered to whether a resource is needed, by its name.
    """
    held = _Held(assessment)
    listed = _listed(held, asked or {})
    entries = assessment.entries
    target_groups = [row for row in held.rows if entries.target_group[row]]
    number = {row: place for place, row in enumerate(held.rows)}
    cover_sets = [
        sum(1 << number[row] for row in one.covers)
        for one in listed
        if one.needed and one.covers and not set(one.covers).intersection(target_groups)
    ]
    found = circles.smallest_circles(cover_sets)
    in_each = sum(1 << number[row] for row in target_groups)
    return Resources(
        resources=listed,
        found=found,
        always=tuple(target_groups),
        listed=[tuple(held.rows[place] for place in circles.members(circle | in_each)) for circle in found.listed],
        parts=[_part(held, listed, found, place) for place in range(len(held.rows))],
        pairs=_pairs(held, listed),
        any_in_network=bool(held.in_network),
    )


@dataclass
class _Held:
    """Who holds what: the rated rows by place, and of each the folded names of its resources, in their order."""

    assessment: Assessment
    rows: list[int] = field(init=False)
    of_row: dict[int, list[str]] = field(init=False)
    spelled: dict[str, str] = field(init=False)
    substitutes: dict[int, list[int]] = field(init=False)
    objecting: set[int] = field(init=False)
    in_network: set[int] = field(init=False)

    def __post_init__(self) -> None:
        entries, actors = self.assessment.entries, self.assessment.actors
        order, rated = actors["order"].tolist(), entries.rated.tolist()
        # ties by what does not depend on where a row stands
        rows = sorted(
            (row for row, is_rated in enumerate(rated) if is_rated),
            key=lambda row: (order[row], sort_key(entries.actor[row]), fold(entries.resources_typed[row]), row),
        )
        self.rows, self.of_row, self.spelled = rows, {}, {}
        for row in rows:
            names = [name for name in split_list(entries.resources_typed[row]) if fold(name) not in entries.nobody]
            self.of_row[row] = list(dict.fromkeys(map(fold, names)))
            for name in names:
                self.spelled.setdefault(fold(name), name)
        substitutes, self.substitutes = self.assessment.substitutes, {}
        for naming, named in zip(substitutes.naming.tolist(), substitutes.named.tolist(), strict=True):
            # a row of the same name is the actor itself; who is not rated, or has nothing to bring in, takes no part
            if named != NO_ROW and named != substitutes.first[naming] and named != naming and self.of_row.get(named):
                self.substitutes.setdefault(naming, []).append(named)
        self.objecting = {row for row in rows if entries.opposes[row]}
        in_network = entries.chose("in_network", "yes").tolist()
        self.in_network = {row for row, chosen in enumerate(in_network) if chosen}


def _listed(held: _Held, asked: Mapping[str, bool]) -> list[Resource]:
    """Return the resources of rated actors and those that the user asked for, in the order of :class:`Resources`."""
    entries, actors = held.assessment.entries, held.assessment.actors
    important = (actors["importance_high"] >= NEEDED_FROM).tolist()
    replaceable = ((entries.hardness >= LOWEST) & (entries.hardness <= EASY_UP_TO)).tolist()
    ready = entries.chose("readiness", "ready").tolist()
    places = {row: place for place, row in enumerate(held.rows)}
    answers = {fold(name): answer for name, answer in asked.items()}
    spelled = {fold(name): clean(name) for name in asked} | held.spelled
    holders: dict[str, list[int]] = {}
    wanted: dict[str, list[int]] = {}
    named: dict[str, set[int]] = {}
    for row in held.rows:
        for position, name in enumerate(held.of_row[row]):
            holders.setdefault(name, []).append(row)
            if position == 0 and important[row]:
                wanted.setdefault(name, []).append(row)
            if position == 0 and replaceable[row]:
                named.setdefault(name, set()).update(held.substitutes.get(row, ()))
    found = []
    for name in dict.fromkeys([*holders, *answers]):
        all_holders, answer = holders.get(name, []), answers.get(name)
        willing = [row for row in all_holders if row not in held.objecting]
        objecting = [row for row in all_holders if row in held.objecting]
        stand_ins = sorted(named.get(name, set()) - {*all_holders, *held.objecting}, key=places.__getitem__)
        counting = willing or (objecting if answer else [])
        covers = [*counting, *stand_ins]
        found.append(
            Resource(
                name=spelled[name],
                asked=answer,
                holders=tuple(willing),
                stand_ins=tuple(stand_ins),
                objecting=tuple(objecting),
                wanted_by=tuple(wanted.get(name, ())),
                needed=bool(wanted.get(name) and willing) if answer is None else answer,
                covers=tuple(covers),
                in_network=sum(row in held.in_network for row in covers),
                promised=any(row in held.in_network and ready[row] for row in counting),
            )
        )
    return sorted(found, key=lambda one: (not one.needed, not one.only_with_objections))


def _part(held: _Held, listed: Sequence[Resource], found: Circles, place: int) -> Part:
    row = held.rows[place]
    covered = [number for number, one in enumerate(listed) if one.needed and row in one.covers]
    sole_of = tuple(number for number in covered if listed[number].covers == (row,))
    is_target_group = bool(held.assessment.entries.target_group[row])
    apart = is_target_group or row in held.objecting
    in_circles = _in_circles(held, found, place, covers=bool(covered), sole=bool(sole_of))
    return Part(row, in_circles, sole_of, () if apart else sole_of)


def _in_circles(held: _Held, found: Circles, place: int, *, covers: bool, sole: bool) -> InCircles:
    """Return what an actor is to the smallest circles: the first that holds."""
    row = held.rows[place]
    holds = (
        (bool(held.assessment.entries.target_group[row]), InCircles.TARGET_GROUP),
        (row in held.objecting and not covers, InCircles.OBJECTS),
        (not held.of_row[row], InCircles.NO_RESOURCE),
        (not covers, InCircles.NOTHING_NEEDED),
        (sole, InCircles.SOLE),
        (bool(found.in_every >> place & 1), InCircles.EVERY),
        (bool(found.in_some >> place & 1), InCircles.SOME),
    )
    return next((code for is_so, code in holds if is_so), InCircles.ELSEWHERE)


def _pairs(held: _Held, listed: Sequence[Resource]) -> list[Pair]:
    """Return the pairs who together are all that covers something; target groups and who has objections left out."""
    entries = held.assessment.entries
    lost: dict[tuple[int, ...], list[int]] = {}
    for number, one in enumerate(listed):
        if one.needed and len(one.covers) == 2:
            lost.setdefault(tuple(sorted(one.covers, key=held.rows.index)), []).append(number)
    return [
        Pair((first, second), tuple(numbers))
        for (first, second), numbers in sorted(lost.items(), key=lambda pair: tuple(map(held.rows.index, pair[0])))
        if not any(entries.target_group[row] or row in held.objecting for row in (first, second))
    ]
