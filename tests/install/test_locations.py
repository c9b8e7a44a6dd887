"""Every path and registry value of an installation goes through one module: it finds them as Windows keeps them."""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path

import pytest

from arena.excel import user_files
from arena.install import locations as at
from arena.install.locations import mark_of_the_web
from arena.install.refusals import NoExcelHere
from arena.install.windows_registry import RegistryText, WindowsRegistry

from .imagined import (
    EXCEL_PROGRAM,
    OFFICE_LANGUAGE,
    SHELL_FOLDERS,
    ImaginedMachine,
    MemoryRegistry,
    addin_file,
)

pytestmark = pytest.mark.pure

PACKAGE = Path(at.__file__).parents[1]


class TestTheLocations:
    def test_the_addin_goes_where_excel_trusts_it(self, windows: ImaginedMachine) -> None:
        assert windows.locations.addin == Path(windows.environment["APPDATA"], "Microsoft/Excel/XLSTART/arena.xlam")

    def test_the_path_of_python_does_not_travel_with_the_user(self, windows: ImaginedMachine) -> None:
        local = Path(windows.environment["LOCALAPPDATA"], "Arena-analyse")
        assert windows.locations.interpreter_file == local / "python.txt"

    @pytest.mark.parametrize("name", ["Custom Office Templates", "Aangepaste Office-sjablonen"])
    def test_offices_own_templates_folder_is_found_in_its_language(self, windows: ImaginedMachine, name: str) -> None:
        documents = Path(windows.environment["UserProfile"], "Documents")
        (documents / name).mkdir()
        assert windows.locations.templates == documents / name
        assert windows.locations.names_templates_folder

    @pytest.mark.parametrize(
        ("spoken", "name"),
        [
            ("nl-nl", "Aangepaste Office-sjablonen"),
            ("en-us", "Custom Office Templates"),
            ("FR-be", "Modèles Office personnalisés"),
        ],
    )
    def test_where_it_is_not_there_yet_it_gets_its_name_in_the_language_of_office(
        self, windows: ImaginedMachine, spoken: str, name: str
    ) -> None:
        windows.registry.put(OFFICE_LANGUAGE, "UILanguageTag", RegistryText(spoken))
        assert windows.locations.templates == Path(windows.environment["UserProfile"], "Documents", name)
        assert windows.locations.names_templates_folder

    @pytest.mark.parametrize("spoken", ["", "de-de", None])
    def test_in_a_language_of_office_that_we_do_not_know_there_is_none(
        self, windows: ImaginedMachine, spoken: str | None
    ) -> None:
        windows.registry.remove(OFFICE_LANGUAGE, "UILanguageTag")
        if spoken is not None:
            windows.registry.put(OFFICE_LANGUAGE, "UILanguageTag", RegistryText(spoken))
        assert windows.locations.templates is None
        assert not windows.locations.names_templates_folder

    def test_the_users_choice_of_templates_goes_first_and_a_policy_before_it(self, windows: ImaginedMachine) -> None:
        windows.registry.put(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES, RegistryText("%userprofile%/Mijn", expands=True))
        assert windows.locations.templates == Path(windows.environment["UserProfile"], "Mijn")
        policy = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Options"
        windows.registry.put(policy, at.PERSONAL_TEMPLATES, RegistryText(str(windows.root / "beleid")))
        assert windows.locations.templates == windows.root / "beleid"
        assert not windows.locations.names_templates_folder

    def test_documents_that_cannot_be_found_are_skipped(self, windows: ImaginedMachine) -> None:
        windows.registry.put(SHELL_FOLDERS, "Personal", RegistryText("//server/weg"))
        assert windows.locations.templates is None

    @pytest.mark.parametrize(
        "value", ['"C:\\Oud\\arena.xlam"', '/R "C:\\Oud\\ARENA.XLAM"', "arena.xlam", "C:\\a b\\arena.xlam"]
    )
    def test_an_addin_that_excel_opens_by_name_is_a_second_one(self, windows: ImaginedMachine, value: str) -> None:
        windows.registry.put(at.EXCEL_OPTIONS, "OPEN", RegistryText(value))
        assert len(windows.locations.second_addins()) == 1

    @pytest.mark.parametrize("value", ['"C:\\x\\solver.xlam"', '"C:\\x\\mijn-arena.xlam"', ""])
    def test_other_addins_are_left_in_peace(self, windows: ImaginedMachine, value: str) -> None:
        windows.registry.put(at.EXCEL_OPTIONS, "OPEN", RegistryText(value))
        windows.registry.put(at.EXCEL_OPTIONS, "OPENED", RegistryText("arena.xlam"))
        assert windows.locations.second_addins() == []

    def test_an_addin_that_lies_among_the_others_and_is_not_ticked_is_none(self, windows: ImaginedMachine) -> None:
        folder = Path(windows.environment["APPDATA"], "Microsoft", "AddIns")
        folder.mkdir(parents=True)
        addin_file(folder / "arena.xlam")
        assert windows.locations.second_addins() == []
        windows.registry.put(at.EXCEL_OPTIONS, "OPEN", RegistryText("arena.xlam"))
        assert len(windows.locations.second_addins()) == 1

    @pytest.mark.parametrize("where", ["alternative", "windows"])
    def test_every_other_start_folder_is_looked_in(self, windows: ImaginedMachine, where: str) -> None:
        folder = windows.root / where
        if where == "alternative":
            windows.registry.put(at.EXCEL_OPTIONS, "AltStartup", RegistryText(str(folder)))
        else:
            windows.registry.put(EXCEL_PROGRAM, "", RegistryText(f'"{folder}/EXCEL.EXE"'))
            folder = folder / "XLSTART"
        folder.mkdir(parents=True)
        addin_file(folder / "arena.xlam")
        assert windows.locations.second_addins() == [folder / "arena.xlam"]

    @pytest.mark.parametrize(
        ("path", "network"),
        [
            ("\\\\server\\profielen$\\Zoë\\XLSTART", True),
            ("\\\\?\\UNC\\server\\profielen\\XLSTART", True),
            ("H:\\AppData\\XLSTART", True),
            ("\\\\?\\H:\\AppData\\XLSTART", True),
            ("C:\\Users\\Zoë\\XLSTART", False),
            ("\\\\?\\C:\\Users\\Zoë\\XLSTART", False),
        ],
    )
    def test_a_folder_of_another_computer_is_known(
        self, monkeypatch: pytest.MonkeyPatch, path: str, network: bool
    ) -> None:
        monkeypatch.setattr(at, "drive_kind", {"C:": 3, "H:": 4}.get)
        assert at.on_network(Path(path)) is network

    def test_the_mark_of_the_web_is_seen(self, tmp_path: Path) -> None:
        file = tmp_path / "arena.xlam"
        stream = tmp_path / "arena.xlam:Zone.Identifier"
        assert not mark_of_the_web(file)
        stream.write_text("[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://mail.example/\r\n")
        assert mark_of_the_web(file)
        stream.write_text("[ZoneTransfer]\r\nZoneId=1\r\n")
        assert not mark_of_the_web(file)


def test_the_buttons_look_for_their_files_in_the_same_folder(
    windows: ImaginedMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALAPPDATA", windows.environment["LOCALAPPDATA"])
    assert user_files.folder() == windows.locations.local


@pytest.mark.skipif(sys.platform == "win32", reason="this system may have an Excel")
def test_a_system_other_than_windows_gets_a_sentence() -> None:
    with pytest.raises(NoExcelHere) as refused:
        at.here()
    assert "Op een Mac" in refused.value.sentence("nl")


def test_no_other_module_of_the_installer_knows_a_folder_of_windows() -> None:
    known = re.compile(r"APPDATA|XLSTART|CurrentVersion")
    for module in (PACKAGE / "install").glob("*.py"):
        if module.name != "locations.py":
            code = re.sub(r'"""(.|\n)*?"""|#.*', "", module.read_text(encoding="utf-8"))
            assert not known.search(code), module.name


class ImaginedWinreg(types.ModuleType):
    """Python's ``winreg`` over a registry in memory, with its errors."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = "HKCU", "HKLM"
    REG_SZ, REG_EXPAND_SZ, REG_DWORD, KEY_SET_VALUE = 1, 2, 4, 2

    def __init__(self) -> None:
        super().__init__("winreg")
        self.keys: dict[str, dict[str, tuple[object, int]]] = {"HKCU\\Software": {}}

    class Handle:
        def __init__(self, key: str) -> None:
            self.key = key

        def __enter__(self) -> ImaginedWinreg.Handle:
            return self

        def __exit__(self, *_: object) -> None:
            return None

    def OpenKey(self, hive: str, path: str, *_: int) -> Handle:  # noqa: N802
        if f"{hive}\\{path}" not in self.keys:
            raise FileNotFoundError(2, "no such key")
        return self.Handle(f"{hive}\\{path}")

    def CreateKeyEx(self, hive: str, path: str, *_: int) -> Handle:  # noqa: N802
        parts = path.split("\\")
        for size in range(1, len(parts) + 1):
            self.keys.setdefault("\\".join([hive, *parts[:size]]), {})
        return self.OpenKey(hive, path)

    def QueryInfoKey(self, handle: Handle) -> tuple[int, int, int]:  # noqa: N802
        return sum(key.startswith(handle.key + "\\") for key in self.keys), len(self.keys[handle.key]), 0

    def EnumValue(self, handle: Handle, index: int) -> tuple[str, object, int]:  # noqa: N802
        name = list(self.keys[handle.key])[index]
        return name, *self.keys[handle.key][name]

    def SetValueEx(self, handle: Handle, name: str, _: int, kind: int, value: object) -> None:  # noqa: N802
        self.keys[handle.key][name] = (value, kind)

    def DeleteValue(self, handle: Handle, name: str) -> None:  # noqa: N802
        if name not in self.keys[handle.key]:
            raise FileNotFoundError(2, "no such value")
        del self.keys[handle.key][name]

    def DeleteKey(self, hive: str, path: str) -> None:  # noqa: N802
        del self.keys[f"{hive}\\{path}"]


class TestTheRegistryOfWindows:
    """The real class over an imagined ``winreg``, beside the one in memory that the other tests use: they agree."""

    KEY = r"HKCU\Software\Een\Twee"

    @pytest.fixture(params=["windows", "memory"])
    def registry(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> object:
        if request.param == "windows":
            monkeypatch.setitem(sys.modules, "winreg", ImaginedWinreg())
            return WindowsRegistry()
        return MemoryRegistry({"HKCU\\Software": {}})

    def test_says_which_keys_it_made(self, registry: WindowsRegistry) -> None:
        assert registry.put(self.KEY, "naam", RegistryText("x")) == [r"HKCU\Software\Een", self.KEY]
        assert registry.put(self.KEY, "naam", RegistryText("y")) == []
        assert registry.value(self.KEY, "naam") == RegistryText("y")

    def test_keeps_whether_names_are_filled_in(self, registry: WindowsRegistry) -> None:
        registry.put(self.KEY, "", RegistryText("%X%", expands=True))
        assert registry.values(self.KEY) == {"": RegistryText("%X%", expands=True)}

    def test_takes_a_key_away_only_where_it_is_empty(self, registry: WindowsRegistry) -> None:
        registry.put(self.KEY, "naam", RegistryText("x"))
        registry.remove_key(r"HKCU\Software\Een")
        registry.remove_key(self.KEY)
        assert registry.value(self.KEY, "naam") == RegistryText("x")
        registry.remove(self.KEY, "naam")
        registry.remove(self.KEY, "naam")
        registry.remove_key(self.KEY)
        registry.remove_key(r"HKCU\Software\Een")
        assert registry.put(self.KEY, "naam", RegistryText("x")) == [r"HKCU\Software\Een", self.KEY]

    def test_knows_nothing_of_a_key_that_is_not_there(self, registry: WindowsRegistry) -> None:
        assert registry.values(r"HKLM\Weg") == {}
        assert registry.value(r"HKCU\Software\Weg", "x") is None
        registry.remove(r"HKCU\Software\Weg", "x")

    def test_reads_numbers_apart_whatever_their_capitals(self, monkeypatch: pytest.MonkeyPatch) -> None:
        winreg = ImaginedWinreg()
        winreg.keys["HKCU\\Software"] = {"Getal": (3, 4), "tekst": ("3", 1)}
        monkeypatch.setitem(sys.modules, "winreg", winreg)
        registry = WindowsRegistry()
        assert registry.number("HKCU\\Software", "getal") == 3
        assert registry.number("HKCU\\Software", "tekst") is None
        assert registry.number("HKCU\\Weg", "getal") is None

    def test_reads_texts_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        winreg = ImaginedWinreg()
        winreg.keys["HKCU\\Software"] = {"getal": (1, 4), "tekst": ("a", 1)}
        monkeypatch.setitem(sys.modules, "winreg", winreg)
        assert WindowsRegistry().values("HKCU\\Software") == {"tekst": RegistryText("a")}
