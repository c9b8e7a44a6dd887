"""What colleagues estimated, in a mini language: of each a line an actor, ``OCMW 4 k eg``; ``-`` is an empty cell.

The levels are importance, replaceability and dependency, the words in their short forms.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from arena.method.levels import EMPTY, IMPORTANCE_WORDS, read_level
from arena.method.raters import COLUMNS, Ratings, compare
from arena.method.text import fold
from arena.workbook import book, words
from arena.workbook.description import Sheet
from arena.workbook.merged import Merged, NewName, Problem, Rater
from arena.workbook.model import Result
from arena.workbook.sheets import ratings
from arena.workbook.sheets.generated.agreements import Agreement

DAY = dt.date(2026, 2, 3)

_WORDS = (IMPORTANCE_WORDS, words.level_spellings("replaceability"), words.level_spellings("dependency"))


def merged(
    result: Result,
    *raters: str,
    names: Sequence[str | None] = (),
    new_names: Sequence[NewName] = (),
    problems: Sequence[Problem] = (),
    rejected: Sequence[Problem] = (),
) -> Merged:
    """The ratings of some colleagues beside an analysis, with their names where those are given."""
    levels = np.full((len(COLUMNS), len(raters), len(result.entries)), EMPTY, dtype=np.int8)
    row_of = {fold(name): row for row, name in enumerate(result.entries.actor)}
    for rater, text in enumerate(raters):
        for line in filter(None, map(str.strip, text.splitlines())):
            name, *typed = line.rsplit(" ", 3)
            for column, value in enumerate(typed):
                level = EMPTY if value == "-" else read_level(value, _WORDS[column])
                levels[column, rater, row_of[fold(name)]] = level
    return of_levels(result, levels, names, new_names, problems, rejected)


def of_levels(
    result: Result,
    levels: npt.NDArray[np.int8],
    names: Sequence[str | None] = (),
    new_names: Sequence[NewName] = (),
    problems: Sequence[Problem] = (),
    rejected: Sequence[Problem] = (),
) -> Merged:
    """The same, of levels: columns x raters x actors."""
    people = tuple(
        Rater(f"{number}.xlsx" if names else None, names[number] if names else None, len(result.entries))
        for number in range(levels.shape[1])
    )
    return Merged(
        result=result,
        raters=people,
        anonymous=not names,
        comparison=compare(Ratings(*levels), result.entries, result.assessment.rules),
        new_names=tuple(new_names),
        problems=tuple(problems),
        rejected=tuple(rejected),
    )


def sheet(found: Merged, agreed: Sequence[Agreement] = ()) -> Sheet:
    """The sheet of ratings, of an analysis that stands in no workbook yet."""
    return ratings.describe(replace(book.made_from(found.result, DAY), agreed=agreed), found)
