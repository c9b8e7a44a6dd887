"""Delen: the sheet that shows what goes along, and the copy that is made of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from arena.sharing import copies
from arena.workbook.errors import CopyRefused
from tests.bench.excel_model import difference
from tests.bench.windows.scenario import AUDIENCES, MAKE_FILES
from tests.excel import workbooks
from tests.excel.clicking import ARENA, YES, Session, changed, state_of
from tests.excel.sharing import ACTORS, DELEN, Sharing, file_to_share, no_other_programs, texts_in

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return file_to_share(tmp_path_factory.mktemp("books"))


@pytest.fixture
def sharing(excel: Session, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> Sharing:
    no_other_programs(monkeypatch, tmp_path / "thuis")
    return Sharing(excel, tmp_path / "Wijk & co", content)


class TestTheSheet:
    @pytest.mark.parametrize("button", AUDIENCES)
    def test_comes_in_front_and_goes_again_by_undo(self, excel: Session, sharing: Sharing, button: str) -> None:
        before = state_of(excel.excel, sharing.book)
        answer = excel.click(button, sharing.book)
        assert answer.message.startswith("Klaar: op het blad ‘Delen’ staat wat meegaat en wat hier blijft.")
        assert answer.undo
        assert sharing.book.sheets.active.name == DELEN
        shown = {str(value) for row in sharing.sheet["A1:D40"].value for value in row if value}
        assert {"GAAT MEE", "BLIJFT HIER"} <= shown
        assert sharing.click("undo").startswith("Klaar")
        assert changed(before, state_of(excel.excel, sharing.book)) == []

    def test_painted_for_somebody_else_goes_back_to_what_it_was(self, excel: Session, sharing: Sharing) -> None:
        sharing.click("share_partners")
        sharing.choose("Afspraak 0", "neen")
        before = state_of(excel.excel, sharing.book)
        assert sharing.click("share_team").startswith("Klaar")
        assert "team" in sharing.sheet["A1"].value
        sharing.click("undo")
        assert difference(before, state_of(excel.excel, sharing.book)) == []

    def test_has_a_list_for_each_choice_in_excel_too(self, sharing: Sharing) -> None:
        sharing.click("share_partners")
        cell = sharing.sheet[f"B{sharing.row_of('Afspraak 1')}"]
        source = cell.api.Validation.Formula1
        assert [row for row in sharing.sheet.range(source.removeprefix("=")).value] == ["ja", "neen"]
        assert cell.api.Validation.InputTitle == "Gaat dit mee?"

    def test_keeps_what_was_chosen_when_it_is_painted_again(self, sharing: Sharing) -> None:
        sharing.click("share_partners")
        sharing.choose("Afspraak 0", "neen")
        sharing.choose("Taal van de kopie", "English")
        assert sharing.click("share_partners").startswith("Klaar")
        rows = {row[0]: row[1] for row in sharing.sheet["A1:B80"].value if row[1]}
        assert rows["Zwembad – Afspraak 0"] == "neen"
        assert rows["Atelier – Afspraak 1"] == "ja"
        assert rows["Taal van de kopie"] == "English"

    def test_lists_what_is_planned_on_the_sheet_of_the_network(self, sharing: Sharing) -> None:
        sharing.book.names["arena_acties"].refers_to_range[0, 0].value = "Affiche ophangen"
        sharing.click("share_partners")
        assert sharing.sheet[f"B{sharing.row_of('Affiche ophangen')}"].value == "ja"

    def test_shows_what_goes_along_with_the_talks_once_they_are_chosen(self, sharing: Sharing) -> None:
        sharing.click("share_team")
        sharing.choose("Gesprekken meegeven?", "ja")
        refused = sharing.click("share_mail")
        assert "toont niet wat er nu zou meegaan" in refused
        assert "‘Met het team’" in refused
        sharing.click("share_team")
        shown = {str(value) for row in sharing.sheet["A1:A60"].value for value in [row] if value}
        assert any(line.startswith("De gesprekken") for line in shown)
        assert sharing.click("share_mail").startswith("Klaar")

    def test_asks_before_it_writes_over_something_of_its_user_s(self, excel: Session, sharing: Sharing) -> None:
        sharing.click("share_return")
        sharing.sheet["D5"].value = "vraag dit na bij Els"
        excel.excel.answer(YES)
        assert "‘Delen (2)’" in sharing.click("share_return")
        assert sharing.book.sheets["Delen (2)"]["D5"].value == "vraag dit na bij Els"
        assert "bewaren?" in excel.excel.messages[-1]

    def test_of_a_user_s_own_is_left_alone(self, excel: Session, sharing: Sharing) -> None:
        sharing.book.sheets.add(DELEN)["A1"].value = "mijn lijst"
        before = state_of(excel.excel, sharing.book)
        for button in (*AUDIENCES, *MAKE_FILES):
            assert "is niet door Arena-analyse gemaakt" in sharing.click(button)
        assert difference(before, state_of(excel.excel, sharing.book)) == []

    def test_is_no_sheet_of_the_user_s_on_the_next_one(self, sharing: Sharing) -> None:
        sharing.book.sheets.add("Begroting", after=sharing.book.sheets[-1])["A1"].value = 3
        for _ in range(2):
            sharing.click("share_team")
            stays = " ".join(str(row) for row in sharing.sheet["D1:D40"].value if row)
            assert "Begroting" in stays
            assert "‘Delen’" not in stays


def test_without_anybody_in_the_network_and_spoken_to_there_is_no_copy_for_partners(
    excel: Session, tmp_path: Path
) -> None:
    small = workbooks.small(tmp_path / "Klein.xlsx", actors=ACTORS, blank=1)
    book = excel.open(small)
    before = state_of(excel.excel, book)
    message = excel.click("share_partners", book).message
    assert message.startswith("Er is niets gewijzigd: er is nog niemand bij wie ‘In het netwerk?’ op ja staat")
    assert difference(before, state_of(excel.excel, book)) == []


class TestTheCopy:
    @pytest.mark.parametrize("button", MAKE_FILES)
    def test_is_not_made_before_its_user_saw_what_goes_along(self, sharing: Sharing, button: str) -> None:
        assert "kies eerst voor wie de kopie is" in sharing.click(button)
        assert sharing.made() == []

    def test_holds_what_was_chosen_line_by_line(self, excel: Session, sharing: Sharing) -> None:
        sharing.click("share_partners")
        sharing.choose("Afspraak 0", "neen")
        before = state_of(excel.excel, sharing.book)
        assert sharing.click("share_mail").startswith("Klaar")
        assert difference(before, state_of(excel.excel, sharing.book)) == []
        (copy,) = sharing.made()
        said = texts_in(copy)
        assert "Afspraak 1" in said
        assert "Afspraak 0" not in said

    @pytest.mark.parametrize("language", ["Nederlands", "English"])
    def test_is_named_without_a_word_that_was_typed(self, sharing: Sharing, language: str) -> None:
        sharing.click("share_return")
        sharing.choose("Taal van de kopie", language)
        sharing.click("share_mail")
        (copy,) = sharing.made()
        first = {"Nederlands": "Invulblad arena", "English": "Arena form"}[language]
        assert copy.name == f"{first} {dt.date.today().isoformat()}.xlsx"

    @pytest.mark.parametrize("button", ["share_return", "share_partners"])
    def test_made_twice_is_one_file_and_another_one_gets_a_number(self, sharing: Sharing, button: str) -> None:
        sharing.click(button)
        for made in MAKE_FILES:
            assert sharing.click(made).startswith("Klaar")
        (copy,) = sharing.made()
        first = copy.read_bytes()
        sharing.choose("Taal van de kopie", "English" if button == "share_partners" else "Nederlands")
        copy.write_bytes(b"iets anders")
        sharing.click("share_mail")
        assert copy.read_bytes() == b"iets anders"
        assert len(sharing.made()) == 2
        assert first != b"iets anders"

    def test_is_not_made_where_the_workbook_changed_since(self, sharing: Sharing) -> None:
        sharing.click("share_partners")
        sharing.book.sheets[ARENA]["A5"].value = "Zwembad Zuid"
        for button in MAKE_FILES:
            message = sharing.click(button)
            assert message.startswith("Er is niets gewijzigd: het blad ‘Delen’ toont niet wat er nu zou meegaan")
            assert "‘Met partners’" in message
        assert sharing.made() == []
        sharing.click("share_partners")
        assert sharing.click("share_mail").startswith("Klaar")

    @pytest.mark.parametrize("cell", ["D12", "A7"])
    def test_is_not_made_where_the_sheet_was_changed_by_hand(self, sharing: Sharing, cell: str) -> None:
        sharing.click("share_partners")
        sharing.sheet[cell].value = "iets anders"
        assert "toont niet wat er nu zou meegaan" in sharing.click("share_view")
        assert sharing.made() == []

    def test_is_not_made_where_nothing_says_any_more_for_whom_it_is(self, sharing: Sharing) -> None:
        sharing.click("share_partners")
        sharing.sheet["A1"].value = "Voor de partners"
        assert "kies eerst voor wie de kopie is" in sharing.click("share_view")
        assert sharing.made() == []

    def test_is_not_made_of_a_choice_that_cannot_be_read(self, sharing: Sharing) -> None:
        sharing.click("share_return")
        sharing.choose("Terugsturen tegen", "volgende week")
        message = sharing.click("share_view")
        assert f"in B{sharing.row_of('Terugsturen tegen')} ‘volgende week’" in message
        assert sharing.made() == []

    def test_that_is_not_what_was_allowed_is_not_saved(self, sharing: Sharing, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> bytes:
            raise CopyRefused("copy.refused", reason="canary")

        sharing.click("share_partners")
        monkeypatch.setattr(copies, "make", refuse)
        assert "precies te bevatten wat mee mocht" in sharing.click("share_view")
        assert sharing.made() == []

    def test_takes_a_text_that_starts_like_a_formula_for_a_text(self, excel: Session, sharing: Sharing) -> None:
        sharing.book.sheets[ARENA]["A5"].value = "'=1+1"
        sharing.click("share_partners")
        cell = sharing.sheet[f"A{sharing.row_of('Afspraak 0')}"]
        assert cell.value == "=1+1 – Afspraak 0"
        assert not cell.api.HasFormula


class TestWhereItGoes:
    def documents(self, excel: Session, tmp_path: Path) -> Path:
        path = tmp_path / "Documenten"
        path.mkdir()
        excel.excel.state(excel.excel.model.application, DefaultFilePath=str(path))
        return path

    def test_beside_the_workbook(self, sharing: Sharing) -> None:
        sharing.click("share_return")
        message = sharing.click("share_mail")
        assert message.endswith("De kopie staat naast de werkmap, in de map ‘Wijk & co’.")
        assert len(sharing.made()) == 1

    @pytest.mark.parametrize("where", ["", "https://school.sharepoint.com/sites/wijk", "/nergens/te/vinden"])
    def test_with_the_documents_where_the_workbook_is_in_no_folder_of_this_computer(
        self, excel: Session, sharing: Sharing, tmp_path: Path, where: str
    ) -> None:
        documents = self.documents(excel, tmp_path)
        sharing.click("share_return")
        sharing.move(where)
        excel.excel.answer(YES)
        message = sharing.click("share_mail")
        assert "De kopie staat bij uw documenten, in de map ‘Documenten’" in message
        assert (sharing.made(), len(list(documents.iterdir()))) == ([], 1)

    def test_at_home_where_excel_knows_no_documents(self, sharing: Sharing, tmp_path: Path) -> None:
        sharing.click("share_return")
        sharing.move("")
        assert "in de map ‘thuis’" in sharing.click("share_mail")
        assert len(list((tmp_path / "thuis").iterdir())) == 1

    def test_nowhere_where_nothing_can_be_written(
        self, sharing: Sharing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sharing.click("share_return")
        sharing.move("")
        monkeypatch.setattr(Path, "home", lambda: tmp_path / "weg")
        assert "kon nergens bewaard worden" in sharing.click("share_mail")
