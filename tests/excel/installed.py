"""A model of Excel in which the add-in is installed as `arena install` does it: its file, the Python, the DLL."""

from __future__ import annotations

from pathlib import Path

from pyopenvba.apps.excel._model import Workbook

from tests.bench.excel_model import ExcelBench
from tests.bench.excel_model.xlwings_dll import XlwingsDll

LOCAL = "C:\\Users\\u\\AppData\\Local"
SETTINGS = f"{LOCAL}\\Arena-analyse"
PYTHON = "C:\\Users\\u\\tools\\arena\\Scripts\\python.exe"
DLL = "C:\\Users\\u\\tools\\arena\\xlwings64-0.37.8.dll"
COMMAND = f'"{PYTHON}" -I -B -c "import xlwings; xlwings.serve(\'$(CLSID)\')"'
"""What the DLL may be told, and nothing else."""


class InstalledAddin:
    """The add-in in a bench, its DLL, and the machine's files that the add-in reads and writes."""

    def __init__(self, excel: ExcelBench, addin: Path) -> None:
        excel.machine.environment["LOCALAPPDATA"] = LOCAL
        excel.machine.files[f"{SETTINGS}\\python.txt"] = f"{PYTHON}\r\n"
        excel.machine.files[PYTHON] = ""
        self.excel = excel
        self.dll: XlwingsDll = excel.add_xlwings_dll(DLL)
        self.workbook: Workbook = excel.open_addin(addin)
        excel.ribbon.load("ArenaLoad")

    def click(self, button: str) -> None:
        self.excel.ribbon.click(button, "ArenaClick")

    def is_enabled(self, button: str) -> object:
        return self.excel.ribbon.ask(button, "ArenaEnabled")

    def choose(self, language: str) -> None:
        self.excel.ribbon.click(f"language_{language}", "ArenaChoose", tag=language)

    @property
    def log(self) -> str:
        return self.excel.machine.file(f"{SETTINGS}\\arena.log") or ""
