"""The form that colleagues fill in: whom it asks about, what it shows of them, and by what it is known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.sharing import return_form
from arena.workbook import file_painter, names
from arena.workbook.description import RichText, Sheet
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import Analysis, evaluate
from tests.workbook.typed import table

BY = dt.date(2026, 2, 13)


def form(text: str, *, language: str = "nl", subject: str = "te weinig plaats", by: dt.date | None = BY) -> Sheet:
    result = evaluate(Analysis(language=language, table=table(text), answers={"subject": subject}))
    [sheet] = return_form.describe(result, return_form.rows(result), by).sheets
    return sheet


def asked(sheet: Sheet) -> list[str]:
    """The texts of the first column of the table."""
    assert sheet.table is not None
    area = sheet.table.area
    cells = [sheet.cells[row, 0].value for row in range(area.first_row + 1, area.last_row + 1)]
    return ["".join(text for text, _ in one.parts) if isinstance(one, RichText) else str(one) for one in cells]


@pytest.mark.pure
class TestItAsks:
    def test_about_each_name_once_with_its_resources_under_it(self) -> None:
        of = form("""actor | resources
            School | lokalen;  leerkrachten
             | geld
            Bib |
            school | nog iets
            ’t⏎Zonnetje | begeleiders⏎plaats""")
        assert asked(of) == ["School\nlokalen; leerkrachten", "Bib", "’t Zonnetje\nbegeleiders; plaats"]

    def test_not_what_its_filler_should_not_read_first(self) -> None:
        of = form("actor | imp | repl | dep | why\nSchool | 4 | klein | groot | omdat")
        texts = {str(cell.value) for cell in of.cells.values() if cell.value is not None}
        assert not texts & {"4", "klein", "groot", "omdat"}

    def test_with_resources_that_are_cut_and_a_name_that_is_not(self) -> None:
        [one] = asked(form(f"actor | resources\n{'n' * 300} | {'r' * 400}"))
        name, resources = one.split("\n")
        assert (len(name), len(resources), resources[-1]) == (300, return_form._LONGEST_RESOURCES, "…")

    def test_in_rows_that_no_program_refuses(self) -> None:
        of = form(f"actor | resources\n{'lange naam ' * 100} | x")
        assert max(of.heights.values()) <= 409

    def test_by_no_day_where_none_is_given(self) -> None:
        without = form("actor\nSchool", by=None)
        assert without.print_setup.footer == without.cells[0, 0].value
        assert not any("Terugsturen" in str(cell.value) for cell in without.cells.values())

    def test_about_an_issue_that_is_cut_where_it_is_endless(self) -> None:
        of = form("actor\nSchool", subject="lang " * 500)
        lines = [cell.value for (row, _), cell in of.cells.items() if cell.style == "fill_issue"]
        assert len(lines) == return_form._MOST_LINES
        assert str(lines[-1]).endswith("…")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_for_levels_in_its_language(self, language: str) -> None:
        of = form("actor\nSchool", language=language)
        offered = {str(rule.source) for rule in of.validations}
        assert {'"4,3,2,1,?"'} < offered
        assert len(offered) == len(return_form._CHOSEN)


@pytest.mark.file
class TestItIsKnown:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_by_names_a_table_and_headings(self, language: str, tmp_path: Path) -> None:
        result = evaluate(Analysis(language=language, table=table("actor | resources\n=1+1 | geld\nSchool | ")))
        path = tmp_path / "form.xlsx"
        file_painter.paint(return_form.describe(result, return_form.rows(result), BY), path)
        read = read_cells(path)
        assert read.names[names.FORM] == str(return_form.VERSION)
        assert read.names[names.LANGUAGE] == f'"{language}"'
        assert {names.FILLED_IN_BY, names.MISSED} <= read.names.keys()
        [of] = read.tables
        assert of.name == return_form.TABLE
        assert list(of.headers) == list(return_form.headings(catalogue(language)).values())
        [sheet] = read.sheets
        assert not sheet.formulas
        assert sheet.cells[of.ref[0] + 1, 1] == "=1+1\ngeld"
