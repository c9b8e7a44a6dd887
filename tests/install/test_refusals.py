"""`arena install` refuses what could not work, with a sentence each, and takes back what it began."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from arena.install import places as at
from arena.install import refusals
from arena.install.changes import Changes
from arena.install.install import install
from arena.install.uninstall import uninstall
from arena.install.windows_registry import Entry
from arena.locale import LANGUAGES

from .imagined import ImaginedMachine, close_folder, mac_machine, parts, second_addin, windows_machine

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


def second_in_the_registry(machine: ImaginedMachine) -> None:
    machine.registry.put(at.EXCEL_OPTIONS, "OPEN1", Entry('/R "C:\\Oud\\Arena.xlam"'))


def store(machine: ImaginedMachine) -> None:
    folder = machine.root / "WindowsApps" / "PythonSoftwareFoundation.Python.3.13_q"
    machine.python = machine.with_python(base=folder)


def user_install(machine: ImaginedMachine) -> None:
    assert machine.python.user_packages is not None
    machine.python = machine.with_python(packages=machine.python.user_packages)


def never_started(machine: ImaginedMachine) -> None:
    machine.places.made_by_excel[0].rmdir()


def foreign(machine: ImaginedMachine) -> None:
    machine.places.start.mkdir(parents=True)
    machine.places.addin.write_bytes(b"een andere invoegtoepassing")


def other_dll(machine: ImaginedMachine) -> None:
    dll = machine.python.dll(64)
    dll.rename(dll.with_name("xlwings64-0.30.12.dll"))


def python_that_does_not_start(machine: ImaginedMachine) -> None:
    moved = machine.python.prefix.with_name("broken")
    machine.python.prefix.rename(moved)
    machine.python = machine.with_python(prefix=moved)


def long_path(machine: ImaginedMachine) -> None:
    machine.python = machine.with_python(program=machine.python.program.parent / ("d" * 200) / "python.exe")


def letter_outside_the_code_page(machine: ImaginedMachine) -> None:
    machine.python = machine.with_python(program=machine.python.program.parent / "Ślązak" / "python.exe")


WINDOWS_REFUSALS = [
    (second_addin, refusals.SecondAddin),
    (second_in_the_registry, refusals.SecondAddin),
    (store, refusals.StorePython),
    (user_install, refusals.UserPackages),
    (never_started, refusals.ExcelNeverStarted),
    (foreign, refusals.ForeignAddin),
    (other_dll, refusals.WrongDll),
    (python_that_does_not_start, refusals.PythonBlocked),
    (long_path, refusals.CommandTooLong),
    (letter_outside_the_code_page, refusals.PathUnreadable),
]


class TestRefusals:
    @pytest.mark.parametrize(("spoil", "refusal"), WINDOWS_REFUSALS)
    def test_windows_says_why_and_changes_nothing(
        self, windows: ImaginedMachine, spoil: Callable[[ImaginedMachine], None], refusal: type[Exception]
    ):
        spoil(windows)
        before = windows.dump()
        with pytest.raises(refusal) as refused:
            install(windows.places, windows.python, parts(), server=True)
        assert windows.dump() == before
        self.assert_says_so(refused.value)

    @pytest.mark.parametrize(
        ("spoil", "refusal"),
        [
            (second_addin, refusals.SecondAddin),
            (never_started, refusals.ExcelNeverStarted),
            (foreign, refusals.ForeignAddin),
        ],
    )
    def test_a_mac_says_why_and_changes_nothing(self, mac, spoil, refusal):
        spoil(mac)
        before = mac.dump()
        with pytest.raises(refusal) as refused:
            install(mac.places, mac.python, parts())
        assert mac.dump() == before
        self.assert_says_so(refused.value)

    def test_a_file_that_windows_blocks_is_refused(self, windows):
        before_install = windows.dump()
        start = windows.places.start
        start.mkdir()
        # As Windows keeps it: a stream beside the file's contents, which opens as a file by this name.
        (start / "arena.xlam:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
        before = windows.dump()
        with pytest.raises(refusals.AddinBlocked) as refused:
            install(windows.places, windows.python, parts())
        assert windows.dump() == before != before_install
        self.assert_says_so(refused.value)
        assert "Blokkering opheffen" not in refused.value.sentence("nl")  # there is no file to click on

    def test_an_addin_that_stood_there_and_is_blocked_can_be_unblocked(self, windows):
        install(windows.places, windows.python, parts("1"))
        (windows.places.start / "arena.xlam:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
        with pytest.raises(refusals.AddinBlocked) as refused:
            install(windows.places, windows.python, parts("2"))
        assert windows.places.addin.exists()
        assert "Blokkering opheffen" in refused.value.sentence("nl")

    @pytest.mark.parametrize("place", ["local", "templates", "scripts", "start"])
    def test_a_mac_that_lets_nobody_into_excels_folders_is_told_what_to_allow(self, mac, monkeypatch, place):
        install(mac.places, mac.python, parts())
        before = mac.dump()
        folder = getattr(mac.places, place)
        closed = mac.places.made_by_excel[1] if place == "local" else folder
        with monkeypatch.context() as patch:
            close_folder(patch, closed)
            for act in (lambda: install(mac.places, mac.python, parts("2")), lambda: uninstall(mac.places)):
                with pytest.raises(refusals.FoldersClosed) as refused:
                    act()
                assert "Sta toe" in refused.value.sentence("nl")
                self.assert_says_so(refused.value)
        assert mac.dump() == before

    def test_a_templates_folder_of_windows_that_may_not_be_looked_into_is_named(self, windows, monkeypatch):
        assert windows.places.templates is not None
        windows.places.templates.mkdir()
        before = windows.dump()
        with monkeypatch.context() as patch:
            close_folder(patch, windows.places.templates)
            with pytest.raises(refusals.InstallFailed) as refused:
                install(windows.places, windows.python, parts())
        assert refused.value.data["file"] == windows.places.templates.name
        assert windows.dump() == before

    def test_an_addin_that_excel_holds_open_is_said_so_and_nothing_changes(self, windows, monkeypatch):
        install(windows.places, windows.python, parts("1"))
        before = windows.dump()
        addin = windows.places.addin

        def held(source: Path, target: Path) -> None:
            if Path(target) == addin:
                raise PermissionError(13, "in use", str(target))
            Path(source).rename(target)

        monkeypatch.setattr("arena.workbook.atomic.os.replace", held)
        with pytest.raises(refusals.AddinOpen) as refused:
            install(windows.places, windows.python, parts("2"))
        assert windows.dump() == before
        self.assert_says_so(refused.value)

    def test_taking_away_an_addin_that_excel_holds_open_changes_nothing(self, windows, monkeypatch):
        install(windows.places, windows.python, parts(), server=True)
        before = windows.dump()
        addin, unlink = windows.places.addin, Path.unlink

        def held(path: Path, missing_ok: bool = False) -> None:
            if path == addin:
                raise PermissionError(13, "in use", str(path))
            unlink(path, missing_ok=missing_ok)

        monkeypatch.setattr(Path, "unlink", held)
        with pytest.raises(refusals.AddinOpen):
            uninstall(windows.places)
        assert windows.dump() == before

    @staticmethod
    def assert_says_so(refused: Exception) -> None:
        assert isinstance(refused, refusals.InstallRefused)
        dutch, english = (refused.sentence(language) for language in LANGUAGES)
        assert dutch.endswith("Er is niets gewijzigd.")
        assert english.endswith("Nothing was changed.")


class TestAllOrNothing:
    def test_a_part_that_cannot_be_made_changes_nothing(self, machine: ImaginedMachine) -> None:
        def full(folder: Path) -> Path:
            raise OSError(28, "No space left on device", str(folder / "arena.xlam"))

        before = machine.dump()
        with pytest.raises(refusals.InstallFailed) as refused:
            install(machine.places, machine.python, replace(parts(), addin=full))
        assert refused.value.data["file"] == "arena.xlam"
        assert machine.dump() == before

    @pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
    def test_a_step_that_fails_takes_all_steps_before_it_back(self, machine, monkeypatch, again):
        """Every step in turn; as many as there are."""
        if again:
            install(machine.places, machine.python, parts("1"), server=True)
        before = machine.dump()
        steps = self.count_steps(machine, monkeypatch)
        assert steps > 5
        if not again:
            uninstall(machine.places)
        else:
            install(machine.places, machine.python, parts("1"), server=True)
        assert machine.dump() == before
        for number in range(1, steps + 1):
            with monkeypatch.context() as patch:
                self.fail_at(patch, number)
                with pytest.raises(refusals.InstallFailed):
                    install(machine.places, machine.python, parts("2"), server=True)
            assert machine.dump() == before, number

    @pytest.mark.parametrize("number", range(1, 8))
    def test_so_it_is_when_taking_away(self, machine, monkeypatch, number):
        install(machine.places, machine.python, parts(), server=True)
        before = machine.dump()
        with monkeypatch.context() as patch:
            self.fail_at(patch, number)
            try:
                uninstall(machine.places)
            except refusals.InstallFailed:
                assert machine.dump() == before
            else:
                pytest.skip("there are fewer steps")

    STEPS = ("make_folders", "put_file", "remove_file", "put_value", "remove_value")

    def count_steps(self, machine: ImaginedMachine, monkeypatch: pytest.MonkeyPatch) -> int:
        with monkeypatch.context() as patch:
            counted = self.fail_at(patch, -1)
            install(machine.places, machine.python, parts("2"), server=True)
        return counted[0]

    def fail_at(self, patch: pytest.MonkeyPatch, number: int) -> list[int]:
        done = [0]
        for name in self.STEPS:
            original = getattr(Changes, name)

            def step(changes: Changes, *given: object, original: Callable[..., object] = original) -> object:
                done[0] += 1
                if done[0] == number:
                    raise OSError(5, "Input/output error", "x")
                return original(changes, *given)

            patch.setattr(Changes, name, step)
        return done
