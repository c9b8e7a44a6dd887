"""The whole analysis of a table of actors: place, range, flag, class, form and notes, in one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from arena.method import forms, notes, ranking, roles
from arena.method.cases import CASES
from arena.method.levels import CRITERIA, LOWEST, Entries, Int8Array, Int64Array
from arena.method.substitutes import NamesAsRows
from arena.method.vectors import derived_dependency


@dataclass(frozen=True)
class Rules:
    """What the user may set: the weights of the order, the kind of issue, the table of forms, and the criteria.

    ``criteria_written`` says, by the column of each criterion, whether its question is written.

    ``importance_reversed`` belongs to reading (:func:`arena.method.levels.read_entries`), not here: from there on 4 is
    always the most important.
    """

    priority: str = ranking.DEFAULT_PRIORITY
    weights: ranking.Weights = field(default_factory=lambda: ranking.PRESETS[ranking.DEFAULT_PRIORITY])
    issue: forms.IssueKind = field(
        default_factory=lambda: forms.issue_kind(
            complex_issue=None, only_together=None, one_off=None, common_interest=None
        )
    )
    forms: forms.FormTable = field(default_factory=lambda: forms.DEFAULT_FORMS)
    criteria_written: Mapping[str, bool] = field(default_factory=lambda: dict.fromkeys(CRITERIA, False))

    @classmethod
    def with_priority(cls, priority: str, weights: ranking.Weights | None = None, **others: object) -> Rules:
        """Return rules with a priority's weights.

        Raises ``ValueError`` where ``custom`` comes without ``weights``, or another priority with them.
        """
        if (priority == ranking.CUSTOM) != (weights is not None):
            raise ValueError("weights go with the priority 'custom', and only with it")
        return cls(priority=priority, weights=weights or ranking.PRESETS[priority], **others)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Assessment:
    """The results, one row an entry, in the order of the entries.

    ``actors`` has the columns

    ============================== ======== ==============================================================
    ``rated``                      bool     whether one of the three rated columns holds anything
    ``known``                      bool     whether nothing is left open (false where not rated)
    ``dependency_low`` …           int8     the bounds L and U of dependency, importance, hardness: six
                                            columns, 1-4; 0 where not rated
    ``derived_dependency``         int8     2-4; 0 where importance or hardness is not known
    ``key``                        int64    key(L); 0 where not rated
    ``place``, ``best``, ``worst`` int64    1-n; 0 where not rated
    ``rank``                       int64    place where known, else 0
    ``order``                      int64    by which rows are sorted; 0 for blank rows, which go last
    ``class_low``, ``class_high``  int8     the lowest and highest possible class, positions in
                                            :data:`arena.method.roles.CLASSES`; -1 where not rated
    ``flag``                       category of :data:`arena.method.roles.FLAGS`
    ``actor_class``                category of :data:`arena.method.roles.CLASSES`; missing where none is proposed
    ``form``                       category of :data:`arena.method.forms.FORMS`; missing where none is proposed
    ``form_that_counts``           the same; the group's own where it chose one, else the proposed one
    ============================== ======== ==============================================================

    Notes are made when they are first asked for.
    """

    actors: pd.DataFrame
    entries: Entries
    rules: Rules
    seen: notes.Seen = field(default_factory=notes.Seen)

    @property
    def rated_count(self) -> int:
        """n, the number of rated rows."""
        return int(self.actors["rated"].sum())

    @cached_property
    def notes(self) -> pd.DataFrame:
        """The notes on rows: the table of :func:`arena.method.notes.row_notes`."""
        return notes.row_notes(self.entries, self.actors, self.substitutes, self.circles, self.seen)

    @cached_property
    def substitutes(self) -> NamesAsRows:
        """Who is named as whose substitute."""
        return NamesAsRows.of(self.entries)

    @cached_property
    def circles(self) -> Int64Array:
        """For each row the first row of the circle of substitutes that it is in, or -1."""
        return self.substitutes.circles()

    @cached_property
    def sheet_notes(self) -> list[str]:
        """The codes of the notes on the whole sheet."""
        flag = np.asarray(self.actors["flag"].cat.codes, dtype=np.int8)
        return notes.sheet_notes(self.entries, flag, self.rules.issue, self.rules.criteria_written)


def proposed_forms(rules: Rules) -> Int8Array:
    """Return the form that is proposed in each of ``CASES``, see :func:`arena.method.forms.proposed_forms`."""
    lowest, highest = roles.possible_classes(CASES.bounds, CASES.target_group)
    return forms.proposed_forms(
        lowest,
        highest,
        needs_us=CASES.needs_us,
        opposes=CASES.opposes,
        kind=rules.issue.kind,
        table=rules.forms,
    )


def assess(entries: Entries, rules: Rules | None = None, seen: notes.Seen | None = None) -> Assessment:
    """Return the results of all entries under the rules (docs/method.md); the order of rows never matters to them.

    Args:
        entries: what was typed.
        rules: what the user set; the defaults where none are given.
        seen: what the entries do not tell, for the notes.
    """
    rules = rules or Rules()
    is_rated = entries.rated
    case = CASES.of(entries)
    counts = np.bincount(case, minlength=len(CASES) + 1)[:-1]
    bounds = CASES.bounds
    ranks = ranking.rank(bounds, counts, rules.weights)
    lowest, highest = roles.possible_classes(bounds, CASES.target_group)

    def per_row(values: np.ndarray, where_not_rated: int = 0) -> np.ndarray:
        return np.append(values, np.array(where_not_rated, dtype=values.dtype)).take(case)

    def category(codes: np.ndarray, names: tuple[str, ...]) -> pd.Categorical[str]:
        return pd.Categorical.from_codes(codes, pd.Index(names), ordered=True)

    place, proposed = per_row(ranks.place), per_row(proposed_forms(rules), forms.UNDECIDED)
    derived_known = (entries.importance >= LOWEST) & (entries.hardness >= LOWEST)
    actors = pd.DataFrame(
        {
            "rated": is_rated,
            "known": per_row(bounds.known),
            "dependency_low": per_row(bounds.dependency_low),
            "dependency_high": per_row(bounds.dependency_high),
            "importance_low": per_row(bounds.importance_low),
            "importance_high": per_row(bounds.importance_high),
            "hardness_low": per_row(bounds.hardness_low),
            "hardness_high": per_row(bounds.hardness_high),
            "derived_dependency": np.where(derived_known, derived_dependency(entries.importance, entries.hardness), 0),
            "key": per_row(ranks.key),
            "place": place,
            "best": per_row(ranks.best),
            "worst": per_row(ranks.worst),
            "rank": per_row(np.where(bounds.known, ranks.place, 0)),
            "order": ranking.order(place, entries.own_rank, is_rated, entries.named, int(counts.sum())),
            "class_low": per_row(lowest, roles.NO_CLASS),
            "class_high": per_row(highest, roles.NO_CLASS),
            "flag": category(per_row(CASES.flags), roles.FLAGS),
            "actor_class": category(
                per_row(np.where(lowest == highest, lowest, roles.NO_CLASS), roles.NO_CLASS), roles.CLASSES
            ),
            "form": category(proposed, forms.FORMS),
            "form_that_counts": category(forms.forms_that_count(proposed, entries.choices["own_form"]), forms.FORMS),
        },
        copy=False,
    )
    return Assessment(actors, entries, rules, seen or notes.Seen())
