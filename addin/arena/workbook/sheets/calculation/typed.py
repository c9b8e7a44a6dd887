"""Formulas of the lines that read what was typed in the table: texts, levels, choices, days, and the stamp of a row."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping

from arena.locale import Catalogue
from arena.method import calling
from arena.method.levels import CHOICES, COLUMNS, DATES, LAST_DAY, OWN_PLACES_BELOW, WITHOUT_UNKNOWN
from arena.method.steps import ENTRIES_OF_STEP
from arena.method.text import as_text, clean
from arena.workbook import days, names
from arena.workbook.description import Scalar
from arena.workbook.formulas import cleaned, cleaned_or_empty, read_word
from arena.workbook.sheets.calculation.lines import POSITION, here, typed_here
from arena.workbook.words import list_of_choice

TEXTS = ("resources", "replaced_by", "ideas", "agreed", "who_speaks")
EXPLANATIONS = {"explained": "explanation", "choice_explained": "why_choice"}

_READ_AS_WORDS = ("importance", "replaceability", "dependency", "own_rank", *CHOICES, *DATES)
IN_FULL = ("actor", "resources", "replaced_by", *_READ_AS_WORDS)
"""The columns whose content decides a result; of the others only whether anything stands there."""

ONLY_WRITTEN = tuple(key for key in COLUMNS if key not in IN_FULL)

STAMPED = (*IN_FULL, *ONLY_WRITTEN)

BETWEEN = "|"
_TRUTH, _ERROR = "~", "!"


def stamp(cell: Callable[[str], str]) -> str:
    """Return the formula of the stamp of a row: a text by which the table knows the row that a line has read.

    It holds all that the results of a row depend on; no result shows in a row with another stamp. A truth value and
    the sign before decimals are written in one way, since both differ by country.

    Args:
        cell: gives the reference to the row's cell in a column, by key.
    """
    full = [f'IF(ISLOGICAL({cell(key)}),"{_TRUTH}",{cell(key)})' for key in IN_FULL]
    written = [f'IF({cell(key)}="",0,1)' for key in ONLY_WRITTEN]
    joined = f'&"{BETWEEN}"&'.join([*full, "&".join(written)])
    return f'IFERROR(SUBSTITUTE({joined},",","."),"{_ERROR}")'


def stamp_of(row: Mapping[str, object]) -> str:
    """Return the stamp of a row, from what was typed in it, by column."""
    full = [_stamped(key, row.get(key)) for key in IN_FULL]
    written = "".join("0" if _is_blank(row.get(key)) else "1" for key in ONLY_WRITTEN)
    return BETWEEN.join([*full, written]).replace(",", ".")


def _stamped(key: str, value: object) -> str:
    if isinstance(value, bool):
        return _TRUTH
    return as_text(days.number_of(value) if key in DATES and isinstance(value, dt.date) else value)


def _is_blank(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def text_or_day(value: object) -> Scalar:
    """Return what a cell of "who, and by when" holds: a number, which a day is, else the cleaned text."""
    if isinstance(value, dt.date):
        return days.number_of(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and not _is_blank(value)
    return value if is_number else clean(value)  # type: ignore[return-value]


BLANK_STAMP = stamp_of({})
"""That of a row in which nothing is typed."""


def formulas(texts: Catalogue) -> dict[str, str]:
    """Return the formula of each column that reads the table, by key."""

    def cell(key: str) -> str:
        return typed_here(texts, key)

    def level(key: str) -> str:
        return read_word(cell(key), names.words_of(key), names.levels_of(key))

    def choice(key: str) -> str:
        its_list = list_of_choice(key)
        return read_word(
            cell(key),
            names.words_of(its_list),
            names.levels_of(its_list),
            may_be_unknown=key not in WITHOUT_UNKNOWN,
        )

    return {
        "stamp": stamp(cell),
        "name": cleaned_or_empty(cell("actor")),
        **{key: cleaned_or_empty(cell(key)) for key in TEXTS},
        "who_when": _text_or_day(cell("who_when")),
        **{key: _written(cell(typed)) for key, typed in EXPLANATIONS.items()},
        "importance_read": level("importance"),
        "hardness_read": level("replaceability"),
        "dependency_read": level("dependency"),
        "own_rank_read": _own_place(cell("own_rank")),
        **{f"{key}_read": choice(key) for key in CHOICES},
        **{f"{key}_read": day(cell(key)) for key in DATES},
        **_entries_of_steps(cell),
        "talk": _talk(),
    }


def _written(reference: str) -> str:
    return f'IF({cleaned_or_empty(reference)}="","",1)'


def _text_or_day(reference: str) -> str:
    """Return the formula of a text; a day stays the number that it is, so that a cell can show it as a day."""
    text = cleaned(reference)
    return f'IFERROR(IF(ISLOGICAL({reference}),{text},IF(ISNUMBER({reference}),{reference},{text})),"")'


def _own_place(reference: str) -> str:
    text = cleaned(reference)
    is_place = f'AND(INT(--{text})&""={text},--{text}>=1,--{text}<{OWN_PLACES_BELOW})'
    read = f'IF({text}="","",IF({is_place},--{text},"!"))'
    return f'IFERROR(IF(ISLOGICAL({reference}),"!",{read}),"!")'


def day(reference: str) -> str:
    """Return the formula of a day without its time; a text is none, whatever it looks like."""
    number = f'IF(AND({reference}>=1,{reference}<{LAST_DAY + 1}),INT({reference}),"!")'
    text = f'IF({cleaned(reference)}="","","!")'
    return f'IFERROR(IF(ISLOGICAL({reference}),"!",IF(ISNUMBER({reference}),{number},{text})),"!")'


def _entries_of_steps(cell: Callable[[str], str]) -> dict[str, str]:
    """Return the formulas of whether a row holds an entry of steps 3, 4 and 5, and whether any at all.

    A row is in use where any typed column holds something (docs/method.md, "Levels").
    """

    def read(key: str) -> str:
        """Return what shows whether a column holds anything: the column that reads it, where there is one."""
        own = {"replaceability": "hardness_read", "actor": "name"} | {typed: k for k, typed in EXPLANATIONS.items()}
        seen = own.get(key, key if key in (*TEXTS, "who_when") else f"{key}_read")
        return here(seen) if seen in POSITION else cleaned_or_empty(cell(key))

    def any_of(parts: Iterable[str]) -> str:
        return f'IF({"&".join(parts)}="","",1)'

    of_steps = {f"step_{step}": any_of(map(read, keys)) for step, keys in ENTRIES_OF_STEP.items()}
    asked_later = {key for keys in ENTRIES_OF_STEP.values() for key in keys}
    others = [read(key) for key in COLUMNS if key not in asked_later]
    return {**of_steps, "in_use": any_of([*others, *map(here, of_steps)])}


def _talk() -> str:
    """Return the formula of how far a talk is that is planned or wanted (``arena.method.calling.states``)."""
    due, spoken, asked = here("talk_by_read"), here("spoken_on_read"), CHOICES["in_network"].index("yes") + 1
    listed = f'OR({here("in_network_read")}={asked},{due}<>"",{here("who_speaks")}<>"")'
    # what is no date is no day on which anybody was spoken to, and no day after that
    again = f"IF(ISNUMBER({due}),{due}>{spoken},FALSE)"
    is_open = f"IF(ISNUMBER({spoken}),{again},TRUE)"
    adjust = CHOICES["estimate_check"].index("no") + 1
    held = f"IF({here('estimate_check_read')}={adjust},{calling.ADJUST},{calling.HELD})"
    return f'IF({listed},IF({is_open},{calling.OPEN},{held}),"")'
