"""`arena install` puts everything in place or nothing, as often as one likes; `arena uninstall` leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.build.parts import script_for
from arena.excel import server
from arena.install import install as installing
from arena.install import places as at
from arena.install import refusals
from arena.install.install import install
from arena.install.uninstall import uninstall
from arena.install.windows_registry import Entry

from .imagined import ImaginedMachine, addin_file, mac_machine, parts, windows_machine

pytestmark = pytest.mark.pure


@pytest.fixture
def windows(tmp_path: Path) -> ImaginedMachine:
    return windows_machine(tmp_path)


@pytest.fixture
def mac(tmp_path: Path) -> ImaginedMachine:
    return mac_machine(tmp_path)


@pytest.fixture(params=[windows_machine, mac_machine], ids=["windows", "mac"])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> ImaginedMachine:
    return request.param(tmp_path)


def templates_of(machine: ImaginedMachine) -> Path:
    folder = machine.places.templates
    assert folder is not None
    return folder


class TestInstalling:
    def test_the_addin_stands_where_excel_opens_it_by_itself(self, machine):
        done = install(machine.places, machine.python, parts())
        assert done.addin == machine.places.start / "arena.xlam"
        assert installing.is_ours(done.addin)

    def test_windows_excel_reads_the_python_without_a_window_in_its_own_code_page(self, windows):
        install(windows.places, windows.python, parts())
        line = windows.places.interpreter_file.read_bytes()
        assert line.decode("cp1252") == f"{windows.python.program.with_name('pythonw.exe')}\r\n"
        assert "Zoë".encode("cp1252") in line

    def test_the_templates_stand_where_new_shows_them_with_a_workbook_beside_each(self, machine):
        install(machine.places, machine.python, parts())
        assert sorted(path.name for path in templates_of(machine).iterdir()) == [
            "Arena-analyse.xlsx",
            "Arena-analyse.xltx",
        ]

    def test_windows_excel_is_told_of_the_templates_folder_where_it_knows_none(self, windows):
        install(windows.places, windows.python, parts())
        told = windows.registry.entry(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES)
        assert told == Entry(str(templates_of(windows)))

    def test_a_templates_folder_that_the_user_chose_is_used_and_left_as_it_is(self, windows):
        own = windows.root / "Sjablonen"
        chosen = Entry(str(own))
        windows.registry.put(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES, chosen)
        install(windows.places, windows.python, parts())
        assert (own / "Arena-analyse.xltx").exists()
        assert windows.registry.entry(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES) == chosen
        uninstall(windows.places)
        assert windows.registry.entry(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES) == chosen

    def test_without_a_known_documents_folder_the_templates_are_skipped(self, windows):
        windows.registry.keys.clear()
        done = install(windows.places, windows.python, parts())
        assert done.templates is None
        assert done.addin.exists()

    def test_the_server_starts_at_logon_only_where_it_was_asked_for(self, windows):
        install(windows.places, windows.python, parts())
        assert windows.registry.entry(at.RUN_AT_LOGON, at.RUN_NAME) is None
        install(windows.places, windows.python, parts(), server=True)
        command = windows.registry.entry(at.RUN_AT_LOGON, at.RUN_NAME)
        assert command is not None
        quiet = windows.python.program.with_name("pythonw.exe")
        assert command.text == f'"{quiet}" -I -B -m {server.__name__}'
        assert windows.places.server_file.read_bytes() == f"{server.SERVER_CLASS}\r\n".encode()

    def test_the_choice_of_a_server_is_kept_until_it_is_taken_back(self, windows):
        install(windows.places, windows.python, parts(), server=True)
        assert install(windows.places, windows.python, parts("2")).server
        assert not install(windows.places, windows.python, parts("2"), server=False).server
        assert windows.registry.entry(at.RUN_AT_LOGON, at.RUN_NAME) is None
        assert not windows.places.server_file.exists()

    def test_a_mac_gets_the_script_and_no_server(self, mac):
        done = install(mac.places, mac.python, parts(), server=True)
        assert mac.places.script is not None
        assert str(mac.python.program) in mac.places.script.read_text()
        assert not done.server


class TestInstallingAgain:
    def test_twice_is_the_same_as_once(self, machine):
        install(machine.places, machine.python, parts(), server=True)
        once = machine.dump()
        install(machine.places, machine.python, parts(), server=True)
        assert machine.dump() == once

    def test_a_newer_version_takes_the_place_of_the_older_one(self, machine):
        install(machine.places, machine.python, parts("1"))
        done = install(machine.places, machine.python, parts("2"))
        assert done.addin.read_bytes() == addin_file(machine.root / "expected.xlam", "2").read_bytes()
        assert (templates_of(machine) / "Arena-analyse.xltx").read_bytes() == b"Arena-analyse.xltx 2"

    def test_a_template_that_is_no_longer_shipped_goes(self, machine):
        install(machine.places, machine.python, parts(books=("Oud.xltx", "Arena-analyse.xltx")))
        install(machine.places, machine.python, parts())
        assert not (templates_of(machine) / "Oud.xltx").exists()

    def test_a_template_that_the_user_changed_stays_and_is_named(self, machine):
        install(machine.places, machine.python, parts())
        own = templates_of(machine) / "Arena-analyse.xltx"
        own.write_bytes(b"met ons logo")
        assert install(machine.places, machine.python, parts("2")).left == [own]
        assert uninstall(machine.places).left == []
        assert own.read_bytes() == b"met ons logo"

    def test_an_addin_of_ours_that_came_along_from_another_computer_is_renewed(self, machine):
        machine.places.start.mkdir(parents=True)
        addin_file(machine.places.addin, "old")
        done = install(machine.places, machine.python, parts("2"))
        assert done.addin in done.written


class TestUninstalling:
    @pytest.mark.parametrize("server", [False, True])
    def test_files_and_registry_are_as_they_were(self, machine, server):
        before = machine.dump()
        install(machine.places, machine.python, parts(), server=server)
        assert machine.dump() != before
        uninstall(machine.places)
        assert machine.dump() == before

    def test_so_they_are_after_several_installations(self, machine):
        before = machine.dump()
        install(machine.places, machine.python, parts("1"))
        install(machine.places, machine.python, parts("2"), server=True)
        install(machine.places, machine.python, parts("3"), server=False)
        uninstall(machine.places)
        assert machine.dump() == before

    def test_so_they_are_where_others_files_stood_there_before(self, machine):
        for folder in (machine.places.start, templates_of(machine), machine.places.local):
            folder.mkdir(parents=True)
            (folder / "van een ander.txt").write_text("blijft")
        (machine.places.start / "PERSONAL.XLSB").write_bytes(b"eigen macro's")
        (templates_of(machine) / "Arena-analyse.xltx").write_bytes(b"eigen sjabloon")
        if machine.system == at.WINDOWS:
            machine.registry.put(at.RUN_AT_LOGON, at.RUN_NAME, Entry("%X%\\iets.exe", expands=True))
        before = machine.dump()
        done = install(machine.places, machine.python, parts(), server=True)
        assert done.left == [templates_of(machine) / "Arena-analyse.xltx"]
        uninstall(machine.places)
        assert machine.dump() == before

    def test_the_log_the_settings_and_the_undo_file_go_too(self, machine):
        before = machine.dump()
        install(machine.places, machine.python, parts())
        (machine.places.local / "arena.log").write_text("2026-11-23 ...")
        (machine.places.local / "undo").mkdir()
        (machine.places.local / "undo" / "last.json").write_text("{}")
        uninstall(machine.places)
        assert machine.dump() == before

    def test_excel_keeps_knowing_the_templates_folder_where_the_user_put_one_in_it(self, windows):
        install(windows.places, windows.python, parts())
        (templates_of(windows) / "Brief.xltx").write_bytes(b"van de gebruiker")
        uninstall(windows.places)
        assert [path.name for path in templates_of(windows).iterdir()] == ["Brief.xltx"]
        assert windows.registry.entry(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES) is not None

    def test_a_value_that_somebody_changed_since_is_left(self, windows):
        install(windows.places, windows.python, parts(), server=True)
        windows.registry.put(at.RUN_AT_LOGON, at.RUN_NAME, Entry("iets anders"))
        uninstall(windows.places)
        assert windows.registry.entry(at.RUN_AT_LOGON, at.RUN_NAME) == Entry("iets anders")

    def test_where_the_list_is_lost_what_is_recognised_goes_and_the_rest_stays(self, machine):
        install(machine.places, machine.python, parts(), server=True)
        machine.places.ledger.write_text("{")
        (machine.places.local / "arena.log").write_text("2026-11-23 ...")
        (machine.places.start / "PERSONAL.XLSB").write_bytes(b"eigen macro's")
        done = uninstall(machine.places)
        assert not done.listed
        assert [path.name for path in machine.places.start.iterdir()] == ["PERSONAL.XLSB"]
        assert not machine.places.local.exists()
        assert machine.places.script is None or not machine.places.script.exists()
        assert machine.registry.entry(at.RUN_AT_LOGON, at.RUN_NAME) is None
        assert (templates_of(machine) / "Arena-analyse.xltx").exists()

    def test_without_the_list_nothing_of_another_is_taken(self, machine):
        for folder in (machine.places.start, machine.places.local):
            folder.mkdir(parents=True)
        machine.places.addin.write_bytes(b"een andere invoegtoepassing")
        (machine.places.local / "notities.txt").write_text("van een ander")
        if machine.system == at.WINDOWS:
            machine.registry.put(at.RUN_AT_LOGON, at.RUN_NAME, Entry("iets.exe"))
        before = machine.dump()
        with pytest.raises(refusals.NotInstalled):
            uninstall(machine.places)
        assert machine.dump() == before

    def test_without_an_installation_there_is_nothing_to_take_away(self, machine):
        before = machine.dump()
        with pytest.raises(refusals.NotInstalled):
            uninstall(machine.places)
        assert machine.dump() == before


class TestTheScriptForAMac:
    def test_a_path_cannot_leave_its_quotes(self):
        source = script_for(Path('/Users/a"b\\c/bin/python'))
        assert 'property pythonProgram : "/Users/a\\"b\\\\c/bin/python"' in source

    def test_only_the_texts_of_the_list_reach_the_shell_and_each_is_quoted(self):
        source = script_for(Path("/usr/bin/python3"))
        (command,) = (line for line in source.splitlines() if line.strip().startswith("do shell script"))
        assert "buttonId" not in command
        assert command.count("quoted form of") == 2
        assert " -I -B " in command

    def test_the_list_is_that_of_the_buttons_on_a_mac(self):
        source = script_for(Path("/usr/bin/python3"))
        (line,) = (line for line in source.splitlines() if line.startswith("property knownButtons"))
        listed = {part.strip(' "') for part in line.split("{")[1].rstrip("}").split(",")}
        assert listed == {"new", "example", "check", "rank", "summary", "undo", "trouble", "manual"}
