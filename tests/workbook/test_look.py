"""The palette by numbers: contrast, and what is left of it under simulated colour blindness."""

from __future__ import annotations

import itertools
import math

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.method.notes import SHOWN_NOTES, NoteWeight
from arena.workbook import look
from arena.workbook.example import example
from arena.workbook.look import STYLES, TABS, Style
from arena.workbook.sheets import arena
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.pure

Colour = tuple[float, float, float]

TEXT_CONTRAST, GRAPHICS_CONTRAST = 4.5, 3.0
"""WCAG 2.1, 1.4.3 and 1.4.11."""

SMALLEST_ON_SCREEN = 11
SMALLEST_FOR_PAPER = 8.5
MADE_FOR_PAPER = {"summary", "paper", "calculation"}
"""Sheets that are printed, or looked at by whoever checks how it was worked out."""

# Machado, Oliveira and Fernandes 2009, severity 1.0, over linear RGB.
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
    "no colour at all": ((0.2126, 0.7152, 0.0722),) * 3,
}
FULL = {"full sight": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))}


def linear(code: str) -> Colour:
    """The linear RGB of #RRGGBB, each from 0 to 1."""
    parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def seen(code: str, matrix: tuple[Colour, ...]) -> Colour:
    """The linear RGB as somebody sees it."""
    colour = linear(code)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(line, colour, strict=True)))) for line in matrix)
    return red, green, blue


def luminance(colour: Colour) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), colour, strict=True))


def contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: Colour) -> Colour:
    """CIE L*a*b* under D65."""
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def fill_of(style: Style) -> str:
    return style.fill or look.WHITE


@pytest.mark.parametrize("sight", FULL | BLINDNESS)
class TestContrast:
    @pytest.mark.parametrize("name", STYLES)
    def test_of_text_on_its_fill(self, name: str, sight: str) -> None:
        matrix = (FULL | BLINDNESS)[sight]
        style = STYLES[name]
        assert contrast(seen(style.ink, matrix), seen(fill_of(style), matrix)) >= TEXT_CONTRAST

    def test_of_the_line_around_what_is_filled_in(self, sight: str) -> None:
        matrix = (FULL | BLINDNESS)[sight]
        for style in (style for name, style in STYLES.items() if name.startswith("entry")):
            assert contrast(seen(str(style.border), matrix), seen(fill_of(style), matrix)) >= GRAPHICS_CONTRAST

    def test_of_the_tabs_against_white(self, sight: str) -> None:
        matrix = (FULL | BLINDNESS)[sight]
        for colour in TABS.values():
            assert contrast(seen(colour, matrix), seen(look.WHITE, matrix)) >= GRAPHICS_CONTRAST


class TestSignals:
    FILLS = ("critical", "vulnerable", "uncertain", "fault")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_each_has_a_sign_of_its_own_and_a_word(self, language: str) -> None:
        words = [catalogue(language)(f"flag.{name}") for name in self.FILLS[:3]]
        signs, texts = zip(*(word.split(" ", 1) for word in words), strict=True)
        assert signs == ("▲", "△", "?")
        assert len(set(texts)) == 3
        assert all(text.strip() for text in texts)

    def test_the_colour_follows_the_sign_that_the_formula_gives(self) -> None:
        sheet = described(analysis()).sheet("arena")
        marks = {c.style: c.formula for c in sheet.conditions if c.style in self.FILLS[:3]}
        assert {style: formula[-2] for style, formula in marks.items()} == {
            "critical": "▲",
            "vulnerable": "△",
            "uncertain": "?",
        }

    def test_a_fault_has_a_word_as_well(self) -> None:
        faults = [c for c in described(analysis()).sheet("arena").conditions if c.style == "fault"]
        assert len(faults) == sum(note.weight is NoteWeight.FAULT for note in SHOWN_NOTES)
        sheet = described(analysis("actor | imp | repl | dep | own\n | x | x | x | x")).sheet("arena")
        told = [
            str(getattr(cell.value, "value", "")) for (row, _), cell in sheet.cells.items() if row == arena.FIRST_ROW
        ]
        assert "belangrijkheid: kies 1 tot 4 of ? (+5)" in told

    @pytest.mark.parametrize("sight", [*FULL, "protanopia", "deuteranopia", "tritanopia"])
    @pytest.mark.parametrize("pair", list(itertools.combinations(FILLS, 2)), ids="-".join)
    def test_no_two_fills_look_alike(self, pair: tuple[str, str], sight: str) -> None:
        matrix = (FULL | BLINDNESS)[sight]
        one, other = (lab(seen(fill_of(STYLES[name]), matrix)) for name in pair)
        assert math.dist(one, other) >= 6


class TestSizes:
    def test_no_text_is_smaller_than_can_be_read(self) -> None:
        for sheet in described(example("nl")).sheets:
            least = SMALLEST_FOR_PAPER if sheet.key in MADE_FOR_PAPER else SMALLEST_ON_SCREEN
            for cell in sheet.cells.values():
                assert STYLES[cell.style].size * sheet.zoom / 100 >= least, f"{sheet.key}: {cell.style}"
