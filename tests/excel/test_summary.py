"""Samenvatting, from the click to the page; painted anew, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from arena.excel import progress
from arena.locale import catalogue
from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import ARENA, NO, YES, Session, state_of

pytestmark = pytest.mark.model

PAGE = "Samenvatting"
FITS = catalogue("nl")("summary.fits")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    folder = tmp_path_factory.mktemp("books")
    return {made: workbooks.small(folder / f"{made}.xlsx", summary=made) for made in (False, True)}


@pytest.fixture
def book(excel: Session, files: dict[bool, Path]) -> xw.Book:
    return excel.open(files[False])


def column(book: xw.Book, heading: str) -> int:
    """The column (from 1) under a heading."""
    for row in book.sheets[PAGE]["A1:AZ60"].value:
        if heading in row:
            return int(row.index(heading)) + 1
    raise AssertionError(heading)


def agreed(book: xw.Book) -> dict[int, Any]:
    """What stands under Afspraken, by row."""
    number = column(book, "Afspraken")
    found = book.sheets[PAGE].range((1, number), (80, number)).value
    return {row: value for row, value in enumerate(found, start=1) if value not in (None, "Afspraken")}


def actor_row(book: xw.Book, name: str) -> int:
    found = book.sheets[PAGE]["B1:B80"].value
    return int(found.index(name)) + 1


def beside_the_page(sheet: xw.Sheet, printed: int) -> list[object]:
    """What stands beside the printed columns and is typed in the table of ``workbooks.ACTORS``, or holds that."""
    typed = {part.strip() for part in workbooks.ACTORS.replace(";", "|").replace("\n", "|").split("|")}
    texts = {text for text in typed if not text.isdigit() and len(text) > 1}
    found = [value for row in sheet.used_range.value for value in row[printed:] if value is not None]
    assert found
    return [value for value in found if any(text in str(value) for text in texts)]


class TestTheFirstTime:
    def test_the_page_stands_after_the_table_and_the_message_says_so(self, excel: Session, book: xw.Book) -> None:
        answer = excel.click("summary", book)
        names = [sheet.name for sheet in book.sheets]
        assert names.index(PAGE) == names.index(ARENA) + 1
        assert answer.message.startswith("Klaar: de samenvatting staat op het blad ‘Samenvatting’.")
        assert answer.undo

    def test_the_user_stays_where_they_were(self, excel: Session, book: xw.Book) -> None:
        book.sheets[ARENA].activate()
        book.sheets[ARENA]["C9"].select()
        excel.click("summary", book)
        assert book.sheets.active.name == ARENA
        assert book.selection.address == "$C$9"

    def test_it_still_fits_until_the_table_changes(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        assert FITS in [row[0] for row in book.sheets[PAGE]["A1:B12"].value]
        book.sheets[ARENA]["C5"].value = 4
        assert FITS not in [row[0] for row in book.sheets[PAGE]["A1:B12"].value]

    def test_no_rating_name_or_resource_stands_beside_what_is_printed(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        assert beside_the_page(book.sheets[PAGE], column(book, "Afspraken")) == []

    @pytest.mark.parametrize("is_example", [False, True])
    def test_of_the_example_it_says_that_everybody_is_invented(
        self, excel: Session, book: xw.Book, is_example: bool
    ) -> None:
        note = catalogue("nl")("start.example")
        if is_example:
            book.sheets[ARENA]["A2"].value = f"{note} En nog iets."
        excel.click("summary", book)
        assert any(note in row for row in book.sheets[PAGE]["A1:AZ3"].value) == is_example

    def test_undo_leaves_the_workbook_as_it_was(self, excel: Session, book: xw.Book) -> None:
        before = state_of(excel.excel, book)
        excel.click("summary", book)
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []


class TestTheNextTime:
    def test_agreements_follow_the_actor(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        where = column(book, "Afspraken")
        book.sheets[PAGE].range((actor_row(book, "OCMW"), where)).value = "bellen in mei"
        book.sheets[ARENA]["C7"].value = 1
        book.sheets[ARENA]["A5"].value = "Aanloophuis"
        excel.click("summary", book)
        assert excel.excel.messages == []
        assert agreed(book) == {actor_row(book, "OCMW"): "bellen in mei"}

    def test_those_with_an_actor_that_is_gone_stay_at_the_end(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        where = column(book, "Afspraken")
        book.sheets[PAGE].range((actor_row(book, "OCMW"), where)).value = "bellen in mei"
        book.sheets[ARENA]["A6"].value = "Sociaal Huis"
        for _ in range(2):
            excel.click("summary", book)
            assert "Afspraken met wie hier niet meer staat" in book.sheets[PAGE]["A1:A80"].value
            assert agreed(book) == {actor_row(book, "OCMW"): "bellen in mei"}
        book.sheets[ARENA]["A6"].value = "OCMW"
        excel.click("summary", book)
        assert "Afspraken met wie hier niet meer staat" not in book.sheets[PAGE]["A1:A80"].value
        assert agreed(book) == {actor_row(book, "OCMW"): "bellen in mei"}

    def test_undo_puts_the_page_back_as_it_was(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        book.sheets[PAGE].range((actor_row(book, "OCMW"), column(book, "Afspraken"))).value = "bellen"
        book.sheets[ARENA]["C5"].value = "veel"
        book.sheets[ARENA]["A11"].value = "Nieuw"
        before = state_of(excel.excel, book)
        excel.click("summary", book)
        assert difference(before, state_of(excel.excel, book)) != []
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []

    def test_what_the_user_changed_is_kept_on_request(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        book.sheets[PAGE]["A3"].value = "onze eigen zin"
        excel.excel.answer(YES)
        answer = excel.click("summary", book)
        assert book.sheets["Samenvatting (2)"]["A3"].value == "onze eigen zin"
        assert book.sheets[PAGE]["A3"].value != "onze eigen zin"
        assert "Samenvatting (2)" in answer.message

    def test_or_overwritten(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        book.sheets[PAGE]["A3"].value = "onze eigen zin"
        excel.excel.answer(NO)
        excel.click("summary", book)
        assert "Samenvatting (2)" not in [sheet.name for sheet in book.sheets]


class TestWhatStandsAboveTheFirstHeading:
    def test_is_the_users_and_is_not_lost_without_a_question(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        where = column(book, "Afspraken")
        book.sheets[PAGE].range((3, where)).value = "volgende keer in juni"
        excel.excel.answer(YES)
        excel.click("summary", book)
        assert len(excel.excel.messages) == 1
        assert book.sheets["Samenvatting (2)"].range((3, where)).value == "volgende keer in juni"


class TestWhatLiesAside:
    def test_is_closed_once_its_workbook_is(self, excel: Session, files: dict[bool, Path]) -> None:
        book = excel.open(files[False])
        for _ in range(2):
            excel.click("summary", book)
        assert excel.excel.app.api.Workbooks.Count == 2
        excel.close(book)
        assert excel.excel.app.api.Workbooks.Count == 0

    def test_is_closed_when_it_cannot_be_used_any_more(self, excel: Session, files: dict[bool, Path]) -> None:
        book = excel.open(files[False])
        for _ in range(3):
            excel.click("summary", book)
            assert excel.excel.app.api.Workbooks.Count <= 2
        excel.click("undo", book)
        assert excel.excel.app.api.Workbooks.Count == 1

    def test_is_closed_at_the_next_click_where_excel_refused_to(self, excel: Session, files: dict[bool, Path]) -> None:
        book = excel.open(files[False])
        excel.click("summary", book)
        excel.click("summary", book)
        excel.excel.answer(NO)
        with excel.excel.refusing("Workbook", "Close") as fault:
            excel.click("rank", book)  # what was kept for undo is let go of
        assert fault.raised
        assert excel.excel.app.api.Workbooks.Count == 2
        excel.click("hard_to_miss", book)
        assert excel.excel.app.api.Workbooks.Count == 1


class TestWithoutAPrinter:
    @pytest.mark.parametrize("member", ["PaperSize=", "Orientation=", "PrintArea="])
    def test_the_page_is_made_and_the_message_says_what_is_not(
        self, excel: Session, book: xw.Book, member: str
    ) -> None:
        with excel.excel.refusing("PageSetup", member) as fault:
            answer = excel.click("summary", book)
        assert fault.raised
        assert "afdrukken" in answer.message
        assert answer.message.startswith("Klaar")
        assert excel.excel.settings()["PrintCommunication"] is True

    def test_also_where_excel_finds_so_only_when_all_is_sent_to_it(
        self, excel: Session, files: dict[bool, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(progress, "PATIENCE", 60)  # as many dispatches each time
        for _ in range(2):  # the second click has to let go of a closed workbook, as the third has
            book = excel.open(files[False])
            with excel.excel.counting() as calls:
                excel.click("summary", book)
            book.close()
        book = excel.open(files[False])
        sent = [n for n, one in enumerate(calls, start=1) if one.member == "PrintCommunication="][-1]
        with excel.excel.failing_at(sent, lasting=True, same_member=True) as fault:
            answer = excel.click("summary", book)
        assert str(fault.struck) == "Application.PrintCommunication="
        assert "afdrukken" in answer.message
        excel.excel.app.api.PrintCommunication = True


class TestAPageFromAFile:
    def test_is_known_as_ours_and_painted_anew_without_a_question(
        self, excel: Session, files: dict[bool, Path]
    ) -> None:
        book = excel.open(files[True])
        book.sheets[ARENA]["C5"].value = 4
        excel.click("summary", book)
        assert excel.excel.messages == []
        assert FITS in [row[0] for row in book.sheets[PAGE]["A1:B12"].value]

    def test_comes_back_by_undo(self, excel: Session, files: dict[bool, Path]) -> None:
        book = excel.open(files[True])
        book.sheets[ARENA]["C5"].value = "veel"
        before = state_of(excel.excel, book)
        excel.click("summary", book)
        excel.click("undo", book)
        after = state_of(excel.excel, book)
        for state in (before, after):
            page = state["sheets"][PAGE]
            del page["kept"]  # what recorders keep of the print area, which a file has as a name
            del page["rows"]  # heights that a file only fitted are Excel's to fit again
            for cell in page["cells"].values():
                cell.get("format", {}).pop("quote_prefix", None)  # a text like 1–5 is typed with an apostrophe
        assert difference(before, after) == []


class TestNotes:
    def test_one_at_a_cell_is_not_lost_without_a_question(self, excel: Session, book: xw.Book) -> None:
        excel.click("summary", book)
        excel.excel.state(book.sheets[PAGE], CommentsThreaded=["Bel deze nog"])
        before = state_of(excel.excel, book)
        excel.excel.answer(2)  # Annuleren
        assert excel.click("summary", book).message.startswith("Er is niets gewijzigd")
        assert "een gewijzigde cel of een notitie" in excel.excel.messages[-1]
        assert difference(before, state_of(excel.excel, book)) == []

    def test_an_older_excel_has_no_comments_with_answers(self, excel: Session, book: xw.Book) -> None:
        excel.excel.without("Worksheet", "CommentsThreaded")
        excel.click("summary", book)
        assert excel.click("summary", book).message.startswith("Klaar")
        assert excel.excel.messages == []
