"""Every button does its work, and is taken back, in an Excel that does one thing otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import CHANGING, NO, YES, Session, changed, state_of

pytestmark = pytest.mark.model

OTHERWISE = ("local_addresses", "adds_before")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "Waarden.xlsx", workbooks.many_actors(12))


def _clicked(started: Session, file: Path, button: str) -> dict[str, object]:
    """The workbook after a click; the click is taken back, and the workbook is as it was before."""
    excel = started.excel
    book = started.open(file)
    before = state_of(excel, book)
    excel.answer(NO)
    assert started.click(button, book).message.startswith("Klaar")
    after = state_of(excel, book)
    assert started.click("undo", book).message.startswith("Klaar")
    assert changed(before, state_of(excel, book)) == []
    book.close()
    excel.forget_dialogs()
    return after


@pytest.mark.parametrize("otherwise", OTHERWISE)
@pytest.mark.parametrize("button", CHANGING)
def test_a_button_does_the_same_in_an_excel_that_is_otherwise(
    excel: Session, file: Path, button: str, otherwise: str
) -> None:
    usual = _clicked(excel, file, button)
    setattr(excel.excel.variants, otherwise, True)
    assert difference(usual, _clicked(excel, file, button)) == []


@pytest.mark.parametrize("adds_before", [False, True])
def test_a_sheet_that_is_kept_stands_after_its_own_also_at_the_end(
    excel: Session, file: Path, adds_before: bool
) -> None:
    excel.excel.variants.adds_before = adds_before
    book = excel.open(file)
    excel.excel.answer(NO, YES)
    assert excel.click("check", book).message.startswith("Klaar")
    page = book.sheets["Nakijken"].api
    page.Move(After=book.sheets[-1].api)
    page.Range("B3").Value = "met de hand"
    excel.excel.answer(NO, YES)
    assert excel.click("check", book).message.startswith("Klaar")
    assert [sheet.name for sheet in book.sheets][-2:] == ["Nakijken", "Nakijken (2)"]
