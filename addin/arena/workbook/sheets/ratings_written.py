"""What users wrote on the generated sheet ratings, read back by its headings: rows may have moved since it was made.

What stands there is an agreement of ``sheets.generated.agreements``; its group is the column that is decided on, or
``ratings_page.OWN`` or ``ratings_page.NEW``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from arena.method.raters import COLUMNS
from arena.method.text import as_text, clean, fold
from arena.workbook.sheets.generated import agreements
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.ratings_page import ACTOR, NEW, OWN
from arena.workbook.words import spellings


def read(block: Sequence[Sequence[object]]) -> list[Agreement]:
    """Return what stands in the cells that are the user's, proposals in brackets among it, row by row.

    Args:
        block: the values of the sheet's cells, from A1 on.
    """
    return [one for _, one in _cells(block)]


def hold_all(block: Sequence[Sequence[object]], column: int) -> bool:
    """Return True if all that stands in one of the user's columns (from 0) is read, as nothing above a heading is."""
    known = spellings("ratings.column.own", "ratings.column.taken")
    held = (agreements.as_value(line[column]) for line in block if column < len(line))
    own = [value for value in held if value is not None and fold(value) not in known]
    return len(own) == sum(at == column for at, _ in _cells(block))


def _cells(block: Sequence[Sequence[object]]) -> Iterator[tuple[int, Agreement]]:
    """Yield what stands in the user's cells, each with its column."""
    for columns, line in _lines(block):
        actor = clean(as_text(line[ACTOR]))
        for column, group in columns.items():
            value = agreements.as_value(line[column]) if column < len(line) else None
            if value is not None:
                yield column, Agreement(group, actor, value)


def _lines(block: Sequence[Sequence[object]]) -> Iterator[tuple[Mapping[int, str], Sequence[object]]]:
    """Yield each row below the headings, with the group of each column in which users write there."""
    columns: dict[int, str] = {}
    of_row: Mapping[int, str] = {}
    for number, line in enumerate(block):
        folded = [fold(value) if isinstance(value, str) else "" for value in line]
        if not columns:
            columns = _columns(folded, block[number - 1] if number else ())
            of_row = columns
            continue
        section = folded[ACTOR] if folded else ""
        if section in spellings("ratings.new"):
            of_row = {column: NEW for column, group in columns.items() if group == OWN}
        elif section in spellings("ratings.left_over"):
            of_row = {column: OWN for column, group in columns.items() if group == OWN}
        else:
            yield of_row, line


def _columns(folded: Sequence[str], above: Sequence[object]) -> dict[int, str]:
    """Return the group of each of the user's columns, from the row of headings and the one above; {} of another row."""
    taken = [column for column, text in enumerate(folded) if text in spellings("ratings.column.taken")]
    if not taken:
        return {}
    found = {column: OWN for column, text in enumerate(folded) if text in spellings("ratings.column.own")}
    for column in taken:
        named = (fold(value) for value in reversed(above[: column + 1]) if isinstance(value, str))
        group = next((_groups()[text] for text in named if text in _groups()), None)
        if group is not None:
            found[column] = group
    return found


@cache
def _groups() -> Mapping[str, str]:
    """Return the column of each heading that names a group, folded, in every language."""
    return {text: key for key in COLUMNS for text in spellings(f"column.{key}.heading")}
