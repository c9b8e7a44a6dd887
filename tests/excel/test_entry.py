"""What the add-in's VBA may count on, and the buttons that need no workbook."""

from __future__ import annotations

import json
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from arena import __version__
from arena.excel import entry, language, log, performing, user_files
from arena.excel.buttons import trouble
from arena.excel.buttons.table import BUTTONS
from arena.workbook.model import SCHEMA
from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import state_of

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = workbooks.table_of(workbooks.ACTORS)
    return workbooks.of_values(tmp_path_factory.mktemp("books") / "Brede school.xlsx", table)


class TestEntry:
    @pytest.mark.parametrize("button", ["", "os", "../new", "new;", "language"])
    def test_only_known_buttons_do_anything(self, excel, button):
        with excel.excel.counting() as calls:
            assert entry.click(button, excel.excel.application, None, None, "") == "\n"
        assert calls.total == 0

    @pytest.mark.parametrize("button", sorted(BUTTONS))
    def test_it_never_raises(self, button, monkeypatch):
        monkeypatch.setattr(trouble.subprocess, "run", lambda *_, **__: 1 / 0)
        answer = entry.click(button, object(), object(), None, "1")
        assert answer.startswith("\nEr is niets gewijzigd: ")

    def test_a_failure_of_everything_still_gives_a_sentence(self, monkeypatch):
        monkeypatch.setattr(performing, "perform", lambda *_: 1 / 0)
        monkeypatch.setattr(log, "failure", lambda *_: 1 / 0)
        assert entry.click("rank", object(), None, None, "") == "\nArena-analyse: ZeroDivisionError"

    def test_a_warm_click_imports_nothing(self, excel, file):
        book = excel.open(file)
        excel.click("rank", book)
        before = set(sys.modules)
        excel.click("rank", book)
        assert set(sys.modules) - before == set()

    def test_importing_it_imports_nothing_heavy(self):
        script = (
            "import sys; before = set(sys.modules); import arena.excel.entry; print(*sorted(set(sys.modules) - before))"
        )
        ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        found = ended.stdout.split()
        assert [name for name in found if "arena" in name and "editable" not in name] == [
            "arena",
            "arena.excel",
            "arena.excel.entry",
        ]
        assert {"pandas", "xlwings", "gettext", "logging"}.isdisjoint(found)


class TestLog:
    def test_a_failure_is_logged_without_anything_from_the_workbook(self, excel, file, own_folder):
        book = excel.open(file)
        with excel.excel.failing_at(60):
            answer = excel.click("rank", book)
        assert str(Path("%LOCALAPPDATA%", own_folder.name, "arena.log")) in answer.message
        assert str(own_folder.parent) not in answer.message
        text = (own_folder / "arena.log").read_text(encoding="utf-8")
        assert "rank: ComError -2147352567 -2146827284" in text
        assert "performing.py:" in text
        for secret in ("OCMW", "Brede school", "Sportclub", "thrown by the bench"):
            assert secret not in text

    def test_it_does_not_grow_for_ever(self, own_folder):
        error = ValueError("x")
        own_folder.mkdir(parents=True)
        (own_folder / "arena.log").write_text("x" * 300_000, encoding="utf-8")
        log.failure("rank", error)
        assert (own_folder / "arena.log").stat().st_size < 1000
        assert (own_folder / "arena.log.1").stat().st_size == 300_000

    def test_what_repeats_itself_until_python_has_no_depth_left_takes_a_few_lines(self, own_folder):
        def again():
            try:
                raise AttributeError
            except AttributeError:
                again()

        with pytest.raises(RecursionError) as caught:
            again()
        log.failure("rank", caught.value)
        lines = (own_folder / "arena.log").read_text(encoding="utf-8").splitlines()
        assert lines[0].endswith("rank: RecursionError")
        assert "  because of AttributeError" in lines
        assert len(lines) < 10

    def test_causes_that_lead_back_to_the_error_come_to_an_end(self, own_folder):
        one, other = KeyError(), ValueError()
        one.__cause__, other.__cause__ = other, one
        log.failure("rank", one)
        text = (own_folder / "arena.log").read_text(encoding="utf-8")
        assert text.splitlines()[1:] == ["  because of ValueError"]

    def test_a_log_that_cannot_be_written_stops_nobody(self, own_folder):
        own_folder.parent.mkdir(parents=True)
        own_folder.write_text("a file in the place of the folder", encoding="utf-8")
        log.failure("rank", ValueError("x"))


def choose(word: str) -> None:
    """Choose a language, as the add-in's VBA writes it down."""
    user_files.folder().mkdir(parents=True, exist_ok=True)
    (user_files.folder() / user_files.LANGUAGE).write_text(f"{word}\n", encoding="utf-8")


class TestLanguage:
    def test_the_users_choice_is_followed(self):
        assert language.chosen() == "nl"
        choose("en")
        assert language.chosen() == "en"

    def test_that_of_the_ribbon_goes_before_it(self, excel):
        choose("nl")
        answer = entry.click("new", excel.excel.application, None, "en", "")
        assert answer.startswith("\nDone")
        assert language.chosen("fr") == "nl"

    def test_the_last_resort_speaks_it_too(self, excel, monkeypatch):
        monkeypatch.setattr("arena.excel.performing.perform", lambda *_: 1 / 0)
        assert entry.click("new", excel.excel.application, None, "en", "").startswith("\nNothing was changed")

    def test_another_word_in_the_file_is_no_choice(self, own_folder):
        own_folder.mkdir(parents=True)
        (own_folder / user_files.LANGUAGE).write_bytes(b"\xff\xfe")
        assert language.chosen() == "nl"


class TestNewWorkbooks:
    @pytest.mark.parametrize(("button", "name"), [("new", "Arena-analyse1"), ("example", "Voorbeeld brede school1")])
    def test_a_new_workbook_opens_that_is_nowhere_saved(self, excel, button, name):
        answer = excel.click(button)
        book = excel.excel.app.books.active
        assert (book.name, book.api.Path) == (name, "")
        assert answer.message.startswith("Klaar")
        assert answer.undo == ""

    @pytest.mark.parametrize("button", ["new", "example"])
    def test_the_open_workbook_is_not_touched(self, excel, file, button):
        book = excel.open(file)
        before = state_of(excel.excel, book)
        excel.click(button, book)
        assert difference(before, state_of(excel.excel, book)) == []

    def test_the_buttons_work_in_it_at_once(self, excel):
        excel.click("example")
        assert excel.click("rank").message.startswith("Klaar: 16 actoren op volgorde gezet.")

    def test_it_speaks_the_users_language(self, excel):
        choose("en")
        answer = excel.click("new")
        assert answer.message.startswith("Done")
        assert "Arena analysis" in [sheet.name for sheet in excel.excel.app.books.active.sheets]

    def test_nothing_is_left_behind(self, excel, tmp_path, monkeypatch):
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
        (tmp_path / "temporary").mkdir()
        excel.click("new")
        assert list((tmp_path / "temporary").iterdir()) == []

    @pytest.mark.parametrize("n", [1, 2, 3])
    def test_a_refusal_gets_a_sentence(self, excel, n):
        with excel.excel.failing_at(n, lasting=True):
            answer = entry.click("new", excel.excel.application, None, None, "")
        assert answer.startswith("\nEr is niets gewijzigd")
        assert len(excel.excel.model.application.workbooks_.books) == 0


class TestManual:
    def test_it_opens_the_installed_manual(self, excel, own_folder, monkeypatch):
        opened = []
        monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
        own_folder.mkdir(parents=True)
        (own_folder / "manual.nl.html").write_text("<p>", encoding="utf-8")
        assert excel.click("manual").message == ""
        assert opened == [(own_folder / "manual.nl.html").as_uri()]

    def test_where_it_is_missing_it_says_what_to_do(self, excel):
        assert "arena install" in excel.click("manual").message


class TestTrouble:
    def test_it_says_what_the_doctor_finds_and_where_the_log_is(self, excel, own_folder):
        answer = excel.click("trouble")
        assert answer.message.startswith(("Alles wat zonder Excel", "Dit is niet in orde"))
        assert str(Path("%LOCALAPPDATA%", own_folder.name, "arena.log")) in answer.message
        assert str(own_folder.parent) not in answer.message

    def test_a_fault_stands_there_with_what_to_do(self, excel, monkeypatch):
        found = b'[{"what": "Python", "in_order": false, "advice": "Installeer Python opnieuw."}]'
        ended = subprocess.CompletedProcess([], 1, stdout=found)
        monkeypatch.setattr(trouble.subprocess, "run", lambda *_, **__: ended)
        assert "• Python: Installeer Python opnieuw." in excel.click("trouble").message

    def found(self, monkeypatch, *findings: tuple[str, bool, str]) -> None:
        said = [{"what": what, "in_order": in_order, "advice": advice} for what, in_order, advice in findings]
        ended = subprocess.CompletedProcess([], 1, stdout=json.dumps(said).encode())
        monkeypatch.setattr(trouble.subprocess, "run", lambda *_, **__: ended)

    def test_it_names_the_versions_of_the_product_and_of_the_workbook(self, excel, monkeypatch, file):
        self.found(monkeypatch)
        assert f"Arena-analyse {__version__}.\n" in excel.click("trouble").message
        said = excel.click("trouble", excel.open(file)).message
        assert f"Arena-analyse {__version__}; deze werkmap heeft indeling {SCHEMA}.\n" in said

    def test_what_cannot_be_checked_is_said_too(self, excel, monkeypatch):
        self.found(monkeypatch, ("Goed om te weten", True, "Een virusscanner …"), ("Python", True, ""))
        message = excel.click("trouble").message
        assert message.startswith("Alles wat zonder Excel")
        assert message.endswith("• Een virusscanner …")
        assert "Python" not in message

    def test_the_last_failure_in_the_log_stands_there(self, excel, monkeypatch, own_folder):
        self.found(monkeypatch)
        log.failure("rank", ValueError("geheim"))
        log.failure("check", KeyError("geheim"))
        message = excel.click("trouble").message
        assert "Python: check: KeyError" in message
        assert "ValueError" not in message
        assert "geheim" not in message

    @pytest.mark.parametrize("number", [1, 4, 30])
    def test_it_fits_in_a_message_and_the_log_is_always_named(self, excel, monkeypatch, own_folder, number):
        self.found(
            monkeypatch, *[("Iets", False, f"{one} " + "x" * 240) for one in range(number)], ("", True, "y" * 400)
        )
        log.failure("rank", type("Long" * 100, (Exception,), {})())
        message = excel.click("trouble").message
        assert len(message) <= 1023
        assert str(Path("%LOCALAPPDATA%", own_folder.name, "arena.log")) in message
        shown = message.count("• Iets: ")
        assert shown >= min(number, 2)
        assert (f"en nog {number - shown}" in message) is (shown < number)
