"""Building stones of native formulas: how a formula reads what was typed, the same as :mod:`arena.method.text` does.

Only functions that Excel 2016, Excel for the web, mobile Excel and LibreOffice 7.4 all calculate; no array evaluation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_NEWER = "_xlfn."
"""How files mark a function that Excel 2007 did not have."""

_SPACES = (f"{_NEWER}UNICHAR(160)", f"{_NEWER}UNICHAR(8239)", "CHAR(9)", "CHAR(10)", "CHAR(13)")
_OF_OURS = "arena_"
"""How each name of ours begins."""

_NAME_OR_TEXT = re.compile(r'"[^"]*"|arena_\w+')
_WILDCARDS = ("~", "*", "?")  # the tilde first: it is what escapes the others


def entered(formula: str) -> str:
    """Return a formula of ours as it is entered in a cell, with its ``=``: only files mark newer functions."""
    return f"={formula.replace(_NEWER, '')}"


def times(factor: int, text: str) -> str:
    """Return the formula of a number times another; once is not written."""
    return text if factor == 1 else f"{factor}*{text}"


def cleaned(reference: str) -> str:
    """Return the formula of a cell's text without the spaces that nobody sees (``arena.method.text.clean``)."""
    text = f'{reference}&""'
    for space in _SPACES:
        text = f'SUBSTITUTE({text},{space}," ")'
    return f"TRIM({text})"


def cleaned_or_empty(reference: str) -> str:
    """Return the formula of a cell's cleaned text; an error value counts as empty."""
    return f'IFERROR({cleaned(reference)},"")'


def position_in(text: str, spellings: str) -> str:
    """Return the formula of a text's position in a list of words, whole and without regard to case.

    MATCH reads ``* ? ~`` as wildcards; they are escaped, so that ``g*`` is no level.
    """
    for sign in _WILDCARDS:
        text = f'SUBSTITUTE({text},"{sign}","~{sign}")'
    return f"MATCH({text},{spellings},0)"


def read_word(reference: str, spellings: str, numbers: str, *, may_be_unknown: bool = True) -> str:
    """Return the formula of a word as read: what it counts as, ``?``, ``!`` where it is not in the list, or nothing.

    Args:
        reference: the cell.
        spellings: the reference to the words of the list.
        numbers: the reference to what each counts as.
        may_be_unknown: whether ``?`` is an answer; where it is none, it reads ``!``.
    """
    text = cleaned(reference)
    known = f"INDEX({numbers},{position_in(text, spellings)})"
    if may_be_unknown:
        known = f'IF({text}="?","?",{known})'
    return f'IFERROR(IF(ISLOGICAL({reference}),"!",IF({text}="","",{known})),"!")'


def quoted(text: str) -> str:
    """Return a text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the formula that joins a catalogue text with the formulas of what its ``{name}`` stand for."""
    parts = [part for part in re.split(r"(\{\w+\})", text) if part]
    return "&".join(values[part[1:-1]] if part[0] == "{" else quoted(part) for part in parts)


def without_names(formula: str, references: Mapping[str, str]) -> str:
    """Return a formula with what names refer to in their place.

    A program that converts a workbook may leave its names out: no result may hang on them.
    """
    if _OF_OURS not in formula:
        return formula
    return _NAME_OR_TEXT.sub(lambda found: references.get(found[0], found[0]), formula)


def link_to(sheet: str, cell: str) -> str:
    """Return the formula of a link to a cell of this workbook, which shows the cell's name.

    A formula, because links of the other kind are made one by one, and a list in the live workbook may be long. It
    starts with ``#``: whatever the sheet is called, it leads nowhere else.
    """
    target = f"#'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"
    return f"HYPERLINK({quoted(target)},{quoted(cell)})"
