"""The columns of the table Arena: which there are, in which group, and how formulas refer to their cells."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from arena.locale import Catalogue
from arena.workbook.audience import EVERYONE, NOBODY, TEAM, TEAM_AND_PARTNERS, TEAM_AND_RETURN, Audience
from arena.workbook.cells import Area, in_sheet

TITLE_ROW, INTERNAL_ROW, BANNER_ROW, HEADER_ROW = range(4)
FIRST_ROW = HEADER_ROW + 1
"""The rows of the sheet of actors, counted from 0; the table's cells begin at the last."""

LAST_ROW_READ = 2000
"""To this row, counted from 1, formulas look for cells of the table: so far that deleted rows never matter."""


class Group(StrEnum):
    """The groups of columns, from left to right; the style of a heading is named after its group."""

    FORM = "form"
    """What the handout's form asks for, with the order and the signal that follow from it: step 2."""

    DERIVED = "derived"
    """What follows from it besides."""

    OPTIONAL = "optional"
    """What is typed if one likes."""

    STEP_3 = "step_3"
    STEP_4 = "step_4"
    STEP_5 = "step_5"
    AGREED = "agreed"


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        key: its key; the texts of its heading and its help are ``column.{key}...``.
        group: its group.
        pixels: its width on a screen at 100 %.
        style: the style of its cells.
        calculated: whether a formula gives its cells.
        filtered: whether people filter by it, so that its heading has a button.
        goes_to: the audiences that may see what is typed in it; nobody unless it says so.
        talk: whether it is talk data (docs/method.md, "Talks").
    """

    key: str
    group: Group
    pixels: int
    style: str
    calculated: bool = False
    filtered: bool = False
    goes_to: frozenset[Audience] = NOBODY
    talk: bool = False

    @property
    def width(self) -> float:
        """Its width in characters, as files give it."""
        return round((self.pixels - 5) / 7, 2)


COLUMNS = (
    Column("actor", Group.FORM, 140, "form_actor", goes_to=EVERYONE),
    Column("resources", Group.FORM, 162, "form_text", goes_to=TEAM_AND_RETURN),
    Column("importance", Group.FORM, 80, "row_center", goes_to=TEAM),
    Column("replaceability", Group.FORM, 93, "row_center", goes_to=TEAM),
    Column("replaced_by", Group.FORM, 118, "form_text", goes_to=TEAM),
    Column("dependency", Group.FORM, 123, "row_center", goes_to=TEAM),
    Column("rank", Group.FORM, 55, "row_place", calculated=True, goes_to=TEAM),
    Column("own_rank", Group.FORM, 55, "row_center", goes_to=TEAM),
    Column("signal", Group.FORM, 86, "form_signal", calculated=True, filtered=True, goes_to=TEAM),
    Column("range", Group.DERIVED, 80, "row_result_center", calculated=True, goes_to=TEAM),
    Column("derived", Group.DERIVED, 112, "row_result_center", calculated=True, goes_to=TEAM),
    Column("attention", Group.DERIVED, 226, "row_result", calculated=True, goes_to=TEAM),
    Column("order", Group.DERIVED, 70, "row_result_center", calculated=True, goes_to=TEAM),
    Column("target_group", Group.OPTIONAL, 82, "row_center", filtered=True, goes_to=TEAM),
    Column("attitude", Group.OPTIONAL, 116, "row_text", filtered=True, goes_to=TEAM, talk=True),
    Column("basis", Group.OPTIONAL, 156, "row_text", goes_to=TEAM),
    Column("explanation", Group.OPTIONAL, 230, "row_text", goes_to=TEAM),
    Column("role", Group.STEP_3, 116, "row_result", calculated=True, goes_to=TEAM),
    Column("form", Group.STEP_3, 142, "row_result", calculated=True, filtered=True, goes_to=TEAM),
    Column("ideas", Group.STEP_3, 250, "row_text", goes_to=TEAM),
    Column("needs_us", Group.STEP_3, 104, "row_center", goes_to=TEAM),
    Column("own_form", Group.STEP_3, 142, "row_text", filtered=True, goes_to=TEAM_AND_PARTNERS),
    Column("why_other_form", Group.STEP_3, 190, "row_text", goes_to=TEAM, talk=True),
    Column("criterion_1", Group.STEP_4, 128, "row_center", goes_to=TEAM),
    Column("criterion_2", Group.STEP_4, 128, "row_center", goes_to=TEAM),
    Column("criterion_3", Group.STEP_4, 128, "row_center", goes_to=TEAM),
    Column("in_network", Group.STEP_4, 100, "row_center", filtered=True, goes_to=TEAM),
    Column("network_role", Group.STEP_4, 170, "row_text", goes_to=TEAM_AND_PARTNERS),
    Column("why_choice", Group.STEP_4, 180, "row_text", goes_to=TEAM, talk=True),
    Column("contact", Group.STEP_5, 160, "row_text"),
    Column("who_speaks", Group.STEP_5, 104, "row_text", filtered=True, goes_to=TEAM, talk=True),
    Column("talk_by", Group.STEP_5, 145, "row_date", goes_to=TEAM, talk=True),
    Column("spoken_on", Group.STEP_5, 100, "row_date", goes_to=TEAM, talk=True),
    Column("estimate_check", Group.STEP_5, 104, "row_center", filtered=True, goes_to=TEAM, talk=True),
    Column("interest", Group.STEP_5, 240, "row_text", goes_to=TEAM, talk=True),
    Column("readiness", Group.STEP_5, 150, "row_text", filtered=True, goes_to=TEAM, talk=True),
    Column("who_is_missing", Group.STEP_5, 170, "row_text", goes_to=TEAM, talk=True),
    Column("agreed", Group.AGREED, 250, "row_text", goes_to=TEAM_AND_PARTNERS),
    Column("who_when", Group.AGREED, 170, "row_text_or_day", goes_to=TEAM_AND_PARTNERS),
)
"""Source of the columns and their order: the handout's form, then its steps 3 to 5; of the widths: our design."""

POSITION = {column.key: number for number, column in enumerate(COLUMNS)}


def typed(texts: Catalogue, key: str) -> str:
    """Return the reference, from any sheet, to a column of the table from its heading down, by its key."""
    area = Area(HEADER_ROW, POSITION[key], LAST_ROW_READ - 1, POSITION[key])
    return in_sheet(texts("sheet.arena.tab"), area.address)


class TableAt(NamedTuple):
    """Where the table stands, and the sheet of calculations that it reads: a user may have moved or renamed them.

    Attributes:
        heading_row: the row of its headings, counted from 0.
        positions: the column of each key, counted from 0 on the sheet.
        calculation: the name of the sheet of calculations.
    """

    heading_row: int
    positions: Mapping[str, int]
    calculation: str

    @property
    def line(self) -> str:
        """The formula of the number of a row below the headings, from 1; the same text in every row."""
        anchor = Area(self.heading_row, self.positions["actor"], self.heading_row, self.positions["actor"])
        return f"ROW()-ROW({anchor.address})"

    def own_cell(self, key: str) -> str:
        """Return the formula of the cell of its own row in a column; the same text in every row."""
        position, last_row = self.positions[key], LAST_ROW_READ + self.heading_row - HEADER_ROW
        return f"INDEX({Area(self.heading_row, position, last_row - 1, position).address},{self.line}+1)"


def heading(texts: Catalogue, key: str) -> str:
    """Return the heading of a column in a language."""
    return texts(f"column.{key}.heading")
