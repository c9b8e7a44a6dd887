"""The three buttons that choose for whom a copy is: what goes along and what stays here, on the sheet Delen."""

from __future__ import annotations

from functools import partial

from arena.excel import generated, sharing
from arena.excel.click import Click, Outcome
from arena.excel.generated import OwnColumn
from arena.excel.host import excel, sheets
from arena.locale import catalogue
from arena.sharing import window
from arena.workbook.audience import Audience

_CHOICES = OwnColumn(window.holds_all, "share.changed")


def run(click: Click, audience: Audience) -> Outcome:
    """Paint the sheet for an audience, with what was chosen on the one before it, and go there.

    Raises:
        Stopped: there is nobody to share with or about, a sheet of the user's has the name of the sheet, it is
            protected, or the user cancels.
    """
    texts = catalogue(click.read().analysis.language)
    target = generated.find(click, window.KEY, texts, _CHOICES)
    offered = sharing.offer(click, audience, target.shown)
    click.progress()
    with excel.quiet(click.app):
        also = generated.paint(click, target, offered.window.sheet, click.read().table.sheet, texts)
    labels = {key: texts(f"ribbon.share_{key}.label") for key in ("view", "mail", "pdf")}
    done = texts("button.share.done", sheet=target.name, **labels)
    page = sheets.sheet(click.book, target.name)
    return Outcome(" ".join([done, *also]), partial(sheets.select_first, page))
