"""The JSON of ``arena rank --json``: the contract with other programs (docs/method.md)."""

from __future__ import annotations

from typing import Any

from arena.method.levels import DEPENDENCY_CODES, HARDNESS_CODES, LOWEST
from arena.method.substitutes import substitute_names
from arena.method.text import clean, fold, split_list
from arena.workbook.model import Result


def as_contract(result: Result) -> dict[str, Any]:
    """Return the results as the contract says; rows keep the order of the input, blank rows are left out."""
    analysis, actors = result.analysis, result.actors
    kind, assumed = analysis.issue
    in_use = actors["order"].to_numpy() > 0
    codes: dict[int, list[str]] = {}
    for row, code in zip(result.assessment.notes["row"], result.assessment.notes["code"], strict=True):
        codes.setdefault(row, []).append(code)
    return {
        "issue": clean(analysis.answers.get("subject")) or None,
        "issue_kind": kind,
        "issue_kind_assumed": assumed,
        "priority": result.assessment.rules.priority,
        "actors": [_actor(result, row, codes.get(row, [])) for row, used in enumerate(in_use.tolist()) if used],
        "notes": result.assessment.sheet_notes,
    }


def _actor(result: Result, row: int, notes: list[str]) -> dict[str, Any]:
    entries, actors, typed = result.entries, result.actors, result.analysis.table
    rated = bool(actors["rated"].iloc[row])

    def level(value: int) -> int | None:
        return int(value) if value >= LOWEST else None

    def place(column: str) -> int | None:
        return int(actors[column].iloc[row]) or None

    def code(column: str) -> str | None:
        value = actors[column].iloc[row]
        return value if isinstance(value, str) else None

    return {
        "actor": entries.actor[row] or None,
        "resources": split_list(typed["resources"].iloc[row]),
        "importance": level(entries.importance[row]),
        "replaceability": HARDNESS_CODES.get(int(entries.hardness[row])),
        "replaced_by": substitute_names(entries.replaced_by[row], {fold(name): None for name in entries.actor}),
        "dependency": DEPENDENCY_CODES.get(int(entries.dependency[row])),
        "derived_dependency": DEPENDENCY_CODES.get(int(actors["derived_dependency"].iloc[row])),
        "rated": rated,
        "place": place("place"),
        "rank": place("rank"),
        "own_rank": level(entries.own_rank[row]),
        "rank_best": place("best"),
        "rank_worst": place("worst"),
        "flag": actors["flag"].iloc[row],
        "actor_class": code("actor_class"),
        "form": code("form"),
        "notes": notes,
    }
