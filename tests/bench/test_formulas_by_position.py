"""Formulas that reach other sheets by position are worked out alike by four judges, one of which sees cells alone."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.bench.by_position import ACTORS, LINES, formulas, write_by_position
from tests.bench.judges import (
    HYPERFORMULA,
    JUDGES_OF_CELLS,
    ExcelError,
    Judge,
    changed_by_recalculation,
    hyperformula,
)

pytestmark = pytest.mark.formulas

each_judge = pytest.mark.parametrize("judge", JUDGES_OF_CELLS, ids=lambda judge: judge.name)


@each_judge
def test_they_give_what_excel_gives(judge: Judge, tmp_path: Path) -> None:
    assert changed_by_recalculation(write_by_position(tmp_path / "right.xlsx"), (judge,)) == []


@each_judge
def test_every_planted_value_is_seen_through(judge: Judge, tmp_path: Path) -> None:
    planted = write_by_position(tmp_path / "planted.xlsx", lambda right: -999)
    found = changed_by_recalculation(planted, (judge,))
    assert len(found) == len(formulas())
    assert f"{judge.name}: {ACTORS}!C5: expected -999, got 2001" in found
    assert f"{judge.name}: {LINES}!Q4: expected -999, got 'naar OCMW'" in found


def test_hyperformula_knows_every_function_in_them(tmp_path: Path) -> None:
    assert HYPERFORMULA.unsupported(write_by_position(tmp_path / "right.xlsx")) == []


def test_to_hyperformula_a_circle_is_one_where_nobody_goes(tmp_path: Path) -> None:
    path = tmp_path / "circle.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Kring")
        sheet.write_formula("A1", "=IF(1=1,5,INDEX($A$1:$A$9,3))")
        sheet.write_formula("B1", "=IF(1=1,5,INDEX($C$1:$C$9,3))")
    assert HYPERFORMULA.recalculate(path) == {"Kring": {(1, 1): ExcelError("#CYCLE!"), (1, 2): 5}}


def test_hyperformula_refuses_a_formula_that_cells_share(tmp_path: Path) -> None:
    path = tmp_path / "array.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Blad").write_array_formula("A1:A2", "{=B1:B2*2}")
    with pytest.raises(ValueError, match="Blad!A1: a formula of the kind array"):
        hyperformula.cells_alone(path)


def test_where_hyperformula_is_not_set_up_its_test_is_skipped_unless_all_are_required(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hyperformula, "FOLDER", tmp_path)
    monkeypatch.delenv("ARENA_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="HyperFormula is not set up"):
        HYPERFORMULA.recalculate_many([])
    monkeypatch.setenv("ARENA_REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="HyperFormula is not set up"):
        HYPERFORMULA.recalculate_many([])
