"""What the add-in's VBA calls, with the objects that it holds: a click on a button comes in here.

This module is imported when the first button is clicked after Excel has started, and waits for nothing: all that a
button needs is imported when that button is first used. ``click`` never raises.
"""

from __future__ import annotations

BUTTONS = {
    "new": "desk",
    "example": "desk",
    "trouble": "desk",
    "manual": "desk",
    "check": "sheets",
    "rank": "table",
    "hard_to_miss": "table",
    "summary": "sheets",
    "undo": "undo",
}
"""The ids of the buttons, and what each works on: no workbook, the table, the table and sheets, what was kept."""


def click(button: str, application: object, book: object = None, language: str | None = None) -> str:
    """Do what a button does; on any failure the workbook is as it was.

    Args:
        button: the id of the control.
        application: Excel's Application.
        book: its active workbook, or nothing.
        language: the language in which the ribbon speaks; None where the caller does not know.

    Returns:
        The label of what this click did and can be undone (empty where it changed nothing, also where something of an
        earlier click is still kept; of an undoing that was refused, which can be tried again, the same label), a line
        break, and what the user reads.
    """
    try:
        if button not in BUTTONS:
            return "\n"
        from arena.excel.performing import perform  # noqa: PLC0415 - when the first button is clicked, not before

        return perform(button, BUTTONS[button], application, book, language)
    except Exception as error:
        return _failed(button, error, language)


def _failed(button: str, error: Exception, asked: str | None) -> str:
    """The last resort: a failure outside everything that a button does."""
    try:
        from arena.excel import language, log, user_files  # noqa: PLC0415 - any of them may be what is missing
        from arena.locale import catalogue  # noqa: PLC0415

        log.failure(button, error)
        texts = catalogue(language.chosen(asked))
        reason = texts("state.failed", log=user_files.log_file())
        return f"\n{texts('state.nothing_changed', reason=reason)}"
    except Exception:
        return f"\nArena-analyse: {type(error).__name__}"
