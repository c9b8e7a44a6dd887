"""Changed files that once showed a fault, and some that any run begins with, are read or refused as they must be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from arena.sharing import collecting
from arena.workbook.intake.process import ReadingProcess
from tests.fuzz import judging
from tests.fuzz.bases import BASES
from tests.fuzz.judging import Judge
from tests.fuzz.mutations import mutated

pytestmark = pytest.mark.file

KEPT = [
    line.split(" | ") for line in Path(__file__).with_name("kept.txt").read_text(encoding="utf-8").splitlines() if line
]
SEEDS = range(25)


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    judge = Judge()
    yield judge
    judge.close()


def test_those_in_which_a_fault_was_found_show_none(judge: Judge) -> None:
    found = [(name, seed, judge.fault(name, int(seed))) for name, seed, _ in KEPT]
    assert [one for one in found if one[2] is not None] == []


@pytest.mark.parametrize("name", BASES)
def test_the_first_of_each_base_show_no_fault(judge: Judge, name: str) -> None:
    assert [found for seed in SEEDS if (found := judge.fault(name, seed)) is not None] == []


def test_changed_files_are_read_as_well_as_refused(judge: Judge) -> None:
    """Else all that is tried would be the first check."""
    for name in BASES:
        for seed in SEEDS:
            judge.fault(name, seed)
    assert judge.read > 20
    assert judge.refused > 20


@pytest.mark.parametrize("name", BASES)
def test_a_seed_gives_the_same_file_each_time_and_another_another(name: str) -> None:
    assert [mutated(name, seed) for seed in SEEDS] == [mutated(name, seed) for seed in SEEDS]
    assert len({mutated(name, seed) for seed in SEEDS}) > 15


class TestTheJudgeTells:
    def test_a_fault_in_what_is_understood(self, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
        def faulty(*_: object) -> None:
            raise KeyError("x")

        monkeypatch.setattr(collecting, "_estimate", faulty)
        assert "KeyError in test_kept.py" in str(judge.fault("list", -1))

    @pytest.mark.parametrize(
        "answer", [b'{"rejected": ["failed", "KeyError row:3"]}', b'{"sheets": 3}', b'{"sheets": []}']
    )
    def test_a_fault_in_what_is_read(self, judge: Judge, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
        monkeypatch.setattr(ReadingProcess, "read", lambda *_: answer)
        assert judge.fault("list", 1) is not None

    def test_a_file_that_is_slow(self, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(judging, "SLOW", 0)
        assert str(judge.fault("list", 1)).startswith("slow")
