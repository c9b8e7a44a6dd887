"""The third page of the sheet resources: every resource, who has it, and whether the user says that it is needed."""

from __future__ import annotations

from collections.abc import Sequence

from arena.method.resources import Resource
from arena.method.text import fold
from arena.workbook import fitting, names
from arena.workbook.cells import Area
from arena.workbook.circle_texts import important_levels
from arena.workbook.description import Validation
from arena.workbook.sheets.generated import agreements
from arena.workbook.sheets.generated.agreements import Agreement, Slot
from arena.workbook.sheets.resources_page import ACTOR, GRID, OWN, ResourcesPage
from arena.workbook.sheets.resources_written import NEEDED

_LINE = 13.5
"""Points of a line of 10 points."""


def put(page: ResourcesPage, row: int, agreed: Sequence[Agreement]) -> int:
    """Put the page from a row on; return the next free row."""
    sheet, texts = page.sheet, page.texts
    row = page.put_section(row, texts("resources.list"))
    row = page.put_text(row, texts("resources.list.how", levels=important_levels(page.result, texts)), "resources_pale")
    for column in range(page.lost + 1):
        sheet.put(row, column, None, "resources_list_head")
    for column, key in ((ACTOR, "resource"), (GRID, "held"), (page.circle, "stands")):
        sheet.put(row, column, texts(f"resources.column.{key}"), "resources_list_head")
    sheet.put(row, OWN, texts("resources.column.needed"), "header_entry")
    sheet.fitted[row] = 21
    first = row = row + 1
    slots = []
    listed = page.resources.resources
    for number, one in enumerate(listed):
        if number and listed[number - 1].needed and not one.needed:
            row = _put_rule(page, row)
        slots.append(Slot(row, OWN, NEEDED, one.name))
        row = _put_resource(page, row, one)
    row_of = {fold(slot.actor): slot.row for slot in slots}
    for answer in agreed:
        if answer.group == NEEDED:
            name = fold(answer.actor)
            if name not in row_of:  # nobody has it any more: what was answered is kept
                row_of[name] = row
                row = _put_kept(page, row, answer.actor)
            agreements.put(sheet, row_of[name], OWN, answer.value)
    if row == first:
        return page.put_text(row, texts("resources.list.none"), "resources_pale")
    source, title, message = names.list_of("yes_no"), texts("resources.needed.title"), texts("resources.needed.message")
    sheet.validations.append(Validation(Area(first, OWN, row - 1, OWN), source=source, title=title, message=message))
    return row


def _put_kept(page: ResourcesPage, row: int, name: str) -> int:
    page.put_row(row)
    page.sheet.put(row, ACTOR, name, "resources_wrapped")
    page.sheet.put(row, page.circle, page.texts("resources.stands.nobody"), "resources_text")
    return row + 1


def _put_rule(page: ResourcesPage, row: int) -> int:
    """Put a line below the resources that are needed; return the next free row."""
    for column in range(page.lost + 1):
        if column != OWN:  # there the cells have boxes of their own
            page.sheet.put(row, column, None, "resources_rule")
    page.sheet.fitted[row] = 6
    return row + 1


def _put_resource(page: ResourcesPage, row: int, one: Resource) -> int:
    lines = fitting.flow(_holders(page, one), fitting.BETWEEN, page.room(GRID, page.circle - 1))
    for number, line in enumerate(lines):
        page.put_row(row)
        if number == 0:
            page.sheet.put(row, ACTOR, one.name, "resources_label" if one.needed else "resources_wrapped")
            named = fitting.Written(one.name, page.room(ACTOR, ACTOR), bold=one.needed, indent=1)
            page.sheet.fitted[row] = max(fitting.LINE_POINTS, _LINE * fitting.lines_needed(named))
            page.sheet.put(row, OWN, None, "agreement")
            page.sheet.put(row, page.circle, _stands(page, one), "resources_text")
        page.sheet.put(row, GRID, line or None, "resources_text")
        row += 1
    return row


def _holders(page: ResourcesPage, one: Resource) -> list[str]:
    return [
        *(page.name(row) for row in one.holders),
        *(page.texts("resources.stands_in", name=page.name(row)) for row in one.stand_ins),
        *(page.texts("resources.objects", name=page.name(row)) for row in one.objecting),
    ]


def _stands(page: ResourcesPage, one: Resource) -> str | None:
    """Return how it stands with a resource; nothing of one that is not needed."""
    texts = page.texts
    if one.only_with_objections:
        return texts("resources.stands.objections")
    if not one.needed:
        return None
    if not one.covers:
        return texts("resources.stands.nobody")
    count = len(one.covers)
    by = texts("resources.stands.one") if count == 1 else texts("resources.stands.several", count=count)
    if not page.resources.any_in_network:
        return by
    if not one.in_network:
        return f"{by}{fitting.BETWEEN}{texts('resources.stands.none_in_network')}"
    if count > 1:
        by = texts("resources.stands.of_which", count=count, within=one.in_network)
    return f"{by}{fitting.BETWEEN}{texts('resources.stands.promised' if one.promised else 'resources.stands.to_ask')}"
