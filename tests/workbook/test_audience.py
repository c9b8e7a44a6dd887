"""Who may see what: nobody, unless a column, a sheet or an answer says so itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest

from arena.method.levels import CRITERIA
from arena.workbook import book
from arena.workbook.audience import Audience, Reader
from arena.workbook.description import PrintSetup, Sheet
from arena.workbook.model import QUESTIONS, Analysis, Settings
from arena.workbook.sheet import StandingSheet
from arena.workbook.sheets.columns import COLUMNS, Column, Group
from tests.workbook.filled_in import FILLED, filled_in

pytestmark = pytest.mark.pure

READERS = [Reader(audience, talks) for audience in Audience for talks in (False, True)]
each_reader = pytest.mark.parametrize("reader", READERS, ids=lambda one: f"{one.audience}, talks {one.talks}")

TALK = {
    "attitude", "why_other_form", "why_choice", "contact", "who_speaks", "talk_by", "spoken_on", "estimate_check",
    "interest", "readiness", "who_is_missing",
}  # fmt: skip
"""Source: docs/method.md, "Talks"."""


def seen(reader: Reader) -> set[str]:
    return {column.key for column in COLUMNS if reader.may_see(column)}


def filled(analysis: Analysis) -> set[str]:
    """The columns of a table in which anything stands."""
    return {key for key in analysis.table.columns if analysis.table[key].notna().any()}


class TestWhatIsAddedLater:
    @each_reader
    def test_is_a_column_for_nobody(self, reader: Reader) -> None:
        assert not reader.may_see(Column("later", Group.FORM, 80, "row_text"))

    @each_reader
    def test_in_the_table_is_emptied(self, reader: Reader) -> None:
        of = filled_in("nl")
        later = dataclasses.replace(of, table=of.table.assign(later="geheim"))
        assert "geheim" not in book.shared_with(reader, later).table.to_numpy().ravel().tolist()

    @each_reader
    def test_is_an_answer_for_nobody(self, reader: Reader) -> None:
        later = dataclasses.replace(filled_in("nl"), answers={"later": "geheim"})
        assert "geheim" not in book.shared_with(reader, later).answers.values()

    @each_reader
    def test_is_a_sheet_for_nobody(self, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
        later = StandingSheet("later", lambda _: Sheet("later", "Later", PrintSetup("")))
        monkeypatch.setattr(book, "_AFTER_START", (*book._AFTER_START, later))
        assert "later" not in {sheet.key for sheet in book.seen_by(reader)}

    @each_reader
    def test_on_a_sheet_stays_there(self, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
        """A sheet that goes along and says nothing of its entries gives none."""
        silent = [dataclasses.replace(sheet, shared=StandingSheet("x", lambda _: None).shared)  # type: ignore[arg-type, return-value]
                  for sheet in book.STANDING]  # fmt: skip
        monkeypatch.setattr(book, "STANDING", silent)
        shared = book.shared_with(reader, filled_in("en"))
        assert (shared.answers, len(shared.table), shared.settings) == ({}, 0, Settings())


class TestTheTable:
    def test_gives_the_team_all_but_the_talks(self) -> None:
        assert seen(Reader(Audience.TEAM)) == {column.key for column in COLUMNS} - TALK

    def test_gives_the_team_the_talks_when_asked_and_never_the_contacts(self) -> None:
        assert seen(Reader(Audience.TEAM, talks=True)) == {column.key for column in COLUMNS} - {"contact"}

    @pytest.mark.parametrize("talks", [False, True])
    def test_gives_partners_what_was_chosen_and_agreed(self, talks: bool) -> None:
        assert seen(Reader(Audience.PARTNERS, talks)) == {"actor", "own_form", "network_role", "agreed", "who_when"}

    @pytest.mark.parametrize("talks", [False, True])
    def test_gives_who_estimates_names_and_resources(self, talks: bool) -> None:
        assert seen(Reader(Audience.RETURN, talks)) == {"actor", "resources"}

    def test_marks_all_talk_data_and_nothing_else(self) -> None:
        marked = {column.key for column in COLUMNS if column.talk}
        assert marked == TALK - {"contact"}  # which goes nowhere, asked or not

    @each_reader
    def test_holds_no_more_than_the_columns_say(self, reader: Reader) -> None:
        assert filled(book.shared_with(reader, filled_in("nl"))) == seen(reader) & FILLED.keys()


class TestTheAnswers:
    @pytest.mark.parametrize(
        ("audience", "keys"),
        [
            (Audience.TEAM, {*QUESTIONS, *CRITERIA}),
            (Audience.PARTNERS, {"subject", "benefit"}),
            (Audience.RETURN, {"subject"}),
        ],
    )
    def test_go_to_whom_they_are_for(self, audience: Audience, keys: set[str]) -> None:
        answers: Mapping[str, object] = book.shared_with(Reader(audience), filled_in("nl")).answers
        assert {key for key, answer in answers.items() if answer is not None} == keys


class TestTheSettings:
    def test_go_to_the_team_alone(self) -> None:
        of = filled_in("nl")
        assert book.shared_with(Reader(Audience.TEAM, talks=True), of).settings == of.settings
        assert book.shared_with(Reader(Audience.PARTNERS, talks=True), of).settings == Settings()
        assert book.shared_with(Reader(Audience.RETURN), of).settings == Settings()

    def test_show_who_has_objections_only_with_the_talks(self) -> None:
        assert not book.shared_with(Reader(Audience.TEAM), filled_in("nl")).settings.shows_objections


class TestTheSheets:
    def test_all_go_to_the_team(self) -> None:
        assert [one.key for one in book.seen_by(Reader(Audience.TEAM, talks=True))] == [
            one.key for one in book.STANDING
        ]

    @pytest.mark.parametrize("audience", [Audience.PARTNERS, Audience.RETURN])
    def test_go_to_nobody_else_as_they_are(self, audience: Audience) -> None:
        assert not book.seen_by(Reader(audience, talks=True))
