"""The buttons of the ribbon, a row each: the ribbon, what VBA enables, clicks and tests come from it.

It is light: whoever builds the add-in reads it too, and needs no xlwings. So a button's module is imported when the
button is first clicked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import partial

from arena.excel.click import Click, Desk, Outcome
from arena.workbook.audience import Audience


class Needs(StrEnum):
    """What a button needs before it can be chosen. The add-in's VBA decides it by these words, without Python."""

    NOTHING = "always"
    WRITABLE = "writable"
    """An Arena workbook of this version that can be written."""

    OUTDATED = "update"
    """An Arena workbook of an older version, or one without one of its standing sheets."""

    RATINGS = "ratings"
    """What ``WRITABLE`` needs, with the sheet of ratings in it."""

    READABLE = "readable"
    """An Arena workbook of this version, also one that cannot be written."""

    UNDOABLE = "undo"
    """A workbook in which a button can be undone."""


class WorksOn(Enum):
    """What a button changes in a workbook."""

    TABLE = "table"
    """Cells and the order of rows: no sheet comes or goes."""

    SHEETS = "sheets"
    """Whole sheets as well, which a protected structure forbids."""

    NOTHING = "nothing"
    """It changes nothing in it, so that it may be read-only or protected."""

    LAST_CLICK = "last click"
    """What the last button changed."""


@dataclass(frozen=True, kw_only=True)
class Control:
    """Something on the ribbon.

    Attributes:
        key: its id in the ribbon; its texts are ``ribbon.<key>.*`` in the catalogue.
        group: the group of the ribbon in which it stands.
        image: the name of Excel's own picture for it (imageMso).
        needs: what it needs before it can be chosen.
        large: whether it is a large one.
    """

    key: str
    group: str
    image: str
    needs: Needs = Needs.NOTHING
    large: bool = True


@dataclass(frozen=True, kw_only=True)
class LanguageMenu(Control):
    """The menu of languages, which VBA does by itself."""


@dataclass(frozen=True, kw_only=True)
class DeskButton(Control):
    """A button that needs no workbook."""

    run: Callable[[Desk], Outcome]


@dataclass(frozen=True, kw_only=True)
class BookButton(Control):
    """A button that works on the active workbook."""

    run: Callable[[Click], Outcome]
    works_on: WorksOn
    needs: Needs = Needs.WRITABLE


def _new(desk: Desk) -> Outcome:
    from arena.excel.buttons import new

    return new.run(desk)


def _example(desk: Desk) -> Outcome:
    from arena.excel.buttons import example

    return example.run(desk)


def _update(click: Click) -> Outcome:
    from arena.excel.buttons import update

    return update.run(click)


def _next_step(click: Click) -> Outcome:
    from arena.excel.buttons import next_step

    return next_step.run(click)


def _check(click: Click) -> Outcome:
    from arena.excel.buttons import check

    return check.run(click)


def _rank(click: Click) -> Outcome:
    from arena.excel.buttons import rank

    return rank.run(click)


def _hard_to_miss(click: Click) -> Outcome:
    from arena.excel.buttons import hard_to_miss

    return hard_to_miss.run(click)


def _summary(click: Click) -> Outcome:
    from arena.excel.buttons import summary

    return summary.run(click)


def _resources(click: Click) -> Outcome:
    from arena.excel.buttons import resources

    return resources.run(click)


def _matrix(click: Click) -> Outcome:
    from arena.excel.buttons import matrix

    return matrix.run(click)


def _merge(click: Click) -> Outcome:
    from arena.excel.buttons import merge

    return merge.run(click)


def _take_over(click: Click) -> Outcome:
    from arena.excel.buttons import take_over

    return take_over.run(click)


def _adjust(click: Click) -> Outcome:
    from arena.excel.buttons import adjust

    return adjust.run(click)


def _share(click: Click, audience: Audience) -> Outcome:
    from arena.excel.buttons import share

    return share.run(click, audience)


def _share_view(click: Click) -> Outcome:
    from arena.excel.buttons import share_view

    return share_view.run(click)


def _share_mail(click: Click) -> Outcome:
    from arena.excel.buttons import share_mail

    return share_mail.run(click)


def _share_pdf(click: Click) -> Outcome:
    from arena.excel.buttons import share_pdf

    return share_pdf.run(click)


def _undo(click: Click) -> Outcome:
    from arena.excel.buttons import undo

    return undo.run(click)


def _trouble(desk: Desk) -> Outcome:
    from arena.excel.buttons import trouble

    return trouble.run(desk)


def _manual(desk: Desk) -> Outcome:
    from arena.excel.buttons import manual

    return manual.run(desk)


CONTROLS: tuple[DeskButton | BookButton | LanguageMenu, ...] = (
    DeskButton(key="new", group="start", image="FileNew", run=_new),
    DeskButton(key="example", group="start", image="FileOpen", run=_example),
    BookButton(
        key="next_step",
        group="start",
        image="FindNext",
        needs=Needs.READABLE,
        run=_next_step,
        works_on=WorksOn.NOTHING,
    ),
    BookButton(
        key="update",
        group="start",
        image="UpgradeWorkbook",
        needs=Needs.OUTDATED,
        run=_update,
        works_on=WorksOn.NOTHING,
        large=False,
    ),
    BookButton(key="check", group="analysis", image="ErrorChecking", run=_check, works_on=WorksOn.SHEETS),
    BookButton(key="rank", group="analysis", image="SortAscendingExcel", run=_rank, works_on=WorksOn.TABLE),
    BookButton(key="hard_to_miss", group="analysis", image="FilterReapply", run=_hard_to_miss, works_on=WorksOn.TABLE),
    BookButton(key="summary", group="collaboration", image="FilePrintPreview", run=_summary, works_on=WorksOn.SHEETS),
    BookButton(
        key="resources", group="collaboration", image="TraceDependents", run=_resources, works_on=WorksOn.SHEETS
    ),
    BookButton(key="matrix", group="collaboration", image="FormatAsTableGallery", run=_matrix, works_on=WorksOn.SHEETS),
    BookButton(key="adjust", group="follow_up", image="VersionHistory", run=_adjust, works_on=WorksOn.TABLE),
    *(
        BookButton(
            key=f"share_{audience}",
            group="share",
            image=image,
            run=partial(_share, audience=audience),
            works_on=WorksOn.SHEETS,
            large=False,
        )
        for audience, image in (
            (Audience.RETURN, "ToDoTag"),
            (Audience.PARTNERS, "AddGroup"),
            (Audience.TEAM, "ShareWithPeople"),
        )
    ),
    *(
        BookButton(key=key, group="share", image=image, run=run, works_on=WorksOn.NOTHING, large=False)
        for key, image, run in (
            ("share_view", "FilePrintPreview", _share_view),
            ("share_mail", "FileNewEmail", _share_mail),
            ("share_pdf", "FileSaveAsPdf", _share_pdf),
        )
    ),
    BookButton(key="merge", group="share", image="SideBySide", run=_merge, works_on=WorksOn.SHEETS),
    BookButton(
        key="take_over",
        group="share",
        image="FillRight",
        needs=Needs.RATINGS,
        run=_take_over,
        works_on=WorksOn.TABLE,
    ),
    BookButton(key="undo", group="help", image="Undo", needs=Needs.UNDOABLE, run=_undo, works_on=WorksOn.LAST_CLICK),
    LanguageMenu(key="language", group="help", image="Translate", large=False),
    DeskButton(key="trouble", group="help", image="Info", large=False, run=_trouble),
    DeskButton(key="manual", group="help", image="Help", large=False, run=_manual),
)
"""All that stands on the ribbon, in its order."""

BUTTONS = {one.key: one for one in CONTROLS if not isinstance(one, LanguageMenu)}
"""What a click can be on, by key."""
