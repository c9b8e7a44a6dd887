"""The description of the sheet Inschattingen, and what users write on it, read back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from arena.locale import catalogue
from arena.method.raters import COLUMNS
from arena.workbook import book
from arena.workbook.description import Formula, Sheet
from arena.workbook.merged import Merged, NewName, Problem
from arena.workbook.model import Settings, evaluate
from arena.workbook.sheets import arena, ratings_written
from arena.workbook.sheets.generated import seal
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.ratings_page import MOST_APART
from tests.workbook.rated import merged, sheet
from tests.workbook.test_check_sheet import block
from tests.workbook.typed import analysis

pytestmark = pytest.mark.pure

TABLE = """actor     | imp | repl
           OCMW      | 4   | klein
           School    | 3   | groot
           Bib       | 2   | eerder groot
           Buurtwerk |     |              """

MIEKE = """OCMW 4 k -
           School 1 g ek
           Bib 2 eg -
           Buurtwerk ? - -"""
AN = """OCMW 4 k g
        School 1 g ek
        Bib 2 eg -"""
JORIS = """OCMW 4 k g
           School 4 eg ek
           Bib 2 g -
           Buurtwerk 2 eg eg"""
ELS = """School 4 g ek
         Bib 2 eg -"""


def found(*raters: str, settings: Settings | None = None, **more: object) -> Merged:
    result = evaluate(analysis(TABLE, settings=settings))
    return merged(result, *(raters or (MIEKE, AN, JORIS, ELS)), **more)  # type: ignore[arg-type]


def header_of(one: Sheet) -> int:
    return next(row for (row, _), cell in one.cells.items() if cell.value == "In uw woorden")


def rows(one: Sheet, count: int = 4) -> list[list[object]]:
    """The rows of actors, cell by cell."""
    first, last = header_of(one) + 1, max(column for _, column in one.cells)
    return [
        [one.cells[row, column].value if (row, column) in one.cells else None for column in range(last + 1)]
        for row in range(first, first + count)
    ]


def said(one: Sheet) -> str:
    return "\n".join(str(cell.value) for _, cell in sorted(one.cells.items()) if isinstance(cell.value, str))


def style(one: Sheet, actor: str, column: int) -> str:
    row = next(row for (row, at), cell in one.cells.items() if at == 0 and cell.value == actor)
    return one.cells[row, column].style


class TestTheTable:
    def test_lays_the_levels_of_each_rater_side_by_side_with_a_word_and_a_proposal(self) -> None:
        school = next(row for row in rows(sheet(found())) if row[0] == "School")
        assert school[1:8] == [None, 1, 1, 4, 4, "twee kampen", None]
        assert school[8:14] == ["g", "g", "eg", "g", "bijna eens", "(groot)"]
        assert school[14:20] == ["ek", "ek", "ek", "ek", "eens", "(eerder klein)"]

    def test_has_the_gravest_word_on_top_and_those_with_none_last(self) -> None:
        made = found()
        names = [row[0] for row in rows(sheet(made))]
        assert names == [made.result.entries.actor[row] for row in made.rows]
        assert names[0] == "School"

    def test_says_who_does_not_know_and_leaves_open_what_was_not_filled_in(self) -> None:
        one = sheet(found())
        buurtwerk = next(row for row in rows(one) if row[0] == "Buurtwerk")
        assert buurtwerk[2:7] == ["?", None, 2, None, "–"]
        assert style(one, "Buurtwerk", 2) == "ratings_pale"

    def test_tells_what_a_rater_did_not_type_from_what_follows(self) -> None:
        one = sheet(found())
        ocmw = next(row for row in rows(one) if row[0] == "OCMW")
        assert ocmw[14:17] == ["g", "g", "g"]
        assert [style(one, "OCMW", column) for column in (14, 15)] == ["ratings_pale", "ratings_level"]

    def test_sets_off_who_stands_apart_only_where_that_matters(self) -> None:
        one = sheet(found())
        assert [style(one, "School", column) for column in range(2, 6)] == [
            "ratings_level",
            "ratings_level",
            "ratings_level_far",
            "ratings_level_far",
        ]
        assert style(one, "Bib", 10) == "ratings_level"

    def test_speaks_on_the_scale_of_the_workbook(self) -> None:
        reversed_scale = Settings(scale=catalogue("nl")("settings.scale.reversed"))
        school = next(row for row in rows(sheet(found(settings=reversed_scale))) if row[0] == "School")
        assert school[2:6] == [4, 4, 1, 1]

    def test_counts_the_levels_where_there_are_too_many_raters_for_an_a4(self) -> None:
        many = [MIEKE, JORIS] * (MOST_APART // 2 + 1)
        one = sheet(found(*many))
        head = [one.cells[header_of(one), column].value for column in range(2, 7)]
        school = next(row for row in rows(one) if row[0] == "School")
        assert head == [4, 3, 2, 1, "?"]
        assert school[2:7] == [len(many) // 2, None, None, len(many) // 2, None]
        assert [one.cells[header_of(one), column].value for column in range(9, 14)] == ["g", "eg", "ek", "k", "?"]
        assert "A" not in [cell.value for cell in one.cells.values()]


class TestWhatIsSaid:
    def test_letters_alone_tell_raters_apart_where_they_are_anonymous(self) -> None:
        text = said(sheet(found()))
        assert "Invullers (4): A · B · C · D." in text
        assert "herkent soms toch iemand" in text
        assert "niemand echt anoniem" in said(sheet(found(MIEKE, AN)))

    def test_names_stand_beside_the_letters_where_they_are_shown(self) -> None:
        text = said(sheet(found(names=("Mieke", None, "Joris", "Els"))))
        assert "A (Mieke) · B · C (Joris) · D (Els)" in text
        assert "anoniem" not in text

    def test_what_could_not_be_read_stands_at_the_end(self) -> None:
        bad, odd = [Problem("Kapot.xlsx", "Kapot.xlsx is geen werkmap")], [Problem("Mieke.xlsx", "B3 is geen niveau")]
        shown = said(sheet(found(rejected=bad, problems=odd, names=[None] * 4)))
        assert shown.endswith("Kapot.xlsx is geen werkmap\n‘Mieke.xlsx’: B3 is geen niveau")
        assert "Mieke" not in said(sheet(found(rejected=bad, problems=odd)))
        assert "niet helemaal gelezen" not in said(sheet(found()))

    def test_a_word_on_the_order_or_that_there_is_none(self) -> None:
        assert "nog niet te zeggen" in said(sheet(found(MIEKE, AN)))
        alike = found(*["OCMW 4 k g\nSchool 2 g ek\nBib 1 g k"] * 3)
        assert "grotendeels eens" in said(sheet(alike))

    def test_each_list_to_choose_from_is_in_the_workbook(self) -> None:
        one = found(new_names=[NewName("Turks Huis", (0,))])
        sources = {validation.source for validation in sheet(one).validations}
        assert len(sources) == 4
        assert sources <= book.describe(one.result).names.keys()
        assert sources <= arena.LIST_NAMES

    def test_that_it_is_internal_and_whether_it_still_fits(self) -> None:
        one = sheet(found())
        assert catalogue("nl")("generated.internal") in said(one)
        assert any(isinstance(cell.value, Formula) for cell in one.cells.values())
        assert (one.merges, one.conditions) == ([], [])


class TestWhatUsersWrite:
    def written(self, one: Sheet, **cells: object) -> list[Agreement]:
        """What is read back once the first actor has other values in these of the user's columns."""
        typed = block(one)
        first = header_of(one) + 1
        groups = {"own": 1, "importance": 7, "replaceability": 13, "dependency": 19}
        for group, value in cells.items():
            typed[first][groups[group]] = value
        return ratings_written.read(typed)

    def test_is_read_with_its_actor_and_its_column(self) -> None:
        read = self.written(sheet(found()), own="bezwaren", importance=3.0)
        assert Agreement("own", "School", "bezwaren") in read
        assert Agreement("importance", "School", 3.0) in read
        assert Agreement("dependency", "School", "(eerder klein)") in read
        assert {one.group for one in read} == {"own", *COLUMNS}

    def test_follows_its_actor_to_the_next_page_and_proposals_do_not(self) -> None:
        one = sheet(found())
        agreed = self.written(one, own="bezwaren", importance="?", replaceability="klein")
        again = next(row for row in rows(sheet(found(MIEKE, AN), agreed)) if row[0] == "School")
        assert (again[1], again[2 + 2 + 1]) == ("bezwaren", "?")
        assert "(eerder klein)" not in again

    def test_is_not_lost_where_the_actor_is_gone_and_not_lost_again(self) -> None:
        agreed = [Agreement("importance", "Politie", 4), Agreement("own", "Politie", "bellen")]
        for _ in range(3):
            one = sheet(found(), agreed)
            agreed = ratings_written.read(block(one))
            left = {each.value for each in agreed if each.actor == "Politie"}
            assert left == {"bellen", "Belangrijkheid: 4"}

    def test_a_tick_at_a_name_that_is_in_the_table_by_now_goes_nowhere(self) -> None:
        one = sheet(found(), [Agreement("new", "School", "ja")])
        assert "ja" not in [cell.value for cell in one.cells.values()]

    def test_ticks_follow_their_name(self) -> None:
        new = [NewName("Turks Huis", (0, 2)), NewName("Ouders", (1,), like="Buurtwerk")]
        one = sheet(found(new_names=new), [Agreement("new", "Turks Huis", "ja")])
        assert Agreement("new", "Turks Huis", "ja") in ratings_written.read(block(one))
        assert "genoemd door A, C" in said(one)
        assert "genoemd door B · lijkt op ‘Buurtwerk’" in said(one)

    def test_does_not_break_the_seal(self) -> None:
        typed = block(sheet(found()))
        first = header_of(sheet(found())) + 1
        for column in (1, 7, 13, 19):
            typed[first][column] = "iets"
        sealed = seal.read(typed)
        assert sealed is not None
        assert sealed.unbroken
        assert all(ratings_written.hold_all(typed, column) for column in sealed.seal.own_columns)
        typed[1][1] = "boven de koppen"
        assert not ratings_written.hold_all(typed, 1)
        typed[first][2] = 9
        assert not seal.read(typed).unbroken  # type: ignore[union-attr]

    def test_is_read_in_whatever_language_the_sheet_was_made(self) -> None:
        result = evaluate(replace(analysis(TABLE), language="en"))
        read = ratings_written.read(block(sheet(merged(result, MIEKE, AN, JORIS))))
        assert Agreement("replaceability", "OCMW", "(small)") in read
