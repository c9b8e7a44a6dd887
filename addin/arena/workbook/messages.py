"""The sentence of each note, with the cells that it speaks of: by their names, or by the headings of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from arena.locale import Catalogue
from arena.method.levels import EMPTY, LOWEST
from arena.method.notes import SHEET_NOTES
from arena.method.text import clean, fold
from arena.workbook import days
from arena.workbook.cells import Whereabouts
from arena.workbook.errors import shown_text
from arena.workbook.model import Result
from arena.workbook.words import enumerated, proposal


@dataclass(frozen=True, slots=True)
class Message:
    """What asks for attention, in words: a note of the method, or what only the cells show (``attention``).

    Attributes:
        row: the row of the analysis that it is about; -1 where it is about the whole sheet.
        column: the column that it is about, by key.
        code: which note it is, or what was found beside the notes.
        weight: how much it asks (``arena.method.notes.NoteWeight``).
        text: the sentence.
        repeats_another: said of two rows, and this is the second: the same as the note on the first.
        cell: the name of the cell that it is about, where that is in no row of the analysis.
    """

    row: int
    column: str
    code: str
    weight: int
    text: str
    repeats_another: bool = False
    cell: str | None = None


@dataclass(frozen=True)
class Headings:
    """Names cells by the heading of their column, for a page that says the actor beside: rows may then be sorted."""

    headings: Mapping[str, str]
    texts: Catalogue

    def cell(self, row: int, column: str) -> str:
        """Return the name of a cell, whichever row it is in."""
        return self.column(column)

    def column(self, column: str) -> str:
        """Return the name of a column. One that the table does not have is named as this product does."""
        heading = self.headings.get(column) or self.texts(f"column.{column}.heading")
        return self.texts("column.named", heading=heading)


_COLUMN_OF_SHEET_NOTE = {
    "criterion_missing": "criterion_1",
    "network_not_needed": "in_network",
    "few_actors": "actor",
    "many_actors": "actor",
    "no_critical_actor": "signal",
    "no_opponent": "attitude",
}


def row_messages(result: Result, where: Whereabouts | Headings, texts: Catalogue) -> list[Message]:
    """Return every row note as a sentence, the gravest first, then by row."""
    table = result.assessment.notes.sort_values(["weight", "row"], kind="stable")
    notes = list(zip(table["row"], table["code"], table["column"], table["weight"], table["other"], strict=True))
    pointing = {(row, code): other for row, code, _, _, other in notes}
    circles: dict[int, list[int]] = {}
    for row, code, _, _, other in notes:
        if code == "substitute_circular":
            circles.setdefault(other, []).append(row)
    return [
        Message(
            row,
            column,
            code,
            weight,
            _sentence(result, where, texts, row, code, column, other),
            repeats_another=row != circles[other][0]
            if code == "substitute_circular"
            else other < row and pointing.get((other, code)) == row,
        )
        for row, code, column, weight, other in notes
    ]


def cell(where: Whereabouts | Headings, texts: Catalogue, row: int, column: str) -> str:
    """Return how a sentence names a cell; of a column that the table lacks: its heading and the row."""
    if isinstance(where, Headings) or column in where.letters:
        return where.cell(row, column)
    return texts("note.absent_column", column=texts(f"column.{column}.heading"), row=where.rows[row])


def _sentence(
    result: Result, where: Whereabouts | Headings, texts: Catalogue, row: int, code: str, column: str, other: int
) -> str:
    typed, actors = result.analysis.table, result.actors
    data: dict[str, object] = {"cell": cell(where, texts, row, column)}
    for name in ("importance", "replaceability", "explanation"):
        data[name] = cell(where, texts, row, name)
    if code.startswith("invalid_"):
        data["value"] = shown_text(clean(typed[column].iloc[row]))
    elif code == "duplicate_actor" and isinstance(where, Headings):
        return texts(f"note.{code}.by_heading", **data)
    elif code == "duplicate_actor":
        data["other"] = cell(where, texts, other, column)
    elif code == "substitute_circular":
        members = np.flatnonzero(result.assessment.circles == other).tolist()
        data["names"] = shown_text(enumerated(texts, [result.entries.actor[member] for member in members]))
    elif code == "substitute_vulnerable":
        data["names"] = shown_text(enumerated(texts, result.substitutes(row)))
    elif code == "substitute_unknown":
        listed = result.entries.folded_names
        unknown = [name for name in result.substitutes(row) if fold(name) not in listed]
        data["name"] = shown_text(enumerated(texts, unknown))
    elif code in ("dependency_differs", "dependency_derived"):
        data["typed"] = shown_text(clean(typed[column].iloc[row]))
        data["derived"] = texts(f"level.dependency.{actors['derived_dependency'].iloc[row]}")
    elif code == "own_rank_outside_range":
        data |= {
            "own": int(result.entries.own_rank[row]),
            "best": int(actors["best"].iloc[row]),
            "worst": int(actors["worst"].iloc[row]),
        }
    elif code in ("form_differs", "form_and_choice_clash"):
        data["form"] = texts(f"form.{actors['form_that_counts'].iloc[row]}")
        data["proposal"] = proposal(texts, "form", actors["form"].iloc[row])
        data["choice"] = shown_text(clean(typed["in_network"].iloc[row]))
    elif code == "talk_late":
        due = days.day_of(result.entries.days["talk_by"][row])
        data["date"] = days.in_numbers(due)
    if code == "dependency_derived" and result.entries.dependency[row] == EMPTY:
        return texts("note.dependency_derived.empty", **data)
    return texts(f"note.{code}", **data)


def sheet_messages(result: Result, where: Whereabouts | Headings, texts: Catalogue) -> list[Message]:
    """Return the notes on the whole sheet as sentences."""
    count = int(result.entries.named.sum())
    messages = []
    for code in result.assessment.sheet_notes:
        key = f"note.{code}"
        if code == "few_actors" and count == 1:
            key = f"{key}.one"
        elif code == "no_critical_actor" and isinstance(where, Whereabouts) and "signal" not in where.letters:
            key = f"{key}.no_column"
        text = texts(key, column=where.column("actor"), count=count)
        messages.append(Message(-1, _COLUMN_OF_SHEET_NOTE[code], code, SHEET_NOTES[code], text))
    return messages


def unknown_columns(result: Result, row: int) -> list[str]:
    """Return the columns that a user is asked to find out for a row, by key, in the order of the sheet.

    The dependency is never asked: it follows from the other two. Nor is how replaceable a target group is.
    """
    entries = result.entries
    columns = []
    if entries.importance[row] < LOWEST:
        columns.append("importance")
    if entries.hardness[row] < LOWEST and not entries.target_group[row]:
        columns.append("replaceability")
    return columns
