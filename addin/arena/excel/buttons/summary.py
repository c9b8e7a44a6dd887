"""The button summary: one page for a meeting, painted anew each time; what users agreed on it stays."""

from __future__ import annotations

from arena.excel import generated
from arena.excel.click import Click, Outcome
from arena.workbook.sheets import summary


def run(click: Click) -> Outcome:
    """Make the summary; raises ``Stopped`` as ``generated.make`` does."""
    return generated.make(click, summary.SHEET)
