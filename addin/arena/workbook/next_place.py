"""Where the first step that is not done goes on in a workbook: the very cell where something is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from arena.method import steps, talks
from arena.method.levels import CRITERIA, EMPTY, INVALID, Entries
from arena.workbook import names
from arena.workbook.cells import cell_name, reference_of
from arena.workbook.model import QUESTIONS, ReadAnalysis, Result
from arena.workbook.progress import answer_is_open, progress


class Place(NamedTuple):
    """A cell of a sheet, each by its name."""

    sheet: str
    cell: str


def next_places(result: Result, read: ReadAnalysis, references: Mapping[str, str], first_row: int) -> list[Place]:
    """Return where the first step that is not done goes on, the best place first: its sheet may be gone.

    Args:
        result: the analysis, evaluated.
        read: the same as read, with where its cells stand.
        references: what the names of entries refer to in the workbook.
        first_row: the number of the first row below the headings of the table.
    """
    step = steps.next_step(progress(result))
    behind = references.get(_name(result, step), "")
    row, column = _cell_of_table(result, step)
    letters = read.where.letters
    number = first_row if row is None else read.where.rows[row]
    in_table = Place(read.sheet, f"{letters.get(column, letters['actor'])}{number}")
    return [*_behind(behind), in_table]


def _name(result: Result, step: int) -> str:
    """Return the name of the cell where a step goes on, if it is one that has a name; else an empty text."""
    analysis = result.analysis
    if step == 1:
        still = (question for question in QUESTIONS if answer_is_open(question, analysis.answers.get(question)))
        return names.answer_to(next(still))
    if step == 4 and not any(analysis.criteria_written.values()):
        return names.criterion(CRITERIA[0])
    if step == steps.STEPS[-1]:
        return names.NEXT_LOOK
    return names.TALKS_FOR if step == 5 and talks.listed(result.entries).any() else ""


def _behind(reference: str) -> list[Place]:
    try:
        sheet, area = reference_of(reference)
    except ValueError:  # there is no such name, or its cell is gone
        return []
    return [Place(sheet, cell_name(area.first_row, area.first_column))]


def _cell_of_table(result: Result, step: int) -> tuple[int | None, str]:
    """Return the first row where a step still asks for something, and the column; no row where it asks it of none."""
    entries = result.entries
    if step == 2:
        asked = np.flatnonzero(steps.open_cells(entries) > 0).tolist()
        return (asked[0], _open_column(entries, asked[0])) if asked else (None, "actor")
    named = entries.named
    rows, column = {
        3: (named & result.actors["form_that_counts"].isna().to_numpy(), "own_form"),
        4: (named & ~entries.answered("in_network"), "in_network"),
        5: (named, "who_speaks"),
    }.get(step, (named & False, "actor"))
    return next(iter(np.flatnonzero(rows).tolist()), None), column


def _open_column(entries: Entries, row: int) -> str:
    """Return the first column of a row in which the second step still asks for something."""
    if not entries.named[row]:
        return "actor"
    if entries.importance[row] in (EMPTY, INVALID):
        return "importance"
    missing = entries.hardness[row] == EMPTY and not entries.target_group[row]
    if missing or entries.hardness[row] == INVALID:
        return "replaceability"
    return "dependency" if entries.dependency[row] == INVALID else "own_rank"
