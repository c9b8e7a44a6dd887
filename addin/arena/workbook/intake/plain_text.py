"""Texts of a file without what nobody sees in them: two that look the same are the same from here on.

Source: docs/security, "Numbers and text".
"""

from __future__ import annotations

import unicodedata

_KEPT = "\t\n\r"
"""Control characters that people type; cleaning takes them for spaces, and a list is separated by line breaks."""

_UNSEEN = (
    "\u00ad"  # soft hyphen
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # direction of writing
    "\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"  # no width
)
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_STRIPPED = dict.fromkeys([*(code for code in _CONTROLS if chr(code) not in _KEPT), *map(ord, _UNSEEN)])


def readable(text: str) -> str:
    """Return a text without control, direction and zero-width characters, its accents composed (NFC).

    Tabs and line breaks stay. A text that is as it should be, as nearly all are, is returned as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(_STRIPPED))
