"""The lines of the sheet of calculations: which columns they have, and how a formula refers to their cells.

Line k reads row k below the headings of the table of actors, by position. Sorting that table moves what was typed and
no formula here; rows that are deleted, or typed below the table, shift no line.
"""

from __future__ import annotations

from typing import NamedTuple

from arena.locale import Catalogue
from arena.method.levels import CHOICES, DATES
from arena.workbook.cells import Area, column_name, in_sheet
from arena.workbook.sheets import columns

LINES = 230
"""So many rows of the table are worked out; how many stand beyond is counted and said."""

TITLE_ROW, HOW_ROW, EXPLANATION_ROW, HEADING_ROW = range(4)
FIRST_ROW = HEADING_ROW + 1

ROW = "\0"
"""Stands for the number of the row in the formula of a line; no text of a formula can hold it."""

BOUNDED = ("dependency", "importance", "hardness")
"""The three levels of which each has a lowest and a highest value, in the order of the weights."""

DIMENSIONS = tuple(f"{name}_{end}" for name in BOUNDED for end in ("low", "high"))


class Column(NamedTuple):
    """A column of the lines: its key, its width in characters, and whether it holds texts."""

    key: str
    width: float = 11
    of_texts: bool = False


MISSED = ("missed_1", "missed_2", "missed_3")
"""The columns of the first names that are said to be missing, side by side."""

COLUMNS = (
    Column("line", 7),
    Column("stamp", 16, of_texts=True),
    Column("name", 24, of_texts=True),
    *(
        Column(key, 18, of_texts=True)
        for key in ("resources", "replaced_by", "ideas", "agreed", "who_speaks", "who_when")
    ),
    Column("explained"),
    Column("choice_explained"),
    *(Column(f"{key}_read") for key in ("importance", "hardness", "dependency", "own_rank", *CHOICES, *DATES)),
    *(Column(key) for key in ("step_3", "step_4", "step_5", "in_use", "talk")),
    *(Column(key) for key in DIMENSIONS),
    *(Column(key) for key in ("points_low", "points_high", "key", "place", "best", "worst", "rank", "order", "range")),
    Column("derived", 14, of_texts=True),
    Column("flag_code"),
    Column("signal", 20, of_texts=True),
    Column("role", 16, of_texts=True),
    Column("proposal"),
    Column("form", 18, of_texts=True),
    Column("form_known"),
    *(Column(key) for key in ("form_counts", "chosen", "sort_key", "list_place", "form_place", "signal_place")),
    *(Column(key) for key in ("question_code", "question_place")),
    Column("signed_name", 24, of_texts=True),
    Column("board_text", 28, of_texts=True),
    *(Column(key) for key in ("talk_key", "talk_place")),
    Column("talk_asks", 36, of_texts=True),
    Column("speaker_line"),
    Column("speaker", 18, of_texts=True),
    *(Column(key, 18, of_texts=True) for key in ("missed_text", *MISSED)),
    Column("missed_line"),
    *(Column(key) for key in ("action", "action_day", "action_state", "action_dimension")),
    Column("mask", 34, of_texts=True),
    Column("attention", 36, of_texts=True),
    *(Column(key) for key in ("open", "cell_filled", "said", "number", "number_by_row")),
)
"""From what was typed to what is shown; a column refers to those before it."""

POSITION = {column.key: number for number, column in enumerate(COLUMNS)}


def tab(texts: Catalogue) -> str:
    """Return the name of the sheet."""
    return texts("sheet.calculation.tab")


def column(texts: Catalogue, key: str) -> str:
    """Return the absolute reference, from any sheet, to a column's cells: one a line, 230 of them.

    Raises:
        KeyError: the lines have no such column.
    """
    return column_on(tab(texts), key)


def column_on(sheet: str, key: str) -> str:
    """Return the same where the sheet of calculations has another name. Raises ``KeyError`` as ``column`` does."""
    return in_sheet(sheet, every(key))


def every(key: str) -> str:
    """Return the same reference as a formula on this sheet writes it."""
    position = POSITION[key]
    return Area(FIRST_ROW, position, FIRST_ROW + LINES - 1, position).address


def here(key: str) -> str:
    """Return the reference, on this sheet, to a column's cell in the same line."""
    return f"${column_name(POSITION[key])}{ROW}"


def until_here(key: str) -> str:
    """Return the reference, on this sheet, to a column's cells from the first line to this one."""
    letters = column_name(POSITION[key])
    return f"${letters}${FIRST_ROW + 1}:{here(key)}"


def typed_here(texts: Catalogue, key: str) -> str:
    """Return the formula of the cell of the table that the line reads in a column, by its key there."""
    return f"INDEX({columns.typed(texts, key)},{here('line')}+1)"


def if_rated(formula: str) -> str:
    """Return the formula of what only a rated row has; nothing for another."""
    return f'IF({here("key")}="","",{formula})'


def is_filled(key: str) -> str:
    """Return the condition that a column of texts holds something in this line."""
    return f'{here(key)}<>""'
