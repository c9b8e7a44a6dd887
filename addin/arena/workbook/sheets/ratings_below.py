"""What stands below the table on the sheet ratings: new names, what was not read, and what users wrote before."""

from __future__ import annotations

from collections.abc import Sequence

from arena.workbook import fitting, names
from arena.workbook.cells import Area
from arena.workbook.description import Validation
from arena.workbook.sheets.generated import agreements
from arena.workbook.sheets.generated.agreements import Agreement, Slot
from arena.workbook.sheets.ratings_page import ACTOR, FIRST, NEW, OWN, OWN_WORDS, RatingsPage


def put_new_names(page: RatingsPage, row: int) -> tuple[int, list[Slot]]:
    """Put the names that are not in the table yet, each with a cell to tick; return the next free row and the cells."""
    sheet, texts, found = page.sheet, page.texts, page.merged.new_names
    if not found:
        return row, []
    row = page.put_section(row, texts("ratings.new"))
    slots = []
    for one in found:
        by = _named_by(page, one.named_by)
        like = "" if one.like is None else f"{fitting.BETWEEN}{texts('ratings.new.like', name=one.like)}"
        sheet.put(row, ACTOR, one.name, "ratings_actor")
        sheet.put(row, OWN_WORDS, None, "agreement")
        sheet.put(row, FIRST, f"{by}{like}", "pale_line")
        slots.append(Slot(row, OWN_WORDS, NEW, one.name))
        row += 1
    area = Area(row - len(found), OWN_WORDS, row - 1, OWN_WORDS)
    source, title, message = names.list_of("yes_no"), texts("ratings.new.title"), texts("ratings.new.message")
    sheet.validations.append(Validation(area, source=source, title=title, message=message))
    return row, slots


def _named_by(page: RatingsPage, raters: Sequence[int]) -> str:
    """Return by whom a new name was given: by letters where the raters have them, else by how many."""
    if page.apart:
        return page.texts("ratings.new.by", raters=", ".join(page.merged.letters[number] for number in raters))
    return page.texts("ratings.new.by.count", count=len(raters))


def put_unread(page: RatingsPage, row: int) -> int:
    """Put what could not be read; return the next free row.

    Of anonymous raters the files are not told: a cell that is no level, in the file of somebody by name, tells whose
    letter has none there.
    """
    merged, texts = page.merged, page.texts
    said = [one.sentence for one in merged.rejected]
    if merged.anonymous:
        said += sorted(one.sentence for one in merged.problems)
    else:
        said += (texts("ratings.unread.file", file=one.file, reason=one.sentence) for one in merged.problems)
    if not said:
        return row
    row = page.put_section(row, texts("ratings.unread"))
    for line in said:
        row = page.put_line(row, line)
    return row


def put_left_over(page: RatingsPage, row: int, left: Sequence[Agreement]) -> int:
    """Put what was written about an actor who is not on the page any more: nothing is lost."""
    if not left:
        return row
    row = page.put_section(row, page.texts("ratings.left_over"))
    for one in left:
        page.sheet.put(row, ACTOR, one.actor, "ratings_actor")
        value = one.value if one.group in (OWN, NEW) else f"{page.texts(f'column.{one.group}.heading')}: {one.value}"
        agreements.put(page.sheet, row, OWN_WORDS, value)
        row += 1
    return row
