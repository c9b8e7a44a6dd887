"""What the status bar says while a click takes long."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from arena.excel.host import excel

if TYPE_CHECKING:
    import xlwings as xw

PATIENCE = 1.0
"""Seconds after which the status bar says what goes on."""


class Progress:
    """Says in the status bar which button is at work, once its click has taken longer than a second.

    Call it wherever a click can take long. That a text cannot be shown is no reason to fail.
    """

    def __init__(self, app: xw.App, text: str) -> None:
        self._app = app
        self._text = text
        self._started = self._said = time.monotonic()
        self._shown = False

    def __call__(self, *, at_once: bool = False) -> None:
        """Say it, if it is time; ``at_once`` before what takes long and cannot be interrupted."""
        if not self._shown and (at_once or time.monotonic() - self._started > PATIENCE):
            self._shown = True
            with suppress(Exception):
                excel.show_status(self._app, self._text)

    def counted(self, done: int, of: int) -> None:
        """Say how many of how many are done, once it takes long, and then at most once in that time."""
        now = time.monotonic()
        if now - self._said > PATIENCE:
            self._said, self._shown = now, True
            with suppress(Exception):
                excel.show_status(self._app, f"{self._text} {done}/{of}")

    def end(self) -> None:
        """Give the status bar back to Excel."""
        if self._shown:
            with suppress(Exception):
                excel.show_status(self._app, None)
