"""Faults in copies of the process: every dispatch struck once, each copy alone with its fault, none lost from sight."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest
import xlwings as xw

from tests.bench.excel_model import ComError, ExcelBench, Fault

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot copy a process"),
]


@pytest.fixture
def excel() -> Iterator[ExcelBench]:
    with ExcelBench() as bench:
        yield bench


@pytest.fixture
def sheet(excel: ExcelBench) -> xw.Sheet:
    return excel.new_book().sheets[0]


@pytest.fixture
def write(sheet: xw.Sheet) -> Callable[[], list[bool]]:
    """Write in three cells, a dispatch each; says which of them could be written."""
    cells = [sheet[name].api for name in ("A1", "A2", "A3")]

    def written() -> list[bool]:
        done = []
        for cell in cells:
            try:
                cell.Value = 1
                done.append(True)
            except ComError:
                done.append(False)
        return done

    return written


def test_each_dispatch_is_struck_once_and_the_process_itself_never(
    excel: ExcelBench, sheet: xw.Sheet, write: Callable[[], list[bool]]
) -> None:
    def judge(fault: Fault, done: list[bool]) -> object:
        return fault.raised, done, sheet["A1:A3"].value

    done, struck = excel.striking_each(write, judge)
    assert done == [True] * 3
    assert sheet["A1:A3"].value == [1, 1, 1]
    assert [one.n for one in struck] == [1, 2, 3]
    assert {str(one.dispatch) for one in struck} == {"Range.Value="}
    assert [one.found for one in struck] == [
        (1, [False, True, True], [None, 1, 1]),
        (1, [True, False, True], [1, None, 1]),
        (1, [True, True, False], [1, 1, None]),
    ]


def test_a_lasting_fault_lasts_in_its_copy_and_is_healed_before_it_is_judged(
    excel: ExcelBench, sheet: xw.Sheet, write: Callable[[], list[bool]]
) -> None:
    _, struck = excel.striking_each(
        write, lambda fault, _: (fault.raised, sheet["A1:A3"].value), lasting=True, same_member=True
    )
    assert [one.found for one in struck] == [(3, [None] * 3), (2, [1, None, None]), (1, [1, 1, None])]


def test_only_chosen_dispatches_are_struck(excel: ExcelBench, write: Callable[[], list[bool]]) -> None:
    _, struck = excel.striking_each(write, lambda fault, _: fault.raised, chosen=lambda n, _: n % 2 == 1)
    assert [one.n for one in struck] == [1, 3]


def test_what_a_judge_raises_is_told_and_goes_no_further(excel: ExcelBench, write: Callable[[], list[bool]]) -> None:
    def judge(fault: Fault, _: object) -> None:
        raise SystemExit(f"struck at {fault.struck}")

    done, struck = excel.striking_each(write, judge, chosen=lambda n, _: n == 2)
    assert done == [True] * 3
    assert [one.found for one in struck] == [None]
    assert "SystemExit: struck at Range.Value=" in struck[0].failure


ENDINGS: dict[str, Callable[[], object]] = {
    "exits": lambda: os._exit(0),
    "is killed": lambda: os.kill(os.getpid(), 9),
    "hangs": lambda: (signal.alarm(1), time.sleep(60)),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_copy_that_leaves_no_report_is_a_failure(
    excel: ExcelBench, write: Callable[[], list[bool]], ending: str
) -> None:
    _, struck = excel.striking_each(write, lambda *_: ENDINGS[ending](), chosen=lambda n, _: n <= 2)
    assert [one.n for one in struck] == [1, 2]
    assert all("left no report" in one.failure for one in struck)


def test_a_report_that_cannot_be_sent_is_a_failure_with_its_cause(
    excel: ExcelBench, write: Callable[[], list[bool]]
) -> None:
    _, struck = excel.striking_each(write, lambda *_: lambda: None, chosen=lambda n, _: n == 1)
    assert "pickle" in struck[0].failure


def test_what_the_code_itself_raises_is_raised_once_its_copies_have_ended(
    excel: ExcelBench, write: Callable[[], list[bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    fork, copies = os.fork, []

    def forking() -> int:
        copies.append(fork())
        return copies[-1]

    def act() -> None:
        write()
        raise LookupError("in the original")

    monkeypatch.setattr(os, "fork", forking)
    with pytest.raises(LookupError):
        excel.striking_each(act, lambda *_: None)
    assert excel.session.traffic.fault is None
    assert copies != []
    for copy in copies:
        with pytest.raises(ChildProcessError):
            os.waitpid(copy, os.WNOHANG)
