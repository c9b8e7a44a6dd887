"""The sheet Delen as a description: what it shows, and what is read back from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.sharing import window
from arena.sharing.audiences import Line, Proposal
from arena.sharing.copies import Choices
from arena.sharing.window import Unreadable, Window
from arena.workbook import book, file_painter
from arena.workbook.audience import Audience
from arena.workbook.description import Sheet, Value
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import Analysis, evaluate
from arena.workbook.reading import read_whole
from arena.workbook.sheets.generated import seal
from arena.workbook.update import own
from arena.workbook.update.bring import layout_of

pytestmark = pytest.mark.pure

TODAY = dt.date(2026, 2, 3)
LINES = (
    Line("benefit", "", "Kinderen hebben ook op woensdag een plek", ticked=True, why=None),
    Line("agreed:0", "De Linde", "twee lokalen open op woensdag", ticked=True, why=None),
    Line("agreed:3", "Welzijnshuis", "samen met de Gemeente aftoetsen", ticked=False, why="Noemt Gemeente Lindegem."),
)
FOR_PARTNERS = Proposal(
    Audience.PARTNERS,
    goes=["4 partners: De Linde · Buurtwerk · Oudergroep · Welzijnshuis", "=1+1"],
    stays=["Inschattingen, rangorde, signalen", "10 actoren: Gemeente · Kinderopvang", "Uw blad Begroting"],
    lines=LINES,
    not_spoken=["Gemeente Lindegem"],
    without_form=["Oudergroep"],
)
PROPOSALS = {
    Audience.TEAM: Proposal(Audience.TEAM, ["Alle bladen"], ["Contact"]),
    Audience.PARTNERS: FOR_PARTNERS,
    Audience.RETURN: Proposal(Audience.RETURN, ["16 namen en hun hulpbronnen"], ["Alle inschattingen"]),
}


def chosen(proposal: Proposal) -> Choices:
    return window.proposed(proposal, talks=False, language="nl", today=TODAY)


def made(proposal: Proposal, language: str = "nl", choices: Choices | None = None) -> Window:
    return window.describe(proposal, choices or chosen(proposal), catalogue(language))


def shown(of: Window) -> list[list[object]]:
    """What the cells of a described sheet show, from A1 on."""
    last_row, last_column = (max(part) for part in zip(*of.sheet.cells, strict=True))
    cells = of.sheet.cells
    return [
        [cells[row, column].value if (row, column) in cells else None for column in range(last_column + 1)]
        for row in range(last_row + 1)
    ]


def typed(of: Window, **cells: Value) -> list[list[object]]:
    """The same with something typed in the cells of choices, by key."""
    rows = shown(of)
    for key, value in cells.items():
        rows[of.rows[key.replace("__", ":")]][1] = value
    return rows


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", Audience)
class TestTheSheet:
    def test_says_for_whom_it_is(self, audience: Audience, language: str) -> None:
        of = made(PROPOSALS[audience], language)
        assert window.audience_of(shown(of), catalogue(language)) is audience
        assert window.audience_of([["Iets anders"]], catalogue(language)) is None
        assert window.audience_of([], catalogue(language)) is None

    def test_shows_all_that_goes_and_all_that_stays(self, audience: Audience, language: str) -> None:
        proposal = PROPOSALS[audience]
        rows = shown(made(proposal, language))
        left, right = (" ".join(str(row[column]) for row in rows if row[column]) for column in (0, 3))
        assert all(sentence.replace(": ", " ") in left for sentence in proposal.goes)
        assert all(sentence.replace(": ", " ") in right for sentence in proposal.stays)

    def test_gives_back_what_was_proposed(self, audience: Audience, language: str) -> None:
        of, first = made(PROPOSALS[audience], language), chosen(PROPOSALS[audience])
        assert window.read(shown(of), of.rows, first, "Delen") == first
        assert window.kept(shown(of), PROPOSALS[audience], first, catalogue(language)) == first
        assert window.holds_all(shown(of), 1)

    def test_offers_a_list_for_each_choice(self, audience: Audience, language: str) -> None:
        of = made(PROPOSALS[audience], language)
        for key, row in of.rows.items():
            (found,) = [one for one in of.sheet.validations if one.area.first_row <= row <= one.area.last_row]
            assert (found.source is None) is (key == "send_back_by")
            assert found.area.first_column == found.area.last_column == 1

    def test_is_sealed_whatever_is_chosen_but_not_whatever_is_shown(self, audience: Audience, language: str) -> None:
        proposal = PROPOSALS[audience]
        one = made(proposal, language)
        other = made(proposal, language, replace(chosen(proposal), lines=frozenset(), language="en", talks=True))
        assert window.seal_of(one) == window.seal_of(other)
        more = replace(proposal, stays=[*proposal.stays, "Uw blad Notulen"])
        assert window.seal_of(one) != window.seal_of(made(more, language))
        found = seal.read(shown(one))
        assert found is not None
        assert found.unbroken


def test_a_line_that_names_somebody_who_stays_is_set_to_no_with_the_reason_beside_it() -> None:
    of = made(FOR_PARTNERS)
    row = shown(of)[of.rows["agreed:3"]]
    assert row[:4] == ["Welzijnshuis – samen met de Gemeente aftoetsen", "neen", None, "Noemt Gemeente Lindegem."]
    assert shown(of)[of.rows["agreed:0"]][1] == "ja"
    assert of.sheet.cells[of.rows["agreed:3"], 0].style == "share_line_pale"


def test_what_wants_a_decision_is_yellow_over_the_whole_width() -> None:
    of = made(FOR_PARTNERS)
    yellow = {row for (row, _), cell in of.sheet.cells.items() if cell.style == "share_decide"}
    said = " ".join(str(shown(of)[row][0]) for row in sorted(yellow))
    assert "Gemeente Lindegem" in said
    assert "Oudergroep" in said
    assert "Eén regel noemt iemand" in said
    assert all((row, column) in of.sheet.cells for row in yellow for column in range(4))
    quiet = replace(FOR_PARTNERS, lines=LINES[:2], not_spoken=[], without_form=[])
    assert "share_decide" not in {cell.style for cell in made(quiet).sheet.cells.values()}


class TestReading:
    def test_takes_what_was_chosen_in_any_language(self) -> None:
        of = made(FOR_PARTNERS)
        rows = typed(of, benefit="NEEN", agreed__0=" no", agreed__3="Yes", language="english")
        found = window.read(rows, of.rows, chosen(FOR_PARTNERS), "Delen")
        assert (found.lines, found.language) == (frozenset({"agreed:3"}), "en")

    def test_takes_an_empty_cell_for_no(self) -> None:
        of = made(FOR_PARTNERS)
        rows = typed(of, benefit=None, agreed__0=" \u00a0", language=None)
        assert window.read(rows, of.rows, chosen(FOR_PARTNERS), "Delen").lines == frozenset()

    @pytest.mark.parametrize(
        ("entry", "day"),
        [
            (dt.datetime(2026, 2, 20), dt.date(2026, 2, 20)),
            (46073.0, dt.date(2026, 2, 20)),
            ("20/2/2026", dt.date(2026, 2, 20)),
            ("20-02-2026", dt.date(2026, 2, 20)),
            (None, None),
        ],
    )
    def test_takes_a_day(self, entry: Value, day: dt.date | None) -> None:
        proposal = PROPOSALS[Audience.RETURN]
        of = made(proposal)
        rows = typed(of, send_back_by=entry, shuffled="neen")
        found = window.read(rows, of.rows, chosen(proposal), "Delen")
        assert (found.send_back_by, found.shuffled) == (day, False)

    @pytest.mark.parametrize(
        ("audience", "cells", "said"),
        [
            (Audience.PARTNERS, {"benefit": "misschien"}, "yes_no"),
            (Audience.PARTNERS, {"language": "Frans"}, "language"),
            (Audience.RETURN, {"send_back_by": "volgende week"}, "day"),
            (Audience.RETURN, {"send_back_by": True}, "day"),
            (Audience.RETURN, {"shuffled": 1}, "yes_no"),
            (Audience.TEAM, {"talks": "\u202eaj"}, "yes_no"),
        ],
    )
    def test_refuses_what_is_not_in_the_list_and_names_the_cell(
        self, audience: Audience, cells: dict[str, Value], said: str
    ) -> None:
        proposal = PROPOSALS[audience]
        of = made(proposal)
        with pytest.raises(Unreadable) as refused:
            window.read(typed(of, **cells), of.rows, chosen(proposal), "Delen")
        assert refused.value.key == f"share.unreadable.{said}"
        (key,) = cells
        assert refused.value.data["cell"] == f"B{of.rows[key] + 1}"
        assert not any(ord(letter) == 0x202E for letter in str(refused.value.data["typed"]))

    def test_keeps_a_choice_for_a_line_that_still_reads_the_same_wherever_it_stands(self) -> None:
        before = typed(made(FOR_PARTNERS), benefit="neen", agreed__0="neen", agreed__3="ja", language="English")
        moved = (
            replace(LINES[2], key="agreed:1"),
            replace(LINES[1], text="drie lokalen open op woensdag"),
            replace(LINES[0], key="benefit"),
        )
        now = replace(FOR_PARTNERS, lines=moved)
        found = window.kept(before, now, chosen(now), catalogue("nl"))
        assert found.lines == frozenset({"agreed:1", "agreed:0"})
        assert found.language == "en"

    def test_knows_whether_the_talks_go_along_and_in_which_language(self) -> None:
        texts, of = catalogue("nl"), made(PROPOSALS[Audience.TEAM])
        assert window.reader_of(shown(of), texts, "nl") == (False, "nl")
        assert window.reader_of(typed(of, talks="ja", language="English"), texts, "nl") == (True, "en")
        assert window.reader_of([], texts, "en") == (False, "en")


def test_a_note_in_the_column_of_choices_is_seen() -> None:
    rows = shown(made(FOR_PARTNERS))
    rows[2][1] = "vraag dit na bij Els"
    assert not window.holds_all(rows, 1)


NAMES: dict[str, Callable[[int], Proposal]] = {
    "lines": lambda n: replace(FOR_PARTNERS, lines=[replace(LINES[1], key=f"agreed:{row}") for row in range(n)]),
    "names": lambda n: replace(FOR_PARTNERS, goes=[" · ".join(f"Organisatie nummer {row}" for row in range(n))]),
}


@pytest.mark.parametrize("kind", NAMES)
def test_many_actors_have_rows_enough_and_no_row_is_too_high(kind: str) -> None:
    of = made(NAMES[kind](230))
    assert max({**of.sheet.heights, **of.sheet.fitted}.values()) <= 409
    assert len(of.sheet.validations) == 2
    assert window.read(shown(of), of.rows, chosen(FOR_PARTNERS), "Delen").language == "nl"


class TestInAWorkbookOnFile:
    """The sheet as a file holds it: a workbook that is brought along, or shared again, has it in it."""

    def own_sheets(self, sheet: Sheet, folder: Path) -> list[str]:
        """The sheets that count as the user's own in a workbook that has the sheet Delen."""
        path = folder / "Analyse.xlsx"
        described = book.describe(evaluate(Analysis()))
        file_painter.paint(replace(described, sheets=[*described.sheets, sheet]), path)
        whole = read_whole(read_cells(path), path.name)
        return [one.name for one in own.find(whole, layout_of(whole.read)).sheets]

    def test_is_nothing_of_the_user_s_whatever_was_chosen(self, tmp_path: Path) -> None:
        of = made(FOR_PARTNERS, choices=replace(chosen(FOR_PARTNERS), lines=frozenset(), language="en"))
        assert self.own_sheets(of.sheet, tmp_path) == []

    def test_is_the_user_s_own_once_something_else_was_typed_on_it(self, tmp_path: Path) -> None:
        of = made(FOR_PARTNERS)
        of.sheet.put(4, 3, "vraag dit na bij Els", "share_text")
        assert self.own_sheets(of.sheet, tmp_path) == ["Delen"]
