"""The sheet of ratings in a workbook that is made anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from arena.workbook import book
from arena.workbook.description import Book
from arena.workbook.intake.book import RawSheet
from arena.workbook.merged import Merged
from arena.workbook.sheets import ratings, ratings_written
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.generated.page import generated_page


def add_ratings(described: Book, before: Sequence[RawSheet], merged: Merged, made_on: dt.date) -> None:
    """Add the sheet of ratings to a workbook, in the place of the one that it had.

    What users wrote and chose on that one goes to the new one. One of which they changed other cells stays beside it.

    Args:
        described: the workbook, as described for ``merged.result``.
        before: the sheets of the workbook that it was made from.
        merged: what colleagues estimated.
        made_on: the day.
    """
    written: list[Agreement] = []
    for sheet in before:
        found = _written_on(sheet)
        if found is not None:
            written += found
            described.sheets = [one for one in described.sheets if one.name != sheet.name]
    made_from = replace(book.made_from(merged.result, made_on), agreed=written)
    book.add_generated(described, ratings.describe(made_from, merged))


def _written_on(sheet: RawSheet) -> list[Agreement] | None:
    """Return what users wrote on a sheet of ratings; ``None`` where it is none, or they changed other cells."""
    page = generated_page(sheet)
    if page is None or page.sealed.seal.key != ratings.KEY or not page.sealed.unbroken:
        return None
    if not all(ratings_written.hold_all(page.shown, column) for column in page.sealed.seal.own_columns):
        return None
    return ratings_written.read(page.shown)
