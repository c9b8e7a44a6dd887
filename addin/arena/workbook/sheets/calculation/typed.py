"""Formulas of the lines that read what was typed in the table: texts, levels, choices, days, and the stamp of a row."""

from __future__ import annotations

from collections.abc import Callable

from arena.locale import Catalogue
from arena.method.levels import CHOICES, COLUMNS, DATES, LAST_DAY, OWN_PLACES_BELOW, WITHOUT_UNKNOWN
from arena.workbook import names
from arena.workbook.formulas import cleaned, cleaned_or_empty, read_word
from arena.workbook.sheets.calculation.lines import here, typed_here
from arena.workbook.words import list_of_choice

_TEXTS = ("resources", "replaced_by", "ideas", "agreed")
_EXPLANATIONS = {"explained": "explanation", "choice_explained": "why_choice"}

_READ_AS_WORDS = ("importance", "replaceability", "dependency", "own_rank", *CHOICES, *DATES)
_IN_FULL = ("actor", "resources", "replaced_by", *_READ_AS_WORDS)
"""The columns whose content decides a result; of the others only whether anything stands there."""

_ONLY_WRITTEN = tuple(key for key in COLUMNS if key not in _IN_FULL)

DECIMALS = 1000
"""What a number is multiplied by in the stamp, so that no decimal sign shows, which differs by country."""

BETWEEN = "|"

FIRST_DATED, LAST_DATED = 36_526, 73_050
"""A number in "who, and by when" between these, the years 2000 to 2099, is a day that Excel made of what was typed."""


def stamp(cell: Callable[[str], str]) -> str:
    """Return the formula of the stamp of a row: a text by which a row of the table is known as the one that a line read.

    It holds all that the results of a row depend on; no result shows in a row with another stamp. Truth values and
    decimals give the same text in every language of Excel.

    Args:
        cell: gives the reference to the row's cell in a column, by key.
    """
    full = [f"T({cell(key)})&ROUND({DECIMALS}*N({cell(key)}),0)" for key in _IN_FULL]
    written = [f'IF({cell(key)}="",0,1)' for key in _ONLY_WRITTEN]
    joined = f'&"{BETWEEN}"&'.join([*full, "&".join(written)])
    return f'IFERROR({joined},"!")'


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
        **{key: cleaned_or_empty(cell(key)) for key in _TEXTS},
        "who_when": _text_or_day(cell("who_when")),
        **{key: _written(cell(typed)) for key, typed in _EXPLANATIONS.items()},
        "importance_read": level("importance"),
        "hardness_read": level("replaceability"),
        "dependency_read": level("dependency"),
        "own_rank_read": _own_place(cell("own_rank")),
        **{f"{key}_read": choice(key) for key in CHOICES},
        **{f"{key}_read": _day(cell(key)) for key in DATES},
        "in_use": _in_use(cell),
    }


def _written(reference: str) -> str:
    return f'IF({cleaned_or_empty(reference)}="","",1)'


def _text_or_day(reference: str) -> str:
    """Return the formula of a text; a day stands there as people write it."""
    day = f'DAY({reference})&"/"&MONTH({reference})&"/"&YEAR({reference})'
    is_day = f"IF(ISNUMBER({reference}),AND({reference}>={FIRST_DATED},{reference}<{LAST_DATED + 1}),FALSE)"
    return f'IFERROR(IF({is_day},{day},{cleaned(reference)}),"")'


def _own_place(reference: str) -> str:
    text = cleaned(reference)
    is_place = f"AND(INT(--{text})&\"\"={text},--{text}>=1,--{text}<{OWN_PLACES_BELOW})"
    read = f'IF({text}="","",IF({is_place},--{text},"!"))'
    return f'IFERROR(IF(ISLOGICAL({reference}),"!",{read}),"!")'


def _day(reference: str) -> str:
    """Return the formula of a day without its time; a text is none, whatever it looks like."""
    number = f'IF(AND({reference}>=1,{reference}<{LAST_DAY + 1}),INT({reference}),"!")'
    text = f'IF({cleaned(reference)}="","","!")'
    return f'IFERROR(IF(ISLOGICAL({reference}),"!",IF(ISNUMBER({reference}),{number},{text})),"!")'


def _in_use(cell: Callable[[str], str]) -> str:
    """Return the formula of whether any typed column of the row holds something (docs/method.md, "Levels")."""
    reads = ("importance", "hardness", "dependency", "own_rank", *CHOICES, *DATES)
    seen = ("name", *_TEXTS, "who_when", *_EXPLANATIONS, *(f"{key}_read" for key in reads))
    elsewhere = {"actor", "who_when", *_TEXTS, *_EXPLANATIONS.values(), *_READ_AS_WORDS}
    unseen = [cleaned_or_empty(cell(key)) for key in COLUMNS if key not in elsewhere]
    return f'IF({"&".join([*map(here, seen), *unseen])}="","",1)'
