"""What the add-in's VBA calls, with the objects that it holds: a click on a button, and a workbook that closes.

This module is imported when the first button is clicked after Excel has started, and waits for nothing: all that a
button needs is imported then. No function raises, and none leaves an object of Excel behind: Excel would stay, unseen,
for as long as this process holds one.

What holds itself in a ring is let go of only where Python looks for it. After a click it looks among what that click
made, which takes no time; before a workbook closes, among everything.
"""

from __future__ import annotations

import gc

_NEW = 0
"""What was made since Python last looked: its youngest generation."""


def click(button: str, application: object, book: object, language: str | None, key: str) -> str:
    """Do what a button does; on any failure the workbook is as it was.

    Args:
        button: the id of the control.
        application: Excel's Application.
        book: its active workbook, or nothing.
        language: the language in which the ribbon speaks; None where the caller does not know.
        key: by which the caller knows the workbook from one click to the next, also under another name.

    Returns:
        A label, a line break, and what the user reads. The label names what can be undone now: it is empty where this
        click changed nothing, even if an earlier click is still kept. An undo that was refused keeps its label: it can
        be tried again.
    """
    gc.disable()  # or what this click made would be looked through in the midst of it, and pass for old
    try:
        from arena.excel.performing import perform  # noqa: PLC0415 - when the first button is clicked, not before

        return perform(button, application, book, language, key)
    except Exception as error:
        return _failed(button, error, language)
    finally:
        gc.collect(_NEW)
        gc.enable()


def let_go(application: object, key: str) -> str:
    """Forget what was kept for a workbook that is about to close. Returns nothing that anybody reads."""
    try:
        from arena.excel import performing  # noqa: PLC0415 - a click has imported it

        performing.let_go(application, key)
    except Exception as error:
        return _failed("let_go", error, None)
    finally:
        gc.collect()
    return ""


def _failed(button: str, error: Exception, asked: str | None) -> str:
    """Return what the user reads of a failure outside everything that a button does."""
    try:
        from arena.excel import language, log, user_files  # noqa: PLC0415 - any of them may be what is missing
        from arena.locale import catalogue  # noqa: PLC0415

        log.failure(button, error)
        texts = catalogue(language.chosen(asked))
        reason = texts("state.failed", log=user_files.shown_log())
        return f"\n{texts('state.nothing_changed', reason=reason)}"
    except Exception:
        return f"\nArena-analyse: {type(error).__name__}"
