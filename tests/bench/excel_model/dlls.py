"""Functions in DLLs that VBA declares, played by Python.

VBA finds a declared function only in a library that is on the search path or that LoadLibrary has loaded; else it
raises its error 53. So a loader that forgets to load, or looks in the wrong folder, fails here as it does on Windows.
"""

from __future__ import annotations

import ntpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pyopenvba.interpreter._runtime import Slot
from pyopenvba.interpreter._values import VBAInt, error

from .com_server import argument_for_server, value_for_vba
from .session import Session

ERR_FILE_NOT_FOUND = 53
ERR_NO_ENTRY_POINT = 453


class ByRef:
    """An argument passed by reference: the function reads and sets `value`, and VBA's variable follows."""

    def __init__(self, slot: Slot, session: Session) -> None:
        self._slot = slot
        self._session = session

    @property
    def value(self) -> object:
        """What VBA's variable holds, as a Python COM server would see it."""
        return argument_for_server(self._slot.get(), self._session)

    @value.setter
    def value(self, new: object) -> None:
        self._slot.set(value_for_vba(new, self._session))


@dataclass
class Library:
    """A DLL: where it lies, and what its functions do."""

    path: str
    #: Whether Windows finds it by itself, as its own libraries.
    on_search_path: bool = False
    loaded: bool = False
    functions: dict[str, Callable[..., object]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file's name in lower case, without `.dll`, as declarations may leave that out."""
        return _bare(self.path)

    def function(self, name: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
        """Decorator: this Python function is the library's function of that name.

        It is called with a `ByRef` for each argument passed by reference and a Python value for each other one; its
        answer is the function's result.
        """

        def register(function: Callable[..., object]) -> Callable[..., object]:
            self.functions[name] = function
            return function

        return register


class Libraries:
    """The DLLs of the machine. Windows' own LoadLibrary is among them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._libraries: list[Library] = []
        #: The paths that VBA asked LoadLibrary for, in order, found or not.
        self.asked_for: list[str] = []
        kernel = self.add("C:\\Windows\\System32\\KERNEL32.dll", on_search_path=True)
        kernel.functions["LoadLibraryA"] = self._load
        kernel.functions["LoadLibraryW"] = self._load

    def add(self, path: str, *, on_search_path: bool = False) -> Library:
        """Put a DLL on the machine, at a Windows path."""
        library = Library(path, on_search_path)
        self._libraries.append(library)
        return library

    def _load(self, path: object) -> int:
        text = str(path)
        self.asked_for.append(text)
        wanted = ntpath.normcase(ntpath.normpath(text))
        for number, library in enumerate(self._libraries, start=1):
            here = ntpath.normcase(ntpath.normpath(library.path))
            if wanted == here or (library.on_search_path and _bare(text) == library.name):
                library.loaded = True
                return 0x10000 * number
        return 0

    def call(self, library_name: str, function_name: str, arguments: Sequence[tuple[bool, Slot]]) -> object:
        """Call a declared function; each argument is whether it goes by reference, and the variable it came in.

        Raises:
            VBARuntimeError: 53 where the library is not loaded, 453 where it has no such function.
        """
        wanted = _bare(library_name)
        found = [one for one in self._libraries if one.name == wanted and (one.loaded or one.on_search_path)]
        if not found:
            raise error(ERR_FILE_NOT_FOUND, f"File not found: {library_name}")
        function = found[0].functions.get(function_name)
        if function is None:
            raise error(ERR_NO_ENTRY_POINT, f"Can't find DLL entry point {function_name} in {library_name}")
        given = [
            ByRef(slot, self._session) if by_ref else argument_for_server(slot.get(), self._session)
            for by_ref, slot in arguments
        ]
        answer = function(*given)
        return VBAInt(answer, "Long") if isinstance(answer, int) else value_for_vba(answer, self._session)


def _bare(path: str) -> str:
    name = ntpath.basename(path).lower()
    return name.removesuffix(".dll")
