"""What the last button did to each workbook, kept outside it while this server runs, so that it can be undone once.

A workbook is known by the key that Excel's VBA gave it, which stays the same when it is saved under another name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arena.excel.undo.transaction import Kept, let_go

if TYPE_CHECKING:
    import xlwings as xw

_kept: dict[str, Sequence[Kept]] = {}


def keep(app: xw.App, key: str, changes: Sequence[Kept]) -> None:
    """Keep what a button did, instead of what an earlier one did to the same workbook."""
    drop(app, key)
    _kept[key] = changes


def kept_for(key: str) -> Sequence[Kept] | None:
    """Return what the last button did to a workbook; ``None`` where nothing can be undone."""
    return _kept.get(key)


def drop(app: xw.App, key: str) -> None:
    """Forget what was kept for a workbook, and close what lay aside for it."""
    let_go(app, [one.before for one in _kept.pop(key, ())])
