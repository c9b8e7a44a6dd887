"""The model of Excel as a program of its own, with the add-in of this user in it and Windows' own loader of DLLs."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any, Self

import pythoncom
from pyopenvba.apps.excel._model import Workbook
from pyopenvba.interpreter._objects import MemberSpec, VBAObject
from pyopenvba.interpreter._values import error

from tests.bench.excel_model import bench
from tests.bench.excel_model.dlls import ByRef
from tests.bench.windows.over_com.clock import Clock
from tests.bench.windows.over_com.dialogs import Clicker
from tests.bench.windows.over_com.gateways import Border

_CALL = pythoncom.DISPATCH_METHOD | pythoncom.DISPATCH_PROPERTYGET
_ACTIVATE = "XLPyDLLActivateAuto"
_VARIANT_SIZE, _VALUE_AT, _TEXT, _OBJECT = 24, 8, 8, 9


class ExcelOverCom(bench.ExcelBench):
    """Bench 2's Excel without xlwings and without a stand-in for pywin32 in its process."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.border = Border(self.session, self.clock, lambda interface: Remote(interface, self.border))
        self.clicker = Clicker(self.model.interpreter)
        self._load_dlls_of_windows()

    def __enter__(self) -> Self:
        self._open.enter_context(bench._AMENDED)
        window = ctypes.windll.user32.CreateWindowExW(0, "STATIC", "Excel", 0, 0, 0, 9, 9, None, None, None, None)
        self.state(self.model.application, Hwnd=window)
        self.clicker.start()
        return self

    def _book(self, workbook: Workbook) -> Any:
        return workbook

    def install(self) -> None:
        """Find on the machine what `arena install` put there for this user, and load the add-in."""
        local = Path(os.environ["LOCALAPPDATA"])
        self.machine.environment["LOCALAPPDATA"] = str(local)
        for file in local.joinpath("Arena-analyse").glob("*.txt"):
            self.machine.files[str(file)] = file.read_bytes().decode("mbcs")
        python = self.machine.files[str(local / "Arena-analyse" / "python.txt")].strip()
        assert Path(python).is_file(), python
        self.machine.files[python] = ""
        self.open_addin(Path(os.environ["APPDATA"], "Microsoft", "Excel", "XLSTART", "arena.xlam"))
        self.ribbon.load("ArenaLoad")

    def python(self) -> Remote:
        """The Python server, as VBA has it after a click."""
        found = self.run_raw("ArenaPython")
        assert isinstance(found, Remote), found
        return found

    def run_raw(self, macro: str) -> object:
        """Run a Function of VBA's and return its answer as it is."""
        return self.model.interpreter.run(macro, [])

    def _load_dlls_of_windows(self) -> None:
        libraries = self.model.libraries
        loader = ctypes.windll.kernel32.LoadLibraryA
        loader.restype, loader.argtypes = ctypes.c_void_p, [ctypes.c_char_p]

        def load(path: object) -> int:
            handle = loader(str(path).encode("mbcs"))
            if handle:
                library = libraries.add(str(path))
                library.loaded = True
                library.functions[_ACTIVATE] = Activation(handle, self.border)
            return int(bool(handle))

        libraries._libraries[0].functions["LoadLibraryA"] = load


class Activation:
    """The DLL's own function, called as VBA calls it: texts in ANSI, and a VARIANT by reference for the answer."""

    def __init__(self, handle: int, border: Border) -> None:
        self._function = getattr(ctypes.WinDLL("xlwings", handle=handle), _ACTIVATE)
        self._function.restype = ctypes.c_long
        self._function.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_long]
        self._border = border

    def __call__(self, result: ByRef, config: str, mode: int) -> int:
        variant = ctypes.create_string_buffer(_VARIANT_SIZE)
        with self._border.clock.in_python():
            code = self._function(ctypes.addressof(variant), config.encode("mbcs"), mode)
        kind = ctypes.c_ushort.from_buffer(variant).value
        value = ctypes.c_void_p.from_buffer(variant, _VALUE_AT).value
        if kind == _OBJECT:
            interface = pythoncom.ObjectFromAddress(value, pythoncom.IID_IDispatch)
            result.value = Remote(interface, self._border)
        elif kind == _TEXT:
            result.value = ctypes.wstring_at(value) if value else ""
        return int(code)


class Remote(VBAObject):
    """An object of another program in VBA's hands, late bound."""

    vba_type_name = "Object"

    def __init__(self, interface: Any, border: Border) -> None:
        self.interface = interface
        self._border = border

    def vba_member(self, name: str) -> MemberSpec:
        """Whatever it is asked for is a method; the object itself says if it has none."""

        def call(_: Remote, *arguments: object) -> object:
            return self.call(name, *arguments)

        return MemberSpec(name, "method", getter=call, varargs=True)

    def call(self, name: str, *arguments: object) -> object:
        """Call a method. Raises a ``VBARuntimeError`` with the number and text that COM gave."""
        given = [one.interface if isinstance(one, Remote) else self._border.out(one) for one in arguments]
        with self._border.clock.in_python():
            try:
                number = self.interface.GetIDsOfNames(0, name)
                answer = self.interface.Invoke(number, 0, _CALL, True, *given)
            except pythoncom.com_error as refusal:
                text, code = refusal.strerror, refusal.hresult
                if refusal.excepinfo:
                    text, code = refusal.excepinfo[2] or text, refusal.excepinfo[5] or code
                raise error(code, str(text)) from refusal
        return self._border.inward(answer)
