"""The files that commands read, what is said beside any result of them, and JSON for programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from arena.cli_outcome import LANGUAGE, TEXTS, fail
from arena.workbook.errors import shown_name

if TYPE_CHECKING:
    from arena.workbook.model import Analysis, ReadAnalysis
    from arena.workbook.reading import WholeRead


def read(path: Path) -> ReadAnalysis:
    """Return the analysis in a file. Where it cannot be read, the command says why and ends."""
    return read_whole(path).read


def read_whole(path: Path) -> WholeRead:
    """Return the analysis in a file, with all that it holds besides; likewise.

    The reading process works while pandas is imported.
    """
    from arena.workbook.errors import InputError  # noqa: PLC0415
    from arena.workbook.intake.reading import start_reading  # noqa: PLC0415

    try:
        under_way = start_reading(path)
        from arena.workbook import reading  # noqa: PLC0415

        return reading.read_whole(under_way.result(), shown_name(path))
    except InputError as error:
        fail(error.sentence(LANGUAGE))


def warn_of_settings(analysis: Analysis) -> None:
    """Say on stderr where the workbook's own priority or weights cannot be read and the default counts."""
    code, _, as_asked = analysis.settings.weights
    if not as_asked:
        typer.echo(TEXTS("settings.weights.problem", priority=TEXTS(f"priority.{code}")), err=True)


def say_caveats(read: ReadAnalysis) -> None:
    """Say on stderr what belongs beside any result of the file."""
    from arena.workbook.attention import caveats  # noqa: PLC0415

    for sentence in caveats(read, TEXTS):
        typer.echo(sentence, err=True)


def echo_json(value: object) -> None:
    """Print JSON in ASCII, which any terminal and any pipe carries, without ever holding all of it in memory."""
    import json  # noqa: PLC0415

    for piece in json.JSONEncoder(indent=2).iterencode(value):
        sys.stdout.write(piece)
    sys.stdout.write("\n")
