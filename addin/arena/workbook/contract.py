"""The JSON of ``arena rank --json`` and ``arena merge --json``: the contract with other programs (docs/method.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from arena.method.levels import CHOICES, DEPENDENCY_CODES, HARDNESS_CODES, LEVELS, LOWEST
from arena.method.questions import Question, questions, width
from arena.method.raters import COLUMNS, Opinion
from arena.method.text import clean, split_list
from arena.workbook.merged import Merged
from arena.workbook.model import Result

_AS_THEY_ARE = ("rated", "flag")
_NULL_WHERE_NOUGHT = {"place": "place", "rank": "rank", "rank_best": "best", "rank_worst": "worst"}
_NULL_WHERE_MISSING = ("actor_class", "form", "form_that_counts")
_CHOSEN = ("own_form", "attitude", "in_network")
_NEEDED: Mapping[str | None, bool | None] = {"yes": True, "no": False, None: None}

_KEYS = (
    "row", "actor", "resources", "importance", "replaceability", "replaced_by", "dependency", "derived_dependency",
    "rated", "place", "rank", "own_rank", "rank_best", "rank_worst", "flag", "actor_class", "form", "own_form",
    "form_that_counts", "target_group", "attitude", "needs_us", "in_network", "notes",
)  # fmt: skip
"""In the order of the contract."""


def as_contract(result: Result, rows: Sequence[int], schema: int | None) -> dict[str, Any]:
    """Return the results as the contract says; rows keep the order of the input, and blank ones are left out.

    Args:
        result: the analysis, evaluated.
        rows: the row of the sheet, counted from 1, in which each row of the analysis stands.
        schema: the version of the workbook's layout; ``None`` where it is no Arena workbook.
    """
    analysis, assessment = result.analysis, result.assessment
    kind, assumed = analysis.issue
    weights = assessment.rules.weights
    notes: dict[int, dict[str, None]] = {}
    for row, code in zip(assessment.notes["row"], assessment.notes["code"], strict=True):
        notes.setdefault(row, {})[code] = None
    columns = _columns(result) | {"row": list(rows)}
    return {
        "schema": schema,
        "issue": clean(analysis.answers.get("subject")) or None,
        "issue_kind": kind,
        "issue_kind_assumed": assumed,
        "priority": assessment.rules.priority,
        "weights": [weights.dependency, weights.importance, weights.hardness],
        "width": width(assessment),
        "actors": [
            {key: columns[key][row] if key in columns else list(notes.get(row, ())) for key in _KEYS}
            for row, used in enumerate(result.entries.in_use.tolist())
            if used
        ],
        "questions": [_question(result, one, rows) for one in questions(assessment)],
        "notes": assessment.sheet_notes,
    }


def _question(result: Result, question: Question, rows: Sequence[int]) -> dict[str, Any]:
    return {
        "row": rows[question.row],
        "actor": result.entries.actor[question.row] or None,
        "column": question.column,
        "widths": list(question.widths),
        "gain_least": question.gain_least,
        "gain_mean": question.gain_mean,
        "settles_form": question.settles_form,
        "settles_flag": question.settles_flag,
    }


def _columns(result: Result) -> dict[str, list[Any]]:
    """Return the values of every key but the notes, one a row: whole columns at a time, since a list may be long."""
    entries, actors = result.entries, result.actors
    chosen = {key: [None, *CHOICES[key]] for key in (*_CHOSEN, "needs_us")}

    def choices(key: str) -> list[str | None]:
        return [chosen[key][max(number, 0)] for number in entries.choices[key].tolist()]

    def levels(values: list[int]) -> list[int | None]:
        return [value if value >= LOWEST else None for value in values]

    return {
        "actor": [name or None for name in entries.actor],
        "resources": [split_list(typed) for typed in result.analysis.table["resources"].tolist()],
        "importance": levels(entries.importance.tolist()),
        "replaceability": [HARDNESS_CODES.get(level) for level in entries.hardness.tolist()],
        "replaced_by": [result.substitutes(row) for row in range(len(entries))],
        "dependency": [DEPENDENCY_CODES.get(level) for level in entries.dependency.tolist()],
        "derived_dependency": [DEPENDENCY_CODES.get(level) for level in actors["derived_dependency"].tolist()],
        "own_rank": levels(entries.own_rank.tolist()),
        "target_group": entries.target_group.tolist(),
        "needs_us": [_NEEDED[code] for code in choices("needs_us")],
        **{key: choices(key) for key in _CHOSEN},
        **{key: actors[key].tolist() for key in _AS_THEY_ARE},
        **{key: [value or None for value in actors[name].tolist()] for key, name in _NULL_WHERE_NOUGHT.items()},
        **{
            key: [code if isinstance(code, str) else None for code in actors[key].tolist()]
            for key in _NULL_WHERE_MISSING
        },
    }


_LEVEL_CODES: Mapping[str, Mapping[int, int | str]] = {
    "importance": {level: level for level in LEVELS},
    "replaceability": HARDNESS_CODES,
    "dependency": DEPENDENCY_CODES,
}


def merged_as_contract(merged: Merged) -> dict[str, Any]:
    """Return the ratings of several people as the contract says; actors keep the order of the list.

    Actors without a name are left out. Of anonymous raters ``file`` is the letter that they have on the sheet, and
    nothing is told of their files.
    """
    comparison, names = merged.comparison, merged.result.entries.actor
    w = comparison.kendall_w
    return {
        "raters": [
            {
                "file": rater.file or letter,
                "name": rater.name,
                "rows": rater.rows,
                "problems": [one.sentence for one in merged.problems if one.file == rater.file],
            }
            for rater, letter in zip(merged.raters, merged.letters, strict=True)
        ],
        "actors": [
            {
                "actor": name,
                **{column: _opinion(column, merged.opinion(row, column)) for column in COLUMNS},
                "rank_best": int(comparison.best[row]) or None,
                "rank_worst": int(comparison.worst[row]) or None,
            }
            for row, name in enumerate(names)
            if name
        ],
        "order": [[names[row], column] for row, column in comparison.order],
        "kendall_w": None if w is None else float(w),
        "order_word": comparison.order_word,
        "new_names": [one.name for one in merged.new_names],
        "doubtful": [[one.typed, one.actor] for one in merged.doubtful],
        "rejected": [{"file": one.file, "reason": one.sentence} for one in merged.rejected],
    }


def _opinion(column: str, opinion: Opinion) -> dict[str, Any]:
    codes, agreement = _LEVEL_CODES[column], opinion.agreement
    return {
        "levels": [codes.get(level) for level in opinion.levels],
        "word": opinion.word,
        "agreement": None if agreement is None else f"{agreement.numerator}/{agreement.denominator}",
        "proposed": None if opinion.proposed is None else codes[opinion.proposed],
    }


def resources_as_contract(result: Result, rows: Sequence[int]) -> dict[str, Any]:
    """Return who brings in what as the contract says; actors are named, and an empty name stays empty.

    Args:
        result: the analysis, evaluated.
        rows: the row of the sheet, counted from 1, in which each row of the analysis stands.
    """
    from arena.method.near_names import nearly_alike  # noqa: PLC0415 - what it needs takes a while to import

    found, actors = result.resources, result.entries.actor

    def named(of: Iterable[int]) -> list[str]:
        return [actors[row] for row in of]

    return {
        "resources": [
            {
                "resource": one.name,
                "needed": one.needed,
                "asked": one.asked,
                "holders": named(one.holders),
                "stand_ins": named(one.stand_ins),
                "objecting": named(one.objecting),
                "in_network": one.in_network,
                "promised": one.promised,
            }
            for one in found.resources
        ],
        "any_in_network": found.any_in_network,
        "circle": {
            "size": found.size,
            "lower_bound": found.lower_bound,
            "exact": found.found.exact,
            "count": len(found.listed),
            "more": found.found.more,
            "circles": [named(circle) for circle in found.listed],
        },
        "actors": [
            {
                "row": rows[part.row],
                "actor": actors[part.row] or None,
                "in_circles": part.in_circles.value,
                "sole_of": found.names(part.sole_of),
                "lost": found.names(part.lost),
            }
            for part in sorted(found.parts, key=lambda part: part.row)
        ],
        "pairs": [{"actors": named(pair.rows), "lost": found.names(pair.lost)} for pair in found.pairs],
        "unheld": [one.name for one in found.unheld],
        "near_names": [list(pair) for pair in nearly_alike(one.name for one in found.resources)],
    }
