"""The bench for a Mac: what it refuses, and where its words come from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.bench.apple_events import MacBench, UnknownWordError
from tests.bench.apple_events.dictionary import ENGINE, UNSEEN, WORDS

pytestmark = pytest.mark.model

ENGINE_SOURCE = Path(xw.__file__).with_name("_xlmac.py").read_text(encoding="utf-8")
FACADE = Path(__file__).parents[2] / "addin" / "arena" / "excel" / "apple"


@pytest.fixture
def excel() -> Iterator[MacBench]:
    with MacBench() as bench:
        yield bench


@pytest.fixture
def sheet(excel: MacBench) -> Any:
    """A reference to the first sheet of a new workbook."""
    excel.new_book()
    return excel.mac_app().impl.xl.active_workbook.worksheets[1]


def uses() -> list[tuple[str, str]]:
    return [(of, word) for of, words in WORDS.items() for word in words]


class TestTheWords:
    @pytest.mark.parametrize(("of", "word"), uses())
    def test_each_stands_in_excels_own_dictionary_as_what_it_is_taken_for(self, of: str, word: str) -> None:
        from xlwings import mac_dict

        tables = {
            "value": mac_dict.properties,
            "part": mac_dict.properties,
            "elements": mac_dict.elements,
            "command": mac_dict.commands,
        }
        entry = WORDS[of][word]
        assert word in {one[0] for one in tables[entry.kind]}
        assert set(entry.words) <= {one[0] for one in mac_dict.enums}

    @pytest.mark.parametrize(("of", "word"), [use for use in uses() if WORDS[use[0]][use[1]].seen == ENGINE])
    def test_one_that_was_seen_stands_in_xlwings_engine(self, of: str, word: str) -> None:
        assert re.search(rf"[.\"']{word}\b", ENGINE_SOURCE) or f"kw.{word}" in ENGINE_SOURCE

    def test_those_that_nobody_saw_used_are_these(self) -> None:
        """On a Mac they are tried first: see docs/security.md and the README."""
        unseen = {f"{of}.{word}" for of, word in uses() if WORDS[of][word].seen == UNSEEN}
        assert unseen == {
            *(f"workbook.{one}" for one in ("read_only", "protect_structure", "multi_user_editing", "saved")),
            *(f"worksheet.{one}" for one in ("protect_contents", "standard_width", "sheet_tab")),
            *("window.visible", "tab.color", "font.underline"),
            *(f"page_setup.{one}" for one in ("print_title_rows", "page_orientation", "zoom")),
            *(f"page_setup.fit_to_pages_{one}" for one in ("wide", "tall")),
            *(f"page_setup.{one}_margin" for one in ("left", "right", "top", "bottom")),
            *(f"page_setup.{one}_footer" for one in ("left", "right")),
            *(f"range.use_standard_{one}" for one in ("width", "height")),
            *("range.formula_r1c1", "range.clear_hyperlinks", "range.indent_level", "range.prefix_character"),
        }

    def test_every_constant_that_the_add_in_says_is_known(self) -> None:
        from xlwings import mac_dict

        said = re.findall(r"\bk\.(\w+)", "".join(path.read_text(encoding="utf-8") for path in FACADE.glob("*.py")))
        known = {one[0] for table in (mac_dict.enums, mac_dict.classes) for one in table}
        standard_additions = {"missing_value", "informational", "button_returned"}
        assert set(said) - known <= standard_additions
        assert len(set(said)) > 5


class TestWhatIsRefused:
    def test_a_word_that_is_not_in_excels_dictionary(self, sheet: Any) -> None:
        with pytest.raises(AttributeError, match="colour"):
            _ = sheet.cells["A1"].interior_object.colour

    def test_a_word_of_another_class(self, sheet: Any) -> None:
        with pytest.raises(UnknownWordError, match="bold of range"):
            sheet.cells["A1"].bold.get()

    def test_a_parameter_that_the_command_does_not_take(self, sheet: Any) -> None:
        with pytest.raises(TypeError, match="to_cells"):
            sheet.cells["A1"].copy_range(to_cells=sheet.cells["B1"])

    def test_a_constant_that_there_is_not(self, sheet: Any) -> None:
        from appscript import k

        with pytest.raises(ValueError, match="middle"):
            sheet.cells["A1"].horizontal_alignment.set(k.middle)

    @pytest.mark.parametrize("value", [None, 2**31, {1, 2}])
    def test_a_value_that_does_not_travel(self, sheet: Any, value: object) -> None:
        with pytest.raises(TypeError):
            sheet.cells["A1"].value.set(value)

    def test_an_object_that_is_not_there_and_something_that_cannot_be_set(self, sheet: Any) -> None:
        from appscript.reference import CommandError

        with pytest.raises(CommandError) as refused:
            sheet.list_objects["Arena"].name.get()
        assert refused.value.errornumber == -1728
        with pytest.raises(CommandError):
            sheet.protect_contents.set(True)

    def test_an_excel_that_does_not_run(self) -> None:
        with MacBench() as bench:
            reference = bench.mac_app().impl.xl
        from appscript.reference import CommandError

        with pytest.raises(CommandError) as refused:
            reference.active_workbook.name.get()
        assert refused.value.errornumber == -600


class TestWhatExcelAnswers:
    def test_values_come_as_excel_on_a_mac_gives_them(self, excel: MacBench, sheet: Any) -> None:
        from appscript import k

        excel.app.books[0].sheets[0]["A1:A5"].value = [["x"], [1], [None], [dt.datetime(2026, 3, 1)], ["=1/0"]]
        values = [row[0] for row in sheet.cells["A1:A5"].value.get()]
        assert values[:4] == ["x", 1, "", dt.datetime(2026, 3, 1)]
        assert values[4] == k.missing_value
        assert sheet.cells["A5"].string_value.get() == "#DEEL/0!"

    def test_each_event_counts_once_and_can_fail(self, excel: MacBench, sheet: Any) -> None:
        from appscript.reference import CommandError

        with excel.counting() as calls:
            sheet.cells["A1:C9"].value.set("x")
            sheet.cells["A1:C9"].font_object.bold.set(True)
        assert [str(one) for one in calls.dispatches] == ["Range.value=", "Font.bold="]
        with excel.failing_at(1), pytest.raises(CommandError):
            sheet.cells["A1"].value.set("y")
        assert excel.app.books[0].sheets[0]["A1"].value == "x"

    def test_xlwings_own_engine_for_the_mac_runs_on_it(self, excel: MacBench) -> None:
        from xlwings import _xlmac

        opened = excel.new_book().sheets[0]
        (pid,) = _xlmac.Apps().keys()
        cells = _xlmac.App(xl=pid).books.active.sheets.active.range("A1:B2")
        cells.options = {}
        cells.raw_value = [[1.0, "x"], [3.0, 4.0]]
        cells.color = (255, 230, 0)
        cells.wrap_text = True
        assert opened["A1:B2"].value == [[1, "x"], [3, 4]]
        assert opened["B2"].color == (255, 230, 0)
        assert cells.raw_value == [[1.0, "x"], [3.0, 4.0]]
        assert cells.address == "$A$1:$B$2"
