"""What the tests of the live workbook share: the built add-in, and a model of Excel in which it is installed."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

import arena.excel
from arena.build import addin as addin_file
from tests.bench.excel_model import ExcelBench
from tests.excel.clicking import VBA_RESTORES, Session, session, start_anew
from tests.excel.installed import InstalledAddin


@pytest.fixture(scope="session")
def built_addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return addin_file.build(tmp_path_factory.mktemp("addin"))


@pytest.fixture
def installed(built_addin: Path) -> Iterator[InstalledAddin]:
    with ExcelBench() as excel:
        yield InstalledAddin(excel, built_addin)


@pytest.fixture
def excel() -> Iterator[Session]:
    """An Excel whose buttons are clicked, and a server that was just started."""
    with session() as started:
        yield started


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own files of Python's side (log, language, manual) in a folder of the test; Dutch is spoken."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    return tmp_path / "local" / "Arena-analyse"


@pytest.fixture
def fresh_server() -> Iterator[None]:
    """Python's side as it is before the first click: nothing kept, nothing agreed."""
    start_anew()
    yield
    start_anew()


@pytest.fixture
def clicks(monkeypatch: pytest.MonkeyPatch) -> Iterator[types.ModuleType]:
    """The module that VBA asks the server for: what was clicked, and the answer that it gives."""
    module = types.ModuleType("arena.excel.entry")
    module.said, module.answer = [], "Rangschikken\nKlaar: 3 actoren op volgorde gezet."

    def click(button: str, application: object, book: object, language: str, key: str) -> str:
        module.said.append((button, None if book is None else book.Name))
        module.language, module.key = language, key
        if isinstance(module.answer, Exception):
            for name in VBA_RESTORES:
                setattr(application, name, False)
            application.StatusBar = "bezig"
            application.Calculation = -4135
            raise module.answer
        return module.answer

    module.click = click
    monkeypatch.setitem(sys.modules, "arena.excel.entry", module)
    monkeypatch.setattr(arena.excel, "entry", module, raising=False)
    return module
