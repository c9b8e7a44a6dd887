"""The button Bijwerken: a new workbook with all that was typed in an older one, which stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.locale import catalogue
from arena.workbook import book as workbook
from arena.workbook import file_painter
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import Analysis, evaluate
from arena.workbook.reading import interpret, read_whole
from arena.workbook.update.bring import bring_along
from tests.bench.excel_model import DisabledControlError, difference
from tests.excel import workbooks
from tests.excel.clicking import state_of
from tests.excel.installed import COMMAND, arena_book
from tests.workbook.test_frozen import FROZEN

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("fresh_server")]

NL = catalogue("nl")
OLD = FROZEN / "schema-1-nl.xlsx"


def missed(book, path: Path) -> list[tuple[str, object, object]]:
    """The cells of a file, those with a formula apart, that a workbook does not show alike: as few as none."""
    found = []
    for sheet in read_cells(path).sheets:
        page = book.sheets[sheet.name]
        lines = page.range("A1", page.used_range.last_cell).options(ndim=2).value
        for row, column in sheet.cells.keys() - sheet.formulas:
            value = lines[row - 1][column - 1]
            if value != sheet.cells[row, column]:
                found.append((sheet.name, (row, column), value))
    return found


class TestAnOlderWorkbook:
    def test_is_brought_along_in_a_new_one_beside_it(self, installed, tmp_path):
        excel = installed.excel
        old = excel.open(OLD)
        excel.state(old, ReadOnly=True)  # it is not written
        before, settings = state_of(excel, old), excel.settings()
        installed.click("update")
        assert difference(before, state_of(excel, old)) == []
        new = excel.app.books.active
        assert excel.settings() == settings | {"open workbooks": sorted([new.name, old.name])}
        assert new.name != old.name
        from_the_file = tmp_path / "uit het bestand.xlsx"
        file_painter.paint(bring_along(read_whole(read_cells(OLD), OLD.name)).book, from_the_file)
        assert missed(new, from_the_file) == []
        assert [sheet.name for sheet in new.sheets] == [sheet.name for sheet in read_cells(from_the_file).sheets]
        (said,) = excel.messages
        assert said.startswith(NL("button.update.done"))
        assert NL("update.listed", sheet=NL("sheet.brought.tab")) in said
        assert "C8" in said
        assert len(said) < 1024  # what a message box shows
        assert not installed.is_enabled("undo")
        assert set(installed.dll.commands) == {COMMAND}
        assert installed.log == ""

    def test_leaves_the_other_buttons_grey_which_say_what_to_click(self, installed):
        installed.excel.open(OLD)
        assert installed.is_enabled("update")
        assert not installed.is_enabled("rank")
        assert NL("ribbon.update.label") in installed.supertip("rank")

    def test_of_which_excel_refuses_a_call_is_as_it_was(self, installed):
        excel = installed.excel
        old = excel.open(OLD)
        before, settings, count = state_of(excel, old), excel.settings(), len(excel.app.books)
        for step in (5, 60, 150):
            with excel.failing_at(step, lasting=True) as fault:
                installed.click("update")
            assert fault.raised, step
            assert len(excel.app.books) == count
            assert difference(before, state_of(excel, old)) == []
            assert excel.settings() == settings
        assert {said.split(":")[0] for said in excel.messages} == {"Er is niets gewijzigd"}


class TestAWorkbookOfToday:
    @pytest.fixture
    def lacking(self, installed, tmp_path):
        """A workbook without one of its standing sheets."""

        def make(tab: str):
            actors = workbooks.table_of(workbooks.ACTORS)
            book = installed.excel.open(workbooks.of_values(tmp_path / "Arena.xlsx", actors))
            installed.excel.app.display_alerts = False
            book.sheets[tab].delete()
            installed.excel.app.display_alerts = True
            return book

        return make

    def test_that_is_whole_has_nothing_to_bring_along(self, installed, tmp_path):
        actors = workbooks.table_of(workbooks.ACTORS)
        installed.excel.open(workbooks.of_values(tmp_path / "Arena.xlsx", actors))
        assert not installed.is_enabled("update")
        assert installed.supertip("update") == NL("addin.grey.update")
        with pytest.raises(DisabledControlError):
            installed.click("update")

    def test_of_which_a_sheet_got_another_name_is_told_that_nothing_is_missing(self, installed, tmp_path):
        actors = workbooks.table_of(workbooks.ACTORS)
        book = installed.excel.open(workbooks.of_values(tmp_path / "Arena.xlsx", actors))
        book.sheets["Instellingen"].name = "Onze keuzes"
        installed.click("update")
        assert installed.excel.messages == [NL("state.nothing_changed", reason=NL("button.update.nothing"))]

    @pytest.mark.parametrize("tab", ["Start", "Issue", "Samenvatting", "Invulblad"])
    def test_gets_a_new_one_with_the_sheet_that_it_lacks(self, installed, lacking, tab):
        book = lacking(tab)
        assert installed.is_enabled("update")
        installed.click("update")
        new = installed.excel.app.books.active
        assert tab in [sheet.name for sheet in new.sheets]
        assert tab not in [sheet.name for sheet in book.sheets]
        assert NL("update.back", sheets=f"‘{tab}’") in installed.excel.messages[-1]

    def test_in_english_is_as_whole(self, installed, tmp_path):
        described = workbook.describe(evaluate(Analysis(language="en", table=workbooks.many_actors(3))))
        workbooks.shorten(described, 5)
        workbooks.without_formulas(described)
        file_painter.paint(described, tmp_path / "Arena.xlsx")
        installed.excel.open(tmp_path / "Arena.xlsx")
        assert not installed.is_enabled("update")


@pytest.mark.parametrize("schema", [99, "x", None, 0])
def test_any_other_workbook_has_none(installed, schema):
    arena_book(installed.excel, schema)
    assert not installed.is_enabled("update")


def test_it_costs_as_much_for_many_actors_as_for_few(installed, tmp_path):
    counts = []
    for size in (10, 230):
        path: Path = workbooks.of_values(tmp_path / f"Arena {size}.xlsx", workbooks.many_actors(size))
        book = installed.excel.open(path)
        installed.excel.app.display_alerts = False
        book.sheets["Invulblad"].delete()
        with installed.excel.counting() as calls:
            installed.click("update")
        counts.append(calls.total)
        read = interpret(read_cells(path), path.name)
        assert len(read.where.rows) == size
    assert counts[1] <= counts[0] + 5
    assert max(counts) < 400
