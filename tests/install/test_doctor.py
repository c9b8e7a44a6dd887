"""`arena doctor` names each thing that goes wrong between Excel and Python, with what to do."""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from arena.install.doctor import Finding, excel_findings, findings
from arena.install.install import install
from arena.install.interpreter import this_interpreter
from arena.install.places import RUN_AT_LOGON, RUN_NAME, WINDOWS
from arena.locale import LANGUAGES, catalogue

from .imagined import ImaginedMachine, addin_file, close_folder, mac_machine, parts, second_addin, windows_machine
from .test_refusals import WINDOWS_REFUSALS

pytestmark = pytest.mark.pure


@pytest.fixture(params=[windows_machine, mac_machine], ids=["windows", "mac"])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> ImaginedMachine:
    made: ImaginedMachine = request.param(tmp_path)
    return made


@pytest.fixture
def windows(tmp_path: Path) -> ImaginedMachine:
    return windows_machine(tmp_path)


def problems(machine: ImaginedMachine, language: str = "nl") -> list[Finding]:
    found = excel_findings(machine.places, machine.python, catalogue(language))
    return [finding for finding in found if not finding.in_order]


def test_after_an_installation_everything_is_in_order(machine: ImaginedMachine) -> None:
    install(machine.places, machine.python, parts())
    assert problems(machine) == []


def test_before_it_the_doctor_says_how_to_install(machine: ImaginedMachine) -> None:
    (found,) = problems(machine)
    assert "‘Installeer Arena’ (of typ: arena install)" in found.advice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spoil", [spoil for spoil, _ in WINDOWS_REFUSALS[:5]] + [WINDOWS_REFUSALS[6][0]])
def test_what_an_installation_refuses_the_doctor_names(
    windows: ImaginedMachine, spoil: Callable[[ImaginedMachine], None], language: str
) -> None:
    spoil(windows)
    assert any(len(finding.advice) > 40 for finding in problems(windows, language))


def gone(machine: ImaginedMachine) -> None:
    machine.places.addin.unlink()


def of_another_version(machine: ImaginedMachine) -> None:
    addin_file(machine.places.addin, "other")


def another_python(machine: ImaginedMachine) -> None:
    machine.places.interpreter_file.write_text("C:\\Weg\\python.exe\n")


def blocked(machine: ImaginedMachine) -> None:
    Path(f"{machine.places.addin}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (gone, "virusscanner"),
        (of_another_version, "arena install"),
        (another_python, "andere Python"),
        (blocked, "Blokkering opheffen"),
        (second_addin, "tweede"),
    ],
)
def test_what_goes_wrong_afterwards_is_named(
    machine: ImaginedMachine, spoil: Callable[[ImaginedMachine], None], word: str
) -> None:
    install(machine.places, machine.python, parts())
    spoil(machine)
    (found,) = problems(machine)
    assert word in found.advice


def test_a_mac_without_the_script_is_told_so(tmp_path: Path) -> None:
    mac = mac_machine(tmp_path)
    install(mac.places, mac.python, parts())
    assert mac.places.script is not None
    mac.places.script.unlink()
    (found,) = problems(mac)
    assert "script" in found.what.lower()


def test_a_mac_that_lets_nobody_into_excels_folders_says_what_to_allow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mac = mac_machine(tmp_path)
    install(mac.places, mac.python, parts())
    close_folder(monkeypatch, mac.places.start)
    (found,) = problems(mac)
    assert "Systeeminstellingen > Privacy" in found.advice


def test_a_start_folder_on_a_network_is_a_hint(windows: ImaginedMachine) -> None:
    install(windows.places, windows.python, parts())

    def hints() -> list[str]:
        return [one.advice for one in excel_findings(windows.places, windows.python, catalogue("nl")) if one.in_order]

    assert not any("netwerk" in advice for advice in hints())
    windows.environment["APPDATA"] = "/" + windows.environment["APPDATA"]  # \\server\share\... here
    assert any("netwerk" in advice for advice in hints())


def test_onedrive_and_antivirus_are_hints_and_no_faults(windows: ImaginedMachine) -> None:
    documents = windows.root / "OneDrive - School" / "Documents"
    documents.mkdir(parents=True)
    windows.environment["UserProfile"] = str(documents.parent)
    install(windows.places, windows.python, parts())
    found = excel_findings(windows.places, windows.python, catalogue("nl"))
    antivirus, onedrive = [each for each in found if "goed om" in each.what.lower()]
    assert antivirus.in_order
    assert onedrive.in_order
    assert "OneDrive" in onedrive.advice
    assert "arena install --server" in antivirus.advice
    assert windows.places.system == WINDOWS


def test_a_server_that_windows_no_longer_starts_is_named(windows: ImaginedMachine) -> None:
    install(windows.places, windows.python, parts(), server=True)
    assert problems(windows) == []
    windows.registry.remove(RUN_AT_LOGON, RUN_NAME)
    (found,) = problems(windows)
    assert "aanmelden" in found.advice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("refusing", "error", "named"),
    [
        ("arena.workbook.atomic.os.open", OSError(errno.ENOSPC, "full"), "output.disk_full"),
        ("tempfile.mkdtemp", PermissionError(errno.EACCES, "denied"), "PermissionError"),
        ("arena.build.templates.is_whole", zipfile.BadZipFile("xl/workbook.xml"), "BadZipFile"),
    ],
)
def test_a_disk_that_refuses_a_file_is_a_finding_with_advice_and_ends_no_examination(
    monkeypatch: pytest.MonkeyPatch, refusing: str, error: Exception, named: str, language: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    texts = catalogue(language)
    monkeypatch.setattr(refusing, refuse)
    found = {finding.what: finding for finding in findings(texts)}
    writing = found[texts("cli.doctor.writing")]
    assert not writing.in_order
    assert writing.advice == texts("cli.doctor.writing.failed", error=named)
    assert texts("cli.doctor.reading") not in found  # there is no file to read
    assert texts("cli.doctor.terminal") in found


class TestThePythonThatRuns:
    def test_starts_apart_from_the_users_own_folders(self) -> None:
        assert this_interpreter().starts()

    def test_has_a_known_xlwings(self) -> None:
        assert this_interpreter().xlwings == "0.37.8"

    def test_that_is_not_there_does_not_start(self, tmp_path: Path) -> None:
        from dataclasses import replace

        assert not replace(this_interpreter(), program=tmp_path / "python.exe").starts()
