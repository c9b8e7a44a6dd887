"""The ribbon without Python: which buttons are enabled, in which language they speak, what Excel's events do."""

from __future__ import annotations

from unittest.mock import Mock, patch

import pytest
from pyopenvba.apps.excel._model import Application
from pyopenvba.exceptions import VBARuntimeError

from arena.build import addin
from arena.excel.buttons.table import CONTROLS, Needs
from arena.workbook.model import SCHEMA
from tests.bench.excel_model import DisabledControlError, ExcelBench
from tests.bench.excel_model.amendments import AmendedModel, Amendment, property_spec
from tests.excel.installed import SETTINGS, InstalledAddin, arena_book

pytestmark = pytest.mark.model


class TestTheRibbonWithoutPython:
    ALWAYS = tuple(one.key for one in CONTROLS if one.needs is Needs.NOTHING)
    WRITABLE = tuple(one.key for one in CONTROLS if one.needs is Needs.WRITABLE)

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

    @pytest.mark.parametrize("schema", [SCHEMA + 1, 99, "x", None, 0])
    def test_a_newer_or_broken_one(self, installed, schema):
        arena_book(installed.excel, schema)
        assert self.enabled(installed) == set(self.ALWAYS)

    @pytest.mark.parametrize(
        ("state", "said"),
        [
            ("no workbook", "er is geen werkmap open"),
            ("another workbook", "geen arena-analyse"),
            ("newer", "nieuwere versie"),
            ("read-only", "alleen-lezen"),
        ],
    )
    def test_the_tip_of_a_grey_button_says_why(self, installed, state, said):
        excel = installed.excel
        if state == "another workbook":
            excel.new_book()
        elif state == "newer":
            arena_book(excel, 99)
        elif state == "read-only":
            excel.state(arena_book(excel), ReadOnly=True)
        for button in self.WRITABLE:
            assert said in installed.supertip(button)
        assert {installed.supertip(one).startswith("Kan nu niet: ") for one in (*self.WRITABLE, "undo")} == {True}
        assert installed.supertip("undo").endswith("gebruikt u Ctrl+Z.")
        for button in self.ALWAYS:
            assert installed.supertip(button) == addin.texts()[f"{button}.supertip"][0]
        installed.choose("en")
        assert installed.supertip("rank").startswith("Not possible now: ")
        assert installed.dll.commands == []

    def test_the_tip_of_a_button_that_can_be_chosen_says_what_it_does(self, installed, clicks):
        arena_book(installed.excel)
        installed.click("rank")
        for button in (*self.ALWAYS, *self.WRITABLE, "undo"):
            assert installed.supertip(button) == addin.texts()[f"{button}.supertip"][0]

    def test_a_click_on_a_grey_button_calls_nothing(self, installed, clicks):
        with pytest.raises(DisabledControlError):
            installed.click("rank")
        assert clicks.said == []
        arena_book(installed.excel)
        installed.click("rank")
        assert len(clicks.said) == 1

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

    def test_undo_after_the_workbook_got_another_name(self, installed, clicks, tmp_path):
        changed = arena_book(installed.excel)
        installed.click("rank")
        changed.save(tmp_path / "Andere naam.xlsx")
        assert installed.is_enabled("undo")

    def test_undo_in_each_workbook_that_was_changed(self, installed, clicks):
        one, two, three = (arena_book(installed.excel) for _ in range(3))
        for book in (one, two):
            book.activate()
            installed.click("rank")
        one.activate()
        assert installed.is_enabled("undo")
        clicks.answer = "\nTeruggezet."
        installed.click("undo")
        assert not installed.is_enabled("undo")
        two.activate()
        assert installed.is_enabled("undo")
        three.activate()
        assert not installed.is_enabled("undo")

    def test_a_workbook_that_was_closed_is_forgotten(self, installed, clicks):
        changed = arena_book(installed.excel)
        installed.click("rank")
        closed = installed.excel.application.ActiveWorkbook._oleobj_.target
        changed.close()
        asked = Mock(side_effect=VBARuntimeError(-2147221080, "Automation error"))
        closed.vba_member = asked
        arena_book(installed.excel)
        installed.click("rank")
        assert installed.is_enabled("undo")
        assert len(installed.excel.messages) == 2
        asked.assert_not_called()
        noted = installed.excel.model.interpreter.modules["arenaribbon"].variables["mbooks"].get()
        assert noted.vba_member("Count").getter(noted) == 1

    def test_undo_from_the_keyboard_undoes_the_workbook_that_it_is_about(self, installed, clicks):
        changed = arena_book(installed.excel)
        installed.click("rank")
        other = arena_book(installed.excel)
        installed.click("rank")
        changed.activate()
        installed.undo_by_keyboard()
        assert clicks.said[2:] == [("undo", other.name)]

    def test_undo_on_the_ribbon_undoes_the_workbook_in_front(self, installed, clicks):
        changed = arena_book(installed.excel)
        installed.click("rank")
        arena_book(installed.excel)
        installed.click("rank")
        changed.activate()
        installed.click("undo")
        assert clicks.said[2:] == [("undo", changed.name)]

    def test_undo_from_the_keyboard_does_nothing_once_that_workbook_is_closed(self, installed, clicks):
        arena_book(installed.excel)
        installed.click("rank")
        changed = arena_book(installed.excel)
        installed.click("rank")
        closed = installed.excel.application.ActiveWorkbook._oleobj_.target
        changed.close()
        closed.vba_member = Mock(side_effect=VBARuntimeError(-2147221080, "Automation error"))
        installed.excel.model.dialogs.clear()
        installed.undo_by_keyboard()
        assert (len(clicks.said), installed.excel.messages, installed.log) == (2, [], "")
        closed.vba_member.assert_not_called()

    def test_an_undoing_that_python_let_go_of_can_be_tried_again(self, installed, clicks):
        arena_book(installed.excel)
        installed.click("rank")
        clicks.answer = ValueError("bedacht")
        installed.click("undo")
        assert installed.is_enabled("undo")

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

    @pytest.mark.parametrize(("kept", "shown"), [("en", "Sort by rank"), ("", "Rangschikken")])
    def test_a_choice_of_language_outlives_an_excel_that_does_not_say_its_own(self, built_addin, kept, shown):
        def does_not_say(_: object) -> object:
            raise VBARuntimeError(438, "Object doesn't support this property or method")

        silent = property_spec("LanguageSettings", does_not_say)
        with AmendedModel([Amendment(Application, "LanguageSettings", lambda _: silent)]), ExcelBench() as excel:
            installed = InstalledAddin(excel, built_addin)
            excel.machine.files[f"{SETTINGS}\\language.txt"] = f"{kept}\r\n"
            assert excel.ribbon.ask("rank", "ArenaLabel") == shown
            assert installed.log == ""

    def test_a_formula_in_a_cell_presses_no_button(self, installed, clicks):
        installed.excel.state(installed.excel.model.application, Caller=arena_book(installed.excel).sheets[0]["B1"])
        assert not installed.excel.run("ArenaAnswer", "new")
        assert clicks.said == []

    def test_the_wizard_s_help_is_given_once_a_workbook_comes_to_the_front(self, installed):
        assert installed.excel.recorded("Application", "MacroOptions") == []
        for _ in range(2):
            installed.excel.run("ArenaRefresh")
        described = installed.excel.recorded("Application", "MacroOptions")
        assert len(described) == 7
        assert described[1].arguments["Macro"] == "'arena.xlam'!ARENA_RANGORDE"
        assert len(described[1].arguments["ArgumentDescriptions"]) == 4

    def test_the_wizard_s_help_is_given_again_until_excel_takes_all_of_it(self, installed):
        refusals = iter([False, True])
        model = installed.excel.model.application
        asked = model.vba_member

        def refusing(name):
            if name.lower() == "macrooptions" and next(refusals, False):
                raise VBARuntimeError(1004, "Cannot edit a macro on a hidden workbook")
            return asked(name)

        with patch.object(model, "vba_member", refusing):
            for given in (6, 13, 13):
                installed.excel.run("ArenaRefresh")
                assert len(installed.excel.recorded("Application", "MacroOptions")) == given

    @pytest.mark.parametrize(
        ("happens", "times"),
        [
            (lambda book, other, path: book.activate(), 2),
            (lambda book, other, path: other.close(), 2),
            (lambda book, other, path: other.sheets[1].activate(), 1),
            (lambda book, other, path: other.save(path), 1),
        ],
        ids=["another workbook", "one closed", "another sheet", "saved"],
    )
    def test_an_event_asks_the_ribbon_anew(self, installed, tmp_path, happens, times):
        book, other = installed.excel.new_book(), installed.excel.new_book()
        other.sheets.add("Tweede")
        before = len(installed.excel.recorded("IRibbonUI", "Invalidate"))
        happens(book, other, tmp_path / "Bewaard.xlsx")
        assert len(installed.excel.recorded("IRibbonUI", "Invalidate")) - before == times
