"""Which table of actors is read from a file that has several: that of our name, whatever else stands there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.workbook.actor_table import NoTable, SeveralTables
from arena.workbook.book import add_generated, made_from
from arena.workbook.cells import Area
from arena.workbook.description import Book, PrintSetup, Sheet, Table, TableColumn
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import ReadAnalysis, evaluate
from arena.workbook.reading import interpret
from arena.workbook.sheets import arena, ratings
from tests.workbook import formula_cases
from tests.workbook.filled_in import filled_in
from tests.workbook.made import check_sheet, matrix_sheet, resources_sheet
from tests.workbook.rated import DAY, merged
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.file


def read(path: Path) -> ReadAnalysis:
    return interpret(read_cells(path), path.name)


def with_a_list(book: Book) -> Book:
    """The workbook with a table of its user's in front, whose headings are those of a table of actors."""
    texts = catalogue(book.language)
    sheet = Sheet(key="own", name="Eigen lijst", print_setup=PrintSetup(footer=""))
    headings = (texts("column.actor.heading"), texts("column.importance.heading"), texts("column.role.heading"))
    for row, line in enumerate((headings, ("B", 1, "randactor"), ("Z", 4, "kernactor")), start=3):
        for column, value in enumerate(line):
            sheet.put(row, column, value, "text")
    columns = tuple(map(TableColumn, headings))
    sheet.table = Table("Lijst", Area(3, 0, 5, 2), columns, "Lijst", "Lijst")
    return replace(book, sheets=[sheet, *book.sheets])


def with_a_copy(name: str | None, of_copy: str | None) -> Book:
    """A workbook and a copy of its sheet with other actors, in front; their tables with these names."""
    book = described(analysis(formula_cases.LEVELS))
    copy = described(analysis("actor | imp\nIemand anders | 1")).sheet("arena")
    for sheet, called in ((book.sheet("arena"), name), (copy, of_copy)):
        assert sheet.table is not None
        sheet.table = None if called is None else replace(sheet.table, name=called)
    return replace(book, sheets=[replace(copy, key="copy", name="Arena-analyse (2)"), *book.sheets])


@pytest.mark.parametrize("of_copy", ["Arena1", "Arena_2", None])
@pytest.mark.parametrize("name", ["Arena", "ARENA"])
def test_a_workbook_with_a_copy_of_its_sheet_is_read_from_the_table_of_our_name(
    name: str, of_copy: str | None, tmp_path: Path
) -> None:
    paint(with_a_copy(name, of_copy), tmp_path / "map.xlsx")
    found = read(tmp_path / "map.xlsx")
    assert found.sheet == catalogue("nl")("sheet.arena.tab")
    assert found.analysis.table["actor"].tolist() == [*"ABCDEFG"]


@pytest.mark.parametrize("name", ["Partners", None])
def test_a_workbook_whose_table_has_lost_its_name_is_not_guessed_at_beside_a_copy(
    name: str | None, tmp_path: Path
) -> None:
    paint(with_a_copy(name, None), tmp_path / "map.xlsx")
    with pytest.raises(SeveralTables) as caught:
        read(tmp_path / "map.xlsx")
    for language in LANGUAGES:
        assert "‘Arena-analyse (2)’ (A4)" in caught.value.sentence(language)


def test_a_workbook_whose_table_has_lost_its_headings_is_not_read_from_another(tmp_path: Path) -> None:
    book = with_a_copy("Arena", "Arena1")
    sheet = book.sheet("arena")
    sheet.put(arena.HEADER_ROW, 0, "Wie", "header_entry")
    assert sheet.table is not None
    columns = (TableColumn("Wie"), *sheet.table.columns[1:])
    sheet.table = replace(sheet.table, columns=columns)
    paint(book, tmp_path / "map.xlsx")
    with pytest.raises(NoTable):
        read(tmp_path / "map.xlsx")


def test_a_workbook_with_a_table_of_its_user_about_the_same_actors_is_read_as_without_it(tmp_path: Path) -> None:
    of = analysis(formula_cases.LEVELS)
    paint(described(of), tmp_path / "map.xlsx")
    alone = read(tmp_path / "map.xlsx")
    paint(with_a_list(described(of)), tmp_path / "map.xlsx")
    found = read(tmp_path / "map.xlsx")
    assert found.analysis.table.equals(alone.analysis.table)
    assert found.where == alone.where


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_saved_without_its_tables_is_read_as_with_them(language: str, tmp_path: Path) -> None:
    """As Google Sheets, Gnumeric and SheetJS save it, with every sheet that the product makes, filled in."""
    of = evaluate(filled_in(language))
    book = described(of.analysis)
    made = (check_sheet(of, DAY), resources_sheet(of, DAY), matrix_sheet(of, DAY))
    for sheet in (*made, ratings.describe(made_from(of, DAY), merged(of, "OCMW 4 k g", "OCMW 1 g k"))):
        add_generated(book, sheet)
    paint(book, tmp_path / "map.xlsx")
    with_them = read(tmp_path / "map.xlsx")
    for sheet in book.sheets:
        sheet.table = None
    paint(book, tmp_path / "zonder.xlsx")
    without = read(tmp_path / "zonder.xlsx")
    assert without.analysis.table.equals(with_them.analysis.table)
    assert (without.where, without.schema) == (with_them.where, with_them.schema)


def test_how_a_table_stood_is_read_where_nothing_else_is_there(tmp_path: Path) -> None:
    """What somebody sent alone is what they mean."""
    book = described(filled_in("nl"))
    sheet = book.sheet("adjustments")
    sheet.names = {}
    paint(replace(book, sheets=[sheet], names={}), tmp_path / "map.xlsx")
    assert read(tmp_path / "map.xlsx").sheet == sheet.name
