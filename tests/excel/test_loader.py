"""A click on the ribbon goes through our own VBA to the DLL's call, and nothing from a workbook reaches a command line.

The control is xlwings' own module, unmodified, held to the same claim: it has to fail it.
"""

from __future__ import annotations

import datetime as dt
import ntpath
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlwings as xw
from pyopenvba.exceptions import VBARuntimeError

from arena.build import addin as addin_file
from arena.excel.buttons.table import CONTROLS
from arena.excel.server import SERVER_CLASS
from arena.workbook.model import SCHEMA
from tests.bench.excel_model import ExcelBench, com_server
from tests.excel.installed import COMMAND, PYTHON, SETTINGS, InstalledAddin, arena_book, installers_files

pytestmark = [pytest.mark.model, pytest.mark.file]

HOSTILE_NAMES = {
    "a command in dollars": "Arena $(touch x)",
    "a command in backticks": "Arena `touch x`",
    "a macro of the DLL": "$(CLSID) $(Environment:TEMP)",
    "a semicolon": "a; touch x #",
    "an apostrophe": "a'); import os; ('",
    "a quote": 'a" & calc & "',
    "two ampersands": "a && calc",
    "a caret and an ampersand": "a ^& calc",
    "a pipe": "a | calc",
    "a redirection": "a > x < y",
    "a variable of Windows": "%COMSPEC%",
    "a line break": "a\ncalc\r",
    "a backslash": "..\\..\\evil",
    "an option": "-c import os",
    "places to fill": "{0} {x} %s %(x)s",
    "letters from right to left": "a\u202excod.é漢",
}

VALUE_ERROR = -2146826273
"""#VALUE! as COM has it."""

EVIL = "C:\\evil\\python.exe"
SETTINGS_OF_XLWINGS = {"INTERPRETER_WIN": EVIL, "INTERPRETER": EVIL, "PYTHONPATH": "C:\\evil", "CONDA PATH": "C:\\evil"}


def planted_book(excel: ExcelBench, folder: Path, name: str) -> xw.Book:
    """An Arena workbook with a hostile name in a hostile folder, with planted sheets in it and planted files beside."""
    place = folder / name
    place.mkdir(parents=True)
    made = excel.new_book()
    for sheet in ("xlwings.conf", "arena.conf", "myaddin.conf", "x.py"):
        made.sheets.add(sheet)["A1"].value = [[key, value] for key, value in SETTINGS_OF_XLWINGS.items()]
    made.sheets["x.py"]["A1"].value = "import os; os.system('calc')"
    made.names.add("arena_schema", "='x.py'!$Z$1")
    made.sheets["x.py"]["Z1"].value = SCHEMA
    path = place / f"{name}.xlsx"
    made.save(path)
    made.close()
    (place / "pandas.py").write_text("raise SystemExit('planted')")
    for conf in ("xlwings.conf", "arena.conf"):
        (place / conf).write_text(f'"INTERPRETER_WIN","{EVIL}"\n')
        excel.machine.files[f"{place}\\{conf}"] = f'"INTERPRETER_WIN","{EVIL}"\r\n'
    with zipfile.ZipFile(path.with_suffix(".zip"), "w") as planted:
        planted.writestr("arena/__init__.py", "raise SystemExit('planted')")
    excel.model.libraries.add(f"{place}\\xlwings64-0.37.8.dll")
    return excel.open(path)


def assert_nothing_of_the_workbook_got_out(excel: ExcelBench, commands: list[str]) -> None:
    """The claim: every command is the constant one, no program was started, only our DLL was asked for."""
    assert set(commands) == {COMMAND}
    assert excel.machine.started == []
    beside, above = PYTHON.rsplit("\\", 1)[0], PYTHON.rsplit("\\", 2)[0]
    asked = [ntpath.split(ntpath.normpath(path)) for path in excel.model.libraries.asked_for]
    assert asked
    assert {folder for folder, _ in asked} <= {beside, above}
    assert {name for _, name in asked} == {"xlwings64-0.37.8.dll"}


class TestNothingFromAWorkbookIsRun:
    def test_there_are_sixteen_names(self):
        assert len(set(HOSTILE_NAMES.values())) == 16

    @pytest.mark.parametrize("kind", HOSTILE_NAMES)
    def test_a_hostile_workbook_changes_nothing(self, installed: InstalledAddin, clicks, tmp_path, kind):
        excel, path = installed.excel, list(sys.path)
        book = planted_book(excel, tmp_path, HOSTILE_NAMES[kind])
        installed.click("rank")
        assert clicks.said == [("rank", book.name)]
        assert_nothing_of_the_workbook_got_out(excel, installed.dll.commands)
        assert sys.path == path
        assert excel.messages == ["Klaar: 3 actoren op volgorde gezet."]

    def test_a_function_takes_nothing_from_it_either(self, installed: InstalledAddin, tmp_path):
        book = planted_book(installed.excel, tmp_path, HOSTILE_NAMES["a macro of the DLL"])
        book.sheets[0]["A1:B1"].value = [4, "klein"]
        path = list(sys.path)
        assert installed.excel.run("ARENA_AFHANKELIJKHEID", book.sheets[0]["A1"], book.sheets[0]["B1"]) == "groot"
        assert_nothing_of_the_workbook_got_out(installed.excel, installed.dll.commands)
        assert sys.path == path

    @pytest.mark.parametrize("kind", HOSTILE_NAMES)
    def test_the_control_xlwings_own_module_is_caught(self, tmp_path, kind):
        with ExcelBench() as excel:
            excel.machine.environment["TEMP"] = "C:\\Temp"
            excel.machine.files[EVIL] = ""
            source = Path(xw.__file__).with_name("xlwings_custom_addin.bas").read_text(encoding="utf-8")
            excel.add_module("xlwings", source)
            excel.add_module(
                "Start", 'Sub Start(id As String)\nOn Error Resume Next\nRunPython "import x"\nXLPy\nEnd Sub'
            )
            dll = excel.add_xlwings_dll("C:\\evil\\xlwings64-0.37.8.dll")
            planted_book(excel, tmp_path, HOSTILE_NAMES[kind]).sheets["x.py"].delete()
            excel.run("Start", "rank")
            assert any(EVIL in command for command in [*dll.commands, *excel.machine.started])
            with pytest.raises(AssertionError):
                assert_nothing_of_the_workbook_got_out(excel, dll.commands)

    @pytest.mark.parametrize(("isolated", "planted"), [(["-I"], False), ([], True)])
    def test_the_command_s_python_does_not_see_what_lies_beside_a_workbook(self, tmp_path, isolated, planted):
        (tmp_path / "pandas.py").write_text("")
        look = "import importlib.util as u; print(u.find_spec('pandas').origin)"
        done = subprocess.run(
            [sys.executable, *isolated, "-B", "-c", look],
            cwd=tmp_path,
            env={"PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip().startswith(str(tmp_path)) is planted


class TestAServerStartedAtLogon:
    @pytest.fixture
    def served(self, installed: InstalledAddin) -> InstalledAddin:
        """After `arena install --server` and logging on."""
        installed.install(server=True)
        installed.dll.serving.add(SERVER_CLASS)
        return installed

    def test_a_click_finds_it_and_starts_nothing(self, served, clicks):
        served.click("new")
        assert clicks.said == [("new", None)]
        assert (served.dll.commands, served.dll.starts) == ([SERVER_CLASS], 0)

    @pytest.mark.parametrize("kind", HOSTILE_NAMES)
    def test_a_hostile_workbook_changes_nothing(self, served, clicks, tmp_path, kind):
        planted_book(served.excel, tmp_path, HOSTILE_NAMES[kind])
        served.click("rank")
        assert (set(served.dll.commands), served.excel.machine.started) == ({SERVER_CLASS}, [])

    def test_where_it_does_not_run_nothing_is_started_and_the_user_reads_what_to_do(self, served, clicks):
        served.dll.serving.clear()
        served.click("new")
        (message,) = served.excel.messages
        assert "meld u af" in message
        assert (clicks.said, served.dll.starts) == ([], 0)
        assert "cannot autostart server" in served.log

    @pytest.mark.parametrize(
        "written",
        [
            "C:\\evil.exe",
            "{506e67c3}",
            SERVER_CLASS + " & calc",
            SERVER_CLASS.replace("-", "$"),
            "{" + "g" * 36 + "}",
            "{*}",
            "",
        ],
    )
    def test_what_is_no_class_is_not_given_to_the_dll(self, served, clicks, written):
        served.excel.machine.files[f"{SETTINGS}\\server.txt"] = f"{written}\r\n"
        served.click("new")
        assert served.dll.commands == [COMMAND]


class TestAClick:
    @pytest.mark.parametrize(("chosen", "interface"), [("", 1033), ("en", 2067)])
    def test_python_is_told_the_language_of_the_ribbon(self, installed, clicks, chosen, interface):
        installed.excel.state(installed.excel.model.application, LanguageID=interface)
        if chosen:
            installed.choose(chosen)
        installed.click("new")
        assert clicks.language == "en"

    def test_it_says_what_python_answers_and_sets_undo_last(self, installed, clicks):
        arena_book(installed.excel)
        installed.click("rank")
        assert installed.excel.messages == ["Klaar: 3 actoren op volgorde gezet."]
        assert str(installed.excel.journal[-1]) == (
            "Application.OnUndo(Text='Rangschikken', Procedure=\"'arena.xlam'!ArenaUndo\")"
        )

    def test_an_answer_of_more_lines_is_shown_whole(self, installed, clicks):
        clicks.answer = "\nEen.\nTwee."
        installed.click("new")
        assert installed.excel.messages == ["Een.\nTwee."]
        assert installed.excel.recorded("Application", "OnUndo") == []

    def test_an_empty_answer_says_nothing(self, installed, clicks):
        clicks.answer = ""
        installed.click("new")
        assert (installed.excel.messages, clicks.said) == ([], [("new", None)])

    def test_the_server_stays_warm(self, installed, clicks):
        for _ in range(3):
            installed.click("new")
        assert (len(clicks.said), installed.dll.starts) == (3, 1)

    def test_python_s_answer_is_waited_for_without_excel_s_own_message_about_it(self, installed, clicks):
        excel, seen = installed.excel, []
        clicks.click = lambda _, application, *__: seen.append(application.DisplayAlerts) or "\n"
        for before in (True, False):
            excel.app.display_alerts = before
            installed.click("new")
            assert excel.app.display_alerts is before
        assert seen == [False, False]

    def test_an_error_out_of_python_leaves_excel_s_settings_as_they_were(self, installed, clicks):
        arena_book(installed.excel)
        before = installed.excel.settings()
        clicks.answer = ValueError("bedacht")
        installed.click("rank")
        assert installed.excel.settings() == before
        (message,) = installed.excel.messages
        assert message.startswith("Er ging iets mis")
        assert message.endswith("\n%LOCALAPPDATA%\\Arena-analyse\\arena.log")
        assert installed.log.endswith("rank: -2147467259\r\n")
        assert "bedacht" not in message

    def test_nothing_that_python_raised_gets_into_the_log_whatever_it_looks_like(self, installed, clicks, monkeypatch):
        """The real DLL hands a trace over in reverse order, without the word Traceback."""
        clicks.answer = ValueError("naam uit een cel")
        monkeypatch.setattr(com_server.traceback, "format_exc", lambda: "ValueError: naam uit een cel\n ^^^\n")
        installed.click("new")
        assert "naam" not in installed.log + installed.excel.messages[0]


class TestTheInstallersFiles:
    def test_vba_reads_the_path_as_the_installer_wrote_it(self, installed, clicks):
        written = installers_files()["python.txt"]
        assert written == installed.excel.machine.file(f"{SETTINGS}\\python.txt")
        installed.click("new")
        assert installed.dll.commands == [COMMAND]

    @pytest.mark.parametrize("end", ["", "\n", "\r", "\n\n", "\r\nx"])
    def test_another_line_end_does_not_come_along(self, installed, clicks, end):
        installed.excel.machine.files[f"{SETTINGS}\\python.txt"] = PYTHON + end
        installed.click("new")
        assert installed.dll.commands == [COMMAND]


class TestWhereItDoesNotStart:
    def prepared(self, installed: InstalledAddin, fault: str) -> None:
        files = installed.excel.machine.files
        line = f"{SETTINGS}\\python.txt"
        if fault in ("C:python.exe", "python.exe", "\\\\x", 'C:\\a" -c "\\python.exe', "C:\\$(x)\\python.exe"):
            files[line] = f"{fault}\r\n"
        elif fault == "no file":
            del files[line]
        elif fault == "no python":
            del files[PYTHON]
        elif fault == "no dll":
            installed.dll.library.path = "C:\\elsewhere\\xlwings64-0.37.8.dll"
        elif fault == "blocked":
            installed.dll.failure = "Could not create Python process.\nAccess is denied."

    @pytest.mark.parametrize(
        ("fault", "said"),
        [
            ("no file", "weet niet waar Python staat"),
            ("python.exe", "weet niet waar Python staat"),
            ("C:python.exe", "weet niet waar Python staat"),
            ("\\\\x", "weet niet waar Python staat"),
            ('C:\\a" -c "\\python.exe', "weet niet waar Python staat"),
            ("C:\\$(x)\\python.exe", "weet niet waar Python staat"),
            ("no python", "staat niet meer waar het stond"),
            ("no dll", "ontbreekt of past niet"),
            ("blocked", "virusscanner"),
        ],
    )
    def test_it_says_why_and_where_the_log_is(self, installed, clicks, fault, said):
        self.prepared(installed, fault)
        installed.click("new")
        (message,) = installed.excel.messages
        assert message.startswith("Er is niets gewijzigd")
        assert said in message
        assert message.endswith("\n%LOCALAPPDATA%\\Arena-analyse\\arena.log")
        assert clicks.said == []
        assert "new" in installed.log

    def test_what_the_machine_said_stands_in_the_log(self, installed, clicks):
        self.prepared(installed, "blocked")
        installed.click("new")
        assert "Access is denied" in installed.log
        assert "Access is denied" not in installed.excel.messages[0]

    @pytest.mark.parametrize("server", [False, True])
    def test_an_excel_that_sees_no_python_is_named_and_no_virus_scanner(self, installed, clicks, server):
        installed.install(server=server)
        installed.dll.failure = "Could not activate Python COM server, hr = -2147221164"
        installed.click("new")
        (message,) = installed.excel.messages
        assert "als administrator" in message
        assert "Microsoft Store" in message
        assert "virusscanner" not in message

    def test_cells_do_not_each_wait_for_a_python_that_just_failed(self, installed, clicks):
        self.prepared(installed, "blocked")
        for _ in range(3):
            assert installed.excel.run("ARENA_AFHANKELIJKHEID", 4, "klein") == VALUE_ERROR
        assert len(installed.dll.commands) == 1

    def test_a_click_tries_again_and_when_it_works_so_do_the_cells(self, installed, clicks):
        self.prepared(installed, "blocked")
        installed.excel.run("ARENA_AFHANKELIJKHEID", 4, "klein")
        installed.dll.failure = None
        installed.click("new")
        assert clicks.said == [("new", None)]
        assert installed.excel.run("ARENA_AFHANKELIJKHEID", 4, "klein") == "groot"

    def test_after_some_minutes_cells_try_again(self, installed, clicks):
        self.prepared(installed, "blocked")
        installed.excel.run("ARENA_AFHANKELIJKHEID", 4, "klein")
        installed.dll.failure = None
        installed.excel.model.interpreter.frozen_now = dt.datetime.now() + dt.timedelta(minutes=6)
        assert installed.excel.run("ARENA_AFHANKELIJKHEID", 4, "klein") == "groot"

    def test_a_dll_beside_the_workbook_is_not_taken_for_ours(self, installed, clicks, tmp_path):
        self.prepared(installed, "no dll")
        planted_book(installed.excel, tmp_path, "a")
        installed.click("rank")
        assert installed.dll.commands == []
        assert len(installed.excel.messages) == 1

    def test_trouble_still_says_what_to_do(self, installed, clicks):
        self.prepared(installed, "blocked")
        installed.click("trouble")
        assert "arena doctor" in installed.excel.messages[0]

    def test_the_manual_still_opens(self, installed, clicks):
        self.prepared(installed, "no file")
        installed.excel.machine.files[f"{SETTINGS}\\manual.nl.html"] = "…"
        installed.click("manual")
        (opened,) = installed.excel.recorded("Workbook", "FollowHyperlink")
        assert opened.arguments["Address"] == f"{SETTINGS}\\manual.nl.html"
        assert installed.excel.messages == []


class TestOnAMac:
    """The branches for a Mac, run in the model: `#If Mac` is answered here, since the model is a Windows."""

    SENTENCE = "op een Mac werken de knoppen niet"

    @pytest.fixture
    def mac(self, installed: InstalledAddin) -> InstalledAddin:
        for name, source in addin_file.vba_sources().items():
            if not source.startswith("VERSION"):
                installed.excel.model.interpreter.modules.pop(name.lower(), None)
                installed.excel.add_module(name, source.replace("#If Mac Then", "#If True Then"))
        installed.excel.machine.environment.clear()
        installed.excel.ribbon.load("ArenaLoad")
        return installed

    def test_every_button_is_grey_and_its_tip_says_why(self, mac):
        arena_book(mac.excel)
        for control in CONTROLS:
            assert not mac.is_enabled(control.key)
            assert self.SENTENCE in mac.supertip(control.key)

    def test_what_calls_python_all_the_same_hears_it_too_and_nothing_is_started(self, mac):
        with pytest.raises(VBARuntimeError, match=self.SENTENCE):
            mac.excel.run("ArenaPython")
        assert (mac.dll.commands, mac.excel.model.libraries.asked_for, mac.excel.machine.started) == ([], [], [])

    def test_a_function_in_a_cell_shows_an_error(self, mac):
        assert mac.excel.run("ARENA_AFHANKELIJKHEID", 4, "klein") == VALUE_ERROR
        assert mac.dll.commands == []
