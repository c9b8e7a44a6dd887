"""The kind of issue, and the form of collaboration that it asks for with each class of actor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from arena.method.levels import CHOICES, BoolArray, Int8Array
from arena.method.roles import CLASSES

ISSUE_KINDS = ("complex", "action", "exchange")
FORMS = ("none", "consultation", "ad_hoc", "network")
UNDECIDED = -1

FormTable = Mapping[str, Mapping[str, str]]
"""Issue kind -> class -> form; the one table that users can edit."""

DEFAULT_FORMS: FormTable = {
    "complex": {"core": "network", "complementary": "ad_hoc", "context": "consultation", "not_relevant": "none"},
    "action": {"core": "ad_hoc", "complementary": "ad_hoc", "context": "consultation", "not_relevant": "none"},
    "exchange": {
        "core": "consultation",
        "complementary": "consultation",
        "context": "consultation",
        "not_relevant": "none",
    },
}
"""Source: docs/method.md, "Form of collaboration"; ours."""


class IssueKind(NamedTuple):
    """The kind of an issue, and whether it was assumed because answers are missing and more than one is possible."""

    kind: str
    assumed: bool


def issue_kind(
    *, complex_issue: bool | None, only_together: bool | None, one_off: bool | None, common_interest: bool | None
) -> IssueKind:
    """Return the kind of issue from four answers, ``None`` where an answer is missing or not known.

    ``complex`` where the issue is complex or unclear, added value is only possible together and it is not a one-off;
    else ``action`` where a common interest leads to a common action; else ``exchange``. With answers missing: the
    first that is still possible. Source: docs/method.md, "Issue kind" [H's definitions; the rule is ours].
    """
    is_complex = _all_hold(complex_issue, only_together, None if one_off is None else not one_off)
    if is_complex is not False:
        return IssueKind("complex", assumed=is_complex is None)
    if common_interest is not False:
        return IssueKind("action", assumed=common_interest is None)
    return IssueKind("exchange", assumed=False)


def _all_hold(*answers: bool | None) -> bool | None:
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True


def proposed_forms(
    lowest: Int8Array,
    highest: Int8Array,
    *,
    needs_us: BoolArray,
    opposes: BoolArray,
    kind: str,
    table: FormTable = DEFAULT_FORMS,
) -> Int8Array:
    """Return the proposed form of each actor as a position in :data:`FORMS`, ``UNDECIDED`` where none can be proposed.

    A form is proposed where every possible class gives the same. Before they are compared, the form of each becomes
    what :func:`form_for` makes of it. Source: docs/method.md, "Form of collaboration" (ours).

    Args:
        lowest, highest: the possible classes, positions in :data:`arena.method.roles.CLASSES`.
        needs_us: whether the actor needs us as well; true where not answered.
        opposes: whether the actor has objections.
        kind: one of :data:`ISSUE_KINDS`.
        table: the forms by kind and class, as the user may have edited them.
    """
    proposals = np.full((2, 2, len(CLASSES), len(CLASSES)), UNDECIDED, dtype=np.int8)
    for mutual, against in np.ndindex(2, 2):
        given = [form_for(table[kind][name], needs_us=bool(mutual), opposes=bool(against)) for name in CLASSES]
        for first in range(len(CLASSES)):
            for last in range(first, len(CLASSES)):
                if len(set(given[first : last + 1])) == 1:
                    proposals[mutual, against, first, last] = FORMS.index(given[first])
    case = [np.asarray(each).astype(np.intp) for each in (needs_us, opposes, lowest, highest)]
    return proposals[case[0], case[1], case[2], case[3]]


def form_for(form: str, *, needs_us: bool, opposes: bool) -> str:
    """Return what becomes of a form of the table.

    Where the actor does not need us, ``network`` becomes ``ad_hoc``: mutual dependence makes a network [H]. Then,
    where it has objections, ``network`` and ``ad_hoc`` become ``consultation``: who can block is first listened to
    (ours, after [E]).
    """
    if form == "network" and not needs_us:
        form = "ad_hoc"
    return "consultation" if opposes and form in ("network", "ad_hoc") else form


def forms_that_count(proposed: Int8Array, own: Int8Array) -> Int8Array:
    """Return the form that counts: the group's own where it chose one, else the proposed one.

    Args:
        proposed: positions in :data:`FORMS`, ``UNDECIDED`` where none is proposed.
        own: the group's choice, as its number in ``levels.CHOICES["own_form"]``; below 1 where there is none.
    """
    in_forms = np.array([UNDECIDED, *(FORMS.index(code) for code in CHOICES["own_form"])], dtype=np.int8)
    chosen = in_forms[np.maximum(own, 0)]
    return np.where(chosen == UNDECIDED, proposed, chosen).astype(np.int8)
