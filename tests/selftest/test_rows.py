"""`arena selftest --excel`: its rows run, on the model of Excel as far as that goes; its report holds no secrets."""

from __future__ import annotations

import getpass
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw
from pyopenvba.apps.excel._model import Application
from typer.testing import CliRunner

from arena import cli
from arena.build import addin
from arena.excel.buttons.table import BUTTONS
from arena.locale import LANGUAGES
from arena.selftest import trial as selftest
from arena.selftest.stage import Row, Stage
from arena.selftest.trial import NOT_TRIED, OTHERWISE, ROWS, SEEN
from arena.selftest.wording import wording
from tests.bench.excel_model import ExcelBench
from tests.bench.excel_model.amendments import AmendedModel, wrapped_getter
from tests.excel.installed import InstalledAddin
from tests.excel.workbooks import small

ROOT = Path(__file__).parents[2]
WORDING = wording("nl")
HERE = Path(selftest.__file__).parent
CLI, TERMINAL = (HERE.parent / name for name in ("cli_install.py", "terminal.py"))
BEGIN, END = "<!-- arena selftest --list -->", "<!-- end -->"

NEED_EXCEL_ITSELF = {"function_one", "function_many", "function_refuses", "installed"}
"""Rows with functions of an add-in in cells, or a machine with an installation: the model shows those otherwise."""

SLOWER_THAN_EXCEL = {"warm_click"}
"""Rows about time, which the model cannot judge."""

NUMBERS = {row.key: number for number, row in enumerate(ROWS, start=1)}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log and the settings of the buttons in a folder of the test."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))


def flat(texts: dict[str, object], above: str = "") -> Iterator[str]:
    """The keys of nested texts, as one asks for them."""
    for key, inside in texts.items():
        if isinstance(inside, dict):
            yield from flat(inside, f"{above}{key}.")
        else:
            yield f"{above}{key}"


def seen(_: str) -> bool:
    return True


def without_the_workbook(run: Callable[..., object]) -> Callable[..., object]:
    """Excel's Run, which takes 'arena.xlam'!Name; the model has one project and knows procedures by their name."""

    def by_name(self: object, Macro: str = "", *arguments: object) -> object:  # noqa: N803 - Excel's word
        return run(self, Macro.rpartition("!")[2], *arguments)

    return by_name


@pytest.fixture(scope="module")
def built_addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return addin.build(tmp_path_factory.mktemp("addin"))


@pytest.mark.pure
class TestTheRows:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_numbered_and_each_says_what_it_tries_and_expects(self, language: str) -> None:
        lines = selftest.listing(wording(language))
        assert [line.split(".")[0] for line in lines] == [str(number) for number in range(1, len(ROWS) + 1)]
        assert len(set(lines)) == len(ROWS) == len({row.key for row in ROWS})

    def test_say_the_same_things_in_each_language_and_nothing_is_left_over(self) -> None:
        texts = {
            language: tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8")) for language in LANGUAGES
        }
        keys = {language: sorted(flat(texts[language])) for language in LANGUAGES}
        assert len({tuple(each) for each in keys.values()}) == 1
        assert list(texts["nl"]["row"]) == [row.key for row in ROWS]
        code = "".join(path.read_text(encoding="utf-8") for path in [*HERE.glob("*.py"), CLI, TERMINAL])
        for key in keys["nl"]:
            assert key.startswith(("row.", "verdict.")) or f'"{key}"' in code or f"'{key}'" in code, key

    def test_are_those_that_the_page_says_were_not_seen_yet(self) -> None:
        page = (ROOT / "docs" / "excel.md").read_text(encoding="utf-8")
        assert BEGIN in page
        listed = page.partition(BEGIN)[2].partition(END)[0].strip().splitlines()
        assert listed == selftest.listing(wording("en"))

    def test_ask_before_somebody_has_to_look(self) -> None:
        asking = [line for line in selftest.listing(WORDING) if WORDING("by_eye") in line]
        assert len(asking) == sum(row.asks for row in ROWS) > 10

    def test_are_shown_without_excel(self) -> None:
        ran = CliRunner().invoke(cli.app, ["selftest", "--list"])
        assert ran.exit_code == 0
        assert len(ran.output.splitlines()) == len(ROWS)


@pytest.mark.pure
@pytest.mark.skipif(sys.platform == "win32", reason="this system may have an Excel")
def test_without_excel_it_says_so_and_ends_with_2() -> None:
    ran = CliRunner().invoke(cli.app, ["selftest", "--excel"])
    assert ran.exit_code == 2
    assert "Excel" in ran.output


@pytest.mark.model
class TestInTheModelOfExcel:
    @pytest.fixture(scope="class")
    @classmethod
    def small_example(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        return small(tmp_path_factory.mktemp("example") / "Voorbeeld.xlsx", in_network=True)

    @pytest.fixture
    def excel(self, small_example: Path, built_addin: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExcelBench]:
        """The model of Excel with the add-in in it; the example is small, since the model calculates slowly."""
        monkeypatch.setattr(Stage, "example_file", lambda *_: small_example)
        with AmendedModel([wrapped_getter(Application, "Run", without_the_workbook)]), ExcelBench() as bench:
            InstalledAddin(bench, built_addin)
            yield bench

    @pytest.mark.parametrize("row", [row for row in ROWS if not row.asks], ids=lambda row: row.key)
    def test_a_row_that_judges_by_itself(self, excel: ExcelBench, row: Row) -> None:
        result = selftest.try_row(excel.app, WORDING, NUMBERS[row.key], seen)
        if row.key in NEED_EXCEL_ITSELF:
            assert result.verdict in (OTHERWISE, NOT_TRIED)
        elif row.key == "button_next_step":  # in the small example the first step is still open
            assert result.found == "Issue"
        elif row.key in SLOWER_THAN_EXCEL:
            assert result.verdict == SEEN or result.found.endswith(" s")
        else:
            assert (result.verdict, result.found) == (SEEN, "")
        assert len(excel.app.books) == 0

    def test_every_button_has_one(self) -> None:
        assert {f"button_{key}" for key in BUTTONS} <= NUMBERS.keys()

    @pytest.mark.parametrize("answer", [True, False, None])
    def test_a_row_that_asks_takes_the_answer(self, excel: ExcelBench, answer: bool | None) -> None:
        asked = []

        def look(question: str) -> bool | None:
            asked.append(question)
            return answer

        result = selftest.try_row(excel.app, WORDING, NUMBERS["enabled"], look)
        assert result.verdict == {True: SEEN, False: OTHERWISE, None: NOT_TRIED}[answer]
        assert WORDING("row.enabled.expected") in asked[0]

    def test_a_button_that_does_nothing_is_found_out(self, excel: ExcelBench, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("arena.excel.entry.click", lambda *_: "\n")
        working = ("button_summary", "button_trouble", "button_new", "read_only", "button_hard_to_miss")
        for key in (*working, "summary_again", "check_repairs"):
            assert selftest.try_row(excel.app, WORDING, NUMBERS[key], seen).verdict == OTHERWISE, key

    def test_a_sheet_that_undoing_leaves_behind_is_found_out(
        self, excel: ExcelBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def press(stage: Stage, button: str, book: xw.Book) -> None:
            pressed(stage, button, book)
            if button == "undo":
                book.sheets.add("Achtergebleven")

        pressed = Stage.press
        monkeypatch.setattr(Stage, "press", press)
        result = selftest.try_row(excel.app, WORDING, NUMBERS["button_undo"], seen)
        assert result.verdict == OTHERWISE
        assert "['Achtergebleven']" in result.found

    def test_the_report_holds_versions_and_verdicts_and_nothing_of_the_user(
        self, excel: ExcelBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def quoting(*_: object) -> str:
            raise OSError(13, "denied", "C:\\Users\\Zoe\\OneDrive\\geheim.xlsx")

        results = [selftest.try_row(excel.app, WORDING, NUMBERS["opens_as_new"], seen)]
        monkeypatch.setattr("arena.excel.entry.click", quoting)
        results.append(selftest.try_row(excel.app, WORDING, NUMBERS["button_trouble"], seen))
        target = tmp_path / "verslag.txt"
        selftest.write_report(selftest.report(results, excel.app, WORDING), target)
        text = target.read_text(encoding="utf-8")
        assert f"[{WORDING('verdict.seen')}]" in text
        assert "ComError -2147352567" in text  # what Python raised comes back through Excel
        for private in ("Zoe", "geheim", "OneDrive", str(tmp_path), str(Path.home()), getpass.getuser() + "/"):
            assert private not in text
        assert not re.search(r"[A-Z]:\\|/(home|Users|tmp)/", text)
