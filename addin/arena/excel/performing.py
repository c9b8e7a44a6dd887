"""One click from beginning to end: the state of the workbook, the button, and the way back when something fails."""

from __future__ import annotations

from functools import cache

import xlwings as xw

from arena.excel import language, live, log, user_files, writable
from arena.excel.buttons.table import BUTTONS, BookButton, DeskButton, Needs, WorksOn
from arena.excel.click import Click, Desk
from arena.excel.host import books, excel, sheets
from arena.excel.host.stubborn import managed
from arena.excel.progress import Progress
from arena.excel.stopped import Stopped
from arena.excel.undo import last_click
from arena.excel.undo.transaction import NotRestored, Transaction
from arena.locale import Catalogue, catalogue


def perform(button: str, application: object, workbook: object, asked: str | None, key: str) -> str:
    """Do what a button does and return what ``entry.click`` returns."""
    row = BUTTONS.get(button)
    if row is None:
        return "\n"
    chosen = language.chosen(asked)
    texts = catalogue(chosen)
    try:
        app = excel.app_of(application)
        if isinstance(row, DeskButton):
            return _at_desk(row, app, None if workbook is None else excel.book_of(workbook), chosen, texts)
        sheets.close_what_was_left_open(app)
        book = writable.checked_open(app, None if workbook is None else excel.book_of(workbook))
        texts = catalogue(live.language_of(book) or chosen)
        return _on_book(row, app, book, key, texts)
    except Stopped as stopped:
        return f"{_still(row, key, texts)}\n{_nothing_changed(texts, texts(stopped.key, **stopped.data))}"
    except NotRestored as error:
        log.failure(button, error)
        message = "state.looks_not_restored" if error.only_looks else "state.not_restored"
        return f"\n{texts(message, where=', '.join(error.where), log=user_files.shown_log())}"
    except Exception as error:
        log.failure(button, error)
        reason = texts("state.failed", log=user_files.shown_log())
        return f"{_still(row, key, texts)}\n{_nothing_changed(texts, reason)}"


def _still(row: DeskButton | BookButton, key: str, texts: Catalogue) -> str:
    """Return the label of what can still be undone after an undo that was refused or failed; else an empty text."""
    is_undo = isinstance(row, BookButton) and row.works_on is WorksOn.LAST_CLICK
    return texts("state.undo_label") if is_undo and last_click.kept_for(key) is not None else ""


def _at_desk(row: DeskButton, app: xw.App, book: xw.Book | None, chosen: str, texts: Catalogue) -> str:
    progress = _progress(row, app, texts)
    try:
        return f"\n{row.run(Desk(app, book, chosen, texts, progress)).message}"
    finally:
        progress.end()


def _progress(row: DeskButton | BookButton, app: xw.App, texts: Catalogue) -> Progress:
    return Progress(app, texts("state.busy", button=texts(f"ribbon.{row.key}.label")))


def _on_book(row: BookButton, app: xw.App, book: xw.Book, key: str, texts: Catalogue) -> str:
    progress = _progress(row, app, texts)

    def ask(text: str, buttons: str = "yes_no") -> str:
        return excel.ask(app, text, buttons)

    if row.works_on is WorksOn.NOTHING:
        facts = books.book_facts(book)
    else:
        facts = writable.check(book, key, lambda text: ask(texts(text)) == "yes", _if_structure_is_protected(row, key))
    transaction = Transaction(book, progress)

    @cache
    def read() -> live.LiveAnalysis:
        if row.needs in (Needs.WRITABLE, Needs.RATINGS):
            writable.check_version(book)
        excel.calculate_where_manual(app)
        found = live.read(book, facts.name, lambda table: ask(texts("state.which_table", sheet=table.sheet)) == "yes")
        if row.works_on is not WorksOn.NOTHING:
            writable.check_sheet(found.table.sheet, found.table.sheet_name)
        return found

    try:
        outcome = row.run(Click(app, book, key, texts, ask, read, progress, transaction))
        # undoing has deleted what it must by now: nothing may fail after that
        changes = [] if row.works_on is WorksOn.LAST_CLICK else transaction.finish()
    except BaseException:
        with excel.quiet(app):
            transaction.roll_back()
        raise
    finally:
        progress.end()
    if row.works_on is WorksOn.LAST_CLICK:
        last_click.drop(app, key)
        transaction.forget()
    elif changes:
        last_click.keep(app, key, changes)
    managed(outcome.then)
    label = texts("state.undo_label") if changes else ""
    hint = None if transaction.is_empty else writable.hint(key, facts)
    return f"{label}\n{outcome.message if hint is None else f'{outcome.message} {texts(hint)}'}"


def _if_structure_is_protected(row: BookButton, key: str) -> str | None:
    """Return the key of what to say where no sheet may be added or deleted; ``None`` where none will be."""
    if row.works_on is WorksOn.LAST_CLICK:
        kept = last_click.kept_for(key) or ()
        return "state.structure_protected.undo" if any(one.last for one in kept) else None
    return "state.structure_protected" if row.works_on is WorksOn.SHEETS else None


def let_go(application: object, key: str) -> None:
    """Forget a workbook that closes: what was kept for it is dropped, and what lay aside for it is closed."""
    app = excel.app_of(application)
    last_click.drop(app, key)
    writable.drop(key)
    sheets.close_what_was_left_open(app)


def _nothing_changed(texts: Catalogue, reason: str) -> str:
    return texts("state.nothing_changed", reason=reason)
