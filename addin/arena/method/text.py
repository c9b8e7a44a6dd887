"""How a typed cell is read as text: one cleaning for levels, names and answers, the same as the native formulas do."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from itertools import chain
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

_OTHER_SPACES = "\u00a0\u202f\t\n\r"
_SPACES = str.maketrans(dict.fromkeys(_OTHER_SPACES, " "))
_RUN_OF_SPACES = re.compile(" {2,}")
_LIST_SEPARATORS = ";\n\r"
_LIST_SEPARATOR = re.compile(f"[{_LIST_SEPARATORS}]")
_BETWEEN = "\0"
"""Stands between the texts of a column while they are treated as one; no cell of a workbook can hold it."""

BATCH = 4096
"""So many texts at a time stay in the processor's cache while they are folded and hashed."""


def as_text(value: object) -> str:
    """Return the text that a cell's value gives when Excel joins it to a text (``value & ""``).

    Numbers carry at most 15 significant digits, as Excel compares them; empty cells (``None``, NaN, NA) give ``""``.
    Dates give their ISO form and truth values their name, so that neither is ever mistaken for a level.
    """
    if isinstance(value, str):
        return value
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}".upper()  # 1E+18, as Excel writes it
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def clean(value: object) -> str:
    """Return a cell's text without the spaces that nobody sees.

    Non-breaking spaces (U+00A0, U+202F), tabs and line breaks count as spaces; runs become one; ends are trimmed.
    Source: docs/method.md, "Levels".
    """
    text = as_text(value).translate(_SPACES).strip(" ")
    return _RUN_OF_SPACES.sub(" ", text)


def fold(value: object) -> str:
    """Return the form under which two texts count as the same: cleaned, and without regard to case; accents count."""
    return clean(value).lower()


def sort_key(name: str) -> str:
    """Return the form by which names are sorted: without accents and without regard to case."""
    apart = unicodedata.normalize("NFKD", clean(name))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def text_column(values: list[object]) -> list[str]:
    """Return ``[as_text(v) for v in values]``."""
    if _all_texts(values):
        return cast("list[str]", values)
    cells = np.fromiter(values, dtype=object, count=len(values))
    cells[pd.isna(cells)] = ""
    filled_up = cells.tolist()
    return filled_up if _all_texts(filled_up) else [as_text(cell) for cell in filled_up]


def _all_texts(values: list[object]) -> bool:
    return set(map(type, values)) <= {str}


def clean_column(values: list[object]) -> list[str]:
    """Return ``[clean(v) for v in values]``, a hundred thousand in a few passes over their joined text."""
    texts = text_column(values)
    joined = " ".join(filter(None, texts))  # a space at an end of a text now makes a run of spaces
    if "  " not in joined and joined == joined.strip(" ") and not any(space in joined for space in _OTHER_SPACES):
        return texts
    return _apart(_tidied(_BETWEEN.join(texts)), len(texts)) or [clean(text) for text in texts]


def hash_column(texts: list[str]) -> npt.NDArray[np.int64]:
    """Return the 64-bit hash of each clean text, folded: equal where two texts count as the same.

    Whole numbers side by side are matched several times as fast as texts all over the memory. That any two of 100,000
    different texts share a hash has a chance below one in a thousand million.
    """
    hashes = np.empty(len(texts), dtype=np.int64)
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        folded = _apart(_BETWEEN.join(batch).lower(), len(batch)) or [text.lower() for text in batch]
        hashes[start : start + len(batch)] = hashes_of(folded)
    return hashes


def hashes_of(folded: list[str]) -> npt.NDArray[np.int64]:
    """Return the hash of each folded text, see :func:`hash_column`."""
    return np.fromiter(map(hash, folded), dtype=np.int64, count=len(folded))


def filled(texts: list[str]) -> npt.NDArray[np.bool_]:
    """Return which texts are not empty."""
    if all(texts):
        return np.ones(len(texts), dtype=np.bool_)
    return np.fromiter(texts, dtype=np.bool_, count=len(texts))  # numpy asks each text for its truth


def split_list(value: object) -> list[str]:
    """Return the parts of a list typed in one cell, separated by ``;`` or a line break, cleaned, without empty ones."""
    return [part for part in map(clean, _LIST_SEPARATOR.split(as_text(value))) if part]


def split_and_fold_column(texts: list[str]) -> tuple[npt.NDArray[np.intp], list[str]]:
    """Return the folded parts of all lists of a column, taken apart as :func:`split_list` does.

    Returns:
        For each part the position of the text that holds it, and the parts, in their order.
    """
    joined = _BETWEEN.join(texts).lower()
    characters = np.frombuffer(joined.encode(errors="surrogatepass"), dtype=np.uint8)
    is_mark = characters == ord(_BETWEEN)
    for separator in _LIST_SEPARATORS:
        is_mark |= characters == ord(separator)
        joined = joined.replace(separator, _BETWEEN)
    marks = characters[is_mark]
    owner = np.concatenate(([0], np.cumsum(marks == ord(_BETWEEN))))
    if owner[-1] + 1 != len(texts):
        lists = [split_list(text.lower()) for text in texts]
        return np.repeat(np.arange(len(texts)), [len(found) for found in lists]), list(chain.from_iterable(lists))
    parts = _tidied(joined).split(_BETWEEN)
    return owner[filled(parts)], list(filter(None, parts))


def _tidied(joined: str) -> str:
    """Return a joined column with all its texts cleaned at once."""
    for space in _OTHER_SPACES:
        joined = joined.replace(space, " ")
    while "  " in joined:
        joined = joined.replace("  ", " ")
    return joined.replace(" " + _BETWEEN, _BETWEEN).replace(_BETWEEN + " ", _BETWEEN).strip(" ")


def _apart(joined: str, count: int) -> list[str]:
    """Return the texts of a joined column; none where one of them itself holds the mark that stands between them."""
    texts = joined.split(_BETWEEN)
    return texts if len(texts) == count else []
