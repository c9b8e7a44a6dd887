"""The button Volgende stap: goes to the cell where something is still missing, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.locale import catalogue
from arena.workbook import book as workbook
from arena.workbook import file_painter
from arena.workbook.model import Analysis, evaluate
from tests.bench.excel_model import difference
from tests.excel import workbooks
from tests.excel.clicking import Session, restore_as_vba_does, state_of
from tests.workbook.typed import analysis

pytestmark = pytest.mark.model

NL = catalogue("nl")
ISSUE = {**dict.fromkeys(("subject", "appeal", "we", "benefit"), "x"), "duration": "duurzaam"}
ISSUE |= dict.fromkeys(("complex", "together", "common"), "ja")
RATED = "A | 4 | klein"


def of(rows: str, **answers: str) -> Analysis:
    heads = "actor | imp | repl | own_form | in_network | who_speaks | spoken_on | estimate_check"
    return analysis(f"{heads}\n{rows}", answers={**ISSUE, **answers})


CASES: dict[str, tuple[Analysis, str, str, str]] = {
    "nothing yet": (analysis(), "Issue", "B4", NL("start.next.1.begin")),
    "one question": (of(RATED, common=""), "Issue", "B11", NL("start.next.1.one")),
    "no actors": (of(""), "Arena-analyse", "A5", NL("start.next.2.begin")),
    "not rated": (
        of("A | 4 | klein\nB | 3 |"),
        "Arena-analyse",
        workbooks.at("replaceability", 6),
        NL("start.next.2.one"),
    ),
    "no form": (of("A | ? | ?"), "Arena-analyse", workbooks.at("own_form", 5), NL("start.next.3.one")),
    "no criteria": (of(RATED), "Issue", "B23", NL("start.next.4.criteria")),
    "undecided": (
        of("A | 4 | klein | | ja\nB | 4 | klein", criterion_1="x"),
        "Arena-analyse",
        workbooks.at("in_network", 6),
        NL("start.next.4.one"),
    ),
    "nobody asked": (
        of("A | 4 | klein | | later", criterion_1="x"),
        "Arena-analyse",
        workbooks.at("who_speaks", 5),
        NL("start.next.5.begin"),
    ),
    "a talk": (of("A | 4 | klein | | ja", criterion_1="x"), "Gesprekken", "B2", NL("start.next.5.begin")),
    "all done": (
        of("A | 4 | klein | | ja | Sara | 2026-02-03 | ja", criterion_1="x"),
        "Bijsturing",
        "B4",
        NL("start.next.6"),
    ),
}


MOVED = ("active sheet", "/ active cell", "/ selection")


def changed(before: dict[str, object], after: dict[str, object]) -> list[str]:
    """Where two states differ, apart from what is in front and selected."""
    return [each for each in difference(before, after) if not any(one in each for one in MOVED)]


@pytest.fixture
def opened(excel: Session, tmp_path: Path):
    """Opens an analysis as a workbook of values, which the model need not calculate."""

    def open_it(of: Analysis, *gone: str):
        described = workbook.describe(evaluate(of))
        described.sheets = [sheet for sheet in described.sheets if sheet.key not in gone]
        workbooks.shorten(described, len(of.table) + 2)
        workbooks.without_formulas(described)
        path = tmp_path / "map.xlsx"
        file_painter.paint(described, path)
        return excel.open(path)

    return open_it


@pytest.mark.parametrize("case", CASES)
def test_goes_to_what_is_missing_and_says_it(excel: Session, opened, case: str) -> None:
    analysed, sheet, cell, said = CASES[case]
    book = opened(analysed)
    before = state_of(excel.excel, book)
    answer = excel.click("next_step", book)
    assert (answer.undo, answer.message) == ("", f"{said.removesuffix(' →')}.")
    assert book.sheets.active.name == sheet
    assert book.app.selection.address.replace("$", "") == cell
    assert changed(before, state_of(excel.excel, book)) == []


def test_goes_to_the_table_where_the_sheet_of_talks_is_gone(excel: Session, opened) -> None:
    book = opened(CASES["a talk"][0], "talks")
    excel.click("next_step", book)
    assert book.sheets.active.name == "Arena-analyse"
    assert book.app.selection.address.replace("$", "") == workbooks.at("who_speaks", 5)


def test_a_read_only_workbook_will_do(excel: Session, opened) -> None:
    book = opened(CASES["no form"][0])
    excel.excel.state(book, ReadOnly=True)
    assert excel.click("next_step", book).message.startswith("Volgende stap")


@pytest.mark.parametrize("lasting", [False, True], ids=["passing", "lasting"])
def test_a_fault_changes_nothing(excel: Session, opened, lasting: bool) -> None:
    book = opened(CASES["no form"][0])
    before, settings = state_of(excel.excel, book), excel.excel.settings()
    for n in range(1, 200):
        with excel.excel.failing_at(n, lasting=lasting) as fault:
            answer = excel.click("next_step", book)
        assert changed(before, state_of(excel.excel, book)) == []
        assert answer.message.startswith(("Er is niets gewijzigd", "Volgende stap"))
        restore_as_vba_does(excel.excel, settings)
        if not fault.raised:
            return
    raise AssertionError("the click does not end")
