"""`arena install` puts everything in place or nothing, as often as one likes; `arena uninstall` leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.excel import server
from arena.install import install as installing
from arena.install import locations as at
from arena.install import refusals
from arena.install.install import install
from arena.install.uninstall import uninstall
from arena.install.windows_registry import RegistryText

from .imagined import ImaginedMachine, addin_file, parts

pytestmark = pytest.mark.pure


def templates_of(windows: ImaginedMachine) -> Path:
    folder = windows.locations.templates
    assert folder is not None
    return folder


class TestInstalling:
    def test_the_addin_stands_where_excel_opens_it_by_itself(self, windows):
        done = install(windows.locations, windows.python, parts())
        assert done.addin == windows.locations.start / "arena.xlam"
        assert installing.is_ours(done.addin)

    def test_windows_excel_reads_the_python_without_a_window_in_its_own_code_page(self, windows):
        install(windows.locations, windows.python, parts())
        line = windows.locations.interpreter_file.read_bytes()
        assert line.decode("cp1252") == f"{windows.python.program.with_name('pythonw.exe')}\r\n"
        assert "Zoë".encode("cp1252") in line

    def test_the_templates_stand_where_new_shows_them_with_a_workbook_beside_each(self, windows):
        install(windows.locations, windows.python, parts())
        assert sorted(path.name for path in templates_of(windows).iterdir()) == [
            "Arena-analyse.xlsx",
            "Arena-analyse.xltx",
        ]

    def test_windows_excel_is_told_of_the_templates_folder_where_it_knows_none(self, windows):
        install(windows.locations, windows.python, parts())
        told = windows.registry.value(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES)
        assert told == RegistryText(str(templates_of(windows)))

    def test_a_templates_folder_that_the_user_chose_is_used_and_left_as_it_is(self, windows):
        own = windows.root / "Sjablonen"
        chosen = RegistryText(str(own))
        windows.registry.put(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES, chosen)
        install(windows.locations, windows.python, parts())
        assert (own / "Arena-analyse.xltx").exists()
        assert windows.registry.value(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES) == chosen
        uninstall(windows.locations)
        assert windows.registry.value(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES) == chosen

    def test_without_a_known_documents_folder_the_templates_are_skipped(self, windows):
        windows.registry.keys.clear()
        done = install(windows.locations, windows.python, parts())
        assert done.templates is None
        assert done.addin.exists()

    def test_the_server_starts_at_logon_only_where_it_was_asked_for(self, windows):
        install(windows.locations, windows.python, parts())
        assert windows.registry.value(at.RUN_AT_LOGON, at.RUN_NAME) is None
        install(windows.locations, windows.python, parts(), server=True)
        command = windows.registry.value(at.RUN_AT_LOGON, at.RUN_NAME)
        assert command is not None
        quiet = windows.python.program.with_name("pythonw.exe")
        assert command.text == f'"{quiet}" -I -B -m {server.__name__}'
        assert windows.locations.server_file.read_bytes() == f"{server.SERVER_CLASS}\r\n".encode()

    def test_the_choice_of_a_server_is_kept_until_it_is_taken_back(self, windows):
        install(windows.locations, windows.python, parts(), server=True)
        assert install(windows.locations, windows.python, parts("2")).server
        assert not install(windows.locations, windows.python, parts("2"), server=False).server
        assert windows.registry.value(at.RUN_AT_LOGON, at.RUN_NAME) is None
        assert not windows.locations.server_file.exists()


class TestInstallingAgain:
    def test_twice_is_the_same_as_once(self, windows):
        install(windows.locations, windows.python, parts(), server=True)
        once = windows.dump()
        install(windows.locations, windows.python, parts(), server=True)
        assert windows.dump() == once

    def test_a_newer_version_takes_the_place_of_the_older_one(self, windows):
        install(windows.locations, windows.python, parts("1"))
        done = install(windows.locations, windows.python, parts("2"))
        assert done.addin.read_bytes() == addin_file(windows.root / "expected.xlam", "2").read_bytes()
        assert (templates_of(windows) / "Arena-analyse.xltx").read_bytes() == b"Arena-analyse.xltx 2"

    def test_a_template_that_is_no_longer_shipped_goes(self, windows):
        install(windows.locations, windows.python, parts(books=("Oud.xltx", "Arena-analyse.xltx")))
        install(windows.locations, windows.python, parts())
        assert not (templates_of(windows) / "Oud.xltx").exists()

    def test_a_template_that_the_user_changed_stays_and_is_named(self, windows):
        install(windows.locations, windows.python, parts())
        own = templates_of(windows) / "Arena-analyse.xltx"
        own.write_bytes(b"met ons logo")
        assert install(windows.locations, windows.python, parts("2")).left == [own]
        assert uninstall(windows.locations).left == []
        assert own.read_bytes() == b"met ons logo"

    def test_an_addin_of_ours_that_came_along_from_another_computer_is_renewed(self, windows):
        windows.locations.start.mkdir(parents=True)
        addin_file(windows.locations.addin, "old")
        done = install(windows.locations, windows.python, parts("2"))
        assert done.addin in done.written


class TestUninstalling:
    @pytest.mark.parametrize("server", [False, True])
    def test_files_and_registry_are_as_they_were(self, windows, server):
        before = windows.dump()
        install(windows.locations, windows.python, parts(), server=server)
        assert windows.dump() != before
        uninstall(windows.locations)
        assert windows.dump() == before

    def test_so_they_are_after_several_installations(self, windows):
        before = windows.dump()
        install(windows.locations, windows.python, parts("1"))
        install(windows.locations, windows.python, parts("2"), server=True)
        install(windows.locations, windows.python, parts("3"), server=False)
        uninstall(windows.locations)
        assert windows.dump() == before

    def test_so_they_are_where_others_files_stood_there_before(self, windows):
        for folder in (windows.locations.start, templates_of(windows), windows.locations.local):
            folder.mkdir(parents=True)
            (folder / "van een ander.txt").write_text("blijft")
        (windows.locations.start / "PERSONAL.XLSB").write_bytes(b"eigen macro's")
        (templates_of(windows) / "Arena-analyse.xltx").write_bytes(b"eigen sjabloon")
        windows.registry.put(at.RUN_AT_LOGON, at.RUN_NAME, RegistryText("%X%\\iets.exe", expands=True))
        before = windows.dump()
        done = install(windows.locations, windows.python, parts(), server=True)
        assert done.left == [templates_of(windows) / "Arena-analyse.xltx"]
        uninstall(windows.locations)
        assert windows.dump() == before

    def test_the_log_the_settings_and_the_undo_file_go_too(self, windows):
        before = windows.dump()
        install(windows.locations, windows.python, parts())
        (windows.locations.local / "arena.log").write_text("2026-11-23 ...")
        (windows.locations.local / "undo").mkdir()
        (windows.locations.local / "undo" / "last.json").write_text("{}")
        uninstall(windows.locations)
        assert windows.dump() == before

    def test_excel_keeps_knowing_the_templates_folder_where_the_user_put_one_in_it(self, windows):
        install(windows.locations, windows.python, parts())
        (templates_of(windows) / "Brief.xltx").write_bytes(b"van de gebruiker")
        uninstall(windows.locations)
        assert [path.name for path in templates_of(windows).iterdir()] == ["Brief.xltx"]
        assert windows.registry.value(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES) is not None

    def test_a_value_that_somebody_changed_since_is_left(self, windows):
        install(windows.locations, windows.python, parts(), server=True)
        windows.registry.put(at.RUN_AT_LOGON, at.RUN_NAME, RegistryText("iets anders"))
        uninstall(windows.locations)
        assert windows.registry.value(at.RUN_AT_LOGON, at.RUN_NAME) == RegistryText("iets anders")

    def test_where_the_list_is_lost_what_is_recognised_goes_and_the_rest_stays(self, windows):
        install(windows.locations, windows.python, parts(), server=True)
        windows.locations.ledger.write_text("{")
        (windows.locations.local / "arena.log").write_text("2026-11-23 ...")
        (windows.locations.start / "PERSONAL.XLSB").write_bytes(b"eigen macro's")
        done = uninstall(windows.locations)
        assert not done.listed
        assert [path.name for path in windows.locations.start.iterdir()] == ["PERSONAL.XLSB"]
        assert not windows.locations.local.exists()
        assert windows.registry.value(at.RUN_AT_LOGON, at.RUN_NAME) is None
        assert (templates_of(windows) / "Arena-analyse.xltx").exists()

    def test_without_the_list_nothing_of_another_is_taken(self, windows):
        for folder in (windows.locations.start, windows.locations.local):
            folder.mkdir(parents=True)
        windows.locations.addin.write_bytes(b"een andere invoegtoepassing")
        (windows.locations.local / "notities.txt").write_text("van een ander")
        windows.registry.put(at.RUN_AT_LOGON, at.RUN_NAME, RegistryText("iets.exe"))
        before = windows.dump()
        with pytest.raises(refusals.NotInstalled):
            uninstall(windows.locations)
        assert windows.dump() == before

    def test_without_an_installation_there_is_nothing_to_take_away(self, windows):
        before = windows.dump()
        with pytest.raises(refusals.NotInstalled):
            uninstall(windows.locations)
        assert windows.dump() == before
