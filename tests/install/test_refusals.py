"""`arena install` refuses what could not work, with a sentence each, and takes back what it began."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from arena.install import locations as at
from arena.install import refusals
from arena.install.changes import Changes
from arena.install.install import as_vba_reads, install
from arena.install.uninstall import uninstall
from arena.install.windows_registry import RegistryText
from arena.locale import LANGUAGES

from .imagined import EXCEL_PROGRAM, ImaginedMachine, close_folder, parts, second_addin

pytestmark = pytest.mark.pure


def second_in_the_registry(windows: ImaginedMachine) -> None:
    windows.registry.put(at.EXCEL_OPTIONS, "OPEN1", RegistryText('/R "C:\\Oud\\Arena.xlam"'))


def store(windows: ImaginedMachine) -> None:
    folder = windows.root / "WindowsApps" / "PythonSoftwareFoundation.Python.3.13_q"
    windows.python = windows.with_python(base=folder)


def excel_of_the_store(windows: ImaginedMachine) -> None:
    program = r"C:\Program Files\WindowsApps\Microsoft.Office.Desktop.Excel_16051_x86\Office16\EXCEL.EXE"
    windows.registry.put(EXCEL_PROGRAM, "", RegistryText(program))


def user_install(windows: ImaginedMachine) -> None:
    assert windows.python.user_packages is not None
    windows.python = windows.with_python(packages=windows.python.user_packages)


def never_started(windows: ImaginedMachine) -> None:
    windows.locations.made_by_excel.rmdir()


def foreign(windows: ImaginedMachine) -> None:
    windows.locations.start.mkdir(parents=True)
    windows.locations.addin.write_bytes(b"een andere invoegtoepassing")


def other_dll(windows: ImaginedMachine) -> None:
    dll = windows.python.dll(64)
    dll.rename(dll.with_name("xlwings64-0.30.12.dll"))


def python_that_does_not_start(windows: ImaginedMachine) -> None:
    moved = windows.python.prefix.with_name("broken")
    windows.python.prefix.rename(moved)
    windows.python = windows.with_python(prefix=moved)


def long_path(windows: ImaginedMachine) -> None:
    windows.python = windows.with_python(program=windows.python.program.parent / ("d" * 200) / "python.exe")


def letter_outside_the_code_page(windows: ImaginedMachine) -> None:
    windows.python = windows.with_python(program=windows.python.program.parent / "Ślązak" / "python.exe")


WINDOWS_REFUSALS = [
    (second_addin, refusals.SecondAddin),
    (second_in_the_registry, refusals.SecondAddin),
    (store, refusals.StorePython),
    (excel_of_the_store, refusals.StoreExcel),
    (user_install, refusals.UserPackages),
    (never_started, refusals.ExcelNeverStarted),
    (foreign, refusals.ForeignAddin),
    (other_dll, refusals.WrongDll),
    (python_that_does_not_start, refusals.PythonBlocked),
    (long_path, refusals.CommandTooLong),
    (letter_outside_the_code_page, refusals.PathUnreadable),
]


def _says_the_first_letter(name: str) -> codecs.CodecInfo | None:
    """A codec that knows what cp1252 knows, and that gives the whole of a text for what it does not know."""
    if not name.startswith("an_encoding") and not name.startswith("an encoding"):
        return None
    known = codecs.lookup("cp1252")

    def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
        try:
            return known.encode(text, errors)
        except UnicodeEncodeError as unknown:
            raise UnicodeEncodeError("mbcs", text, 0, len(text), "invalid character") from unknown

    return codecs.CodecInfo(encode, known.decode, name=name)


class TestRefusals:
    @pytest.mark.parametrize(("spoil", "refusal"), WINDOWS_REFUSALS)
    def test_windows_says_why_and_changes_nothing(
        self, windows: ImaginedMachine, spoil: Callable[[ImaginedMachine], None], refusal: type[Exception]
    ):
        spoil(windows)
        before = windows.dump()
        with pytest.raises(refusal) as refused:
            install(windows.locations, windows.python, parts(), server=True)
        assert windows.dump() == before
        self.assert_says_so(refused.value)

    @pytest.mark.parametrize("encoding", ["cp1252", "an encoding that does not say where it fails"])
    def test_the_letter_that_excel_cannot_read_is_named(self, encoding):
        """Windows' own codec `mbcs` says of a whole text that it fails, and not where: it says the first letter."""
        codecs.register(_says_the_first_letter)
        try:
            with pytest.raises(refusals.PathUnreadable) as refused:
                as_vba_reads(r"C:\Users\Łukasz Żółć\python.exe", encoding)
        finally:
            codecs.unregister(_says_the_first_letter)
        assert refused.value.data["letter"] == "Ł"

    def test_a_file_that_windows_blocks_is_refused(self, windows):
        before_install = windows.dump()
        start = windows.locations.start
        start.mkdir()
        # As Windows keeps it: a stream beside the file's contents, which opens as a file by this name.
        (start / "arena.xlam:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
        before = windows.dump()
        with pytest.raises(refusals.AddinBlocked) as refused:
            install(windows.locations, windows.python, parts())
        assert windows.dump() == before != before_install
        self.assert_says_so(refused.value)
        assert "Blokkering opheffen" not in refused.value.sentence("nl")  # there is no file to click on

    def test_an_addin_that_stood_there_and_is_blocked_can_be_unblocked(self, windows):
        install(windows.locations, windows.python, parts("1"))
        (windows.locations.start / "arena.xlam:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
        with pytest.raises(refusals.AddinBlocked) as refused:
            install(windows.locations, windows.python, parts("2"))
        assert windows.locations.addin.exists()
        assert "Blokkering opheffen" in refused.value.sentence("nl")

    def test_a_templates_folder_of_windows_that_may_not_be_looked_into_is_named(self, windows, monkeypatch):
        assert windows.locations.templates is not None
        windows.locations.templates.mkdir()
        before = windows.dump()
        with monkeypatch.context() as patch:
            close_folder(patch, windows.locations.templates)
            with pytest.raises(refusals.InstallFailed) as refused:
                install(windows.locations, windows.python, parts())
        assert refused.value.data["file"] == windows.locations.templates.name
        assert windows.dump() == before

    def test_an_addin_that_excel_holds_open_is_said_so_and_nothing_changes(self, windows, monkeypatch):
        install(windows.locations, windows.python, parts("1"))
        before = windows.dump()
        addin = windows.locations.addin

        def held(source: Path, target: Path) -> None:
            if Path(target) == addin:
                raise PermissionError(13, "in use", str(target))
            Path(source).rename(target)

        monkeypatch.setattr("arena.workbook.atomic.os.replace", held)
        with pytest.raises(refusals.AddinOpen) as refused:
            install(windows.locations, windows.python, parts("2"))
        assert windows.dump() == before
        self.assert_says_so(refused.value)

    def test_taking_away_an_addin_that_excel_holds_open_changes_nothing(self, windows, monkeypatch):
        install(windows.locations, windows.python, parts(), server=True)
        before = windows.dump()
        addin, unlink = windows.locations.addin, Path.unlink

        def held(path: Path, missing_ok: bool = False) -> None:
            if path == addin:
                raise PermissionError(13, "in use", str(path))
            unlink(path, missing_ok=missing_ok)

        monkeypatch.setattr(Path, "unlink", held)
        with pytest.raises(refusals.AddinOpen):
            uninstall(windows.locations)
        assert windows.dump() == before

    @staticmethod
    def assert_says_so(refused: Exception) -> None:
        assert isinstance(refused, refusals.InstallRefused)
        dutch, english = (refused.sentence(language) for language in LANGUAGES)
        assert dutch.endswith("Er is niets gewijzigd.")
        assert english.endswith("Nothing was changed.")


class TestAllOrNothing:
    def test_a_part_that_cannot_be_made_changes_nothing(self, windows: ImaginedMachine) -> None:
        def full(folder: Path) -> Path:
            raise OSError(28, "No space left on device", str(folder / "arena.xlam"))

        before = windows.dump()
        with pytest.raises(refusals.InstallFailed) as refused:
            install(windows.locations, windows.python, replace(parts(), addin=full))
        assert refused.value.data["file"] == "arena.xlam"
        assert windows.dump() == before

    @pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
    def test_a_step_that_fails_takes_all_steps_before_it_back(self, windows, monkeypatch, again):
        """Every step in turn; as many as there are."""
        if again:
            install(windows.locations, windows.python, parts("1"), server=True)
        before = windows.dump()
        steps = self.count_steps(windows, monkeypatch)
        assert steps > 5
        if not again:
            uninstall(windows.locations)
        else:
            install(windows.locations, windows.python, parts("1"), server=True)
        assert windows.dump() == before
        for number in range(1, steps + 1):
            with monkeypatch.context() as patch:
                self.fail_at(patch, number)
                with pytest.raises(refusals.InstallFailed):
                    install(windows.locations, windows.python, parts("2"), server=True)
            assert windows.dump() == before, number

    @pytest.mark.parametrize("number", range(1, 8))
    def test_so_it_is_when_taking_away(self, windows, monkeypatch, number):
        install(windows.locations, windows.python, parts(), server=True)
        before = windows.dump()
        with monkeypatch.context() as patch:
            self.fail_at(patch, number)
            try:
                uninstall(windows.locations)
            except refusals.InstallFailed:
                assert windows.dump() == before
            else:
                pytest.skip("there are fewer steps")

    STEPS = ("make_folders", "put_file", "remove_file", "put_value", "remove_value")

    def count_steps(self, windows: ImaginedMachine, monkeypatch: pytest.MonkeyPatch) -> int:
        with monkeypatch.context() as patch:
            counted = self.fail_at(patch, -1)
            install(windows.locations, windows.python, parts("2"), server=True)
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
