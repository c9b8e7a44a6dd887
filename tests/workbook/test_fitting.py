"""How high rows are made: measured with the letters of the font, and with nothing of a text left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.workbook import fitting
from arena.workbook.fitting import Written

pytestmark = pytest.mark.pure

SENTENCE = "tussenkomst voor gezinnen met een laag inkomen, kennis van armoede"
TEXTS = st.text(alphabet="abc WM,’ é\u00a0", max_size=80)
WIDTHS = st.floats(min_value=1, max_value=60)


def test_a_row_has_no_line_that_its_text_does_not_need() -> None:
    # 66 letters that are as wide as 57 digits: two lines of 34, where counting letters gave three of 30
    assert fitting.height_for([(SENTENCE, 34)]) == 2 * fitting.LINE_POINTS
    assert fitting.height_for([("leerkrachten, instrumenten, ateliers", 34)]) == fitting.LINE_POINTS


def test_wide_letters_need_more_than_narrow_ones() -> None:
    assert fitting.lines_needed(Written("MMMM MMMM MMMM", 16)) > fitting.lines_needed(Written("iiii iiii iiii", 16))


def test_bold_text_and_an_indent_take_room() -> None:
    plain = next(width for width in range(1, 200) if fitting.lines_needed(Written(SENTENCE, width)) == 1)
    assert fitting.lines_needed(Written(SENTENCE, plain, bold=True)) == 2
    assert fitting.lines_needed(Written(SENTENCE, plain, indent=1)) == 2


def test_the_highest_text_of_a_row_counts_and_a_row_without_any_is_one_line() -> None:
    assert fitting.height_for([("a", 9), ("a\nb\nc", 9)]) == 3 * fitting.LINE_POINTS
    assert fitting.height_for([]) == fitting.LINE_POINTS


@given(TEXTS, WIDTHS)
def test_a_paragraph_keeps_every_letter_and_no_line_is_too_wide(text: str, width: float) -> None:
    lines = fitting.paragraph(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(fitting.text_width(line) <= width or len(line) == 1 for line in lines)


@given(st.lists(st.text(alphabet="aBm", min_size=1, max_size=9), min_size=1), st.integers(min_value=20, max_value=60))
def test_pieces_flow_over_lines_that_end_between_two_of_them(pieces: list[str], width: int) -> None:
    lines = fitting.flow(pieces, " · ", width)
    assert [piece for line in lines for piece in line.split(" · ")] == pieces
    assert all(fitting.text_width(line) <= width for line in lines)


@given(TEXTS, WIDTHS, st.booleans())
def test_a_text_that_is_cut_fits_and_begins_as_the_whole(text: str, width: float, bold: bool) -> None:
    shown = fitting.cut(text, width, bold=bold)
    assert shown == text or (shown.endswith(fitting.CUT) and text.startswith(shown[:-1]))
    if len(shown) > 1:
        assert fitting.text_width(shown, bold=bold) <= max(1.0, width)


def test_a_text_that_fits_is_not_cut() -> None:
    assert fitting.cut(SENTENCE, 70) == SENTENCE
    assert fitting.cut(SENTENCE, 30).startswith("tussenkomst voor gezinnen met")
