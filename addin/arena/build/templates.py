"""The workbooks that are shipped: an empty one as template and as workbook, and the filled-in example, per language."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from arena.locale import LANGUAGES, catalogue
from arena.workbook import book, file_painter
from arena.workbook.atomic import write_atomically
from arena.workbook.example import example
from arena.workbook.model import Analysis, evaluate


@dataclass(frozen=True)
class Shipped:
    """A file that is shipped: its name, what it holds, whether it is a template (.xltx) and has a summary."""

    file: str
    analysis: Callable[[], Analysis]
    template: bool = False
    summary: bool = False


_SUMMARY_MADE_ON = dt.date(2026, 1, 15)
"""Fixed: the same code always builds the same bytes."""


def shipped() -> list[Shipped]:
    """Return all shipped workbooks, in every language."""
    files = []
    for language in LANGUAGES:
        texts = catalogue(language)

        def empty(language: str = language) -> Analysis:
            return Analysis(language=language)

        def filled(language: str = language) -> Analysis:
            return example(language)

        files += [
            Shipped(f"{texts('file.template')}.xltx", empty, template=True),
            Shipped(f"{texts('file.template')}.xlsx", empty),
            Shipped(f"{texts('file.example')}.xlsx", filled, summary=True),
        ]
    return files


def write(item: Shipped, folder: Path, *, overwrite: bool = False) -> Path:
    """Write one shipped workbook into a folder and return its path. Raises a subclass of ``OutputError``."""
    target = folder / item.file
    described = book.describe(evaluate(item.analysis()), summary_on=_SUMMARY_MADE_ON if item.summary else None)
    write_atomically(
        target,
        lambda path: file_painter.paint(described, path, template=item.template),
        overwrite=overwrite,
        verify=is_whole,
    )
    return target


def is_whole(path: Path) -> None:
    """Raise ``BadZipFile`` where a written package cannot be read back."""
    with zipfile.ZipFile(path) as package:
        broken = package.testzip()
    if broken is not None:
        raise zipfile.BadZipFile(broken)
