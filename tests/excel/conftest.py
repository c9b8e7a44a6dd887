"""What the tests of the live workbook share: the built add-in, and a model of Excel in which it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from arena.packaging import addin as addin_file
from tests.bench.excel_model import ExcelBench
from tests.excel.installed import InstalledAddin


@pytest.fixture(scope="session")
def built_addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return addin_file.build(tmp_path_factory.mktemp("addin"))


@pytest.fixture
def installed(built_addin: Path) -> Iterator[InstalledAddin]:
    with ExcelBench() as excel:
        yield InstalledAddin(excel, built_addin)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own files of Python's side (log, language, manual) in a folder of the test; Dutch is spoken."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    return tmp_path / "local" / "Arena-analyse"
