"""A model of Excel in which the add-in is installed as `arena install` does it: its file, the Python, the DLL."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import xlwings as xw
from pyopenvba.apps.excel._model import Workbook

from arena.install.install import install
from arena.workbook.model import SCHEMA
from tests.bench.excel_model import ExcelBench
from tests.bench.excel_model.xlwings_dll import XlwingsDll
from tests.install.imagined import parts, windows_machine

LOCAL = "C:\\Users\\u\\AppData\\Local"
SETTINGS = f"{LOCAL}\\Arena-analyse"
PYTHON = "C:\\Users\\u\\tools\\arena\\Scripts\\python.exe"
DLL = "C:\\Users\\u\\tools\\arena\\xlwings64-0.37.8.dll"
COMMAND = f'"{PYTHON}" -I -B -c "from arena.excel.server import serve; serve(\'$(CLSID)\')"'
"""What the DLL may be told, and nothing else."""


@cache
def installers_files(*, server: bool = False) -> dict[str, str]:
    """What the installer itself writes for the add-in's VBA to read, by the file's name."""
    with tempfile.TemporaryDirectory() as folder:
        machine = windows_machine(Path(folder))
        install(machine.locations, machine.with_python(program=Path(PYTHON)), parts(), server=server)
        found = sorted(machine.locations.local.glob("*.txt"))
        return {path.name: path.read_bytes().decode(machine.locations.encoding) for path in found}


class InstalledAddin:
    """The add-in in a bench, its DLL, and the machine's files that the add-in reads and writes."""

    def __init__(self, excel: ExcelBench, addin: Path) -> None:
        excel.machine.environment["LOCALAPPDATA"] = LOCAL
        excel.machine.files[PYTHON] = ""
        self.excel = excel
        self.install()
        self.dll: XlwingsDll = excel.add_xlwings_dll(DLL)
        self.workbook: Workbook = excel.open_addin(addin)
        excel.ribbon.load("ArenaLoad")

    def install(self, *, server: bool = False) -> None:
        """Put what the installer writes on the machine."""
        for name, text in installers_files(server=server).items():
            self.excel.machine.files[f"{SETTINGS}\\{name}"] = text

    def click(self, button: str) -> None:
        self.excel.ribbon.click(button, "ArenaClick")

    def undo_by_keyboard(self) -> None:
        """Ctrl+Z, where a button is the last thing that Excel can undo."""
        procedure = self.excel.recorded("Application", "OnUndo")[-1].arguments["Procedure"]
        self.excel.run(str(procedure).split("!")[1])

    def supertip(self, button: str) -> object:
        return self.excel.ribbon.ask(button, "ArenaSupertip")

    def is_enabled(self, button: str) -> object:
        return self.excel.ribbon.ask(button, "ArenaEnabled")

    def choose(self, language: str) -> None:
        self.excel.ribbon.click(f"language_{language}", "ArenaChoose", tag=language)

    @property
    def log(self) -> str:
        return self.excel.machine.file(f"{SETTINGS}\\arena.log") or ""


def arena_book(excel: ExcelBench, schema: object = SCHEMA) -> xw.Book:
    """A workbook that is marked as an Arena workbook, of a schema."""
    book = excel.new_book()
    book.sheets[0]["A1"].value = schema
    book.names.add("arena_schema", "=Sheet1!$A$1")
    return book
