"""Rows sorted, renamed, deleted, inserted and added in LibreOffice: each keeps its entries and its results."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from arena.locale import catalogue
from arena.workbook.intake.reading import read_cells
from arena.workbook.reading import interpret
from arena.workbook.sheets.arena import FIRST_ROW
from arena.workbook.sheets.columns import COLUMNS, POSITION
from tests.bench.judges import cached_values
from tests.bench.libreoffice import LibreOffice
from tests.thorough import one_in
from tests.workbook.rows_moved import MARK, RESULTS, Add, Delete, Insert, Sort, Step, Type, start, steps, wrong
from tests.workbook.typed import described, paint

pytestmark = [pytest.mark.formulas, pytest.mark.filterwarnings("ignore:Print area")]

TAB = catalogue("nl")("sheet.arena.tab")

DRIVER = f"""
Dim sheet

Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim format(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  format(0).Name = "FilterName"
  format(0).Value = "Calc MS Excel 2007 XML"
  document = StarDesktop.loadComponentFromURL("{{source}}", "_blank", 0, hidden())
  sheet = document.Sheets.getByName("{TAB}")
  {{steps}}
  document.calculateAll()
  document.storeToURL("{{target}}", format())
  document.close(True)
  StarDesktop.terminate()
End Sub

Function LastRow() As Long
  row = {FIRST_ROW} + 60
  Do While sheet.getCellByPosition({POSITION[MARK]}, row).String = ""
    row = row - 1
  Loop
  LastRow = row
End Function

Function RowOf(mark) As Long
  row = {FIRST_ROW}
  Do While sheet.getCellByPosition({POSITION[MARK]}, row).String <> mark
    row = row + 1
  Loop
  RowOf = row
End Function

Sub SortBy(column, upwards)
  Dim fields(0) As New com.sun.star.table.TableSortField
  Dim how(1) As New com.sun.star.beans.PropertyValue
  fields(0).Field = column
  fields(0).IsAscending = upwards
  how(0).Name = "SortFields"
  how(0).Value = fields()
  how(1).Name = "ContainsHeader"
  how(1).Value = False
  sheet.getCellRangeByPosition(0, {FIRST_ROW}, {len(COLUMNS) - 1}, LastRow()).sort(how())
End Sub
"""


def basic(step: Step) -> Iterator[str]:
    """A step as lines of LibreOffice's Basic."""
    match step:
        case Sort(key, upwards):
            yield f"SortBy({POSITION[key]}, {upwards})"
        case Type(mark, key, value):
            set_to = f".Value = {value}" if isinstance(value, int) else f'.String = "{value}"'
            yield f'sheet.getCellByPosition({POSITION[key]}, RowOf("{mark}")){set_to}'
        case Delete(mark):
            yield f'sheet.Rows.removeByIndex(RowOf("{mark}"), 1)'
        case Insert(mark):
            yield f'sheet.Rows.insertByIndex(RowOf("{mark}"), 1)'
        case Add(mark):
            yield "row = LastRow() + 1"
            yield f'sheet.getCellByPosition({POSITION["actor"]}, row).String = "Actor {mark}"'
            yield f"sheet.getCellByPosition({POSITION['importance']}, row).Value = 3"
            yield f'sheet.getCellByPosition({POSITION[MARK]}, row).String = "{mark}"'


def shown(path: Path) -> dict[int, dict[str, object]]:
    """The results of each row that has its formulas: a row that is inserted gets none here, and counts all the same."""
    sheet, values = openpyxl.load_workbook(path)[TAB], cached_values(path)[TAB]
    rows = range(FIRST_ROW + 1, sheet.max_row + 1)
    with_formulas = (row for row in rows if sheet.cell(row, POSITION["order"] + 1).data_type == "f")
    return {row: {key: values.get((row, POSITION[key] + 1), "") for key in RESULTS} for row in with_formulas}


@pytest.fixture(scope="module")
def libreoffice() -> LibreOffice:
    return LibreOffice(recalculates=True)


@pytest.mark.parametrize("seed", one_in(2, range(4)))
def test_in_any_order_nobody_gets_somebody_elses(libreoffice: LibreOffice, tmp_path: Path, seed: int) -> None:
    source, target = tmp_path / "Voor.xlsx", tmp_path / "Na.xlsx"
    paint(described(start()), source)
    done = list(steps(seed, 12))
    lines = "\n  ".join(line for step, _ in done for line in basic(step))
    driver = DRIVER.format(source=source.as_uri(), target=target.as_uri(), steps=lines)
    libreoffice.run_basic(driver, tmp_path)
    found = shown(target)
    assert len(found) >= 20
    read = interpret(read_cells(target), target.name)
    assert wrong(read, found, done[-1][1]) == [], [step for step, _ in done]
