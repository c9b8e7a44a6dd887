"""Nakijken, from the click to the list and the table; undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import xlwings as xw

from arena.excel.buttons import check
from arena.locale import catalogue
from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import ARENA, NO, YES, Session, start_anew, state_of

pytestmark = pytest.mark.model

LIST = "Nakijken"


@pytest.fixture(scope="module")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbooks.small(tmp_path_factory.mktemp("books") / "Brede school.xlsx")


@pytest.fixture
def book(excel: Session, small_file: Path) -> xw.Book:
    opened = excel.open(small_file)
    own = opened.sheets.add("Eigen blad", after=opened.sheets[-1])
    own["A1"].value = [["dag", 3], ["'007", "=1+1"]]
    opened.sheets[ARENA]["A6"].add_note("Vraag dit na")
    opened.sheets[ARENA].activate()
    opened.sheets[ARENA]["C9"].select()
    return opened


def rows(book: xw.Book) -> list[list[object]]:
    """The list: weight, actor, what, where, cell, agreements."""
    sheet = book.sheets[LIST]
    found = sheet["A1:F40"].value
    header = next(number for number, row in enumerate(found) if row[0] == "Hoe dringend")
    return [row for row in found[header + 1 :] if row[0]]


def foreign(state: dict) -> dict:
    """A workbook's state without the list."""
    sheets = {name: sheet for name, sheet in state["sheets"].items() if name != LIST}
    return {**state, "sheets": sheets, "order of sheets": [n for n in state["order of sheets"] if n != LIST]}


class TestTheList:
    def test_names_every_point_the_gravest_first_with_its_cell(self, excel: Session, book: xw.Book) -> None:
        book.sheets[ARENA]["C5"].value = "veel"
        answer = excel.click("check", book)
        found = rows(book)
        assert answer.message.startswith(f"Klaar: {len(found)} punten gevonden, zie het blad ‘Nakijken’.")
        assert found[0][:2] == ["✖ fout", "Sportclub"]
        assert found[0][3:5] == ["Belangrijkheid", "C5"]
        assert "‘veel’" in str(found[0][2])
        weights = [row[0] for row in found]
        assert weights == sorted(weights, key=["✖ fout", "! aandacht", "· ter info"].index)

    def test_names_what_only_the_workbook_shows(self, excel: Session, book: xw.Book) -> None:
        sheet = book.sheets[ARENA]
        sheet["C5"].value = "=1+1"
        sheet["B6"].value = '="geld"'
        sheet["A7"].value = "École " * 50
        sheet["A15"].value = "Onder de tabel vzw"  # a row that counts, without a formula beside it
        sheet["C15"].value = 3
        sheet["A236"].value = "Vergeten vzw"
        excel.click("check", book)
        found = {
            row[4]: row for row in rows(book) if any(word in row[2] for word in ("formule", "tekens", "niet meetelt"))
        }
        assert list(found) == ["C5", "B6", "A7", "A236"]
        assert found["C5"][:2] == ["! aandacht", "Sportclub"]
        assert found["B6"][3] == "Machts- en hulpbronnen"
        assert "299 tekens" in found["A7"][2]
        assert found["A236"][1] == "(hele blad)"
        assert "Onder de tabel vzw" in [row[1] for row in rows(book)]
        assert book.sheets[LIST]["A3"].value == catalogue("nl")("check.fits")

    def test_links_to_the_cells(self, excel: Session, book: xw.Book) -> None:
        excel.click("check", book)
        formulas = [row[0] for row in book.sheets[LIST]["E7:E12"].formula]
        assert formulas[0].startswith("=HYPERLINK(\"#'Arena-analyse'!")

    def test_leaves_everything_else_alone(self, excel: Session, book: xw.Book) -> None:
        before = foreign(state_of(excel.excel, book))
        excel.click("check", book)
        assert difference(before, foreign(state_of(excel.excel, book))) == []

    def test_asks_nothing_where_nothing_was_lost(self, excel: Session, book: xw.Book) -> None:
        excel.click("check", book)
        assert excel.excel.messages == []

    def test_says_that_it_fits_until_the_table_changes(self, excel: Session, book: xw.Book) -> None:
        excel.click("check", book)
        assert book.sheets[LIST]["A3"].value == catalogue("nl")("check.fits")
        book.sheets[ARENA]["C5"].value = 1
        assert str(book.sheets[LIST]["A3"].value).startswith("! Het blad Arena-analyse is sindsdien gewijzigd")

    def test_is_undone_as_a_whole(self, excel: Session, book: xw.Book) -> None:
        before = state_of(excel.excel, book)
        excel.click("check", book)
        assert LIST in [sheet.name for sheet in book.sheets]
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []


class TestTheSecondTime:
    def test_agreements_follow_their_actor(self, excel: Session, book: xw.Book) -> None:
        book.sheets[ARENA]["C5"].value = "veel"
        excel.click("check", book)
        for number, row in enumerate(rows(book)):
            book.sheets[LIST].range((7 + number, 6)).value = f"{row[1]} {row[3]}"
        had = {f"{row[1]} {row[3]}" for row in rows(book)}
        book.sheets[ARENA]["C5"].value = 2
        excel.click("check", book)
        assert excel.excel.messages == []
        for row in rows(book):
            if f"{row[1]} {row[3]}" in had:
                assert row[5] == f"{row[1]} {row[3]}"
        assert "Sportclub Belangrijkheid" in [row[5] for row in book.sheets[LIST]["A1:F40"].value]

    def test_agreements_on_what_is_in_order_now_stay_at_the_end(self, excel: Session, book: xw.Book) -> None:
        excel.click("check", book)
        first = rows(book)[0]
        book.sheets[LIST]["F7"].value = "bellen"
        book.sheets[ARENA]["A5:F12"].value = None
        for _ in range(2):
            excel.click("check", book)
            (last,) = [row for row in book.sheets[LIST]["A1:F40"].value if row[5] == "bellen"]
            assert last[1] == first[1]

    def test_undo_puts_the_list_back_as_it_was(self, excel: Session, book: xw.Book) -> None:
        excel.click("check", book)
        book.sheets[LIST]["F7"].value = "bellen"
        book.sheets[LIST]["C:C"].column_width = 60
        book.sheets[ARENA]["C5"].value = "veel"
        before = state_of(excel.excel, book)
        excel.click("check", book)
        assert difference(before, state_of(excel.excel, book)) != []
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []

    def test_a_list_that_the_user_changed_is_kept_on_request(self, excel: Session, book: xw.Book) -> None:
        excel.click("check", book)
        book.sheets[LIST]["C7"].value = "is in orde"
        before = state_of(excel.excel, book)
        excel.excel.answer(YES)
        answer = excel.click("check", book)
        assert "‘Nakijken (2)’" in excel.excel.messages[0]
        assert book.sheets["Nakijken (2)"]["C7"].value == "is in orde"
        assert book.sheets[LIST]["C7"].value != "is in orde"
        assert "Uw versie blijft bewaard op het blad ‘Nakijken (2)’." in answer.message
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []

    def test_or_overwritten(self, excel: Session, book: xw.Book) -> None:
        excel.click("check", book)
        book.sheets[LIST]["C7"].value = "is in orde"
        excel.excel.answer(NO)
        excel.click("check", book)
        assert "Nakijken (2)" not in [sheet.name for sheet in book.sheets]
        assert book.sheets[LIST]["C7"].value != "is in orde"

    def test_or_left_as_it_is(self, excel: Session, book: xw.Book) -> None:
        excel.click("check", book)
        book.sheets[LIST]["C7"].value = "is in orde"
        before = state_of(excel.excel, book)
        excel.excel.answer(2)
        assert excel.click("check", book).message.startswith("Er is niets gewijzigd")
        assert difference(before, state_of(excel.excel, book)) == []

    def test_a_sheet_of_the_users_own_is_never_painted_over(self, excel: Session, book: xw.Book) -> None:
        book.sheets["Eigen blad"].name = "nakijken"
        before = state_of(excel.excel, book)
        answer = excel.click("check", book)
        assert answer.message.startswith(
            "Er is niets gewijzigd: het blad ‘nakijken’ is niet door Arena-analyse gemaakt"
        )
        assert difference(before, state_of(excel.excel, book)) == []


def damage(book: xw.Book) -> None:
    """A place typed over the rank of Sportclub and of Turnkring (who has an own place), a signal wiped, a list gone."""
    sheet = book.sheets[ARENA]
    sheet["G5"].value = 2
    sheet["G8"].value = 3
    sheet["I6"].value = None
    sheet["C5:C7"].api.Validation.Delete()


def cells(book: xw.Book, heading: str, value: object = None) -> Any:
    """The values of a column of the table; written first where one is given."""
    block = book.sheets[ARENA].tables["Arena"].api.ListColumns.Item(heading).DataBodyRange
    if value is not None:
        block.Value = value
    return block.Value


class TestRepairs:
    def test_nothing_changes_in_the_table_before_the_user_agrees(self, excel: Session, book: xw.Book) -> None:
        damage(book)
        before = foreign(state_of(excel.excel, book))
        excel.excel.answer(NO)
        excel.click("check", book)
        (asked,) = excel.excel.messages
        for part in ("G5", "G8", "I6", "Onze rangorde", "Belangrijkheid"):
            assert part in asked
        assert len(asked) <= 1023
        assert difference(before, foreign(state_of(excel.excel, book))) == []
        assert [row[4] for row in rows(book)][:3] == ["I6", "G5", "G8"]

    def test_formulas_lists_and_typed_places_come_back(self, excel: Session, book: xw.Book) -> None:
        intact = state_of(excel.excel, book)["sheets"][ARENA]
        damage(book)
        excel.excel.answer(YES)
        answer = excel.click("check", book)
        assert "Hersteld: 6 cellen." in answer.message
        sheet = book.sheets[ARENA]
        assert sheet["H5"].value == 2
        assert sheet["H8"].value == 1  # what was there stays; the place typed over the formula is dropped
        now = state_of(excel.excel, book)["sheets"][ARENA]
        formulas = {name: cell["formula"] for name, cell in intact["cells"].items() if "formula" in cell}
        assert {name: cell["formula"] for name, cell in now["cells"].items() if "formula" in cell} == formulas
        assert sheet["C6"].api.Validation.Type == 3
        assert sheet["C6"].api.Validation.Formula1 == "=arena_lijst_importance"
        excel.excel.model.dialogs.clear()
        excel.click("check", book)
        assert excel.excel.messages == []

    def test_the_list_is_of_the_table_as_repaired(self, excel: Session, book: xw.Book) -> None:
        damage(book)
        excel.excel.answer(YES)
        excel.click("check", book)
        assert book.sheets[LIST]["A3"].value == catalogue("nl")("check.fits")

    def test_a_validation_of_the_users_own_stays(self, excel: Session, book: xw.Book) -> None:
        sheet = book.sheets[ARENA]
        sheet["C5:C9"].api.Validation.Delete()
        sheet["C6"].api.Validation.Add(3, 1, 1, "ja,neen")
        sheet["C8"].api.Validation.Add(1, 1, 1, "1", "9")
        before = validations_of(excel, book)
        excel.excel.answer(YES)
        assert "Hersteld: 3 cellen." in excel.click("check", book).message
        sources = [sheet[f"C{row}"].api.Validation.Formula1 for row in range(5, 11)]
        ours = "=arena_lijst_importance"
        assert sources == [ours, "ja,neen", ours, "1", ours, ours]
        excel.click("undo", book)
        assert validations_of(excel, book) == before

    def test_lists_come_back_where_no_column_is_free_beside_the_table(self, excel: Session, book: xw.Book) -> None:
        sheet = book.sheets[ARENA]
        sheet["XFD1"].value = "x"
        for row in (5, 7):
            sheet[f"C{row}"].api.Validation.Delete()
        before = validations_of(excel, book)
        excel.excel.answer(YES)
        assert "Hersteld: 2 cellen." in excel.click("check", book).message
        assert sheet["C5:C9"].api.Validation.Formula1 == "=arena_lijst_importance"
        excel.click("undo", book)
        assert validations_of(excel, book) == before

    def test_a_column_without_any_formula_gets_those_of_the_table_as_it_stands(
        self, excel: Session, book: xw.Book
    ) -> None:
        before = {
            name: [row[0] for row in cells(book, name)] for name in ("Actoren", "Rangorde", "Signaal", "Volgorde")
        }
        book.sheets["Rekenblad"].name = "Onze berekeningen"
        book.sheets[ARENA].used_range.unmerge()  # the model shifts no merged cells
        book.sheets[ARENA]["2:3"].insert("down")
        for name in ("Rangorde", "Signaal", "Volgorde", "Let op"):
            cells(book, name, "")
        assert {row[0] for row in cells(book, "Signaal")} == {None}
        excel.excel.answer(YES)
        assert "Hersteld: " in excel.click("check", book).message
        assert {name: [row[0] for row in cells(book, name)] for name in before} == before
        assert book.sheets[LIST]["A3"].value == catalogue("nl")("check.fits")

    def test_without_the_sheet_of_calculations_no_formula_is_made_up(self, excel: Session, book: xw.Book) -> None:
        book.sheets["Rekenblad"].delete()
        cells(book, "Signaal", "")
        excel.click("check", book)
        assert excel.excel.messages == []
        assert {row[0] for row in cells(book, "Signaal")} == {None}
        assert "‘Rekenblad’ ontbreekt" in str(rows(book)[0][2])
        assert book.sheets[LIST]["A3"].value == catalogue("nl")("generated.unseen")

    def test_a_formula_of_the_users_own_comes_back_as_it_reads(self, excel: Session, book: xw.Book) -> None:
        sheet = book.sheets[ARENA]
        sheet["I5:I12"].api.Formula2 = "=SUM(LEN($A$5:$A$6))"
        sheet["I6"].value = "x"
        excel.excel.answer(YES)
        excel.click("check", book)
        assert sheet["I5:I12"].api.Formula2 == (("=SUM(LEN($A$5:$A$6))",),) * 8
        assert sheet["I6"].value == sheet["I5"].value == len(f"{sheet['A5'].value}{sheet['A6'].value}")

    def test_undo_takes_the_repairs_back(self, excel: Session, book: xw.Book) -> None:
        damage(book)
        before = state_of(excel.excel, book)
        excel.excel.answer(YES)
        excel.click("check", book)
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []


def lose_every_second(book: xw.Book, size: int) -> None:
    """Take the validations of every second row away, and type over the formula of its signal (the only formulas)."""
    sheet = book.sheets[ARENA]
    sheet["J4"].value = "Anders"  # so that the other columns are not known as lost formulas
    sheet[f"I5:I{size + 4}"].formula = "=1+1"
    for row in range(5, size + 5, 2):
        sheet[f"C{row}:H{row}"].api.Validation.Delete()
        sheet[f"I{row}"].value = "2–4"


def test_what_was_lost_all_over_comes_back_at_the_same_cost_for_10_100_and_1000_actors(
    excel: Session, tmp_path: Path
) -> None:
    """Whatever is lost; for 1,000 actors without the list, which takes the model a minute to paint."""
    counts: dict[str, list[int]] = {"check": [], "undo": []}
    for size in (10, 100, 1000):
        book = excel.open(workbooks.of_values(tmp_path / f"{size}.xlsx", workbooks.many_actors(size)))
        lose_every_second(book, size)
        before = validations_of(excel, book)
        excel.excel.answer(YES)
        painting = mock.patch.object(check.generated, "paint", return_value=[])
        with painting, excel.excel.counting() as calls:
            assert f"Hersteld: {3 * size + 2} cellen" in excel.click("check", book).message
        counts["check"].append(calls.total)
        assert book.sheets[ARENA][f"C5:C{size + 4}"].api.Validation.Formula1 == "=arena_lijst_importance"
        assert set(book.sheets[ARENA][f"I5:I{size + 4}"].formula) == {("=1+1",)}
        with excel.excel.counting() as calls:
            assert excel.click("undo", book).message.startswith("Klaar")
        counts["undo"].append(calls.total)
        assert validations_of(excel, book) == before
        book.close()
        start_anew()
    assert {turn: max(row) - min(row) <= 5 for turn, row in counts.items()} == dict.fromkeys(counts, True), counts


def validations_of(excel: Session, book: xw.Book) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = excel.excel.dump(book)["sheets"][ARENA]["validations"]
    return found
