"""Workbooks and folders with hostile names: clicked on with the real Python behind the ribbon, and the control.

The control is xlwings' own module, unmodified, in a workbook in which nothing but the name is hostile.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from tests.bench.excel_model import ExcelBench
from tests.excel import workbooks
from tests.excel.clicking import ARENA
from tests.excel.installed import InstalledAddin
from tests.excel.test_loader import HOSTILE_NAMES, assert_nothing_of_the_workbook_got_out

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("fresh_server")]


def named(folder: Path, name: str) -> Path:
    """An Arena workbook of that name in a folder of that name."""
    (folder / name).mkdir()
    return workbooks.of_values(folder / name / f"{name}.xlsx", workbooks.table_of(workbooks.ACTORS))


@pytest.mark.parametrize("kind", HOSTILE_NAMES)
def test_a_click_does_its_work_and_nothing_of_the_name_gets_out(
    installed: InstalledAddin, tmp_path: Path, kind: str
) -> None:
    book = installed.excel.open(named(tmp_path, HOSTILE_NAMES[kind]))
    for button in ("rank", "undo", "hard_to_miss"):
        installed.click(button)
        assert installed.excel.messages[-1].startswith("Klaar")
    assert_nothing_of_the_workbook_got_out(installed.excel, installed.dll.commands)
    assert book.sheets[ARENA]["A5"].value == "Sportclub"


@pytest.mark.parametrize("kind", HOSTILE_NAMES)
def test_the_control_is_caught_by_the_name_alone(tmp_path: Path, kind: str) -> None:
    name = HOSTILE_NAMES[kind]
    with ExcelBench() as excel:
        excel.machine.environment["TEMP"] = "C:\\Temp"
        source = Path(xw.__file__).with_name("xlwings_custom_addin.bas").read_text(encoding="utf-8")
        excel.add_module("xlwings", source)
        excel.add_module("Start", 'Sub Start()\nRunPython "import x"\nEnd Sub')
        dll = excel.add_xlwings_dll("C:\\evil\\xlwings64-0.37.8.dll")
        excel.open(named(tmp_path, name))
        excel.run("Start")
        assert any(f'--wb="{name}.xlsx"' in command for command in excel.machine.started)
        with pytest.raises(AssertionError):
            assert_nothing_of_the_workbook_got_out(excel, dll.commands)
