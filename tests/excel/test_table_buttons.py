"""Rangschikken, Wie is moeilijk te missen? and Ongedaan maken, from the click to the workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from arena.locale import catalogue
from tests.bench.excel_model import difference, dump, gone_error
from tests.excel import workbooks
from tests.excel.clicking import ARENA, NO, ON_TABLES, YES, Session, restore_as_vba_does, session, state_of

pytestmark = pytest.mark.model

FOLLOWING = (
    "sheets / Eigen blad / cells / B2",
    "sheets / Start / ",
    "sheets / Samenvatting / ",
    "sheets / Rekenblad / ",
)
"""What the rows of the table give by formulas."""

NAMES = "A5:A12"
TABLE = workbooks.with_headings(12)


@pytest.fixture(scope="module")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbooks.small(tmp_path_factory.mktemp("books") / "Brede school.xlsx")


@pytest.fixture(scope="module")
def values_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = workbooks.table_of(workbooks.ACTORS)
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "Waarden.xlsx", table)


@pytest.fixture
def calculating(excel: Session, small_file: Path) -> xw.Book:
    """A workbook with all its formulas."""
    opened = excel.open(small_file)
    add_foreign_content(opened)
    return opened


@pytest.fixture
def book(excel: Session, values_file: Path) -> xw.Book:
    """The same with values in the place of formulas, which is quicker."""
    opened = excel.open(values_file)
    add_foreign_content(opened)
    return opened


def add_foreign_content(book: xw.Book) -> None:
    """What a user may have added: notes, formats, a sheet, a name, something above the table."""
    sheet = book.sheets[ARENA]
    sheet["A6"].add_note("Vraag dit na bij het OCMW")
    sheet["B8"].color = (255, 230, 0)
    sheet["C7"].font.bold = True
    sheet[workbooks.beside(1)].value = "eigen aantekening"
    own = book.sheets.add("Eigen blad", after=book.sheets[-1])
    own["A1"].value = [["dag", 3], ["'007", "=1+1"]]
    own["B2"].formula = f"='{ARENA}'!A6"
    book.names.add("mijn_naam", "='Eigen blad'!$A$1")
    sheet.activate()
    sheet["C9"].select()


def names(book: xw.Book) -> list[object]:
    return [name for name in book.sheets[ARENA][NAMES].value if name]


class TestRank:
    def test_it_puts_the_rows_in_order_of_own_places_then_ranks_then_names(self, excel, calculating):
        answer = excel.click("rank", calculating)
        assert names(calculating) == ["Turnkring", "OCMW", "École", "Buurtwerk", "Sportclub", "Café 't Punt"]
        assert answer.message.startswith("Klaar: 6 actoren op volgorde gezet.")
        assert answer.undo == "Arena-analyse: de laatste knop terugdraaien"

    def test_formats_notes_and_formulas_move_along_with_their_row(self, excel, calculating):
        before = {row[0]: row[6] for row in calculating.sheets[ARENA]["A5:G12"].value}
        excel.click("rank", calculating)
        sheet = calculating.sheets[ARENA]
        row = {name: number for number, name in enumerate(names(calculating), start=5)}
        assert sheet[f"A{row['OCMW']}"].note.text == "Vraag dit na bij het OCMW"
        assert sheet[f"B{row['Turnkring']}"].color == (255, 230, 0)
        assert sheet[f"C{row['École']}"].font.bold
        assert {line[0]: line[6] for line in sheet["A5:G12"].value} == before

    def test_everything_else_stays_as_it_was(self, excel, calculating):
        before = state_of(excel.excel, calculating)
        settings = excel.excel.settings()
        excel.click("rank", calculating)
        changed = difference(before, state_of(excel.excel, calculating))
        elsewhere = [
            line
            for line in changed
            if not line.startswith((f"sheets / {ARENA} / cells / ", f"sheets / {ARENA} / notes / "))
            and not line.startswith(FOLLOWING)
            and f"sheets / {ARENA} / rows / " not in line
        ]
        assert elsewhere == []
        assert all(
            5 <= int("".join(c for c in line.split(" / ")[3].split(":")[0] if c.isdigit())) <= 12
            for line in changed
            if line.startswith(f"sheets / {ARENA} / cells / ")
        )
        assert difference(settings, excel.excel.settings()) == []

    def test_a_second_click_changes_nothing(self, excel, book):
        excel.click("rank", book)
        before = state_of(excel.excel, book)
        excel.click("rank", book)
        assert difference(before, state_of(excel.excel, book)) == []

    def test_the_table_of_a_filtered_workbook_is_ranked_after_asking(self, excel, book):
        excel.click("hard_to_miss", book)
        excel.excel.answer(YES)
        answer = excel.click("rank", book)
        assert "filter" in excel.excel.messages[-1]
        assert answer.message.startswith("Klaar: 6 actoren")
        assert names(book)[0] == "Turnkring"

    def test_undoing_that_brings_the_filter_and_the_order_back(self, excel, book):
        excel.click("hard_to_miss", book)
        before = state_of(excel.excel, book)
        excel.excel.answer(YES)
        excel.click("rank", book)
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []

    def test_it_works_where_the_user_switched_calculation_off(self, excel, calculating):
        excel.excel.app.calculation = "manual"
        excel.click("rank", calculating)
        assert names(calculating)[0] == "Turnkring"
        assert excel.excel.app.calculation == "manual"

    def test_it_says_who_stands_below_the_last_row_that_counts(self, excel, tmp_path):
        book = excel.open(workbooks.of_values(tmp_path / "Veel.xlsx", workbooks.many_actors(1000)))
        assert excel.click("rank", book).message == (
            "Klaar: 230 actoren op volgorde gezet. Vanaf A235 staan nog 770 actoren die niet meetellen: de werkmap "
            "rekent met 230 rijen. Haal lege rijen tussen de actoren weg, of maak het issue kleiner."
        )

    def test_a_table_without_volgorde_is_left_alone(self, excel, book):
        book.sheets[ARENA][workbooks.at("order", 4)].value = "Anders"
        before = state_of(excel.excel, book)
        answer = excel.click("rank", book)
        assert "‘Volgorde’" in answer.message
        assert difference(before, state_of(excel.excel, book)) == []


class TestHardToMiss:
    def hidden(self, book: xw.Book) -> list[str]:
        rows = dump(book)["sheets"][ARENA]["rows"]
        return [book.sheets[ARENA][f"A{row}"].value for row in range(5, 11) if rows.get(row, {}).get("hidden")]

    def test_it_shows_only_the_actors_with_a_signal(self, excel, book):
        answer = excel.click("hard_to_miss", book)
        assert self.hidden(book) == ["Sportclub", "Turnkring", "Café 't Punt"]
        assert answer.message.startswith("Klaar: 3 actoren met een signaal")

    def test_a_second_click_shows_everyone(self, excel, book):
        before = state_of(excel.excel, book)
        excel.click("hard_to_miss", book)
        answer = excel.click("hard_to_miss", book)
        assert answer.message == "Klaar: u ziet weer alle actoren."
        assert difference(before, state_of(excel.excel, book)) == []

    def test_a_filter_of_the_user_on_another_column_stays(self, excel, book):
        book.sheets[ARENA][TABLE].api.AutoFilter(3, "4")
        before = state_of(excel.excel, book)
        excel.click("hard_to_miss", book)
        assert self.hidden(book) == ["Sportclub", "École", "Turnkring", "Buurtwerk", "Café 't Punt"]
        excel.click("hard_to_miss", book)
        assert difference(before, state_of(excel.excel, book)) == []

    def test_undoing_leaves_a_filter_on_another_column_out_of_it(self, excel, book):
        book.sheets[ARENA][TABLE].api.AutoFilter(3, "4")
        excel.click("hard_to_miss", book)
        before = state_of(excel.excel, book)
        excel.click("hard_to_miss", book)
        answer = excel.click("undo", book)
        assert answer.message == "Klaar: de werkmap is weer zoals voor de laatste knop."
        assert difference(before, state_of(excel.excel, book)) == []

    def test_undoing_leaves_a_filter_that_the_user_set_since(self, excel, book):
        excel.click("hard_to_miss", book)
        excel.click("hard_to_miss", book)
        book.sheets[ARENA][TABLE].api.AutoFilter(9, "▲")
        before = state_of(excel.excel, book)
        assert f"wijzigde u intussen zelf (‘{ARENA}’)" in excel.click("undo", book).message
        assert difference(before, state_of(excel.excel, book)) == []

    def test_a_filter_of_the_user_that_is_on_as_well_is_spoken_of(self, excel, book):
        book.sheets[ARENA][TABLE].api.AutoFilter(3, "4")
        assert "filter op een andere kolom" in excel.click("hard_to_miss", book).message
        assert "Op een andere kolom staat er nog een" in excel.click("hard_to_miss", book).message

    def test_a_table_without_filter_buttons_is_so_again_after_undoing(self, excel, book):
        table = book.sheets[ARENA].tables[0].api
        table.ShowAutoFilter = False
        before = state_of(excel.excel, book)
        excel.click("hard_to_miss", book)
        assert table.ShowAutoFilter
        assert excel.click("undo", book).message.startswith("Klaar")
        assert difference(before, state_of(excel.excel, book)) == []

    def test_where_nobody_has_a_signal_it_says_so(self, excel, tmp_path):
        path = workbooks.small(tmp_path / "Niemand.xlsx", actors="Sportclub | zaal | 1 | groot | OCMW | |", blank=2)
        book = excel.open(path)
        before = state_of(excel.excel, book)
        assert "bij geen enkele actor staat een signaal" in excel.click("hard_to_miss", book).message
        assert difference(before, state_of(excel.excel, book)) == []


class TestUndo:
    def test_a_workbook_with_its_formulas_is_restored_exactly(self, excel, calculating):
        before = state_of(excel.excel, calculating)
        excel.click("rank", calculating)
        excel.click("undo", calculating)
        assert difference(before, state_of(excel.excel, calculating)) == []

    @pytest.mark.parametrize("button", ON_TABLES)
    def test_it_restores_exactly(self, excel, book, button):
        before = state_of(excel.excel, book)
        excel.click(button, book)
        assert difference(before, state_of(excel.excel, book)) != []
        answer = excel.click("undo", book)
        assert answer.message == "Klaar: de werkmap is weer zoals voor de laatste knop."
        assert difference(before, state_of(excel.excel, book)) == []

    def test_only_a_click_that_changed_something_offers_to_undo_it(self, excel, book):
        assert excel.click("rank", book).undo
        book.sheets[ARENA][workbooks.at("order", 4)].value = "Anders"
        assert excel.click("rank", book).undo == ""  # refused, though the first click is still kept
        with excel.excel.failing_at(50):
            assert excel.click("hard_to_miss", book).undo == ""
        assert excel.click("undo", book).message.startswith("Klaar")

    def test_a_sheet_that_cannot_be_brought_back_is_never_said_to_be_there(self, excel, book):
        excel.excel.answer(NO)
        excel.click("check", book)
        for n in range(1, 200):
            with excel.excel.failing_at(n, lasting=True) as fault:
                answer = excel.click("undo", book)
            there = "Nakijken" in [sheet.name for sheet in book.sheets]
            assert there is answer.message.startswith("Er is niets gewijzigd"), (n, fault.struck)
            if not there:
                return
        raise AssertionError("nothing was undone")

    def test_it_can_be_done_once(self, excel, book):
        excel.click("rank", book)
        assert excel.click("undo", book).undo == ""
        assert "Ctrl+Z" in excel.click("undo", book).message

    def test_rows_of_which_the_user_changed_a_cell_since_keep_that_change(self, excel, book):
        before = names(book)
        excel.click("rank", book)
        book.sheets[ARENA]["B6"].value = "geld; contact; gebouw"
        excel.click("undo", book)
        assert names(book) == before
        assert book.sheets[ARENA]["B6"].value == "geld; contact; gebouw"

    def test_rows_that_the_user_moved_since_are_left_alone_and_named(self, excel, book):
        excel.click("rank", book)
        book.sheets[ARENA][TABLE.replace("A4", "A5")].api.Sort(book.sheets[ARENA]["A5"].api, 1)
        moved = names(book)
        answer = excel.click("undo", book)
        assert (
            f"Er is niets gewijzigd: wat de laatste knop deed, wijzigde u intussen zelf (‘{ARENA}’)" in answer.message
        )
        assert answer.undo  # once the user took that back, it can be undone
        assert names(book) == moved

    def test_an_equal_row_comes_back_to_its_own_place(self, excel, tmp_path):
        path = workbooks.small(
            tmp_path / "Gelijk.xlsx",
            actors="A | x | 1 | groot | B | |\n A | x | 1 | groot | B | |\n B | x | 4 | klein | | |",
        )
        book = excel.open(path)
        book.sheets[ARENA]["A6"].add_note("de tweede")
        book.sheets[ARENA]["A9"].color = (1, 2, 3)
        before = state_of(excel.excel, book)
        excel.click("rank", book)
        assert names(book) == ["B", "A", "A"]
        excel.click("undo", book)
        assert difference(before, state_of(excel.excel, book)) == []

    def test_a_formula_typed_over_is_kept_with_its_row(self, excel, calculating):
        calculating.sheets[ARENA][
            workbooks.at("attention", 6)
        ].value = "zelf getypt"  # Let op, in which the row numbers stand for a moment
        before = state_of(excel.excel, calculating)
        excel.click("rank", calculating)
        excel.click("undo", calculating)
        assert difference(before, state_of(excel.excel, calculating)) == []


class TestNoExcel:
    def test_an_excel_that_is_gone_gets_a_sentence_that_is_true(self, excel, values_file, own_folder):
        texts, log = catalogue("nl"), Path("%LOCALAPPDATA%", own_folder.name, "arena.log")
        nothing_changed = texts("state.nothing_changed", reason=texts("state.failed", log=log))
        not_restored = texts("state.not_restored", where=f"‘{ARENA}’", log=log)
        said = []
        for n in range(1, 400, 4):
            book = excel.open(values_file)
            before, settings = state_of(excel.excel, book), excel.excel.settings()
            with excel.excel.failing_at(n, lasting=True, error=gone_error) as fault:
                answer = excel.click("rank", book)
            if not fault.raised:
                break
            said.append(answer.message)
            assert said[-1] in {nothing_changed, not_restored}, (n, fault.struck)
            restore_as_vba_does(excel.excel, settings)
            if said[-1] == nothing_changed:
                assert difference(before, state_of(excel.excel, book)) == [], (n, fault.struck)
            book.close()
        assert answer.message.startswith("Klaar")  # the click was struck at from its beginning to its end
        assert {nothing_changed, not_restored} == set(said)


MOST = {"adjust": 160}
"""Dispatches of a button that reads a sheet more than the others."""


class TestCost:
    @pytest.mark.parametrize("button", ON_TABLES)
    def test_the_dispatches_do_not_grow_with_the_rows(self, tmp_path, button):
        # Formulas are values here: the model would recalculate a thousand rows for minutes.
        totals = []
        for count in (10, 100, 1000):
            path = workbooks.of_values(tmp_path / f"{count}.xlsx", workbooks.many_actors(count))
            with session() as started:
                book = started.open(path)
                with started.excel.counting() as calls:
                    started.click(button, book)
                with started.excel.counting() as undoing:
                    started.click("undo", book)
                totals.append((calls.total, undoing.total))
        assert max(total for total, _ in totals) <= MOST.get(button, 130)  # only what the button needs is read
        assert max(total for total, _ in totals) - min(total for total, _ in totals) <= 5
        assert max(total for _, total in totals) - min(total for _, total in totals) <= 5
