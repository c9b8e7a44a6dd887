"""Excels that do one thing otherwise than the bench's usual one."""

from __future__ import annotations

import pytest
import xlwings as xw
from pyopenvba.exceptions import VBARuntimeError

from tests.bench.excel_model import ComError, ExcelBench

pytestmark = pytest.mark.model


class TestLocalAddresses:
    def test_a_comma_between_areas_is_refused_and_the_machines_sign_taken(
        self, excel: ExcelBench, book: xw.Book
    ) -> None:
        sheet = book.sheets["Arena"].api
        assert sheet.Range("A1,C3").Areas.Count == 2
        excel.variants.local_addresses = True
        with pytest.raises(ComError):
            sheet.Range("A1,C3")
        separator = excel.app.api.GetInternational(5)
        assert sheet.Range(f"A1{separator}C3").Areas.Count == 2

    def test_on_a_machine_with_commas_they_are_taken(self, excel: ExcelBench, book: xw.Book) -> None:
        excel.variants.local_addresses = True
        excel.state(excel.application, International={5: ","})
        assert book.sheets["Arena"].api.Range("A1,C3").Areas.Count == 2

    def test_a_property_read_before_its_argument_gives_all_conventions(self, excel: ExcelBench) -> None:
        assert excel.app.api.International[4] == ";"


@pytest.mark.parametrize(("adds_before", "order"), [(False, ["Sheet1", "New"]), (True, ["New", "Sheet1"])])
def test_a_sheet_is_added_after_or_before_another(excel: ExcelBench, adds_before: bool, order: list[str]) -> None:
    excel.variants.adds_before = adds_before
    book = excel.new_book()
    book.api.Worksheets.Add(After=book.api.Worksheets(1)).Name = "New"
    assert [sheet.name for sheet in book.sheets] == order


def test_vba_has_no_language_settings_where_excel_has_none(excel: ExcelBench) -> None:
    source = "Function Language() As Long\nLanguage = Application.LanguageSettings.LanguageID(2)\nEnd Function"
    excel.add_module("Languages", source)
    assert excel.run("Language") == 2067
    excel.without("Application", "LanguageSettings")
    with pytest.raises(VBARuntimeError, match="support"):
        excel.run("Language")
