"""The rules of docs/method.md once more: row by row, pair by pair, slow, and without a line shared with the package."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

LEVELS = (1, 2, 3, 4)


class Answer(NamedTuple):
    """Levels from 1 to 4; 0 empty, -1 for ``?``, -2 invalid."""

    importance: int
    hardness: int
    dependency: int
    target_group: bool = False
    needs_us: bool = True
    opposes: bool = False
    own_form: str | None = None


Vector = tuple[int, int, int]
"""Dependency, importance, hardness."""


def is_rated(a: Answer) -> bool:
    return any(level != 0 for level in a[:3])


def derived(importance: int, hardness: int) -> int:
    return {0: 2, 1: 3, 2: 4}[[importance in (3, 4), hardness in (3, 4)].count(True)]


def fillings(a: Answer) -> list[Vector]:
    """Every way to fill in what is not known."""
    every = []
    for importance, hardness in product(
        [a.importance] if a.importance > 0 else LEVELS, [a.hardness] if a.hardness > 0 else LEVELS
    ):
        dependency = a.dependency if a.dependency > 0 else derived(importance, hardness)
        every.append((dependency, importance, hardness))
    return every


def low(a: Answer) -> Vector:
    return tuple(min(v[c] for v in fillings(a)) for c in range(3))  # type: ignore[return-value]


def high(a: Answer) -> Vector:
    return tuple(max(v[c] for v in fillings(a)) for c in range(3))  # type: ignore[return-value]


def is_known(a: Answer) -> bool:
    return low(a) == high(a)


def at_least(a: Vector, b: Vector) -> bool:
    return all(x >= y for x, y in zip(a, b, strict=True))


def key(v: Vector, weights: Vector) -> int:
    return sum(w * x for w, x in zip(weights, v, strict=True))


def places(answers: list[Answer], weights: Vector) -> list[int]:
    keys = [key(low(a), weights) for a in answers]
    return [1 + sum(other > mine for other in keys) for mine in keys]


def ranges(answers: list[Answer]) -> list[tuple[int, int]]:
    n = len(answers)
    result = []
    for i, a in enumerate(answers):
        others = [b for j, b in enumerate(answers) if j != i]
        best = 1 + sum(at_least(low(b), high(a)) and low(b) != high(a) for b in others)
        worst = n - sum(at_least(low(a), high(b)) for b in others)
        result.append((best, worst))
    return result


def points(v: Vector) -> int:
    dependency, importance, _ = v
    return max(dependency, 2) + (1 if importance >= 3 else 0)


NAMES = {2: "not_relevant", 3: "context", 4: "complementary", 5: "core"}


def possible_classes(a: Answer) -> set[str]:
    names = {NAMES[p] for p in range(points(low(a)), points(high(a)) + 1)}
    return {"context" if a.target_group and name == "not_relevant" else name for name in names}


def actor_class(a: Answer) -> str | None:
    names = possible_classes(a)
    return names.pop() if len(names) == 1 else None


def _would_flag(v: Vector) -> bool:
    return v[2] >= 3 and points(v) >= 4


def flag(a: Answer) -> str:
    if low(a)[2] == 4 and low(a)[0] == 4:
        return "critical"
    if _would_flag(low(a)):
        return "vulnerable"
    if a.target_group and a.hardness < 1:
        return "none"
    return "uncertain" if _would_flag(high(a)) else "none"


FORMS = {
    "complex": ("network", "ad_hoc", "consultation", "none"),
    "action": ("ad_hoc", "ad_hoc", "consultation", "none"),
    "exchange": ("consultation", "consultation", "consultation", "none"),
}
COLUMNS = ("core", "complementary", "context", "not_relevant")


def form(a: Answer, kind: str) -> str | None:
    proposals = {FORMS[kind][COLUMNS.index(name)] for name in possible_classes(a)}
    if not a.needs_us:
        proposals = {"ad_hoc" if proposal == "network" else proposal for proposal in proposals}
    if a.opposes:
        proposals = {"consultation" if proposal in ("network", "ad_hoc") else proposal for proposal in proposals}
    return proposals.pop() if len(proposals) == 1 else None


def form_that_counts(a: Answer, kind: str) -> str | None:
    return a.own_form or (form(a, kind) if is_rated(a) else None)


def width(answers: list[Answer]) -> int:
    return sum(worst - best for best, worst in ranges(answers))


class Asked(NamedTuple):
    """A question that is open, with what an answer does."""

    row: int
    column: str
    widths: tuple[int, ...]
    settles_form: bool
    settles_flag: bool


def questions(answers: list[Answer], kind: str) -> list[Asked]:
    """Every question about rated actors, by filling in each level and counting again; in no order."""
    found = []
    for row, a in enumerate(answers):
        for column, typed in (("importance", a.importance), ("hardness", a.hardness)):
            if typed not in (0, -1) or (column == "hardness" and a.target_group):
                continue
            answered = [a._replace(**{column: level}) for level in LEVELS]
            found.append(
                Asked(
                    row,
                    "importance" if column == "importance" else "replaceability",
                    tuple(width([*answers[:row], filled, *answers[row + 1 :]]) for filled in answered),
                    form_that_counts(a, kind) is None
                    and all(form_that_counts(filled, kind) is not None for filled in answered),
                    flag(a) == "uncertain" and all(flag(filled) != "uncertain" for filled in answered),
                )
            )
    return found


def issue_kinds(answers: dict[str, bool | None]) -> list[str]:
    """Every kind that some way of answering what is open gives, in the order complex, action, exchange."""
    found = set()
    for filled in product(*([value] if value is not None else [True, False] for value in answers.values())):
        given = dict(zip(answers, filled, strict=True))
        if given["complex_issue"] and given["only_together"] and not given["one_off"]:
            found.add("complex")
        elif given["common_interest"]:
            found.add("action")
        else:
            found.add("exchange")
    return [kind for kind in ("complex", "action", "exchange") if kind in found]
