"""What comes out of a printer, by LibreOffice: the size of the smallest print, and no page of blank rows alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.locale import LANGUAGES
from arena.workbook.example import example
from arena.workbook.model import Analysis
from tests.bench.pictures import pdfs_of, printed_texts
from tests.bench.pictures.gallery import pages_by_sheet
from tests.workbook.typed import described, paint

pytestmark = pytest.mark.picture

SMALLEST_IN_PRINT = 7

WORKBOOKS = {
    f"{name}-{language}": of
    for language in LANGUAGES
    for name, of in (("empty", Analysis(language=language)), ("example", example(language)))
}
BOOKS = {name: described(of) for name, of in WORKBOOKS.items()}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDF of each workbook, and of the empty one with an actor below its table."""
    folder = tmp_path_factory.mktemp("afdruk")
    below = described(Analysis())
    table = below.sheet("arena").table
    assert table is not None
    below.sheet("arena").put(table.area.last_row + 2, 0, "Onder de tabel", "form_actor")
    paths = [folder / f"{name}.xlsx" for name in (*BOOKS, "below")]
    for book, path in zip((*BOOKS.values(), below), paths, strict=True):
        paint(book, path)
    return {pdf.stem: pdf for pdf in pdfs_of(paths, folder / "pdf")}


@pytest.mark.parametrize("name", BOOKS)
def test_every_sheet_can_be_read_on_paper(name: str, printed: dict[str, Path]) -> None:
    assert min(each.points for each in printed_texts(printed[name])) >= SMALLEST_IN_PRINT


@pytest.mark.parametrize("name", BOOKS)
def test_every_sheet_takes_its_pages_and_no_more(name: str, printed: dict[str, Path]) -> None:
    pages = {key: len(numbers) for key, numbers in pages_by_sheet(printed[name], BOOKS[name].sheets).items()}
    arena = pages.pop("arena")
    assert arena <= 2, "an empty table of thirty rows, or the example"
    once = dict.fromkeys(("start", "issue", "paper", "calculation", "settings"), 1)
    # of talks the blank lines are to write on; of the network the first page is how far it is
    # and of what changed there is the state, and the answers then
    assert pages == {**once, "summary": 3, "talks": 2, "adjustments": 3, "network": 2}


def test_actions_below_the_last_line_are_printed_as_well(tmp_path: Path) -> None:
    book = described(Analysis())
    book.sheet("network").put(90, 0, "Onder de lijnen", "network_what")
    paint(book, tmp_path / "map.xlsx")
    (pdf,) = pdfs_of([tmp_path / "map.xlsx"], tmp_path / "pdf")
    assert "Onder de lijnen" in {each.text for each in printed_texts(pdf)}


def test_what_stands_below_the_table_is_printed_as_well(printed: dict[str, Path]) -> None:
    assert "Onder de tabel" in {each.text for each in printed_texts(printed["below"])}
