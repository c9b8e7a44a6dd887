"""The buttons of the ribbon, a row each: the ribbon, what VBA enables, clicks, tests and the selftest come from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum

from arena.excel.buttons import check, example, hard_to_miss, manual, new, rank, summary, trouble, undo
from arena.excel.click import Click, Desk, Outcome


class Needs(StrEnum):
    """What a button needs before it can be chosen. The add-in's VBA decides it by these words, without Python."""

    NOTHING = "always"
    WRITABLE = "writable"
    """An Arena workbook that can be written."""

    UNDOABLE = "undo"
    """A workbook in which a button can be undone."""


class WorksOn(Enum):
    """What a button changes in a workbook."""

    TABLE = "table"
    """Cells and the order of rows: no sheet comes or goes."""

    SHEETS = "sheets"
    """Whole sheets as well, which a protected structure forbids."""

    LAST_CLICK = "last click"
    """What the last button changed."""


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button.

    Attributes:
        key: its id in the ribbon; its texts are ``ribbon.<key>.*`` in the catalogue.
        group: the group of the ribbon in which it stands.
        image: the name of Excel's own picture for it (imageMso).
        needs: what it needs before it can be chosen.
        large: whether it is a large button.
    """

    key: str
    group: str
    image: str
    needs: Needs = Needs.NOTHING
    large: bool = True


@dataclass(frozen=True, kw_only=True)
class DeskButton(Button):
    """A button that needs no workbook."""

    run: Callable[[Desk], Outcome]


@dataclass(frozen=True, kw_only=True)
class BookButton(Button):
    """A button that works on the active workbook."""

    run: Callable[[Click], Outcome]
    works_on: WorksOn
    needs: Needs = Needs.WRITABLE


BUTTONS: tuple[DeskButton | BookButton, ...] = (
    DeskButton(key="new", group="start", image="FileNew", run=new.run),
    DeskButton(key="example", group="start", image="FileOpen", run=example.run),
    BookButton(key="check", group="analysis", image="ErrorChecking", run=check.run, works_on=WorksOn.SHEETS),
    BookButton(key="rank", group="analysis", image="SortAscendingExcel", run=rank.run, works_on=WorksOn.TABLE),
    BookButton(
        key="hard_to_miss", group="analysis", image="FilterReapply", run=hard_to_miss.run, works_on=WorksOn.TABLE
    ),
    BookButton(
        key="summary", group="collaboration", image="FilePrintPreview", run=summary.run, works_on=WorksOn.SHEETS
    ),
    BookButton(key="undo", group="help", image="Undo", needs=Needs.UNDOABLE, run=undo.run, works_on=WorksOn.LAST_CLICK),
    DeskButton(key="trouble", group="help", image="Info", large=False, run=trouble.run),
    DeskButton(key="manual", group="help", image="Help", large=False, run=manual.run),
)
"""All buttons, in the order of the ribbon."""

BY_KEY = {button.key: button for button in BUTTONS}
