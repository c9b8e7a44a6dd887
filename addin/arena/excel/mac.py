"""What the add-in's AppleScript starts for a click on a Mac: ``python -I -B -m arena.excel.mac BUTTON``.

Excel is told nothing back: which workbook is in front, Excel says itself, and what the user reads is shown here.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from arena.excel import entry, language, log, relay, user_files
from arena.locale import catalogue

if TYPE_CHECKING:
    import xlwings as xw

BUTTONS = tuple(button for button in entry.BUTTONS if button != "hard_to_miss")
"""The buttons that work on a Mac. The AppleScript knows the same list."""

TITLE = "Arena-analyse"

_DAY = 24 * 60 * 60.0
"""Seconds for which a click can be undone, and after which a process without clicks ends."""

_NOT_PERMITTED = -1743
"""What macOS answers where the user did not let this program control Excel."""

_ALERT = "on run {heading, told}\ndisplay alert heading message told\nend run"


class Clicks:
    """The clicks of one session of Excel."""

    def __init__(self) -> None:
        self._app: xw.App | None = None

    def perform(self, button: str) -> None:
        """Do what a button does, and show what the user reads. Never raises."""
        if button not in BUTTONS:
            return
        try:
            self._perform(button)
        except Exception as error:
            log.failure(button, error)
            if getattr(error, "errornumber", None) == _NOT_PERMITTED:
                _tell(catalogue(language.chosen())("state.not_permitted"))

    def _perform(self, button: str) -> None:
        from arena.excel import undo  # noqa: PLC0415 - imports xlwings, which a click that is handed on does not need
        from arena.excel.apple import handles  # noqa: PLC0415

        self._app = handles.running()
        if self._app is None:
            return
        book = handles.active_book(self._app)
        if book is not None:
            handles.follow_renamed(undo.books(), book)
        answer = entry.click(button, self._app, book)
        message = answer.partition("\n")[2]
        if message:
            self._app.alert(message, TITLE, "ok")

    def is_over(self, idle: float) -> bool:
        """Whether no click will come that this process is needed for: Excel was quit, or it is a day ago."""
        if self._app is None or idle > _DAY:
            return True
        from arena.excel import undo  # noqa: PLC0415 - as above
        from arena.excel.apple import handles  # noqa: PLC0415

        undo.forget_after(_DAY)
        return not handles.is_running(self._app)


def _tell(text: str) -> None:
    """Show a text without Excel."""
    subprocess.run(["/usr/bin/osascript", "-e", _ALERT, TITLE, text], check=False)  # noqa: S603 - our own words only


def main(arguments: Sequence[str]) -> int:
    """Have one click performed. Returns 2 where it is of no button on a Mac, 1 where it could not be handed on."""
    if len(arguments) != 1 or arguments[0] not in BUTTONS:
        return 2
    button, clicks = arguments[0], Clicks()
    try:
        relay.click(button, clicks.perform, clicks.is_over, user_files.folder())
    except TimeoutError as error:
        log.failure(button, error)
        return 1
    except OSError as error:  # then nothing can be undone, but the button does its work
        log.failure(button, error)
        clicks.perform(button)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
