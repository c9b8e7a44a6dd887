"""Bijsturen, from the click to the sheet: the state kept, changes noted on top, names added, and all of it undone."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from arena.workbook.sheets import adjustments
from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import ARENA, NO, YES, Session, state_of

pytestmark = pytest.mark.model

PAGE = "Bijsturing"
FIRST = adjustments.FIRST + 1
STATE = workbooks.column_name(adjustments.STATE)
COUNT = 10


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "map.xlsx", workbooks.many_actors(COUNT))


@pytest.fixture
def book(excel: Session, file: Path) -> xw.Book:
    return excel.open(file)


@pytest.fixture
def kept(excel: Session, book: xw.Book) -> xw.Book:
    """The workbook after a first click."""
    assert excel.click("adjust", book).message.startswith("Klaar: de stand van vandaag")
    return book


def rows(book: xw.Book, count: int = 4) -> list[list[Any]]:
    """What the first rows of the sheet say: actor, what changed, from, to."""
    found = book.sheets[PAGE][f"B{FIRST}:E{FIRST + count - 1}"].value
    return [row for row in found if any(row)]


def cell(book: xw.Book, column: str, row: int = 5) -> xw.Range:
    return book.sheets[ARENA][workbooks.at(column, row)]


def test_the_first_click_keeps_the_state_and_notes_nothing(kept: xw.Book) -> None:
    page = kept.sheets[PAGE]
    assert rows(kept) == []
    names = page[f"{STATE}{FIRST}:{STATE}{FIRST + COUNT}"].value
    assert names == [*(cell(kept, "actor", 5 + number).value for number in range(COUNT)), None]
    assert page[f"{workbooks.column_name(adjustments.STOOD_ON)}{adjustments.NEXT + 1}"].value.date() == dt.date.today()


def test_changes_are_noted_on_top_each_once(excel: Session, kept: xw.Book) -> None:
    name = cell(kept, "actor").value
    cell(kept, "importance").value = "?"
    assert excel.click("adjust", kept).message.startswith("Klaar: één wijziging")
    assert rows(kept) == [[name, "Belangrijkheid", 1, "?"]]
    kept.sheets[PAGE][f"G{FIRST}:H{FIRST}"].value = ["gesprek", "Dat zeiden ze zelf."]
    cell(kept, "own_form").value = "overleg"
    cell(kept, "attitude", 6).value = "heeft bezwaren"
    assert excel.click("adjust", kept).message.startswith("Klaar: 2 wijzigingen")
    assert [row[1] for row in rows(kept)] == ["Onze vorm", "Houding", "Belangrijkheid"]
    assert kept.sheets[PAGE][f"G{FIRST + 2}:H{FIRST + 2}"].value == ["gesprek", "Dat zeiden ze zelf."]
    assert kept.sheets[PAGE][f"A{FIRST}"].value.date() == dt.date.today()


def test_sorting_is_no_change(excel: Session, kept: xw.Book) -> None:
    excel.click("rank", kept)
    excel.excel.answer(NO)
    assert excel.click("adjust", kept).message.startswith("Sinds ")
    assert rows(kept) == []


def test_a_text_that_begins_as_a_formula_stays_a_text(excel: Session, kept: xw.Book) -> None:
    cell(kept, "resources").value = "'=1+1"
    cell(kept, "resources", 6).value = "'2-3"
    excel.click("adjust", kept)
    assert [row[3] for row in rows(kept)] == ["=1+1", "2-3"]
    state = kept.sheets[PAGE][f"{workbooks.column_name(adjustments.STATE + 1)}{FIRST}"]
    assert (state.value, state.formula[:1]) != (2, "=")


def test_another_name_is_asked_about(excel: Session, kept: xw.Book) -> None:
    before = cell(kept, "actor").value
    cell(kept, "resources").value = "een eigen bron"
    excel.click("adjust", kept)
    cell(kept, "actor").value = "Nieuwe naam"
    excel.excel.answer(YES)
    excel.click("adjust", kept)
    assert rows(kept)[:1] == [["Nieuwe naam", "andere naam", before, "Nieuwe naam"]]


@pytest.mark.parametrize("answer", [YES, NO])
def test_who_is_missing_becomes_a_row_where_the_user_wants_it(excel: Session, kept: xw.Book, answer: int) -> None:
    cell(kept, "who_is_missing").value = "Moskee; 1-2"
    excel.excel.answer(answer)
    if answer == NO:
        excel.excel.answer(NO)  # nothing else changed
    message = excel.click("adjust", kept).message
    added = [cell(kept, "actor", 5 + COUNT + number).value for number in range(2)]
    assert added == (["Moskee", "1-2"] if answer == YES else [None, None])
    assert ("Moskee" in message) == (answer == YES)
    if answer == YES:
        assert [row[:2] for row in rows(kept)] == [["Moskee", "nieuw in de lijst"], ["1-2", "nieuw in de lijst"]]


def test_where_nothing_changed_the_state_may_be_emptied(excel: Session, kept: xw.Book) -> None:
    excel.excel.answer(YES)
    assert excel.click("adjust", kept).message.startswith("Klaar: de bewaarde stand is leeg")
    assert set(kept.sheets[PAGE][f"{STATE}{FIRST}:{STATE}{FIRST + COUNT}"].value) == {None}
    assert excel.click("adjust", kept).message.startswith("Klaar: de stand van vandaag")


def test_undo_takes_all_of_it_back(excel: Session, kept: xw.Book) -> None:
    cell(kept, "importance").value = "?"
    cell(kept, "who_is_missing").value = "Moskee"
    before = state_of(excel.excel, kept)
    excel.excel.answer(YES)
    assert excel.click("adjust", kept).undo
    assert difference(before, state_of(excel.excel, kept))
    assert excel.click("undo", kept).message.startswith("Klaar")
    assert difference(before, state_of(excel.excel, kept)) == []


def test_undo_leaves_all_rows_alone_once_a_reason_was_written(excel: Session, kept: xw.Book) -> None:
    cell(kept, "importance").value = "?"
    excel.click("adjust", kept)
    kept.sheets[PAGE][f"G{FIRST}"].value = "gesprek"
    cell(kept, "importance", 6).value = "?"
    excel.click("adjust", kept)
    page = kept.sheets[PAGE]
    page[f"G{FIRST}"].value = "andere"
    before = page[f"A{FIRST}:H{FIRST + 3}"].value
    answer = excel.click("undo", kept)
    assert f"G{FIRST}" in answer.message
    assert page[f"A{FIRST}:H{FIRST + 3}"].value == before


def test_a_workbook_without_the_sheet_says_what_to_do(excel: Session, book: xw.Book) -> None:
    excel.excel.app.api.DisplayAlerts = False
    book.sheets[PAGE].delete()
    excel.excel.app.api.DisplayAlerts = True
    assert "‘Bijsturing’ ontbreekt" in excel.click("adjust", book).message


def test_edits_sorts_and_renames_in_any_order_give_exactly_what_was_changed(excel: Session, kept: xw.Book) -> None:
    chance = random.Random(6)
    for row in range(5, 5 + COUNT):
        cell(kept, "resources", row).value = f"bron {row}"
    excel.click("adjust", kept)
    expected: list[tuple[str, str]] = []
    for turn in range(3):
        row = 5 + turn
        cell(kept, "dependency", row).value = "eerder klein"
        name = cell(kept, "actor", row).value
        if turn == 1:
            cell(kept, "actor", row).value = name = f"Hernoemd {turn}"
            expected.append((name, "andere naam"))
        expected.append((name, "Afhankelijkheidsrelatie"))
        if chance.random() < 0.7:
            excel.click("rank", kept)
            row = next(number for number in range(5, 5 + COUNT) if cell(kept, "actor", number).value == name)
        cell(kept, "in_network", row).value = "later"
        expected.append((name, "In het netwerk?"))
    excel.excel.answer(YES)
    excel.click("adjust", kept)
    assert sorted((row[0], row[1]) for row in rows(kept, len(expected))) == sorted(expected)
