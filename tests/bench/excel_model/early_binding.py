"""`win32com.client.gencache`: whether Python has Excel's classes generated, and so reaches its objects early bound.

xlwings asks for it when it is imported on Windows. A file is then made in the temporary folder, which everything that
runs as this user shares, and breaks when it is damaged or half deleted; and the objects are of other classes than the
ones that the bench has. Here the file is made too, with nothing in it, and what was asked is kept; objects stay late
bound, as only that is modelled.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

EXCEL_LIBRARY = "{00020813-0000-0000-C000-000000000046}"


def generated_folder() -> Path:
    """Where pywin32 keeps what it generates."""
    return Path(tempfile.gettempdir(), "gen_py", f"{sys.version_info.major}.{sys.version_info.minor}")


class EarlyBinding:
    """What gencache was asked in this process."""

    def __init__(self) -> None:
        #: The type libraries of which classes were generated.
        self.generated: list[str] = []
        #: The kinds of object that real pywin32 would have reached early bound.
        self.bound: list[str] = []

    def ensure_module(self, library: str, *_: object, **__: object) -> None:
        """`gencache.EnsureModule`."""
        self.generated.append(library)
        folder = generated_folder()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{library.strip('{}')}x0x1x9.py").touch()

    def class_for(self, clsid: str) -> None:
        """`gencache.GetClassForCLSID`: pywin32 takes what lies in the folder, whoever had it generated."""
        if any(generated_folder().glob(f"{EXCEL_LIBRARY.strip('{}')}*")):
            self.bound.append(clsid)


EARLY_BINDING = EarlyBinding()
