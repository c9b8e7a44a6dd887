"""Bench 5 measures print: proven on sheets whose sizes are known."""

import struct
from pathlib import Path

import pytest
import xlsxwriter

from tests.bench.pictures import pdfs_of, printed_texts, render, smallest_font_points

pytestmark = pytest.mark.picture

A4_AT_80_DPI = (935, 661)  # 297 by 210 mm, landscape
TEXT = "Elf punt"


def _sheet(path: Path, *, scale: int = 100, columns: int = 1, pages: int = 1) -> Path:
    """A workbook with TEXT in 11 points and a title in 20, on landscape A4 sheets, printed at a scale in percent.

    With more columns than fit, the sheet is fitted to one page wide instead.
    """
    with xlsxwriter.Workbook(path) as book:
        for number in range(pages):
            sheet = book.add_worksheet(f"Blad{number + 1}")
            sheet.set_paper(9)
            sheet.set_landscape()
            sheet.set_print_scale(scale)
            sheet.write(0, 0, "Titel", book.add_format({"font_size": 20}))
            sheet.write(1, 0, TEXT)
            for column in range(columns):
                sheet.write(2, column, column + 1)
            if columns > 1:
                sheet.fit_to_pages(1, 0)
    return path


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDFs of all sheets that are measured here, from one go of LibreOffice."""
    folder = tmp_path_factory.mktemp("printed")
    books = [
        _sheet(folder / "full.xlsx"),
        _sheet(folder / "half.xlsx", scale=50),
        _sheet(folder / "wide.xlsx", columns=30),
        _sheet(folder / "three.xlsx", scale=70, pages=3),
        _upright_and_lying(folder / "mixed.xlsx"),
        _only_lines(folder / "lines.xlsx"),
    ]
    return {pdf.stem: pdf for pdf in pdfs_of(books, folder / "pdf")}


def _upright_and_lying(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for orientation in ("set_portrait", "set_landscape"):
            sheet = book.add_worksheet()
            sheet.set_paper(9)
            getattr(sheet, orientation)()
            sheet.write("A1", TEXT)
            sheet.write("A2", "gedraaid", book.add_format({"rotation": 90}))
    return path


def _only_lines(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_blank("B2", None, book.add_format({"border": 2}))
    return path


@pytest.mark.parametrize(("book", "points"), [("full", 11), ("half", 5.5), ("three", 7.7)])
def test_known_sizes_are_measured_at_known_scales(printed: dict[str, Path], book: str, points: float) -> None:
    assert smallest_font_points(printed[book]) == pytest.approx(points, abs=0.03)


def test_each_text_is_measured_on_its_page(printed: dict[str, Path]) -> None:
    found = {(each.page, each.text): each.points for each in printed_texts(printed["three"])}
    assert found[3, "Titel"] == pytest.approx(14, abs=0.03)
    assert found[3, TEXT] == pytest.approx(7.7, abs=0.03)


def test_fitting_many_columns_shrinks_print_below_seven_points(printed: dict[str, Path]) -> None:
    # 30 columns of 64 pixels are 1,440 points; the page is 842 wide, of which 741 between the margins.
    assert 5 < smallest_font_points(printed["wide"]) < 6


def test_orientation_of_page_and_text_does_not_change_the_size(printed: dict[str, Path]) -> None:
    points = [each.points for each in printed_texts(printed["mixed"])]
    assert points == [pytest.approx(11, abs=0.03)] * len(points)
    assert {each.page for each in printed_texts(printed["mixed"])} == {1, 2}


def test_a_pdf_without_text_has_no_smallest_size(printed: dict[str, Path]) -> None:
    with pytest.raises(ValueError, match=r"no text in lines\.pdf"):
        smallest_font_points(printed["lines"])


def test_every_page_becomes_a_picture_of_the_asked_size(tmp_path: Path) -> None:
    pages = render(_sheet(tmp_path / "boek.xlsx", pages=2), tmp_path / "out")
    assert [page.name for page in pages] == ["boek-1.png", "boek-2.png"]
    for page in pages:
        content = page.read_bytes()
        assert content.startswith(b"\x89PNG")
        assert struct.unpack(">II", content[16:24]) == pytest.approx(A4_AT_80_DPI, abs=2)


def test_two_workbooks_are_not_printed_over_each_other(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the same file"):
        pdfs_of([tmp_path / "a" / "boek.xlsx", tmp_path / "b" / "boek.xlsx"], tmp_path)
