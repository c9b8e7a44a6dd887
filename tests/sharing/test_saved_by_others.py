"""A form that came back is read right whatever program saved it, and whatever its filler did to it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from arena.workbook.description import Cell
from arena.workbook.example import example
from tests.sharing import shapes
from tests.sharing.forms import Filled, rating
from tests.sharing.returned import estimate, rows
from tests.workbook.crafted import digest

pytestmark = pytest.mark.file

FILLED = Filled(missed=("CLB", ("Fietsersbond", (2, "klein", "groot", "niemand"))))
SAVED_BY = sorted(path for path in (Path(__file__).parent / "saved_by").iterdir() if path.suffix != ".md")
NAMES = example("nl").table["actor"].tolist()


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return FILLED.write(tmp_path / "formulier.xlsx")


EXPECTED = [
    *(
        (name, *(None if typed is None else str(typed) for typed in rating(row)))
        for row, name in enumerate(NAMES)
    ),
    ("Fietsersbond", "2", "klein", "groot", "niemand"),
]  # fmt: skip


def assert_right(path: Path) -> None:
    """The file is the form as it was filled in, told apart from any other list, and was not touched."""
    before = digest(path)
    found = estimate(path)
    assert digest(path) == before
    assert found.kind == "return_form"
    assert rows(found) == EXPECTED
    assert (found.name, found.missed, found.language) == ("Sara Peeters", ("CLB", "Fietsersbond"), "nl")
    assert found.table["resources"].iloc[0] == "contact met gezinnen; lokalen; leerkrachten"
    assert not found.importance_reversed


class TestAFormSavedBy:
    @pytest.mark.parametrize("path", SAVED_BY, ids=lambda path: path.name)
    def test_another_program_is_the_form(self, path: Path) -> None:
        assert_right(path)

    def test_openpyxl_is_the_form(self, form: Path) -> None:
        openpyxl.load_workbook(form).save(form)
        assert_right(form)

    def test_openpyxl_for_its_values_is_the_form(self, form: Path) -> None:
        openpyxl.load_workbook(form, data_only=True).save(form)
        assert_right(form)

    def test_pandas_is_the_form(self, form: Path, tmp_path: Path) -> None:
        """Without names, tables and formats: only the cells are left."""
        pd.read_excel(form, header=None).to_excel(tmp_path / "uit.xlsx", header=False, index=False)
        assert_right(tmp_path / "uit.xlsx")

    @pytest.mark.parametrize("shape", shapes.SHAPES)
    def test_a_program_of_which_only_the_shape_is_known_is_the_form(
        self, shape: str, form: Path, tmp_path: Path
    ) -> None:
        assert_right(shapes.SHAPES[shape](form, tmp_path / "gevormd.xlsx"))

    @pytest.mark.parametrize("dialect", shapes.DIALECTS)
    def test_csv_in_any_dialect_is_the_form(self, dialect: str, form: Path, tmp_path: Path) -> None:
        assert_right(shapes.DIALECTS[dialect](form, tmp_path / "formulier.csv"))


class TestAFormWhoseFiller:
    @pytest.fixture
    def typed(self, form: Path) -> Callable[[Callable[[openpyxl.worksheet.worksheet.Worksheet], object]], Path]:
        """Change the form by hand and save it."""

        def change(by: Callable[[openpyxl.worksheet.worksheet.Worksheet], object]) -> Path:
            book = openpyxl.load_workbook(form)
            by(book.worksheets[0])
            book.save(form)
            return form

        return change

    def test_got_the_rows_in_another_order_rates_the_same_actors(self, tmp_path: Path) -> None:
        order = list(range(len(NAMES)))
        random.Random(7).shuffle(order)
        found = estimate(Filled(order=order).write(tmp_path / "a.xlsx"))
        assert [name for name, *_ in rows(found)] == [NAMES[row] for row in order]

    def test_sorted_the_rows_rates_the_same_actors(self, typed: Callable[..., Path]) -> None:
        def by_name(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
            first, last = shapes.rows_of_table(sheet)
            block = sorted(
                [[cell.value for cell in row] for row in sheet.iter_rows(first, last)], key=lambda row: row[0]
            )
            for row, values in enumerate(block, start=first):
                for column, value in enumerate(values, start=1):
                    sheet.cell(row, column).value = value

        found = estimate(typed(by_name))
        assert sorted(rows(found), key=str) == sorted(EXPECTED, key=str)
        assert rows(found) != EXPECTED

    def test_added_rows_has_them_read(self, typed: Callable[..., Path]) -> None:
        def add(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
            _, last = shapes.rows_of_table(sheet)
            sheet.insert_rows(last + 1, 2)
            sheet.cell(last + 1, 1).value, sheet.cell(last + 1, 2).value = "Jeugddienst", 3

        assert rows(estimate(typed(add)))[len(NAMES)] == ("Jeugddienst", "3", None, None, None)

    def test_moved_columns_has_them_read_by_their_headings(self, typed: Callable[..., Path]) -> None:
        def move(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
            sheet.tables.clear()
            for row in sheet.iter_rows(1, sheet.max_row, 1, 5):
                values = [cell.value for cell in row]
                for cell, value in zip(row, [values[4], *values[:4]], strict=True):
                    cell.value = value

        found = estimate(typed(move))
        assert rows(found) == EXPECTED
        assert found.missed == ("CLB", "Fietsersbond")

    def test_named_nobody_has_no_name(self, tmp_path: Path) -> None:
        assert estimate(Filled(name=None).write(tmp_path / "a.xlsx")).name is None

    def test_typed_a_name_that_is_odd_has_it_cleaned(self, tmp_path: Path) -> None:
        assert estimate(Filled(name="\u202e Sara \u00a0 P\n").write(tmp_path / "a.xlsx")).name == "Sara P"

    def test_filled_in_english_has_an_english_form(self, tmp_path: Path) -> None:
        found = estimate(Filled(language="en", missed=("CLB",)).write(tmp_path / "a.xlsx"))
        assert (found.kind, found.language, found.missed) == ("return_form", "en", ("CLB",))

    def test_filled_in_nothing_is_told(self, tmp_path: Path) -> None:
        found = estimate(Filled(rate=lambda row: (None,) * 4).write(tmp_path / "a.xlsx"))
        assert found.problems == ("Bij geen enkele actor is een niveau ingevuld.",)

    def test_typed_what_is_no_level_is_told_with_the_cell(self, tmp_path: Path) -> None:
        odd = ("veel", True, "x" * 500, "niemand")
        found = estimate(Filled(rate=lambda row: odd if not row else rating(row)).write(tmp_path / "a.xlsx"))
        said = " ".join(found.problems)
        assert len(found.problems) == 3
        assert "‘veel’" in said
        assert "‘TRUE’" in said
        assert "x" * 61 not in said

    def test_typed_beside_and_below_the_table_is_told_where(self, tmp_path: Path) -> None:
        beside = {(9, 6): Cell("ik twijfel", "text"), (200, 0): Cell("groeten", "text")}
        found = estimate(Filled(more=beside).write(tmp_path / "a.xlsx"))
        assert rows(found)[: len(NAMES)] == EXPECTED[: len(NAMES)]
        assert found.problems == ("Niet gelezen: wat naast of onder de tabel staat, in G10, A201.",)

    def test_added_sheets_and_comments_is_told_which(self, form: Path) -> None:
        book = openpyxl.load_workbook(form)
        book.create_sheet("Mijn nota's")["A1"] = "privé"
        book.worksheets[0]["A9"].comment = openpyxl.comments.Comment("zeker?", "S")
        book.save(form)
        found = estimate(form)
        assert rows(found) == EXPECTED
        assert set(found.problems) == {
            "Niet gelezen: wat op ‘Mijn nota's’ staat. De tabel staat op ‘Invulblad’.",
            "Niet gelezen: de opmerkingen bij cellen op ‘Invulblad’.",
        }

    def test_typed_formulas_has_their_results_counted_where_there_are_any(self, typed: Callable[..., Path]) -> None:
        def calculate(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
            sheet.cell(shapes.rows_of_table(sheet)[0], 2).value = "=1+1"

        path = typed(calculate)
        first = shapes.rows_of_table(openpyxl.load_workbook(path).worksheets[0])[0]
        found = estimate(path)
        assert rows(found)[0][1] is None
        assert any(f"B{first} bevat een formule zonder bewaarde uitkomst" in one for one in found.problems)

    def test_took_a_column_away_has_the_others_read(self, typed: Callable[..., Path]) -> None:
        def take(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
            sheet.tables.clear()
            sheet.delete_cols(3)

        found = estimate(typed(take))
        assert [row[1] for row in rows(found)] == [row[1] for row in EXPECTED]
        assert found.problems == ("Er is geen kolom ‘Vervangbaarheid’: daarvan is niets gelezen.",)

    def test_is_called_as_the_form_ends_is_an_actor_all_the_same(self, tmp_path: Path) -> None:
        """The last lines of the form hold that word too; a row of the table is one whatever it is called."""
        named = {(12, 0): Cell("Invullers", "text")}
        assert "Invullers" in [name for name, *_ in rows(estimate(Filled(more=named).write(tmp_path / "a.xlsx")))]
