"""The ribbon as a drawing, from its customUI and the labels of the catalogue: what a reader of the manual looks for.

Excel alone can show the ribbon as it is, so the picture says of itself that it is a drawing. In each square stands the
key tip: what one presses after Alt. Run with ``python -m tests.bench.pictures docs/pictures``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from PIL import Image, ImageDraw, ImageFont

from arena.build import addin
from arena.locale import LANGUAGES, Catalogue, catalogue

NAMES = {"nl": "nl-lint.png", "en": "en-ribbon.png"}

NOTES = {
    "nl": "Een tekening van het lint, geen schermafdruk. In elk vakje staat de toets die u na Alt, AR indrukt.",
    "en": "A drawing of the ribbon, not a screenshot. In each square stands the key that you press after Alt, AR.",
}

_SCALE = 2  # drawn twice as large as Excel at 100 %, so that letters stay sharp
_FONT = "DejaVuSans.ttf"
_LETTER, _SMALL_LETTER = 12 * _SCALE, 11 * _SCALE
_TAB, _BODY, _GROUP_NAME, _NOTE = 34 * _SCALE, 84 * _SCALE, 20 * _SCALE, 24 * _SCALE
_GAP, _ICON, _SMALL_ICON, _ROW = 8 * _SCALE, 34 * _SCALE, 18 * _SCALE, 28 * _SCALE
_NARROWEST = 58 * _SCALE
_IN_COLUMN = 3  # of small controls, as Excel sets them

_PAPER, _RIBBON, _LINE, _INK, _QUIET, _ACCENT, _ON_ACCENT = (
    "#FFFFFF",
    "#F5F6F7",
    "#C8CCD0",
    "#1F2933",
    "#5A6570",
    "#1F5C7A",
    "#FFFFFF",
)


@dataclass(frozen=True)
class Text:
    """A text in the drawing and the box that it fills, in pixels: left, top, right, bottom."""

    text: str
    box: tuple[int, int, int, int]


class Drawing:
    """The ribbon in one language; ``texts`` are all texts with their boxes, for a test to look at."""

    def __init__(self, language: str) -> None:
        self._words = catalogue(language)
        self._root = fromstring(addin.ribbon())
        self.texts: list[Text] = []
        self.image = Image.new("RGB", (4000, _TAB + _BODY + _GROUP_NAME + _NOTE), _PAPER)
        self._pen = ImageDraw.Draw(self.image)
        right = self._groups()
        self._frame(right)
        self.image = self.image.crop((0, 0, right + _GAP, self.image.height))

    def _groups(self) -> int:
        self._pen.rectangle((0, _TAB, self.image.width, _TAB + _BODY + _GROUP_NAME), fill=_RIBBON)
        left = _GAP
        for group in _children(self._root, "group"):
            right = self._group(group, left)
            self._pen.line(
                (right, _TAB + _GAP, right, _TAB + _BODY + _GROUP_NAME - _GAP // 2), fill=_LINE, width=_SCALE
            )
            left = right + _GAP
        return left - _GAP

    def _group(self, group: Element, left: int) -> int:
        start, small = left, [each for each in group if each.get("size") != "large"]
        for control in group:
            if control not in small:
                left = self._large(control, left)
        for first in range(0, len(small), _IN_COLUMN):
            left = self._column(small[first : first + _IN_COLUMN], left)
        name = self._words(f"ribbon.{group.attrib['id']}.label")
        left = max(left, start + self._width(name, _SMALL_LETTER) + _GAP)
        self._centred(name, (start + left - _GAP) // 2, _TAB + _BODY + _GROUP_NAME // 2, _SMALL_LETTER, _QUIET)
        return left

    def _large(self, control: Element, left: int) -> int:
        lines = _in_two(self._words(f"ribbon.{control.attrib['id']}.label"))
        width = max(_NARROWEST, *(self._width(line, _LETTER) for line in lines))
        middle = left + width // 2
        self._icon(control, middle - _ICON // 2, _TAB + _GAP, _ICON)
        for number, line in enumerate(lines):
            self._centred(line, middle, _TAB + _GAP + _ICON + int((number + 0.9) * _LETTER * 1.25), _LETTER, _INK)
        return left + width + _GAP

    def _column(self, controls: list[Element], left: int) -> int:
        widest = 0
        for number, control in enumerate(controls):
            top = _TAB + number * _ROW
            self._icon(control, left, top + (_ROW - _SMALL_ICON) // 2, _SMALL_ICON)
            label = self._words(f"ribbon.{control.attrib['id']}.label") + (" ▾" if control.tag.endswith("menu") else "")
            width = self._width(label, _LETTER)
            widest = max(widest, width)
            beside = left + _SMALL_ICON + _GAP
            self._centred(label, beside + width // 2, top + _ROW // 2, _LETTER, _INK)
        return left + _SMALL_ICON + _GAP + widest + _GAP

    def _icon(self, control: Element, left: int, top: int, size: int) -> None:
        self._pen.rounded_rectangle(
            (left, top, left + size, top + size), size // 6, fill=_PAPER, outline=_ACCENT, width=2
        )
        keytip = self._words(f"ribbon.{control.attrib['id']}.keytip")
        self._centred(keytip, left + size // 2, top + size // 2, int(size * 0.55), _ACCENT, kept=False)

    def _frame(self, right: int) -> None:
        (tab,) = _children(self._root, "tab")
        name = self._words(f"ribbon.{tab.attrib['id']}.label")
        width = self._width(name, _LETTER) + 2 * _GAP
        self._pen.rectangle((_GAP, _GAP // 2, _GAP + width, _TAB), fill=_ACCENT)
        self._centred(name, _GAP + width // 2, (_TAB + _GAP // 2) // 2, _LETTER, _ON_ACCENT)
        bottom = _TAB + _BODY + _GROUP_NAME
        for height in (_TAB, bottom):
            self._pen.line((0, height, right + _GAP, height), fill=_LINE, width=_SCALE)
        note = NOTES[self._words.language]
        self._centred(note, _GAP + self._width(note, _SMALL_LETTER) // 2, bottom + _NOTE // 2, _SMALL_LETTER, _QUIET)

    def _centred(self, text: str, x: int, y: int, size: int, ink: str, *, kept: bool = True) -> None:
        self._pen.text((x, y), text, ink, _font(size), anchor="mm")
        if kept:
            left, top, right, bottom = self._pen.textbbox((x, y), text, _font(size), anchor="mm")
            self.texts.append(Text(text, (int(left), int(top), int(right), int(bottom))))

    def _width(self, text: str, size: int) -> int:
        return int(self._pen.textlength(text, _font(size))) + 1


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    try:
        return ImageFont.truetype(_FONT, size)
    except OSError:
        return ImageFont.load_default(size)


def _children(root: Element, kind: str) -> Iterator[Element]:
    return (each for each in root.iter() if each.tag.endswith(f"}}{kind}"))


def _in_two(label: str) -> list[str]:
    """A label over at most two lines, as evenly as its words allow; Excel does the same below a large button."""
    words = label.split()
    if len(words) == 1:
        return [label]
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return list(min(cuts, key=lambda halves: max(map(len, halves))))


def make(folder: Path) -> list[Path]:
    """Draw the ribbon in every language and return the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / NAMES[language] for language in LANGUAGES]
    for language, path in zip(LANGUAGES, made, strict=True):
        Drawing(language).image.quantize(64).save(path, optimize=True)
    return made


def labels(words: Catalogue) -> list[str]:
    """Every label that the drawing shows, in the order of the ribbon."""
    shown = [
        one
        for one in fromstring(addin.ribbon()).iter()
        if "getScreentip" in one.attrib or one.tag.endswith(("tab", "group"))
    ]
    return [words(f"ribbon.{one.attrib['id']}.label") for one in shown]
