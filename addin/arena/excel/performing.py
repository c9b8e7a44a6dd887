"""One click from beginning to end: the state of the workbook, the button, and the way back when something fails."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import cache
from importlib import import_module

import xlwings as xw

from arena.excel import host, language, live, log, states, undo, user_files
from arena.excel.click import Click, Desk, Outcome, Stopped
from arena.excel.transaction import NotRestored, Transaction
from arena.locale import Catalogue, catalogue

_PATIENCE = 1.0
"""Seconds after which the status bar says what goes on."""


def perform(button: str, works_on: str, application: object, workbook: object, asked: str | None = None) -> str:
    """Do what a button does and return what ``entry.click`` returns."""
    app = host.app_of(application)
    words = language.chosen(asked)
    if works_on == "desk":
        return _at_desk(button, Desk(app, words, catalogue(words)))
    texts = catalogue(words)
    book: xw.Book | None = None
    try:
        book = states.checked_open(app, None if workbook is None else host.book_of(workbook))
        texts = catalogue(live.language_of(book) or words)
        return _on_book(button, works_on, app, book, texts)
    except Stopped as stopped:
        return f"{_label(book, texts)}\n{_nothing_changed(texts, texts(stopped.key, **stopped.data))}"
    except NotRestored as error:
        log.failure(button, error)
        return f"\n{texts('state.not_restored', places=', '.join(error.places), log=_log_file())}"
    except Exception as error:
        log.failure(button, error)
        return f"{_label(book, texts)}\n{_nothing_changed(texts, texts('state.failed', log=_log_file()))}"


def _at_desk(button: str, desk: Desk) -> str:
    try:
        return f"\n{_run(button, desk).message}"
    except Stopped as stopped:
        return f"\n{_nothing_changed(desk.texts, desk.texts(stopped.key, **stopped.data))}"
    except Exception as error:
        log.failure(button, error)
        return f"\n{_nothing_changed(desk.texts, desk.texts('state.failed', log=_log_file()))}"


def _run(button: str, given: Click | Desk) -> Outcome:
    outcome: Outcome = import_module(f"arena.excel.buttons.{button}").run(given)
    return outcome


def _on_book(button: str, works_on: str, app: xw.App, book: xw.Book, texts: Catalogue) -> str:
    started = time.monotonic()
    shown: list[str] = []

    def ask(text: str, buttons: str = "yes_no") -> str:
        return host.ask(app, text, buttons)

    def progress(text: str) -> None:
        if time.monotonic() - started > _PATIENCE:
            host.show_status(app, text)
            shown.append(text)

    transaction = Transaction(book)
    facts = states.check_writable(book, lambda key: ask(texts(key)) == "yes", adds_sheets=works_on == "sheets")

    @cache
    def read() -> live.LiveAnalysis:
        host.calculate_where_manual(app)
        found = live.read(book, facts.name, lambda table: ask(texts("state.which_table", sheet=table.sheet)) == "yes")
        states.check_sheet(found.table.sheet, found.table.sheet_name)
        transaction.rely_on(lambda: live.blocks_now(book, found), found.blocks)
        return found

    try:
        outcome = _run(button, Click(app, book, texts, ask, read, progress, transaction))
        transaction.finish()
    except BaseException:
        with host.quiet(app):
            transaction.roll_back()
        raise
    finally:
        if shown:
            with suppress(Exception):
                host.show_status(app, None)
    _keep(button, transaction)
    hint = states.hint(book, facts)
    message = outcome.message if hint is None or transaction.is_empty else f"{outcome.message} {texts(hint)}"
    return f"{_label(book, texts)}\n{message}"


def _keep(button: str, transaction: Transaction) -> None:
    if button == "undo":
        undo.drop(transaction.book)
        transaction.forget()
    elif not transaction.is_empty:
        undo.keep(transaction)


def _label(book: xw.Book | None, texts: Catalogue) -> str:
    """The label of what can be undone in a workbook."""
    return "" if book is None or undo.kept_for(book) is None else texts("state.undo_label")


def _nothing_changed(texts: Catalogue, reason: str) -> str:
    return texts("state.nothing_changed", reason=reason)


def _log_file() -> str:
    return str(user_files.folder() / user_files.LOG)
