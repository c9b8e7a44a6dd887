"""What a button is given and what it hands back: the contract between ``performing`` and the modules in ``buttons``.

A button's module has one function ``run(click: Click) -> Outcome``. It may raise ``Stopped`` for any reason that the
user should read; every other exception counts as a failure. Either way the workbook is put back as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arena.locale import Catalogue

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.live import LiveAnalysis
    from arena.excel.progress import Progress
    from arena.excel.undo.transaction import Transaction


LONGEST_MESSAGE = 1000
"""Characters of a message or a question: VBA's MsgBox shows some 1,023 and drops the rest without a word."""


@dataclass(frozen=True)
class Outcome:
    """How a button ended.

    Attributes:
        message: one short text for the user, empty where there is nothing to say.
        then: brings in front what the user wants to see; called once nothing can fail any more, and may be refused.
    """

    message: str
    then: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Desk:
    """A click on a button that needs no workbook.

    Attributes:
        app: Excel.
        book: the active workbook, whatever it is; None where none is open.
        language: the user's language.
        texts: its catalogue.
        progress: to be called where it takes long, see ``Progress``.
    """

    app: xw.App
    book: xw.Book | None
    language: str
    texts: Catalogue
    progress: Progress


@dataclass(frozen=True)
class Click:
    """A click on a button that works on the active workbook.

    Attributes:
        app: Excel.
        book: the active workbook.
        key: by which the workbook is known between clicks, see ``arena.excel.undo.last_click``.
        texts: the catalogue in the language of the workbook, or of the user where it says none.
        ask: puts a question to the user and returns ``"yes"``, ``"no"`` or ``"cancel"``. Its arguments: the text
            (from the catalogue) and which buttons, ``"yes_no"`` or ``"yes_no_cancel"``. Ask before anything is
            written. What writes stands in a ``with excel.quiet(click.app)``, in which the screen stands still.
        read: reads the analysis of the workbook, in one block a sheet; later calls return the same.
        progress: to be called where it takes long, see ``Progress``; the transaction does so at each step.
        transaction: through this everything is written. What it did is taken back on failure, kept for undo otherwise.
    """

    app: xw.App
    book: xw.Book
    key: str
    texts: Catalogue
    ask: Callable[[str, str], str]
    read: Callable[[], LiveAnalysis]
    progress: Progress
    transaction: Transaction
