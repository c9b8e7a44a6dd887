"""A model of Excel with a small workbook, for the tests of the bench itself."""

from pathlib import Path

import pytest
import xlsxwriter
import xlwings as xw

from tests.bench.excel_model import (
    ExcelBench,
)

ACTORS = [("OCMW", 4, 1), ("École", 3, 2), ("Zeehond", 2, 2), ("Café", 4, 4)]


@pytest.fixture(scope="module")
def workbook_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with a table, a validation, conditional formats, a name and a note."""
    path = tmp_path_factory.mktemp("files") / "Arena.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Arena")
        bold = book.add_format({"bold": True, "bg_color": "#FFEE00"})
        columns = [{"header": one} for one in ("Actoren", "Belang", "Vervangbaarheid")]
        sheet.add_table("A1:C9", {"name": "Arena", "columns": columns, "data": ACTORS})
        sheet.write_formula("E2", "=SUM(Arena[Belang])", None, 13)
        sheet.write("E1", "Som", bold)
        sheet.data_validation("B2:C9", {"validate": "list", "source": ["1", "2", "3", "4"]})
        sheet.conditional_format("B2:B9", {"type": "cell", "criteria": ">", "value": 3, "format": bold})
        sheet.write_comment("A3", "Let op")
        book.add_worksheet("Instellingen").write("A1", "schema")
        book.define_name("arena_schema", "=Instellingen!$A$1")
    return path


@pytest.fixture
def excel():
    with ExcelBench() as bench:
        yield bench


@pytest.fixture
def book(excel: ExcelBench, workbook_file: Path) -> xw.Book:
    return excel.open(workbook_file)
