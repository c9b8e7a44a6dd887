"""What the button adds to the summary: what to ask first, the smallest circle, what falls away, why each form.

Source: docs/method.md, "Which question first", "Resources: the smallest circle", "Notes" (substitutes) and "Reasons and
next steps".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from arena.locale import Catalogue
from arena.method import advice
from arena.method.notes import NoteWeight
from arena.method.questions import Question, questions
from arena.workbook import circle_texts, fitting, messages
from arena.workbook.errors import shown_text
from arena.workbook.model import Result
from arena.workbook.sheets.columns import heading
from arena.workbook.words import enumerated

_APART = "     "
"""Between two things that are said on one line."""

_NAMED = 6
"""Actors that are named together; more are counted."""

_LOSING, _PAIRS = 2, 1
"""Of so many actors and pairs it is told what falls away with them; of all on the sheet of resources."""

_OF_SIGNALS = ("agree_takeover", "second_actor")


def said_of(result: Result, texts: Catalogue, room: int, width: float) -> list[str]:
    """Return the lines; where there are more than there is room for, the last one counts them.

    Args:
        result: the analysis, evaluated; somebody is rated.
        texts: the catalogue in its language.
        room: how many lines there may be.
        width: how wide a line is, in digits of the sheets' font.
    """
    lines = fitting.paragraph(_first_question(result, texts), width)
    for pieces in (_circle(result, texts), _lost(result, texts), _substitutes(result, texts), _forms(result, texts)):
        lines += fitting.flow(pieces, _APART, width) if pieces else []
    if len(lines) <= room:
        return lines
    return [*lines[: room - 1], texts("summary.block.more", count=len(lines) - room + 1)]


def _first_question(result: Result, texts: Catalogue) -> str:
    asked = questions(result.assessment)
    if not asked:
        return texts("summary.block.ask.none")
    first = asked[0]
    actor = result.name(first.row, texts)
    said = texts("summary.block.ask", actor=actor, column=heading(texts, first.column))
    gain = _gain(first, actor, texts)
    return f"{said} {gain}" if gain else said


def _gain(question: Question, actor: str, texts: Catalogue) -> str:
    """Return what an answer is sure to give; nothing where that is not sure."""
    if question.gain_least == 1:
        return texts("summary.block.ask.gain.one")
    if question.gain_least > 1:
        return texts("summary.block.ask.gain", count=question.gain_least)
    if question.settles_form:
        return texts("summary.block.ask.form", actor=actor)
    return texts("summary.block.ask.flag", actor=actor) if question.settles_flag else ""


def _circle(result: Result, texts: Catalogue) -> list[str]:
    """Return the smallest circle, and what to mind of it; nothing where nothing is known to be needed."""
    said = circle_texts.in_one_line(result, texts)
    return [f"{said} {texts('summary.block.circle.mind')}"] if said else []


def _lost(result: Result, texts: Catalogue) -> list[str]:
    """Return what nobody brings in any more without an actor, and what without two, of the first of them."""
    found = result.resources
    losing = [part for part in found.parts if part.lost]
    said = [
        texts("summary.block.lost", actor=result.name(part.row, texts), lost=", ".join(found.names(part.lost)))
        for part in losing[:_LOSING]
    ]
    for pair in found.pairs[:_PAIRS]:
        actor, other = (result.name(row, texts) for row in pair.rows)
        lost = ", ".join(found.names(pair.lost))
        said.append(texts("summary.block.lost.two", actor=actor, other=other, lost=lost))
    more = len(losing) > _LOSING or len(found.pairs) > _PAIRS
    return [*said, texts("summary.block.lost.more", sheet=texts("sheet.resources.tab"))] if more else said


def _substitutes(result: Result, texts: Catalogue) -> list[str]:
    """Return who cannot take over from whom is hard to do without.

    Substitutes who are hard to do without themselves, and circles of substitutes. Who is in a circle is named once;
    what concerns actors without a signal stands in the list of what asks for attention alone.
    """
    notes = result.assessment.notes
    notes = notes[notes["weight"] == NoteWeight.ATTENTION]
    circular = notes[notes["code"] == "substitute_circular"]
    in_circle = set(circular["row"].tolist())
    said = []
    for row in result.in_order(notes.loc[notes["code"] == "substitute_vulnerable", "row"].tolist()):
        if row not in in_circle:
            names = result.substitutes(row)
            key = "summary.block.substitutes" if len(names) == 1 else "summary.block.substitutes.many"
            said.append(texts(key, actor=result.name(row, texts), names=enumerated(texts, names)))
    for first in dict.fromkeys(circular["other"].tolist()):
        members = result.in_order(np.flatnonzero(result.assessment.circles == first).tolist())
        circle = enumerated(texts, [result.name(row, texts) for row in members])
        said.append(texts("summary.block.circular", names=circle))
    return said


def _forms(result: Result, texts: Catalogue) -> list[str]:
    """Return why each form counts and the next step, those for whom both are the same together."""
    together: dict[tuple[str, str], list[str]] = {}
    for row in result.in_order(np.flatnonzero(result.entries.rated).tolist()):
        why = _why(result, texts, row), _next_step(result, texts, row)
        together.setdefault(why, []).append(shown_text(result.name(row, texts)))
    return [
        texts("summary.block.actor", actor=_listed(names), reason=reason, next=step).rstrip()
        for (reason, step), names in together.items()
    ]


def _listed(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = [f"(+{len(names) - _NAMED})"] if len(names) > _NAMED else []
    return fitting.BETWEEN.join([*names[:_NAMED], *more])


def _form(result: Result, column: str, row: int) -> str | None:
    """Return a form by its code; ``None`` where there is none."""
    code = result.actors[column].iloc[row]
    return code if isinstance(code, str) else None


def _why(result: Result, texts: Catalogue, row: int) -> str:
    counts, proposed = _form(result, "form_that_counts", row), _form(result, "form", row)
    if counts != proposed and proposed is not None:
        return texts("reason.chosen", form=texts(f"form.{counts}"), proposal=texts(f"form.{proposed}"))
    code = advice.reason(result.assessment, row)
    if code == "edited":
        return texts("reason.edited", form=texts(f"form.{proposed}").capitalize())
    if code != "undecided":
        return texts(f"reason.{code}")
    columns = _unknown(result, texts, row)
    return texts("reason.undecided", cells=columns) if columns else f"{texts('undecided').capitalize()}."


def _next_step(result: Result, texts: Catalogue, row: int) -> str:
    """Return what to do next; what to agree with who is hard to do without has a page of its own."""
    code = advice.next_step(result.assessment, row)
    if code in _OF_SIGNALS:
        code = _form(result, "form_that_counts", row) or "ask"
    if code != "ask":
        return texts(f"summary.next.{code}")
    columns = _unknown(result, texts, row)
    return texts("summary.next.ask", columns=columns) if columns else ""


def _unknown(result: Result, texts: Catalogue, row: int) -> str:
    return enumerated(texts, [heading(texts, key).lower() for key in messages.unknown_columns(result, row)] or [""])
