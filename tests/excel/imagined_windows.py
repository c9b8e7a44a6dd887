"""A Python that takes this machine for a Windows: for the processes that the product really starts.

It is the Python of the tests in a folder of its own, with a start file (.pth) that even ``-I`` obeys. That puts the
stand-ins for pywin32 on its path as modules, the two programs with which xlwings ends Excels on the PATH, and lets
``sys.platform`` say Windows once all that asks it early has been imported.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from tests.bench.excel_model.pywin32 import MODULES

ROOT = Path(__file__).parents[2]
GENERATED = "gen_py"
"""The folder of generated classes in the temp folder; pywin32's module makes it when imported, as does ours."""

_GENCACHE = f"""
import os, tempfile
def _make(*args, **kwargs):
    os.makedirs(os.path.join(tempfile.gettempdir(), "{GENERATED}"), exist_ok=True)
_make()
EnsureModule = GetClassForCLSID = _make
"""

_CLIENT = """
from tests.bench.excel_model.pywin32 import MODULES as _stand_ins
globals().update({name: it for name, it in vars(_stand_ins[__name__]).items() if not name.startswith("__")})
del globals()["gencache"]
from . import gencache
"""

_STAND_IN = """
from tests.bench.excel_model.pywin32 import MODULES as _stand_ins
globals().update({name: it for name, it in vars(_stand_ins[__name__]).items() if not name.startswith("__")})
"""

_BECOMES_WINDOWS = """
import codecs, ctypes, importlib, os, subprocess, sys, types
for name in ("asyncio", "multiprocessing.connection", "pandas", "rich.console", "typer", "click.testing", "xlsxwriter"):
    importlib.import_module(name)
importlib.import_module("mimetypes")  # which would look in the registry for types of files
from tests.bench.excel_model import pywin32
for name, loader in pywin32._LOADERS.items():
    setattr(ctypes, name, loader)
ctypes.windll.kernel32 = types.SimpleNamespace(GetDriveTypeW=lambda _: 3)
codecs.register(lambda name: codecs.lookup("cp1252") if name == "mbcs" else None)
subprocess.CREATE_NO_WINDOW = 0
import win32event, pythoncom
win32event.MsgWaitForMultipleObjects = lambda *_: win32event.WAIT_OBJECT_0
pythoncom.PumpWaitingMessages = lambda: True  # WM_QUIT: the Excel let go
def no_such_key(*_):
    raise FileNotFoundError(2, "no such key")
registry = sys.modules["winreg"] = types.ModuleType("winreg")
registry.OpenKey = no_such_key
registry.HKEY_CURRENT_USER = registry.HKEY_LOCAL_MACHINE = 0
registry.REG_SZ, registry.REG_EXPAND_SZ, registry.REG_DWORD = 1, 2, 4
sys.platform = "win32"
"""

_TASKLIST = """#!/bin/sh
echo asked >> "{said}"
printf '\\nName PID x x x x\\n==== === = = = =\\nEXCEL.EXE 4711 Console 1 100 K\\n'
"""

_TASKKILL = """#!/bin/sh
echo "killed $2" >> "{said}"
"""


@dataclass(frozen=True)
class ImaginedWindows:
    """The machine: its Python, and what became of its Excel."""

    root: Path

    @property
    def python(self) -> Path:
        return self.root / "env" / "bin" / "python"

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Start its Python with arguments, as a program of its own."""
        folders = {name: str(self.root / name) for name in ("APPDATA", "LOCALAPPDATA", "TEMP")}
        path = f"{self.root / 'programs'}{os.pathsep}{os.environ['PATH']}"
        # WINDIR: xlwings imports matplotlib where it is installed, as after `make bench`, and that asks for it
        folders |= {"TMPDIR": folders["TEMP"], "WINDIR": str(self.root / "Windows")}
        environment = {**folders, "PATH": path, "LC_ALL": "C.UTF-8", **more}
        return subprocess.run(
            [str(self.python), *arguments],
            capture_output=True,
            text=True,
            env=environment,
            cwd=self.root,
            check=False,
            timeout=120,
        )

    @property
    def excel_was_ended(self) -> bool:
        """Whether somebody asked which Excels there are, or ended one."""
        return (self.root / "said").exists()

    @property
    def classes_were_generated(self) -> bool:
        return (self.root / "TEMP" / GENERATED).exists()


def imagined_windows(root: Path) -> ImaginedWindows:
    """Make the machine in a folder."""
    env, modules, programs = root / "env", root / "modules", root / "programs"
    packages = env / Path(sysconfig.get_path("purelib")).relative_to(Path(sys.prefix).resolve())
    for folder in (env / "bin", packages, modules, programs, root / "TEMP", root / "LOCALAPPDATA"):
        folder.mkdir(parents=True)
    (root / "APPDATA" / "Microsoft" / "Excel").mkdir(parents=True)
    (env / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    (env / "pyvenv.cfg").write_text(f"home = {Path(sys.base_prefix) / 'bin'}\n")
    for bits in (32, 64):
        (env / f"xlwings{bits}-0.37.8.dll").write_bytes(b"MZ")
    for name in MODULES:
        parts = name.split(".")
        is_package = any(other.startswith(f"{name}.") for other in MODULES)
        file = modules.joinpath(*parts, "__init__.py") if is_package else modules.joinpath(*parts).with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text({"win32com.client": _CLIENT, "win32com.client.gencache": _GENCACHE}.get(name, _STAND_IN))
    (modules / "becomes_windows.py").write_text(_BECOMES_WINDOWS)
    path = [str(modules), str(ROOT), *(each for each in sys.path if each and Path(each).is_dir())]
    (packages / "windows.pth").write_text("\n".join([*path, "import becomes_windows", ""]))
    for name, text in (("tasklist", _TASKLIST), ("taskkill", _TASKKILL)):
        (programs / name).write_text(text.format(said=root / "said"))
        (programs / name).chmod(0o755)
    return ImaginedWindows(root)
