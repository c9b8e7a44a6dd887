"""The filled-in example: a community school, everyone in it invented."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pandas as pd

from arena.method.levels import COLUMNS
from arena.workbook.model import Analysis

_FOLDER = Path(__file__).parent / "examples"


def example(language: str) -> Analysis:
    """Return the example in a supported language. Raises ``FileNotFoundError`` for another one."""
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        content = tomllib.load(file)
    return Analysis(
        language=language,
        answers=content["answers"],
        table=pd.DataFrame([_as_read(row) for row in content["actors"]], columns=list(COLUMNS), dtype=object),
        example=True,
    )


def _as_read(row: dict[str, object]) -> dict[str, object]:
    """Return a row as it is read from a file: a day has a time, and what is not there is nothing."""
    typed = {key: row.get(key) for key in COLUMNS}
    return {
        key: dt.datetime.combine(value, dt.time()) if isinstance(value, dt.date) else value
        for key, value in typed.items()
    }
