"""The generated sheet check: all that still asks for attention, the gravest first, each with a link to its cell.

A generated sheet: no merges, no conditional formats. A formula tells whether the list still fits the table; since the
list names cells, moved rows outdate it as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from arena.locale import Catalogue, catalogue
from arena.method.notes import NoteWeight
from arena.workbook import fitting
from arena.workbook.attention import messages_of
from arena.workbook.cells import Whereabouts
from arena.workbook.description import Formula, PrintSetup, Sheet, Value
from arena.workbook.formulas import link_to
from arena.workbook.messages import Message
from arena.workbook.model import Result
from arena.workbook.sheet import GeneratedSheet, MadeFrom, Source
from arena.workbook.sheets.generated import agreements, freshness, seal
from arena.workbook.sheets.generated.agreements import Agreement, Slot

_WIDTHS = {"weight": 13, "actor": 25, "what": 78, "where": 23, "cell": 8, "agreements": 30}
_COLUMN = {name: number for number, name in enumerate(_WIDTHS)}
_AGREEMENTS = _COLUMN["agreements"]
_LINE_CHARACTERS = 170

_WEIGHT_STYLES = {NoteWeight.FAULT: "fault", NoteWeight.ATTENTION: "attention", NoteWeight.INFO: "info"}


@dataclass(frozen=True)
class Point:
    """One line of the list.

    Attributes:
        weight: how much it asks.
        actor: whom it is about.
        what: the sentence.
        where: the heading of the column that it is about.
        cell: the name of the cell to go to; ``None`` where there is none.
    """

    weight: NoteWeight
    actor: str
    what: str
    where: str
    cell: str | None


def _point(message: Message, result: Result, texts: Catalogue, where: Whereabouts, source: Source) -> Point:
    column, letters = message.column, where.letters.get(message.column)
    if message.row >= 0:
        actor = result.name(message.row, texts)
        cell = where.cell(message.row, column) if letters else None
    else:
        actor = texts("check.whole_sheet")
        heading = f"{letters}{source.first_row}" if letters else None  # in the row above the first
        cell = message.cell or heading
    return Point(NoteWeight(message.weight), actor, message.text, source.headings.get(column, ""), cell)


def describe(made_from: MadeFrom, *, more: Sequence[Point] = ()) -> Sheet:
    """Describe the list as it was made on a day.

    Args:
        made_from: the analysis, where its cells stand, and what users agreed.
        more: what was lost in the table, which no message mentions.
    """
    result, source, where = made_from.result, made_from.source, made_from.read.where
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key="check",
        name=texts("sheet.check.tab"),
        tab_style="tab_internal",
        print_setup=PrintSetup(footer=texts("print.internal")),
        widths={_COLUMN[name]: float(width) for name, width in _WIDTHS.items()},
        styles=tuple(_WEIGHT_STYLES.values()),
    )
    said = [_point(message, result, texts, where, source) for message in messages_of(made_from.read, result, texts)]
    listed = sorted([*more, *said], key=lambda point: point.weight)
    status_row, row = _put_head(sheet, texts, listed, result, made_from.day)
    header = row
    _put_header(sheet, texts, header)
    row += 1
    slots = []
    for point in listed:
        _put_point(sheet, texts, row, point, source)
        slots.append(Slot(row, _AGREEMENTS, point.where, point.actor))
        row += 1
    if not listed:
        sheet.put(row, 0, texts("check.nothing"), "text")
        row += 1
    row = _put_left_over(sheet, texts, row, agreements.assign(sheet, slots, made_from.agreed))
    sheet.print_setup = PrintSetup(
        footer=texts("print.internal"), columns=len(_WIDTHS), rows=row - 1, repeat=(header, header)
    )
    first = len(_WIDTHS) + freshness.GAP
    verdict = freshness.Verdict(texts("check.fits"), texts("check.outdated"), texts("generated.unseen"))
    said_of_it = freshness.put(sheet, made_from, texts, verdict, first, by_row=True)
    sheet.put(status_row, 0, said_of_it, "state")
    seal.put(sheet, 1, first, _AGREEMENTS, "pale_line")
    return sheet


SHEET = GeneratedSheet("check", describe)


def numbered(sheet: Sheet) -> int:
    """Return how many points a described list has."""
    return sum(cell.style in _WEIGHT_STYLES.values() for (_, column), cell in sheet.cells.items() if column == 0)


def _put_head(sheet: Sheet, texts: Catalogue, listed: Sequence[Point], result: Result, day: str) -> tuple[int, int]:
    """Put title, day and counts; return the row for whether the list still fits, and the next free one."""
    sheet.heights[0] = 24
    sheet.put(0, 0, texts("sheet.check.title"), "title")
    count = {weight: sum(point.weight == weight for point in listed) for weight in NoteWeight}
    made = texts(
        "check.made",
        date=day,
        count=int((result.actors["order"] > 0).sum()),
        faults=count[NoteWeight.FAULT],
        attention=count[NoteWeight.ATTENTION],
        info=count[NoteWeight.INFO],
    )
    sheet.put(1, 0, made, "text")
    status_row = 2
    row = 3
    for key, style in (("generated.internal", "internal"), ("check.legend", "pale_line")):
        for part in fitting.paragraph(texts(key), _LINE_CHARACTERS):
            sheet.put(row, 0, part, style)
            row += 1
    return status_row, row


def _put_header(sheet: Sheet, texts: Catalogue, row: int) -> None:
    headings = {
        "weight": "check.column.weight",
        "actor": "summary.column.actor",
        "what": "check.column.what",
        "where": "check.column.where",
        "cell": "check.column.cell",
        "agreements": "summary.column.agreements",
    }
    for name, key in headings.items():
        sheet.put(row, _COLUMN[name], texts(key), "header_computed")
    sheet.heights[row] = 20


def _put_point(sheet: Sheet, texts: Catalogue, row: int, point: Point, source: Source) -> None:
    link: Value = Formula(link_to(source.sheet, point.cell), point.cell) if point.cell else None
    cells: dict[str, tuple[Value, str]] = {
        "weight": (texts(f"check.weight.{point.weight}"), _WEIGHT_STYLES[point.weight]),
        "actor": (point.actor, "cell_bold"),
        "what": (point.what, "cell"),
        "where": (point.where, "cell"),
        "cell": (link, "link"),
        "agreements": (None, "agreement"),
    }
    for name, (value, style) in cells.items():
        sheet.put(row, _COLUMN[name], value, style)
    wrapped = [(str(cells[name][0] or ""), float(_WIDTHS[name])) for name in ("actor", "what", "where")]
    sheet.fitted[row] = fitting.height_for(wrapped)


def _put_left_over(sheet: Sheet, texts: Catalogue, row: int, left: Sequence[Agreement]) -> int:
    """Put the agreements that belong to no line of the list: none is lost. Return the next free row."""
    if not left:
        return row
    sheet.put(row, 0, texts("check.agreements"), "section")
    sheet.heights[row] = 20
    _put_header(sheet, texts, row + 1)
    row += 2
    for agreement in left:
        for name in ("weight", "what", "cell"):
            sheet.put(row, _COLUMN[name], None, "cell")
        sheet.put(row, _COLUMN["actor"], agreement.actor, "cell_bold")
        sheet.put(row, _COLUMN["where"], agreement.group, "cell")
        agreements.put(sheet, row, _AGREEMENTS, agreement.value)
        row += 1
    return row
