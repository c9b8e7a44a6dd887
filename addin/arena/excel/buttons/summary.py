"""Samenvatting: one page for a meeting, painted anew each time; what users wrote under Afspraken stays."""

from __future__ import annotations

from arena.excel import generated
from arena.excel.click import Click, Outcome
from arena.workbook.sheets import summary


def run(click: Click) -> Outcome:
    """Make the summary; raises ``Stopped`` as ``generated.make`` does."""
    return generated.make(click, summary.SHEET)
