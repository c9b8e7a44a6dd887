"""The kind of issue, and the form of collaboration that it asks for with each class of actor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from arena.method.levels import BoolArray, Int8Array
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
    lowest: Int8Array, highest: Int8Array, needs_us: BoolArray, kind: str, table: FormTable = DEFAULT_FORMS
) -> Int8Array:
    """Return the proposed form of each actor as a position in :data:`FORMS`, ``UNDECIDED`` where none can be proposed.

    A form is proposed where every possible class gives the same. Where the actor does not need us, ``network``
    becomes ``ad_hoc`` for each possible class before they are compared: mutual dependence makes a network [H].

    Args:
        lowest, highest: the possible classes, positions in :data:`arena.method.roles.CLASSES`.
        needs_us: whether the actor needs us as well; true where not answered.
        kind: one of :data:`ISSUE_KINDS`.
        table: the forms by kind and class, as the user may have edited them.
    """
    row = np.array([FORMS.index(table[kind][name]) for name in CLASSES], dtype=np.int8)
    one_sided = np.where(row == FORMS.index("network"), FORMS.index("ad_hoc"), row)
    proposals = np.full((2, len(CLASSES), len(CLASSES)), UNDECIDED, dtype=np.int8)
    for mutual, forms in enumerate((one_sided, row)):
        for first in range(len(CLASSES)):
            for last in range(first, len(CLASSES)):
                if len(set(forms[first : last + 1].tolist())) == 1:
                    proposals[mutual, first, last] = forms[first]
    return proposals[needs_us.astype(np.intp), lowest.astype(np.intp), highest.astype(np.intp)]
