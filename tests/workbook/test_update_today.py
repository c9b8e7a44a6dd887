"""What `arena update` makes of a workbook of this version: the same again, with the sheets that it lacked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from arena.cli_outcome import TEXTS
from arena.workbook.intake.reading import read_cells
from arena.workbook.reading import interpret
from tests.command import arena
from tests.workbook.filled_in import filled_in
from tests.workbook.test_frozen import FROZEN
from tests.workbook.test_update import CANARY, LIST, NL, listed, sheet, updated
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.file


class TestAWorkbookOfToday:
    @pytest.fixture
    def source(self, tmp_path: Path) -> Path:
        path = tmp_path / "map.xlsx"
        paint(described(analysis("actor | imp | repl | explanation\nOCMW | 4 | klein | daarom")), path)
        return path

    def test_is_said_to_be_one_and_holds_nothing_but_the_same(self, source: Path, tmp_path: Path) -> None:
        ran = arena("update", source, "--out", tmp_path / "nieuw.xlsx")
        assert ran.out.splitlines()[1:] == [TEXTS("cli.update.current", file="map.xlsx")]
        old, new = (interpret(read_cells(path), path.name) for path in (source, tmp_path / "nieuw.xlsx"))
        assert new.analysis.table.equals(old.analysis.table)
        assert [one.name for one in read_cells(tmp_path / "nieuw.xlsx").sheets] == [
            one.name for one in read_cells(source).sheets
        ]

    def test_gets_back_the_sheets_that_it_lacks(self, source: Path, tmp_path: Path) -> None:
        book = described(analysis("actor | imp | repl\nOCMW | 4 | klein"))
        book.sheet("start").put(39, 1, CANARY, "own")
        gone = [one for one in book.sheets if one.key in ("paper", "summary")]
        book.sheets = [one for one in book.sheets if one not in gone]
        paint(book, source)
        ran = arena("update", source, "--out", tmp_path / "nieuw.xlsx")
        assert NL("update.back", sheets="‘Samenvatting’, ‘Invulblad’") in ran.out
        made = read_cells(tmp_path / "nieuw.xlsx")
        assert {"Invulblad", "Samenvatting"} <= {one.name for one in made.sheets}
        assert listed(made) == [("Start", "B40", None, CANARY)]

    def test_keeps_what_was_typed_on_every_sheet(self, source: Path, tmp_path: Path) -> None:
        of = filled_in("nl")
        paint(described(of), source)
        updated(source, tmp_path / "nieuw.xlsx")
        again = interpret(read_cells(tmp_path / "nieuw.xlsx"), "nieuw.xlsx").analysis
        assert (again.network, again.talks_for, again.answers) == (of.network, of.talks_for, of.answers)

    def test_keeps_a_sheet_of_its_user_that_is_called_as_one_that_it_lacks(self, source: Path, tmp_path: Path) -> None:
        book = described(analysis("actor | imp | repl\nOCMW | 4 | klein"))
        own = book.sheet("network")
        own.cells, own.names, own.validations, own.conditions, own.beside = {}, {}, [], [], ()
        own.put(0, 0, CANARY, "own")
        paint(
            replace(book, names={name: to for name, to in book.names.items() if not name.startswith("arena_actie")}),
            source,
        )
        made = updated(source, tmp_path / "nieuw.xlsx")
        assert sheet(made, "Netwerk").cells[1, 1] == NL("sheet.network.title")
        assert sheet(made, "Netwerk (2)").cells[1, 1] == CANARY
        assert listed(made) == []

    def test_is_brought_along_once_more_with_its_own_columns_and_sheets(self, tmp_path: Path) -> None:
        once = updated(FROZEN / "schema-1-nl.xlsx", tmp_path / "een.xlsx")
        twice = updated(tmp_path / "een.xlsx", tmp_path / "twee.xlsx")
        for name in ("Arena-analyse", "Nota's & taken", LIST, "Issue"):
            assert sheet(twice, name).cells == sheet(once, name).cells
        assert [one.name for one in twice.sheets] == [one.name for one in once.sheets]
