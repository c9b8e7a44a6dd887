"""At a dispatch of a click Excel refuses, once or for good: the workbook is as it was, or the click has done its work.

Where Excel refuses everything from then on, nothing can be put back, and the message names what is not as it was.
Every button that writes, and undoing it, in each of the states that lead it another way.
"""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from arena.excel.buttons import trouble
from arena.locale import catalogue
from tests.bench.excel_model import difference
from tests.bench.windows.scenario import ON_FILES
from tests.excel import returned, workbooks
from tests.excel.clicking import ARENA, CHANGING, NO, YES, Session, restore_as_vba_does, state_of
from tests.excel.faults import Kind, strike
from tests.thorough import ALL

pytestmark = pytest.mark.model

TWO = """School |      | 3 | groot | OCMW | |
         OCMW   | geld | 4 | klein |      | |"""
"""Not in their order, so that rows move."""

Prepare = Callable[[Session, dict[str, Path]], xw.Book]
Answers = tuple[object, ...] | Callable[[dict[str, Path]], tuple[object, ...]]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("books")
    return {
        "values": workbooks.of_values(folder / "Waarden.xlsx", workbooks.table_of(TWO)),
        "form": returned.form(folder / "form.xlsx", "OCMW 4 k g\nSchool 3 g ek", actors=TWO, missed=["Turks Huis"]),
        "formulas": workbooks.small(folder / "Formules.xlsx", actors=TWO, blank=1),
    }


def plain(excel: Session, files: dict[str, Path]) -> xw.Book:
    return excel.open(files["values"])


def with_formulas(excel: Session, files: dict[str, Path]) -> xw.Book:
    return excel.open(files["formulas"])


def damaged(excel: Session, files: dict[str, Path]) -> xw.Book:
    """Places typed over ranks, one wiped, a text that Excel would take for a date, a list and a part of one gone."""
    book = excel.open(files["formulas"])
    sheet = book.sheets[ARENA]
    sheet[workbooks.at("rank", 5)].value = 2
    sheet[workbooks.at("signal", 6)].value = None
    sheet[workbooks.at("range", 5)].value = "'1-2"
    sheet[workbooks.at("importance", 5, 7)].api.Validation.Delete()
    sheet[workbooks.at("replaceability", 6)].api.Validation.Delete()
    return book


def clicked(button: str, before: Prepare = plain, *answers: object) -> Prepare:
    """A workbook in which a button was clicked; an answer may be made of the files."""

    def prepare(excel: Session, files: dict[str, Path]) -> xw.Book:
        book = before(excel, files)
        for answer in answers:
            excel.excel.answer(*(answer(files) if callable(answer) else (answer,)))
        assert excel.click(button, book).message.startswith("Klaar")
        return book

    return prepare


def changed(excel: Session, files: dict[str, Path]) -> xw.Book:
    """A workbook whose state was kept, in which an actor changed and another was missed."""
    book = clicked("adjust")(excel, files)
    book.sheets[ARENA][workbooks.at("importance", 5)].value = "?"
    book.sheets[ARENA][workbooks.at("who_is_missing", 6)].value = "Moskee"
    return book


def rated(excel: Session, files: dict[str, Path]) -> xw.Book:
    """A workbook with the ratings of a colleague on a sheet, and choices made there."""
    book = excel.open(files["values"])
    excel.excel.forget_dialogs()
    excel.excel.answer(*chosen(files))
    assert excel.click("merge", book).message.startswith("Klaar")
    page = book.sheets["Inschattingen"]
    names = [row[0] for row in page["A1:B30"].value]
    for name, column, value in (("School", "J", "klein"), ("OCMW", "J", "?"), ("Turks Huis", "B", "ja")):
        page[f"{column}{names.index(name) + 1}"].value = value
    excel.excel.forget_dialogs()
    return book


def chosen(files: dict[str, Path]) -> tuple[object, ...]:
    """The answers to what comparing asks: which files, and that names may be shown."""
    return NO, [str(files["form"])], YES


CASES: dict[str, tuple[str, Prepare, Answers]] = {
    "rank": ("rank", plain, ()),
    "rank with formulas": ("rank", with_formulas, ()),
    "rank a filtered table": ("rank", clicked("hard_to_miss"), (YES,)),
    "hard to miss": ("hard_to_miss", plain, ()),
    "show everyone": ("hard_to_miss", clicked("hard_to_miss"), ()),
    "check": ("check", plain, (NO,)),
    "check again": ("check", clicked("check", plain, NO), (NO,)),
    "check with repairs": ("check", damaged, (YES,)),
    "summary": ("summary", plain, ()),
    "summary again": ("summary", clicked("summary"), ()),
    "adjust with changes": ("adjust", changed, (YES,)),
    "undo of adjust with changes": ("undo", clicked("adjust", changed, YES), ()),
    "merge": ("merge", plain, chosen),
    "merge again": ("merge", rated, chosen),
    "take over": ("take_over", rated, (YES,)),
    "undo of merge": ("undo", clicked("merge", plain, chosen), ()),
    "undo of merge again": ("undo", clicked("merge", rated, chosen), ()),
    "undo of take over": ("undo", clicked("take_over", rated, YES), ()),
    "share a form": ("share_return", plain, ()),
    "share with partners": ("share_partners", plain, ()),
    "share with the team after that": ("share_team", clicked("share_partners"), ()),
    "resources": ("resources", plain, ()),
    "resources again": ("resources", clicked("resources"), ()),
    "matrix": ("matrix", plain, ()),
    "matrix again": ("matrix", clicked("matrix"), ()),
    "undo of rank": ("undo", clicked("rank"), ()),
    "undo of rank with formulas": ("undo", clicked("rank", with_formulas), ()),
    "undo of hard to miss": ("undo", clicked("hard_to_miss"), ()),
    "undo of check": ("undo", clicked("check", plain, NO), ()),
    "undo of check with repairs": ("undo", clicked("check", damaged, YES), ()),
    "undo of sharing": ("undo", clicked("share_partners"), ()),
    "undo of sharing after that": ("undo", clicked("share_team", clicked("share_partners")), ()),
    "undo of resources": ("undo", clicked("resources"), ()),
    "undo of resources again": ("undo", clicked("resources", clicked("resources")), ()),
    "undo of matrix": ("undo", clicked("matrix"), ()),
    "undo of summary": ("undo", clicked("summary"), ()),
    "undo of summary again": ("undo", clicked("summary", clicked("summary")), ()),
}
"""The button, the workbook before the click, and what the user answers."""

SLOW = {"check with repairs", "undo of rank with formulas", "undo of check with repairs"}
"""The model works out every formula for each of their faults, which takes many minutes: `make test-all` has them."""

ALIKE = {"share a form", "share with the team after that", "undo of sharing after that"}
ALIKE |= {"check again", "resources again", "matrix again", "undo of resources again"}
"""They go the ways of other cases, over an earlier page those of "summary again": `make test-all` has them too."""


def test_every_button_that_changes_a_workbook_is_struck_at() -> None:
    assert {button for button, _, _ in CASES.values()} == {*CHANGING, *ON_FILES, "undo"}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("case", [case for case in CASES if ALL or case not in SLOW | ALIKE])
def test_a_fault_leaves_the_workbook_as_it_was_or_says_what_is_not(
    excel: Session, files: dict[str, Path], case: str, kind: Kind
) -> None:
    button, prepare, answers = CASES[case]
    given = answers(files) if callable(answers) else answers
    struck = strike(excel, lambda: prepare(excel, files), button, kind, given)
    assert struck.restored >= 3
    assert struck.restored > struck.looks_left


@pytest.mark.parametrize("lasting", [False, True], ids=["passing", "lasting"])
@pytest.mark.parametrize("button", ["new", "example", "trouble", "manual"])
def test_a_button_that_changes_no_workbook_changes_none_on_a_fault_either(
    excel: Session, files: dict[str, Path], button: str, lasting: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    monkeypatch.setattr(trouble, "_findings", lambda _: [])
    book = excel.open(files["values"])
    before, settings = state_of(excel.excel, book), excel.excel.settings()
    for n in range(1, 100):
        with excel.excel.failing_at(n, lasting=lasting) as fault:
            answer = excel.click(button, book)
        assert difference(before, state_of(excel.excel, book)) == []
        if not fault.raised:
            return
        # that the status bar could not be written is no reason not to examine the installation
        assert answer.message.startswith(("Er is niets gewijzigd", catalogue("nl")("button.trouble.none")))
        restore_as_vba_does(excel.excel, settings)
        assert difference(settings, excel.excel.settings()) == []
    raise AssertionError("the click does not end")
