"""Signs that keep their meaning on a stream that lacks them.

A pipe or a file has the code page of the system (1252 or 850 in Western Europe), which knows no ▲, △ or ✔. Python's
own way out is ``?``, which is a sign of ours: "to be checked", the opposite of certain. UTF-8 would keep the signs only
where the reader expects UTF-8, and PowerShell and Notepad take a pipe for what the system says: they would show
``â–²``, and every é would be wrong besides. So the code page stays, and each sign that it lacks becomes one that says
the same in ASCII, which all code pages share. Programs read ``--json``, which is ASCII throughout.
"""

from __future__ import annotations

import codecs
import sys
import unicodedata

_SAME_IN_ASCII = {
    "▲": "!!",
    "△": "!",
    "✔": "ok",
    "✓": "[x]",
    "✖": "x",
    "☐": "[ ]",
    "█": "#",
    "░": ".",
    "−": "-",
    "●": "*",
    "○": "o",
    "–": "-",
    "—": "-",
    "…": "...",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "•": "*",
    "·": "-",
    "→": "->",
    "←": "<-",
    "▾": "v",
    "↓": "v",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "€": "EUR",
    "\u2011": "-",
    "\u202f": " ",
}
_NO_LETTER = "_"
"""Stands for a letter of a name that the code page lacks, never ``?``."""

_HANDLER = "arena.signs"


def _in_ascii(sign: str) -> str:
    """Return what says the same as a sign: the letter without its accent where there is nothing better."""
    known = _SAME_IN_ASCII.get(sign)
    if known is not None:
        return known
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isascii())
    return bare or _NO_LETTER


def _replaced(wrong: UnicodeError) -> tuple[str | bytes, int]:
    """Return the signs in the place of those that cannot be encoded, for the codec that asks."""
    if not isinstance(wrong, UnicodeEncodeError):
        raise wrong
    return "".join(map(_in_ascii, wrong.object[wrong.start : wrong.end])), wrong.end


codecs.register_error(_HANDLER, _replaced)


def keep_signs() -> None:
    """Let stdout and stderr write each sign that they lack as one that says the same."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)


def as_written(text: str) -> str:
    """Return a text as stdout will write it: whoever lays out columns counts its signs."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, _HANDLER).decode(encoding)
