"""What docs/it.md tells an IT department is what the code does: files, registry, addresses, codes, hashes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from arena.build import bundle
from arena.excel import user_files
from arena.install import locations as at
from arena.install.install import install
from arena.install.ledger import read_ledger
from arena.install.locations import Locations
from tests.install.imagined import ImaginedMachine
from tests.install.imagined import parts as small_parts

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[2]
DUTCH, ENGLISH = (ROOT / "docs" / "it.md").read_text(encoding="utf-8").split("\n# For the IT department\n")
INSTALLER, REMOVER = ((ROOT / f"{name} Arena.cmd").read_text(encoding="ascii") for name in ("Installeer", "Verwijder"))
IN_USE = {user_files.LOG, user_files.LANGUAGE, user_files.DRAFT}
"""Files that no installation writes but the use of the buttons."""


def shown(path: Path, locations: Locations) -> str:
    return locations.without_user(str(path)).replace("/", "\\")


def written_by(windows: ImaginedMachine) -> tuple[set[str], set[str]]:
    """The files that an installation with everything writes, but for templates; and the values in the registry."""
    install(windows.locations, windows.python, small_parts(), server=True)
    locations = windows.locations
    ledger = read_ledger(locations.ledger)
    assert ledger is not None
    files = {shown(path, locations) for path in (*ledger.files, locations.ledger) if path.parent != locations.templates}
    return files, {f"{value.key}\\{value.name}" for value in ledger.values}


def named_files() -> set[str]:
    return {path for path in re.findall(r"`(%\w+%[^`]+)`", DUTCH) if re.search(r"\.\w+$", path)}


def test_it_names_every_file_that_is_written_and_no_other(windows: ImaginedMachine) -> None:
    files, _ = written_by(windows)
    local = shown(windows.locations.local, windows.locations)
    assert named_files() == files | {rf"{local}\{name}" for name in IN_USE} | {rf"{local}\manual.en.html"}


def test_no_file_of_the_users_own_is_left_out() -> None:
    named = {Path(path.replace("\\", "/")).name for path in named_files()}
    for pattern in user_files.PATTERNS:
        assert any(Path(name).match(pattern) for name in named), pattern


def test_it_names_every_value_of_the_registry(windows: ImaginedMachine) -> None:
    _, values = written_by(windows)
    assert values == {rf"{at.RUN_AT_LOGON}\{at.RUN_NAME}", rf"{at.EXCEL_OPTIONS}\{at.PERSONAL_TEMPLATES}"}
    for value in values:
        key, _, name = value.rpartition("\\")
        assert f"de waarde `{name}` in `{key}`" in DUTCH


@pytest.mark.parametrize("page", [DUTCH, ENGLISH], ids=["nl", "en"])
class TestEachLanguage:
    def test_names_where_the_double_clicks_put_the_program(self, page: str) -> None:
        folder = r"%LOCALAPPDATA%\Programs\Arena-analyse"
        for text in (INSTALLER, REMOVER):
            assert f'set "FOLDER={folder}"' in text
        assert f"`{folder}`" in page
        assert rf'"{folder}\venv\Scripts\python.exe" -I -m arena doctor' in page

    def test_explains_every_code_and_no_other(self, page: str) -> None:
        codes = dict(re.findall(r"(?m)^\| (\d+) \| .+ \| (.+) \|$", page))
        assert codes.keys() == set(re.findall(r'set "CODE=(\d+)"', INSTALLER))
        removing = {code for code, said in codes.items() if said != "–"}
        assert removing == set(re.findall(r'set "CODE=(\d+)"', REMOVER))

    def test_names_the_file_that_holds_the_version(self, page: str) -> None:
        assert rf"`%LOCALAPPDATA%\{user_files.FOLDER}\{user_files.VERSION}`" in page

    def test_names_the_addresses(self, page: str) -> None:
        asked = set(re.findall(r"https://([\w.-]+)/", INSTALLER + bundle.PYTHON_FOR_WINDOWS.url))
        assert asked == {"github.com", "www.python.org"}  # the latter is opened by whoever reads it
        for address in ("github.com", "releases.astral.sh", "pypi.org", "files.pythonhosted.org"):
            assert f"`{address}`" in page

    def test_names_the_hashes_and_the_python_of_the_bundle(self, page: str) -> None:
        assert f"`{bundle.HASHES}`" in page
        assert rf"`{bundle.FOLDER}\{bundle.PYTHON}`" in page
        assert f"`{bundle.PYTHON_FOR_WINDOWS.release}`" in page

    def test_names_the_dll_of_the_very_version(self, page: str) -> None:
        assert "xlwings==0.37.8" in (ROOT / "requirements-bundle.lock").read_text(encoding="utf-8")
        assert r"`venv\xlwings64-0.37.8.dll`" in page
