"""The rows of `arena selftest --excel` about sharing that judge by themselves."""

from __future__ import annotations

from collections.abc import Callable

from arena.locale import in_every_language
from arena.selftest.stage import NotAsExpected, Row, Stage, all_values, changed_sheets


def _shares(audience: str) -> Callable[[Stage], None]:
    """The sheet that shows what goes along comes, and goes again by undoing."""

    def tries(stage: Stage) -> None:
        book = stage.example()
        before = all_values(book)
        stage.press(f"share_{audience}", book)
        came = changed_sheets(before, book)
        if came not in [[tab] for tab in in_every_language("sheet.share.tab")]:
            raise NotAsExpected(str(came))
        stage.press("undo", book)
        if left := changed_sheets(before, book):
            raise NotAsExpected(str(left))

    return tries


def button_share_view(stage: Stage) -> None:
    """A copy opens that can be read only; the workbook that it was made of does not change."""
    from arena.excel.host import books  # noqa: PLC0415 - xlwings, which `--list` does not need

    book = stage.example()
    stage.save_as(book)  # the copy comes beside it
    stage.press("share_return", book)
    before = all_values(book)
    stage.press("share_view", book)
    changed, shown = changed_sheets(before, book), books.book_facts(stage.app.books.active)
    if changed or not shown.read_only:
        raise NotAsExpected(f"{changed} {shown.read_only}")


ROWS = (
    Row("button_share_return", _shares("return")),
    Row("button_share_partners", _shares("partners")),
    Row("button_share_team", _shares("team")),
    Row("button_share_view", button_share_view),
)
