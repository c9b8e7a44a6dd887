"""The generated sheet resources: who brings in what, the smallest circles, and what falls away with whom.

Three pages: the circle with the actors and what they bring in; what if an actor drops out, and what to look at
together; and every resource with who has it, where the user says whether it is needed. It is internal: no copy has it.
"""

from __future__ import annotations

from collections.abc import Sequence

from arena.locale import catalogue
from arena.method.resources import InCircles, Part, Resource
from arena.workbook import fitting
from arena.workbook.circle_texts import circle_lines
from arena.workbook.description import PrintSetup, Sheet
from arena.workbook.sheet import GeneratedSheet, MadeFrom
from arena.workbook.sheets import resources_list, resources_together
from arena.workbook.sheets.generated import agreements, freshness, seal
from arena.workbook.sheets.generated.agreements import Slot
from arena.workbook.sheets.resources_page import ACTOR, GRID, OWN, ResourcesPage
from arena.workbook.sheets.resources_written import WORDS, without_sign

KEY = "resources"

HELD, STANDS_IN = "●", "○"
PROMISED, NOT_PROMISED = "✔", "–"

_SCALE = 83
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.4, "bottom": 0.5}
_HEAD, _ROW, _LINE, _TOTAL, _GAP = 108, 18.75, 13.5, 19, 8
"""Points; a row of an actor is as high as its dots make it, or higher for what is lost with it."""

_SAID_LARGER = 1.13
"""The letters of the circle against those in which rooms are measured: larger, and bold."""

_LONGEST_RESOURCE = 40
"""Characters of a name that fit upright in two lines."""

_APART = frozenset({InCircles.NOTHING_NEEDED, InCircles.NO_RESOURCE})
"""Who covers nothing that is needed: named together, below the others."""

_IN_EVERY = frozenset({InCircles.SOLE, InCircles.EVERY, InCircles.TARGET_GROUP})

STYLES = (
    "resources_head_sole",
    "resources_dot",
    "resources_dot_sole",
    "resources_total",
    "resources_total_open",
    "resources_says",
    "resources_wrapped",
    "resources_label",
    "resources_rule",
    "header_entry",
    "agreement",
    "agreement_date",
)
"""Styles that it has for some analyses only."""


def describe(made_from: MadeFrom) -> Sheet:
    """Describe the sheet as it was made on a day."""
    result = made_from.result
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key=KEY,
        name=texts("sheet.resources.tab"),
        tab_style="tab_internal",
        print_setup=PrintSetup(footer=texts("print.internal")),
        styles=STYLES,
    )
    page = ResourcesPage(sheet, texts, result, [])
    sheet.widths = page.widths
    status_row, row = _put_head(page, made_from.day)
    row = _put_actors(page, _put_headings(page, row))
    left_over_row = row = _put_totals(page, row)
    slots, page.slots[:] = list(page.slots), []
    words = [one for one in made_from.agreed if one.group == WORDS]
    row = _put_left_over(page, left_over_row, agreements.assign(sheet, slots, words))
    breaks = [row]
    row = resources_together.put(page, row, made_from.agreed)
    breaks.append(row)
    row = resources_list.put(page, row, made_from.agreed)
    sheet.breaks = breaks
    sheet.print_setup = PrintSetup(
        footer=texts("print.internal"), columns=page.lost + 1, rows=row - 1, scale=_SCALE, margins=_MARGINS
    )
    beside = page.lost + 1 + freshness.GAP
    verdict = freshness.Verdict(texts("check.fits"), texts("resources.outdated"), texts("generated.unseen"))
    sheet.put(status_row, ACTOR, freshness.put(sheet, made_from, texts, verdict, beside), "state")
    seal.put(sheet, 1, beside, OWN, "pale_line")
    return sheet


SHEET = GeneratedSheet(KEY, describe)


def _put_head(page: ResourcesPage, day: str) -> tuple[int, int]:
    """Put title, day and the circle; return the row for whether the page still fits, and the next free one."""
    sheet, texts = page.sheet, page.texts
    sheet.heights[0] = 26
    sheet.put(0, ACTOR, texts("sheet.resources.title"), "resources_title")
    sheet.put(1, ACTOR, f"{texts('resources.made', date=day)} {texts('resources.internal')}", "internal")
    status_row, row = 2, 4
    head, names, rest = circle_lines(page.result, texts)
    row = page.put_section(row, head)
    row = page.put_lines(row, ACTOR, _joined(page, names), "state")
    return status_row, page.put_text(row, rest, "resources_pale") + 1


def _joined(page: ResourcesPage, lines: Sequence[Sequence[str]]) -> list[str]:
    """Return names in lines as wide as the page, each group on lines of its own."""
    room = page.room(ACTOR, page.lost) / _SAID_LARGER
    return [line for names in lines for line in fitting.flow(names, fitting.BETWEEN, room)]


def _put_headings(page: ResourcesPage, row: int) -> int:
    sheet, texts = page.sheet, page.texts
    sheet.heights[row] = _HEAD
    sheet.put(row, ACTOR, texts("summary.column.actor"), "resources_column")
    sheet.put(row, OWN, texts("resources.column.own"), "resources_column_own")
    for number in range(page.columns):
        one = page.shown[number] if number < len(page.shown) else None
        name = None if one is None else fitting.shortened(one.name, _LONGEST_RESOURCE)
        sheet.put(row, GRID + number, name, "resources_head_sole" if _is_sole(one) else "resources_head")
    sheet.put(row, page.circle, texts("resources.column.circle"), "resources_column")
    sheet.put(row, page.lost, texts("resources.column.lost"), "resources_column")
    return row + 1


def _is_sole(resource: Resource | None) -> bool:
    return resource is not None and len(resource.covers) == 1


def _put_actors(page: ResourcesPage, row: int) -> int:
    """Put a row for each actor who covers something needed or objects, and the others together; return the next row."""
    parts = page.resources.parts
    listed = [part for part in parts if part.in_circles not in _APART]
    for part in listed:
        _put_actor(page, row, part)
        page.sheet.fitted[row] = max(_ROW, _LINE * _lines(page, part))
        row += 1
    for code in (InCircles.NOTHING_NEEDED, InCircles.NO_RESOURCE):
        rows = [part.row for part in parts if part.in_circles == code]
        if rows:
            said = page.texts(f"resources.apart.{code}", names=page.names(rows))
            row = page.put_text(row, said, "resources_pale")
    return row


def _said_of_lost(page: ResourcesPage, part: Part) -> str:
    """Return what is lost with an actor; of whom it is not asked, what only it brings in."""
    names = ", ".join(page.resources.names(part.sole_of))
    return page.texts("resources.only_there", names=names) if names and not part.lost else names


def _lines(page: ResourcesPage, part: Part) -> int:
    """Return over how many lines the row of an actor runs: a long name is never cut, or two might look the same."""
    name = fitting.Written(page.signed(part.row), page.room(ACTOR, ACTOR), bold=True, indent=1)
    lost = fitting.Written(_said_of_lost(page, part), page.room(page.lost, page.lost), indent=1)
    return max(fitting.lines_needed(name), fitting.lines_needed(lost))


def _put_actor(page: ResourcesPage, row: int, part: Part) -> None:
    sheet, in_every = page.sheet, part.in_circles in _IN_EVERY
    shown = page.signed(part.row)
    sheet.put(row, ACTOR, shown, "resources_label" if in_every else "resources_wrapped")
    sheet.put(row, OWN, None, "agreement")
    page.slots.append(Slot(row, OWN, WORDS, without_sign(shown)))
    for number in range(page.columns):
        one = page.shown[number] if number < len(page.shown) else None
        covers = one is not None and part.row in one.covers
        stands_in = one is not None and part.row in one.stand_ins
        dot = (STANDS_IN if stands_in else HELD) if covers else None
        sheet.put(row, GRID + number, dot, "resources_dot_sole" if covers and _is_sole(one) else "resources_dot")
    says = page.texts(f"resources.in_circles.{part.in_circles}")
    sheet.put(row, page.circle, says, "resources_label" if in_every else "resources_says")
    sheet.put(row, page.lost, _said_of_lost(page, part) or None, "resources_wrapped")


def _put_totals(page: ResourcesPage, row: int) -> int:
    """Put, below the resources, by how many each is covered, how many of those are in the network, who promised."""
    texts, resources = page.texts, page.resources
    page.sheet.put(row, ACTOR, None, "resources_pale")
    page.sheet.fitted[row] = _GAP
    row += 1
    lines: list[tuple[str, list[tuple[object, bool]]]] = [
        ("covered", [(len(one.covers), False) for one in page.shown]),
    ]
    if resources.any_in_network:
        lines += [
            ("in_network", [(one.in_network, one.in_network == 0) for one in page.shown]),
            ("promised", [(PROMISED if one.promised else NOT_PROMISED, not one.promised) for one in page.shown]),
        ]
    for key, values in lines:
        for column in (ACTOR, OWN):
            page.sheet.put(row, column, None, "resources_label")
        page.sheet.put(row, ACTOR, texts(f"resources.total.{key}"), "resources_label")
        for number, (value, is_open) in enumerate(values):
            shown = value if isinstance(value, int | str) else None
            page.sheet.put(row, GRID + number, shown, "resources_total_open" if is_open else "resources_total")
        page.sheet.put(row, page.circle, texts(f"resources.total.{key}.legend"), "resources_says")
        page.sheet.fitted[row] = _TOTAL
        row += 1
    if not resources.any_in_network:
        row = page.put_text(row, texts("resources.nobody_chosen"), "resources_pale")
    missing = len(resources.needed) - len(page.shown)
    if missing:
        row = page.put_text(row, texts("resources.no_column", count=missing), "resources_pale")
    return page.put_lines(row, ACTOR, [texts("resources.legend")], "resources_pale")


def _put_left_over(page: ResourcesPage, row: int, left: Sequence[agreements.Agreement]) -> int:
    """Put what the user wrote about actors who have no row any more: nothing is lost."""
    if not left:
        return row
    row = page.put_section(row, page.texts("resources.left_over"))
    for one in left:
        page.sheet.put(row, ACTOR, one.actor, "resources_label")
        agreements.put(page.sheet, row, OWN, one.value)
        row += 1
    return row
