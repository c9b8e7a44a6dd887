"""The painter of generated sheets in the live workbook, against the painter of files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlwings as xw

from arena.excel import painter
from arena.excel.painter import typed_value
from arena.workbook import book as book_sheets
from arena.workbook import file_painter
from arena.workbook.description import Book, Cell, Formula, Link, Sheet
from arena.workbook.example import example
from arena.workbook.model import Analysis, Result, evaluate
from arena.workbook.sheets.calculation.lines import FIRST_ROW
from arena.workbook.sheets.generated import sizes
from tests.bench.excel_model import ExcelBench
from tests.bench.pictures import clicks
from tests.excel.generated import differing, without_formulas
from tests.workbook import rated
from tests.workbook.made import check_sheet, matrix_sheet, resources_sheet, summary_sheet
from tests.workbook.typed import analysis

pytestmark = pytest.mark.model

DAY = dt.date(2026, 3, 1)


def ratings_sheet(result: Result, _: dt.date) -> Sheet:
    """The sheet of ratings, of five people who see some things differently."""
    return rated.sheet(clicks.colleagues(result))


PAGES = {"summary": summary_sheet, "check": check_sheet, "resources": resources_sheet, "matrix": matrix_sheet}
PAGES["ratings"] = ratings_sheet
_SIDES = ("leftmargin", "rightmargin", "topmargin", "bottommargin", "footermargin")
FITTED = {"zoom": False, "fittopageswide": 1, "fittopagestall": False}
FITTED |= dict(zip(_SIDES, (28.8, 28.8, 36.0, 43.2, 21.6), strict=True))
SCALED = {"zoom": 91, **dict(zip(_SIDES, (22.3, 22.3, 21.6, 32.4, 14.4), strict=True))}
ONE_PAGE = FITTED | {"fittopagestall": 1}
RESOURCES = {"zoom": 83, **dict(zip(_SIDES, (28.8, 28.8, 28.8, 36.0, 21.6), strict=True))}
PRINTED = {"summary": SCALED, "check": FITTED, "resources": RESOURCES, "matrix": ONE_PAGE, "ratings": ONE_PAGE}
"""How each page is printed; margins in points."""

_MANUAL, _AUTOMATIC = -4135, -4105


@pytest.fixture
def excel() -> Iterator[ExcelBench]:
    with ExcelBench() as bench:
        bench.app.api.Calculation = _MANUAL
        yield bench


def described(result: Result) -> Book:
    """The workbook without formulas, but with the empty texts of the lines in use: an empty cell would show as 0."""
    book = without_formulas(book_sheets.describe(result))
    lines = book.sheet("calculation")
    for (row, column), cell in lines.cells.items():
        if row in range(FIRST_ROW, FIRST_ROW + len(result.entries)) and cell.value == "":
            lines.cells[row, column] = Cell(Formula('""', ""), cell.style)
    return book


def on_new_sheet(excel: ExcelBench, book: xw.Book, page: Sheet) -> xw.Sheet:
    """The page painted on a sheet that was added for it."""
    found = book.sheets.add(page.name, after=book.sheets[-1])
    painter.paint_new(page, found)
    return found


def opened(excel: ExcelBench, book: Book, path: Path) -> xw.Book:
    file_painter.paint(book, path)
    return excel.open(path)


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A page as the painter of files paints it, and as the live painter does, dumped."""
    with ExcelBench() as excel:
        return dumped(excel, tmp_path_factory.mktemp("both"), *request.param)


def dumped(excel: ExcelBench, folder: Path, key: str, language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    excel.app.api.Calculation = _MANUAL
    result = evaluate(example(language))
    page = PAGES[key](result, DAY)
    whole = described(result)
    book = replace(whole, sheets=[sheet for sheet in whole.sheets if sheet.key != key], opens_on=None)
    in_file = opened(excel, replace(book, sheets=[*book.sheets, page]), folder / "file.xlsx")
    live = opened(excel, book, folder / "live.xlsx")
    painter.show(page, on_new_sheet(excel, live, page))
    excel.app.api.Calculation = _AUTOMATIC
    excel.app.api.Calculate()
    return tuple(excel.dump(one)["sheets"][page.name] for one in (in_file, live))  # type: ignore[return-value]


each_page = pytest.mark.parametrize(
    "both",
    [("summary", "nl"), ("check", "nl"), ("check", "en"), ("resources", "nl"), ("matrix", "en"), ("ratings", "nl")],
    indirect=True,
    ids=str,
)


@each_page
class TestBothPainters:
    def test_give_the_same_cells(self, both: tuple[dict[str, Any], dict[str, Any]]) -> None:
        assert differing(*both) == {}

    def test_give_the_same_widths(self, both: tuple[dict[str, Any], dict[str, Any]]) -> None:
        file, live = both
        assert live["columns"] == file["columns"]

    def test_give_the_same_lists_to_choose_from(self, both: tuple[dict[str, Any], dict[str, Any]]) -> None:
        file, live = both
        assert live["validations"] == file["validations"]

    def test_set_up_printing_alike(
        self, both: tuple[dict[str, Any], dict[str, Any]], request: pytest.FixtureRequest
    ) -> None:
        key, setup = request.node.callspec.params["both"][0], both[1]["kept"]["PageSetup"]
        assert re.fullmatch(r"&11Inter.+ · p\w+ &P", setup.pop("leftfooter"))
        assert setup.pop("printarea").startswith("$A$1:$")
        assert (setup.pop("printtitlerows") != "") == (key in ("check", "ratings"))
        assert setup == PRINTED[key] | {
            "papersize": 9,
            "orientation": 2,
            "centerhorizontally": False,
            "rightfooter": "",
            "scalewithdocheaderfooter": False,
        }


class TestTheSummary:
    """What it has beside its cells."""

    @pytest.fixture
    def painted(self, excel: ExcelBench) -> tuple[Sheet, xw.Sheet]:
        page = summary_sheet(evaluate(small(3)), DAY)
        page.cells = {place: cell for place, cell in page.cells.items() if not isinstance(cell.value, Formula)}
        sheet = on_new_sheet(excel, excel.new_book(), page)
        painter.show(page, sheet)
        return page, sheet

    def test_begins_its_pages_where_the_file_does(self, excel: ExcelBench, painted: tuple[Sheet, xw.Sheet]) -> None:
        page, _ = painted
        assert len(page.breaks) == 2
        assert len(excel.recorded("Range", "PageBreak=")) == 2
        assert page.breaks == [28, 46]

    def test_is_seen_as_its_file_would_be(self, excel: ExcelBench, painted: tuple[Sheet, xw.Sheet]) -> None:
        page, sheet = painted
        view = excel.dump(sheet.book)["sheets"][page.name]["view"]
        assert (view["zoom"], view["gridlines"]) == (100, False)

    def test_draws_a_line_under_who_is_there(self, excel: ExcelBench, painted: tuple[Sheet, xw.Sheet]) -> None:
        page, sheet = painted
        (condition,) = page.conditions
        rules = excel.dump(sheet.book)["sheets"][page.name]["kept"]["FormatConditions"]
        assert len(rules) == 1
        assert f"={condition.formula}" in str(rules[0])
        assert "-4118" in str(rules[0])


def test_fixed_heights_are_those_of_the_description(excel: ExcelBench) -> None:
    page = summary_sheet(evaluate(small(3)), DAY)
    sheet = on_new_sheet(excel, book_with_names(excel, evaluate(small(3))), page)
    assert {row: sheet.range((row + 1, 1)).row_height for row in page.heights} == page.heights


def book_with_names(excel: ExcelBench, result: Result) -> xw.Book:
    """A workbook in which the formulas of a generated sheet mean something: the table with its headings, the names."""
    described_book = described(result)
    book = excel.new_book()
    arena = described_book.sheet("arena")
    assert arena.table is not None
    area = arena.table.area
    sheet = book.sheets[0]
    sheet.name = arena.name
    headings = [column.heading for column in arena.table.columns]
    sheet.range((area.first_row + 1, 1)).value = headings
    sheet.tables.add(sheet.range((area.first_row + 1, 1), (area.last_row + 1, len(headings))), name="Arena")
    for name in described_book.names:
        book.names.add(name, f"='{arena.name}'!$AZ$1:$BC$1")
    return book


def small(count: int) -> Analysis:
    """An analysis with the same eight kinds of actors over and over."""
    kinds = analysis("""actor | imp | repl         | dep          | own | target | resources | by
                        OCMW  | 4   | klein        | groot        |     |        | geld      |
                        School| 3   | eerder klein | eerder groot |     |        | lokalen   |
                        Ouders| 2   | groot        | eerder klein |     | ja     | tijd      | School
                        Bib   | 1   | groot        | eerder klein |     |        | boeken    | OCMW
                        Buurt | ?   | eerder klein |              | 3   |        |           |
                        Jeugd | x   | groot        |              |     |        |           |
                        Sport | 3   | groot        | eerder groot |     |        | zalen     | Bib
                        Kunst |     |              |              |     |        |           | """).table
    table = pd.concat([kinds] * (count // len(kinds) + 1), ignore_index=True)[:count]
    table["actor"] = [f"{name} {number}" for number, name in enumerate(table["actor"])]
    return Analysis(language="nl", table=table)


@pytest.mark.parametrize("key", PAGES)
def test_painting_costs_the_same_for_10_and_for_1000_actors(excel: ExcelBench, key: str) -> None:
    counts = {}
    for size in (10, 1000):
        result = evaluate(small(size))
        page = PAGES[key](result, DAY)
        page.cells = {place: cell for place, cell in page.cells.items() if not isinstance(cell.value, Formula)}
        book = excel.new_book()
        sheet = book.sheets.add(page.name)
        with excel.counting() as calls:
            painter.paint_new(page, sheet)
        counts[size] = calls.total
        book.close()
    assert counts[1000] <= counts[10] + 5


def test_a_page_painted_over_another_is_as_if_it_were_the_first(excel: ExcelBench) -> None:
    many, few = evaluate(small(40)), evaluate(small(2))
    book = book_with_names(excel, few)
    old, new = check_sheet(many, DAY), check_sheet(few, DAY)
    fresh = on_new_sheet(excel, book, new)
    fresh.name = "fresh"
    sheet = on_new_sheet(excel, book, old)
    assert len(old.cells) > len(new.cells)
    painter.paint_over(new, sheet, sizes.of(old))
    dumped = excel.dump(book)["sheets"]
    assert differing(dumped["fresh"], dumped[new.name]) == {}
    assert dumped[new.name]["columns"] == dumped["fresh"]["columns"]
    assert dumped[new.name]["rows"] == dumped["fresh"]["rows"]
    assert dumped[new.name]["kept"]["PageSetup"] == dumped["fresh"]["kept"]["PageSetup"]


STRANGE = [
    "=1+1",
    "+32 9 123 45 67",
    "-x",
    "@home",
    "'t Zonnetje",
    "1-2",
    "3/4",
    "mei 2026",
    "TRUE",
    "waar",
    "007",
    "1e5",
]


def test_names_that_look_like_something_else_stay_texts(excel: ExcelBench) -> None:
    table = analysis("actor | imp\n" + "\n".join(f"x{n} | 4" for n in range(len(STRANGE)))).table
    table["actor"] = STRANGE
    result = evaluate(Analysis(language="nl", table=table))
    page = check_sheet(result, DAY)
    sheet = on_new_sheet(excel, book_with_names(excel, result), page)
    assert sum(cell.value in STRANGE for cell in page.cells.values()) >= len(STRANGE)
    for (row, column), cell in page.cells.items():
        if cell.value in STRANGE:
            assert sheet.range((row + 1, column + 1)).value == cell.value


def test_an_entry_is_typed_so_that_it_stays_what_it_is() -> None:
    assert typed_value(Formula("1+1", 2)) == "=1+1"
    assert typed_value(dt.date(2026, 3, 1)) == 46082.0
    assert typed_value("") is None
    assert typed_value("=1") == "'=1"
    assert typed_value(4) == 4
    with pytest.raises(ValueError, match="links by formula"):
        typed_value(Link("x", "A1", "y"))


def test_a_sheet_that_users_fill_in_is_refused(excel: ExcelBench) -> None:
    issue = book_sheets.describe(evaluate(small(2))).sheet("issue")
    with pytest.raises(ValueError, match="users fill in"):
        painter.paint_new(issue, excel.new_book().sheets[0])
