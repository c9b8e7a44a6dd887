"""Why a form is proposed, and the next step."""

from __future__ import annotations

import pytest

from arena.method.advice import next_step, reason
from arena.method.analysis import Rules
from arena.method.forms import DEFAULT_FORMS, IssueKind
from tests.method.sheet import assessed

pytestmark = pytest.mark.pure

EDITED = {**DEFAULT_FORMS, "complex": {**DEFAULT_FORMS["complex"], "core": "ad_hoc", "context": "network"}}


def rules(kind: str, table=DEFAULT_FORMS) -> Rules:
    return Rules(issue=IssueKind(kind, assumed=False), forms=table)


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        ("4 klein groot", "complex", "network.assumed"),
        ("4 klein groot needs=?", "complex", "network.assumed"),
        ("4 klein groot needs=ja", "complex", "network"),
        ("4 klein groot needs=neen", "complex", "ad_hoc.one_sided"),
        ("? klein groot needs=neen", "complex", "ad_hoc.one_sided"),
        ("1 klein groot", "complex", "ad_hoc.complex"),
        ("1 klein groot needs=neen", "complex", "ad_hoc.complex"),
        ("4 klein groot", "action", "ad_hoc.action"),
        ("4 klein groot", "exchange", "consultation"),
        ("4 klein groot attitude=heeft_bezwaren", "complex", "objections"),
        ("4 klein groot needs=neen attitude=heeft_bezwaren", "complex", "objections"),
        ("? ? - target=ja attitude=heeft_bezwaren", "complex", "objections"),
        ("4 klein groot attitude=heeft_bezwaren", "exchange", "consultation"),
        ("3 groot klein attitude=heeft_bezwaren", "complex", "consultation"),
        ("1 groot klein attitude=heeft_bezwaren", "complex", "none"),
        ("? klein groot", "complex", "undecided"),
        ("? klein groot target=ja", "complex", "target_group"),
    ],
)
def test_a_reason_tells_the_last_that_changed_something(line, kind, expected):
    assert reason(assessed(f"A {line}", rules(kind)), 0) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4 klein groot", "edited"),
        ("3 groot klein", "edited"),
        ("3 groot klein needs=neen", "ad_hoc.one_sided"),
        ("4 klein groot attitude=heeft_bezwaren", "objections"),
        ("1 klein groot", "ad_hoc.complex"),
        ("? klein groot", "ad_hoc.complex"),
    ],
)
def test_where_the_user_changed_the_table_that_is_the_reason(line, expected):
    assert reason(assessed(f"A {line}", rules("complex", EDITED)), 0) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4 klein groot", "second_actor"),
        ("4 klein groot by=niemand", "second_actor"),
        ("4 klein groot by=CAW", "agree_takeover"),
        ("4 klein groot attitude=heeft_bezwaren", "listen"),
        ("4 klein groot attitude=heeft_bezwaren form=op_de_hoogte_houden", "listen"),
        ("3 groot klein attitude=heeft_bezwaren", "listen"),
        ("1 groot klein attitude=heeft_bezwaren", "none"),
        ("? klein groot", "ask"),
        ("1 ? -", "ask"),
        ("1 ? - form=overleg", "consultation"),
        ("4 ? - form=overleg", "ask"),
        ("3 groot groot form=netwerk", "network"),
        ("1 klein groot form=overleg by=CAW", "agree_takeover"),
        ("2 groot groot", "ad_hoc"),
        ("3 groot klein", "consultation"),
        ("1 groot klein", "none"),
        ("- - -", "ask"),
        ("- - - form=netwerk", "network"),
        ("4 ? - target=ja", "voice"),
        ("4 ? - target=ja form=overleg", "consultation"),
    ],
)
def test_the_next_step_with_an_actor(line, expected):
    assert next_step(assessed(f"A {line}"), 0) == expected
