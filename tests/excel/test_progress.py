"""The status bar says which button is at work when a click takes long, and is Excel's again after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.excel import progress
from arena.excel.buttons import trouble
from arena.excel.buttons.table import BUTTONS
from arena.excel.host import excel as host_excel
from arena.locale import catalogue
from tests.bench.windows.scenario import ON_FILES
from tests.excel import workbooks
from tests.excel.clicking import NO, session

pytestmark = pytest.mark.model


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What the status bar said."""
    texts: list[str | None] = []
    show = host_excel.show_status

    def listening(app: object, text: str | None) -> None:
        texts.append(text)
        show(app, text)

    monkeypatch.setattr(host_excel, "show_status", listening)
    monkeypatch.setattr(trouble, "_findings", lambda _: [])
    return texts


AT_ONCE = {"manual", "next_step", "share_view", "share_mail", "share_pdf"}
"""Buttons that take no time, the last three where nothing is shared yet."""


@pytest.mark.parametrize("button", sorted(set(BUTTONS) - {*AT_ONCE, *ON_FILES}))
def test_a_long_click_is_named_and_the_bar_is_given_back(
    button: str, shown: list[str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbooks.of_values(tmp_path / "Brede school.xlsx", workbooks.table_of(workbooks.ACTORS))
    with session() as excel:
        book = excel.open(path)
        if button == "undo":
            excel.click("rank", book)
        shown.clear()
        monkeypatch.setattr(progress, "PATIENCE", -1)
        excel.excel.answer(NO)
        excel.click(button, book)
        assert excel.excel.application.StatusBar is False
    label = catalogue("nl")(f"ribbon.{button}.label")
    assert shown == [f"{label}: even geduld …", None]


@pytest.mark.parametrize("button", ["rank", "summary"])
def test_a_quick_click_says_nothing(
    button: str, shown: list[str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 60)
    path = workbooks.of_values(tmp_path / "Brede school.xlsx", workbooks.table_of(workbooks.ACTORS))
    with session() as excel:
        excel.click(button, excel.open(path))
    assert shown == []


def test_that_the_bar_refuses_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1)
    path = workbooks.of_values(tmp_path / "Brede school.xlsx", workbooks.table_of(workbooks.ACTORS))
    with session() as excel, excel.excel.refusing("Application", "StatusBar=") as fault:
        assert excel.click("rank", excel.open(path)).message.startswith("Klaar")
        assert fault.raised
