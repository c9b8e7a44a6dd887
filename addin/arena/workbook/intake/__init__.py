"""Reading files that may be hostile: values only, in a process of its own, within limits.

``read_cells(path)`` gives a ``RawBook``; ``start_reading(path)`` gives a ``Reading`` at once, so that a caller can
import what it needs meanwhile, and ``Reading.result()`` the same ``RawBook``.

The names are loaded on first use: the child process passes through this module and must not pay for what only its
parent needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arena.workbook.intake.book import CellError, CellValue, RawBook, RawSheet, RawTable
    from arena.workbook.intake.reading import Reading, read_cells, start_reading

__all__ = [
    "CellError",
    "CellValue",
    "RawBook",
    "RawSheet",
    "RawTable",
    "Reading",
    "read_cells",
    "start_reading",
]

_READING = {"Reading", "read_cells", "start_reading"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{'reading' if name in _READING else 'book'}"), name)
