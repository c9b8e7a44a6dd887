"""The Python that an installation belongs to: where it stands, and whether Excel can start it."""

from __future__ import annotations

import site
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from arena.install.locations import from_store
from arena.install.refusals import InstallRefused, PythonBlocked, StorePython, UserPackages, WrongDll

_SECONDS = 120
"""How long a Python may take to start: the first time, an antivirus program reads every file of it."""

_TRIAL = "from arena.excel.server import import_all; import_all()"


@dataclass(frozen=True)
class Interpreter:
    """A Python and what is installed in it.

    ``prefix`` is the root of its environment, where xlwings' DLLs stand; ``base`` that of the Python it was made
    from; ``packages`` the folder that holds our package; ``user_packages`` that of ``pip install --user``.
    """

    program: Path
    prefix: Path
    base: Path
    packages: Path
    user_packages: Path | None
    xlwings: str

    @property
    def windowless(self) -> Path:
        """The same Python without a black window, where it is there (Windows)."""
        quiet = self.program.with_name("pythonw.exe")
        return quiet if self.program.name.lower() == "python.exe" and quiet.is_file() else self.program

    @property
    def from_store(self) -> bool:
        """Return True if it comes from the Microsoft Store."""
        return from_store(self.program) or from_store(self.base)

    @property
    def in_user_packages(self) -> bool:
        """Return True if our package was installed with ``--user``."""
        return self.user_packages is not None and self.packages.is_relative_to(self.user_packages)

    def dll(self, bits: int) -> Path:
        """Return where xlwings' DLL of the installed version belongs, for an Excel of 32 or 64 bits."""
        return self.prefix / f"xlwings{bits}-{self.xlwings}.dll"

    def other_dlls(self) -> list[str]:
        """Return the names of xlwings' DLLs of other versions."""
        fitting = {self.dll(32).name, self.dll(64).name}
        return sorted(path.name for path in self.prefix.glob("xlwings*.dll") if path.name not in fitting)

    def starts(self) -> bool:
        """Return True if it starts, apart from the user's own folders (``-I``), and finds what it needs.

        So the add-in starts it, but for ``-B``: what is compiled here, the first click need not compile. An antivirus
        program or a damaged installation shows here.
        """
        command = [str(self.program), "-I", "-c", _TRIAL]
        try:
            return subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False).returncode == 0  # noqa: S603 - our own interpreter and a constant
        except (OSError, subprocess.TimeoutExpired):
            return False

    def refusal(self) -> InstallRefused | None:
        """Return why Excel cannot work with this Python; None where it can."""
        if self.from_store:
            return StorePython("install.error.store_python")
        if self.in_user_packages:
            return UserPackages("install.error.user_packages")
        if not (self.dll(32).is_file() and self.dll(64).is_file()):
            return WrongDll("install.error.wrong_dll", version=self.xlwings, found=", ".join(self.other_dlls()) or "–")
        if not self.starts():
            return PythonBlocked("install.error.python_blocked")
        return None


def this_interpreter() -> Interpreter:
    """Return the Python that runs this."""
    try:
        xlwings = metadata.version("xlwings")
    except metadata.PackageNotFoundError:
        xlwings = "–"
    return Interpreter(
        program=Path(sys.executable),
        prefix=Path(sys.prefix),
        base=Path(sys.base_prefix),
        packages=Path(__file__).parents[2],
        user_packages=Path(site.getusersitepackages()) if site.ENABLE_USER_SITE is not None else None,
        xlwings=xlwings,
    )
