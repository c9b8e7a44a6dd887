"""Inschattingen samenleggen, from the choice of files to the sheet; undone, and again."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from arena.excel import progress
from arena.excel.host import excel as host_excel
from arena.locale import catalogue
from tests.bench.excel_model import ExcelBench, difference
from tests.excel import returned, workbooks
from tests.excel.clicking import ARENA, NO, YES, Answer, Session, changed, start_anew, state_of
from tests.excel.test_states import STATES

pytestmark = pytest.mark.model

CANCEL = 2
SHEET = "Inschattingen"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = workbooks.table_of(workbooks.ACTORS)
    table.loc[:, ["importance", "replaceability", "dependency"]] = None  # she has not rated herself yet
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "Brede school.xlsx", table)


@pytest.fixture(scope="module")
def rated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbooks.small(tmp_path_factory.mktemp("rated") / "Brede school.xlsx")


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return returned.some(tmp_path_factory.mktemp("forms") / "ingevuld")


@pytest.fixture
def book(excel: Session, file: Path) -> xw.Book:
    opened = excel.open(file)
    opened.sheets[ARENA].activate()
    return opened


def click(excel: Session, book: xw.Book, chosen: list[Path], *answers: object) -> Answer:
    """Choose files, and answer the questions after that; the first is whether names may be shown."""
    excel.excel.forget_dialogs()
    excel.excel.answer(NO, list(map(str, chosen)), *answers)
    return excel.click("merge", book)


def shown(book: xw.Book) -> list[list[object]]:
    return [list(row) for row in book.sheets[SHEET]["A1:T40"].value]


def rows(book: xw.Book) -> dict[str, list[object]]:
    """The rows of actors, by name."""
    found = shown(book)
    header = next(number for number, row in enumerate(found) if row[1] == "In uw woorden")
    last = next(number for number, row in enumerate(found) if str(row[0]).startswith(("g groot", "Elk getal")))
    return {str(row[0]): row for row in found[header + 1 : last]}


def text(book: xw.Book) -> str:
    return "\n".join(str(row[0]) for row in shown(book))


class TestTheSheet:
    def test_lays_the_forms_side_by_side(self, excel: Session, book: xw.Book, forms: list[Path]) -> None:
        answer = click(excel, book, forms, YES)
        assert answer.message.startswith("Klaar: 3 invullers naast elkaar gelegd, zie het blad ‘Inschattingen’.")
        found = rows(book)
        assert next(iter(found)) == "Sportclub"
        assert found["Sportclub"][2:7] == [1, 1, 4, "uiteenlopend", "(1)"]
        assert found["OCMW"][7:12] == ["k", "k", "ek", "het verschil telt", "(klein)"]
        assert "A (Mieke) · B (An) · C" in text(book)

    def test_of_one_rater_says_that_it_takes_two(self, excel: Session, book: xw.Book, forms: list[Path]) -> None:
        assert click(excel, book, forms[:1], YES).message.startswith("Klaar: 1 invuller gelezen")

    def test_comes_after_the_table_and_in_front_only_once_it_is_done(
        self, excel: Session, book: xw.Book, forms: list[Path]
    ) -> None:
        before = state_of(excel.excel, book)
        click(excel, book, forms, YES)
        names = [sheet.name for sheet in book.sheets]
        assert names.index(SHEET) == names.index(ARENA) + 1
        assert book.sheets.active.name == SHEET
        after = state_of(excel.excel, book)
        del after["sheets"][SHEET]
        after["order of sheets"].remove(SHEET)
        assert changed(before, after) == []

    def test_letters_hide_who_is_who(self, excel: Session, book: xw.Book, forms: list[Path]) -> None:
        click(excel, book, forms, NO)
        assert "Invullers (3): A · B · C." in text(book)
        assert not re.search("Mieke|An\\b|[123]\\.xlsx", text(book))

    def test_a_folder_is_read_whole_and_a_bad_file_stops_none(
        self, excel: Session, book: xw.Book, forms: list[Path], tmp_path: Path
    ) -> None:
        returned.some(tmp_path / "alles")
        (tmp_path / "alles" / "kapot.xlsx").write_bytes(b"PK niets")
        excel.excel.answer(YES, [str(tmp_path / "alles")], YES)
        answer = excel.click("merge", book)
        assert answer.message.startswith("Klaar: 3 invullers")
        assert "Niet gelezen: 1; onderaan op het blad staat waarom." in answer.message
        assert "kapot.xlsx" in text(book)

    def test_the_files_stay_as_they_are(self, excel: Session, book: xw.Book, forms: list[Path]) -> None:
        before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in forms}
        click(excel, book, forms, YES)
        assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in forms} == before

    def test_her_own_ratings_count_as_those_of_one_more(
        self, excel: Session, rated_file: Path, forms: list[Path]
    ) -> None:
        book = excel.open(rated_file)
        answer = click(excel, book, [*forms, rated_file], YES)  # and her own workbook only once
        assert answer.message.startswith("Klaar: 4 invullers")
        assert "uw eigen analyse" in text(book)

    def test_new_names_stand_below_with_a_cell_to_tick(self, excel: Session, book: xw.Book, forms: list[Path]) -> None:
        click(excel, book, forms, YES)
        found = {str(row[0]): row for row in shown(book)}
        assert found["Turks Huis"][1:3] == [None, "genoemd door B, C"]
        assert found["Oudergroep"][2] == "genoemd door C"

    def test_has_lists_to_choose_from(self, excel: Session, book: xw.Book, forms: list[Path]) -> None:
        click(excel, book, forms, YES)
        page = book.sheets[SHEET]
        first = next(number for number, row in enumerate(shown(book), start=1) if row[1] == "In uw woorden") + 1
        lists = [page.cells(first, column).api.Validation.Formula1 for column in (7, 12, 17)]
        assert lists == ["=arena_lijst_importance", "=arena_lijst_replaceability", "=arena_lijst_dependency"]

    def test_has_no_list_of_which_the_words_are_gone(self, excel: Session, book: xw.Book, forms: list[Path]) -> None:
        book.names["arena_lijst_dependency"].delete()
        click(excel, book, forms, YES)
        lists = [one["formula1"] for one in state_of(excel.excel, book)["sheets"][SHEET]["validations"]]
        assert sorted(lists) == ["arena_lijst_importance", "arena_lijst_replaceability", "arena_lijst_yes_no"]

    def test_text_that_begins_like_a_formula_stays_text(self, excel: Session, book: xw.Book, tmp_path: Path) -> None:
        sent = returned.form(tmp_path / "x.xlsx", returned.AN, name="=1+1", missed=["=HYPERLINK(1)", "@som"])
        click(excel, book, [sent], YES)
        found = [row[0] for row in shown(book)]
        assert {"=HYPERLINK(1)", "@som"} <= set(found)
        cells = state_of(excel.excel, book)["sheets"][SHEET]["cells"]
        assert len([cell for cell in cells.values() if "formula" in cell]) == 1  # whether the page still fits


class TestQuestions:
    def sent(self, folder: Path, name: str = "Sportklub") -> list[Path]:
        return [returned.form(folder / "1.xlsx", returned.MIEKE.replace("Sportclub", name), actors=self.actors(name))]

    def actors(self, name: str) -> str:
        return workbooks.ACTORS.replace("Sportclub", name)

    def test_a_name_that_nearly_matches_is_asked_about(self, excel: Session, book: xw.Book, tmp_path: Path) -> None:
        click(excel, book, self.sent(tmp_path), YES, YES)
        assert "In ‘1.xlsx’ staat ‘Sportklub’. Is dat ‘Sportclub’ uit uw tabel?" in excel.excel.messages[-1]
        assert rows(book)["Sportclub"][2] == 1

    def test_it_may_be_another_one(self, excel: Session, book: xw.Book, tmp_path: Path) -> None:
        click(excel, book, self.sent(tmp_path), YES, NO, "iemand", "buurtwerk")
        assert "‘iemand’ staat niet in uw tabel" in excel.excel.messages[-1]
        assert rows(book)["Sportclub"][2] is None
        assert rows(book)["Buurtwerk"][2] == 1

    def test_or_a_new_one(self, excel: Session, book: xw.Book, tmp_path: Path) -> None:
        click(excel, book, self.sent(tmp_path), YES, NO, "")
        assert rows(book)["Sportclub"][2] is None
        assert "Sportklub" in text(book)

    def test_of_two_versions_the_last_may_count_alone(
        self, excel: Session, book: xw.Book, forms: list[Path], tmp_path: Path
    ) -> None:
        again = returned.form(tmp_path / "0 opnieuw.xlsx", returned.JORIS, name="mieke")
        os.utime(again, (1_800_000_000, 1_800_000_000))
        answer = click(excel, book, [again, *forms[:2]], YES, YES)
        (asked,) = [said for said in excel.excel.messages if "dezelfde persoon" in said]
        assert "Telt enkel ‘0 opnieuw.xlsx’" in asked
        assert answer.message.startswith("Klaar: 2 invullers")
        assert "A (An) · B (mieke)" in text(book)

    def test_or_both(self, excel: Session, book: xw.Book, forms: list[Path], tmp_path: Path) -> None:
        again = returned.form(tmp_path / "opnieuw.xlsx", returned.JORIS, name="Mieke")
        answer = click(excel, book, [again, *forms[:2]], YES, NO)
        assert answer.message.startswith("Klaar: 3 invullers")

    @pytest.mark.parametrize("stops_at", range(4))
    def test_cancelling_anywhere_leaves_all_as_it_was(
        self, excel: Session, book: xw.Book, tmp_path: Path, stops_at: int
    ) -> None:
        before = state_of(excel.excel, book)
        answers: list[object] = [NO, [str(path) for path in self.sent(tmp_path)], YES, YES]
        excel.excel.answer(*answers[:stops_at], None if stops_at == 1 else CANCEL)
        answer = excel.click("merge", book)
        assert answer == Answer("", "Er is niets gewijzigd: u brak het samenleggen af. " + answer.message[50:])
        assert difference(before, state_of(excel.excel, book)) == []

    def test_where_nothing_can_be_read_it_says_why(self, excel: Session, book: xw.Book, tmp_path: Path) -> None:
        before = state_of(excel.excel, book)
        for number in range(7):
            (tmp_path / f"kapot {number}.xlsx").write_bytes(b"niets")
        excel.excel.answer(YES, [str(tmp_path)])
        said = excel.click("merge", book).message
        assert said.startswith("Er is niets gewijzigd: geen enkel bestand kon gelezen worden.")
        assert said.count("kapot") >= 5
        assert said.endswith("… en nog 2.")
        assert difference(before, state_of(excel.excel, book)) == []


class TestTheSecondTime:
    def test_what_was_chosen_and_written_stays_with_its_actor(
        self, excel: Session, book: xw.Book, forms: list[Path]
    ) -> None:
        click(excel, book, forms, YES)
        page = book.sheets[SHEET]
        row = next(number for number, line in enumerate(shown(book), start=1) if line[0] == "OCMW")
        page.cells(row, 2).value, page.cells(row, 7).value = "bellen", 3
        tick = next(number for number, line in enumerate(shown(book), start=1) if line[0] == "Turks Huis")
        page.cells(tick, 2).value = "ja"
        click(excel, book, forms[:2], YES)
        assert not [said for said in excel.excel.messages if "iets van uzelf" in said]
        assert (rows(book)["OCMW"][1], rows(book)["OCMW"][5]) == ("bellen", 3)
        assert {str(line[0]): line for line in shown(book)}["Turks Huis"][1] == "ja"

    def test_a_changed_cell_is_asked_about(self, excel: Session, book: xw.Book, forms: list[Path]) -> None:
        click(excel, book, forms, YES)
        book.sheets[SHEET]["C9"].value = "x"
        excel.excel.forget_dialogs()
        excel.excel.answer(YES, NO, list(map(str, forms)), YES)
        answer = excel.click("merge", book)
        assert "buiten de kolommen om in te vullen" in excel.excel.messages[0]
        assert book.sheets["Inschattingen (2)"]["C9"].value == "x"
        assert "Uw versie blijft bewaard" in answer.message

    def test_undo_puts_back_the_sheet_before_it(self, excel: Session, book: xw.Book, forms: list[Path]) -> None:
        click(excel, book, forms, YES)
        before = state_of(excel.excel, book)
        click(excel, book, forms[:2], YES)
        assert difference(before, state_of(excel.excel, book)) != []
        excel.click("undo", book)
        assert changed(before, state_of(excel.excel, book)) == []

    def test_a_sheet_of_the_users_own_is_never_painted_over(
        self, excel: Session, book: xw.Book, forms: list[Path]
    ) -> None:
        book.sheets.add(SHEET, after=book.sheets[-1])
        before = state_of(excel.excel, book)
        assert "niet door Arena-analyse gemaakt" in click(excel, book, forms, YES).message
        assert difference(before, state_of(excel.excel, book)) == []


@pytest.mark.parametrize("state", STATES)
def test_a_workbook_is_left_alone_that_is(excel: Session, book: xw.Book, forms: list[Path], state: str) -> None:
    make: Callable[[ExcelBench, xw.Book], None]
    make, sentence = STATES[state]
    make(excel.excel, book)
    before = state_of(excel.excel, book)
    answer = click(excel, book, forms, YES)
    assert answer.undo == ""
    assert sentence in answer.message
    assert difference(before, state_of(excel.excel, book)) == []


def test_the_status_bar_counts_the_files(
    excel: Session, book: xw.Book, forms: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str | None] = []
    monkeypatch.setattr(host_excel, "show_status", lambda _, text: said.append(text))
    monkeypatch.setattr(progress, "PATIENCE", -1)
    click(excel, book, forms, YES)
    label = catalogue("nl")("ribbon.merge.label")
    assert said == [f"{label}: even geduld …", *(f"{label}: even geduld … {n}/3" for n in (1, 2, 3)), None]


def test_a_click_holds_nothing_of_excel_after_it(excel: Session, book: xw.Book, forms: list[Path]) -> None:
    with excel.excel.nothing_held():
        click(excel, book, forms, YES)
        click(excel, book, forms, YES)


def test_it_costs_the_same_for_10_and_for_230_actors(excel: Session, tmp_path: Path) -> None:
    names = [f"Actor {number:04d}" for number in range(10)]
    rated = [f"{name} {1 + number % 4} eg ek" for number, name in enumerate(names)]
    actors = "\n".join(f"{name} | zaal" for name in names)
    forms = [returned.form(tmp_path / f"form {n}.xlsx", "\n".join(rated[n:]), actors=actors) for n in range(2)]
    counts: dict[str, list[int]] = {"new": [], "over": [], "undo": []}
    for size in (10, 230):
        book = excel.open(workbooks.of_values(tmp_path / f"{size}.xlsx", workbooks.many_actors(size)))
        for turn, found in counts.items():
            with excel.excel.counting() as calls:
                answer = excel.click("undo", book) if turn == "undo" else click(excel, book, forms, YES)
            assert answer.message.startswith("Klaar"), answer
            found.append(calls.total)
        book.close()
        start_anew()
    assert {turn: max(found) - min(found) <= 5 for turn, found in counts.items()} == dict.fromkeys(counts, True), counts
