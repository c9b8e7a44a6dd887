"""`arena doctor` names each thing that goes wrong between Excel and Python, with what to do."""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from arena.install.doctor import Finding, excel_findings, findings
from arena.install.excel_here import bits_of
from arena.install.install import install
from arena.install.interpreter import this_interpreter
from arena.install.locations import EXCEL_OPTIONS, RUN_AT_LOGON, RUN_NAME
from arena.install.windows_registry import RegistryText
from arena.locale import LANGUAGES, catalogue

from .imagined import EXCEL_PROGRAM, ImaginedMachine, addin_file, parts, second_addin
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


LOCAL_OFFICE = r"HKLM\Software\Microsoft\Office"
DISABLED_ITEMS = r"HKCU\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
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
        assert str(Path("%APPDATA%", "Microsoft", "Excel", "XLSTART")) in macros.advice

    @pytest.mark.parametrize(("name", "number"), [("RequireAddinSig", 0), ("VBAWarnings", 1), ("AccessVBOM", 1)])
    def test_that_let_it_open_are_not(self, windows: ImaginedMachine, name: str, number: int) -> None:
        install(windows.locations, windows.python, parts())
        windows.registry.set_number(rf"HKCU\{OFFICE}\Excel\Security", name, number)
        assert problems(windows) == []


class TestTheExcelThatIsThere:
    def shown(self, windows: ImaginedMachine, language: str = "nl") -> str:
        what = {finding.what for finding in excel_findings(windows.locations, windows.python, catalogue(language))}
        (found,) = [each for each in what if "knoppen kunnen werken" in each or "buttons can work" in each]
        return found.partition("(")[2].removesuffix(")")

    def program(self, windows: ImaginedMachine, machine: int, folder: str = "root/Office16") -> None:
        path = windows.root / folder / "EXCEL.EXE"
        path.parent.mkdir(parents=True)
        header = bytearray(0x60)
        header[0x3C:0x40] = (0x40).to_bytes(4, "little")
        header[0x40:0x46] = b"PE\0\0" + machine.to_bytes(2, "little")
        path.write_bytes(bytes(header))
        windows.registry.put(EXCEL_PROGRAM, "", RegistryText(f'"{path}"'))

    def test_is_named_by_version_bits_and_origin(self, windows: ImaginedMachine) -> None:
        assert self.shown(windows) == "welke, zegt Windows niet"
        self.program(windows, 0x8664)
        windows.registry.put(rf"{LOCAL_OFFICE}\ClickToRun\Configuration", "VersionToReport", RegistryText("16.0.1.2"))
        assert self.shown(windows) == "16.0.1.2, 64 bits, Klik-en-Klaar"
        assert self.shown(windows, "en") == "16.0.1.2, 64-bit, Click-to-Run"

    def test_of_an_installer_of_32_bits_too(self, windows: ImaginedMachine) -> None:
        self.program(windows, 0x014C)
        windows.registry.put(rf"{LOCAL_OFFICE}\16.0\Excel\InstallRoot", "Path", RegistryText("C:\\"))
        windows.registry.put(rf"{LOCAL_OFFICE}\16.0\Common\ProductVersion", "LastProduct", RegistryText("16.0.4266"))
        assert self.shown(windows) == "16.0.4266, 32 bits, Windows Installer"

    def test_before_2016_is_refused_in_a_sentence(self, windows: ImaginedMachine) -> None:
        install(windows.locations, windows.python, parts())
        self.program(windows, 0x014C, "root/Office15")
        (found,) = problems(windows)
        assert "ouder dan 2016" in found.advice

    def test_with_a_header_that_says_nothing_has_no_bits(self, tmp_path: Path) -> None:
        for content in (b"", b"MZ", b"MZ" + bytes(0x3A) + b"\xff\xff\xff\xff"):
            (tmp_path / "x.exe").write_bytes(content)
            assert bits_of(tmp_path / "x.exe") is None
        assert bits_of(tmp_path / "none.exe") is None


class TestWhatExcelItselfKeepsShut:
    def test_is_named_with_where_to_switch_it_on(self, windows: ImaginedMachine) -> None:
        install(windows.locations, windows.python, parts())
        other, ours = (bytes(12) + f"C:\\{name}\0".encode("utf-16-le") for name in ("other.xlam", "Arena.XLAM"))
        windows.registry.bytes_by_key[DISABLED_ITEMS] = [other]
        assert problems(windows) == []
        windows.registry.bytes_by_key[DISABLED_ITEMS] = [other, ours]
        (found,) = problems(windows)
        assert "Uitgeschakelde items" in found.advice

    def test_a_version_that_was_renewed_without_installing_is_named(self, windows: ImaginedMachine) -> None:
        install(windows.locations, windows.python, parts())
        windows.locations.version_file.write_text("0.0.9\r\n")
        (found,) = problems(windows)
        assert "0.0.9" in found.advice


class TestOtherAddins:
    def hints(self, windows: ImaginedMachine) -> list[str]:
        found = excel_findings(windows.locations, windows.python, catalogue("nl"))
        return [finding.advice for finding in found if finding.in_order and finding.advice]

    def test_of_xlwings_are_a_hint_wherever_excel_opens_them_from(self, windows: ImaginedMachine) -> None:
        install(windows.locations, windows.python, parts())
        assert not any("xlwings" in hint for hint in self.hints(windows))
        (windows.locations.start / "xlwings.xlam").write_bytes(b"")
        windows.registry.put(EXCEL_OPTIONS, "OPEN", RegistryText('/R "C:\\x\\my_xlwings_udfs.xlam"'))
        windows.registry.put(EXCEL_OPTIONS, "OPEN1", RegistryText('"C:\\x\\solver.xlam"'))
        named = [hint for hint in self.hints(windows) if "xlwings" in hint]
        assert len(named) == 2
        assert "xlwings.xlam" in named[0]
        assert "my_xlwings_udfs.xlam" in named[1]

    def test_that_an_organisation_listed_are_a_hint_where_ours_is_not_among_them(
        self, windows: ImaginedMachine
    ) -> None:
        install(windows.locations, windows.python, parts())
        key = rf"HKCU\{OFFICE}\Excel\Resiliency"
        windows.registry.set_number(key, "RestrictToList", 1)
        assert any("Block all unmanaged add-ins" in hint for hint in self.hints(windows))
        windows.registry.put(rf"{key}\AddinList", "arena.xlam", RegistryText("1"))
        assert not any("Block all unmanaged add-ins" in hint for hint in self.hints(windows))
        windows.registry.put(rf"{key}\AddinList", "arena.xlam", RegistryText("0"))
        assert any("Block all unmanaged add-ins" in hint for hint in self.hints(windows))


def test_nothing_that_it_says_names_the_user(windows: ImaginedMachine) -> None:
    install(windows.locations, windows.python, parts())
    second_addin(windows)
    blocked(windows)
    windows.registry.set_number(rf"HKCU\{OFFICE}\Common\Security\Trusted Locations", "Allow User Locations", 0)
    windows.environment["APPDATA"] = windows.environment["APPDATA"].replace("Zoë", "ZOË", 1)
    said = " ".join(f"{each.what} {each.advice}" for each in problems(windows))
    assert "%APPDATA%" in said
    assert "zoë" not in said.lower()


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
