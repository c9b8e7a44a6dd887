"""How high a row must be for the texts in it, where no program has measured it yet.

Widths are those of columns: in digits of the font of the sheets. How wide other letters are is known of that font
(advance widths of Carlito, which has the metrics of Calibri), so that rows get no line that nobody needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

LINE_POINTS = 15.0
CUT = "…"
"""Where a text was cut."""

BETWEEN = " · "
"""What stands between things that are listed on one line."""

TEXT_POINTS = 11.0
"""The size of the letters that widths are counted in."""

_LETTERS = {
    0.45: " ’‘'ijlIJ",
    0.5: ",.:;·",
    0.6: "!()-[]`f{}",
    0.68: "rt",
    0.8: '"/\\csz',
    0.92: "?FLSagkvxy|",
    1.0: "0123456789–_",
    1.02: "#$*+<=>EKPTXY^bdehnopqu~",
    1.12: "ABCRV",
    1.23: "DGH",
    1.31: "&NOQU",
    1.42: "%w",
    1.6: "m",
    1.73: "M",
    1.77: "@W",
}
_WIDTH = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_OTHER = 1.04  # accented letters and signs: as wide as most
_WIDER_BOLD = 1.03
_INDENT = 1.4  # of each step
_SLACK = 0.97  # programs round letters to their own pixels


class Written(NamedTuple):
    """A text in a cell, with what its height depends on."""

    text: str
    width: float
    bold: bool = False
    indent: int = 0


def text_width(text: str, *, bold: bool = False) -> float:
    """Return how wide a text of 11 points is, in digits."""
    return sum(_WIDTH.get(letter, _OTHER) for letter in text) * (_WIDER_BOLD if bold else 1)


@lru_cache(maxsize=20_000)
def _wrapped(text: str, room: float) -> tuple[str, ...]:
    """Return a text of one line cut between words into lines of a width; a word too long for one is cut itself."""
    lines: list[str] = []
    line, used = "", 0.0
    for word in text.split(" "):
        *whole, rest = _pieces(word, room)
        width = text_width(rest)
        if line and (whole or used + _WIDTH[" "] + width > room):
            lines.append(line)
            line, used = "", 0.0
        lines += whole
        line, used = (f"{line} {rest}", used + _WIDTH[" "] + width) if line else (rest, width)
    return (*lines, line)


def _pieces(word: str, room: float) -> list[str]:
    """Return a word in pieces of at most a width, of one letter at least."""
    pieces, used = [""], 0.0
    for letter in word:
        width = _WIDTH.get(letter, _OTHER)
        if pieces[-1] and used + width > room:
            pieces.append("")
            used = 0.0
        pieces[-1] += letter
        used += width
    return pieces


def _room(written: Written) -> float:
    return max(1.0, _SLACK * (written.width - _INDENT * written.indent)) / (_WIDER_BOLD if written.bold else 1)


def lines_needed(written: Written) -> int:
    """Return over how many lines a text runs in its column."""
    return sum(len(_wrapped(line, _room(written))) for line in written.text.split("\n"))


def height_for(texts: Iterable[Written | tuple[str, float]]) -> float:
    """Return the height in points of a row with these texts, each with the width of its column."""
    return LINE_POINTS * max((lines_needed(Written(*one)) for one in texts), default=1)


def paragraph(text: str, width: float) -> list[str]:
    """Return a text cut into lines that columns of a width together can show, at least one."""
    return list(_wrapped(" ".join(text.split()), _SLACK * width))


def flow(pieces: Sequence[str], between: str, width: float) -> list[str]:
    """Return pieces of text joined into lines that columns of a width together can show, at least one.

    A line ends between two pieces, and none begins or ends with what stands between them.
    """
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]}{between}{piece}" if lines else piece
        if lines and text_width(longer) <= _SLACK * width:
            lines[-1] = longer
        else:
            lines += _wrapped(piece, _SLACK * width)
    return lines or [""]


def cut(text: str, width: float, *, bold: bool = False, indent: int = 0) -> str:
    """Return a text that a column of a width can show in letters of 11 points; a longer one ends in :data:`CUT`."""
    room = _room(Written("", width, bold, indent))
    if text_width(text) <= room:
        return text
    used, kept = text_width(CUT), 0
    for letter in text:
        used += _WIDTH.get(letter, _OTHER)
        if used > room:
            break
        kept += 1
    return text[:kept] + CUT


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, as Excel counts them; a longer one ends in :data:`CUT`."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * (most - 1)].decode("utf-16-le", "surrogatepass") + CUT
