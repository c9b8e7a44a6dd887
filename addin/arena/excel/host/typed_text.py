"""What a cell reads: the errors of Excel, and how a text is typed so that it stays that text. Pure."""

from __future__ import annotations

import re
from typing import TypeGuard

_FIRST_ERROR = -2_146_828_288
"""The number with which COM hands over an error is this one and that of Excel's XlCVError."""

_ERROR_WORDS = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
ERRORS = {_FIRST_ERROR + number: word for number, word in _ERROR_WORDS.items()}
"""The word of each error, by the number that COM hands over."""

_CASE_BLIND_WORDS = frozenset({"true", "false", "waar", "onwaar", "vrai", "faux"}) | {
    word.lower() for word in _ERROR_WORDS.values()
}
_FORMULA_SIGNS = "=+-@'"
_IN_NO_NUMBER = "–—→▲△?"
"""Signs that stand in no number and no date: with one of these dashes, ``2–4`` is no date as ``2-4`` is."""

_DATE_WORDS = re.compile(
    r"(?<![a-z])(jan|feb|f[ée]v|mar|mrt|maart|apr|avr|ma[yi]|mei|ju[nl]|juin|juil|aug|ao[uû]t|sep|o[ck]t|nov|d[eé]c)[a-zéû]*"
    r"|(?<![a-z])(am|pm|eur|e)(?![a-z])"
)
"""What may stand beside the digits of something that Excel reads as a date, a time or a number."""


def is_formula(typed: object) -> TypeGuard[str]:
    """Return True if what is typed in a cell is a formula; a text that begins as one has an apostrophe before it."""
    return isinstance(typed, str) and typed.startswith("=")


def escaped(text: str) -> str:
    """Return a text as it must be typed to stay that text: with an apostrophe where Excel would read something else."""
    if text[0] in _FORMULA_SIGNS or text.strip().lower() in _CASE_BLIND_WORDS:
        return f"'{text}"
    without_dates = _DATE_WORDS.sub("", text.lower())
    if any(letter.isalpha() or letter in _IN_NO_NUMBER for letter in without_dates):
        return text
    return f"'{text}" if any(letter.isdigit() for letter in text) else text
