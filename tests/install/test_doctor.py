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
from arena.install.locations import RUN_AT_LOGON, RUN_NAME
from arena.locale import LANGUAGES, catalogue

from .imagined import ImaginedMachine, addin_file, parts, second_addin
from .test_refusals import WINDOWS_REFUSALS

pytestmark = pytest.mark.pure


def problems(windows: ImaginedMachine, language: str = "nl") -> list[Finding]:
    found = excel_findings(windows.locations, windows.python, catalogue(language))
    return [finding for finding in found if not finding.in_order]


def test_after_an_installation_everything_is_in_order(windows: ImaginedMachine) -> None:
    install(windows.locations, windows.python, parts())
    assert problems(windows) == []


def test_before_it_the_doctor_says_how_to_install(windows: ImaginedMachine) -> None:
    (found,) = problems(windows)
    assert "‘Installeer Arena’ (of typ: arena install)" in found.advice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spoil", [spoil for spoil, _ in WINDOWS_REFUSALS[:6]] + [WINDOWS_REFUSALS[7][0]])
def test_what_an_installation_refuses_the_doctor_names(
    windows: ImaginedMachine, spoil: Callable[[ImaginedMachine], None], language: str
) -> None:
    spoil(windows)
    assert any(len(finding.advice) > 40 for finding in problems(windows, language))


def gone(windows: ImaginedMachine) -> None:
    windows.locations.addin.unlink()


def of_another_version(windows: ImaginedMachine) -> None:
    addin_file(windows.locations.addin, "other")


def another_python(windows: ImaginedMachine) -> None:
    windows.locations.interpreter_file.write_text("C:\\Weg\\python.exe\n")


def blocked(windows: ImaginedMachine) -> None:
    Path(f"{windows.locations.addin}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")


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
    windows: ImaginedMachine, spoil: Callable[[ImaginedMachine], None], word: str
) -> None:
    install(windows.locations, windows.python, parts())
    spoil(windows)
    (found,) = problems(windows)
    assert word in found.advice


OFFICE = r"Software\Policies\Microsoft\Office\16.0"
CLOUD = r"Software\Policies\Microsoft\Cloud\Office\16.0"


class TestThePoliciesOfAnOrganisation:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(
        ("key", "name", "number", "named"),
        [
            (rf"HKCU\{OFFICE}\Common", "vbaoff", 1, "Disable VBA for Office applications"),
            (rf"HKCU\{CLOUD}\common\security", "requirealwaysonmacrosig", 1, "always loaded"),
            (rf"HKCU\{OFFICE}\Excel\Security", "DisableAllAddins", 1, "Disable all application add-ins"),
            (rf"HKLM\{OFFICE}\Excel\Security", "RequireAddinSig", 1, "signed by Trusted Publisher"),
            (rf"HKCU\{OFFICE}\excel\security\trusted locations", "alllocationsdisabled", 1, "trusted locations"),
            (rf"HKCU\{OFFICE}\Common\Security\Trusted Locations", "Allow User Locations", 0, "user locations"),
        ],
    )
    def test_that_keep_the_add_in_shut_are_named_with_what_to_ask(
        self, windows: ImaginedMachine, key: str, name: str, number: int, named: str, language: str
    ) -> None:
        install(windows.locations, windows.python, parts())
        windows.registry.set_number(key, name, number)
        (found,) = problems(windows, language)
        assert named in found.advice
        assert {"nl": "Vraag uw informaticadienst", "en": "Ask your IT department"}[language] in found.advice

    @pytest.mark.parametrize("number", [3, 4])
    def test_of_macros_count_where_excel_does_not_trust_the_folder(self, windows: ImaginedMachine, number: int) -> None:
        install(windows.locations, windows.python, parts())
        windows.registry.set_number(rf"HKCU\{OFFICE}\Excel\Security", "VBAWarnings", number)
        assert problems(windows) == []
        windows.registry.set_number(rf"HKCU\{OFFICE}\Excel\Security\Trusted Locations", "AllLocationsDisabled", 1)
        locations, macros = problems(windows)
        assert "Disable all trusted locations" in locations.advice
        assert "Macro Notification Settings" in macros.advice
        assert str(windows.locations.start) in macros.advice

    @pytest.mark.parametrize(("name", "number"), [("RequireAddinSig", 0), ("VBAWarnings", 1), ("AccessVBOM", 1)])
    def test_that_let_it_open_are_not(self, windows: ImaginedMachine, name: str, number: int) -> None:
        install(windows.locations, windows.python, parts())
        windows.registry.set_number(rf"HKCU\{OFFICE}\Excel\Security", name, number)
        assert problems(windows) == []


def test_where_there_is_no_excel_for_windows_the_doctor_says_so_in_one_sentence() -> None:
    hints = [found.advice for found in findings(catalogue("nl")) if found.in_order and found.advice]
    assert hints == [
        "De knoppen werken enkel in Excel voor Windows. Op een Mac, op Linux en op het web werkt de "
        "werkmap zelf, zonder knoppen."
    ]


def test_a_start_folder_on_a_network_is_a_hint(windows: ImaginedMachine) -> None:
    install(windows.locations, windows.python, parts())

    def hints() -> list[str]:
        return [
            one.advice for one in excel_findings(windows.locations, windows.python, catalogue("nl")) if one.in_order
        ]

    assert not any("netwerk" in advice for advice in hints())
    windows.environment["APPDATA"] = "/" + windows.environment["APPDATA"]  # \\server\share\... here
    assert any("netwerk" in advice for advice in hints())


def test_onedrive_and_antivirus_are_hints_and_no_faults(windows: ImaginedMachine) -> None:
    documents = windows.root / "OneDrive - School" / "Documents"
    documents.mkdir(parents=True)
    windows.environment["UserProfile"] = str(documents.parent)
    install(windows.locations, windows.python, parts())
    found = excel_findings(windows.locations, windows.python, catalogue("nl"))
    antivirus, onedrive = [each for each in found if "goed om" in each.what.lower()]
    assert antivirus.in_order
    assert onedrive.in_order
    assert "OneDrive" in onedrive.advice
    assert "arena install --server" in antivirus.advice


def test_a_server_that_windows_no_longer_starts_is_named(windows: ImaginedMachine) -> None:
    install(windows.locations, windows.python, parts(), server=True)
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
