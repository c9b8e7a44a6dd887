"""The files that commands write: what is refused before, how it is written, and what must hold of it after."""

from __future__ import annotations

import os
from pathlib import Path

from arena.cli_outcome import LANGUAGE, TEXTS, fail
from arena.workbook.errors import (
    DamagedFile,
    InputError,
    OutputError,
    OutputFailed,
    OutputIsSource,
    OutputTooLarge,
    TookTooLong,
    UnsafeFile,
    shown_name,
)

MOST_IN_A_WORKBOOK = 2_000
"""Actors that a workbook is made of at most: 5,000 made one of 75 MB, which nothing of ours would read."""


def write(described: object, target: Path, *, force: bool, template: bool = False) -> None:
    """Write a workbook, and read it again before it gets its name: whoever is handed it must be able to check it."""
    from arena.workbook import file_painter  # noqa: PLC0415
    from arena.workbook.atomic import write_atomically  # noqa: PLC0415
    from arena.workbook.description import Book  # noqa: PLC0415

    assert isinstance(described, Book)  # noqa: S101
    try:
        write_atomically(
            target,
            lambda path: file_painter.paint(described, path, template=template),
            overwrite=force,
            verify=lambda path: _read_back(path, target),
        )
    except OutputError as error:
        fail(error.sentence(LANGUAGE))


def _read_back(path: Path, target: Path) -> None:
    """Raise ``OutputTooLarge`` where a written file passes a limit of what is read, ``OutputFailed`` for all else."""
    from arena.workbook.intake.reading import read_cells  # noqa: PLC0415

    try:
        read_cells(path)
    except (UnsafeFile, TookTooLong, DamagedFile) as refused:  # damaged: a text longer than a cell can hold
        raise too_large(target) from refused
    except InputError as refused:
        raise OutputFailed("output.failed", file=shown_name(target), reason=refused.key) from refused


def too_large(target: Path) -> OutputTooLarge:
    """Return the refusal to make a workbook of more than this product reads."""
    return OutputTooLarge("output.too_large", file=shown_name(target), most=MOST_IN_A_WORKBOOK)


def check_targets(*targets: Path, force: bool, source: Path | None = None) -> None:
    """Refuse before anything is written: a file that exists, a folder that does not, and the input itself."""
    from arena.workbook.atomic import check_target  # noqa: PLC0415

    try:
        for target in targets:
            if source is not None and os.path.exists(target) and os.path.samefile(target, source):
                raise OutputIsSource("output.is_source", file=shown_name(target))
            check_target(target, overwrite=force)
    except OutputError as error:
        fail(error.sentence(LANGUAGE))


def make_folder(folder: Path) -> None:
    """Make a folder to write in, where there is none yet."""
    from arena.workbook import atomic  # noqa: PLC0415

    try:
        atomic.make_folder(folder)
    except OutputError as error:
        fail(error.sentence(LANGUAGE))


def check_ending(path: Path, *endings: str) -> None:
    """Refuse the name of a file that is no workbook's."""
    if path.suffix.lower() not in endings:
        fail(TEXTS("cli.error.output_kind", file=shown_name(path), endings=", ".join(endings)))
