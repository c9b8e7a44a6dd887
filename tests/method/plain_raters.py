"""The rules of several raters once more: actor by actor, pair by pair, slow, and by no line of the package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median_low

from tests.method import plain
from tests.method.plain import Answer, Vector

COLUMNS = ("importance", "replaceability", "dependency")
GRAVEST_FIRST = {"camps": 0, "matters": 1, "spread": 1, "almost": 2, "agree": 3}


def levels_of(answers: list[Answer], column: str) -> list[int]:
    """What each rater gave to one actor; below 1 where that is no level."""
    if column == "importance":
        return [a.importance for a in answers]
    if column == "replaceability":
        return [a.hardness for a in answers]
    return [
        plain.derived(a.importance, a.hardness)
        if a.dependency < 1 and min(a.importance, a.hardness) >= 1
        else a.dependency
        for a in answers
    ]


@dataclass(frozen=True)
class Actor:
    """What may be true of an actor by all raters together; a dependency of ``None`` follows from the two others."""

    importance: tuple[int, int]
    hardness: tuple[int, int]
    dependency: tuple[int, int] | None
    self: Answer
    """Target group, need, objections and own form; its levels do not count."""

    @property
    def low(self) -> Vector:
        return self._bound(0)

    @property
    def high(self) -> Vector:
        return self._bound(1)

    def _bound(self, end: int) -> Vector:
        importance, hardness = self.importance[end], self.hardness[end]
        dependency = plain.derived(importance, hardness) if self.dependency is None else self.dependency[end]
        return dependency, importance, hardness

    def settled(self, column: str, level: int) -> Actor:
        name = "hardness" if column == "replaceability" else column
        return replace(self, **{name: (level, level)})

    @property
    def flag(self) -> str:
        if self.low[2] == 4 and self.low[0] == 4:
            return "critical"
        if self.low[2] >= 3 and plain.points(self.low) >= 4:
            return "vulnerable"
        would = self.high[2] >= 3 and plain.points(self.high) >= 4
        hidden = self.self.target_group and self.hardness[0] != self.hardness[1]
        return "uncertain" if would and not hidden else "none"

    def form(self, kind: str) -> str | None:
        if self.self.own_form:
            return self.self.own_form
        found = set()
        for points in range(plain.points(self.low), plain.points(self.high) + 1):
            name = plain.NAMES[max(points, 3) if self.self.target_group else points]
            form = plain.FORMS[kind][plain.COLUMNS.index(name)]
            if form == "network" and not self.self.needs_us:
                form = "ad_hoc"
            if form in ("network", "ad_hoc") and self.self.opposes:
                form = "consultation"
            found.add(form)
        return found.pop() if len(found) == 1 else None


def actor(self: Answer, answers: list[Answer]) -> Actor:
    """One actor by what each rater gave."""
    given = {column: [level for level in levels_of(answers, column) if level >= 1] for column in COLUMNS}
    ends = {column: (min(found), max(found)) for column, found in given.items() if found}
    return Actor(ends.get("importance", (1, 4)), ends.get("replaceability", (1, 4)), ends.get("dependency"), self)


def ranges(actors: list[Actor]) -> list[tuple[int, int]]:
    n, found = len(actors), []
    for i, mine in enumerate(actors):
        others = [other for j, other in enumerate(actors) if j != i]
        best = 1 + sum(plain.at_least(other.low, mine.high) and other.low != mine.high for other in others)
        worst = n - sum(plain.at_least(mine.low, other.high) for other in others)
        found.append((best, worst))
    return found


def width(actors: list[Actor]) -> int:
    return sum(worst - best for best, worst in ranges(actors))


def word(given: list[int], mine: Actor, column: str, kind: str) -> str | None:
    if len(given) < 2:
        return None
    lowest, highest = min(given), max(given)
    if lowest == highest:
        return "agree"
    if highest - lowest == 1:
        low, high = mine.settled(column, lowest), mine.settled(column, highest)
        return "almost" if low.flag == high.flag and low.form(kind) == high.form(kind) else "matters"
    for level in range(2, 4):
        if level not in given and sum(x < level for x in given) > 1 and sum(x > level for x in given) > 1:
            return "camps"
    return "spread"


def proposed(given: list[int], said: str | None) -> int | None:
    return median_low(given) if len(given) >= 3 and said != "camps" else None


def merits(actors: list[Actor], row: int, column: str, given: list[int], kind: str) -> tuple[object, ...]:
    """By what a cell goes first, apart from its word and the ties: the larger the sooner."""
    mine = actors[row]
    after = [mine.settled(column, level) for level in sorted(set(given))]
    widths = [width([*actors[:row], each, *actors[row + 1 :]]) for each in after]
    before = width(actors)
    return (
        mine.form(kind) is None and all(each.form(kind) is not None for each in after),
        mine.flag == "uncertain" and all(each.flag != "uncertain" for each in after),
        before - max(widths),
        before - Fraction(sum(widths), len(widths)),
    )
