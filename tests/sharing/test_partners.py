"""Who stands in the copy for partners, what is said of them, and in which order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from arena.locale import catalogue
from arena.sharing import partners
from arena.sharing.partners import Partners
from arena.workbook.description import Sheet
from arena.workbook.model import Analysis, Network, Result, evaluate
from tests.workbook.typed import table

pytestmark = pytest.mark.pure

DAY = dt.date(2026, 2, 3)
NL = catalogue("nl")


def result(text: str, **more: object) -> Result:
    return evaluate(replace(Analysis(language="nl", table=table(text)), **more))  # type: ignore[arg-type]


def copy(of: Result, *, without: str = "", language: str = "nl") -> Sheet:
    """The sheet, with every line that names nobody who stays behind, but one."""
    there = Partners(of)
    going = {one.key for one in there.statements(catalogue(language)) if not one.names} - {without}
    [sheet] = partners.describe(there, going, language, DAY).sheets
    return sheet


def rows(sheet: Sheet) -> list[tuple[object, ...]]:
    """What stands in the rows of both lists, their headings included."""
    filled = {row for row, column in sheet.cells if column == 3}
    return [tuple(sheet.cells[row, column].value for column in range(4)) for row in sorted(filled)]


class TestWhoStandsInIt:
    @pytest.mark.parametrize(
        ("row", "is_in"),
        [
            ("A | ja | 2026-01-13", True),
            ("A | JA | 2026-01-13", True),
            ("A | yes | 2026-01-13", True),
            ("A | later | 2026-01-13", False),
            ("A | nu niet | 2026-01-13", False),
            ("A | ? | 2026-01-13", False),
            ("A |  | 2026-01-13", False),
            ("A | misschien | 2026-01-13", False),
            ("A | ja | ", False),
            ("A | ja | gisteren", False),
            (" | ja | 2026-01-13", False),
        ],
    )
    def test_is_in_the_network_was_spoken_to_and_has_a_name(self, row: str, is_in: bool) -> None:
        assert bool(Partners(result(f"actor | in_network | spoken_on\n{row}")).rows) == is_in

    def test_is_told_from_who_was_not_spoken_to_and_from_all_others(self) -> None:
        of = Partners(
            result("""actor | in_network | spoken_on | own_form
            Z | ja | 2026-01-13 | netwerk
            A | ja | 2026-01-13 | iets
            B | ja | |
            C | later | 2026-01-13 |
            D | | |""")
        )
        assert (of.names, of.not_spoken, of.others, of.without_form) == (["A", "Z"], ["B"], ["C", "D"], ["A"])

    def test_stands_in_the_order_of_the_alphabet_whatever_its_accents(self) -> None:
        of = result("actor | in_network | spoken_on\n" + "\n".join(f"{name} | ja | 2026-01-13" for name in "ZéabE"))
        assert Partners(of).names == ["a", "b", "é", "E", "Z"]


class TestWhatIsSaid:
    OF = result("""actor | in_network | spoken_on | own_form | network_role | agreed | who_when | imp
        School | ja | 2026-01-13 | ad hoc | lid: kernactor | lokalen open⏎samen met Muziekclub | 2026-03-01 | 4
        Bib | ja | 2026-01-13 | | baas | | Sara | 4
        Muziekclub | later | 2026-01-13 | netwerk | | instrumenten | | 1""")

    def test_of_a_partner_is_what_was_chosen_and_agreed(self) -> None:
        heads, bib, school = rows(copy(self.OF))
        assert heads == tuple(NL(f"partners.column.{key}") for key in ("partner", "form", "role", "agreed"))
        assert bib == ("Bib", None, None, "Wie, wanneer: Sara")
        assert school == ("School", "ad hoc", "lid: kernactor", "lokalen open\nWie, wanneer: 1 maart 2026")

    def test_explains_the_roles_that_frame_the_network(self) -> None:
        of = result("""actor | in_network | spoken_on | network_role
            A | ja | 2026-01-13 | omkadering: contextactor
            B | ja | 2026-01-13 | lid: kernactor""")
        said = [cell.value for cell in copy(of).cells.values() if cell.style == "partners_note"]
        assert said == [NL("partners.role.frame_context")]

    def test_leaves_the_line_that_names_who_stays_behind_to_whoever_shares(self) -> None:
        named = {one.key: list(one.names) for one in Partners(self.OF).statements(NL) if one.names}
        assert named == {"agreed:0:2": ["Muziekclub"]}
        everything = {one.key for one in Partners(self.OF).statements(NL)}
        [sheet] = partners.describe(Partners(self.OF), everything, "nl", DAY).sheets
        assert rows(sheet)[2][3] == "lokalen open\nsamen met Muziekclub\nWie, wanneer: 1 maart 2026"

    def test_is_in_the_language_of_the_copy(self) -> None:
        school = rows(copy(self.OF, language="en"))[2]
        assert school == ("School", "ad hoc", "member: core actor", "lokalen open\nWho, when: 1 March 2026")

    def test_has_no_section_for_an_answer_that_stays_here(self) -> None:
        of = replace(
            self.OF, analysis=replace(self.OF.analysis, answers={"subject": "te weinig plaats", "benefit": "meer"})
        )
        texts = {cell.value for cell in copy(of, without="subject").cells.values()}
        assert NL("partners.benefit") in texts
        assert {NL("partners.subject"), "te weinig plaats"}.isdisjoint(texts)

    @pytest.mark.parametrize("column", ["replaced_by", "who_is_missing"])
    def test_knows_whoever_the_table_mentions(self, column: str) -> None:
        of = result(
            f"actor | in_network | spoken_on | agreed | {column}\nBib | ja | 2026-01-13 | met Turnkring | Turnkring"
        )
        [said] = Partners(of).statements(NL)
        assert list(said.names) == ["Turnkring"]


class TestActions:
    OF = result(
        "actor | in_network | spoken_on\nBib | ja | 2026-01-13\nTurnkring | | ",
        network=Network(
            actions=(
                ("Klaar", "Bib", dt.datetime(2026, 1, 2), "klaar", "taak"),
                ("Zonder dag", None, None, "bezig", None),
                (None, "niemand", None, None, None),
                ("Later", "allen", dt.datetime(2026, 9, 1), "te doen", "groei"),
                ("Eerst", "Bib", dt.datetime(2026, 2, 1), "onzin", None),
                ("Zaal", "Turnkring", None, None, None),
            )
        ),
    )

    def test_are_listed_open_ones_first_by_day_and_none_is_called_late(self) -> None:
        assert rows(copy(self.OF))[2:] == [
            tuple(NL(f"partners.column.{key}") for key in ("what", "by", "state", "who")),
            ("Eerst", "1 februari 2026", None, "Bib"),
            ("Later", "1 september 2026", "te doen", "allen"),
            ("Zonder dag", None, "bezig", None),
            ("Klaar", "2 januari 2026", "✓ klaar", "Bib"),
        ]

    def test_are_told_from_what_was_agreed_with_one_partner(self) -> None:
        said = " ".join(str(cell.value) for cell in copy(self.OF).cells.values() if cell.style == "partners_says")
        assert "stand op 3 februari 2026." in said
        assert "Elke afspraak geldt voor die ene partner." in said

    def test_of_who_stays_behind_are_left_to_whoever_shares(self) -> None:
        assert [one.key for one in Partners(self.OF).statements(NL) if one.names] == ["action:5"]

    def test_that_stay_leave_no_empty_section(self) -> None:
        [sheet] = partners.describe(Partners(self.OF), [], "nl", DAY).sheets
        assert NL("partners.actions") not in {cell.value for cell in sheet.cells.values()}
