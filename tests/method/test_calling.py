"""The list to call from: its order and its questions, by cases and against a plain reading of docs/method.md."""

from __future__ import annotations

import datetime as dt
import itertools

import numpy as np
import pytest

from arena.method import calling
from arena.method.calling import ADJUST, ASKS, HELD, NOT_LISTED, OPEN
from arena.workbook.model import evaluate
from tests.workbook.typed import analysis

pytestmark = pytest.mark.pure

HEADS = "actor | imp | repl | by | who_speaks | talk_by | spoken_on | estimate_check | in_network"


def listed(rows: str, heads: str = HEADS) -> list[str]:
    result = evaluate(analysis(f"{heads}\n{rows}"))
    return [result.entries.actor[row] for row in calling.in_order(result.assessment)]


class TestTheOrder:
    def test_is_open_by_day_then_wrong_then_held(self) -> None:
        rows = """held  | 4 | klein | | Sara | 2026-01-05 | 2026-01-06 | ja    |
                  later | 4 | klein | | Sara | 2026-03-01 |            |       |
                  wrong | 4 | klein | | Sara | 2026-01-05 | 2026-01-06 | neen  |
                  soon  | 4 | klein | | Sara | 2026-01-07 |            |       |
                  never | 4 | klein | | Sara |            |            |       |
                  early | 4 | klein | | Sara |            | 2026-01-03 | aangepast |"""
        assert listed(rows) == ["soon", "later", "never", "wrong", "early", "held"]

    def test_breaks_ties_by_place_then_row(self) -> None:
        rows = """b | 1 | groot | | Sara | 2026-01-05
                  a | 4 | klein | | Sara | 2026-01-05
                  c | 1 | groot | | Sara | 2026-01-05
                    |   |       | | Sara | 2026-01-05"""
        assert listed(rows) == ["a", "b", "c", ""]

    def test_holds_who_is_in_the_network_spoken_to_by_somebody_or_due(self) -> None:
        rows = """nobody | 4 | klein | |      |            | 2026-01-02 | neen |
                  asked  | 4 | klein | |      |            |            |      | ja
                  spoken | 4 | klein | | Sara |            |            |      | nu niet
                  due    | 4 | klein | |      | 2026-01-05 |            |      |"""
        assert listed(rows) == ["due", "asked", "spoken"]

    def test_is_that_of_a_plain_reading(self) -> None:
        days = (None, dt.datetime(2026, 1, 5), dt.datetime(2026, 2, 5), "ooit")
        cases = list(itertools.product((None, "Sara"), days, days, (None, "ja", "neen", "aangepast")))
        of = analysis("\n".join(["actor | imp", *(f"Actor {n} | {n % 4 + 1}" for n in range(len(cases)))]))
        of.table[["who_speaks", "talk_by", "spoken_on", "estimate_check"]] = cases
        result = evaluate(of)
        order = result.actors["order"].tolist()

        def key(row: int) -> tuple[int, dt.datetime, int, int] | None:
            who, due, spoken, check = cases[row]
            if who is None and due is None:
                return None
            last = dt.datetime(9999, 12, 31)
            due_on, on = (day if isinstance(day, dt.datetime) else None for day in (due, spoken))
            if on is None or (due_on is not None and due_on > on):
                return OPEN, due_on or last, order[row], row
            return ADJUST if check == "neen" else HELD, on, order[row], row

        keys = {row: key(row) for row in range(len(cases))}
        wanted = sorted((row for row, one in keys.items() if one), key=lambda row: keys[row] or ())
        assert calling.in_order(result.assessment) == wanted
        states = calling.states(result.assessment).tolist()
        assert states == [one[0] if one else NOT_LISTED for one in keys.values()]


class TestWhatToFindOut:
    @pytest.mark.parametrize(
        ("row", "asked"),
        [
            ("A | 4 | klein | | groot |    | ja", []),
            ("A | 4 | klein | | groot |    |   ", ["need"]),
            ("A | 4 | klein | | groot |    | ? ", ["need"]),
            ("A | ? | klein | | groot |    | ja", ["importance"]),
            ("A | 4 | ?     | | groot |    | ja", ["takeover"]),
            ("A | 2 | groot | | klein |    | ja", ["takeover"]),
            ("A | 2 | groot | B | klein |  | ja", []),
            ("A |   |       | |       |    |   ", ["unrated"]),
            ("A | 4 |       | | groot | ja | ja", ["voice"]),
            ("A | ? | ?     | | groot |    |    | heeft bezwaren", ["objections", "importance", "takeover"]),
        ],
    )
    def test_is_what_is_not_certain(self, row: str, asked: list[str]) -> None:
        heads = "actor | imp | repl | by | dep | target | needs_us | attitude"
        answers = {"complex": "ja", "together": "ja", "duration": "duurzaam"}
        of = analysis(f"{heads}\n{row}", answers=answers)
        of.table["who_speaks"] = "Sara"
        found = calling.asks(evaluate(of).assessment)
        assert [key for key in ASKS if found[key][0]] == asked

    def test_is_asked_in_open_talks_alone(self) -> None:
        heads = "actor | imp | repl | who_speaks | spoken_on"
        result = evaluate(analysis(f"{heads}\nA | ? | ? | Sara | 2026-01-05\nB | ? | ? | |"))
        assert not any(np.any(rows) for rows in calling.asks(result.assessment).values())
