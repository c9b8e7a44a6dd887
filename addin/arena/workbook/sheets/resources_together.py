"""The second page of the sheet resources: what if an actor drops out, who with whom, and what to look at together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from arena.method.resources import NEEDED_FROM, Resource
from arena.method.text import as_text, fold
from arena.method.what_if import WhatIf, what_if
from arena.workbook import fitting, names
from arena.workbook.cells import Area
from arena.workbook.circle_texts import how_to_need
from arena.workbook.description import Validation
from arena.workbook.messages import Headings, row_messages
from arena.workbook.model import evaluate
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.resources_page import ACTOR, GRID, OWN, ResourcesPage
from arena.workbook.sheets.resources_written import WHAT_IF

_MOVED = 4
"""Actors whose new place is told; the others move as much."""

_SEVERAL = 3
"""From so many actors with one resource on they are to talk about it."""

_SAID = 12
"""Lines of a section; more are counted."""


def put(page: ResourcesPage, row: int, agreed: Sequence[Agreement]) -> int:
    """Put the page from a row on; return the next free row."""
    texts = page.texts
    row = page.put_section(row, texts("resources.what_if"))
    row = _put_what_if(page, row, next((one for one in agreed if one.group == WHAT_IF), None))
    for title, lines in (
        ("resources.pairs", list(_pairs(page))),
        ("resources.with_objections", list(_with_objections(page))),
        ("resources.together", list(_to_look_at(page))),
    ):
        if lines:
            row = page.put_section(row, texts(title))
            for label, said in lines[:_SAID]:
                row = page.put_said(row, label, said)
            if len(lines) > _SAID:
                row = page.put_text(row, texts("resources.and_more", count=len(lines) - _SAID), "resources_pale")
            row += 1
    return row


def _put_what_if(page: ResourcesPage, row: int, chosen: Agreement | None) -> int:
    sheet, texts = page.sheet, page.texts
    typed = "" if chosen is None else as_text(chosen.value)
    listed = page.result.entries.folded_names
    actor = _row_of(page, typed) if typed else _usual(page)
    sheet.put(row, ACTOR, texts("resources.what_if.choose"), "resources_label")
    sheet.put(row, OWN, typed or None, "agreement")
    how = texts("resources.what_if.how")
    if not typed and actor is not None:
        how = texts("resources.what_if.usual", name=page.name(actor))
    sheet.put(row, GRID, how, "resources_pale")
    title, message = texts("resources.what_if.title"), texts("resources.what_if.message")
    area = Area(row, OWN, row, OWN)
    sheet.fitted[row] = fitting.height_for([(typed, page.widths[OWN])])
    sheet.validations.append(Validation(area, source=names.ACTORS, title=title, message=message))
    row += 1
    if actor is None:
        key = "resources.what_if.unrated" if fold(typed) in listed else "resources.what_if.unknown"
        return (
            page.put_text(row, texts(key, name=typed) if typed else how_to_need(page.result, texts), "resources_pale")
            + 1
        )
    for label, said in _said_of(page, actor):
        row = page.put_said(row, label, said)
    return row + 1


def _row_of(page: ResourcesPage, name: str) -> int | None:
    rated = page.result.entries.rated
    actors = page.result.entries.actor
    return next((part for part in range(len(actors)) if rated[part] and fold(actors[part]) == fold(name)), None)


def _usual(page: ResourcesPage) -> int | None:
    """Return the actor of whom it is told where the user chose none: the first with whom something is lost."""
    parts = [part for part in page.resources.parts if page.result.entries.actor[part.row]]
    losing = [part for part in parts if part.lost]
    return next((part.row for part in [*losing, *parts]), None)


def _said_of(page: ResourcesPage, actor: int) -> Iterator[tuple[str, str]]:
    """Yield what is said of an actor that drops out: a label, and the text."""
    result, texts = page.result, page.texts
    table = result.analysis.table
    without = evaluate(replace(result.analysis, table=table.drop(table.index[actor])))
    found = what_if(result.assessment, without.assessment, page.resources, actor)
    none = texts("resources.what_if.nothing")
    yield texts("resources.what_if.lost"), ", ".join(page.resources.names(found.lost)) or none
    yield texts("resources.what_if.takes_over"), _taking_over(page, found) or texts("substitute.nobody")
    yield texts("resources.what_if.moved"), _moved(page, found) or texts("substitute.nobody")
    sentences = {
        (message.row + (message.row >= actor), message.code, message.column): message.text
        for message in row_messages(without, Headings({}, texts), texts)
    }
    gone = page.name(actor)
    said = [
        texts("resources.what_if.note.unknown", actor=page.name(row), name=gone)
        if code == "substitute_unknown"
        else f"{page.name(row)}: {sentences[row, code, column]}"
        for row, code, column in found.appearing
    ]
    yield texts("resources.what_if.notes"), " ".join(said) or none


def _taking_over(page: ResourcesPage, found: WhatIf) -> str:
    texts, resources = page.texts, page.resources
    said = [texts("resources.what_if.named", name=page.name(row)) for row in found.named]
    for number, rows in found.shared:
        others = [row for row in rows if row not in found.named]
        if others:
            resource = resources.resources[number].name
            said.append(texts("resources.what_if.shared", resource=resource, names=", ".join(map(page.name, others))))
    return fitting.BETWEEN.join(said)


def _moved(page: ResourcesPage, found: WhatIf) -> str:
    texts = page.texts
    told = found.moved[:_MOVED]
    said = [texts("resources.what_if.place", name=page.name(one.row), now=one.now, then=one.then) for one in told]
    rest = len(found.moved) - len(told)
    if rest:
        said.append(texts("resources.what_if.others.one" if rest == 1 else "resources.what_if.others", count=rest))
    return fitting.BETWEEN.join(said)


def _pairs(page: ResourcesPage) -> Iterator[tuple[str, str]]:
    for pair in page.resources.pairs:
        first, second = map(page.name, pair.rows)
        lost = ", ".join(page.resources.names(pair.lost))
        yield first, page.texts("resources.pair", name=second, lost=lost)


def _with_objections(page: ResourcesPage) -> Iterator[tuple[str, str]]:
    for one in page.resources.resources:
        if one.only_with_objections:
            yield one.name, page.texts("resources.with_objections.said", names=page.names(one.objecting))


def _to_look_at(page: ResourcesPage) -> Iterator[tuple[str, str]]:
    """Yield what the group should look at together: names that look alike, shared resources, and what is uncertain."""
    from arena.method.near_names import nearly_alike  # noqa: PLC0415 - what it needs takes a while to import

    texts, resources = page.texts, page.resources
    for one in resources.unheld:
        yield one.name, texts("resources.look.nobody")
    for first, second in nearly_alike(one.name for one in resources.resources):
        yield f"{first}{fitting.BETWEEN}{second}", texts("resources.look.alike")
    for one in resources.needed:
        if len(one.holders) >= _SEVERAL:
            yield one.name, texts("resources.look.several", count=len(one.holders))
        unknown = _only_by_unknown(page, one)
        if unknown:
            yield one.name, texts("resources.look.unknown", names=", ".join(map(page.name, unknown)))


def _only_by_unknown(page: ResourcesPage, one: Resource) -> Sequence[int]:
    """Return the actors by whom alone a resource is needed, where the importance of none of them is known."""
    importance = page.result.entries.importance
    sure = any(importance[row] >= NEEDED_FROM for row in one.wanted_by)
    return () if one.asked or sure else one.wanted_by
