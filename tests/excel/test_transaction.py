"""What a transaction takes back: at once when something fails, and after the click but for what was changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import xlsxwriter
import xlwings as xw

from arena.excel.host import contents, typed_text
from arena.excel.host.excel import quiet
from arena.excel.undo.cells import Cells, Spot
from arena.excel.undo.page import Presence
from arena.excel.undo.transaction import NotRestored, Transaction
from arena.excel.undo.validations import Validations
from arena.workbook.cells import Area
from arena.workbook.description import Validation
from arena.workbook.intake.book import CellError
from tests.bench.excel_model import ExcelBench, difference

pytestmark = pytest.mark.model

HEADINGS = ("tekst", "getal", "formule")
TABLE = Area(0, 0, 3, 2)
BLOCK = Area(1, 0, 3, 2)
CHOICE = Validation(Area(1, 4, 6, 4), source="$G$1:$G$2", title="Kies", message="Kies er één.", error="Dit kan niet.")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "Boek.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blad")
        sheet.add_table("A1:C4", {"name": "Lijst", "columns": [{"header": heading} for heading in HEADINGS]})
        sheet.write_row("A2", ["OCMW", 3.5])
        sheet.write_string("A3", "007", book.add_format({"quote_prefix": True}))
        sheet.write_boolean("B3", True)
        sheet.write_string("A4", "3 scholen")
        sheet.write_datetime("B4", dt.datetime(2026, 3, 1), book.add_format({"num_format": "d/m/yy"}))
        for row, text in enumerate(("OCMW", "007", "3 scholen"), start=1):
            sheet.write_formula(row, 2, f'=A{row + 1}&"!"', None, f"{text}!")
        sheet.write_column("G1", ["ja", "neen"])
        sheet.data_validation("E4:E5", {"validate": "list", "source": ["eigen", "keuze"]})
        book.add_worksheet("Ander")
    return path


@pytest.fixture
def excel() -> Iterator[ExcelBench]:
    with ExcelBench() as bench:
        yield bench


@pytest.fixture
def book(excel: ExcelBench, file: Path) -> xw.Book:
    return excel.open(file)


def spot(area: Area) -> Spot:
    return Spot.of("Lijst", TABLE, HEADINGS, area)


def writes(transaction: Transaction, book: xw.Book) -> None:
    rows = [["=1+1", None, "x"], ["'=2", 2, "=B3"], [True, 1.5, None]]
    transaction.change(partial(Cells, spot=spot(BLOCK)), lambda cells: cells.write(rows))


def writes_a_column(transaction: Transaction, book: xw.Book) -> None:
    make = partial(Cells, spot=spot(Area(1, 2, 3, 2)))
    transaction.change(make, lambda cells: cells.write_formula("=LEN(A2)", own=True))


def adds_a_sheet(transaction: Transaction, book: xw.Book) -> None:
    sheet = transaction.change(partial(Presence, name="Nieuw"), lambda page: page.add(book.sheets["Blad"]))
    sheet["A1"].value = [["x", 1], ["=1", 2]]
    sheet["A1"].color = (1, 2, 3)


def adds_a_validation(transaction: Transaction, book: xw.Book) -> None:
    transaction.change(partial(Validations, spot=spot(CHOICE.area), validation=CHOICE), Validations.give)


def does_it_all(transaction: Transaction, book: xw.Book) -> None:
    for change in (writes, adds_a_sheet, adds_a_validation, writes_a_column):
        change(transaction, book)


CHANGES = [writes, writes_a_column, adds_a_sheet, adds_a_validation, does_it_all]


@pytest.mark.parametrize("change", CHANGES)
class TestEachChange:
    def test_is_rolled_back(self, excel, book, change):
        before = excel.dump(book)
        transaction = Transaction(book)
        change(transaction, book)
        assert difference(before, excel.dump(book)) != []
        with quiet(excel.app):
            transaction.roll_back()
        assert difference(before, excel.dump(book)) == []

    def test_is_undone(self, excel, book, change):
        before = excel.dump(book)
        transaction = Transaction(book)
        change(transaction, book)
        kept = transaction.finish()
        with quiet(excel.app):
            assert Transaction(book).undo(kept) == []
        assert difference(before, excel.dump(book)) == []

    @pytest.mark.parametrize("lasting", [False, True])
    def test_leaves_nothing_behind_whatever_excel_refuses(self, excel, book, change, lasting):
        before = excel.dump(book)
        for n in range(1, 400):
            transaction = Transaction(book)
            with quiet(excel.app), excel.failing_at(n, lasting=lasting, same_member=lasting) as fault:
                try:
                    change(transaction, book)
                    transaction.finish()
                except Exception:
                    transaction.roll_back()
            if not fault.raised:
                return
            with quiet(excel.app):
                transaction.roll_back()  # of what ended well all the same
            assert difference(before, excel.dump(book)) == [], fault.struck
        raise AssertionError("the change does not end")

    @pytest.mark.parametrize("lasting", [False, True])
    def test_an_undoing_that_fails_changes_nothing(self, excel, book, file, change, lasting):
        done = Transaction(book)
        change(done, book)
        kept = done.finish()
        after = excel.dump(book)
        for n in range(1, 400):
            undoing = Transaction(book)
            failed = False
            with quiet(excel.app), excel.failing_at(n, lasting=lasting, same_member=lasting) as fault:
                try:
                    undoing.undo(kept)
                except Exception:
                    failed = True
                    undoing.roll_back()
            if not fault.raised:
                return
            if not failed:
                book.close()
                book = excel.open(file)
                done = Transaction(book)
                change(done, book)
                kept = done.finish()
            assert difference(after, excel.dump(book)) == [], fault.struck
        raise AssertionError("the undoing does not end")


class TestUndo:
    def undone(
        self, excel: ExcelBench, book: xw.Book, change: Callable[..., None], since: Callable[[], None]
    ) -> list[str]:
        transaction = Transaction(book)
        change(transaction, book)
        kept = transaction.finish()
        since()
        with quiet(excel.app):
            return Transaction(book).undo(kept)

    def test_a_cell_that_was_changed_since_is_left_alone_and_named(self, excel, book):
        sheet = book.sheets["Blad"]
        left = self.undone(excel, book, writes, lambda: setattr(sheet["B3"], "value", 99))
        assert left == ["‘Blad’ B3"]
        assert sheet["B3"].value == 99
        assert sheet["A2:B2"].value == ["OCMW", 3.5]

    def test_a_cell_that_was_put_back_by_hand_is_not_named(self, excel, book):
        sheet = book.sheets["Blad"]
        assert self.undone(excel, book, writes, lambda: setattr(sheet["A2"], "value", "OCMW")) == []

    def test_a_new_sheet_that_was_written_on_since_stays(self, excel, book):
        left = self.undone(
            excel, book, adds_a_sheet, lambda: setattr(book.sheets["Nieuw"]["A9"], "value", "mijn tekst")
        )
        assert left == ["‘Nieuw’"]
        assert book.sheets["Nieuw"]["A9"].value == "mijn tekst"

    def test_a_new_sheet_that_the_user_deleted_is_no_problem(self, excel, book):
        def deleted() -> None:
            book.sheets["Nieuw"].delete()

        assert self.undone(excel, book, adds_a_sheet, deleted) == []


class TestExactly:
    """Texts and formulas that Excel would take for something else when they are typed again."""

    @pytest.mark.parametrize("undo", [False, True])
    def test_a_text_without_apostrophe_comes_back_without(self, excel, book, undo):
        sheet = book.sheets["Blad"]
        for cell in ("A2", "B2"):
            sheet[cell].number_format = "@"
            sheet[cell].value = "1-2"
        sheet["A2"].number_format = "General"
        before = excel.dump(book)
        assert before["sheets"]["Blad"]["cells"]["A2"] == {"value": "1-2"}
        transaction = Transaction(book)
        writes(transaction, book)
        if undo:
            assert Transaction(book).undo(transaction.finish()) == []
        else:
            transaction.roll_back()
        assert difference(before, excel.dump(book)) == []

    @pytest.mark.parametrize("text", ["#N/A", "#ref!"])
    def test_a_text_that_names_an_error_stays_a_text(self, excel, book, text):
        cell = book.sheets["Blad"]["B2"].api
        cell.NumberFormat = "@"
        cell.Value2 = text
        cell.NumberFormat = "General"
        before = excel.dump(book)
        transaction = Transaction(book)
        writes(transaction, book)
        transaction.roll_back()
        assert cell.Value2 == text
        assert difference(before, excel.dump(book)) == []

    @pytest.mark.parametrize("newer", [True, False])
    def test_a_formula_that_spills_or_does_not_comes_back_as_it_was(self, excel, book, newer):
        sheet = book.sheets["Blad"]
        if newer:
            sheet["A2"].api.Formula2 = "=SUM(LEN(G1:G2))"
        else:
            excel.without("Range", "Formula2")
        sheet["B2"].api.Formula = "=G1:G2"
        before = [sheet[cell].api.Formula for cell in ("A2", "B2")], sheet["A2"].value, excel.dump(book)
        transaction = Transaction(book)
        writes(transaction, book)
        transaction.roll_back()
        assert before == ([sheet[cell].api.Formula for cell in ("A2", "B2")], sheet["A2"].value, excel.dump(book))


class TestValidation:
    def test_only_cells_without_one_get_one(self, excel, book):
        adds_a_validation(Transaction(book), book)
        rules = excel.dump(book)["sheets"]["Blad"]["validations"]
        assert [(rule["areas"], rule["formula1"]) for rule in rules] == [
            (["E2:E3", "E6:E7"], "$G$1:$G$2"),
            (["E4:E5"], '"eigen,keuze"'),
        ]


class TestNotRestored:
    def test_where_excel_refuses_everything_the_places_are_named(self, excel, book):
        transaction = Transaction(book)
        does_it_all(transaction, book)
        with excel.failing_at(1, lasting=True), pytest.raises(NotRestored) as caught:
            transaction.roll_back()
        assert caught.value.where == ["‘Blad’ C2:C4", "‘Blad’", "‘Nieuw’", "‘Blad’ A2:C4"]


def test_errors_are_known_by_the_numbers_that_excel_gives_them():
    assert typed_text.ERRORS[-2146826288] == "#NULL!"
    assert typed_text.ERRORS[-2146826246] == "#N/A"
    assert typed_text.ERRORS[-2146826240] == "#UNKNOWN!"
    assert typed_text.ERRORS[-2146826238] == "#CALC!"
    assert len(typed_text.ERRORS) == len(set(typed_text.ERRORS.values())) == 14
    for number, word in typed_text.ERRORS.items():
        assert contents.cell_value(number) == CellError(word)
        assert contents.typed_rows(((word,),), ((number,),)) == [[word]]


@pytest.mark.parametrize(
    "text",
    [
        "007",
        "=1+1",
        "-punt",
        "+32 477",
        "@naam",
        "3/4",
        "1 jan",
        "mrt 5",
        "12:30",
        "1e5",
        "WAAR",
        "50%",
        "€ 5",
        "'x",
        "2-4",
        "#N/A",
        "#ref!",
        "#Name?",
        "#GETTING_DATA",
        "#CALC!",
    ],
)
def test_a_text_that_excel_would_take_for_something_else_gets_an_apostrophe(text):
    assert typed_text.escaped(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "OCMW",
        "3 scholen",
        "Basisschool 3",
        "▲ onmisbaar",
        "? misschien",
        "5–8 mensen",
        "2–4",
        "?",
        "#",
        "#OCMW",
        "zie #REF!",
    ],
)
def test_other_texts_stay_as_they_are(text):
    assert typed_text.escaped(text) == text
