"""A click on the ribbon goes through our own VBA to the DLL's call, and nothing from a workbook reaches a command line.

The control is xlwings' own module, unmodified, held to the same claim: it has to fail it.
"""

from __future__ import annotations

import subprocess
import sys
import types
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw
from pyopenvba.exceptions import VBARuntimeError

import arena.excel
from arena.packaging import addin as addin_file
from tests.bench.excel_model import ExcelBench
from tests.excel.installed import COMMAND, PYTHON, SETTINGS, InstalledAddin

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

EVIL = "C:\\evil\\python.exe"
SETTINGS_OF_XLWINGS = {"INTERPRETER_WIN": EVIL, "INTERPRETER": EVIL, "PYTHONPATH": "C:\\evil", "CONDA PATH": "C:\\evil"}


@pytest.fixture
def clicks(monkeypatch: pytest.MonkeyPatch) -> Iterator[types.ModuleType]:
    """The module that VBA asks the server for: what was clicked, and the answer that it gives."""
    module = types.ModuleType("arena.excel.entry")
    module.said, module.answer = [], "Rangschikken\nKlaar: 3 actoren op volgorde gezet."

    def click(button: str, application: object, book: object) -> str:
        module.said.append((button, None if book is None else book.Name))
        if isinstance(module.answer, Exception):
            application.ScreenUpdating = False
            application.EnableEvents = False
            application.StatusBar = "bezig"
            application.Calculation = -4135
            raise module.answer
        return module.answer

    module.click = click
    monkeypatch.setitem(sys.modules, "arena.excel.entry", module)
    monkeypatch.setattr(arena.excel, "entry", module, raising=False)
    return module


def planted_book(excel: ExcelBench, folder: Path, name: str) -> xw.Book:
    """An Arena workbook with a hostile name in a hostile folder, with planted sheets in it and planted files beside."""
    place = folder / name
    place.mkdir(parents=True)
    made = excel.new_book()
    for sheet in ("xlwings.conf", "arena.conf", "myaddin.conf", "x.py"):
        made.sheets.add(sheet)["A1"].value = [[key, value] for key, value in SETTINGS_OF_XLWINGS.items()]
    made.sheets["x.py"]["A1"].value = "import os; os.system('calc')"
    made.names.add("arena_schema", "='x.py'!$Z$1")
    made.sheets["x.py"]["Z1"].value = 1
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
    asked = [path.rsplit("\\", 1) for path in excel.model.libraries.asked_for]
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


class TestAClick:
    def test_it_says_what_python_answers_and_sets_undo_last(self, installed, clicks):
        installed.excel.new_book()
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

    def test_undo_from_the_keyboard_is_the_button_undo(self, installed, clicks):
        installed.excel.run("ArenaUndo")
        assert clicks.said == [("undo", None)]

    def test_an_error_out_of_python_leaves_excel_s_settings_as_they_were(self, installed, clicks):
        installed.excel.new_book()
        before = installed.excel.settings()
        clicks.answer = ValueError("bedacht")
        installed.click("rank")
        assert installed.excel.settings() == before
        (message,) = installed.excel.messages
        assert message.startswith("Er ging iets mis")
        assert message.endswith(f"{SETTINGS}\\arena.log")
        assert "rank: -2147467259 out of Python" in installed.log
        assert "bedacht" not in message + installed.log


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
        installed.click("rank")
        (message,) = installed.excel.messages
        assert message.startswith("Er is niets gewijzigd")
        assert said in message
        assert message.endswith(f"{SETTINGS}\\arena.log")
        assert clicks.said == []
        assert "rank" in installed.log

    def test_what_the_machine_said_stands_in_the_log(self, installed, clicks):
        self.prepared(installed, "blocked")
        installed.click("rank")
        assert "Access is denied" in installed.log
        assert "Access is denied" not in installed.excel.messages[0]

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


def arena_book(excel: ExcelBench, schema: object = 1) -> xw.Book:
    book = excel.new_book()
    book.sheets[0]["A1"].value = schema
    book.names.add("arena_schema", "=Sheet1!$A$1")
    return book


class TestTheRibbonWithoutPython:
    ALWAYS = ("new", "example", "language", "trouble", "manual")
    WRITABLE = ("check", "rank", "hard_to_miss", "summary")

    def enabled(self, installed: InstalledAddin) -> set[str]:
        return {one for one in (*self.ALWAYS, *self.WRITABLE, "undo") if installed.is_enabled(one)}

    def test_no_workbook(self, installed):
        assert self.enabled(installed) == set(self.ALWAYS)

    def test_another_workbook(self, installed):
        installed.excel.new_book()
        assert self.enabled(installed) == set(self.ALWAYS)

    def test_an_arena_workbook(self, installed):
        arena_book(installed.excel)
        assert self.enabled(installed) == {*self.ALWAYS, *self.WRITABLE}
        assert installed.dll.commands == []

    def test_a_read_only_one(self, installed):
        installed.excel.state(arena_book(installed.excel), ReadOnly=True)
        assert self.enabled(installed) == set(self.ALWAYS)

    @pytest.mark.parametrize("schema", [2, 99, "x", None, 0])
    def test_a_newer_or_broken_one(self, installed, schema):
        arena_book(installed.excel, schema)
        assert self.enabled(installed) == set(self.ALWAYS)

    def test_undo_where_there_is_something_to_undo(self, installed, clicks):
        changed = arena_book(installed.excel)
        installed.click("rank")
        assert installed.is_enabled("undo")
        other = arena_book(installed.excel)
        assert not installed.is_enabled("undo")
        changed.activate()
        assert installed.is_enabled("undo")
        clicks.answer = "\nNiets gewijzigd."
        installed.click("rank")
        assert installed.is_enabled("undo")
        installed.click("undo")
        assert not installed.is_enabled("undo")
        other.close()

    def test_labels_follow_the_language_that_was_chosen_and_that_is_kept(self, installed):
        assert installed.excel.ribbon.ask("rank", "ArenaLabel") == "Rangschikken"
        installed.choose("en")
        assert installed.excel.ribbon.ask("rank", "ArenaLabel") == "Sort by rank"
        assert installed.excel.machine.file(f"{SETTINGS}\\language.txt") == "en\r\n"
        assert installed.excel.journal[-1].member == "Invalidate"
        installed.choose("nl")
        assert installed.excel.ribbon.ask("rank", "ArenaScreentip") == "Actoren op volgorde zetten"

    @pytest.mark.parametrize(("kept", "interface", "shown"), [("", 2067, "nl"), ("", 2057, "en"), ("nl", 1033, "nl")])
    def test_the_language_at_the_start(self, installed, kept, interface, shown):
        installed.excel.state(installed.excel.model.application, LanguageID=interface)
        installed.excel.machine.files[f"{SETTINGS}\\language.txt"] = f"{kept}\r\n"
        expected = {"nl": "Rangschikken", "en": "Sort by rank"}[shown]
        assert installed.excel.ribbon.ask("rank", "ArenaLabel") == expected

    def test_the_wizard_s_help_is_given_once_a_workbook_comes_to_the_front(self, installed):
        assert installed.excel.recorded("Application", "MacroOptions") == []
        for _ in range(2):
            installed.excel.run("ArenaActivated")
        described = installed.excel.recorded("Application", "MacroOptions")
        assert len(described) == 6
        assert described[1].arguments["Macro"] == "'arena.xlam'!ARENA_RANGORDE"
        assert len(described[1].arguments["ArgumentDescriptions"]) == 4

    @pytest.mark.parametrize("event", ["WorkbookActivate", "WorkbookDeactivate", "SheetActivate"])
    def test_an_event_asks_the_ribbon_anew(self, installed, event):
        book = installed.excel.new_book()
        lines = "Dim hears As New ArenaEvents", "hears.Listen Application", f"hears.mExcel_{event} about"
        installed.excel.add_module("Events", "Sub Hear(about As Object)\n" + "\n".join(lines) + "\nEnd Sub")
        installed.excel.run("Hear", book)
        assert installed.excel.journal[-1].member == "Invalidate"


class TestOnAMac:
    """The branches for a Mac, run in the model: `#If Mac` is answered here, since the model is a Windows."""

    @pytest.fixture
    def mac(self, installed: InstalledAddin) -> tuple[InstalledAddin, list[tuple[str, ...]]]:
        told: list[tuple[str, ...]] = []

        def apple_script_task(_: object, arguments: list[object], __: object) -> str:
            told.append(tuple(str(one) for one in arguments))
            return ""

        installed.excel.model.interpreter.extend({"applescripttask": apple_script_task})
        for name, source in addin_file.vba_sources().items():
            answered = source.replace("#If Mac Then", "#If True Then").replace("#If Not Mac Then", "#If False Then")
            kind = "class" if source.startswith("VERSION") else "standard"
            body = source[source.index("Attribute VB_Name") :] if kind == "class" else answered
            installed.excel.model.interpreter.modules.pop(name.lower(), None)
            installed.excel.add_module(name, body, kind=kind)
        installed.excel.machine.environment["HOME"] = "/Users/u/Library/Containers/com.microsoft.Excel/Data"
        installed.excel.ribbon.load("ArenaLoad")
        return installed, told

    def test_a_click_hands_the_button_s_id_to_our_script_and_nothing_else(self, mac, tmp_path):
        installed, told = mac
        planted_book(installed.excel, tmp_path, HOSTILE_NAMES["a command in dollars"])
        installed.click("rank")
        assert told == [("ArenaAnalyse.applescript", "ArenaClick", "rank")]
        assert (installed.dll.commands, installed.excel.model.libraries.asked_for) == ([], [])
        assert (installed.excel.machine.started, installed.excel.messages) == ([], [])

    def test_the_buttons_that_a_mac_has_are_enabled(self, mac):
        installed, _ = mac
        arena_book(installed.excel)
        assert not installed.is_enabled("hard_to_miss")
        assert all(installed.is_enabled(one) for one in ("new", "rank", "check", "summary", "undo", "manual"))

    def test_a_script_that_is_not_there_is_said(self, mac):
        installed, _ = mac

        def missing(*_: object) -> str:
            raise VBARuntimeError(5, "Invalid procedure call or argument")

        installed.excel.model.interpreter.extend({"applescripttask": missing})
        installed.click("trouble")
        (message,) = installed.excel.messages
        assert "arena doctor" in message
        assert message.endswith("/Library/Application Support/Arena-analyse/arena.log")
