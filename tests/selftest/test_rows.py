"""`arena selftest --excel`: its rows run, on the model of Excel as far as that goes; its report holds no secrets."""

from __future__ import annotations

import getpass
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw
from typer.testing import CliRunner

from arena import cli
from arena.locale import LANGUAGES, catalogue
from arena.selftest import trial as selftest
from arena.selftest.stage import NotAsExpected, Row, Stage
from arena.selftest.trial import NOT_TRIED, OTHERWISE, ROWS, SEEN
from tests.bench.excel_model import ExcelBench
from tests.excel.workbooks import small

ROOT = Path(__file__).parents[2]
TEXTS = catalogue("nl")
BEGIN, END = "<!-- arena selftest --list -->", "<!-- end -->"

NEED_THE_ADDIN = {"addin_open", "function_one", "function_many", "function_refuses", "installed"}
"""Rows in which Excel has to open the add-in, or the machine to have it: the model of Excel shows those otherwise."""

SLOWER_THAN_EXCEL = {"warm_click"}
"""Rows about time, which the model cannot judge."""

NUMBERS = {row.key: number for number, row in enumerate(ROWS, start=1)}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log and the settings of the buttons in a folder of the test."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))


def seen(_: str) -> bool:
    return True


@pytest.mark.pure
class TestTheRows:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_numbered_and_each_says_what_it_tries_and_expects(self, language: str) -> None:
        lines = selftest.listing(catalogue(language))
        assert [line.split(".")[0] for line in lines] == [str(number) for number in range(1, len(ROWS) + 1)]
        assert len(set(lines)) == len(ROWS) == len({row.key for row in ROWS})

    def test_are_those_that_the_readme_says_were_not_seen_yet(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        assert BEGIN in readme
        listed = readme.partition(BEGIN)[2].partition(END)[0].strip().splitlines()
        assert listed == selftest.listing(catalogue("en"))

    def test_ask_before_somebody_has_to_look(self) -> None:
        asking = [line for line in selftest.listing(TEXTS) if TEXTS("selftest.by_eye") in line]
        assert len(asking) == sum(row.asks for row in ROWS) > 10

    def test_are_shown_without_excel(self) -> None:
        ran = CliRunner().invoke(cli.app, ["selftest", "--list"])
        assert ran.exit_code == 0
        assert len(ran.output.splitlines()) == len(ROWS)


@pytest.mark.pure
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this system may have an Excel")
def test_without_excel_it_says_so_and_ends_with_2() -> None:
    ran = CliRunner().invoke(cli.app, ["selftest", "--excel"])
    assert ran.exit_code == 2
    assert "Excel" in ran.output


@pytest.mark.model
class TestInTheModelOfExcel:
    @pytest.fixture(scope="class")
    @classmethod
    def small_example(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        return small(tmp_path_factory.mktemp("example") / "Voorbeeld.xlsx")

    @pytest.fixture
    def excel(self, small_example: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExcelBench]:
        """The model of Excel; the example is small, since the model calculates slowly."""
        monkeypatch.setattr(Stage, "example_file", lambda *_: small_example)
        with ExcelBench() as bench:
            yield bench

    @pytest.mark.parametrize("row", [row for row in ROWS if not row.asks], ids=lambda row: row.key)
    def test_a_row_that_judges_by_itself(self, excel: ExcelBench, row: Row) -> None:
        result = selftest.try_row(excel.app, TEXTS, NUMBERS[row.key], seen)
        if row.key in NEED_THE_ADDIN:
            assert result.verdict in (OTHERWISE, NOT_TRIED)
        elif row.key in SLOWER_THAN_EXCEL:
            assert result.verdict == SEEN or result.found.endswith(" s")
        else:
            assert (result.verdict, result.found) == (SEEN, "")
        assert len(excel.app.books) == 0

    @pytest.mark.parametrize("answer", [True, False, None])
    def test_a_row_that_asks_takes_the_answer(self, excel: ExcelBench, answer: bool | None) -> None:
        asked = []

        def look(question: str) -> bool | None:
            asked.append(question)
            return answer

        result = selftest.try_row(excel.app, TEXTS, NUMBERS["enabled"], look)
        assert result.verdict == {True: SEEN, False: OTHERWISE, None: NOT_TRIED}[answer]
        assert TEXTS("selftest.row.enabled.expected") in asked[0]

    def test_a_row_for_a_mac_is_not_asked_elsewhere(self, excel: ExcelBench, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []
        for platform, keys in (
            ("win32", ("mac_buttons", "mac_permission")),
            ("darwin", ("keytips", "server", "button_rank")),
        ):
            monkeypatch.setattr("sys.platform", platform)
            for key in keys:
                result = selftest.try_row(excel.app, TEXTS, NUMBERS[key], lambda text: bool(asked.append(text)))
                assert result.verdict == NOT_TRIED
        assert asked == []

    def test_a_button_that_does_nothing_is_found_out(self, excel: ExcelBench, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("arena.excel.entry.click", lambda *_: "\n")
        working = ("button_summary", "button_trouble", "button_new", "read_only", "button_hard_to_miss")
        for key in (*working, "summary_again", "check_repairs"):
            assert selftest.try_row(excel.app, TEXTS, NUMBERS[key], seen).verdict == OTHERWISE, key

    def test_a_sheet_that_undoing_leaves_behind_is_found_out(
        self, excel: ExcelBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def press(stage: Stage, button: str, book: xw.Book) -> None:
            pressed(stage, button, book)
            if button == "undo":
                book.sheets.add("Achtergebleven")

        pressed = Stage.press
        monkeypatch.setattr(Stage, "press", press)
        result = selftest.try_row(excel.app, TEXTS, NUMBERS["button_undo"], seen)
        assert result.verdict == OTHERWISE
        assert "['Achtergebleven']" in result.found

    @pytest.mark.parametrize("button", ["check", "rank"])
    def test_a_question_that_does_not_come_is_found_out(self, excel: ExcelBench, tmp_path: Path, button: str) -> None:
        stage = Stage(excel.app, TEXTS, tmp_path, seen)
        with pytest.raises(NotAsExpected, match=TEXTS("selftest.found.questions", count=0)):
            stage.press(button, stage.example(), answer="yes")
        stage.close_books()

    def test_the_report_holds_versions_and_verdicts_and_nothing_of_the_user(
        self, excel: ExcelBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def quoting(*_: object) -> str:
            raise OSError(13, "denied", "C:\\Users\\Zoe\\OneDrive\\geheim.xlsx")

        results = [selftest.try_row(excel.app, TEXTS, NUMBERS["opens_as_new"], seen)]
        monkeypatch.setattr("arena.excel.entry.click", quoting)
        results.append(selftest.try_row(excel.app, TEXTS, NUMBERS["button_trouble"], seen))
        target = tmp_path / "verslag.txt"
        selftest.write_report(selftest.report(results, excel.app, TEXTS), target)
        text = target.read_text(encoding="utf-8")
        assert f"[{TEXTS('selftest.verdict.seen')}]" in text
        assert "PermissionError 13" in text
        for private in ("Zoe", "geheim", "OneDrive", str(tmp_path), str(Path.home()), getpass.getuser() + "/"):
            assert private not in text
        assert not re.search(r"[A-Z]:\\|/(home|Users|tmp)/", text)
