"""The drawing of the ribbon shows every label, readable, and says that it is a drawing."""

import itertools

import pytest

from arena.locale import LANGUAGES, catalogue
from tests.bench.pictures.ribbon import NOTES, Drawing, labels, make

pytestmark = pytest.mark.picture


@pytest.mark.parametrize("language", LANGUAGES)
class TestTheDrawing:
    def test_it_shows_every_label_and_says_what_it_is(self, language):
        words = catalogue(language)
        shown = [text.text.removesuffix(" ▾") for text in Drawing(language).texts]
        whole = " ".join(shown)
        assert all(label in whole for label in labels(words))
        assert NOTES[language] in shown

    def test_no_text_runs_over_another_or_over_the_edge(self, language):
        drawing = Drawing(language)
        for text in drawing.texts:
            assert text.box[0] >= 0
            assert text.box[2] <= drawing.image.width
        for one, other in itertools.combinations(drawing.texts, 2):
            apart = one.box[2] <= other.box[0] or other.box[2] <= one.box[0]
            assert apart or one.box[3] <= other.box[1] or other.box[3] <= one.box[1], (one, other)


def test_it_is_written_for_each_language(tmp_path):
    assert [path.stat().st_size < 100_000 for path in make(tmp_path)] == [True, True]
