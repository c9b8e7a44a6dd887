"""An arena-analysis written as a text: the headings in the first line, an actor a line, columns parted by ``|``.

``analysis('''actor | importance | replaceability
              OCMW  | 4          | eerder␣klein''')``

Spaces around a cell do not count; the signs of ``SIGNS`` stand for the spaces that do. A cell is a number where it
reads as one, a day where it reads as ``2026-02-03``, ``TRUE`` and ``FALSE`` are truth values, and an apostrophe makes a
text of anything, as in Excel.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import pandas as pd

from arena.method.levels import COLUMNS
from arena.workbook import book, file_painter
from arena.workbook.description import Book
from arena.workbook.model import Analysis, Settings, evaluate

SIGNS = str.maketrans({"␣": " ", "⍽": "\u00a0", "⌇": "\u202f", "⇥": "\t", "⏎": "\n", "␍": "\r"})

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

SHORT = {
    "imp": "importance",
    "repl": "replaceability",
    "by": "replaced_by",
    "dep": "dependency",
    "own": "own_rank",
    "target": "target_group",
    "why": "explanation",
}


def cell(text: str) -> object:
    """What was typed in a cell."""
    text = text.strip(" ").translate(SIGNS)
    if text.startswith("'"):
        return text[1:]
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    if DAY.fullmatch(text):
        return dt.datetime.fromisoformat(text)
    try:
        return int(text) if "." not in text else float(text)
    except ValueError:
        return text or None


def table(text: str) -> pd.DataFrame:
    """The table of actors; columns that the headings do not name are empty. Blank lines are blank rows."""
    heading, *lines = (line.strip(" ") for line in text.strip(" \n").split("\n"))
    keys = [SHORT.get(key.strip(), key.strip()) for key in heading.split("|")]
    rows = [dict(zip(keys, map(cell, line.split("|")), strict=False)) for line in lines]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(object).where(lambda frame: frame.notna(), None)


def analysis(
    text: str = "actor | imp",
    *,
    language: str = "nl",
    answers: Mapping[str, object] | None = None,
    settings: Settings | None = None,
) -> Analysis:
    """The analysis with this table."""
    return Analysis(language=language, answers=answers or {}, table=table(text), settings=settings or Settings())


def described(of: Analysis, **options: object) -> Book:
    """The described workbook of an analysis."""
    return book.describe(evaluate(of), **options)  # type: ignore[arg-type]


paint = file_painter.paint
