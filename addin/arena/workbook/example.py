"""The filled-in example: a community school, everyone in it invented."""

from __future__ import annotations

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
        table=pd.DataFrame(content["actors"], columns=list(COLUMNS), dtype=object),
        example=True,
    )
