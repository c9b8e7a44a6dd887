"""What an installation puts on the machine: the built add-in, the shipped workbooks and the manual."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from arena.excel.user_files import manual
from arena.locale import LANGUAGES


@dataclass(frozen=True)
class Parts:
    """How each part is made: the add-in and the workbooks in a folder that is given.

    ``manuals`` gives the page of each manual by the name of its file.
    """

    addin: Callable[[Path], Path]
    workbooks: Callable[[Path], Iterable[Path]]
    manuals: Callable[[], Mapping[str, str]]


def shipped_parts() -> Parts:
    """Return the parts as this package makes them."""
    from arena.build.addin import build  # noqa: PLC0415 - only an installation builds the add-in

    return Parts(addin=build, workbooks=_workbooks, manuals=_manuals)


def _workbooks(folder: Path) -> list[Path]:
    from arena.build.templates import shipped, write  # noqa: PLC0415 - XlsxWriter and pandas

    return [write(item, folder) for item in shipped()]


def _manuals() -> dict[str, str]:
    from arena.build.manual import page  # noqa: PLC0415 - a reader of markdown

    return {manual(language).name: page(language) for language in LANGUAGES}
