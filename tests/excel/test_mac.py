"""The buttons on a Mac: the same workbook as on Windows, the same refusals, and nothing changed by a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwings as xw

from arena.excel import mac, undo, user_files
from arena.excel.transaction import Transaction
from arena.locale import catalogue
from arena.workbook import names
from arena.workbook.cells import Area
from tests.bench.apple_events import CANCEL, NO, YES, MacBench
from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import ARENA, Session, session, state_of
from tests.excel.generated import looks
from tests.excel.on_a_mac import MacSession, mac_session

pytestmark = pytest.mark.model

PAGE, LIST = "Samenvatting", "Nakijken"

THREE = """
    Sportclub | zaal; vrijwilligers | 2 | groot        | Turnkring |       |
    OCMW      | geld; contact       | 4 | klein        |           |       |
    École     | lokalen             | ? | eerder klein |           | groot | 1
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A workbook with its formulas, and one with values in their place, which is quicker."""
    folder, table = tmp_path_factory.mktemp("books"), workbooks.table_of(THREE)
    return {
        "formulas": workbooks.small(folder / "Brede school.xlsx", actors=THREE, blank=1),
        "values": workbooks.of_values(folder / "Waarden.xlsx", table, blank=1),
    }


@pytest.fixture
def file(files: dict[str, Path]) -> Path:
    return files["formulas"]


@pytest.fixture
def excel() -> Iterator[MacSession]:
    with mac_session() as started:
        yield started


@pytest.fixture
def book(excel: MacSession, file: Path) -> xw.Book:
    return excel.open(file)


def spoil(book: xw.Book) -> None:
    """What Nakijken puts right: a formula typed over, a place typed over, a drop-down lost, an error."""
    sheet = book.sheets[ARENA]
    sheet["I6"].value = "weg"
    sheet["G7"].value = 3
    sheet["C5:C6"].api.Validation.Delete()
    sheet["B7"].formula = "=1/0"


def agree(book: xw.Book) -> None:
    """Type something on a generated sheet where it is not the user's."""
    book.sheets[PAGE]["A3"].value = "onze eigen zin"


Step = str | Callable[[xw.Book], None]


def states_of(started: Session, file: Path, steps: Sequence[Step], answers: Sequence[int]) -> list[Any]:
    """The workbook after each step (a click, or something that the user does), and what the user read."""
    book = started.open(file)
    started.excel.answer(*answers)
    found: list[Any] = []
    for step in steps:
        if callable(step):
            step(book)
            continue
        message = started.click(step, book).message
        state = state_of(started.excel, book)
        for name, sheet in state["sheets"].items():
            if name.startswith((PAGE, LIST)):  # a line between two cells may be kept with either of them
                shown = looks(sheet)
                sheet["cells"] = {place: sorted(one) if isinstance(one, set) else one for place, one in shown.items()}
                for unsaid in ("papersize", "scalewithdocheaderfooter"):  # for which Excel on a Mac has no word
                    sheet.get("kept", {}).get("PageSetup", {}).pop(unsaid, None)
        found.append({"message": message, **state})
    return found


@pytest.mark.parametrize(
    ("steps", "answers"),
    [
        pytest.param(["rank", "undo"], [], id="rank"),
        pytest.param(["summary", "summary", "undo"], [], id="summary"),
        pytest.param(["summary", agree, "summary", "undo"], [YES], id="a summary that is kept"),
        pytest.param(["summary", agree, "summary"], [CANCEL], id="a summary that is not made"),
        pytest.param([spoil, "check", "undo"], [YES], id="check, mending"),
        pytest.param([spoil, "check", "check", "undo"], [NO, NO], id="check, listing"),
    ],
)
def test_a_click_leaves_the_workbook_that_it_leaves_on_windows(
    file: Path, steps: Sequence[Step], answers: Sequence[int]
) -> None:
    with mac_session() as started:
        on_mac = states_of(started, file, steps, answers)
    with session() as started:
        on_windows = states_of(started, file, steps, answers)
    assert difference(on_mac[0], on_mac[-1]) != []
    for one, other in zip(on_windows, on_mac, strict=True):
        assert difference(one, other) == []


class TestNewWorkbooks:
    @pytest.mark.parametrize(("button", "name"), [("new", "Arena-analyse1"), ("example", "Voorbeeld brede school1")])
    def test_a_new_one_opens_that_is_nowhere_saved_and_is_that_of_windows(
        self, excel: MacSession, button: str, name: str
    ) -> None:
        assert excel.click(button).message.startswith("Klaar")
        made = excel.excel.app.books.active
        assert (made.name, made.api.Path) == (name, "")
        with session() as windows:
            windows.click(button)
            assert difference(windows.excel.dump(windows.excel.app.books.active), excel.excel.dump(made)) == []

    def test_a_template_that_opens_itself_is_closed_again(
        self, excel: MacSession, book: xw.Book, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What a user would save in it would be lost: its file is gone a moment later."""
        monkeypatch.setattr(
            excel.excel.events,
            "_open_workbook",
            lambda found, workbook_file_name, **_: found.com.Workbooks.Open(workbook_file_name),
        )
        answer = excel.click("new", book)
        assert answer.message.startswith("Er is niets gewijzigd")
        assert [one.name for one in excel.excel.app.books] == ["Brede school.xlsx"]

    def test_excel_reads_it_in_its_own_folder(self, excel: MacSession, monkeypatch: pytest.MonkeyPatch) -> None:
        """Elsewhere, Excel's sandbox would ask the user first."""
        monkeypatch.setattr(user_files, "readable_by_excel", lambda: own)
        own = user_files.folder() / "own"
        own.mkdir(parents=True)
        opened: list[str] = []
        real = excel.excel.events._open_workbook
        monkeypatch.setattr(
            excel.excel.events,
            "_open_workbook",
            lambda found, **given: (opened.append(given["workbook_file_name"]), real(found, **given)),
        )
        excel.click("new")
        assert [Path(one).parent.parent for one in opened] == [own]
        assert list(own.iterdir()) == []


class TestHelp:
    def test_the_manual_opens(self, excel: MacSession, monkeypatch: pytest.MonkeyPatch) -> None:
        shown: list[str] = []
        monkeypatch.setattr("webbrowser.open", lambda url: shown.append(url) is None)
        user_files.folder().mkdir(parents=True)
        user_files.manual("nl").write_text("<html>", encoding="utf-8")
        assert excel.click("manual").message == ""
        assert shown == [user_files.manual("nl").as_uri()]

    def test_a_manual_that_is_not_there_gets_a_sentence(self, excel: MacSession) -> None:
        assert excel.click("manual").message.startswith("Er is niets gewijzigd")

    def test_what_is_wrong_is_shown(self, excel: MacSession, monkeypatch: pytest.MonkeyPatch) -> None:
        fault = {"what": "Excel", "advice": "Installeer Excel", "in_order": False}
        monkeypatch.setattr("arena.excel.buttons.trouble._findings", lambda _: [fault])
        assert "• Excel: Installeer Excel" in excel.click("trouble").message

    def test_an_examination_that_fails_gets_a_sentence(
        self, excel: MacSession, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("arena.excel.buttons.trouble._findings", lambda _: 1 / 0)
        assert excel.click("trouble").message.startswith("Er is niets gewijzigd")


def read_only(excel: MacBench, book: xw.Book) -> None:
    excel.state(book, ReadOnly=True)


def protected(excel: MacBench, book: xw.Book) -> None:
    book.sheets[ARENA].api.Protect()


def without_table(excel: MacBench, book: xw.Book) -> None:
    book.sheets[ARENA].delete()


ON_A_WORKBOOK = ("check", "rank", "summary")


@pytest.mark.parametrize("button", ON_A_WORKBOOK)
@pytest.mark.parametrize(
    ("refused", "key"),
    [(read_only, "state.read_only"), (protected, "state.sheet_protected"), (without_table, "state.no_table")],
)
def test_a_workbook_that_cannot_be_changed_gets_its_sentence_and_stays_as_it_is(
    excel: MacSession, files: dict[str, Path], button: str, refused: Callable[[MacBench, xw.Book], None], key: str
) -> None:
    book = excel.open(files["values"])
    refused(excel.excel, book)
    before = state_of(excel.excel, book)
    reason = catalogue("nl")(key, **({"sheet": ARENA} if refused is protected else {}))
    assert excel.click(button, book).message == f"Er is niets gewijzigd: {reason}"
    assert difference(before, state_of(excel.excel, book)) == []


@pytest.mark.parametrize("button", [*ON_A_WORKBOOK, "undo"])
def test_without_a_workbook_the_user_reads_so(excel: MacSession, button: str) -> None:
    assert catalogue("nl")("state.no_workbook") in excel.click(button).message


def test_where_nothing_was_done_nothing_is_undone(excel: MacSession, book: xw.Book) -> None:
    assert catalogue("nl")("button.undo.nothing") in excel.click("undo", book).message


def test_hidden_rows_are_not_sorted(excel: MacSession, book: xw.Book) -> None:
    book.sheets[ARENA]["6:6"].api.Hidden = True
    before = state_of(excel.excel, book)
    assert excel.click("rank", book).message == f"Er is niets gewijzigd: {catalogue('nl')('state.rows_hidden')}"
    assert difference(before, state_of(excel.excel, book)) == []


def test_of_a_workbook_that_was_closed_nothing_is_kept(
    excel: MacSession, files: dict[str, Path], book: xw.Book
) -> None:
    excel.click("rank", book)
    other = excel.open(files["values"])
    excel.click("rank", other)
    assert [one.name for one in undo.books()] == ["Brede school.xlsx", "Waarden.xlsx"]
    book.close()
    excel.click("rank", other)
    assert [one.name for one in undo.books()] == ["Waarden.xlsx"]


class TestWhileAButtonWorks:
    """Excel on a Mac goes on taking what the user types."""

    @pytest.mark.parametrize("button", ON_A_WORKBOOK)
    def test_nothing_is_written_where_the_table_changed(
        self, excel: MacSession, book: xw.Book, button: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        typed = []

        def type_before_the_first_change(event: Any) -> None:
            if not typed and event.target.path[-1:] == (("property", "screen_updating"),):
                typed.append(True)
                book.sheets[ARENA]["C5"].value = 1

        sheets = [sheet.name for sheet in book.sheets]
        excel.excel.events.between = type_before_the_first_change
        answer = excel.click(button, book)
        assert answer.message == f"Er is niets gewijzigd: {catalogue('nl')('state.changed_meanwhile')}"
        assert [sheet.name for sheet in book.sheets] == sheets
        assert [row[0] for row in book.sheets[ARENA]["A5:A7"].options(ndim=2).value] == ["Sportclub", "OCMW", "École"]
        assert answer.undo == ""
        excel.excel.events.between = lambda _: None
        assert excel.click(button, book).message.startswith("Klaar")

    @pytest.mark.parametrize("button", ["check", "summary"])
    def test_nothing_is_written_where_a_setting_changed(self, excel: MacSession, book: xw.Book, button: str) -> None:
        typed = []

        def type_before_the_first_change(event: Any) -> None:
            if not typed and event.target.path[-1:] == (("property", "screen_updating"),):
                typed.append(True)
                book.names[names.PRIORITY].refers_to_range.value = "iets anders"

        excel.excel.events.between = type_before_the_first_change
        answer = excel.click(button, book)
        assert answer.message == f"Er is niets gewijzigd: {catalogue('nl')('state.changed_meanwhile')}"


class TestUndo:
    @pytest.mark.parametrize("moved", ["1:1", "3:3", "A:A"])
    def test_cells_that_moved_since_are_left_alone(self, excel: MacSession, tmp_path: Path, moved: str) -> None:
        """A handle is an address on a Mac: nobody knows any more where what was written stands now."""
        path = tmp_path / "Boek.xlsx"
        with xlsxwriter.Workbook(path) as made:
            made.add_worksheet("Blad").write_row("A1", ["a", 1, "x"])
            made.get_worksheet_by_name("Blad").write_column("A2", ["b", "c", "d"])
        opened = excel.open(path)
        book = excel.excel.mac_book()
        assert book is not None
        transaction = Transaction(book)
        transaction.write(book.sheets["Blad"], Area(1, 1, 3, 1), [[2], [None], [None]])
        transaction.finish()
        opened.sheets["Blad"].api.Range(moved).Insert()
        before = state_of(excel.excel, opened)
        assert transaction.undo(Transaction(book)) == ["‘Blad’ B2:B4"]
        assert difference(before, state_of(excel.excel, opened)) == []

    def test_a_workbook_that_was_saved_under_another_name_is_undone(
        self, excel: MacSession, book: xw.Book, tmp_path: Path
    ) -> None:
        before = state_of(excel.excel, book)["sheets"][ARENA]
        excel.click("rank", book)
        book.save(tmp_path / "Andere naam.xlsx")
        assert excel.click("undo", book).message == catalogue("nl")("button.undo.done")
        assert difference(before, state_of(excel.excel, book)["sheets"][ARENA]) == []

    @pytest.mark.parametrize("name", ["Brede school.xlsx", "Iets anders.xlsx"])
    def test_another_workbook_is_left_alone_whatever_its_name(
        self, excel: MacSession, book: xw.Book, tmp_path: Path, name: str
    ) -> None:
        spoil(book)
        excel.excel.answer(YES)
        for button in ("check", "rank"):
            excel.click(button, book)
            kept = undo.kept_for(excel.excel.mac_book())
            assert kept is not None
            book.close()
            others = THREE.replace("Sportclub", "CAW").replace("OCMW", "LDC").replace("École", "VZW")
            other = excel.open(workbooks.small(tmp_path / name, actors=others, blank=1))
            before = state_of(excel.excel, other)
            excel.click("undo", other)
            assert difference(before, state_of(excel.excel, other)) == []
            other.close()
            book = excel.open(tmp_path.parent / tmp_path.name / name)

    def test_a_sheet_with_another_name_is_left_alone(self, excel: MacSession, book: xw.Book) -> None:
        excel.click("rank", book)
        book.sheets[ARENA].name = "Anders"
        before = state_of(excel.excel, book)
        assert "Arena-analyse" in excel.click("undo", book).message
        assert difference(before, state_of(excel.excel, book)) == []


@pytest.mark.parametrize("button", ["", "os", "hard_to_miss", "rank;", "../new"])
def test_only_the_buttons_of_a_mac_do_anything(excel: MacSession, book: xw.Book, button: str) -> None:
    with excel.excel.counting() as calls:
        assert excel.click(button, book).message == ""
    assert [one.member for one in calls.dispatches if one.type != "Application"] == ["name"] * 2  # the test's own
    assert mac.main([button]) == 2
