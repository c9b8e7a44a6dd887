"""The buttons on a Mac: the same workbook as on Windows, the same refusals, and nothing changed by a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from arena.excel import mac, user_files
from arena.locale import catalogue
from tests.bench.apple_events import CANCEL, NO, YES, MacBench
from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import ARENA, Session, session, state_of, strike_each_dispatch
from tests.excel.generated import looks
from tests.excel.on_a_mac import MacSession, mac_session

pytestmark = pytest.mark.model

PAGE, LIST = "Samenvatting", "Nakijken"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbooks.small(tmp_path_factory.mktemp("books") / "Brede school.xlsx")


@pytest.fixture
def excel() -> Iterator[MacSession]:
    with mac_session() as started:
        yield started


@pytest.fixture
def book(excel: MacSession, file: Path) -> xw.Book:
    return excel.open(file)


def spoil(book: xw.Book) -> None:
    """What Nakijken puts right: a formula typed over, a place typed over, a drop-down lost, an error."""
    sheet = book.sheets[ARENA]
    sheet["I6"].value = "weg"
    sheet["G7"].value = 3
    sheet["C5:C7"].api.Validation.Delete()
    sheet["B8"].formula = "=1/0"


def nothing(book: xw.Book) -> None:
    """Leave a workbook as it is."""


def agree(book: xw.Book) -> None:
    """Type something on a generated sheet where it is not the user's."""
    book.sheets[PAGE]["A3"].value = "onze eigen zin"


Step = str | Callable[[xw.Book], None]


def states_of(started: Session, file: Path, steps: Sequence[Step], answers: Sequence[int]) -> list[Any]:
    """The workbook after each step (a click, or something that the user does), and what the user read."""
    book = started.open(file)
    started.excel.answer(*answers)
    found: list[Any] = []
    for step in steps:
        if callable(step):
            step(book)
            continue
        message = started.click(step, book).message
        state = state_of(started.excel, book)
        for name, sheet in state["sheets"].items():
            if name.startswith((PAGE, LIST)):  # a line between two cells may be kept with either of them
                sheet["cells"] = {place: sorted(one) if isinstance(one, set) else one for place, one in looks(sheet).items()}
                for unsaid in ("papersize", "scalewithdocheaderfooter"):  # for which Excel on a Mac has no word
                    sheet.get("kept", {}).get("PageSetup", {}).pop(unsaid, None)
        found.append({"message": message, **state})
    return found


@pytest.mark.parametrize(
    ("steps", "answers"),
    [
        pytest.param(["rank", "undo"], [], id="rank"),
        pytest.param(["summary", "summary", "undo"], [], id="summary"),
        pytest.param(["summary", agree, "summary", "undo"], [YES], id="a summary that is kept"),
        pytest.param(["summary", agree, "summary"], [CANCEL], id="a summary that is not made"),
        pytest.param([spoil, "check", "undo"], [YES], id="check, mending"),
        pytest.param([spoil, "check", "check", "undo"], [NO, NO], id="check, listing"),
    ],
)
def test_a_click_leaves_the_workbook_that_it_leaves_on_windows(
    file: Path, steps: Sequence[Step], answers: Sequence[int]
) -> None:
    with mac_session() as started:
        on_mac = states_of(started, file, steps, answers)
    with session() as started:
        on_windows = states_of(started, file, steps, answers)
    assert len(on_mac) > 1
    for one, other in zip(on_windows, on_mac, strict=True):
        assert difference(one, other) == []
