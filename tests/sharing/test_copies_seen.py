"""What whoever gets a copy sees: the same numbers in another program, on paper, on a phone, without calculating."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.sharing import copies
from arena.sharing.copies import Choices
from arena.sharing.partners import Partners
from arena.workbook import file_painter
from arena.workbook.audience import Audience
from arena.workbook.description import Book, Formula
from arena.workbook.example import example
from arena.workbook.fitting import text_width
from arena.workbook.look import STYLES
from arena.workbook.model import evaluate
from arena.workbook.sheets import summary_board
from tests.bench.files import findings
from tests.bench.judges import cached_values
from tests.bench.judges.libreoffice import LibreOfficeCalc
from tests.bench.pictures.measure import printed_texts, smallest_font_points
from tests.bench.pictures.render import pdfs_of
from tests.workbook.filled_in import filled_in
from tests.workbook.recalculated import disagreements
from tests.workbook.typed import described, paint

DAY = dt.date(2026, 9, 30)
"""A day with a long name."""

CASES = {
    "team": (Audience.TEAM, False),
    "team, talks": (Audience.TEAM, True),
    "partners": (Audience.PARTNERS, False),
    "return": (Audience.RETURN, False),
}
PHONE_PIXELS, ROW_NUMBERS_PIXELS = 360, 26


def allowed(name: str, language: str, *, of: str = "example") -> Book:
    audience, talks = CASES[name]
    result = evaluate(example(language) if of == "example" else filled_in(language))
    lines = frozenset(one.key for one in Partners(result).statements(catalogue(language)))
    choices = Choices(lines, talks, language=language, send_back_by=DAY)
    return copies.allow(result, audience, choices, made_on=DAY, shuffle=lambda _: None).book


def formulas(book: Book) -> int:
    return sum(isinstance(cell.value, Formula) for sheet in book.sheets for cell in sheet.cells.values())


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What the judges of files find in the workbook itself, by its language."""
    folder = tmp_path_factory.mktemp("map")
    paths = {language: folder / f"{language}.xlsx" for language in LANGUAGES}
    for language, path in paths.items():
        paint(described(example(language)), path)
    return {language: set(findings(path)) for language, path in paths.items()}


@pytest.mark.file
class TestTheFile:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("name", CASES)
    def test_is_as_sound_as_the_workbook_itself(
        self, name: str, language: str, tmp_path: Path, found: dict[str, set[str]]
    ) -> None:
        book = allowed(name, language)
        file_painter.paint(book, tmp_path / "kopie.xlsx")
        assert set(findings(tmp_path / "kopie.xlsx", names=book.names)) - found[language] == set()

    @pytest.mark.parametrize("name", ["partners", "return"])
    def test_holds_no_formula_where_the_analysis_stays_here(self, name: str) -> None:
        assert formulas(allowed(name, "nl")) == 0

    @pytest.mark.parametrize("name", CASES)
    def test_folds_nothing_away(self, name: str) -> None:
        content = file_painter.painted(allowed(name, "nl"))
        assert b"collapsed" not in content
        assert b"hidden=" not in content

    def test_shows_a_phone_what_there_is_without_calculating(self, tmp_path: Path) -> None:
        book = allowed("team", "nl")
        file_painter.paint(book, tmp_path / "kopie.xlsx")
        shown = cached_values(tmp_path / "kopie.xlsx")
        for sheet in book.sheets:
            for (row, column), cell in sheet.cells.items():
                if isinstance(cell.value, Formula):
                    assert shown[sheet.name][row + 1, column + 1] == cell.value.value


@pytest.mark.formulas
class TestAnotherProgram:
    @pytest.mark.parametrize("of", ["example", "filled in"])
    def test_works_out_the_same_numbers(self, of: str, tmp_path: Path) -> None:
        books = {name: allowed(name, "nl", of=of) for name in ("team", "team, talks")}
        assert disagreements(books, LibreOfficeCalc(), tmp_path) == []


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("gedrukt")
    paths = []
    for number, name in enumerate(("partners", "return")):
        paths.append(folder / f"{number}.xlsx")
        file_painter.paint(allowed(name, "nl"), paths[-1])
    return dict(zip(("partners", "return"), pdfs_of(paths, folder / "pdf"), strict=True))


@pytest.mark.picture
class TestOnPaper:
    @pytest.mark.parametrize("name", ["partners", "return"])
    def test_can_be_read(self, name: str, printed: dict[str, Path]) -> None:
        assert smallest_font_points(printed[name]) >= 7

    @pytest.mark.parametrize("name", ["partners", "return"])
    def test_shows_every_name(self, name: str, printed: dict[str, Path]) -> None:
        text = " ".join(each.text for each in printed_texts(printed[name])).replace("\n", " ")
        assert "Basisschool De Linde" in text
        assert ("Wijkcomité Ter Linden" in text) == (name == "return")

    def test_of_the_form_takes_two_pages(self, printed: dict[str, Path]) -> None:
        assert max(each.page for each in printed_texts(printed["return"])) == 2


@pytest.mark.pure
class TestOnAPhone:
    def test_the_form_shows_a_name_and_three_choices_side_by_side(self) -> None:
        [sheet] = allowed("return", "nl").sheets
        pixels = sum(round(sheet.widths[column] * 7 + 5) for column in range(4))
        assert ROW_NUMBERS_PIXELS + pixels <= PHONE_PIXELS

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_every_word_that_can_be_chosen_fits_its_column(self, language: str) -> None:
        [sheet] = allowed("return", language).sheets
        for rule in sheet.validations:
            for word in str(rule.source).strip('"').split(","):
                # a cell may break a text between words
                widest = max(text_width(part) for part in word.split(" "))
                assert widest * STYLES["fill_choice"].size / 11 <= sheet.widths[rule.area.first_column]

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_what_stands_above_the_table_is_no_wider(self, language: str) -> None:
        [sheet] = allowed("return", language).sheets
        assert sheet.table is not None
        above = [cell.value for (row, _), cell in sheet.cells.items() if row < sheet.table.area.first_row - 1]
        room = sum(sheet.widths[column] for column in range(4)) + 3
        titles = {sheet.cells[0, 0].value}
        for text in (one for one in above if isinstance(one, str) and one not in titles):
            assert all(text_width(line) <= room for line in text.split("\n")), text


@pytest.mark.pure
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_line_that_tells_a_copy_without_talks_fits_its_page(language: str) -> None:
    summary = allowed("team", language).sheet("summary")
    said = summary.cells[summary_board.CAUTION_ROW, 0]
    wide = sum(summary.widths.values()) * 11 / STYLES[said.style].size
    assert text_width(str(said.value)) + 6 <= wide
    assert catalogue(language)("copy.without_talks.summary", day="").split(";")[0] in str(said.value)
