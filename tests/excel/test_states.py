"""Each state in which a button cannot or should not go on has its sentence, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
import xlwings as xw

from arena.excel import live
from arena.excel.host import contents
from arena.workbook.model import SCHEMA
from tests.bench.excel_model import ExcelBench, difference
from tests.bench.excel_model.dump import model_of
from tests.excel import workbooks
from tests.excel.clicking import ARENA, CHANGING, NO, ON_TABLES, YES, Session, state_of

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = workbooks.table_of(workbooks.ACTORS)
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "Brede school.xlsx", table)


@pytest.fixture
def book(excel: Session, file: Path) -> xw.Book:
    return excel.open(file)


def read_only(excel: ExcelBench, book: xw.Book) -> None:
    excel.state(book, ReadOnly=True)


def newer(_: ExcelBench, book: xw.Book) -> None:
    book.names["arena_schema"].refers_to_range.value = SCHEMA + 1


def older(_: ExcelBench, book: xw.Book) -> None:
    book.names["arena_schema"].refers_to_range.value = SCHEMA - 1


def protected_sheet(_: ExcelBench, book: xw.Book) -> None:
    book.sheets[ARENA].api.Protect("geheim")


def other_workbook(_: ExcelBench, book: xw.Book) -> None:
    book.sheets[ARENA]["A4"].value = "Namen"


def heading_twice(_: ExcelBench, book: xw.Book) -> None:
    book.sheets[ARENA]["D4"].value = "Importance"  # what Belangrijkheid is in English


TABLE = workbooks.with_headings(12)

STATES: dict[str, tuple[Callable[[ExcelBench, xw.Book], None], str]] = {
    "read-only": (read_only, "alleen-lezen"),
    "of a newer version": (newer, "nieuwere versie"),
    "of an older version": (older, "vorige versie. Klik eerst op Bijwerken"),
    "with a protected sheet": (protected_sheet, f"‘{ARENA}’ is beveiligd"),
    "without a table of actors": (other_workbook, "geen tabel"),
}


@pytest.mark.parametrize("button", CHANGING)
@pytest.mark.parametrize("state", STATES)
def test_a_workbook_is_left_alone_that_is(excel, book, state, button):
    make, sentence = STATES[state]
    make(excel.excel, book)
    before = state_of(excel.excel, book)
    answer = excel.click(button, book)
    assert answer.message.startswith("Er is niets gewijzigd: ")
    assert sentence in answer.message
    assert answer.undo == ""
    assert difference(before, state_of(excel.excel, book)) == []


@pytest.mark.parametrize("button", sorted(set(CHANGING) - set(ON_TABLES)))
def test_two_columns_of_one_meaning_stop_what_counts_with_them(excel, book, button):
    heading_twice(excel.excel, book)
    before = state_of(excel.excel, book)
    answer = excel.click(button, book)
    assert answer.message.startswith(
        "Er is niets gewijzigd: de kolom ‘Importance’ staat twee keer in de tabel, in C4 en"
    )
    assert difference(before, state_of(excel.excel, book)) == []


@pytest.mark.parametrize("button", CHANGING)
@pytest.mark.parametrize("make", [other_workbook, heading_twice])
def test_undoing_needs_no_headings(excel, book, make, button):
    before, seen = state_of(excel.excel, book), book.sheets.active
    excel.excel.answer(NO)
    excel.click(button, book)
    seen.activate()  # one button leads to its sheet
    heading = "A4" if make is other_workbook else "D4"
    typed = book.sheets[ARENA][heading].value
    make(excel.excel, book)
    assert excel.click("undo", book).message.startswith("Klaar")
    assert book.sheets[ARENA][heading].value != typed  # what the user typed since stays
    book.sheets[ARENA][heading].value = typed
    assert difference(before, state_of(excel.excel, book)) == []


@pytest.mark.parametrize("button", [*(one for one in ON_TABLES if one != "adjust"), "check"])  # its sheet is its own
@pytest.mark.parametrize("state", [state for state in STATES if state != "without a table of actors"])
def test_undoing_leaves_a_workbook_alone_that_is_by_now(excel, book, state, button):
    make, sentence = STATES[state]
    excel.excel.answer(YES if button == "check" else NO)  # in a workbook without formulas there is much to repair
    assert excel.click(button, book).undo
    make(excel.excel, book)
    before = state_of(excel.excel, book)
    answer = excel.click("undo", book)
    assert answer.message.startswith("Er is niets gewijzigd: ")
    assert sentence in answer.message
    assert answer.undo != ""  # it can be tried again
    assert difference(before, state_of(excel.excel, book)) == []


@pytest.mark.parametrize(
    "refused", [("Worksheet", "ProtectContents"), ("ListObject", "DataBodyRange"), ("TableSort", "Apply")]
)
def test_undoing_that_fails_can_be_tried_again(excel, book, refused):
    before = state_of(excel.excel, book)
    excel.click("rank", book)
    with excel.excel.refusing(*refused) as fault:
        assert excel.click("undo", book).undo
    assert fault.raised
    assert excel.click("undo", book).message.startswith("Klaar")
    assert difference(before, state_of(excel.excel, book)) == []


def test_undoing_that_takes_a_sheet_away_is_stopped_by_a_protected_structure(excel, book):
    excel.excel.answer(NO)
    excel.click("check", book)
    book.api.Protect("geheim", True)
    before = state_of(excel.excel, book)
    assert "dus er kan geen blad weg" in excel.click("undo", book).message
    assert difference(before, state_of(excel.excel, book)) == []
    book.api.Unprotect("geheim")
    assert excel.click("undo", book).message.startswith("Klaar")


@pytest.mark.parametrize("button", [*CHANGING, "undo"])
def test_without_a_workbook_there_is_a_sentence(excel, button):
    assert "geen werkmap open" in excel.click(button).message


@pytest.mark.parametrize("button", [*CHANGING, "undo"])
def test_a_file_in_protected_view_is_not_touched(excel, button, book):
    excel.excel.state(excel.excel.application, ActiveProtectedViewWindow=book.api)  # any object says that there is one
    with excel.excel.counting() as calls:
        answer = excel.click(button, book)
    assert "beveiligde weergave" in answer.message
    assert calls.total <= 2


@pytest.mark.parametrize("button", sorted(set(CHANGING) - set(ON_TABLES)))
def test_a_protected_structure_stops_buttons_that_add_sheets(excel, book, button):
    book.api.Protect("geheim", True)
    before = state_of(excel.excel, book)
    assert "structuur van deze werkmap" in excel.click(button, book).message
    assert difference(before, state_of(excel.excel, book)) == []


@pytest.mark.parametrize("button", ON_TABLES)
def test_a_protected_structure_does_not_stop_the_others(excel, book, button):
    book.api.Protect("geheim", True)
    assert excel.click(button, book).message.startswith("Klaar")


class TestContentBesideTheTable:
    def test_ranking_stops_with_a_sentence(self, excel, book):
        book.sheets[ARENA][workbooks.beside(6)].value = "hoort bij deze rij"
        before = state_of(excel.excel, book)
        assert "naast de tabel staat iets" in excel.click("rank", book).message
        assert difference(before, state_of(excel.excel, book)) == []

    def test_content_above_or_below_is_no_reason_to_stop(self, excel, book):
        book.sheets[ARENA][workbooks.beside(2)].value = "boven"
        book.sheets[ARENA][workbooks.beside(20)].value = "onder"
        assert excel.click("rank", book).message.startswith("Klaar")


class TestHiddenRows:
    def test_ranking_stops_with_a_sentence_since_excel_would_leave_them_where_they_are(self, excel, book):
        book.sheets[ARENA]["6:6"].api.Hidden = True
        before = state_of(excel.excel, book)
        assert "rijen verborgen" in excel.click("rank", book).message
        assert difference(before, state_of(excel.excel, book)) == []

    def test_also_where_a_filter_hides_others(self, excel, book):
        book.sheets[ARENA][TABLE].api.AutoFilter(3, "4")
        book.sheets[ARENA]["4:4"].api.Hidden = False
        before = state_of(excel.excel, book)
        excel.excel.answer(YES)
        assert excel.click("rank", book).message.startswith("Klaar")
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []

    def test_undoing_waits_until_they_are_shown(self, excel, book):
        unranked = state_of(excel.excel, book)
        excel.click("rank", book)
        book.sheets[ARENA]["6:6"].api.Hidden = True
        before = state_of(excel.excel, book)
        answer = excel.click("undo", book)
        assert "rijen verborgen" in answer.message
        assert answer.undo
        assert difference(before, state_of(excel.excel, book)) == []
        book.sheets[ARENA]["6:6"].api.Hidden = False
        assert excel.click("undo", book).message.startswith("Klaar")
        assert difference(unranked, state_of(excel.excel, book)) == []


class TestRowOfTotals:
    def test_it_is_no_actor(self, excel, book):
        table = model_of(book.sheets[ARENA]).tables[0]  # the model adds no such row where there are pictures
        table.area = replace(table.area, bottom=table.area.bottom + 1)
        table.totals = True
        book.sheets[ARENA][f"A{table.area.bottom}"].value = "Totaal"
        assert excel.click("summary", book).message.startswith("Klaar")
        assert "Totaal" not in {value for row in book.sheets["Samenvatting"].used_range.value for value in row}


class TestFormatsFarBelow:
    def test_cells_there_are_not_read(self, excel, book, monkeypatch):
        taken = []

        def read(*given):
            taken.append(reading(*given))
            return taken[-1]

        reading = live.read
        monkeypatch.setattr(live, "read", read)
        for name in (ARENA, "Instellingen"):
            book.sheets[name]["A500000"].color = (1, 2, 3)
            assert book.sheets[name].used_range.last_cell.row == 500_000
        assert excel.click("summary", book).message.startswith("Klaar")
        (found,) = taken
        last_rows = {name: area.last_row for name, (area, _) in found.blocks.items()}
        assert last_rows[ARENA] == 11 + 1000  # from 0: the last row of the table, and a thousand below it
        assert last_rows["Instellingen"] == 10_000
        for area, rows in found.blocks.values():
            assert len(rows) == area.last_row - area.first_row + 1

    @pytest.mark.parametrize("name", [ARENA, "Issue"])
    def test_nor_far_to_the_right(self, excel, book, name):
        assert name in [sheet.name for sheet in book.sheets]
        book.sheets[name]["XFD3"].value = "x"
        read, rows_of = [], contents.rows_of
        with mock.patch.object(contents, "rows_of", lambda block: read.append(rows_of(block)) or read[-1]):
            assert excel.click("rank", book).message.startswith("Klaar")
        assert max(len(block[0]) for block in read) <= 150


class TestFilter:
    @pytest.mark.parametrize("operator", [3, 8, 9, 10, 11, 12])
    def test_one_that_cannot_be_set_again_is_the_users_to_take_off(self, excel, book, operator):
        book.sheets[ARENA][TABLE].api.AutoFilter(3, "4")
        (field,) = model_of(book.sheets[ARENA]).auto_filter.fields.values()
        field.operator = operator  # by colour, icon, top 10: which the model cannot set
        before = state_of(excel.excel, book)
        assert "in de kolom ‘Belangrijkheid’ staat een filter" in excel.click("rank", book).message
        assert excel.excel.messages == []
        assert difference(before, state_of(excel.excel, book)) == []

    def test_one_by_groups_of_dates_which_excel_does_not_tell_is_the_users_too(self, excel, book):
        book.sheets[ARENA][TABLE].api.AutoFilter(3, ("2", "3", "4"), 7)
        before = state_of(excel.excel, book)
        with excel.excel.refusing("Filter", "Criteria1") as fault:
            answer = excel.click("rank", book)
        assert fault.raised
        assert "in de kolom ‘Belangrijkheid’ staat een filter" in answer.message
        assert difference(before, state_of(excel.excel, book)) == []

    def test_ranking_says_so_and_leaves_everything_where_the_user_says_no(self, excel, book):
        book.sheets[ARENA][TABLE].api.AutoFilter(3, "4")
        before = state_of(excel.excel, book)
        excel.excel.answer(NO)
        assert "de filter bleef aan" in excel.click("rank", book).message
        assert difference(before, state_of(excel.excel, book)) == []


class TestSharedWorkbook:
    @pytest.fixture(params=["shared", "online", "saved by itself"])
    def shared(self, excel: Session, book: xw.Book, request: pytest.FixtureRequest) -> xw.Book:
        if request.param == "online":
            excel.excel.model.application.workbooks_.books[-1].path = "https://x.sharepoint.com/sites/y"
        else:
            excel.excel.state(book, **{{"shared": "MultiUserEditing"}.get(request.param, "AutoSaveOn"): True})
        return book

    def test_an_excel_without_autosave_is_not_asked_for_it(self, excel, book):
        excel.excel.without("Workbook", "AutoSaveOn")
        assert excel.click("rank", book).message.startswith("Klaar")
        assert excel.excel.messages == []

    def test_the_user_is_asked_once(self, excel, shared):
        excel.excel.answer(YES)
        assert excel.click("rank", shared).message.startswith("Klaar")
        assert excel.click("undo", shared).message.startswith("Klaar")
        assert len(excel.excel.messages) == 1

    def test_no_changes_nothing_and_is_asked_again(self, excel, shared):
        before = state_of(excel.excel, shared)
        excel.excel.answer(NO, NO)
        assert "u koos om niet door te gaan" in excel.click("rank", shared).message
        excel.click("rank", shared)
        assert len(excel.excel.messages) == 2
        assert difference(before, state_of(excel.excel, shared)) == []


class TestUnsavedWorkbook:
    def test_buttons_work_and_say_once_that_it_is_nowhere_saved(self, excel, file):
        excel.excel.app.api.Workbooks.Add(str(file))
        unsaved = excel.excel.app.books.active
        assert "nog niet bewaard" in excel.click("rank", unsaved).message
        assert "nog niet bewaard" not in excel.click("undo", unsaved).message

    def test_a_saved_one_is_not_bothered(self, excel, book):
        assert "nog niet bewaard" not in excel.click("rank", book).message


def test_an_english_workbook_speaks_english_to_a_dutch_user(excel, tmp_path):
    book = excel.open(workbooks.small(tmp_path / "Arena.xlsx", language="en", actors="OCMW | x | 4 | small | | |"))
    assert excel.click("rank", book).message == "Done: the table holds one actor."
