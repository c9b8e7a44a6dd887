"""What asks for attention in a file or workbook as read: the notes of the method, and what only its cells show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from arena.locale import Catalogue
from arena.method.notes import NoteWeight, Seen
from arena.workbook import messages
from arena.workbook.errors import listed
from arena.workbook.messages import Message
from arena.workbook.model import LINES, Beyond, ReadAnalysis, Result, evaluate

LONGEST_NAME = 200
"""Characters of an actor's name. Source: docs/security, "Numbers and text"."""


def seen_in(read: ReadAnalysis, today: dt.date) -> Seen:
    """Return what the entries of a file or workbook do not tell: the day, and the ranks that were typed over.

    Such a rank differs from the one that the workbook's own settings give.
    """
    if not read.typed_ranks:
        return Seen(today)
    ranks = evaluate(read.analysis).actors["rank"].tolist()
    differs = (row for row, shown in read.typed_ranks.items() if _is_overwritten(shown, ranks[row]))
    return Seen(today, frozenset(differs))


def _is_overwritten(shown: object, rank: int) -> bool:
    """Return True as the sheet of calculations does: nothing is no entry, and a text is never the rank."""
    if shown is None or shown == "":
        return False
    return isinstance(shown, bool) or not isinstance(shown, int | float) or shown != rank


def messages_of(read: ReadAnalysis, result: Result, texts: Catalogue) -> list[Message]:
    """Return all that asks for attention, the gravest first, then by row, then what is of the whole sheet.

    A note said of two rows stands once. A cell whose formula came without a result is not called empty.
    """
    uncalculated = {(formula.row, formula.column) for formula in read.formulas if not formula.calculated}
    notes = [*messages.row_messages(result, read.where, texts), *messages.sheet_messages(result, read.where, texts)]
    said = [
        message
        for message in notes
        if not message.repeats_another
        and not ("missing" in message.code and (message.row, message.column) in uncalculated)
    ]
    found = [*said, *_beside_notes(read, result, texts)]
    return sorted(found, key=lambda message: (message.weight, message.row < 0, message.row))


def _beside_notes(read: ReadAnalysis, result: Result, texts: Catalogue) -> list[Message]:
    """Return what no note says: about formulas, long names, rows that do not count, and letters that were guessed."""
    found = [*_formulas(read, texts), *_long_names(read, result, texts)]
    if read.unread is not None:
        text = texts("file.rows_not_read", cell=read.unread)
        found.append(Message(-1, "actor", "rows_not_read", NoteWeight.ATTENTION, text, cell=read.unread))
    if read.beyond is not None:
        text = not_counted(read.beyond, texts)
        found.append(Message(-1, "actor", "rows_beyond", NoteWeight.ATTENTION, text, cell=read.beyond.cell))
    if read.letters_guessed:
        found.append(Message(-1, "actor", "letters_guessed", NoteWeight.ATTENTION, texts("file.letters_guessed")))
    return found


def caveats(read: ReadAnalysis, texts: Catalogue) -> list[str]:
    """Return what belongs beside any result of a file, a sentence each, for whoever asks for the result alone.

    It is what the file holds that no result counts with, and whether its letters may be wrong.
    """
    said = []
    cells = [
        messages.cell(read.where, texts, formula.row, formula.column)
        for formula in read.formulas
        if not formula.calculated
    ]
    if cells:
        said.append(texts("file.formula.uncalculated", cell=listed(cells)))
    if read.unread is not None:
        said.append(texts("file.rows_not_read", cell=read.unread))
    if read.beyond is not None:
        said.append(not_counted(read.beyond, texts))
    if read.letters_guessed:
        said.append(texts("file.letters_guessed"))
    return said


def not_counted(beyond: Beyond, texts: Catalogue) -> str:
    """Return the sentence about actors who stand below the last row that counts."""
    key = "file.beyond.one" if beyond.count == 1 else "file.beyond"
    return texts(key, cell=beyond.cell, count=beyond.count, most=LINES)


def _formulas(read: ReadAnalysis, texts: Catalogue) -> Iterator[Message]:
    for formula in read.formulas:
        cell = messages.cell(read.where, texts, formula.row, formula.column)
        if formula.calculated:
            text = texts("file.formula", cell=cell)
            yield Message(formula.row, formula.column, "formula", NoteWeight.ATTENTION, text)
        else:
            text = texts("file.formula.uncalculated", cell=cell)
            yield Message(formula.row, formula.column, "formula_without_result", NoteWeight.FAULT, text)


def _long_names(read: ReadAnalysis, result: Result, texts: Catalogue) -> Iterator[Message]:
    for row, name in enumerate(result.entries.actor):
        if len(name) > LONGEST_NAME:
            cell = messages.cell(read.where, texts, row, "actor")
            text = texts("file.long_name", cell=cell, length=len(name), most=LONGEST_NAME)
            yield Message(row, "actor", "long_name", NoteWeight.ATTENTION, text)
