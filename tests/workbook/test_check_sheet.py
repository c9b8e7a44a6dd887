"""The description of the sheet Nakijken, the seal of generated sheets, and agreements that follow their actor."""

from __future__ import annotations

import datetime as dt

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.method.notes import NoteWeight
from arena.workbook.description import Formula, Sheet
from arena.workbook.example import example
from arena.workbook.model import Result, evaluate
from arena.workbook.sheets import check
from arena.workbook.sheets.check import Point
from arena.workbook.sheets.generated import agreements, seal, sizes
from arena.workbook.sheets.generated.agreements import Agreement
from tests.workbook.made import check_sheet
from tests.workbook.typed import analysis

pytestmark = pytest.mark.pure

DAY = dt.date(2026, 3, 1)
TABLE = """actor  | imp | repl         | dep          | own | target | resources | by
           OCMW   | 4   | klein        | groot        |     |        | geld      |
           School | veel| eerder klein |              | 2   |        |           | Bib
           School | 2   | groot        | eerder klein |     |        | boeken    |
                  | 1   | groot        |              | x   |        | tijd      | OCMW"""
WEIGHT, ACTOR, WHAT, WHERE, CELL, AGREEMENTS = range(6)


def of(text: str = TABLE) -> Result:
    return evaluate(analysis(text))


def lines(sheet: Sheet) -> list[list[object]]:
    """The rows of the list, below its headings."""
    header = min(row for (row, column), cell in sheet.cells.items() if column == WHERE and cell.value == "Kolom")
    last = max(row for row, column in sheet.cells if column == AGREEMENTS)
    return [
        [sheet.cells[row, column].value if (row, column) in sheet.cells else None for column in range(6)]
        for row in range(header + 1, last + 1)
    ]


def block(sheet: Sheet) -> list[list[object]]:
    """The cells of a described sheet as Excel gives what was typed."""
    rows, columns = max(row for row, _ in sheet.cells), max(column for _, column in sheet.cells)
    return [
        [
            _typed(sheet.cells[row, column].value) if (row, column) in sheet.cells else None
            for column in range(columns + 1)
        ]
        for row in range(rows + 1)
    ]


def _typed(value: object) -> object:
    if isinstance(value, Formula):
        return f"={value.text} "  # Excel spells formulas in its own way
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


class TestTheList:
    def test_has_every_note_once_the_gravest_first(self) -> None:
        found = lines(check_sheet(of(), DAY))
        assert [(line[WEIGHT], line[ACTOR], line[WHERE]) for line in found[:3]] == [
            ("✖ fout", "School", "Belangrijkheid"),
            ("✖ fout", "(naam ontbreekt)", "Onze rangorde"),
            ("✖ fout", "(naam ontbreekt)", "Actoren"),
        ]
        weights = [str(line[WEIGHT]) for line in found]
        assert weights == sorted(weights, key=["✖ fout", "! aandacht", "· ter info"].index)
        assert len([line for line in found if "dezelfde naam" in str(line[WHAT])]) == 1

    def test_has_the_rows_before_the_whole_sheet_where_they_are_as_grave(self) -> None:
        found = lines(check_sheet(of(), DAY))
        of_info = [line[CELL].value for line in found if line[WEIGHT] == "· ter info"]
        whole = [line[ACTOR] == "(hele blad)" for line in found if line[WEIGHT] == "· ter info"]
        assert whole == sorted(whole)
        assert set(whole) == {False, True}
        rows = [int(cell[1:]) for cell, is_whole in zip(of_info, whole, strict=True) if not is_whole]
        assert rows == sorted(rows)

    def test_links_to_the_cell_of_each_note(self) -> None:
        first = lines(check_sheet(of(), DAY))[0]
        assert first[CELL] == Formula('HYPERLINK("#\'Arena-analyse\'!C6","C6")', "C6")

    def test_links_the_notes_on_the_whole_sheet_to_the_heading(self) -> None:
        (line,) = [line for line in lines(check_sheet(of(), DAY)) if "minder dan de 8" in str(line[WHAT])]
        assert (line[ACTOR], line[WHERE]) == ("(hele blad)", "Actoren")
        assert isinstance(line[CELL], Formula)
        assert line[CELL].value == "A4"

    def test_says_so_where_nothing_asks_for_attention(self) -> None:
        kinds = "\n".join(f"A{n} | 4 | klein | groot | geld" for n in range(8))
        sheet = check_sheet(of(f"actor | imp | repl | dep | resources\n{kinds}"), DAY)
        assert "Niets gevonden dat nog aandacht vraagt." in [cell.value for cell in sheet.cells.values()]
        assert check.numbered(sheet) == 0

    def test_takes_what_else_was_found_among_the_notes(self) -> None:
        more = [Point(NoteWeight.FAULT, "(hele blad)", "formule weg", "Rangorde", "G5")]
        sheet = check_sheet(of(), DAY, more=more)
        assert lines(sheet)[0][WHAT] == "formule weg"
        assert check.numbered(sheet) == check.numbered(check_sheet(of(), DAY)) + 1

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_in_the_language_of_the_analysis(self, language: str) -> None:
        sheet = check_sheet(evaluate(example(language)), DAY)
        assert sheet.name == catalogue(language)("sheet.check.tab")
        assert sheet.cells[0, 0].value == catalogue(language)("sheet.check.title")

    def test_has_no_merges_conditions_or_validations(self) -> None:
        sheet = check_sheet(of(), DAY)
        assert [*sheet.merges, *sheet.conditions, *sheet.validations] == []
        assert sheet.table is None


PAGES = pytest.mark.parametrize("describe", [check_sheet], ids=["check"])


@PAGES
class TestTheSeal:
    def test_is_found_unbroken_on_what_was_painted(self, describe) -> None:
        sheet = describe(of(), DAY)
        found = seal.read(block(sheet))
        assert found is not None
        assert (found.seal.key, found.unbroken) == (sheet.key, True)

    def test_is_broken_by_any_other_cell(self, describe) -> None:
        for row, column in ((0, 0), (6, 1), (9, 2)):
            typed = block(describe(of(), DAY))
            typed[row][column] = "iets anders"
            found = seal.read(typed)
            assert found is not None
            assert not found.unbroken

    def test_is_broken_by_something_added_beside(self, describe) -> None:
        typed = [[*row, None] for row in block(describe(of(), DAY))]
        typed[3][-1] = "een notitie"
        found = seal.read(typed)
        assert found is not None
        assert not found.unbroken

    def test_is_not_broken_by_agreements(self, describe) -> None:
        typed = block(describe(of(), DAY))
        found = seal.read(typed)
        assert found is not None
        for row in typed[8:]:
            row[found.seal.own_columns[0]] = "bellen"
        again = seal.read(typed)
        assert again is not None
        assert again.unbroken

    def test_tells_its_layout_beside_it(self, describe) -> None:
        sheet = describe(of(), DAY)
        assert sizes.read(block(sheet)) == sizes.of(sheet)


def test_a_sheet_of_the_users_has_no_seal() -> None:
    assert seal.read([["Nakijken", None], [1.0, "arena"]]) is None


@PAGES
class TestAgreements:
    def test_come_back_from_the_cells_where_they_were_put(self, describe) -> None:
        first = describe(of(), DAY)
        group = agreements.read(_filled(first))[0].group
        agreed = [Agreement(group, "School", "bellen"), Agreement("weg", "Politie", 3.0)]
        second = describe(of(), DAY, agreed=agreed)
        assert sorted(map(str, agreements.read(block(second)))) != []
        read = {(one.actor, one.value) for one in agreements.read(block(second))}
        assert read == {("School", "bellen"), ("Politie", 3.0)}

    def test_none_is_lost_when_painted_again_and_again(self, describe) -> None:
        agreed = [Agreement("x", "School", f"{n}") for n in range(9)] + [Agreement("", "", "voor niemand")]
        for _ in range(3):
            agreed = agreements.read(block(describe(of(), DAY, agreed=agreed)))
            assert {one.value for one in agreed} == {*map(str, range(9)), "voor niemand"}

    def test_a_date_stays_a_date(self, describe) -> None:
        agreed = [Agreement("", "School", dt.date(2026, 5, 4))]
        cells = describe(of(), DAY, agreed=agreed).cells.values()
        assert [cell.style for cell in cells if cell.value == dt.date(2026, 5, 4)] == ["agreement_date"]
        typed = block(describe(of(), DAY, agreed=agreed))
        assert [one.value for one in agreements.read(typed)] == [dt.date(2026, 5, 4)]


def _filled(sheet: Sheet) -> list[list[object]]:
    """A described sheet with something in every cell of the column Afspraken."""
    typed = block(sheet)
    found = seal.read(typed)
    assert found is not None
    for (row, column), cell in sheet.cells.items():
        if column in found.seal.own_columns and cell.style == "agreement":
            typed[row][column] = "iets"
    return typed
