"""How far each step is, what is still to find out, and which talks are open."""

from __future__ import annotations

import datetime as dt

import pytest

from arena.method.analysis import Assessment, Rules
from arena.method.levels import CRITERIA
from arena.method.steps import Progress, figures, next_step, open_cells, progress
from arena.method.talks import late_talks, listed, open_talks
from tests.method.sheet import assessed, entries

pytestmark = pytest.mark.pure

DONE = Progress(begun=True, open=0)
WRITTEN = Rules(criteria_written=dict.fromkeys(CRITERIA, False) | {"criterion_2": True})


def states(found: Assessment, issue: Progress = DONE) -> list[str]:
    return [one.state for one in progress(found, issue).values()]


def state(step: int, lines: str, rules: Rules | None = None) -> str:
    return states(assessed(lines, rules))[step - 1]


def test_of_an_empty_sheet_nothing_is_begun_and_step_one_is_next():
    steps = progress(assessed("- - - - has=-"), Progress(begun=False, open=8))
    assert [one.state for one in steps.values()] == ["not_started"] * 6
    assert next_step(steps) == 1


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("A 4 klein -", 0),
        ("A ? ? -", 0),
        ("A - - -", 2),
        ("A - - - target=ja", 1),
        ("- 4 klein -", 1),
        ("- - - - has=- contact=balie", 3),
        ("A veel moeilijk x own=0", 4),
        ("- - - - has=-", -1),
    ],
)
def test_step_two_asks_for_name_importance_and_replaceability_and_that_nothing_is_invalid(line, cells):
    assert open_cells(entries(line)).tolist() == [cells]
    expected = {-1: "not_started", 0: "done"}.get(cells, "busy")
    assert state(2, line) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("A 4 klein -", "done"),
        ("A 4 klein -\nB - - - form=overleg", "done"),
        ("A 4 klein -\n- ? ? ?", "done"),
        ("A 4 klein -\nB - - -", "not_started"),
        ("A 4 klein -\nB - - - ideas=fuif", "busy"),
        ("A 4 klein - needs=x\nB ? klein -", "busy"),
        ("- 4 klein - ideas=fuif", "busy"),
    ],
)
def test_step_three_is_done_where_each_named_row_has_a_form_that_counts(lines, expected):
    assert state(3, lines) == expected


@pytest.mark.parametrize(
    ("lines", "rules", "expected"),
    [
        ("A - - - net=ja\nB - - - net=nu_niet\nC - - - net=later\n- 4 - -", WRITTEN, "done"),
        ("A - - - net=ja\nB - - - net=?", WRITTEN, "busy"),
        ("A - - - net=ja", None, "busy"),
        ("A - - -", WRITTEN, "busy"),
        ("A - - -", None, "not_started"),
        ("A - - - why_choice=zomaar", None, "busy"),
        ("- - - -  has=-", WRITTEN, "busy"),
    ],
)
def test_step_four_is_done_where_a_criterion_is_written_and_each_named_row_is_decided(lines, rules, expected):
    assert state(4, lines, rules) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("A - - -", "not_started"),
        ("A - - - net=ja", "not_started"),
        ("A - - - contact=balie", "busy"),
        ("A - - - net=ja spoken_on=2026-02-03\nB - - - net=later", "done"),
        ("A - - - net=ja spoken_on=2026-02-03\nB - - - who_speaks=An", "busy"),
        ("A - - - spoken_on=2026-02-03 talk_by=2026-02-04", "busy"),
        ("A - - - net=ja spoken_on=2026-02-03 estimate_check=neen", "busy"),
        ("A - - - net=ja spoken_on=2026-02-03 estimate_check=aangepast", "done"),
    ],
)
def test_step_five_is_done_where_no_talk_is_open_and_no_estimate_stands_wrong(lines, expected):
    assert state(5, lines) == expected


def test_step_six_is_never_done_and_is_next_when_all_others_are():
    line = "A 4 klein - net=ja spoken_on=2026-02-03"
    steps = progress(assessed(line, WRITTEN), DONE)
    assert [one.state for one in steps.values()] == ["done"] * 5 + ["not_started"]
    assert next_step(steps) == 6
    assert next_step(progress(assessed(line), DONE)) == 4


def test_the_three_figures():
    found = figures(
        assessed("""
            A 4 klein groot
            B 3 eerder_klein -
            C ? - groot
            D 2 x -
            Groep - - klein target=ja
            Later - - -
            - ? klein -
            - - - - has=geld
        """)
    )
    assert found == (6, 2, 6)  # C twice, D, Groep and the nameless one once, and Later


@pytest.mark.parametrize(
    ("line", "is_listed", "is_open", "is_late"),
    [
        ("A - - -", False, True, False),
        ("A - - - net=ja", True, True, False),
        ("A - - - net=later", False, True, False),
        ("A - - - who_speaks=An", True, True, False),
        ("A - - - talk_by=2026-02-02", True, True, True),
        ("A - - - talk_by=2026-02-03", True, True, False),
        ("A - - - talk_by=morgen", True, True, False),
        ("A - - - talk_by=2026-02-02 spoken_on=2026-02-02", True, False, False),
        ("A - - - talk_by=2026-02-02 spoken_on=2026-01-30", True, True, True),
        ("A - - - talk_by=2026-01-05 spoken_on=gisteren", True, True, True),
        ("A - - - spoken_on=2026-02-02", False, False, False),
    ],
)
def test_talks_are_listed_open_and_late(line, is_listed, is_open, is_late):
    read = entries(line)
    found = (listed(read), open_talks(read), late_talks(read, dt.date(2026, 2, 3)))
    assert [one.tolist() for one in found] == [[is_listed], [is_open], [is_late]]
