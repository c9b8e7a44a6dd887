"""The JSON of ``arena rank --json``: the contract with other programs (docs/method.md)."""

from __future__ import annotations

from typing import Any

from arena.method.levels import DEPENDENCY_CODES, HARDNESS_CODES, LOWEST
from arena.method.substitutes import substitute_names
from arena.method.text import clean, split_list
from arena.workbook.model import Result

_AS_THEY_ARE = ("rated", "flag")
_NULL_WHERE_NOUGHT = {"place": "place", "rank": "rank", "rank_best": "best", "rank_worst": "worst"}
_NULL_WHERE_MISSING = ("actor_class", "form")

_KEYS = (
    "actor", "resources", "importance", "replaceability", "replaced_by", "dependency", "derived_dependency", "rated",
    "place", "rank", "own_rank", "rank_best", "rank_worst", "flag", "actor_class", "form", "notes",
)  # fmt: skip
"""In the order of the contract."""


def as_contract(result: Result) -> dict[str, Any]:
    """Return the results as the contract says; rows keep the order of the input.

    A row is left out where it is blank: it has no place in the order and no note.
    """
    analysis = result.analysis
    kind, assumed = analysis.issue
    notes: dict[int, list[str]] = {}
    for row, code in zip(result.assessment.notes["row"], result.assessment.notes["code"], strict=True):
        notes.setdefault(row, []).append(code)
    columns = _columns(result)
    in_use = (result.actors["order"] > 0).tolist()
    return {
        "issue": clean(analysis.answers.get("subject")) or None,
        "issue_kind": kind,
        "issue_kind_assumed": assumed,
        "priority": result.assessment.rules.priority,
        "actors": [
            {key: columns[key][row] if key in columns else notes.get(row, []) for key in _KEYS}
            for row, used in enumerate(in_use)
            if used or row in notes
        ],
        "notes": result.assessment.sheet_notes,
    }


def _columns(result: Result) -> dict[str, list[Any]]:
    """Return the values of every key but the notes, one a row: whole columns at a time, since a list may be long."""
    entries, actors = result.entries, result.actors
    names = entries.folded_names

    def levels(values: list[int]) -> list[int | None]:
        return [value if value >= LOWEST else None for value in values]

    return {
        "actor": [name or None for name in entries.actor],
        "resources": [split_list(typed) for typed in result.analysis.table["resources"].tolist()],
        "importance": levels(entries.importance.tolist()),
        "replaceability": [HARDNESS_CODES.get(level) for level in entries.hardness.tolist()],
        "replaced_by": [substitute_names(typed, names) for typed in entries.replaced_by],
        "dependency": [DEPENDENCY_CODES.get(level) for level in entries.dependency.tolist()],
        "derived_dependency": [DEPENDENCY_CODES.get(level) for level in actors["derived_dependency"].tolist()],
        "own_rank": levels(entries.own_rank.tolist()),
        **{key: actors[key].tolist() for key in _AS_THEY_ARE},
        **{key: [value or None for value in actors[name].tolist()] for key, name in _NULL_WHERE_NOUGHT.items()},
        **{
            key: [code if isinstance(code, str) else None for code in actors[key].tolist()]
            for key in _NULL_WHERE_MISSING
        },
    }
