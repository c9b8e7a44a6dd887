"""One click from beginning to end: the state of the workbook, the button, and the way back when something fails."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import xlwings as xw

from arena.excel import language, live, log, states, user_files
from arena.excel.click import Click, Desk, Outcome, Stopped
from arena.excel.host import books, excel, sheets
from arena.excel.progress import Progress
from arena.excel.undo import last_click as undo
from arena.excel.undo.transaction import NotRestored, Transaction
from arena.locale import Catalogue, catalogue


def perform(button: str, works_on: str, application: object, workbook: object, asked: str | None = None) -> str:
    """Do what a button does and return what ``entry.click`` returns."""
    words = language.chosen(asked)
    texts = catalogue(words)
    book: xw.Book | None = None
    try:
        if workbook is not None and works_on != "desk":
            book = excel.book_of(workbook)
        app = excel.app_of(application)
        if works_on == "desk":
            return _at_desk(button, app, words, texts)
        _let_go_of_closed_books(app)
        book = states.checked_open(app, book)
        texts = catalogue(live.language_of(book) or words)
        return _on_book(button, works_on, app, book, texts)
    except Stopped as stopped:
        return f"{_still(button, book, texts)}\n{_nothing_changed(texts, texts(stopped.key, **stopped.data))}"
    except NotRestored as error:
        log.failure(button, error)
        key = "state.looks_not_restored" if error.only_looks else "state.not_restored"
        return f"\n{texts(key, places=', '.join(error.places), log=user_files.log_file())}"
    except Exception as error:
        log.failure(button, error)
        reason = texts("state.failed", log=user_files.log_file())
        return f"{_still(button, book, texts)}\n{_nothing_changed(texts, reason)}"


def _still(button: str, book: xw.Book | None, texts: Catalogue) -> str:
    """The label of what can still be undone where undoing it was refused or failed; empty for any other button."""
    refused = button == "undo" and book is not None and undo.kept_for(book) is not None
    return texts("state.undo_label") if refused else ""


def _at_desk(button: str, app: xw.App, words: str, texts: Catalogue) -> str:
    progress = _progress(button, app, texts)
    try:
        return f"\n{_run(button, Desk(app, words, texts, progress)).message}"
    finally:
        progress.end()


def _progress(button: str, app: xw.App, texts: Catalogue) -> Progress:
    return Progress(app, texts("state.busy", button=texts(f"ribbon.{button}.label")))


def _run(button: str, given: Click | Desk) -> Outcome:
    outcome: Outcome = import_module(f"arena.excel.buttons.{button}").run(given)
    return outcome


def _on_book(button: str, works_on: str, app: xw.App, book: xw.Book, texts: Catalogue) -> str:
    progress = _progress(button, app, texts)

    def ask(text: str, buttons: str = "yes_no") -> str:
        return excel.ask(app, text, buttons)

    transaction = Transaction(book, progress)
    structure = "state.structure_protected" if works_on == "sheets" else None
    if button == "undo":
        kept = undo.kept_for(book)
        structure = "state.structure_protected.undo" if kept is not None and kept.adds_sheets else None
    facts = states.check_writable(book, lambda key: ask(texts(key)) == "yes", structure)

    @cache
    def read() -> live.LiveAnalysis:
        excel.calculate_where_manual(app)
        found = live.read(book, facts.name, lambda table: ask(texts("state.which_table", sheet=table.sheet)) == "yes")
        states.check_sheet(found.table.sheet, found.table.sheet_name)
        return found

    try:
        outcome = _run(button, Click(app, book, texts, ask, read, progress, transaction))
        if button != "undo":  # which has deleted what it must by now: nothing may fail after that
            transaction.finish()
    except BaseException:
        with excel.quiet(app):
            transaction.roll_back()
        raise
    finally:
        progress.end()
    label = texts("state.undo_label") if _keep(button, transaction) else ""
    hint = None if transaction.is_empty else states.hint(book, facts)
    return f"{label}\n{outcome.message if hint is None else f'{outcome.message} {texts(hint)}'}"


def _keep(button: str, transaction: Transaction) -> bool:
    """Keep what a button did, whether there is anything that can be undone now."""
    if button == "undo":
        undo.drop(transaction.book)
        transaction.forget()
        return False
    if not transaction.is_empty:
        undo.keep(transaction)
    return not transaction.is_empty


def _let_go_of_closed_books(app: xw.App) -> None:
    """Forget what was kept for workbooks that are closed by now, and close what lay aside for them."""
    sheets.close_what_was_left_open()
    held = [*undo.books(), *states.remembered()]
    if held:
        closed = books.not_open(app, held)
        undo.drop_all(closed)
        states.drop_all(closed)


def _nothing_changed(texts: Catalogue, reason: str) -> str:
    return texts("state.nothing_changed", reason=reason)
